"""How much of a rule's limit each of its periods uses, counted by hand."""

from typing import Any

import pytest

from habitos_tui.domain.model.rule import Frequency, TimeBudget
from habitos_tui.planner.verification.day_layout import lay_out
from habitos_tui.planner.verification.usage import amounts
from tests.support.problems import behavior, problem, session
from tests.support.sample_weeks import RUN, TWO_SLOTS, fixed


@pytest.mark.parametrize(
    ("fields", "used", "counted"),
    [
        ({"period": "day"}, [90, 20, 0], [3, 1, 0]),
        ({"period": "week"}, [110], [4]),
        ({"period": "week", "slot": "noon"}, [20], [1]),
        ({"period": "day", "scope": {"behaviors": ["run"]}}, [60, 0, 0], [2, 0, 0]),
        ({"period": "day", "scope": {"behaviors": ["run"]}, "slot": "noon"}, [0, 0, 0], [0, 0, 0]),
    ],
)
def test_minutes_and_sessions_of_the_scope_in_each_period(
    fields: dict[str, Any], used: list[int], counted: list[int]
) -> None:
    # Monday: 30 + 30 min run and 30 of reading; Tuesday noon: 20 of reading; Sunday is none of its days.
    week = problem(RUN, behavior("read"), slots=TWO_SLOTS, fixed=[fixed("run", "08:00")])
    sessions = [
        session(start="08:35"),
        session("read", start="09:10"),
        session("read", 1, "10:00", 20, "noon"),
        session(day=6),
    ]
    days = {"id": "r", "days": [0, 1, 2], **fields}
    budget = TimeBudget.model_validate({"max_minutes": 60, **days})
    assert list(amounts(lay_out(week, sessions), budget)) == used
    often = Frequency.model_validate({"max_sessions": 2, **days})
    assert list(amounts(lay_out(week, sessions), often)) == counted
