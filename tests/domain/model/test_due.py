"""Periods and due dates of rhythms, by hand and against counting day by day."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.due import dues_outside_pauses, first_dues
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.recurrence import Recurrence, RhythmPeriod, period_of, periods
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Rhythm, Season, TimesAMonth
from habitos_tui.domain.model.weeks import Weeks
from tests.support.rhythms import beginnings, rhythms

MONDAY = date(2026, 11, 30)
WEEKS = Weeks(0)


def days(*dates: str) -> list[date]:
    return [date.fromisoformat(day) for day in dates]


def starts(rhythm: Rhythm, today: str, *done: str, season: Season | None = None, times: int = 1) -> list[str]:
    found = first_dues(4, Recurrence(rhythm, times, season), days(*done), date.fromisoformat(today), WEEKS)
    return [due.first.isoformat() for due in found]


EVERY_TEN = EveryDays(every_days=10, since=MONDAY)
FORTNIGHT = EveryWeeks(every_weeks=2, since=date(2026, 12, 2))
PAY_DAYS = MonthDates(dates=("15", "last"))


@pytest.mark.parametrize(
    ("rhythm", "today", "done", "dues"),
    [
        (EVERY_TEN, "2026-11-30", [], ["2026-11-30", "2026-12-10", "2026-12-20", "2026-12-30"]),
        (EVERY_TEN, "2026-11-30", ["2026-11-27"], ["2026-12-07", "2026-12-17", "2026-12-27", "2027-01-06"]),
        (EVERY_TEN, "2026-12-09", ["2026-11-27"], ["2026-12-07", "2026-12-19", "2026-12-29", "2027-01-08"]),
        (FORTNIGHT, "2026-12-06", [], ["2026-11-30", "2026-12-14", "2026-12-28", "2027-01-11"]),
        (FORTNIGHT, "2026-12-06", ["2026-12-01"], ["2026-12-14", "2026-12-28", "2027-01-11", "2027-01-25"]),
        (FORTNIGHT, "2026-12-07", [], ["2026-12-14", "2026-12-28", "2027-01-11", "2027-01-25"]),
        (FORTNIGHT, "2026-11-01", [], ["2026-11-30", "2026-12-14", "2026-12-28", "2027-01-11"]),
        (
            TimesAMonth(times_a_month=2),
            "2026-12-20",
            ["2026-12-03"],
            ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"],
        ),
        (PAY_DAYS, "2026-12-15", [], ["2026-12-15", "2026-12-31", "2027-01-15", "2027-01-31"]),
        (
            PAY_DAYS,
            "2026-12-15",
            ["2026-11-30", "2026-12-14"],
            ["2026-12-31", "2027-01-15", "2027-01-31", "2027-02-15"],
        ),
        (PAY_DAYS, "2026-12-15", ["2026-12-14"], ["2026-12-15", "2026-12-31", "2027-01-15", "2027-01-31"]),
        (PAY_DAYS, "2026-12-31", ["2026-12-31"], ["2027-01-15", "2027-01-31", "2027-02-15", "2027-02-28"]),
        (
            PAY_DAYS,
            "2027-01-03",
            ["2026-12-31", "2027-01-02"],
            ["2027-01-15", "2027-01-31", "2027-02-15", "2027-02-28"],
        ),
    ],
)
def test_what_is_due_next_follows_from_what_was_done(
    rhythm: Rhythm, today: str, done: list[str], dues: list[str]
) -> None:
    assert starts(rhythm, today, *done) == dues


def test_a_week_that_is_met_is_due_no_more_and_one_that_is_not_still_is() -> None:
    twice = starts(FORTNIGHT, "2026-12-03", "2026-12-01", times=2)
    assert twice[0] == "2026-11-30"
    assert starts(FORTNIGHT, "2026-12-03", "2026-12-01", "2026-12-02", times=2)[0] == "2026-12-14"


def test_out_of_season_nothing_is_due() -> None:
    summer = Season.model_validate({"first": "april", "last": "september"})
    assert starts(EVERY_TEN, "2026-12-01", season=summer)[:2] == ["2027-04-01", "2027-04-11"]
    assert starts(PAY_DAYS, "2026-09-20", season=summer)[:2] == ["2026-09-30", "2027-04-15"]
    assert starts(TimesAMonth(times_a_month=1), "2026-09-20", season=summer)[:2] == ["2026-09-01", "2027-04-01"]


def test_a_date_that_is_never_in_season_is_never_due() -> None:
    early = Season.model_validate({"first": "04-01", "last": "04-10"})
    assert starts(MonthDates(dates=("15",)), "2026-09-20", season=early) == []


@pytest.mark.parametrize(
    ("rhythm", "paused", "dues"),
    [
        (EveryDays(every_days=3, since=date(2026, 12, 7)), ("2026-12-08", "2026-12-24"), ["12-07", "12-25", "12-28"]),
        (EveryDays(every_days=3, since=date(2026, 12, 7)), ("2026-12-01", "2026-12-08"), ["12-09", "12-12", "12-15"]),
        (EveryDays(every_days=3, since=date(2026, 12, 7)), ("2026-12-08", None), ["12-07"]),
        (EveryWeeks(every_weeks=2, since=date(2026, 12, 7)), ("2026-12-20", "2026-12-27"), ["12-07", "01-04", "01-18"]),
        (EveryWeeks(every_weeks=2, since=date(2026, 12, 7)), ("2026-12-20", "2026-12-26"), ["12-07", "12-21", "01-04"]),
        (MonthDates(dates=("1", "15")), ("2026-12-15", "2027-01-01"), ["01-15", "02-01", "02-15"]),
        (TimesAMonth(times_a_month=2), ("2026-12-07", "2026-12-31"), ["01-01", "02-01", "03-01"]),
    ],
)
def test_pauses_take_what_would_be_due_in_them(rhythm: Rhythm, paused: tuple[str, str | None], dues: list[str]) -> None:
    first, last = paused
    pause = Pause.model_validate({"id": uuid4(), "behavior": "run", "first": first, "last": last})
    found = dues_outside_pauses(3, Recurrence(rhythm, 1), [], date(2026, 12, 7), Weeks(), pauses=[pause])
    assert [f"{due.first:%m-%d}" for due in found] == dues


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("rhythm", "day", "first", "last", "wanted"),
    [
        (FORTNIGHT, "2026-12-13", "2026-11-30", "2026-12-13", 3),
        (FORTNIGHT, "2026-11-29", "2026-11-16", "2026-11-29", 0),
        (EVERY_TEN, "2026-12-09", "2026-11-30", "2026-12-09", 1),
        (EVERY_TEN, "2026-11-29", "2026-11-20", "2026-11-29", 0),
        (TimesAMonth(times_a_month=2), "2028-02-10", "2028-02-01", "2028-02-29", 2),
        (MonthDates(dates=("30", "31")), "2027-02-10", "2027-02-01", "2027-02-28", 1),
    ],
)
def test_the_period_of_a_day(rhythm: Rhythm, day: str, first: str, last: str, wanted: int) -> None:
    assert period_of(Recurrence(rhythm, 3), ordinal(day), WEEKS) == RhythmPeriod(ordinal(first), ordinal(last), wanted)


@given(rhythms, beginnings, st.integers(0, 6))
@settings(max_examples=40)
def test_periods_follow_one_another_without_a_gap(rhythm: Rhythm, day: date, weekday: int) -> None:
    first, weeks = day.toordinal(), Weeks(weekday)
    found = list(periods(Recurrence(rhythm, 2), first, first + 200, weeks))
    covered = [each for period in found for each in range(period.first, period.last + 1)]
    assert covered == list(range(covered[0], covered[-1] + 1))
    assert covered[0] <= first
    assert covered[-1] >= first + 200
    for period in found:
        assert {period_of(Recurrence(rhythm, 2), each, weeks) for each in (period.first, period.last)} == {period}


@given(rhythms, beginnings, st.lists(st.integers(1, 60), max_size=4))
@settings(max_examples=40)
def test_dates_due_are_those_found_day_by_day(rhythm: Rhythm, today: date, ago: list[int]) -> None:
    done = [today - timedelta(days=back) for back in ago]
    found = first_dues(4, Recurrence(rhythm, 1), done, today, WEEKS)
    assert [(due.first, due.last) for due in found] == naive(rhythm, done, today)[: len(found)]


def met_early(rhythm: MonthDates, log: list[date], until: date) -> set[date]:
    """Walk through the log from day to day, dates in hand, and return those that are met."""
    begin = min([until, *log]).replace(day=1) - timedelta(days=70)
    dates = [
        day
        for day in (begin + timedelta(days=number) for number in range((until - begin).days + 70))
        if day in rhythm.within(day.year, day.month)
    ]
    met: set[date] = set()
    for done in sorted(log):
        behind = [day for day in dates if day <= done]
        ahead = [day for day in dates if day > done]
        if behind[-1] not in met:
            met.add(behind[-1])
        elif (ahead[0] - done) < (done - behind[-1]):
            met.add(ahead[0])
    return met


def naive(rhythm: Any, done: list[date], today: date) -> list[tuple[date, date]]:
    """Walk day by day for some years."""
    found: list[tuple[date, date]] = []
    log = list(done)
    if isinstance(rhythm, EveryDays):
        due = max([rhythm.since, *(day + timedelta(days=rhythm.every_days) for day in log)])
        for _ in range(4):
            found.append((due, due))
            due = max(due, today) + timedelta(days=rhythm.every_days)
        return found
    day = today - timedelta(days=31)
    while len(found) < 4 and day < date(2040, 1, 1):
        if isinstance(rhythm, EveryWeeks) and day.weekday() == 0:
            since = rhythm.since - timedelta(days=rhythm.since.weekday())
            end = day + timedelta(days=6)
            on = day >= since and (day - since).days % (7 * rhythm.every_weeks) == 0
            if on and end >= today and not any(day <= each <= end for each in log):
                found.append((day, end))
        if isinstance(rhythm, TimesAMonth) and day.day == 1:
            end = (day + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            if end >= today and sum(day <= each <= end for each in log) < rhythm.times_a_month:
                found.append((day, end))
        on_date = isinstance(rhythm, MonthDates) and day >= today and day in rhythm.within(day.year, day.month)
        if on_date and day not in met_early(rhythm, log, day):
            found.append((day, day))
        day += timedelta(days=1)
    return found
