"""What a behavior with a rhythm or a season asks of one week.

The planner knows weeks only: how often, on which weekdays, how far apart. Here rhythms become that, from what was done
before the week and in it. Weekdays are those of the profile, Monday = 0.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.due import due_since, open_dates
from habitos_tui.domain.model.month_date import days_of_month
from habitos_tui.domain.model.recurrence import WeekNumbers, is_on
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, TimesAMonth

LONGEST_GAP = len(DAYS) - 1


@dataclass(frozen=True, slots=True)
class Happening:
    """A week beside what happened before it and in it, for one behavior."""

    week: date
    """Its first day."""
    weeks: WeekNumbers
    before: Collection[date] = ()
    """Days on which it was done before the week, or will be as far as that is planned; one a session."""
    done: Collection[date] = ()
    """The same within the week, only what was done."""
    today: date | None = None
    """While the week is under way."""
    away: Collection[date] = ()
    """Days of absence, of the week and of what follows of its months."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the week; one that is cut has fewer than seven."""
        end = self.weeks.begin(self.weeks.number(self.week.toordinal()) + 1)
        return tuple(map(date.fromordinal, range(self.week.toordinal(), end)))

    @property
    def now(self) -> date:
        """The first day on which anything can still be done."""
        return self.week if self.today is None else max(self.week, self.today)


def in_week(behavior: Behavior, week: Happening) -> Behavior:
    """Return a behavior with what a week asks of it; itself where neither rhythm nor season say anything."""
    rhythm = behavior.rhythm
    match rhythm:
        case None:
            return _in_season(behavior, week)
        case EveryWeeks():
            on = is_on(rhythm, week.week.toordinal(), week.weeks)
            return _in_season(behavior, week) if on else _asking(behavior, 0, ())
        case EveryDays():
            return _every_days(behavior, rhythm, week)
        case TimesAMonth():
            return _times_a_month(behavior, rhythm, week)
        case MonthDates():
            return _on_dates(behavior, rhythm, week)
        case _:
            assert_never(rhythm)


def _asking(behavior: Behavior, times: int, days: Iterable[date], **more: int) -> Behavior:
    """Return the behavior as it is wanted so many times on some days, which are as good as any where there are none."""
    weekdays = tuple(sorted({day.weekday() for day in days})) or behavior.weekdays
    asked = {"target_per_week": times, "min_per_week": min(behavior.min_per_week, times), "max_per_week": None}
    return behavior.model_copy(update={**asked, "weekdays": weekdays, **more})


def _in_season(behavior: Behavior, week: Happening) -> Behavior:
    """Return it as it is, for what is asked of days in season only; nothing where the week has none."""
    return behavior if any(_holds(behavior, day) for day in week.days) else _asking(behavior, 0, ())


def out_of_season(behavior: Behavior, week: Happening) -> frozenset[int]:
    """Return the days of a week, counted from its first, that its season loses to a behavior."""
    if behavior.season is None:
        return frozenset()
    return frozenset(at for at, day in enumerate(week.days) if not behavior.season.holds(day))


def _holds(behavior: Behavior, day: date) -> bool:
    return behavior.season is None or behavior.season.holds(day)


def _open(behavior: Behavior, week: Happening, days: Iterable[date]) -> list[date]:
    """Return the days on which it can be done as far as it goes itself, and its owner."""
    return [
        day for day in days if day.weekday() in behavior.weekdays and _holds(behavior, day) and day not in week.away
    ]


def _every_days(behavior: Behavior, rhythm: EveryDays, week: Happening) -> Behavior:
    """Return it due so many days after it was done last; overdue, from the first day on that is left."""
    first = max(due_since(rhythm, (*week.before, *week.done)), week.now)
    left = [day for day in _open(behavior, week, week.days) if day >= first]
    times, due = len(week.done), first
    for day in left:
        if day >= due:
            times, due = times + 1, day + timedelta(days=rhythm.every_days)
    apart = (
        max(behavior.min_gap_days, rhythm.every_days - 1) if rhythm.every_days < len(DAYS) else behavior.min_gap_days
    )
    return _asking(behavior, times, left, min_gap_days=min(apart, LONGEST_GAP))


def _times_a_month(behavior: Behavior, rhythm: TimesAMonth, week: Happening) -> Behavior:
    """Return it with the share of its months that is the week's, on the days of those that ask for some.

    A week knows of no times on some of its days: one session of the month that begins waits for the next week where
    the month that ends still needs some, so that these are not had too late.
    """
    months = dict.fromkeys(day.replace(day=1) for day in week.days)
    shares = [_share_of_month(behavior, rhythm, month, week) for month in months]
    asking = [(times, here) for times, here in shares if times]
    if len(asking) > 1 and asking[-1][0] == 1:
        asking.pop()
    return _asking(behavior, sum(times for times, _ in asking), [day for _, here in asking for day in here])


def _share_of_month(
    behavior: Behavior, rhythm: TimesAMonth, month: date, week: Happening
) -> tuple[int, Sequence[date]]:
    """Return how often a week is to have what is left of a month at its beginning, and on which of its days.

    That is in proportion to the days that are left of the month, the nearest; the last week has all that is left.
    """
    whole = _days_of(month)
    rest = _open(behavior, week, (day for day in whole if day >= week.week))
    here = [day for day in rest if day in week.days]
    if not here:
        return 0, ()
    wanted = _nearest(rhythm.times_a_month * sum(_holds(behavior, day) for day in whole), len(whole))
    left = max(max(wanted, 1) - sum(day in whole for day in week.before), 0)
    share = left if len(here) == len(rest) else _nearest(left * len(here), len(rest))
    return min(share, len(here) * behavior.max_per_day), here


def _days_of(month: date) -> tuple[date, ...]:
    return tuple(month.replace(day=day + 1) for day in range(days_of_month(month.year, month.month)))


def _nearest(amount: int, parts: int) -> int:
    """Return `amount / parts` to the nearest whole number, the larger one half way."""
    return (2 * amount + parts) // (2 * parts)


def _on_dates(behavior: Behavior, rhythm: MonthDates, week: Happening) -> Behavior:
    """Return it on exactly its dates in the week, whatever its weekdays, but those that were met early."""
    months = dict.fromkeys(day.replace(day=1) for day in week.days)
    dates = [day for month in months for day in open_dates(rhythm, month, week.before)]
    dates = [day for day in dates if day in week.days and _holds(behavior, day) and day not in week.away]
    return _asking(behavior, len(dates), dates, min_gap_days=0, max_per_day=1)
