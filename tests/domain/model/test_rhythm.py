"""Rhythms and seasons as they are typed, their dates written out by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from habitos_tui.domain.model.month_date import day_in_month, parse_month_date
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, EveryDays, EveryWeeks, MonthDates, Season, TimesAMonth
from habitos_tui.domain.model.validation import issues_of
from tests.support.rhythms import seasons

MONDAY = date(2026, 11, 30)


def issues(value: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        RHYTHM_ADAPTER.validate_python(value)
    return dict(issues_of(caught.value))


@pytest.mark.parametrize(
    ("typed", "rhythm"),
    [
        ({"every_weeks": 2, "since": "2026-11-30"}, EveryWeeks(every_weeks=2, since=MONDAY)),
        ({"every_days": 10, "since": "2026-11-30"}, EveryDays(every_days=10, since=MONDAY)),
        ({"times_a_month": 2}, TimesAMonth(times_a_month=2)),
        ({"dates": ["Last", 15, "1st", "first Sat"]}, MonthDates(dates=("1", "15", "last", "first saturday"))),
    ],
)
def test_a_rhythm_is_told_by_the_one_name_that_it_has(typed: Any, rhythm: Any) -> None:
    read = RHYTHM_ADAPTER.validate_python(typed)
    assert read == rhythm
    assert RHYTHM_ADAPTER.validate_json(RHYTHM_ADAPTER.dump_json(read)) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "must say one of every_weeks, every_days, times_a_month or dates"),
        ({"every_weeks": 1, "since": "2026-11-30"}, "must be at least 2"),
        ({"every_days": 10}, "is missing"),
        ({"every_days": 10, "since": "soon"}, "must be a date such as 2026-11-23"),
        ({"times_a_month": 2, "since": "2026-11-30"}, "is not a known field"),
        ({"times_a_month": 32}, "must be at most 31"),
        ({"dates": []}, "needs at least one date"),
        ({"dates": ["32"]}, "must lie between 1 and 31"),
        ({"dates": ["fifth friday"]}, "must be a date of the month such as 1, 15, last, first saturday or last friday"),
        ({"dates": [True]}, "must be a date of the month such as 1, 15, last, first saturday or last friday"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_a_sentence(typed: Any, sentence: str) -> None:
    assert list(issues(typed).values()) == [sentence]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("1", "1"), ("22nd", "22"), ("last day", "last"), ("1st sat", "first saturday"), ("Last FRIDAY", "last friday")],
)
def test_a_date_of_the_month_is_kept_in_one_spelling(text: str, kept: str) -> None:
    assert parse_month_date(text) == kept


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("31", (2027, 2), date(2027, 2, 28)),
        ("29", (2027, 2), date(2027, 2, 28)),
        ("29", (2028, 2), date(2028, 2, 29)),
        ("31", (2026, 11), date(2026, 11, 30)),
        ("last", (2028, 2), date(2028, 2, 29)),
        ("first saturday", (2026, 12), date(2026, 12, 5)),
        ("first friday", (2027, 1), date(2027, 1, 1)),
        ("fourth thursday", (2026, 11), date(2026, 11, 26)),
        ("last friday", (2026, 12), date(2026, 12, 25)),
        ("last sunday", (2027, 1), date(2027, 1, 31)),
    ],
)
def test_a_date_of_the_month_is_a_day_of_every_month(text: str, month: tuple[int, int], day: date) -> None:
    assert day_in_month(text, *month) == day


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)))
def test_every_day_is_the_weekday_of_its_place_in_the_month(day: date) -> None:
    weekday = day.strftime("%A").lower()
    place = (day.day - 1) // 7
    if place < 4:
        assert day_in_month(f"{('first', 'second', 'third', 'fourth')[place]} {weekday}", day.year, day.month) == day
    last = day_in_month(f"last {weekday}", day.year, day.month)
    assert last.weekday() == day.weekday()
    assert last >= day


def test_dates_that_fall_together_are_one() -> None:
    assert MonthDates(dates=("30", "31", "last")).within(2027, 2) == (date(2027, 2, 28),)


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("04-01", "09-30", ("04-01", "09-30")),
        ("april", "september", ("04-01", "09-30")),
        ("15 Nov", "feb", ("11-15", "02-29")),
        ("March 15th", "1 June", ("03-15", "06-01")),
    ],
)
def test_a_season_is_typed_in_days_or_months(first: str, last: str, kept: tuple[str, str]) -> None:
    season = Season.model_validate({"first": first, "last": last})
    assert (season.first, season.last) == kept


@pytest.mark.parametrize("text", ["02-30", "13-01", "summer", "", "april may", "4", "1 2 3", 4])
def test_what_is_no_day_of_the_year_is_refused(text: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Season.model_validate({"first": text, "last": "09-30"})
    assert dict(issues_of(caught.value)) == {"first": "must be a day of the year such as 04-01, 1 april or april"}


@pytest.mark.parametrize(
    ("season", "within", "without"),
    [
        (("04-01", "09-30"), ["2026-04-01", "2026-09-30"], ["2026-03-31", "2026-10-01"]),
        (("10-15", "03-15"), ["2026-10-15", "2026-12-31", "2027-01-01", "2027-03-15"], ["2027-03-16", "2026-10-14"]),
        (("december", "february"), ["2027-02-28", "2028-02-29"], ["2027-03-01", "2028-03-01"]),
        (("02-29", "03-31"), ["2027-02-28", "2028-02-29"], ["2027-02-27", "2028-02-28"]),
    ],
)
def test_a_season_holds_its_days_over_the_new_year_and_in_leap_years(
    season: tuple[str, str], within: list[str], without: list[str]
) -> None:
    first, last = season
    tested = Season.model_validate({"first": first, "last": last})
    assert all(tested.holds(date.fromisoformat(day)) for day in within)
    assert not any(tested.holds(date.fromisoformat(day)) for day in without)


@given(seasons, st.dates(date(2019, 12, 1), date(2024, 3, 31)))
def test_days_out_of_season_are_those_that_it_does_not_hold(season: Season, first: date) -> None:
    span = range(first.toordinal(), first.toordinal() + 400)
    assert season.without(span[0], span[-1]) == {day for day in span if not season.holds(date.fromordinal(day))}
