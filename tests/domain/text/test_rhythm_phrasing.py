"""How rhythms read."""

from datetime import date
from typing import Any

import pytest

from habitos_tui.domain.model.due import Due
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Season
from habitos_tui.domain.text.rhythm_phrasing import (
    due_phrase,
    dues_sentence,
    rhythm_phrase,
    season_phrase,
    short_rhythm,
)


@pytest.mark.parametrize(
    ("rhythm", "phrase", "short"),
    [
        ({"every_weeks": 2, "since": "2026-11-30"}, "every second week, 2 times", "2 in 2 weeks"),
        ({"every_days": 10, "since": "2026-11-30"}, "every 10 days", "every 10 days"),
        ({"times_a_month": 2}, "twice a month", "2 a month"),
        ({"times_a_month": 5}, "5 times a month", "5 a month"),
        ({"dates": ["1", "22", "last"]}, "on the 1st, 22nd and last day of the month", "on the 1st +2"),
        ({"dates": ["first saturday"]}, "on the first Saturday of the month", "on the first Sat"),
    ],
)
def test_a_rhythm_reads_as_it_is_said(rhythm: Any, phrase: str, short: str) -> None:
    said = RHYTHM_ADAPTER.validate_python(rhythm)
    assert rhythm_phrase(said, 2) == phrase
    assert short_rhythm(said, 2) == short


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        ("april", "september", "from April to September"),
        ("11-15", "02-29", "from 15 November to February"),
        ("04-01", "04-30", "in April"),
        ("04-02", "09-10", "from 2 April to 10 September"),
    ],
)
def test_a_season_reads_in_months_where_they_are_whole(first: str, last: str, phrase: str) -> None:
    season = Season.model_validate({"first": first, "last": last})
    assert season_phrase(season) == phrase
    assert rhythm_phrase(None, 3, season) == f"3 a week, {phrase}"


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        ("2026-12-12", "2026-12-12", "12 Dec"),
        ("2026-12-02", "2026-12-02", "today"),
        ("2026-11-28", "2026-11-28", "overdue since 28 Nov"),
        ("2028-01-01", "2028-01-01", "1 Jan 2028"),
        ("2026-11-30", "2026-12-06", "this week"),
        ("2026-12-14", "2026-12-20", "week of 14 Dec"),
        ("2027-01-01", "2027-01-31", "in January"),
    ],
)
def test_what_is_due_reads_by_its_day_week_or_month(first: str, last: str, phrase: str) -> None:
    due = Due(date.fromisoformat(first), date.fromisoformat(last))
    assert due_phrase(due, date(2026, 12, 2)) == phrase


def test_the_next_days_read_as_one_sentence() -> None:
    days = [Due(day, day) for day in (date(2026, 12, 2), date(2026, 12, 12), date(2026, 12, 22))]
    assert dues_sentence(days, date(2026, 12, 2)) == "due today, 12 Dec and 22 Dec"
    assert (
        dues_sentence(days, date(2026, 12, 5)) == "overdue since 2 Dec; then due 12 Dec and 22 Dec if it is done today"
    )
    assert dues_sentence(days[:1], date(2026, 12, 5)) == "overdue since 2 Dec"
    assert dues_sentence([], date(2026, 12, 5)) == ""
