"""Rules and objectives: every key of their panes."""

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import Household
from habitos_tui.domain.rule import MutualExclusion, Precedence, Rule, TimeBudget
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app import HabitosApp
from habitos_tui.ui.dialogs.confirm import ConfirmDialog
from habitos_tui.ui.dialogs.objective import ObjectiveDialog
from habitos_tui.ui.dialogs.rule_form import RuleForm
from habitos_tui.ui.panes.base import Pane
from habitos_tui.ui.widgets.fields import Choice
from tests.support.household import add_alice
from tests.support.ui import AppPilot, go, make_app, said, settle, shown

SIZE = (80, 24)


def services(app: HabitosApp) -> Workspace:
    assert app.workspace is not None
    return app.workspace


def rules(app: HabitosApp) -> list[Rule]:
    return list(services(app).rules.all())


def shares(app: HabitosApp) -> list[int]:
    return [round(share * 100) for share in services(app).objectives.shares().values()]


def put(app: HabitosApp, field: str, text: str) -> None:
    app.screen.query_one(f"#{field}", Input).value = text


async def press(pilot: AppPilot, *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def open_pane(app: HabitosApp) -> str | None:
    return next(pane.id for pane in app.screen.query(Pane) if pane.has_class("-open"))


async def test_rules_are_switched_changed_copied_and_deleted(household: Household) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        assert "Morning run and Meet friends never on the same day · hard" in shown(app.screen)
        await press(pilot, "space")
        assert not rules(app)[0].active
        assert "3, 1 off" in shown(app.screen)
        await press(pilot, "space", "enter")
        assert "At most 4 h of sessions a day on weekdays - hard" in said(app.screen, "#meaning")
        put(app, "max_minutes", "1:30")
        app.screen.query_one("#strictness", Choice).value = "soft"
        await settle(pilot)
        assert "At most 1 h 30 min of sessions a day on weekdays - 5 points per hour" in said(app.screen, "#meaning")
        assert "points per hour" in shown(app.screen)
        await press(pilot, "ctrl+s")
        changed = rules(app)[0]
        assert isinstance(changed, TimeBudget)
        assert (changed.max_minutes, changed.penalty, changed.id) == (90, 5, "workdays")
        await press(pilot, "j", "c", "ctrl+s")
        assert [rule.id for rule in rules(app)] == ["workdays", "one-effort", "calm-first", "mutual-exclusion"]
        await press(pilot, "d")
        assert len(rules(app)) == 3


async def test_a_new_rule_that_contradicts_another_is_refused_at_its_field(household: Household) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "n", "j", "j", "j", "enter")
        assert isinstance(app.screen, RuleForm)
        assert "✗" not in shown(app.screen)
        app.screen.query_one("#before", Choice).value = "deepwork"
        app.screen.query_one("#after", Choice).value = "meditate"
        await settle(pilot)
        assert "✗ Makes a circle of what comes before what" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert len(rules(app)) == 3
        app.screen.query_one("#after", Choice).value = "read"
        await settle(pilot)
        assert "✗" not in shown(app.screen)
        await press(pilot, "ctrl+s")
        made = rules(app)[-1]
        assert isinstance(made, Precedence)
        assert (made.before, made.after) == ("deepwork", "read")


async def test_behaviors_are_ticked_where_a_rule_is_about_several(household: Household) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "n", *"jjjj", "enter", "tab", "space")
        assert "✗ Needs at least two different behaviors" in shown(app.screen)
        await press(pilot, "j", "space", "ctrl+s")
        made = rules(app)[-1]
        assert isinstance(made, MutualExclusion)
        assert made.behaviors == ("run", "meditate")


async def test_without_behaviors_only_rules_about_all_can_be_made(household: Household) -> None:
    app = make_app(household, household.accounts.create("ada", None))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        assert "Press n to make the first" in shown(app.screen)
        await press(pilot, "e", "c", "d", "space", "n")
        assert "needs 2 behaviors: press 3" in shown(app.screen)
        await press(pilot, "G", "enter", "ctrl+s")
        assert rules(app)[0].type == "frequency"


async def test_shares_move_and_the_others_give_way(household: Household) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        assert open_pane(app) == "rules"
        await press(pilot, "O")
        assert open_pane(app) == "objectives"
        services(app).objectives.set_share("health", 0.2)
        before = shares(app)
        await press(pilot, "l", "right", "plus")
        assert shares(app)[0] == 31
        assert sum(o.weight for o in services(app).objectives.all()) == pytest.approx(100)
        await press(pilot, "h", "left", "minus")
        assert shares(app) == before
        await press(pilot, "R", "tab", "j", "enter")
        assert isinstance(app.screen, ObjectiveDialog)
        put(app, "name", "craft")
        put(app, "share", "x")
        await press(pilot, "ctrl+s")
        assert "✗ Must be a number from 0 to 100" in shown(app.screen)
        put(app, "share", "50")
        await press(pilot, "ctrl+s")
        assert "craft" in shown(app.screen)
        assert shares(app)[1] == 50


async def test_objectives_are_added_and_deleted_with_care(household: Household) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4")
        await press(pilot, "O", "n", *"play")
        put(app, "share", "10")
        await press(pilot, "ctrl+s")
        assert services(app).objectives.shares()["play"] == pytest.approx(0.1)
        await press(pilot, "g", "d")
        assert isinstance(app.screen, ConfirmDialog)
        assert "“Morning run” loses its impact on “health”." in said(app.screen, ".message")
        await press(pilot, "enter")
        assert "health" in services(app).objectives.shares()
        await press(pilot, "d", "tab", "enter")
        assert "health" not in services(app).objectives.shares()
