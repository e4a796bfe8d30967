"""Checks a plan against its problem and works out what it is worth, without any solver.

See docs/planning-model.md, section 5.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.plan import DayUse, ObjectiveShare, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.text.rule_phrasing import rule_words
from habitos_tui.planner.verification.day_layout import Ground, Week
from habitos_tui.planner.verification.limits import Violation, limit_violations
from habitos_tui.planner.verification.rules import breaches
from habitos_tui.planner.verification.score import day_use, shares, terms, worth

__all__ = ["Verification", "Verifier", "Violation", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a plan is: allowed or not, and worth how much (model units)."""

    violations: tuple[Violation, ...]
    objective: float
    """The objective of the week as laid out, whether it is allowed or not."""
    objectives: tuple[ObjectiveShare, ...]
    days: tuple[DayUse, ...]
    free_time: float
    """What the free time that is used costs, never negative."""
    worths: tuple[float, ...]
    """Worth of each of the sessions, in the order they were given."""

    @property
    def allowed(self) -> bool:
        """Tell whether the plan keeps every limit and every hard rule."""
        return not self.violations


class Verifier:
    """Checks plans for one problem, one after the other."""

    def __init__(self, problem: Problem) -> None:
        self._ground = Ground(problem)

    def verify(self, sessions: Sequence[Session]) -> Verification:
        """Return what the planning model says about `sessions`, the new sessions of a plan.

        Raises InvalidInputError for a session of a behavior that the problem does not have.
        """
        week = self._ground.lay_out(sessions)
        found = [*_slot_violations(week.problem, sessions), *limit_violations(week), *_rule_violations(week)]
        by_index = {placed.index: worth(week, placed) for placed in week.planned}
        valued = terms(week)
        return Verification(
            violations=tuple(found),
            objective=valued.total,
            free_time=-valued.slack,
            objectives=shares(week),
            days=day_use(week),
            worths=tuple(by_index[index] for index in range(len(sessions))),
        )


def verify(problem: Problem, sessions: Sequence[Session]) -> Verification:
    """Return what the planning model says about one plan for `problem`: see `Verifier.verify`."""
    return Verifier(problem).verify(sessions)


def _slot_violations(problem: Problem, sessions: Sequence[Session]) -> Iterator[Violation]:
    """Yield sessions whose slot is not the one their start lies in; everything else goes by the start."""
    for index, session in enumerate(sessions):
        slot = problem.slot_at(session.start)
        if slot is not None and session.slot != slot:
            name = problem.behavior_by_id[session.behavior].name
            sentence = f"“{name}” says {session.slot}, but its start lies in {slot}."
            yield Violation("slot", sentence, f"sessions[{index}].slot")


def _rule_violations(week: Week) -> Iterator[Violation]:
    for rule in week.problem.active_rules:
        if rule.hard:
            for sentence in breaches(week, rule):
                yield Violation(rule.type, f"Rule “{rule_words(week.problem, rule)}”: {sentence}.", None)
