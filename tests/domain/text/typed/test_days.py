"""Days and weeks as people type them, on Thursday 26 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.typed.days import Sense, parse_day, parse_week, typed_day
from habitos_tui.errors import InvalidInputError

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", THURSDAY),
        ("Yesterday", date(2026, 11, 25)),
        ("the day after tomorrow", date(2026, 11, 28)),
        ("3 days ago", date(2026, 11, 23)),
        ("in 2 weeks", date(2026, 12, 10)),
        ("a week ago", date(2026, 11, 19)),
        ("last thu", date(2026, 11, 19)),
        ("last fri", date(2026, 11, 20)),
        ("this FRIDAY", date(2026, 11, 27)),
        ("next thu", date(2026, 12, 3)),
        ("next mon", date(2026, 11, 30)),
        ("27 nov 2024", date(2024, 11, 27)),
        ("nov 27, 2024", date(2024, 11, 27)),
        ("27.11.2024", date(2024, 11, 27)),
        ("27/11/2024", date(2024, 11, 27)),
        ("11/27/2024", date(2024, 11, 27)),
        ("  2024-02-29 ", date(2024, 2, 29)),
    ],
)
def test_days_that_are_the_same_for_log_and_plans(text: str, day: date) -> None:
    assert typed_day(text, THURSDAY, Sense.PAST) == typed_day(text, THURSDAY, Sense.COMING) == day


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("thu", THURSDAY, THURSDAY),
        ("fri", date(2026, 11, 20), date(2026, 11, 27)),
        ("on wednesday", date(2026, 11, 25), date(2026, 12, 2)),
        ("27 nov", date(2025, 11, 27), date(2026, 11, 27)),
        ("26th of November", THURSDAY, THURSDAY),
        ("Nov 1st", date(2026, 11, 1), date(2027, 11, 1)),
        ("24.12.", date(2025, 12, 24), date(2026, 12, 24)),
        ("24. 12", date(2025, 12, 24), date(2026, 12, 24)),
        ("Thu, 26 nov", THURSDAY, THURSDAY),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_last_for_the_log_and_the_next_for_plans(
    text: str, past: date, coming: date
) -> None:
    assert typed_day(text, THURSDAY, Sense.PAST) == past
    assert typed_day(text, THURSDAY, Sense.COMING) == coming


def test_the_next_weekday_is_that_of_the_next_week_of_the_person() -> None:
    assert typed_day("next sun", THURSDAY, weeks=Weeks(6)) == date(2026, 11, 29)
    assert typed_day("next sun", THURSDAY, weeks=Weeks()) == date(2026, 12, 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-02-29",
        "20261123",
        "2026-W48-1",
        "2026-11-23T08:00",
        "٢026-11-23",
        "30 feb",
        "fri 26 nov 2026",
        "31.11.",
        "s",
        "2999-13-01",
        "1969-12-31",
        "in 999 weeks time",
        "last 27 nov",
        "may",
        "0 may",
        "10/11",
        "13/13",
    ],
)
def test_a_day_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a day: use today, yesterday, fri, last fri, 27 nov"):
        parse_day(text, THURSDAY)


@given(st.text(max_size=20), st.sampled_from(list(Sense)), st.dates(EARLIEST, LATEST))
def test_no_text_leads_out_of_the_days_there_are(text: str, sense: Sense, today: date) -> None:
    day = typed_day(text, today, sense)
    assert day is None or EARLIEST <= day <= LATEST


@pytest.mark.parametrize(
    ("text", "first", "start"),
    [
        ("this", 0, date(2026, 11, 23)),
        ("next", 0, date(2026, 11, 30)),
        ("this", 6, date(2026, 11, 22)),
        ("2026-W48", 0, date(2026, 11, 23)),
        ("2026-W48", 6, date(2026, 11, 22)),
        ("2026-W53", 0, date(2026, 12, 28)),
        ("2027-W01", 0, date(2027, 1, 4)),
        ("2025-W01", 0, date(2024, 12, 30)),
        ("2026-11-29", 0, date(2026, 11, 23)),
        ("2027-01-01", 0, date(2026, 12, 28)),
        ("last", 0, date(2026, 11, 16)),
        ("next week", 0, date(2026, 11, 30)),
        ("2026-w48", 0, date(2026, 11, 23)),
        ("fri", 0, date(2026, 11, 23)),
        ("tue", 0, date(2026, 11, 30)),
        ("12 dec", 0, date(2026, 12, 7)),
    ],
)
def test_parse_week(text: str, first: int, start: date) -> None:
    assert parse_week(text, date(2026, 11, 26), Weeks(first)) == start


@pytest.mark.parametrize(
    "text",
    [
        "",
        "last fri of",
        "2026-W54",
        "2025-W53",
        "2026-W00",
        "2026-W5",
        "26-11-23",
        "2026-13-01",
        "2026-02-30",
        "0000-W01",
        "²026-W01",
        "30 feb",
    ],
)
def test_texts_that_are_no_week(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a week: use this, next"):
        parse_week(text, date(2026, 11, 26), Weeks())


def test_the_first_week_of_all_has_no_start() -> None:
    with pytest.raises(InvalidInputError, match="is not a week"):
        parse_week("0001-01-01", date(2026, 11, 26), Weeks(6))
