"""Wishes as people write them, over eight weeks in a row, done as planned; the days are counted on a paper calendar."""

import json
from datetime import date

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.quick.behavior import read_behavior
from habitos_tui.domain.text.quick.context import QuickContext
from tests.services.week.test_rhythms import AUTUMN, WINTER, eight_weeks

SPRING = date(2027, 2, 22)
"""Summer time begins on 28 March."""


def said(line: str, today: date) -> Behavior:
    """Return the behavior that a line of a day describes."""
    reading = read_behavior(line, QuickContext(today))
    assert reading.draft is not None
    assert reading.complete, reading.sentence
    return Behavior.model_validate_json(json.dumps({**reading.draft.fields(), "id": "filter"}))


@pytest.mark.parametrize(
    ("line", "first", "days"),
    [
        ("laundry every 10 days 1h", WINTER, "11-30 12-10 12-20 12-30 01-09 01-19"),
        (
            "water the plants every 4 days, 5m",
            WINTER,
            "11-30 12-04 12-08 12-12 12-16 12-20 12-24 12-28 01-01 01-05 01-09 01-13 01-17 01-21",
        ),
        ("chess club every 2 weeks tuesdays 2h", WINTER, "12-01 12-15 12-29 01-12"),
        (
            "Guitar 40m twice a week, not mondays",
            WINTER,
            "12-01 12-02 12-08 12-09 12-15 12-16 12-22 12-23 12-29 12-30 01-05 01-06 01-12 01-13 01-19 01-20",
        ),
        ("clean windows every third week 1h", AUTUMN, "10-12 11-02 11-23"),
        ("massage on the 1st and 15th 1h", AUTUMN, "10-15 11-01 11-15 12-01"),
        ("pay rent on the last day of the month 5m", AUTUMN, "10-31 11-30"),
        ("book club first saturday of the month 2h", SPRING, "03-06 04-03"),
        ("choir last friday of the month 2h at 19:30", SPRING, "02-26 03-26"),
        (
            "ski from december to march weekends 3h",
            SPRING,
            "02-27 02-28 03-06 03-07 03-13 03-14 03-20 03-21 03-27 03-28",
        ),
        (
            "swim mon and thu 1h",
            SPRING,
            "02-22 02-25 03-01 03-04 03-08 03-11 03-15 03-18 03-22 03-25 03-29 04-01 04-05 04-08 04-12 04-15",
        ),
    ],
)
def test_a_line_becomes_the_right_days(line: str, first: date, days: str) -> None:
    assert eight_weeks(said(line, first), first) == days
