"""What was closed is gone: an app that is open for days keeps no dialog, nor anything that was painted of one."""

import gc
from collections import Counter
from typing import Any

import pytest
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


async def test_a_screen_that_is_covered_keeps_its_lines_but_no_pieces_of_them(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        covered = app.screen
        assert any(pieces(covered))
        await press(pilot, "2")
        assert app.screen is not covered
        assert pieces(covered)
        assert not any(pieces(covered))


async def test_a_textual_that_keeps_no_pieces_where_we_look_is_left_alone(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "stores_of_colors", lambda: None)
    monkeypatch.setattr(memory, "lines_keep_pieces", lambda: False)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        covered = app.screen
        await press(pilot, "2")
        assert app.screen is not covered
        assert any(pieces(covered))


def pieces(screen: Screen[Any]) -> list[int]:
    """Return for each painted line of a screen how many parts of it are kept."""
    widgets = screen.walk_children(Widget, with_self=True)
    lines = (line for widget in widgets for line in widget._styles_cache._cache.values())
    return [len(line._divide_cache) + len(line._filter_cache) for line in lines]
