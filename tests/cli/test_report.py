"""A plan in words."""

from habitos_tui.cli.report import session_lines
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import FixedSession, NotBefore, Problem
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
