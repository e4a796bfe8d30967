"""Solve at rest: the plan of now and what planning anew could win, without solving."""

from dataclasses import replace
from datetime import date

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import ObjectiveShare
from habitos_tui.domain.planning.overview import PlanOverview, Shortage
from habitos_tui.ui.solve.idle_presenter import INSTEAD, NOTHING_MISSING, idle_lines
from tests.support.household import NOW, add_alice, set_clock
from tests.support.ui import Script, go, make_app, press, settle, shown
from tests.ui.solve.test_run_history import PLAN, run_of

SHARES = (
    ObjectiveShare(objective="health", achieved=1, reachable=2, weighted=0.1),
    ObjectiveShare(objective="learning", achieved=1.8, reachable=2, weighted=0.4),
)
OVERVIEW = PlanOverview(
    week=date(2026, 11, 23),
    last=date(2026, 11, 29),
    behaviors=3,
    sessions=7,
    minutes=260,
    done=2,
    missed=1,
    wanted=12,
    free_minutes=600,
    shortages=(Shortage("[b]Run", 1, 3), Shortage("Read", 4, 5)),
    objectives=SHARES,
    made=date(2026, 11, 23),
    run=run_of(PLAN).summary,
    changed=True,
)


def told(overview: PlanOverview, height: int = 40, width: int = 76) -> str:
    return "\n".join(line.plain for line in idle_lines(overview, width, height))


def test_with_room_objectives_have_bars_and_what_could_be_won_is_listed() -> None:
    words = told(OVERVIEW)
    for part in (
        "7 sessions ahead, 4 h 20 min; 2 done already. 10 h stay free.",
        "· made Mon 23 Nov",
        "Nothing better was possible by more than 0.38 %.",
        "50 % of what is possible",
        "3 sessions more are wanted: [b]Run 1 of 3 and Read 4 of 5.",
        "1 session went by without being done and could go elsewhere.",
        "Since it was made rules, weights, busy time or budgets have changed.",
        "s plans it anew   N plans next week",
    ):
        assert part in words


@pytest.mark.parametrize("height", [4, 8, 20, 60])
@pytest.mark.parametrize("width", [30, 76, 144])
def test_it_keeps_to_its_room(width: int, height: int) -> None:
    lines = idle_lines(OVERVIEW, width, height)
    assert len(lines) <= height
    assert all(line.cell_length <= width for line in lines if "▰" not in line.plain)


@pytest.mark.parametrize("height", [1, 2])
def test_in_the_least_room_the_plan_itself_is_told(height: int) -> None:
    assert "ahead" in told(OVERVIEW, height=height).splitlines()[0]


def test_in_little_room_only_the_worst_served_objective_is_named() -> None:
    assert "Served worst: Health, 50 % of what is possible." in told(OVERVIEW, height=12)


def test_a_plan_that_lacks_nothing_says_so() -> None:
    assert NOTHING_MISSING in told(replace(OVERVIEW, shortages=(), missed=0, changed=False))


def test_a_week_without_a_plan_says_what_is_wanted_and_free() -> None:
    nothing = replace(OVERVIEW, sessions=0, done=0, missed=0, shortages=(), objectives=(), run=None, made=None)
    words = told(replace(nothing, changed=False, instead=True))
    assert "No plan yet: 12 sessions are wanted, 10 h are free." in words
    assert INSTEAD in words.replace("\n", " ")
    assert "planning anew" not in words


async def test_it_is_shown_of_the_chosen_week_without_solving(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=(200, 50)) as pilot:
        await go(pilot, "5")
        await settle(pilot)
        assert "sessions ahead" in shown(app.screen)
        await press(pilot, "N", "n")
        assert "No plan yet" in shown(app.screen)
        assert len(script.problems) == 1


async def test_late_in_the_first_week_it_says_why_it_is_the_next(household: DataDirectory) -> None:
    profile = add_alice(household, planned=False)
    set_clock(household, NOW.replace(day=28))
    app = make_app(household, profile, script=Script())
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await settle(pilot)
        assert "Little is left of this week" in shown(app.screen)
