"""The app: holds the controllers, wires them to Textual, and opens dialogs that work on any screen.

Who owns what:

* `workspace` - the services of the person logged in; None until then.
* `solver` - the running optimization. `undo` - undo, redo and their toasts.
* `preferences` - settings, themes and keys. `navigation` - opens other screens.
* `external_changes` - changes by other programs. `startup` - from the first frame to the first screen.
* `idle_lock` - the lock. `presence` - days on which the app is used, and the question about the others.
* `type_ahead` - queues keys until the last one is handled.
* `screen_copy` - what the terminal shows, so that only changes are sent.
* `ticker` - the one timer, for what is looked at now and then.
* `database_wait` - the message while another program holds the database.

Textual's callbacks are passed on to the controllers, in the order of their precedence. Features see only `AppContext`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.command import CommandPalette, Provider
from textual.driver import Driver
from textual.events import Event, Resize
from textual.geometry import Offset
from textual.screen import Screen
from textual.worker import Worker

from habitos_tui.errors import HabitosError
from habitos_tui.restriction import for_guest
from habitos_tui.text import clean_lines
from habitos_tui.ui.app.changes import ExternalChangeWatcher, UndoController
from habitos_tui.ui.app.database_wait import DatabaseWait
from habitos_tui.ui.app.features import LOADERS, STYLES, known_commands
from habitos_tui.ui.app.housekeeping import Housekeeping
from habitos_tui.ui.app.idle_lock import IdleLock
from habitos_tui.ui.app.jump import JumpScreen, pane_title
from habitos_tui.ui.app.login_notice import LoginNotice
from habitos_tui.ui.app.palette import HabitosCommands, LowTrafficPalette
from habitos_tui.ui.app.preferences import PreferencesController
from habitos_tui.ui.app.presence import Presence
from habitos_tui.ui.app.session_notice import SessionNotice
from habitos_tui.ui.app.solver import SolverController
from habitos_tui.ui.app.startup import OpeningScreen, Startup
from habitos_tui.ui.app.ticker import Ticker
from habitos_tui.ui.app.wait_notices import DROPPED
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.kit.app_context import AppContext, ContextApp, refuse
from habitos_tui.ui.kit.caret import HIDE, SHOW, caret_on
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import (
    MODES,
    Help,
    Jump,
    LockNow,
    OpenGuide,
    OpenReview,
    Palette,
    Quit,
    Redo,
    Redraw,
    Undo,
)
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.messages import LoggedIn, RunMessage, SolveRequested
from habitos_tui.ui.kit.navigation import Navigation
from habitos_tui.ui.kit.screen import HEIGHTS, WIDTHS, HabitosScreen, LowTrafficScreen
from habitos_tui.ui.kit.themes import variable_defaults
from habitos_tui.ui.kit.type_ahead import Passed, TypeAhead
from habitos_tui.ui.runtime import no_color
from habitos_tui.ui.runtime.driver import GroundTold
from habitos_tui.ui.runtime.memory import forget_toasts, remember_colors_alone
from habitos_tui.ui.runtime.screen_copy import Changes, ScreenCopy
from habitos_tui.ui.runtime.steady_clock import steady_seconds
from habitos_tui.ui.runtime.stylesheet import CachedStylesheet

if TYPE_CHECKING:
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.data_directory import SharedDirectory
    from habitos_tui.services.workspace import Workspace


CARET: Final = re.compile(r"\^(?=.)")
"""Textual's sign for the control key."""


