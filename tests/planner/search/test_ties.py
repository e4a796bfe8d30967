"""Of equal weeks the planner takes the one a person expects, and what does not fit changes nothing."""

from collections.abc import Sequence
from typing import Any

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.search.strategy import run
from habitos_tui.planner.search.ties import settle_ties
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import THREE_SLOTS, habit, proven, week
from tests.planner.samples import sample
from tests.support.drawn import drawn_week
from tests.support.problems import behavior

ALL = tuple(range(7))
PLAIN = {"routine": 0, "balance": 0, "variety": 0, "slack": 0}
BOTH = pytest.mark.parametrize("engine", ["highs", "cbc"])


def once(name: str, **fields: Any) -> Behavior:
    """A behavior for one session of an hour and a half a week, so that two never share a day."""
    return habit(name, minutes=90, weekdays=ALL, max_per_week=1, **fields)


def days(problem: Problem, engine: Any = "highs") -> dict[str, list[int]]:
    """Return the days of each behavior in a proven plan."""
    plan = solve(problem, SolveOptions(engine=engine, gap=0.0))
    return {b.id: [s.day for s in plan.sessions if s.behavior == b.id] for b in problem.behaviors}


@BOTH
def test_earlier_in_the_week_comes_first(engine: str) -> None:
    assert days(week(once("a")), engine) == {"a": [0]}


@BOTH
def test_the_order_of_the_behaviors_comes_next(engine: str) -> None:
    assert days(week(once("b"), once("a"), once("c")), engine) == {"b": [0], "a": [1], "c": [2]}


@BOTH
def test_the_previous_plan_comes_before_both(engine: str) -> None:
    previous = [{"behavior": "c", "day": 0, "slot": "day"}, {"behavior": "a", "day": 4, "slot": "day"}]
    assert days(week(once("a"), once("b"), once("c"), previous=previous), engine) == {"a": [4], "b": [1], "c": [0]}


def test_sessions_change_days_where_neither_day_has_room_for_both() -> None:
    # Energy for one of the two a day, on two days: the first behavior gets the first day.
    tiring: dict[str, Any] = {"minutes": 30, "energy_cost": 2, "weekdays": (2, 5), "max_per_week": 1}
    assert days(week(habit("a", **tiring), habit("b", **tiring), energy_budget=3)) == {"a": [2], "b": [5]}
    previous = [{"behavior": "b", "day": 2, "slot": "day"}]
    assert days(week(habit("a", **tiring), habit("b", **tiring), energy_budget=3, previous=previous)) == {
        "a": [5],
        "b": [2],
    }


def test_worth_comes_before_everything() -> None:
    better = [{"behavior": "a", "day": 5, "slot": "day", "probability": 0.9}]
    assert days(week(once("a"), adherence=better)) == {"a": [5]}


def test_hard_rules_hold() -> None:
    rules = [{"id": "r", "type": "precedence", "before": "a", "after": "b"}]
    short = {"minutes": 60, "max_per_week": 1}
    plan = days(week(habit("b", weekdays=ALL, **short), habit("a", weekdays=(3, 4), **short), rules=rules))
    assert plan == {"b": [3], "a": [3]}


def disorder(problem: Problem, sessions: Sequence[Session]) -> tuple[int, int]:
    """Return how late the sessions are, then how far from the behaviors' order."""
    rank = {b.id: place for place, b in enumerate(problem.behaviors)}
    place = {(w.day, minute): w.index for w in problem.windows for minute in range(w.start, w.end)}
    windows = [place[s.day, s.start] for s in sessions]
    return sum(windows), -sum(rank[s.behavior] * window for s, window in zip(sessions, windows, strict=True))


def test_settled_weeks_are_allowed_worth_as_much_and_more_like_what_one_expects() -> None:
    gained = []
    for name in ("office-demo", "student-16-2", "freelance-60-2"):
        search = Search(sample(f"first-edition/{name}"), SolveOptions(gap=0.01), Highs(), StopCondition(), None)
        run(search)
        assert search.incumbent is not None
        before, objective = search.incumbent.sessions, search.incumbent.objective
        settle_ties(search)
        verdict = verify(search.problem, search.incumbent.sessions)
        assert verdict.violations == ()
        assert verdict.objective >= objective - 1e-9
        assert disorder(search.problem, search.incumbent.sessions) <= disorder(search.problem, before)
        gained.append(disorder(search.problem, search.incumbent.sessions) < disorder(search.problem, before))
    assert any(gained), "chance cannot have settled all of them"


def added(problem: Problem, one: Behavior, place: int) -> Problem:
    """Return the problem with one behavior more."""
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    behaviors = [*problem.behaviors[:place], one, *problem.behaviors[place:]]
    return Problem.model_validate(fields | {"behaviors": behaviors})


@pytest.mark.parametrize("place", [0, 5])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_behavior_that_is_not_worth_it_changes_nothing_else(seed: int, place: int) -> None:
    problem = drawn_week(seed, 14)
    harmful = behavior("doom", impacts={"health": -0.5, "social": -0.1}, target_per_week=3)
    more = added(problem, harmful, place)
    assert solve(more).sessions == solve(problem).sessions


