"""In a form the arrows go from row to row, and its keys stand at the bottom."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.kit.field_walk import FieldScroll
from habitos_tui.ui.kit.fields import Choice, FormRow
from habitos_tui.ui.kit.line_of_parts import Footer
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle, shown


def row_of(widget: Widget | None) -> Widget | None:
    """Return the row that has the focus, or the widget without one."""
    rows = () if widget is None else (node for node in widget.ancestors if isinstance(node, FormRow))
    return next(iter(rows), widget)


def rows_of(screen: Screen[Any]) -> Sequence[Widget | None]:
    """Return what the arrows should come to, from the top."""
    return list(dict.fromkeys(row_of(widget) for widget in screen.focus_chain))


async def walk(pilot: AppPilot, key: str) -> list[Widget | None]:
    """Press an arrow until the focus stays; return the rows it was in."""
    seen = [row_of(pilot.app.focused)]
    while True:
        await pilot.press(key)
        row = row_of(pilot.app.focused)
        if row is seen[-1]:
            return seen
        seen.append(row)


async def test_the_arrows_go_through_a_form_and_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "n", "tab")
        form = app.screen
        assert isinstance(form, BehaviorForm)
        form.set_focus(form.focus_chain[0])
        rows = rows_of(form)
        assert await walk(pilot, "down") == rows
        assert await walk(pilot, "up") == [*reversed(rows)]
        assert not any(choice.expanded for choice in form.query(Choice))
        await press(pilot, "ctrl+t")
        form.set_focus(form.focus_chain[0])
        assert form.query_one(FieldScroll).max_scroll_y > 0
        assert await walk(pilot, "down") == rows_of(form)  # and do not scroll it instead


def is_on(app: HabitosApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


def hints(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Return what the key bar says."""
    return [(hint.shown, hint.label) for hint, _ in screen.query_one(Footer).parts()]


async def test_the_key_bar_says_which_key_helps(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "n", "tab")
        assert hints(app.screen) == [("esc", "Back"), ("ctrl+s", "Save"), ("ctrl+t", "More"), ("f1", "Keys")]
        await pilot.press("question_mark")
        assert is_on(app, BehaviorForm)
        await press(pilot, "f1")
        assert is_on(app, KeysDialog)
        await press(pilot, "escape", "tab")
        assert hints(app.screen)[-1] == ("?", "Keys")
        await press(pilot, "question_mark")
        assert is_on(app, KeysDialog)


async def test_where_a_line_is_typed_on_a_screen_the_bar_names_the_guide(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "slash")
        assert hints(app.screen)[-1] == ("f1", "Guide")


async def test_shown_keys_follow_those_that_were_mapped(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    settings = app.preferences.settings.current
    app.preferences.change_settings(replace(settings, keys={"today.after": "f5", "today.done": "f6"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = {label: key for key, label in hints(app.screen)}
        assert (shown["Days"], shown["Done"]) == ("f5", "f6")


async def test_the_bar_says_what_saving_is_called_here_and_how_an_open_choice_is_left(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "6", "slash", "down")
        assert hints(app.screen) == [("esc", "Back"), ("ctrl+s", "Show"), ("?", "Keys")]
        await press(pilot, "space")
        assert ("esc", "Back") in hints(app.screen)
        await press(pilot, "escape")
        assert not app.screen.query_one(Choice).expanded


async def test_buttons_and_warnings_name_the_keys_that_were_mapped(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    settings = app.preferences.settings.current
    app.preferences.change_settings(replace(settings, keys={"form.save": "f7"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "e", "x", "escape")
        text = shown(app.screen)
        assert "Save  f7" in text
        assert "Cancel  esc" in text
        assert "f7 saves" in text
        await press(pilot, "f7")
        assert not is_on(app, BehaviorForm)


async def test_enter_is_called_what_it_does(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        said = {}
        for way in ("2", "4 n", "escape 5 H", "6", "7 C"):
            await press(pilot, *way.split())
            said[way] = dict(hints(app.screen)).get("⏎")
        assert list(said.values()) == ["Details", "Choose", "Open", "Edit", "Show behavior"]
