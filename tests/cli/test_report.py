"""A plan in words."""

import pytest

from habitos_tui.cli.report import say_plan, session_lines
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import FixedSession, NotBefore, Problem
from tests.planner.mini import habit, proven, week
from tests.support.household import MONDAY, make_behavior


def test_a_session_that_is_not_moved_says_why() -> None:
    fixed = [
        FixedSession(behavior="run", day=0, start=420, minutes=30, kind="done"),
        FixedSession(behavior="run", day=1, start=550, minutes=30, kind="locked"),
        FixedSession(behavior="run", day=1, start=600, minutes=30, kind="locked"),
    ]
    problem = Problem(
        week_start=MONDAY,
        objectives={"health": 1},
        behaviors=(make_behavior("run"),),
        fixed=tuple(fixed),
        not_before=NotBefore(day=1, time=540),
        notice_minutes=15,
    )
    lines = session_lines(problem, Plan(status=PlanStatus.OPTIMAL))
    assert [line.split("Run  ")[1] for line in lines if "Run" in line] == ["done", "about to begin", "locked"]


def test_what_is_wanted_less_often_of_many_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    problem = week(habit("run", target_per_week=1))
    reduced = [ReducedTarget(str(number), f"Habit {number}", 1, 4, 1) for number in range(29)]
    say_plan(problem, proven(problem), as_json=False, reduced=[*reduced, ReducedTarget("x", "Read", 2, 4, 3)])
    told = capsys.readouterr().out.splitlines()
    assert told[-5:-2] == [
        "Wanted this week:",
        "  1 day is left, so 29 behaviors are wanted less often: “Habit 0”, “Habit 1”, “Habit 2”, “Habit 3”, "
        "“Habit 4”, “Habit 5” and 23 more.",
        "  “Read”: 2 of 4 a week: 3 days are left.",
    ]
