"""The terminal's own cursor stands on what the keys act upon, for screen readers and braille displays."""

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.line_list import POINTER
from tests.support.emulator import EmulatorDriver, on_terminal
from tests.support.ui import AppPilot, go, make_app, press, settle
from tests.support.weeks import add_office


def app_of(household: DataDirectory) -> HabitosApp:
    app = make_app(household, add_office(household))
    app.driver_class = EmulatorDriver
    return app


def under_cursor(pilot: AppPilot) -> str:
    """Return what stands on the terminal from its cursor on; "" while it is hidden."""
    terminal = on_terminal(pilot.app)
    if terminal.cursor is None:
        return ""
    x, y = terminal.cursor
    return terminal.text()[y][x:]


async def test_in_lists_it_stands_on_the_chosen_line(household: DataDirectory) -> None:
    async with app_of(household).run_test(size=(80, 24), headless=False) as pilot:
        await settle(pilot)
        for key, moves in (("1", "kj"), ("6", "jG"), ("comma", "jj")):
            await go(pilot, key)
            for move in moves:
                await press(pilot, move)
                assert under_cursor(pilot).startswith(POINTER), (key, move)
        await press(pilot, "escape", "3", "j")
        assert under_cursor(pilot).strip().startswith("Strength training")


async def test_in_the_week_it_stands_on_the_session(household: DataDirectory) -> None:
    async with app_of(household).run_test(size=(120, 40), headless=False) as pilot:
        await go(pilot, "2")
        for move in ("l", "j", "h", "end"):
            await press(pilot, move)
            assert under_cursor(pilot).startswith(POINTER), move


async def test_in_forms_it_stands_behind_what_is_typed(household: DataDirectory) -> None:
    async with app_of(household).run_test(size=(80, 24), headless=False) as pilot:
        await go(pilot, "3")
        await press(pilot, "n", *"run")
        terminal = on_terminal(pilot.app)
        assert terminal.cursor is not None
        x, y = terminal.cursor
        assert terminal.text()[y][:x].endswith("run")
        await press(pilot, "left")
        assert on_terminal(pilot.app).cursor == (x - 1, y)


async def test_where_nothing_has_the_focus_it_is_hidden(household: DataDirectory) -> None:
    async with app_of(household).run_test(size=(80, 24), headless=False) as pilot:
        await go(pilot, "1")
        pilot.app.screen.set_focus(None)
        await settle(pilot)
        assert under_cursor(pilot) == ""
