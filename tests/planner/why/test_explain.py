"""Why not, and why here: hand-made weeks whose answer is known."""

import threading
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Explanation, PriceRange, Reason
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why.demand import demanding, sessions_of
from habitos_tui.planner.why.explain import explain, week_to_tell
from habitos_tui.planner.why.neighbourhood import best_neighbour
from tests.planner.mini import THREE_SLOTS, habit, proven, week
from tests.planner.samples import sample

ALL = tuple(range(7))


def why(problem: Problem, behavior: str, day: int | None = None, slot: str | None = None) -> Explanation:
    return explain(problem, proven(problem).sessions, behavior, day, slot)


@pytest.mark.parametrize(
    ("fields", "place", "reason", "sentence"),
    [
        ({}, (3, None), Reason.NOT_ALLOWED, "“Run”: not allowed on a Thursday."),
        (
            {"weekdays": ALL, "strict_slots": True, "preferred_slots": ()},
            (0, "day"),
            Reason.NOT_ALLOWED,
            "“Run”: not allowed in “day”.",
        ),
        ({"max_per_week": 0}, (None, None), Reason.NOT_ALLOWED, "“Run”: at most 0 a week are allowed."),
        (
            {"minutes": 150},
            (0, None),
            Reason.NO_WINDOW,
            "“Run”: the longest free stretch is 120 min, it needs 150 min.",
        ),
        ({"impact": -1}, (0, None), Reason.NOT_WORTH_IT, "“Run”: it adds nothing to your objectives."),
    ],
)
def test_what_does_not_need_solving(
    fields: dict[str, Any], place: tuple[int | None, str | None], reason: Reason, sentence: str
) -> None:
    found = why(week(habit("run", **fields)), "run", *place)
    assert (found.reason, found.sentence) == (reason, sentence)


def test_a_day_without_free_time_has_no_window() -> None:
    busy = [{"day": 0, "start": "06:00", "end": "12:00"}]
    found = why(week(habit("run", weekdays=(0, 1)), busy=busy), "run", 0)
    assert (found.reason, found.sentence) == (Reason.NO_WINDOW, "“Run”: nothing is free there.")


def test_a_place_within_the_notice_is_too_soon() -> None:
    now = {"format": SECOND_EDITION, "not_before": {"day": 0, "time": "09:45"}, "notice_minutes": 15}
    found = why(week(habit("run", weekdays=(0, 1)), **now), "run", 0)
    assert (found.reason, found.sentence) == (
        Reason.NO_WINDOW,
        "“Run”: too soon, it begins in less than 15 minutes.",
    )
    gone = why(week(habit("run", weekdays=(0, 1)), **now | {"not_before": {"day": 0, "time": "12:00"}}), "run", 0)
    assert gone.sentence == "“Run”: nothing is free there."


def test_what_is_about_to_begin_stays_as_planned() -> None:
    fixed = [{"behavior": "run", "day": 0, "start": "09:00", "minutes": 30, "kind": "locked"}]
    now = {"format": SECOND_EDITION, "not_before": {"day": 0, "time": "08:45"}, "notice_minutes": 30}
    found = why(week(habit("run"), fixed=fixed, **now), "run", 0)
    assert found.sentence == "“Run”: on Monday in “day” it stays as planned, it begins in less than 30 minutes."


def test_a_session_that_fits_only_in_the_place_of_another_costs_the_difference() -> None:
    # Two hours: one of 120 min, worth 0.8, or one worth 0.8 * 0.5.
    problem = week(habit("swim", 1.0, 120), habit("read", 0.5, 120))
    found = why(problem, "read", 0, "day")
    assert found.reason is Reason.COSTS
    assert found.price == pytest.approx(0.8 - 0.4)
    assert found.place is not None
    assert (found.place.day, found.place.slot) == (0, "day")
    assert [(one.behavior, one.kind) for one in found.displaced] == [("swim", "out")]
    assert found.sentence == "“Read”: there is room. It would replace Swim on Monday in “day”; total 40.0 points lower."


def test_what_moves_for_nothing_is_told_apart_from_the_price() -> None:
    found = why(week(habit("run", weekdays=(0, 1), target_per_week=1, max_per_week=1)), "run", 1)
    assert found.sentence == (
        "“Run”: there is room on Tuesday in “day”. "
        "It would move Run from Monday in “day” to Tuesday in “day”; total unchanged."
    )


