"""How often a behavior can be done in a week at most, whatever the person wishes for.

Its own limits count (days, times a day and a week, distance), and so do the active hard rules that cap it. What other
behaviors take from it does not: this is the most with the whole week to itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import combinations, pairwise

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import DurationBounds, Rule, ScopedRule, Stack


class Cap(Enum):
    """What keeps a behavior from being done more often in a week."""

    RULES = auto()
    WEEK = auto()
    """Its own limit a week."""
    GAP = auto()
    """The days that must lie between two of its sessions."""
    DAY = auto()
    """Its own limit a day."""


@dataclass(frozen=True, slots=True)
class Most:
    """The most sessions in a week, and why there are no more."""

    sessions: int
    cap: Cap
    amount: int = 0
    """Of the cap: days between, or sessions a day."""
    weekdays: int = len(ALL_DAYS)
    """Days of a week that the behavior may be done on."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """Sessions on each day, and together on some of them."""

    a_day: Mapping[int, int]
    first_weekday: int
    together: tuple[tuple[frozenset[int], int], ...] = ()

    def most(self, gap: int) -> int:
        """Return the most sessions on days that lie more than `gap` apart."""
        days = [day for day in self.a_day if self.a_day[day] > 0]
        if not gap:
            return self._on(days)
        # Two sessions of one day are no distance apart: with one there is at most one a day.
        single = replace(self, a_day=dict.fromkeys(days, 1))
        days.sort(key=self._place)
        choices = (chosen for size in range(len(days), 0, -1) for chosen in combinations(days, size))
        return max((single._on(chosen) for chosen in choices if self._spaced(chosen, gap)), default=0)

    def _on(self, days: Sequence[int]) -> int:
        """Return the most on these days: no more than each of the limits leaves on its days, and the others hold."""
        total = sum(self.a_day[day] for day in days)
        return min((total, *(self._with(days, some, limit) for some, limit in self.together)))

    def _place(self, weekday: int) -> int:
        return (weekday - self.first_weekday) % len(ALL_DAYS)

    def _spaced(self, days: Sequence[int], gap: int) -> bool:
        places = [self._place(day) for day in days]
        return all(later - earlier > gap for earlier, later in pairwise(places))

    def _with(self, days: Sequence[int], some: frozenset[int], limit: int) -> int:
        inside = sum(self.a_day[day] for day in days if day in some)
        return sum(self.a_day[day] for day in days if day not in some) + min(limit, inside)


def most_a_week(
    behavior: Behavior, rules: Iterable[Rule] = (), behaviors: Iterable[Behavior] = (), first_weekday: int = 0
) -> Most:
    """Return how often a behavior can be done in a week that begins on `first_weekday`, and what keeps it from more.

    `behaviors` are those that rules may bind it to: what comes only after another cannot be done more often than that.
    """
    caps = [rule for rule in rules if rule.active and rule.hard]
    known = {other.id: other for other in behaviors}
    own = _own(behavior, first_weekday)
    most = _bounded(behavior, caps, known, first_weekday)
    if most < own.sessions:
        return Most(most, Cap.RULES)
    return own


def _own(behavior: Behavior, first_weekday: int) -> Most:
    """Return the most by the limits of the behavior itself."""
    days = behavior.weekdays
    a_day = 1 if behavior.min_gap_days else behavior.max_per_day
    spread = _Limits(dict.fromkeys(days, a_day), first_weekday).most(behavior.min_gap_days)
    if behavior.max_per_week is not None and behavior.max_per_week < spread:
        return Most(behavior.max_per_week, Cap.WEEK)
    if behavior.min_gap_days and spread < len(days):
        return Most(spread, Cap.GAP, behavior.min_gap_days, len(days))
    return Most(spread, Cap.DAY, a_day, len(days))


def _bounded(
    behavior: Behavior,
    rules: Sequence[Rule],
    known: Mapping[str, Behavior],
    first_weekday: int,
    seen: frozenset[str] = frozenset(),
) -> int:
    """Return the most by the behavior's limits and hard `rules`; `seen` are behaviors that already ask for this."""
    limits = _Limits(dict.fromkeys(behavior.weekdays, behavior.max_per_day), first_weekday)
    for rule in rules:
        limits = _within(limits, rule, behavior, rules)
    most = limits.most(behavior.min_gap_days)
    # A behavior that others wait for is done as often as it is wanted; how often this one could be is the question.
    if seen or behavior.max_per_week is not None:
        most = min(most, behavior.week_limit)
    for cue in _cues(behavior, rules, known):
        if cue.id not in seen:
            cued = _bounded(cue, rules, known, first_weekday, seen | {behavior.id})
            most = min(most, cued * _each(behavior, cue, rules))
    return most


def _within(limits: _Limits, rule: Rule, behavior: Behavior, rules: Sequence[Rule]) -> _Limits:
    """Return the limits with those of a rule over the sessions of a scope that the behavior is in."""
    if not isinstance(rule, ScopedRule) or not rule.scope.picks(behavior) or not _everywhere(rule, behavior):
        return limits
    most = _sessions(rule, _shortest(behavior, rules))
    if most is None:
        return limits
    if rule.period == "week":
        return replace(limits, together=(*limits.together, (frozenset(rule.days), most)))
    return replace(limits, a_day={day: min(n, most) if day in rule.days else n for day, n in limits.a_day.items()})


def _everywhere(rule: ScopedRule, behavior: Behavior) -> bool:
    """Tell whether a rule holds for every session of a behavior on its days: of any slot, or of the only one it has."""
    return rule.slot is None or (behavior.strict_slots and set(behavior.every_preferred_slot) == {rule.slot})


def _sessions(rule: ScopedRule, shortest: int) -> int | None:
    if rule.most is None:
        return None
    return rule.most // shortest if rule.counted == "minutes" else rule.most


def _shortest(behavior: Behavior, rules: Iterable[Rule]) -> int:
    """Return the minutes that a session takes at least on each of its days."""
    bounds = (
        rule.min_minutes or 0
        for rule in rules
        if isinstance(rule, DurationBounds)
        and rule.behavior == behavior.id
        and set(behavior.weekdays) <= set(rule.days)
    )
    return max(behavior.min_minutes, *bounds, 1)


def _cues(behavior: Behavior, rules: Iterable[Rule], known: Mapping[str, Behavior]) -> Iterable[Behavior]:
    """Yield the behaviors that each session of this one, on every day it may have, needs one of before it."""
    for rule in rules:
        if rule.cue is not None and set(behavior.weekdays) <= set(rule.days):
            cue, follower = rule.cue
            if follower == behavior.id and cue in known:
                yield known[cue]


def _each(behavior: Behavior, cue: Behavior, rules: Iterable[Rule]) -> int:
    """Return how many sessions one of the cue allows: right behind it one, later on its day all of the day's."""
    stacked = any(isinstance(rule, Stack) and (rule.first, rule.then) == (cue.id, behavior.id) for rule in rules)
    return 1 if stacked else behavior.max_per_day
