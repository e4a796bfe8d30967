"""What was closed is gone: an app that is open for days keeps no dialog, nor anything that was painted of one."""

import gc
from collections import Counter

from textual.strip import Strip
from textual.widget import Widget

from habitos_tui.bootstrap import DataDirectory
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