def test_a_session_that_could_stay_squeezed_moves_where_that_costs_less() -> None:
    # Reading all 120 min is worth 0.9 today and 0.8 tomorrow; 60 min of it today 0.9 * (0.4 + 0.6 / 2) = 0.63. A swim,
    # wanted never, adds 0.16 - 0.7 * 0.2 = 0.02. So the best week reads today, for 0.9, and one with a swim reads
    # tomorrow, for 0.82, rather than half as long today, for 0.65.
    read = habit("read", 1.0, 120, min_minutes=60, weekdays=(0, 1), max_per_week=1)
    swim = habit("swim", 0.2, 60, target_per_week=0)
    today = [{"behavior": "read", "day": 0, "slot": "day", "probability": 0.9}]
    found = why(week(read, swim, adherence=today), "swim", 0, "day")
    assert found.reason is Reason.COSTS
    assert found.price == pytest.approx(0.9 - 0.82)


def test_a_displaced_session_may_move() -> None:
    # Read can only be on Monday, Swim goes to Tuesday where its chance is 0.5 instead of 0.8.
    learned = [{"behavior": "swim", "day": 1, "slot": "day", "probability": 0.5}]
    swim = habit("swim", 1.0, 120, weekdays=(0, 1), target_per_week=1, max_per_week=1)
    problem = week(swim, habit("read", 0.25, 120), adherence=learned)
    found = why(problem, "read")
    assert found.price == pytest.approx(0.8 - (0.5 + 0.2))
    assert [one.kind for one in found.displaced] == ["moved"]
    assert "move Swim from Monday in “day” to Tuesday in “day”" in found.sentence


def test_a_session_that_no_week_can_have_names_the_rules_in_its_way() -> None:
    rules = [{"id": "no", "type": "frequency", "period": "day", "max_sessions": 0, "scope": {"behaviors": ["read"]}}]
    found = why(week(habit("swim"), habit("read"), rules=rules), "read", 0)
    assert found.reason is Reason.RULE
    assert [limit.subject for limit in found.limits] == ["no"]
    assert found.sentence == "“Read”: it would break “No Read”."


def test_a_minimum_of_another_behavior_stands_in_the_way() -> None:
    problem = week(habit("swim", 1.0, 120, min_per_week=1), habit("read", 1.0, 60))
    found = why(problem, "read", 0)
    assert [limit.kind for limit in found.limits] == ["min_per_week", "weekdays"]
    assert "Swim at least 1 time a week" in found.sentence


def test_energy_that_is_not_there_is_the_reason() -> None:
    found = why(week(habit("read", energy_cost=3), energy_budget=2), "read", 0)
    assert found.reason is Reason.ENERGY
    assert "At most 2 energy on Monday" in found.sentence


def test_its_own_distance_is_the_reason() -> None:
    done = [{"behavior": "run", "day": 1, "start": "08:00", "minutes": 30, "kind": "done"}]
    found = why(week(habit("run", weekdays=ALL, min_gap_days=1), fixed=done), "run", 2)
    assert (found.reason, found.sentence) == (
        Reason.NOT_ALLOWED,
        "“Run”: too near to a fixed session, or one too many on that day.",
    )


def test_a_placed_session_tells_chance_worth_and_the_next_best_place() -> None:
    learned = [
        {"behavior": "run", "day": 0, "slot": slot, "probability": p} for slot, p in (("dawn", 0.9), ("noon", 0.6))
    ]
    problem = week(habit("run", max_per_week=1), slots=THREE_SLOTS, adherence=learned)
    found = why(problem, "run", 0)
    assert found.reason is Reason.PLACED
    assert found.chance == 0.9
    assert found.worth == pytest.approx(0.9)
    assert found.next_best is not None
    assert (found.next_best.day, found.next_best.slot) == (0, "dusk")
    assert found.next_best.price == pytest.approx(0.1)
    assert "for 10.0 points less" in found.sentence


def test_a_learned_chance_comes_with_its_evidence() -> None:
    words = "done 12 of 14 times in “dawn”"
    learned = [{"behavior": "run", "day": 0, "slot": "dawn", "probability": 0.84, "evidence": words}]
    found = why(week(habit("run", max_per_week=1), slots=THREE_SLOTS, adherence=learned), "run", 0)
    assert f"it has a chance of 84 % ({words}) and is worth" in found.sentence


