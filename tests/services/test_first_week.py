"""The first plan of a profile, made in the middle of a week, asks for what can still be."""

from datetime import datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.away_phrasing import reduced_target
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, FRIDAY, MONDAY, WEDNESDAY, add_alice, set_clock

QUICK = SolveOptions(gap=0.2)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def newcomer(household: DataDirectory) -> Workspace:
    """Alice on Friday morning, before she ever planned."""
    workspace = household.open_workspace(add_alice(household, planned=False))
    set_clock(household, moment(27, 9))
    return workspace


def targets(problem: Problem) -> dict[str, int]:
    return {behavior.id: behavior.target_per_week for behavior in problem.behaviors}


def accept(workspace: Workspace, problem: Problem) -> None:
    plan = workspace.planning.solve(problem, QUICK)
    assert plan.usable
    workspace.planning.adopt(problem, plan, compared_with=workspace.planning.sessions(problem.week_start))


def test_targets_are_in_proportion_to_the_days_left(newcomer: Workspace) -> None:
    problem = newcomer.planning.problem_for(FRIDAY)
    assert targets(problem) == {"run": 1, "meditate": 3, "deepwork": 2, "read": 2, "friends": 1}
    reduced = newcomer.planning.reduced_targets(problem)
    assert reduced[2] == ReducedTarget("deepwork", "Deep work", 2, 4, 3)
    assert [asked.behavior for asked in reduced] == ["run", "meditate", "deepwork", "read"]


def test_next_week_is_asked_for_everything(newcomer: Workspace) -> None:
    later = newcomer.planning.problem_for(MONDAY + timedelta(days=7))
    assert targets(later)["meditate"] == 7
    assert newcomer.planning.reduced_targets(later) == ()


def test_planning_again_asks_for_as_much_as_the_first_plan(household: DataDirectory, newcomer: Workspace) -> None:
    first = newcomer.planning.problem_for(FRIDAY)
    accept(newcomer, first)
    set_clock(household, moment(29, 9))
    assert targets(newcomer.planning.problem_for(FRIDAY, rest=True)) == targets(first)
    assert not newcomer.planning.outdated(FRIDAY)
    set_clock(household, moment(30, 9))
    following = newcomer.planning.problem_for(MONDAY + timedelta(days=7))
    assert targets(following)["meditate"] == 7


def test_who_planned_before_is_asked_for_everything(household: DataDirectory) -> None:
    alice = household.open_workspace(add_alice(household))
    set_clock(household, moment(27, 9))
    problem = alice.planning.problem_for(FRIDAY, rest=True)
    assert targets(problem)["meditate"] == 7


def test_what_was_done_before_the_first_plan_counts_on_top(newcomer: Workspace) -> None:
    for day in (MONDAY, WEDNESDAY):
        newcomer.tracking.done("deepwork", day=day, at=datetime.combine(day, moment(27, 19).timetz()), minutes=60)
    problem = newcomer.planning.problem_for(FRIDAY)
    assert targets(problem)["deepwork"] == 4
    assert "deepwork" not in {asked.behavior for asked in newcomer.planning.reduced_targets(problem)}


def test_an_evening_in_which_nothing_can_begin_is_no_day_left(household: DataDirectory, newcomer: Workspace) -> None:
    set_clock(household, moment(27, 23, 50))
    assert targets(newcomer.planning.problem_for(FRIDAY))["meditate"] == 2
    set_clock(household, moment(29, 23, 50))
    problem = newcomer.planning.problem_for(FRIDAY)
    assert set(targets(problem).values()) == {0}
    assert reduced_target(newcomer.planning.reduced_targets(problem)[0]) == "0 of 3 a week: no day is left"


def test_minimums_shrink_as_well(newcomer: Workspace) -> None:
    run = newcomer.behaviors.get("run")
    newcomer.behaviors.update(run.model_copy(update={"min_per_week": 3}))
    newcomer.rules.add(Frequency(id="m", period="week", min_sessions=7, scope=Scope(behaviors=("meditate",))))
    problem = newcomer.planning.problem_for(FRIDAY)
    assert problem.behavior_by_id["run"].min_per_week == 1
    assert next(rule.min_sessions for rule in problem.rules if isinstance(rule, Frequency)) == 3
    assert newcomer.planning.solve(problem, QUICK).usable


@pytest.mark.parametrize("rest", [True, False])
def test_days_gone_by_break_no_rule_about_days(household: DataDirectory, rest: bool) -> None:
    alice = household.open_workspace(add_alice(household))
    alice.rules.add(Frequency(id="daily", period="day", min_sessions=1))
    set_clock(household, moment(27, 9))
    problem = alice.planning.problem_for(FRIDAY, rest=rest)
    assert next(rule for rule in problem.rules if rule.id == "daily").days == (4, 5, 6)
    assert alice.planning.solve(problem, QUICK).usable


@pytest.mark.parametrize(
    ("target", "days", "words"),
    [(2, 3, "2 of 4 a week: 3 days are left"), (1, 1, "1 of 4 a week: 1 day is left")],
)
def test_words(target: int, days: int, words: str) -> None:
    assert reduced_target(ReducedTarget("run", "Run", target, 4, days)) == words
