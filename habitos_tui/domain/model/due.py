"""When something is due next."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Final, NamedTuple, assert_never

from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.month_date import days_of_month
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.recurrence import DAYS_A_MONTH, Recurrence, WeekNumbers
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Season, TimesAMonth

YEARS_AHEAD: Final = 10
"""How far dates are looked for; a date that is never in season has none."""
DAYS_A_YEAR: Final = 366


class Due(NamedTuple):
    """When something is due: on a day, in a week, or in a month."""

    first: date
    last: date

    @property
    def on_a_day(self) -> bool:
        """Tell whether it is due on one day."""
        return self.first == self.last


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


def dues_outside_pauses(
    count: int,
    wanted: Recurrence,
    done: Collection[date],
    today: date,
    weeks: WeekNumbers,
    *,
    pauses: Sequence[Pause],
) -> tuple[Due, ...]:
    """Return the next so many that pauses of the behavior leave a day of.

    What is wanted so many days after it was done last waits for the first day after a pause.
    """
    found: list[Due] = []
    begin, dues = today, next_dues(wanted, done, today, weeks)
    while len(found) < count and (due := next(dues, None)) is not None:
        if begin > today and due.first < begin:
            due = Due(begin, max(due.last, begin))
        end = _paused_until(pauses, max(due.first, begin), max(due.last, begin))
        if end is None:
            found.append(due)
        elif isinstance(wanted.rhythm, EveryDays):
            if end >= LATEST:
                break
            begin = end + ONE_DAY
            dues = next_dues(wanted, done, begin, weeks)
    return tuple(found)


def _paused_until(pauses: Iterable[Pause], first: date, last: date) -> date | None:
    """Return the last day of the pause that reaches beyond `last`, where all days from `first` on are paused."""
    day, end = first, None
    for pause in sorted(pauses, key=lambda pause: pause.first):
        if pause.covers(day):
            end = pause.end
            if end >= last:
                return end
            day = end + ONE_DAY
    return None


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
