"""Rules and objectives: every key of their panes."""

from datetime import timedelta

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.rule import MutualExclusion, Precedence, Rule, Stack, TimeBudget
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.rules.form import RuleForm
from habitos_tui.ui.rules.pane import Pane
from tests.support.household import MONDAY, add_alice
from tests.support.ui import Script, go, make_app, press, said, settle, shown, until

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


def told(app: HabitosApp) -> str:
    return [toast.message for toast in app._notifications][-1]


def open_pane(app: HabitosApp) -> str | None:
    return next(pane.id for pane in app.screen.query(Pane) if pane.has_class("-open"))


async def test_rules_are_switched_changed_copied_and_deleted(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        assert "Morning run and Meet friends never on the same day · hard" in shown(app.screen)
        assert "s plans it again" not in shown(app.screen)
        await press(pilot, "space")
        assert not rules(app)[0].active
        assert "[ ] At most 4 h of sessions a day on weekdays · hard · off" in shown(app.screen)
        await until(pilot, lambda: "The plan is older than this" in shown(app.screen))
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
        assert [rule.id for rule in rules(app)] == ["workdays", "one-effort", "calm-first", "r1"]
        await press(pilot, "d")
        assert len(rules(app)) == 3
        await press(pilot, "s")
        assert app.current_mode == "solve"


async def test_a_new_rule_is_refused_at_its_field_until_it_makes_sense(household: DataDirectory) -> None:
    alice = add_alice(household)
    household.open_workspace(alice).rules.add(Stack(id="cue", first="run", then="read"))
    app = make_app(household, alice)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "G", "c")
        assert "✗ “Reading” already comes behind “Morning run”" in shown(app.screen)
        await press(pilot, "escape")
        await press(pilot, "n", "enter", "9", "0")  # into the limit that is filled in
        assert "At most 1 h 30 min of sessions a day" in said(app.screen, "#meaning")
        await press(pilot, "escape", "escape")
        await press(pilot, "n", "j", "j", "j", "enter")
        assert isinstance(app.screen, RuleForm)
        assert "✗" not in shown(app.screen)
        app.screen.query_one("#before", Choice).value = "deepwork"
        app.screen.query_one("#after", Choice).value = "meditate"
        await settle(pilot)
        assert "✗ Makes a circle of what comes before what" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert len(rules(app)) == 4
        app.screen.query_one("#after", Choice).value = "friends"
        await settle(pilot)
        assert "✗" not in shown(app.screen)
        await press(pilot, "ctrl+s")
        made = rules(app)[-1]
        assert isinstance(made, Precedence)
        assert (made.before, made.after) == ("deepwork", "friends")

        await press(pilot, "n", *"jjjj", "enter", "space")
        assert "✗ Needs at least two different behaviors" in shown(app.screen)
        await press(pilot, "j", "space", "ctrl+s")
        made = rules(app)[-1]
        assert isinstance(made, MutualExclusion)
        assert made.behaviors == ("run", "meditate")


async def test_without_behaviors_only_rules_about_all_can_be_made(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("ada", None))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        assert "Press n to make the first" in shown(app.screen)
        await press(pilot, "e", "c", "d", "space", "n")
        assert "needs 2 behaviors: make them on screen 3" in shown(app.screen)
        await press(pilot, "G", "enter", "ctrl+s")
        assert rules(app)[0].type == "frequency"


async def test_objectives_share_the_whole_and_are_made_and_deleted(household: DataDirectory) -> None:
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
        await press(pilot, "u")
        assert shares(app) == before  # three presses, one step
        await press(pilot, "ctrl+r")
        assert shares(app)[0] == 31
        assert sum(o.weight for o in services(app).objectives.all()) == pytest.approx(100)
        await press(pilot, "h", "left", "minus")
        assert shares(app) == before
        await press(pilot, "U", "tab", "j", "enter")
        assert isinstance(app.screen, EntryDialog)
        put(app, "name", "craft")
        put(app, "share", "x")
        await press(pilot, "ctrl+s")
        assert "✗ Must be a number from 0 to 100" in shown(app.screen)
        put(app, "share", "50")
        await press(pilot, "ctrl+s")
        assert "craft" in shown(app.screen)
        assert shares(app)[1] == 50
        await press(pilot, "n", *"play")
        put(app, "share", "10")
        await press(pilot, "ctrl+s")
        assert services(app).objectives.shares()["play"] == pytest.approx(0.1)
        await press(pilot, "g", "d")
        assert "health" not in services(app).objectives.shares()
        assert told(app) == "Deleted the objective “health”. 1 behavior did something for it, u brings it back."
        await press(pilot, "u")
        assert "health" in services(app).objectives.shares()


