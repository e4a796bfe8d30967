"""The periods of rhythms, and when something is due next."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Final, NamedTuple, Protocol, assert_never

from habitos_tui.domain.model.base import DAYS, ONE_DAY
from habitos_tui.domain.model.month_date import days_of_month
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Rhythm, Season, TimesAMonth

YEARS_AHEAD: Final = 10
"""How far dates are looked for; a date that is never in season has none."""
DAYS_A_YEAR: Final = 366
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


class Due(NamedTuple):
    """When something is due: on a day, in a week, or in a month."""

    first: date
    last: date

    @property
    def on_a_day(self) -> bool:
        """Tell whether it is due on one day."""
        return self.first == self.last


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


def due_since(rhythm: EveryDays, done: Collection[date]) -> date:
    """Return the day from which on something is due, given the days it was done; never before it is asked for."""
    last = max(done, default=None)
    return rhythm.since if last is None else max(last + timedelta(days=rhythm.every_days), rhythm.since)


def next_dues(wanted: Recurrence, done: Collection[date], today: date, weeks: WeekNumbers) -> Iterator[Due]:
    """Yield when something is due from today on, given the days it was done; first what is overdue.

    What comes later supposes that all before it is done when it is due, or today if it is overdue. Out of season
    nothing is due: what would be waits for the first day that is in it.
    """
    season = wanted.season
    for due in _dues(wanted, done, today, weeks):
        if (due.first - today).days > DAYS_A_YEAR * YEARS_AHEAD:
            return
        if season is None or due.on_a_day or any(season.holds(day) for day in _days(due)):
            yield due


def first_dues(
    count: int, wanted: Recurrence, done: Collection[date], today: date, weeks: WeekNumbers
) -> tuple[Due, ...]:
    """Return the next so many, see `next_dues`."""
    return tuple(islice(next_dues(wanted, done, today, weeks), count))


def _dues(wanted: Recurrence, done: Collection[date], today: date, weeks: WeekNumbers) -> Iterator[Due]:
    rhythm = wanted.rhythm
    match rhythm:
        case None:
            every = _EveryNth(weeks.number(today.toordinal()), 1, wanted.times)
            return _weeks_due(every, done, today, weeks) if wanted.times else iter(())
        case EveryWeeks():
            every = _EveryNth(weeks.number(rhythm.since.toordinal()), rhythm.every_weeks, wanted.times)
            return _weeks_due(every, done, today, weeks) if wanted.times else iter(())
        case EveryDays():
            return _days_due(rhythm, done, today, wanted.season)
        case TimesAMonth():
            return _months_due(rhythm, done, today)
        case MonthDates():
            return _dates_due(rhythm, done, today, wanted.season)
        case _:
            assert_never(rhythm)


class _EveryNth(NamedTuple):
    """Weeks from one on, and how often each asks."""

    since: int
    step: int
    times: int


def _weeks_due(every: _EveryNth, done: Collection[date], today: date, weeks: WeekNumbers) -> Iterator[Due]:
    here = max(weeks.number(today.toordinal()), every.since)
    number = here + (every.since - here) % every.step
    days = sum(weeks.number(day.toordinal()) == number for day in done)
    number += every.step * (days >= every.times)
    while True:
        yield Due(date.fromordinal(weeks.begin(number)), date.fromordinal(weeks.begin(number + 1) - 1))
        number += every.step


def _days_due(rhythm: EveryDays, done: Collection[date], today: date, season: Season | None) -> Iterator[Due]:
    due = _in_season(due_since(rhythm, done), season)
    if season is not None and not season.holds(today):
        due = _in_season(max(due, today), season)
    while True:
        yield Due(due, due)
        due = _in_season(max(due, today) + timedelta(days=rhythm.every_days), season)


def _in_season(day: date, season: Season | None) -> date:
    """Return the first day from this one on that is in season."""
    while season is not None and not season.holds(day):
        day += ONE_DAY
    return day


def _months_due(rhythm: TimesAMonth, done: Collection[date], today: date) -> Iterator[Due]:
    for first in _months(today):
        last = first.replace(day=days_of_month(first.year, first.month))
        if sum(first <= day <= last for day in done) < rhythm.times_a_month:
            yield Due(first, last)


def _dates_due(rhythm: MonthDates, done: Collection[date], today: date, season: Season | None) -> Iterator[Due]:
    for first in _months(today):
        for due in open_dates(rhythm, first, done):
            if due >= today and (season is None or season.holds(due)):
                yield Due(due, due)


def open_dates(rhythm: MonthDates, month: date, done: Collection[date]) -> tuple[date, ...]:
    """Return the dates of a month that were not met, given the days it was done.

    What was done is for the last date until then, be it late; where that is met already and the next one is nearer, it
    is that one done early.
    """
    begin, end = month - timedelta(days=DAYS_A_YEAR), month + timedelta(days=DAYS_A_MONTH + 1)
    known = sorted(day for day in done if begin < day <= end)
    months = _months(min([month, *known]) - timedelta(days=DAYS_A_MONTH + 1))
    span = takewhile(lambda each: each <= month + timedelta(days=3 * DAYS_A_MONTH), months)
    dates = [day for each in span for day in rhythm.within(each.year, each.month)]
    met = set[date]()
    for day in known:
        place = bisect_right(dates, day)
        last, following = dates[place - 1], dates[place]
        if last not in met:
            met.add(last)
        elif following - day < day - last:
            met.add(following)
    return tuple(at for at in rhythm.within(month.year, month.month) if at not in met)


def _months(day: date) -> Iterator[date]:
    """Yield the first days of the months from that of a day on, as far as dates are looked for."""
    for month in range(day.month - 1, day.month + 12 * YEARS_AHEAD):
        yield date(day.year + month // 12, month % 12 + 1, 1)


def _days(due: Due) -> Iterator[date]:
    return (date.fromordinal(day) for day in range(due.first.toordinal(), due.last.toordinal() + 1))
