"""Busy time, said in one line on Rules."""

from datetime import date

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services.busy_time import BusyTime
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.rules.busy_pane import BusyPane
from tests.support.household import MONDAY, add_alice
from tests.support.ui import go, make_app, press, said, shown, write_line

SIZE = (80, 24)
TUESDAY_TO_COME = date(2026, 12, 1)


def busy_time(app: HabitosApp) -> BusyTime:
    assert app.workspace is not None
    return app.workspace.busy_time


async def test_busy_time_is_said_in_one_line(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "B", "n")
        await write_line(pilot, "dentist tue 14-15")
        assert "Dentist: once, on Tue 1 Dec" in said(app.screen, "#meaning")
        await press(pilot, "enter")
        (block,) = busy_time(app).dated(MONDAY)
        assert (block.title, block.day, block.start, block.end) == ("Dentist", TUESDAY_TO_COME, 840, 900)
        pane = app.screen.query_one(BusyPane)
        assert pane.row is not None
        assert "Dentist" in str(pane.row)
        await press(pilot, "n")
        await write_line(pilot, "sleep 23-7 daily")
        await press(pilot, "enter")
        assert len([each for each in busy_time(app).busy() if each.title == "Sleep"]) == 7
        assert "Sleep" in str(pane.row)


async def test_tab_fills_the_form_of_busy_time(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "B", "n")
        await write_line(pilot, "dentist tue 14-15")
        await press(pilot, "tab")
        assert isinstance(app.screen, EntryDialog)
        assert "Tue 1 Dec: 1 h, this once." in said(app.screen, "#meaning")
        await press(pilot, "ctrl+s")
        assert [block.day for block in busy_time(app).dated(MONDAY)] == [TUESDAY_TO_COME]


async def test_a_line_without_a_time_asks_for_it_and_leaves_its_title_to_the_form(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4")
        await press(pilot, "B", "n")
        await write_line(pilot, "dentist")
        await press(pilot, "enter")
        assert "✗ When is it?" in said(app.screen, "#meaning")
        await press(pilot, "tab")
        assert "Dentist" in shown(app.screen)
