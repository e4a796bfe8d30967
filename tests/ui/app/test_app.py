"""What holds on every screen."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import ScreenStackError
from textual.binding import Binding
from textual.color import Color
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.events import Resize, ScreenResume, ScreenSuspend
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input

import habitos_tui.ui
from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.palette import LowTrafficPalette
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.kit.app_context import reported
from habitos_tui.ui.kit.commands import MODES, Mode
from habitos_tui.ui.kit.contrast import TEXT, contrast_ratio
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.screen import HabitosScreen, LowTrafficScreen
from habitos_tui.ui.kit.themes import THEMES, category_variable, variable_defaults
from tests.support.emulator import EmulatorDriver, on_terminal, painted_anew
from tests.support.hostile import CLICK_BAIT
from tests.support.household import add_alice
from tests.support.ui import Script, go, make_app, press, settle, shown, toasts

SIZE = (80, 24)
FOLDER = Path(habitos_tui.ui.__file__).parent


def every_node_class() -> Iterator[type[DOMNode]]:
    """Import every module of the interface and yield what was written for it."""
    for path in sorted(FOLDER.rglob("*.py")):
        name = ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        import_module(f"habitos_tui.ui.{name}" if name else "habitos_tui.ui")
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        node = waiting.pop()
        waiting += node.__subclasses__()
        if node.__module__.startswith("habitos_tui."):
            yield node


async def test_what_is_decided_right_before_the_app_ends_is_done_though_nothing_shows_it(
    household: DataDirectory,
) -> None:
    app, done = make_app(household, add_alice(household)), list[str]()

    def decide() -> None:
        done.append("changed")
        app.committed()
        done.append("told")
        app.screen.refresh()  # which is gone

    async with app.run_test(size=SIZE):
        later = reported(app.context, decide)
        with pytest.raises(ScreenStackError), app.reporting():
            raise ScreenStackError  # an error of ours, as long as the app goes on
        app.exit()
    await later()
    assert done == ["changed", "told"]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
async def test_every_screen_opens_with_its_number(household: DataDirectory, mode: Mode) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, mode.key)
        assert app.current_mode == mode.id
        assert isinstance(app.screen, HabitosScreen)
        assert mode.id == app.screen.MODE
        assert f"▌{mode.key} {mode.title}" in shown(app.screen)


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    found = [
        f"{node.__name__}: {binding.key}"
        for node in every_node_class()
        for binding in node.__dict__.get("BINDINGS", [])
        if not isinstance(binding, Binding) or not binding.id or not binding.tooltip
    ]
    assert found == []


def test_every_screen_says_when_the_window_is_too_small() -> None:
    screens = [node for node in every_node_class() if issubclass(node, Screen)]
    own = {node for node in screens if issubclass(node, LowTrafficScreen)}
    assert {node.__name__ for node in screens} - {node.__name__ for node in own} == {"LowTrafficPalette"}
    assert [node for node in own - {LowTrafficScreen} if "mount_composed_widgets" in vars(node)] == []
    assert "TooSmall()" in inspect.getsource(LowTrafficPalette.compose)


def test_no_field_blinks() -> None:
    # Textual's own Input and TextArea blink; Field, and what is made in its image, do not.
    raw = re.compile(r"(?<![\w.])(?:yield|=|return|\() ?(?:Input|TextArea|MaskedInput)\(")
    assert [path.name for path in FOLDER.rglob("*.py") if raw.search(path.read_text("utf-8"))] == []


async def test_the_keys_of_a_screen_are_listed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, KeysDialog)
        text = shown(app.screen)
        assert "Say a new behavior" in text
        await pilot.press("j", "j", "k")
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "behaviors"
        assert not isinstance(app.screen, KeysDialog)


async def test_the_list_of_keys_scrolls_with_every_scroll_key(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        box = app.screen.query_one("#box")
        assert box.max_scroll_y > 0
        for there, back in (("pagedown", "pageup"), ("space", "pageup"), ("end", "home"), ("G", "g"), ("down", "up")):
            await press(pilot, there)
            assert box.scroll_y > 0, there
            assert box.scroll_y == box.max_scroll_y or there not in {"end", "G"}
            await press(pilot, back)
            assert box.scroll_y == 0, back


async def test_each_key_is_listed_beside_what_it_does_itself(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        lines = [line.strip("│┃ ") for line in shown(app.screen).splitlines()]
        (before,) = [line for line in lines if "Show the day before, to log" in line]
        (after,) = [line for line in lines if "Show the day after" in line]
        assert before.startswith("[ ")
        assert after.startswith("] ")
        assert not any("[ ]" in line.split("  ")[0] for line in lines)


async def test_the_palette_runs_what_the_screen_offers_and_its_cursor_does_not_blink(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        assert not app.screen.query_one(Input).cursor_blink
        await pilot.press(*"Archived")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one("#list").border_title == "Archived"


async def test_the_palette_goes_to_every_screen(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        await pilot.press("ctrl+p")
        await settle(pilot)
        await pilot.press(*"Go to Solve")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "solve"


def misfit() -> None:
    raise InvalidInputError("It [b]does not fit.", hint=CLICK_BAIT)


async def test_an_error_is_a_dialog_and_not_the_end(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        with app.reporting():
            misfit()
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "It [b]does not fit." in shown(app.screen)
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, ErrorDialog)


async def test_what_a_key_cannot_do_is_told(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")

        def refuse() -> None:
            raise InvalidInputError("Not now.")

        monkeypatch.setattr(app.screen, "action_toggle_archived", refuse)
        await pilot.press("A")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)


async def test_nothing_is_left_of_toasts_that_others_replaced(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        for number in range(5):
            app.notify(f"Toast {number}")
            await settle(pilot)
        assert len(app.screen.query("ToastHolder")) <= 2
        assert toasts(app) == ["Toast 4"]


async def test_toasts_are_never_markup(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        app.notify("[b]never closed \x1b[2J")
        await settle(pilot)
        assert "[b]never closed" in shown(app.screen)


async def test_ctrl_c_says_how_to_quit(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert "ctrl+q" in shown(app.screen)


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5)])
async def test_a_window_too_small_says_so_and_recovers(household: DataDirectory, size: tuple[int, int]) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("end", "x")
        focused = app.focused
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert "too small" in " ".join(shown(app.screen).split())
        await pilot.resize_terminal(*SIZE)
        await settle(pilot)
        assert app.focused is focused
        assert "Morning runx" in shown(app.screen)


async def test_a_click_on_a_screen_in_the_bar_goes_there(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        await pilot.click("NavBar", offset=(20, 0))
        await settle(pilot)
        assert app.current_mode == "behaviors"


async def test_q_leaves(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running or app.return_code == 0


def test_animations_are_off_over_ssh(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    assert HabitosApp(household).animation_level == "none"


def test_every_category_has_a_colour_in_every_theme(household: DataDirectory) -> None:
    assert category_variable("health") == "category-health"
    assert category_variable("[b]own") == "category-other"
    for theme in THEMES:
        assert set(theme.variables) >= set(variable_defaults(theme))
    app = HabitosApp(household)
    app.theme = "textual-light"
    assert app.get_css_variables()["category-health"] == THEMES[1].variables["category-health"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("surface", ["background", "surface", "panel"])
def test_text_can_be_read_on_every_surface(theme: Theme, surface: str) -> None:
    colours = theme.variables | theme.to_color_system().generate()
    ground = Color.parse(colours[surface])
    for name in ("foreground", "foreground-muted", "primary", *(f"category-{category}" for category in CATEGORIES)):
        assert contrast_ratio(ground + Color.parse(colours[name]), ground) >= TEXT, name


async def test_a_storm_of_resizes_leaves_every_screen_as_it_was(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        for mode in MODES:
            await go(pilot, mode.key)
            before = shown(app.screen)
            for size in (Size(200, 50), Size(20, 5), Size(120, 40), Size(59, 17), Size(1, 1), Size(80, 200)):
                app.post_message(Resize(size, size))  # the next one comes before this one is drawn
            await pilot.resize_terminal(81, 24)
            await pilot.resize_terminal(80, 24)
            assert shown(app.screen) == before, mode.id


async def test_a_screen_that_is_being_left_shows_nothing_more(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        screen = app.screen
        screen.post_message(ScreenSuspend())
        await screen.query("NavBar").remove()
        screen.post_message(ScreenResume())
        await settle(pilot)
        assert app.is_running


async def test_the_screen_is_sent_whole_after_another_program_wrote_over_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    app.driver_class = EmulatorDriver
    async with app.run_test(size=SIZE, headless=False) as pilot:
        await settle(pilot)
        for come_back in (app.action_redraw, app._resume_signal):
            on_terminal(app).feed("\x1b[2J")
            app.refresh(layout=True)
            await settle(pilot)
            assert on_terminal(app).differences(painted_anew(app))  # only changes are sent
            come_back()
            app.refresh(layout=True)
            await settle(pilot)
            assert not on_terminal(app).differences(painted_anew(app))
        on_terminal(app).feed("\x1b[2J")
        await pilot.resize_terminal(SIZE[0], SIZE[1] + 1)
        await pilot.resize_terminal(*SIZE)
        assert not on_terminal(app).differences(painted_anew(app))
