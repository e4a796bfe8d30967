"""How often something is wanted, in which periods and when in the year, and how much that is on average."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, Protocol, assert_never

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.month_date import days_of_month
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Rhythm, Season, TimesAMonth

DAYS_A_MONTH: Final = 30


class WeekNumbers(Protocol):
    """Which days are a week: weeks are numbered one after the other, days are proleptic ordinals."""

    def number(self, day: int) -> int:
        """Return the number of the week of a day."""

    def begin(self, number: int) -> int:
        """Return the first day of the week of a number."""


class RhythmPeriod(NamedTuple):
    """A stretch that a rhythm asks something of: its first and last day, and how many sessions."""

    first: int
    last: int
    wanted: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1


class Rate(NamedTuple):
    """So many times in so many days, on average."""

    times: int
    days: int = len(DAYS)

    @property
    def a_day(self) -> float:
        """Times a day."""
        return self.times / self.days


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something is wanted, and when in the year."""

    rhythm: Rhythm | None
    """None where it is every week."""
    times: int
    """In a week that asks for it; other rhythms say themselves how often."""
    season: Season | None = None


def period_of(wanted: Recurrence, day: int, weeks: WeekNumbers) -> RhythmPeriod:
    """Return the period that a day is in, whatever the season.

    Every so many weeks the period is that many weeks, beginning with the one that asks; every so many days it is as
    many days from `since` on; of what is counted by the month it is the calendar month, else the week. Before `since`
    nothing is wanted.
    """
    rhythm = wanted.rhythm
    match rhythm:
        case None:
            number = weeks.number(day)
            return RhythmPeriod(weeks.begin(number), weeks.begin(number + 1) - 1, wanted.times)
        case EveryWeeks():
            since, length = weeks.number(rhythm.since.toordinal()), rhythm.every_weeks
            turn = (weeks.number(day) - since) // length
            first = since + turn * length
            return RhythmPeriod(weeks.begin(first), weeks.begin(first + length) - 1, wanted.times if turn >= 0 else 0)
        case EveryDays():
            since, length = rhythm.since.toordinal(), rhythm.every_days
            turn = (day - since) // length
            begin = since + turn * length
            return RhythmPeriod(begin, begin + length - 1, int(turn >= 0))
        case TimesAMonth() | MonthDates():
            here = date.fromordinal(day).replace(day=1)
            begin = here.toordinal()
            return RhythmPeriod(begin, begin + days_of_month(here.year, here.month) - 1, _times_in(rhythm, here))
        case _:
            assert_never(rhythm)


def asking_days(wanted: Recurrence, period: RhythmPeriod, weeks: WeekNumbers) -> range | tuple[int, ...]:
    """Return the days of a period on which something may be asked for: those of its first week, its dates, or all."""
    match wanted.rhythm:
        case EveryWeeks():
            return range(period.first, weeks.begin(weeks.number(period.first) + 1))
        case MonthDates() as rhythm:
            month = date.fromordinal(period.first)
            return tuple(day.toordinal() for day in rhythm.within(month.year, month.month))
        case _:
            return range(period.first, period.last + 1)


def begins_on(wanted: Recurrence) -> int:
    """Return the day, a proleptic ordinal, before which a rhythm asks for nothing; the first of all without one."""
    return wanted.rhythm.since.toordinal() if isinstance(wanted.rhythm, EveryWeeks | EveryDays) else 1


def wanted_in_a_period(wanted: Recurrence) -> int:
    """Return how often a whole period asks for it; a month in which two dates fall together for less."""
    match wanted.rhythm:
        case EveryDays():
            return 1
        case TimesAMonth() | MonthDates() as rhythm:
            return rhythm.times_a_month if isinstance(rhythm, TimesAMonth) else len(rhythm.dates)
        case _:
            return wanted.times


def rate_of(wanted: Recurrence) -> Rate:
    """Return how often something is wanted on average; a month has 30 days here."""
    rhythm = wanted.rhythm
    match rhythm:
        case None:
            return Rate(wanted.times)
        case EveryWeeks():
            return Rate(wanted.times, rhythm.every_weeks * len(DAYS))
        case EveryDays():
            return Rate(1, rhythm.every_days)
        case TimesAMonth():
            return Rate(rhythm.times_a_month, DAYS_A_MONTH)
        case MonthDates():
            return Rate(len(rhythm.dates), DAYS_A_MONTH)
        case _:
            assert_never(rhythm)


def _times_in(rhythm: TimesAMonth | MonthDates, month: date) -> int:
    return rhythm.times_a_month if isinstance(rhythm, TimesAMonth) else len(rhythm.within(month.year, month.month))


def periods(wanted: Recurrence, first: int, last: int, weeks: WeekNumbers) -> Iterator[RhythmPeriod]:
    """Yield the periods that have a day from `first` to `last`, oldest first."""
    day = first
    while day <= last:
        period = period_of(wanted, day, weeks)
        yield period
        day = period.last + 1


def is_on(rhythm: EveryWeeks, day: int, weeks: WeekNumbers) -> bool:
    """Tell whether the week of a day is one that asks for something."""
    apart = weeks.number(day) - weeks.number(rhythm.since.toordinal())
    return apart >= 0 and apart % rhythm.every_weeks == 0
