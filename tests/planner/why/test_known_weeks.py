"""What is remembered of weeks from question to question."""

from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why.explain import explain
from habitos_tui.planner.why.known_weeks import MAX_WEEKS, KnownWeek, KnownWeeks
from tests.planner.mini import habit, week


def named(name: str) -> Problem:
    return week(habit("run"), name=name)


def test_the_lower_bound_the_better_plan_and_the_longer_run_are_kept() -> None:
    known = KnownWeeks()
    known.learn(named("a"), KnownWeek(1.0, (), 0.5, 3.0))
    known.learn(named("a"), KnownWeek(2.0, (), 0.8, 1.0))
    assert known.of(named("a")) == KnownWeek(1.0, (), 0.8, 3.0)
    assert known.of(named("b")) is None


def test_weeks_asked_about_longest_ago_are_forgotten() -> None:
    known = KnownWeeks()
    names = [str(number) for number in range(MAX_WEEKS)]
    for name in (*names, "0", "new"):
        known.learn(named(name), KnownWeek(1.0, (), 0.5))
    assert known.of(named("1")) is None
    assert all(known.of(named(name)) is not None for name in (*names[2:], "0", "new"))


def test_a_question_leaves_what_it_proved_for_the_next() -> None:
    problem, known = week(habit("swim", 1.0, 120), habit("read", 0.5, 120)), KnownWeeks()
    plan = solve(problem, SolveOptions(gap=0.0))
    explain(problem, plan.sessions, "read", 0, "day", known=known)
    found = known.of(problem)
    assert found is not None
    assert found.objective == found.bound == plan.objective
