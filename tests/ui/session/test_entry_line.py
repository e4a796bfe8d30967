"""Something done, said in one line on Log and on Today."""

from datetime import date

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.completion import Completion
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.quick import QuickDialog
from habitos_tui.ui.log.screen import LogScreen
from habitos_tui.ui.session.log_dialog import LogDialog
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import TUESDAY, WEDNESDAY, add_alice
from tests.support.ui import go, make_app, press, said, settle, shown, write_line

SIZE = (80, 24)


def logged(app: HabitosApp) -> list[tuple[str, date, int, int | None]]:
    """Return what is in the log: behavior, day, minutes and rating."""
    assert app.workspace is not None
    entries = [line.entry for line in app.workspace.tracking.log()]
    return [(each.behavior, each.day, each.minutes, each.rating) for each in entries if isinstance(each, Completion)]


async def test_the_log_takes_an_entry_in_one_line(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "6")
        await press(pilot, "n")
        await write_line(pilot, "ran 25m yesterday 18:00 4* - slow")
        assert said(app.screen, "#meaning").startswith("Morning run: 25 min, on Tue 24 Nov at 18:00, ★★★★☆")
        await press(pilot, "enter")
        assert isinstance(app.screen, LogScreen)
        assert ("run", TUESDAY, 25, 4) in logged(app)
        line = app.screen.entries.view.line(app.screen.entries.cursor)
        assert line is not None
        assert isinstance(line.entry, Completion)
        assert line.entry.note == "slow"


async def test_what_is_still_to_come_is_refused_and_the_line_kept(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "6")
        await press(pilot, "n")
        await write_line(pilot, "ran 25m at 23:00")
        await press(pilot, "enter")
        assert isinstance(app.screen, QuickDialog)
        assert "still to come" in said(app.screen, "#meaning")


async def test_a_line_without_a_behavior_asks_for_one_and_fills_the_form_with_the_rest(
    household: DataDirectory,
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "6")
        await press(pilot, "n")
        await write_line(pilot, "25m yesterday ***")
        assert "✗" not in shown(app.screen)
        await press(pilot, "enter")
        assert "✗" in said(app.screen, "#meaning")
        await press(pilot, "tab")
        assert isinstance(app.screen, LogDialog)
        assert "2026-11-24" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert ("run", TUESDAY, 25, 3) in logged(app)


async def test_today_takes_a_line_for_today_and_asks_in_the_form_for_another_day(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await write_line(pilot, "friends 40m")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert ("friends", WEDNESDAY, 40, None) in logged(app)
        await press(pilot, "n")
        await write_line(pilot, "friends 50m yesterday")
        await press(pilot, "tab", "ctrl+s")
        assert ("friends", TUESDAY, 50, None) in logged(app)
        await press(pilot, "left_square_bracket", "n")
        assert isinstance(app.screen, LogDialog)
