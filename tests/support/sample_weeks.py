"""Small weeks of two behaviors, and what the verifier says about plans of them."""

from typing import Any

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.verification.verify import verify
from tests.support.problems import behavior, session

RUN = behavior("run")
READ = behavior("read", minutes=(10, 20, 40))
TWO_SLOTS = [{"name": "morning", "start": "08:00", "end": "10:00"}, {"name": "noon", "start": "10:00", "end": "12:00"}]


def broken(week: Problem, *sessions: Session) -> list[str]:
    """Return what the verifier finds, in its words."""
    return [violation.sentence for violation in verify(week, sessions).violations]


def worth(week: Problem, *sessions: Session) -> float:
    """Return the objective of a plan that must be allowed."""
    verdict = verify(week, sessions)
    assert verdict.allowed, verdict.violations
    return verdict.objective


def both(first: str = "run", then: str = "read") -> tuple[Session, Session]:
    """Return two sessions of Monday morning, one right behind the other."""
    return session(first), session(then, start="08:35")


def fixed(name: str, start: str, minutes: int = 30) -> dict[str, Any]:
    """Return a session that was done on Monday."""
    return {"behavior": name, "day": 0, "start": start, "minutes": minutes, "kind": "done"}