class HabitosApp(ContextApp):
    """habitos-tui in a terminal."""

    TITLE = "habitos-tui"
    CSS_PATH = STYLES
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {**LOADERS}
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {HabitosCommands}
    BINDINGS = bindings(Undo, Redo, Quit, Palette, Help, OpenGuide, OpenReview, Jump, Redraw, LockNow)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = WIDTHS
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = HEIGHTS

    def __init__(
        self,
        data_directory: SharedDirectory,
        profile_name: str | None = None,
        auto_login: Profile | None = None,
        *,
        restricted_by: str = "",
        remote: bool | None = None,
        few_colors: bool | None = None,
        light: bool | None = None,
        monotonic: Callable[[], float] = steady_seconds,
        when_started: Callable[[], object] = lambda: None,
        driver: type[Driver] | None = None,
    ) -> None:
        """`auto_login` logs that profile in at once; otherwise `profile_name` must give its password first.

        `restricted_by` is what switched restricted mode on.
        `remote` (default: the setting) switches animations off; `monotonic` times a solve, and absence.
        `few_colors` (default: whether the terminal has only 16) picks the 16-colour variant of a theme, `light`
        (default: whether the terminal has a light ground) the theme where none was chosen.
        `when_started` is called once the first screen is there. `driver` speaks with what shows the app (default: a
        terminal).
        """
        super().__init__(driver_class=driver)
        no_color.follow(self)
        remember_colors_alone()
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())
        self.data_directory = data_directory
        self.workspace: Workspace | None = None
        self.profile_name = profile_name
        self.restricted_by = restricted_by
        settings = data_directory.open_settings()
        self.preferences = PreferencesController(self, settings, remote=remote, few_colors=few_colors, light=light)
        self.navigation = Navigation(self)
        self.undo = UndoController(self)
        self.screen_copy = ScreenCopy(erases_in_colour=not os.environ.get("TERM", "").startswith("screen"))
        self.database_wait = DatabaseWait(self, self.screen_copy)
        self.solver = SolverController(self, monotonic, self.database_wait.unattended)
        self.external_changes = ExternalChangeWatcher(self, self.database_wait)
        self.login_notice = LoginNotice(self, self.database_wait.unattended)
        exposed = bool(os.environ.get("SSH_CONNECTION")) or bool(self.restricted_by)
        self.idle_lock = IdleLock(self, monotonic, self.login_notice.logged_in, remote=exposed)
        self.presence = Presence(self)
        self.housekeeping = Housekeeping(monotonic)
        self.session_notice = SessionNotice(self, lambda: self.idle_lock.locked, self.database_wait.unattended)
        watches = (self.idle_lock.check_idle, self.external_changes.check, self.session_notice.check)
        self.ticker = Ticker(self, *watches, self.housekeeping.check)
        self.type_ahead = TypeAhead(self, self._deliver)
        self.startup = Startup(self, self.type_ahead, auto_login, when_started)

    # For the features

    @property
    def context(self) -> AppContext:
        """What the app does for its features."""
        return self

    def show_error(self, error: HabitosError) -> None:
        """Show the error and the next step: not while the app ends, and after unlocking if it is locked."""
        shown = self.database_wait.explained(error)
        if shown is not None and not self._exit and not self.idle_lock.keeps(shown):
            if isinstance(self.screen, HabitosScreen):
                self.screen.told = error.message
            self.push_screen(ErrorDialog(for_guest(shown, self.restricted_by)))

    def committed(self, *ways: str, tell: bool = True) -> None:
        """Refresh the screen after a commit; to be called after every change."""
        with self.reporting():
            self.undo.announce_change(*ways, tell=tell)
        self.show_changes()

    def show_changes(self) -> None:
        """Refresh the top screen, which there is until the app ends; the others refresh when they come to the front."""
        top = self._screen_stack[-1] if self._screen_stack else None
        if isinstance(top, LowTrafficScreen):
            top.show_changes()

    # Called by Textual

    def get_default_screen(self) -> OpeningScreen:
        """Return the first frame."""
        return OpeningScreen(self.preferences.mode_key)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme, Textual's own too, the colours that only ours define."""
        return variable_defaults(self.current_theme)

    def on_mount(self) -> None:
        """Show the first frame and start up behind it."""
        self.set_class(self._driver is not None and not self._driver.is_headless, "-on-terminal")
        self.app_resume_signal.subscribe(self, lambda _: self.screen_copy.forget(), immediate=True)
        self.app_suspend_signal.subscribe(self, lambda _: self.idle_lock.pause(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda _: self.idle_lock.resume(), immediate=True)
        self.database_wait.start()
        self.ticker.start()
        self.startup.begin()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Send only what differs from what the terminal shows, then put its cursor on what has the focus."""
        driver = self._driver
        sends = self._running and not self._closed and not self._batch_count and renderable is not None
        if driver is None or driver.is_headless or not sends:
            super()._display(screen, renderable)
            return
        place = caret_on(self.screen) if self._screen_stack else None
        update = self.screen_copy.only_changes(renderable)
        if isinstance(update, Changes) and not update.render_segments(self.console) and self.screen_copy.caret == place:
            super()._display(screen, None)  # nothing is to be sent
            return
        self.cursor_position = place or Offset(0, 0)
        driver.write(HIDE)
        super()._display(screen, update)
        if place is not None:
            driver.write(SHOW)
        self.screen_copy.caret = place

    async def on_event(self, event: Event) -> None:
        """Queue typed keys until it is their turn."""
        if isinstance(event, Resize):
            self.screen_copy.forget()
        if not self.database_wait.drops_at_once(event):
            await self.type_ahead.take(event)

    async def _deliver(self, event: Event) -> None:
        """Discard keys typed during a failed wait; otherwise record activity and dispatch."""
        if not self.database_wait.drops(event):
            self.idle_lock.note_input(event)
            self.presence.note_input(event)
            self.housekeeping.note_input(event)
            await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable lock and undo once a profile is logged in; disable undo while text is typed."""
        if action == "lock":
            return self.workspace is not None
        if action == "open_review":
            return self.workspace is not None and len(self.screen_stack) == 1
        if action in {"undo", "redo"}:
            return self.undo.possible
        return super().check_action(action, parameters)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is written everywhere else: ctrl+s, which Textual shortens to ^s.

        What is shown for several keys, such as "[ ]", counts only while they are the usual ones.
        """
        if self.preferences.is_mapped(binding.id):
            binding = replace(binding, key_display=None)
        return binding.key_display or CARET.sub("ctrl+", super().get_key_display(binding))

    def notify(self, message: str, **options: Any) -> None:
        """Show a toast, replacing the last; its text is never read as markup and is stripped of control characters.

        While locked none is shown that could tell something of the user.
        """
        if not self.idle_lock.locked or message == DROPPED:
            self.clear_notifications()
            if self._screen_stack:
                forget_toasts(self.screen)
            super().notify(clean_lines(message), **{"markup": False, **options})

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave; stop a running solver."""
        self.solver.stop()
        super().exit(*args, **kwargs)

    def must_end_at(self) -> float | None:
        """Return by when the app is to have ended, since nobody is there."""
        return self.idle_lock.must_end_at()

    def on_unmount(self) -> None:
        """Stop the solver on every other way out."""
        self.solver.stop()

    # Messages of controllers and features

    async def on_passed(self, message: Passed) -> None:
        """The effects of a key are done."""
        await self.type_ahead.passed(message)

    def on_ground_told(self, message: GroundTold) -> None:
        """The terminal said late which theme fits it."""
        self.preferences.use_ground(light=message.light)

    async def on_logged_in(self, message: LoggedIn) -> None:
        """A profile is logged in."""
        with self.reporting():
            await self.startup.log_in(message)
            self.presence.logged_in()
            self.session_notice.logged_in()
            self.login_notice.logged_in()
        self.startup.replay_keys()

    def on_solve_requested(self, message: SolveRequested) -> None:
        """A week is to be planned."""
        self.solver.start(message)

    @on(RunMessage)
    def _run_told(self, message: RunMessage) -> None:
        self.solver.hear(message)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread has ended, perhaps with an unexpected error."""
        self.solver.worker_changed(event)

    # Actions of keys

    def action_undo(self) -> None:
        """Undo the last change and name it."""
        self.undo.undo()

    def action_redo(self) -> None:
        """Redo the change undone last and name it."""
        self.undo.redo()

    def action_lock(self) -> None:
        """Hide everything until the lock is opened."""
        self.idle_lock.lock()

    def action_redraw(self) -> None:
        """Send all of the screen again."""
        self.screen_copy.forget()
        self.refresh(layout=True)

    def action_help_quit(self) -> None:
        """Explain how to quit when ctrl+c is pressed."""
        self.notify("Press ctrl+q to quit.")

    def action_open_settings(self, path: str | None = None) -> None:
        """Show the settings over the screen, with the cursor on the setting `path`."""
        from habitos_tui.ui.settings.screen import SettingsScreen

        if isinstance(self.screen, SettingsScreen):  # it was asked for in the palette
            self.pop_screen()
        self.push_screen(SettingsScreen(self.preferences.known_keys, path))

    def action_open_backups(self, *, make: bool = False) -> None:
        """Show the backups over the screen, with the question where to `make` a new one."""
        refuse(self, "A copy of every profile")
        from habitos_tui.ui.settings.backups_screen import BackupsScreen

        self.push_screen(BackupsScreen(make=make))

    def action_show_keys(self) -> None:
        """List the keys that work here."""
        about = (f"{mode.title}: {mode.help}." for mode in MODES if mode.id == getattr(self.screen, "MODE", ""))
        pane = pane_title(self.focused)
        self.push_screen(
            KeysDialog(self.screen.active_bindings, self.get_key_display, pane=pane, about=next(about, ""))
        )

    def action_open_guide(self, section: str = "") -> None:
        """Show the guide over the screen, at a section, by default the one about the screen."""
        from habitos_tui.ui.help.screen import GuideScreen

        self.push_screen(GuideScreen(known_commands().values(), self.current_mode, section))

    def action_open_review(self) -> None:
        """Look back on the last week, over the screen."""
        from habitos_tui.ui.review.screen import ReviewScreen

        self.push_screen(ReviewScreen())

    def action_jump(self) -> None:
        """Show letters over the panes, and focus the pane whose letter is pressed."""
        screen = self.screen
        self.push_screen(JumpScreen(screen), lambda widget: None if widget is None else screen.set_focus(widget))

    def action_command_palette(self) -> None:
        """Open the palette, except over itself and on screens that disable it."""
        screen = self.screen
        if not isinstance(screen, CommandPalette) and not (isinstance(screen, LowTrafficScreen) and screen.NO_PALETTE):
            self.push_screen(LowTrafficPalette())