def test_the_only_place_has_no_next_best() -> None:
    found = why(week(habit("run")), "run", 0)
    assert found.next_best is None
    assert found.sentence.endswith("there is no other place for it.")


@pytest.mark.parametrize("weekdays", [(0,), (0, 1)])
def test_a_place_that_was_not_found_in_time_is_no_missing_place(weekdays: tuple[int, ...]) -> None:
    problem = week(habit("run", weekdays=weekdays, max_per_week=1))
    found = explain(problem, proven(problem).sessions, "run", 0, seconds=0.0)
    assert (found.reason, found.next_best, found.complete) == (Reason.PLACED, None, False)
    assert found.sentence.endswith("another place was not found in time.")


def test_another_window_of_a_slot_it_is_in_already_is_another_place() -> None:
    slots = [{"name": "day", "start": "08:00", "end": "12:00"}, {"name": "dusk", "start": "18:00", "end": "18:30"}]
    busy = [{"day": 1, "start": "09:00", "end": "10:00"}]
    run = habit("run", weekdays=(0, 1), max_per_day=2, max_per_week=2, target_per_week=2, minutes=60)
    problem = week(run, slots=slots, busy=busy)
    sessions = [Session(behavior="run", day=day, slot="day", start=480, minutes=60) for day in (0, 1)]
    found = explain(problem, sessions, "run", 0)
    assert found.next_best is not None
    assert (found.next_best.day, found.next_best.slot) == (1, "day")


def test_a_fixed_session_is_there_because_it_is_fixed() -> None:
    locked = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "locked"}]
    problem = week(habit("run"), fixed=locked)
    assert explain(problem, (), "run", 0).sentence == "“Run”: locked on Monday in “day”."


def test_a_behavior_at_its_target_is_placed() -> None:
    found = why(week(habit("run", target_per_week=1)), "run")
    assert (found.reason, found.sentence) == (Reason.PLACED, "“Run”: 1 session planned, 1 wanted.")


def test_what_is_not_in_the_week_is_refused() -> None:
    problem = week(habit("run"))
    with pytest.raises(NotFoundError, match="no behavior “swim”"):
        explain(problem, (), "swim")
    with pytest.raises(NotFoundError, match="no slot “dusk”"):
        explain(problem, (), "run", 0, "dusk")


def test_a_cancelled_question_says_that_it_has_no_answer() -> None:
    cancel = threading.Event()
    cancel.set()
    problem = week(habit("swim", 1.0, 120), habit("read", 0.5, 120))
    found = explain(problem, proven(problem).sessions, "read", cancel=cancel)
    assert (found.reason, found.price) == (Reason.UNKNOWN, None)


def test_the_price_is_the_true_one_on_a_known_week() -> None:
    """A price can only be too high, by what a wider search would still find; here by no more than the proof allows."""
    problem = sample("first-edition/parent-8-1")
    plan = solve(problem, SolveOptions(gap=0.003))
    assert plan.objective is not None
    counts = Counter(session.behavior for session in plan.sessions)
    for behavior in problem.behaviors[:2]:
        demand = sessions_of(problem, behavior.id, least=counts[behavior.id] + 1, day=None)
        forced = solve(demanding(problem, [demand]), SolveOptions(gap=0.003))
        found = explain(problem, plan.sessions, behavior.id)
        if found.reason is Reason.COSTS and forced.bound is not None:
            assert found.price is not None
            assert found.price >= plan.objective - forced.bound - 1e-6
            assert found.price <= plan.objective - forced.bound + 0.03


def test_the_week_told_of_stays_a_near_one_while_that_may_be_what_the_price_is() -> None:
    problem = week(habit("swim", 1.0, 120), habit("read", 0.5, 120))
    plan = proven(problem)
    assert plan.objective is not None
    asked = demanding(problem, [sessions_of(problem, "read", least=1)])
    best = best_neighbour(asked, plan.sessions, ["read"], StopCondition())
    assert best is not None
    near = replace(best, objective=best.objective - 0.02)
    price = plan.objective - best.objective
    assert week_to_tell(near, plan.objective, PriceRange(0.0, price + 0.03)) is near
    assert week_to_tell(near, plan.objective, PriceRange(0.0, price + 0.01)).objective == pytest.approx(best.objective)
    assert week_to_tell(near, plan.objective, None).objective == pytest.approx(best.objective)
