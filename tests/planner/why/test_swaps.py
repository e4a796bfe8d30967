"""What it would take to place what is left out: hand-made plans whose best swap is known."""

import threading
from typing import Any

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.planner.formulation.timeline import lay_out
from habitos_tui.planner.reasons import placement_of, unplaced
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.swaps import SWAPPED, SwapSearch, with_swaps
from tests.planner.mini import THREE_SLOTS, habit, proven, week
from tests.support.drawn2 import drawn_life


def told(*behaviors: Behavior, of: str = "read", **fields: Any) -> str:
    """Return what is said of one behavior that the proven plan leaves out."""
    problem = week(*behaviors, **fields)
    plan = proven(problem)
    missing = [one for one in plan.unplaced if one.behavior == of]
    return with_swaps(problem, plan.sessions, missing, threading.Event())[0].sentence


def test_what_is_worth_least_goes_for_time() -> None:
    # Two hours hold two of the three; the one that costs least to miss is worth 0.8 * 0.6, reading 0.8 * 0.5.
    sentence = told(habit("swim", 1.0, 60), habit("cook", 0.6, 60), habit("read", 0.5, 60))
    assert sentence == "“Read”: fits in place of Cook; total 8.0 points lower (Monday in “day”)."


def test_energy_is_given_back_by_another_part_of_the_day() -> None:
    behaviors = [habit("swim", 1.0, 60, energy_cost=3), habit("read", 0.5, 60, energy_cost=2)]
    sentence = told(*behaviors, slots=THREE_SLOTS, energy_budget=4)
    assert sentence.startswith("“Read”: fits in place of Swim")
    assert "total 40.0 points lower" in sentence


def test_two_go_where_one_is_not_enough() -> None:
    sentence = told(habit("swim", 1.0, 60), habit("cook", 0.9, 60), habit("read", 0.5, 120))
    assert sentence == "“Read”: fits in place of Swim and Cook; total 112.0 points lower (Monday in “day”)."


def test_a_rule_gives_way_to_one_session_less() -> None:
    rule = {"id": "r", "name": "Calm", "type": "time_budget", "period": "day", "max_minutes": 60}
    sentence = told(habit("swim", 1.0, 60), habit("read", 0.5, 60), rules=[rule])
    assert sentence == "“Read”: fits in place of Swim; total 40.0 points lower (Monday in “day”)."


def test_what_nothing_makes_room_for_says_so() -> None:
    # The swim may not go: it is asked for at least once.
    sentence = told(habit("swim", 1.0, 120, min_per_week=1), habit("read", 0.5, 60))
    assert sentence.endswith("all the time it may have is taken, and nothing was found to leave out for it.")


def test_a_rule_that_no_swap_satisfies_stays_the_reason() -> None:
    rule = {"id": "r", "name": "Cue", "type": "stack", "first": "cook", "then": "read"}
    sentence = told(habit("cook", 1.0, 120, weekdays=(1,)), habit("read", 0.5, 60), rules=[rule])
    assert "Cue" in sentence


@pytest.mark.parametrize("seed", [6, 17])
def test_every_swap_is_a_week_that_exists_and_costs_what_is_said(seed: int) -> None:
    problem = drawn_life(seed, 12)
    plan = solve(problem)
    found = verify(problem, plan.sessions)
    search, swaps = SwapSearch(problem, plan.sessions), 0
    for missing in unplaced(problem, plan.sessions, found):
        swap = search.best(problem.behavior_by_id[missing.behavior]) if missing.reason in SWAPPED else None
        if swap is not None:
            swaps += 1
            placed = [placement_of(problem, session) for session in plan.sessions]
            then = [*(one for one in placed if one not in swap.gone), swap.new]
            verification = verify(problem, lay_out(problem, then))
            assert verification.allowed
            assert swap.price == pytest.approx(found.objective - verification.objective)
    assert swaps


def test_a_cancelled_run_keeps_the_simple_reasons() -> None:
    problem = week(habit("swim", 1.0, 120), habit("read", 0.5, 120))
    plan = proven(problem)
    cancel = threading.Event()
    cancel.set()
    assert with_swaps(problem, plan.sessions, plan.unplaced, cancel) == plan.unplaced
