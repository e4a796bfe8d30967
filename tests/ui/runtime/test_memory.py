"""What was closed is gone: an app that is open for days keeps no dialog, nor anything that was painted of one."""

import gc
from collections import Counter
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.runtime import memory
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle

OPENED = ("enter", "question_mark", "v", "z")
"""Dialogs of Today: an entry with fields and a note, the keys, days away, a pause."""


async def test_dialogs_leave_no_widget_and_no_painted_line_behind(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_and_close(pilot)
        before = alive()
        await open_and_close(pilot)
        after = alive()
    assert after - before == Counter()


async def open_and_close(pilot: AppPilot) -> None:
    for key in OPENED:
        await press(pilot, key)
        assert pilot.app.screen_stack[1:]
        await press(pilot, "escape")


def alive() -> Counter[str]:
    """Return how many widgets there are of each kind, and how many hundreds of painted lines."""
    gc.collect()
    found = Counter(type(thing).__name__ for thing in gc.get_objects() if isinstance(thing, Widget | Strip))
    return Counter({**found, "Strip": found["Strip"] // 100})


async def test_a_screen_whose_place_another_takes_keeps_no_line_and_is_drawn_as_before(
    household: DataDirectory,
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        covered, before = app.screen, drawn(app)
        assert lines(covered)
        await press(pilot, "2")
        assert app.screen is not covered
        assert not lines(covered)
        await press(pilot, "1")
        assert app.screen is covered
        assert drawn(app) == before


async def test_a_screen_below_a_dialog_keeps_its_lines(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        below = app.screen
        await press(pilot, "question_mark")
        assert app.screen is not below
        assert lines(below)


async def test_a_textual_that_keeps_no_lines_where_we_look_is_left_alone(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "stores_of_colors", lambda: None)
    monkeypatch.setattr(memory, "lines_are_kept", lambda: False)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        covered = app.screen
        await press(pilot, "2")
        assert app.screen is not covered
        assert lines(covered)


def drawn(app: App[Any]) -> list[str]:
    """Return the lines of the screen, with their styles."""
    return [repr(strip) for strip in app.screen._compositor.render_strips()]


def lines(screen: Screen[Any]) -> list[Strip]:
    """Return the painted lines that the widgets of a screen keep."""
    widgets = list(screen.walk_children(Widget, with_self=True))
    styled = [line for widget in widgets for line in widget._styles_cache._cache.values()]
    return styled + [line for widget in widgets for line in widget._render_cache.lines]
