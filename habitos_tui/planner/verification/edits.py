"""Changes made by hand, checked and priced at once and without a solver: every step of a session being moved asks.

See docs/planning-model.md, sections 2 to 4.
"""

from collections.abc import Sequence

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import Edit, EditCheck
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.verification.verify import verify


def edited(sessions: Sequence[Session], edit: Edit) -> tuple[Session, ...]:
    """Return the sessions with the edit made, in time order; NotFoundError when its old session is not there."""
    left = list(sessions)
    if edit.old is not None:
        if edit.old not in left:
            raise NotFoundError("This session is no longer in the plan.")
        left.remove(edit.old)
    if edit.new is not None:
        left.append(edit.new)
    return tuple(sorted(left, key=lambda session: (session.day, session.start)))


def check_edit(problem: Problem, sessions: Sequence[Session], edit: Edit, objective: float | None = None) -> EditCheck:
    """Return what an edit breaks and costs by itself, without solving; raises as `edited` does.

    Given the plan's `objective`, trying many edits of it takes half the time.
    """
    before = verify(problem, sessions).objective if objective is None else objective
    after = edited(sessions, edit)
    verification = verify(problem, after)
    return EditCheck(
        sessions=after,
        violations=tuple(violation.sentence for violation in verification.violations),
        objective=verification.objective,
        price=before - verification.objective,
    )
