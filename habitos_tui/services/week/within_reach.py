"""What can still be asked of a week that is under way: no more than the rest of its days leaves room for; pure.

A minimum that could be met on Monday is out of reach on Saturday where too little was done by then. Nothing anybody
could change makes such a week possible, so it asks for as much as can still happen.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import ScopedRule
from habitos_tui.domain.model.week import Window
from habitos_tui.planner.formulation.candidates import open_windows, session_lengths

EVERY_DAY: Final = frozenset(DAYS)


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A minimum of a behavior or rule, by its id, that the rest of the week cannot meet; in sessions or minutes."""

    subject: str
    asked: int
    possible: int
    of_rule: bool = False
    """Whether the id is that of a rule: a behavior may have the same."""


def within_reach(problem: Problem, away: Collection[int] = ()) -> Problem:
    """Return the problem with each minimum no higher than can still be met; as it is before its week begins."""
    now, found = problem.not_before, out_of_reach(problem, away)
    if now is None or not found:
        return problem
    least = {each.subject: each.possible for each in found if not each.of_rule}
    of_rules = {each.subject: each.possible for each in found if each.of_rule}
    behaviors = (b.model_copy(update={"min_per_week": least[b.id]}) if b.id in least else b for b in problem.behaviors)
    rules = (
        _eased(rule, of_rules[rule.id], now.day) if isinstance(rule, ScopedRule) and rule.id in of_rules else rule
        for rule in problem.rules
    )
    return problem.changed(behaviors=tuple(behaviors), rules=tuple(rule for rule in rules if rule is not None))


def out_of_reach(problem: Problem, away: Collection[int] = ()) -> tuple[OutOfReach, ...]:
    """Return the minimums that can no longer be met, whatever the rest of the week looks like otherwise.

    One that no week could meet is not among them: it was not put out of reach by the days that have gone by.
    Busy time, energy and other limits do not count, since the person can change them; `away` are the days of absence.
    """
    now = problem.not_before
    if now is None:
        return ()
    rest, whole = _Rest(problem, away), _Rest(problem.changed(not_before=None, fixed=()), away)
    found = [
        OutOfReach(b.id, b.min_per_week, possible)
        for b in problem.behaviors
        if whole.sessions(b) >= b.min_per_week > (possible := rest.done(b) + rest.sessions(b))
    ]
    for rule in problem.active_rules:
        if isinstance(rule, ScopedRule) and rule.hard and rule.least:
            days = frozenset(rule.days) if rule.period == "week" else frozenset(rule.days) & {now.day}
            possible = rest.amount(rule, days)
            if possible < rule.least <= whole.amount(rule, days):
                found.append(OutOfReach(rule.id, rule.least, possible, of_rule=True))
    return tuple(found)


def _eased(rule: ScopedRule, possible: int, today: int) -> ScopedRule | None:
    """Return a rule that asks for what is possible; one about single days no longer speaks of today."""
    if rule.period == "week":
        return rule.model_copy(update={rule.least_field: possible})
    left = tuple(day for day in rule.days if day != today)
    return rule.model_copy(update={"days": left}) if left else None


class _Rest:
    """The time that is left of a week, with nothing in it but what is fixed."""

    def __init__(self, problem: Problem, away: Collection[int]) -> None:
        self._problem = problem.changed(busy=())
        self._away = frozenset(away)

    def done(self, behavior: Behavior) -> int:
        """Return how many fixed sessions there are."""
        return sum(fixed.behavior == behavior.id for fixed in self._problem.fixed)

    def sessions(self, behavior: Behavior, days: Collection[int] = EVERY_DAY, slot: str | None = None) -> int:
        """Return how many new sessions there can be at most."""
        a_day = 1 if behavior.min_gap_days else behavior.max_per_day
        total, latest = 0, -len(DAYS)
        for day in DAYS:
            room = sum(window.day == day for window in self._windows(behavior, days, slot))
            if room and day - latest > behavior.min_gap_days:
                fixed = sum((f.behavior, f.day) == (behavior.id, day) for f in self._problem.fixed)
                total += min(room, max(a_day - fixed, 0))
                latest = day
        return min(total, max(behavior.week_limit - self.done(behavior), 0))

    def amount(self, rule: ScopedRule, days: Collection[int]) -> int:
        """Return how many sessions or minutes there can be for a rule at most, those that are fixed included."""
        problem = self._problem
        fixed = [
            f
            for f in problem.fixed
            if f.day in days
            and rule.slot in {None, problem.slot_at(f.start)}
            and rule.scope.picks(problem.behavior_by_id[f.behavior])
        ]
        behaviors = [b for b in problem.behaviors if rule.scope.picks(b)]
        if rule.counted == "sessions":
            return len(fixed) + sum(self.sessions(b, days, rule.slot) for b in behaviors)
        longest = sum(self.sessions(b, days, rule.slot) * b.max_minutes for b in behaviors)
        windows = {window for b in behaviors for window in self._windows(b, days, rule.slot)}
        return sum(f.minutes for f in fixed) + min(longest, sum(window.minutes for window in windows))

    def _windows(self, behavior: Behavior, days: Collection[int], slot: str | None) -> Iterator[Window]:
        """Yield the free time in which a session could lie."""
        for window in open_windows(self._problem, behavior):
            here = window.day in days and window.day not in self._away and slot in {None, window.slot}
            if here and session_lengths(self._problem, behavior, window):
                yield window
