"""What the chosen line of Rules means for this week."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.rule import DurationBounds, Frequency, MutualExclusion, Rule, Scope, TimeBudget
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.rules.detail import busy_detail, energy_detail, objective_detail, rule_detail, slot_detail
from habitos_tui.ui.rules.detail_pane import DetailPane
from tests.support.household import BEHAVIORS, MONDAY, add_alice
from tests.support.ui import make_app, press, said, settle


@pytest.fixture
def alice(household: DataDirectory) -> Workspace:
    return household.open_workspace(add_alice(household))


@pytest.fixture
def agenda(alice: Workspace) -> WeekAgenda:
    return alice.tracking.week(MONDAY)


def amounts(agenda: WeekAgenda) -> dict[int, int]:
    return {day.day.weekday(): sum(i.minutes for i in day.items if i.counted) for day in agenda.days}


def test_a_limit_is_told_with_what_counts_for_it_and_where_it_is_reached(agenda: WeekAgenda) -> None:
    day, most = max(amounts(agenda).items(), key=lambda each: each[1])
    rule = TimeBudget(id="r", period="day", max_minutes=most)
    counted, full, touched = rule_detail(rule, agenda)
    assert counted.startswith("Planned and done: Mon ")
    assert (
        full
        == f"At its limit on {('Monday', 'Tuesday', 'Wednesday', 'Thursday')[day]}: nothing more of this fits there."
    )
    assert touched.startswith("It touches ")
    assert rule_detail(rule.model_copy(update={"active": False}), agenda) == ["Switched off: plans do not look at it."]


def test_what_a_missed_soft_rule_costs_is_told(agenda: WeekAgenda) -> None:
    rule = Frequency(id="r", period="week", min_sessions=9, scope=Scope(behaviors=("run",)), penalty=5)
    runs = sum(i.behavior.id == "run" and i.counted for day in agenda.days for i in day.items)
    counted, missed, _ = rule_detail(rule, agenda)
    assert counted == f"Planned and done: {runs}."
    assert missed == f"This week is {9 - runs} sessions away from it, which costs {5 * (9 - runs)} points."
    hard = rule.model_copy(update={"penalty": None})
    assert rule_detail(hard, agenda)[1] == f"This week is {9 - runs} sessions away from it."


@pytest.mark.parametrize(
    "rule",
    [
        MutualExclusion(id="r", behaviors=("run", "deepwork"), period="day"),
        DurationBounds(id="r", behavior="run", max_minutes=60),
    ],
)
def test_the_sessions_that_a_rule_is_about_are_named(agenda: WeekAgenda, rule: Rule) -> None:
    [touched] = rule_detail(rule, agenda)
    assert "Morning run Mon " in touched
    assert "Meditation" not in touched


def test_a_larger_share_is_told_by_what_gains_and_loses() -> None:
    shares = {"health": 0.5, "productivity": 0.5}
    served, more = objective_detail("health", shares, BEHAVIORS)
    assert served == "Only one behavior serves it: Morning run (0.9)."
    assert more.startswith("With 55 % instead of 50 % a session of Morning run is worth ")
    assert "Deep work" in more
    assert "No behavior serves it" in objective_detail("financial", {"financial": 1.0}, ())[0]
    assert len(objective_detail("health", {"health": 1.0}, BEHAVIORS)) == 1  # there is no larger share


def test_energy_slots_and_busy_time_are_told_as_well(agenda: WeekAgenda) -> None:
    assert energy_detail(0, agenda)[0].startswith("Planned and done: ")
    assert "Best here: " in slot_detail("evening", BEHAVIORS)[-1]
    assert slot_detail("nowhere", BEHAVIORS) == ["No behavior prefers it."]
    assert busy_detail(1008, once=False) == ["It takes 16 h 48 min of every week, which is 10 %."]


async def test_a_large_screen_tells_of_the_line_under_the_cursor(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "4")
        first = said(app.screen, "#detail")
        assert "Planned and done" in first
        await press(pilot, "j")
        assert said(app.screen, "#detail") != first
        await press(pilot, "O")
        assert "serve" in said(app.screen, "#detail")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not app.screen.query_one(DetailPane).display
