"""Plans of weeks are remembered, and not the text of each week beside its plan."""

from threading import Event
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why import with_and_without
from habitos_tui.planner.why.with_and_without import Plans
from tests.planner.mini import habit, week


def test_a_week_is_planned_once_and_takes_no_more_room_than_its_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, solved = Plans(), list[str]()

    def noted(problem: Problem, *rest: Any, **named: Any) -> Plan:
        solved.append(problem.behaviors[0].id)
        return solve(problem, *rest, **named)

    monkeypatch.setattr(with_and_without, "solve", noted)
    run, swim = week(habit("run")), week(habit("swim"))
    found = [plans.plan(problem, Event()) for problem in (run, swim, run)]
    assert solved == ["run", "swim"]
    assert found[0] is found[2]
    assert [len(key) for key in plans._known] == [32, 32]
