"""The whole answer: prices where sessions are missing, conflict and repairs where there is no week."""

import threading

import pytest

from habitos_tui.domain.model.plan import PlanStatus, Progress
from habitos_tui.planner.plan_week import answer
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why import diagnose
from tests.planner.mini import habit, week


def test_an_impossible_week_comes_with_conflict_and_repairs() -> None:
    news: list[Progress] = []
    plan = answer(week(habit("run", min_per_week=2)), on_progress=news.append)
    assert plan.status is PlanStatus.INFEASIBLE
    assert [limit.kind for limit in plan.conflict] == ["min_per_week", "weekdays"]
    assert plan.repairs[0].sentence == "Run at least 2 → 1 times a week"
    assert news[-1].phase == "diagnose"


def test_repairs_that_were_cut_short_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = week(habit("run", min_per_week=2))
    assert answer(problem).repairs_complete
    monkeypatch.setattr(diagnose, "QUESTIONS_FOR_MORE", 0)
    few = answer(problem)
    assert len(few.repairs) == 1
    assert not few.repairs_complete
    monkeypatch.undo()
    monkeypatch.setattr(diagnose, "MAX_REPAIRS", 1)
    assert not answer(problem).repairs_complete


def test_what_was_not_placed_says_what_it_would_take() -> None:
    problem = week(habit("swim", 1.0, 120, target_per_week=1), habit("read", 0.5, 120, target_per_week=1))
    plan = answer(problem)
    assert [(u.behavior, u.reason) for u in plan.unplaced] == [("read", "time")]
    assert plan.unplaced[0].sentence == "“Read”: fits in place of Swim; total 40.0 points lower (Monday in “day”)."
    assert plan.sessions == solve(problem).sessions


@pytest.mark.parametrize("least", [0, 2])
def test_a_cancelled_run_is_left_as_it_is(least: int) -> None:
    cancel = threading.Event()
    cancel.set()
    plan = answer(week(habit("run", min_per_week=least)), cancel=cancel)
    assert plan.conflict == ()
    assert plan.repairs == ()
