"""What one may rely on in every list and grid: the same keys, the focus, and a cursor on what was just made."""

import pytest
from textual.binding import Binding
from textual.widgets import Input, Select

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.behavior_list import BehaviorList
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.log.screen import LogScreen
from habitos_tui.ui.rules.pane import Pane
from habitos_tui.ui.today.agenda_list import AgendaList
from tests.support.household import add_alice
from tests.support.keys import key_owners
from tests.support.ui import go, make_app, press

SIZE = (80, 24)
EDGES = {"home", "end", "pageup", "pagedown"}


def keys_of(node: type) -> set[str]:
    """Return the keys that a widget knows, those of its base classes too."""
    found: set[str] = set()
    for kind in node.__mro__:
        for binding in kind.__dict__.get("BINDINGS", ()):
            keys = binding.key if isinstance(binding, Binding) else binding[0]
            found.update(key.strip() for key in keys.split(","))
    return found


def row_of(table: BehaviorList) -> int:
    return [row.id for row in table.view.rows].index(table.cursor or "")


def name_of(app: HabitosApp, behavior_id: str | None) -> str:
    assert app.workspace is not None
    assert behavior_id is not None
    return app.workspace.behaviors.get(behavior_id).name


def test_every_list_and_grid_knows_the_keys_that_go_far() -> None:
    lists = [
        kind
        for kind in key_owners()
        if getattr(kind, "can_focus", False) and {"up", "down"} <= keys_of(kind) and not issubclass(kind, Select)
    ]
    assert {BehaviorList, AgendaList} <= set(lists)
    assert {kind.__name__: EDGES - keys_of(kind) for kind in lists if not keys_of(kind) >= EDGES} == {}


async def test_home_and_end_go_to_the_first_and_the_last_behavior(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        table = app.screen.query_one(BehaviorList)
        await press(pilot, "end")
        assert row_of(table) == len(table.view.rows) - 1 > 0
        await press(pilot, "home")
        assert row_of(table) == 0


async def test_a_list_that_was_empty_for_a_while_keeps_the_focus(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        table = app.screen.query_one(BehaviorList)
        await press(pilot, "j", "A")
        assert len(table.view.rows) == 0
        assert app.focused is table
        await press(pilot, "A", "j")
        assert app.focused is table
        assert row_of(table) == 1
        await press(pilot, "slash", *"zzz", "escape", "end")
        assert app.focused is table
        assert row_of(table) == len(table.view.rows) - 1


async def test_the_cursor_goes_to_a_new_behavior_and_then_to_its_neighbour(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        table = app.screen.query_one(BehaviorList)
        await press(pilot, "slash", *"run", "enter", "n", *"Piano", "ctrl+s")
        assert name_of(app, table.cursor) == "Piano"
        assert app.screen.query_one("#filter", Input).value == ""
        place = row_of(table)
        await press(pilot, "d")
        assert row_of(table) == min(place, len(table.view.rows) - 1)
        await press(pilot, "A", "n", *"Violin", "ctrl+s")
        assert name_of(app, table.cursor) == "Violin"
        await press(pilot, "home", "c", "ctrl+s")
        assert name_of(app, table.cursor).endswith("(copy)")


@pytest.mark.parametrize("day", ["", "2026-11-24"])
async def test_the_cursor_goes_to_a_new_entry_of_the_log(household: DataDirectory, day: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "6")
        assert isinstance(app.screen, LogScreen)
        before = {line.key for line in app.screen.entries.view.lines}
        await press(pilot, "end", "slash", *"zzz", "enter", "n", "tab")
        if day:
            app.screen.query_one("#day", Input).value = day
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LogScreen)
        (new,) = {line.key for line in app.screen.entries.view.lines} - before
        assert app.screen.entries.cursor == str(new)
        await press(pilot, "d")
        assert app.screen.entries.cursor is not None


async def test_the_cursor_goes_to_what_was_logged_unplanned(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "1")
        agenda = app.screen.query_one(AgendaList)
        before = {item.key for item in agenda.view.items}
        await press(pilot, "home", "n", "tab")
        app.screen.query_one("#behavior", Choice).value = "friends"
        await press(pilot, "ctrl+s")
        (new,) = {item.key for item in agenda.view.items} - before
        assert agenda.cursor == new


async def test_a_filter_that_would_hide_what_is_new_is_taken_off(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "slash", *"a", "enter", "O", "n", *"Zest", "ctrl+s")
        pane = app.screen.query_one("#objectives", Pane)
        assert app.focused is pane
        assert pane.cursor == "Zest"
