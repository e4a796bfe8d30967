"""What the mouse does everywhere: keys at the bottom are pressed by a click, a list scrolls by the wheel."""

from textual import events
from textual.geometry import Offset

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.line_of_parts import Footer
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle


async def click_key(pilot: AppPilot, label: str) -> None:
    """Click a key at the bottom."""
    x = 0
    for hint, drawn in pilot.app.screen.query_one(Footer).parts():
        if hint.label == label:
            await pilot.click(Footer, offset=(x + 2, 0))
            await settle(pilot)
            return
        x += drawn.cell_length
    raise AssertionError(f"there is no key for {label}")


async def test_the_keys_at_the_bottom_can_be_clicked_on_screens_and_dialogs(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        await click_key(pilot, "Edit")
        assert isinstance(app.screen, BehaviorForm)
        await click_key(pilot, "Back")
        assert app.screen.query("BehaviorList")


async def test_the_wheel_scrolls_a_list_and_leaves_the_cursor(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        entries = app.screen.query_one(LineList)
        cursor, top = entries.cursor, entries.scroll_offset
        middle = entries.region.offset + Offset(5, 3)
        wheel = events.MouseScrollDown(entries, *middle, 0, 1, 0, shift=False, meta=False, ctrl=False)
        entries.post_message(wheel)
        await settle(pilot)
        assert entries.cursor == cursor
        assert entries.scroll_offset.y > top.y