@pytest.mark.parametrize("seed", [1, 2])
def test_a_behavior_that_fits_nowhere_changes_nothing_else(seed: int) -> None:
    # Without balance: what an objective could reach counts the targets of behaviors that find no place, too.
    drawn = drawn_week(seed, 14)
    problem = drawn.model_copy(update={"settings": drawn.settings.model_copy(update={"balance": 0.0})})
    too_long = behavior("trek", minutes=(700, 700, 700), impacts={"health": 1.0}, target_per_week=2)
    assert solve(added(problem, too_long, 5)).sessions == solve(problem).sessions


def test_a_behavior_worth_nothing_is_placed_where_something_else_needs_it() -> None:
    # A nap is worth nothing itself, but gives back the energy that a run takes.
    run, nap = habit("run", energy_cost=4), habit("nap", 0.0, energy_cost=-3)
    assert [s.behavior for s in proven(week(run, nap, energy_budget=2)).sessions] == ["run", "nap"]
    rules = [{"id": "r", "type": "precedence", "before": "tidy", "after": "run"}]
    plan = proven(week(habit("run"), habit("tidy", -0.1), rules=rules))
    assert [s.behavior for s in plan.sessions] == ["tidy", "run"]


class TestSecondEdition:
    """What comes between the previous plan and earlier in weeks of the second edition."""

    def planned(self, *behaviors: Behavior, gap: float = 0.005, **fields: Any) -> dict[str, list[tuple[int, str]]]:
        """Day and slot of each behavior's sessions."""
        problem = week(*behaviors, **{"format": SECOND_EDITION, "settings": PLAIN, **fields})
        plan = solve(problem, SolveOptions(gap=gap))
        assert plan.status == "optimal"
        assert verify(problem, plan.sessions).violations == ()
        return {b.id: [(s.day, s.slot) for s in plan.sessions if s.behavior == b.id] for b in behaviors}

    def test_what_is_done_a_few_times_is_spread(self) -> None:
        few = habit("a", weekdays=ALL, target_per_week=3)
        assert self.planned(few) == {"a": [(0, "day"), (2, "day"), (4, "day")]}

    def test_what_is_done_often_is_not(self) -> None:
        often = habit("a", weekdays=ALL, target_per_week=5)
        assert self.planned(often) == {"a": [(day, "day") for day in range(5)]}

    def test_what_is_done_counts_for_the_spread(self) -> None:
        done = [{"behavior": "a", "day": 1, "start": "08:00", "minutes": 30, "kind": "done"}]
        few = habit("a", weekdays=ALL, target_per_week=2)
        assert self.planned(few, fixed=done) == {"a": [(3, "day")]}

    def test_the_previous_plan_comes_before_the_spread(self) -> None:
        previous = [{"behavior": "a", "day": day, "slot": "day"} for day in (2, 3)]
        few = habit("a", weekdays=ALL, target_per_week=2)
        assert self.planned(few, previous=previous) == {"a": [(2, "day"), (3, "day")]}

    def test_a_session_stays_in_its_window_of_the_slot(self) -> None:
        # Busy from 8:45 to 9:15: the slot has a window of 45 minutes on either side, and earlier comes first.
        busy = [{"day": 0, "start": "08:45", "end": "09:15"}]
        once = habit("a", target_per_week=1)
        for previous, start in (([], 480), ([{"behavior": "a", "day": 0, "slot": "day", "start": "09:30"}], 570)):
            problem = week(once, format=SECOND_EDITION, busy=busy, previous=previous, settings=PLAIN)
            assert [session.start for session in solve(problem).sessions] == [start]

    def test_demanding_sessions_lie_in_windows_of_their_own(self) -> None:
        hard: dict[str, Any] = {"weekdays": (0, 1), "target_per_week": 1, "energy_cost": 4}
        apart = self.planned(habit("a", **hard), habit("b", **hard), slots=THREE_SLOTS)
        assert apart == {"a": [(0, "dawn")], "b": [(0, "noon")]}
        easy = hard | {"energy_cost": 3.9}
        together = self.planned(habit("a", **easy), habit("b", **easy), slots=THREE_SLOTS)
        assert together == {"a": [(0, "dawn")], "b": [(0, "dawn")]}

    def test_a_fiftieth_of_a_percent_is_no_difference(self) -> None:
        # 0.8001 is 0.0125 % more than 0.8.
        better = [{"behavior": "a", "day": 5, "slot": "day", "probability": 0.8001}]
        one = habit("a", weekdays=ALL, target_per_week=1)
        assert self.planned(one, adherence=better) == {"a": [(0, "day")]}
        assert self.planned(one, adherence=better, gap=0.0) == {"a": [(5, "day")]}
        much = [better[0] | {"probability": 0.8003}]
        assert self.planned(one, adherence=much) == {"a": [(5, "day")]}
