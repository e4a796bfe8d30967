"""What a week asks where some of its days are lost: to an absence, before a first plan in its middle, to the next week.

No time is left on those days, and what is asked of the whole week shrinks with it: a person away from Monday to
Friday cannot run three times, and no plan is worse for it. Days count from the first of the week. Pure.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.model.week import NEXT_WEEK, Busy
from habitos_tui.domain.planning.most_sessions import most_a_week


@dataclass(frozen=True, slots=True)
class LostDays:
    """The days of a week that nothing can be asked of."""

    away: frozenset[int] = frozenset()
    before: int = 0
    """In the first week of a profile: days before this one had gone by when it was planned first."""
    asks_from: int = 0
    """The same for what is asked of behaviors: the next day where too little was left of that one to ask for it."""
    over: int = 0
    """Days before this one have gone by: rules about single days are kept or broken there."""
    length: int = len(DAYS)
    """Days that the week has: where weeks begin on another weekday from then on, the others are of the next."""

    @property
    def shut(self) -> frozenset[int]:
        """Days on which nothing can be done: those of an absence, and those of the next week."""
        return self.away | frozenset(DAYS[self.length :])

    @property
    def all(self) -> frozenset[int]:
        """Days that what is asked of the whole week is smaller by."""
        return self.shut | frozenset(range(self.before))

    @property
    def unasked(self) -> frozenset[int]:
        """Days that what is asked of behaviors is smaller by."""
        return self.all | frozenset(range(self.asks_from))

    @property
    def left(self) -> int:
        """How many days there are for what behaviors are asked."""
        return len(DAYS) - len(self.unasked)

    def asked_of(self, behavior: Behavior, done: int = 0) -> Behavior:
        """Return the behavior with what is asked of it in this week; `done` times it was done before the first plan.

        The target is rounded to the nearest then, and once at least; without such a plan it can be none where the week
        is cut.
        """
        if not self.before and not self.asks_from:
            return self._of_cut_week(behavior_while_away(behavior, self.away), behavior.weekdays)
        left = tuple(day for day in behavior.weekdays if day not in self.unasked)
        most = most_a_week(behavior.model_copy(update={"weekdays": left})).sessions
        share = len(left) / len(behavior.weekdays)
        target = min(max(_rounded(behavior.target_per_week * share), 1), most) + done
        least = min(_rounded(behavior.min_per_week * share), most) + done
        asked = {
            "target_per_week": min(target, behavior.target_per_week),
            "min_per_week": min(least, behavior.min_per_week),
        }
        return behavior.model_copy(update=asked)

    def _of_cut_week(self, behavior: Behavior, usual: Collection[int]) -> Behavior:
        """Return what a week that is cut asks of a behavior, for the usual days at home that it has.

        That is the nearest, and none where that is nearer: nobody can do once in a day what is wanted once in a week.
        """
        home = [day for day in usual if day not in self.away]
        left = tuple(day for day in home if day < self.length)
        if len(left) == len(home):
            return behavior
        most = most_a_week(behavior.model_copy(update={"weekdays": left})).sessions
        wanted = (behavior.target_per_week, behavior.min_per_week)
        target, least = (_rounded(times * len(left) / len(home)) for times in wanted)
        return behavior.model_copy(update={"target_per_week": target, "min_per_week": min(least, most)})

    def within(self, rule: Rule, idle: frozenset[int] = frozenset()) -> Rule | None:
        """Return the rule for this week; None when nothing of it is left.

        On days that are `idle` pauses of behaviors leave it without a meaning.
        """
        if not isinstance(rule, ScopedRule):
            days = tuple(day for day in rule.days if day not in idle)
            return rule.model_copy(update={"days": days}) if days else None
        return rule.while_away(self.all | idle | frozenset(range(self.over if rule.period == "day" else 0)))


def away_days(absences: Iterable[Away], first: date, last: date) -> frozenset[date]:
    """Return the days of absence from `first` to `last`."""
    return frozenset(day for away in absences for day in away.within(first, last))


def days_of_week(absences: Iterable[Away], week: date) -> frozenset[int]:
    """Return the days of absence in the week that begins on `week`, counted from its first."""
    return frozenset((day - week).days for day in away_days(absences, week, week + TO_LAST_DAY))


def next_week_busy(length: int, latest: int) -> Iterator[Busy]:
    """Yield a block over every slot of each day that a week of so many days leaves to the next; see `away_busy`."""
    for day in DAYS[length:]:
        yield _all_of(day, latest, NEXT_WEEK)


def away_busy(absences: Iterable[Away], week: date, latest: int) -> Iterator[Busy]:
    """Yield a block over every slot of each day of absence in a week.

    `latest` is the minute at which the last slot ends. Where that is after midnight, the night before an absence still
    belongs to the day before, and the last night to its own day.
    """
    for away in absences:
        for day in away.within(week, week + TO_LAST_DAY):
            yield _all_of((day - week).days, latest, away.title)


def _all_of(day: int, latest: int, title: str) -> Busy:
    start, end = max(0, latest - MINUTES_PER_DAY), max(MINUTES_PER_DAY, latest)
    return Busy(day=day, start=start, end=end, title=title)


def behavior_while_away(behavior: Behavior, away: Collection[int]) -> Behavior:
    """Return the behavior with target and minimum in proportion to its days that are left.

    The target is rounded up, so that meeting it keeps a streak; the minimum to the nearest, and never to more than fits
    on these days with its distance.
    """
    left = [day for day in behavior.weekdays if day not in away]
    if len(left) == len(behavior.weekdays):
        return behavior
    share = len(left) / len(behavior.weekdays)
    most = most_a_week(behavior.model_copy(update={"weekdays": tuple(left)})).sessions
    least = min(_rounded(behavior.min_per_week * share), most)
    target = -(-behavior.target_per_week * len(left) // len(behavior.weekdays))
    return behavior.model_copy(update={"target_per_week": target, "min_per_week": least})


def _rounded(amount: float) -> int:
    """Return the nearest whole number, the larger one half way."""
    return int(amount + 0.5)
