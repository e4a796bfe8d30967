"""Days and moments as people type them."""

from datetime import UTC, date, datetime

import pytest

from habitos_tui.cli.dates import optional_day, parse_day, parse_moment
from habitos_tui.clock import FixedClock
from habitos_tui.errors import InvalidInputError

MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 22)
MORNING = FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
AFTER_MIDNIGHT = FixedClock(datetime(2026, 11, 23, 0, 40, tzinfo=UTC))


def at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", MONDAY), ("yesterday", SUNDAY), ("tomorrow", date(2026, 11, 24)), ("2024-02-29", date(2024, 2, 29))],
)
def test_days_have_names_or_dates(text: str, day: date) -> None:
    assert parse_day(text, MONDAY) == day
    assert optional_day(text, MONDAY) == day


def test_no_day_is_no_day() -> None:
    assert optional_day(None, MONDAY) is None


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-29", "20261123", "2026-W48-1", "2026-11-23T08:00", "\u0662026-11-23"]
)
def test_a_day_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a day"):
        parse_day(text, MONDAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("07:30", (None, at(MONDAY, 7, 30))),
        ("7:30", (None, at(MONDAY, 7, 30))),
        ("2026-11-20", (date(2026, 11, 20), None)),
        ("2026-11-20T21:05", (None, at(date(2026, 11, 20), 21, 5))),
        ("24:30", (None, at(date(2026, 11, 24), 0, 30))),
    ],
)
def test_a_moment_is_a_time_a_date_or_both(text: str, meant: tuple[date | None, datetime | None]) -> None:
    assert parse_moment(text, MORNING, MONDAY) == meant


def test_after_midnight_a_time_means_the_latest_one_of_the_day_that_goes_on() -> None:
    assert parse_moment("23:30", AFTER_MIDNIGHT, SUNDAY) == (None, at(SUNDAY, 23, 30))
    assert parse_moment("00:30", AFTER_MIDNIGHT, SUNDAY) == (None, at(MONDAY, 0, 30))


@pytest.mark.parametrize(
    "text", ["", "T", "noon", "25", "31:00", "07:60", "2026-11-23T", "2026-11-23T99:00", "T07:30", "2026-13-01T07:30"]
)
def test_a_moment_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a moment"):
        parse_moment(text, MORNING, MONDAY)
