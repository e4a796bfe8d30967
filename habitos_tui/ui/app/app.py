"""The app: it wires modes, themes and login together and catches errors. It draws nothing itself.

Who owns what:

* `workspace` - the services of the person logged in; None until then. Screens reach it as `HabitosScreen.workspace`.
* `solve` - the state of the current optimization, kept by `SolveHost`; screens watch it and post SolveRequested.
* undo, redo and the toasts that tell of them - `HistoryHost`; whoever has committed something calls `committed`.
* `show_changes` - lets the screen on top read again what was changed here or elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input

from habitos_tui.errors import HabitosError
from habitos_tui.text import clean_lines
from habitos_tui.ui.app.database_wait import WaitingHost
from habitos_tui.ui.app.external_changes import ElsewhereHost
from habitos_tui.ui.app.idle_lock import IdleHost
from habitos_tui.ui.app.jump import JumpScreen, pane_title, targets
from habitos_tui.ui.app.palette import HabitosCommands
from habitos_tui.ui.app.screens import LOADERS, load_all
from habitos_tui.ui.app.startup import OpeningHost
from habitos_tui.ui.app.undo import HistoryHost
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import Help, Jump, LockNow, OpenGuide, Palette, Quit
from habitos_tui.ui.kit.messages import BehaviorWanted, LoggedIn, SolveRequested, WeekWanted
from habitos_tui.ui.kit.modes import MODES
from habitos_tui.ui.kit.screen import HEIGHTS, WIDTHS, LowTrafficScreen
from habitos_tui.ui.kit.themes import CATEGORY_VARIABLES
from habitos_tui.ui.kit.too_small import TooSmall
from habitos_tui.ui.runtime.crash import CrashMixin
from habitos_tui.ui.runtime.stylesheet import FrugalStylesheet

if TYPE_CHECKING:
    from datetime import date

    from textual.message import Message

    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.ui.kit.app_context import AppContext, DataDirectory

LOAD_ALL_AFTER_SECONDS: Final = 0.4
SHEETS: Final = (
    "kit/kit onboarding/login onboarding/wizard today/today week/week behaviors/behaviors rules/rules solve/solve"
    " log/log insights/insights settings/settings help/help"
)
STYLES: Final[list[str | PurePath]] = [f"../{name}.tcss" for name in SHEETS.split()]
"""Of every screen and of the dialogs."""


class LowTrafficPalette(CommandPalette):
    """The command palette without a blinking cursor, which costs bytes for as long as it is open."""

    def compose(self) -> ComposeResult:
        """Add the sentence for windows that are too small."""
        yield from super().compose()
        yield TooSmall()

    def on_mount(self) -> None:
        """Stop the cursor from blinking."""
        self.query_one(Input).cursor_blink = False


class HabitosApp(CrashMixin[int], OpeningHost, WaitingHost, IdleHost, HistoryHost, ElsewhereHost):
    """habitos-tui in a terminal. With `auto_login` that person is in at once; else `profile_name` is asked first."""

    TITLE = "habitos-tui"
    CSS_PATH = STYLES
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {**LOADERS}
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {HabitosCommands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Quit, Palette, Help, OpenGuide, Jump, LockNow)]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = WIDTHS
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = HEIGHTS

    def __init__(
        self,
        data_directory: DataDirectory,
        profile_name: str | None = None,
        auto_login: Profile | None = None,
        *,
        remote: bool | None = None,
        few_colors: bool | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        when_in: Callable[[], object] = lambda: None,
    ) -> None:
        """`remote` (default: what the settings say) switches animations off; `monotonic` times a solve.

        `few_colors` (default: whether the terminal has only 16) picks the form of a theme made for that.
        `when_in` is called once the first screen is there.
        """
        super().__init__(monotonic)
        self.stylesheet = FrugalStylesheet(variables=self.get_css_variables())
        self.data_directory = data_directory
        self.profile_name = profile_name
        self.auto_login = auto_login
        self.when_in = when_in
        self.follow_settings(data_directory.open_settings(), remote=remote, few_colors=few_colors)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme, Textual's own too, colours for the categories."""
        return CATEGORY_VARIABLES

    def on_mount(self) -> None:
        """Show the first frame and go on behind it."""
        self.watch_for_nobody()
        self.watch_elsewhere()
        self.watch_waits()
        self.begin()

    async def on_logged_in(self, message: LoggedIn) -> None:
        """Open the person's workspace and show the first screen; a first run goes straight to planning."""
        with self.reporting():
            self.workspace = self.data_directory.open_workspace(message.profile)
            await self.switch_mode("today" if message.first_week is None else "solve")
            # In a thread, while nobody waits for another screen.
            self.set_timer(LOAD_ALL_AFTER_SECONDS, partial(self.run_worker, load_all, thread=True, exit_on_error=False))
            if self.settings.problems:
                self.notify("A part of the settings cannot be used: press , to see which.", severity="warning")
            if message.first_week is not None:
                self.post_message(SolveRequested(message.first_week, rest=True))
        self.hand_over()

    def show_behavior(self, behavior_id: str) -> None:
        """Show the Behaviors screen with the cursor on that behavior."""
        self.call_later(self._hand_to, "behaviors", BehaviorWanted(behavior_id))

    def plan_week(self, week: date) -> None:
        """Show the Solve screen and let it plan `week` with the options chosen there."""
        self.call_later(self._hand_to, "solve", WeekWanted(week))

    async def _hand_to(self, mode: str, message: Message) -> None:
        await self.switch_mode(mode)
        self.screen.post_message(message)

    @property
    def context(self) -> AppContext:
        """What the app does for its features."""
        return self

    @property
    def solver(self) -> Self:
        """The optimization under way, or the last one."""
        return self

    @property
    def preferences(self) -> Self:
        """What the user has set."""
        return self

    @property
    def startup(self) -> Self:
        """How the app was started."""
        return self

    @property
    def external_changes(self) -> Self:
        """What was changed since a screen was filled."""
        return self

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Run an action; what a key press cannot do is reported, whichever screen it was meant for."""
        try:
            return await super().run_action(*args, **kwargs)
        except HabitosError as error:
            self.show_error(error)
            return True

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast in the place of the one before; its text is never markup and never reaches the terminal raw."""
        if self.locked:
            return
        self.clear_notifications()
        super().notify(clean_lines(message), title=title, severity=severity, timeout=timeout, markup=markup)

    def action_help_quit(self) -> None:
        """Say how to quit to whoever presses ctrl+c."""
        self.notify("Press ctrl+q to quit.")

    def action_show_keys(self) -> None:
        """Show what every key does here."""
        screen = self.screen
        about = next((f"{mode.title}: {mode.help}." for mode in MODES if mode.id == getattr(screen, "MODE", "")), "")
        dialog = KeysDialog(screen.active_bindings, self.get_key_display, pane=pane_title(self.focused), about=about)
        self.push_screen(dialog)

    def action_open_guide(self) -> None:
        """Show the guide over the screen, at the section about it."""
        from habitos_tui.ui.help.screen import GuideScreen

        self.push_screen(GuideScreen(self.current_mode))

    def action_jump(self) -> None:
        """Show letters over the panes, and go to the one that is chosen."""
        screen = self.screen
        found = targets(screen.focus_chain, screen.region)
        self.push_screen(JumpScreen(found), lambda widget: None if widget is None else screen.set_focus(widget))

    async def press_on(self, mode: str, command_id: str) -> None:
        """Show a screen and press the key of one of its commands there."""
        await self.switch_mode(mode)
        self.call_after_refresh(self.simulate_key, self.keys_for(command_id)[0])

    def action_command_palette(self) -> None:
        """Open the palette."""
        screen = self.screen
        if not isinstance(screen, CommandPalette) and not (isinstance(screen, LowTrafficScreen) and screen.SECLUDED):
            self.push_screen(LowTrafficPalette(id="--command-palette"))