async def test_slots_busy_time_and_energy_are_changed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "S", "enter")
        put(app, "name", "dawn")
        put(app, "end", "08:00")
        await settle(pilot)
        assert "05:00\N{EN DASH}08:00, 3 h of every day." in said(app.screen, "#meaning")
        await press(pilot, "ctrl+s")
        assert "✗ Reaches into “morning”, which begins at 07:00" in shown(app.screen)
        put(app, "end", "06:30")
        await press(pilot, "ctrl+s")
        assert services(app).slots.all()[0].name == "dawn"
        assert services(app).behaviors.get("run").preferred_slots == ("dawn",)
        await press(pilot, "n", *"late")
        put(app, "start", "24:00")
        put(app, "end", "01:30")
        await press(pilot, "ctrl+s")
        assert services(app).slots.all()[-1].end == 1530
        assert app.screen.query_one("#slots", Pane).cursor == "late"
        await press(pilot, "d")
        assert [slot.name for slot in services(app).slots.all()][-1] == "night"
        await press(pilot, "g", "d")
        assert "cannot go: “Morning run” needs it" in " ".join(shown(app.screen).split())
        await press(pilot, "enter")
        await press(pilot, "B", "n", "tab", *"Sleep")
        put(app, "start", "23:00")
        put(app, "end", "06:00")
        await settle(pilot)
        assert "weekdays: 35 h a week." in said(app.screen, "#meaning")
        await press(pilot, "ctrl+s")
        assert len(services(app).busy_time.busy()) == 10
        assert told(app) == "Added the busy time “Sleep”. u takes it back."
        await press(pilot, "g", "e", "tab", "tab", "tab", "space", "ctrl+s")
        work = [block for block in services(app).busy_time.busy() if block.title == "Work"]
        assert [block.weekday for block in work] == [1, 2, 3, 4]
        await press(pilot, "d", "d")
        assert services(app).busy_time.busy() == ()
        assert "Press n to add some" in shown(app.screen)
        await press(pilot, "b", "L", "L", "w", "ctrl+s")
        assert [(b.weekday, b.start, b.end, b.title) for b in services(app).busy_time.busy()] == [(0, 540, 630, "Work")]
        assert told(app) == "Painted the busy time. u takes it back."
        await press(pilot, "u")
        await press(pilot, "e", "u")
        assert len(services(app).busy_time.busy()) > 0
        await press(pilot, "E", "l", "right", "h", "j", "d")
        budgets = services(app).profile.preferences.energy_budget
        assert budgets[:3] == (13, None, 12)
        await press(pilot, "enter", *"8,5")
        await settle(pilot)
        assert said(app.screen, "#meaning") == "What is planned costs at most 8.5 points of energy, Tuesday."
        await press(pilot, "tab", "tab", "tab", "space", "ctrl+s")
        assert services(app).profile.preferences.energy_budget[:3] == (13, 8.5, 8.5)
        await press(pilot, "u")
        assert services(app).profile.preferences.energy_budget[:3] == (13, None, 12)


async def test_shares_and_budgets_hold_from_the_next_week_unless_from_now(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        for pane, field, value in (("O", "share", "50"), ("E", "points", "5")):
            title = app.screen.query_one("#objectives" if pane == "O" else "#energy", Pane)
            await press(pilot, pane, "enter")
            assert app.screen.query_one("#holds-from", Choice).chosen == "next week"
            put(app, field, value)
            await press(pilot, "ctrl+s")
            assert "holds from Mon 30 Nov" in str(title.border_title)
            # The same once more, but from now: it holds for what is pending as well.
            await press(pilot, "enter")
            app.screen.query_one("#holds-from", Choice).value = "now"
            await press(pilot, "ctrl+s")
            assert "holds from" not in str(title.border_title)
        assert services(app).objectives.holds_from() is None
        assert household.accounts.budget_holds_from(services(app).profile) is None
        await press(pilot, "O", "l")  # a key asks for nothing, and holds from the next week on
        assert services(app).objectives.holds_from() == MONDAY + timedelta(weeks=1)


async def test_nobody_without_a_log_is_asked_from_when(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        for keys in (("O", "enter"), ("E", "enter")):
            await press(pilot, *keys)
            assert not app.screen.query("#holds-from")
            await press(pilot, "escape")


async def test_lines_are_put_in_order_and_narrowed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        before = [rule.id for rule in services(app).rules.all()]
        await press(pilot, "J", "J", "K")
        assert [rule.id for rule in services(app).rules.all()] == [before[1], before[0], *before[2:]]
        await press(pilot, "u")
        assert [rule.id for rule in services(app).rules.all()] == before
        await press(pilot, "O", "shift+down", "K", "J")
        assert [objective.name for objective in services(app).objectives.all()][1] == "health"
        await press(pilot, "slash", *"work")
        assert open_pane(app) == "rules"
        await press(pilot, "backspace", "x")
        assert "Nothing here has “worx” in it." in shown(app.screen)
        await press(pilot, "enter", "J", "escape")
        assert app.screen.query_one("#objectives", Pane).cursor == "wellness"  # the last one that was found
