"""Changes of the data: undoing and redoing those made here, and noticing those made by other programs.

A toast names a change by its label and says what undo does: "Deleted “Run”. u brings it back." For changes such as
`habitos-tui done run` in another terminal the modification time of the database file is read every few seconds, which
is cheap and sends nothing to the terminal. If it changed since the screen was filled, the screen is refreshed, but
never while the user types or a dialog is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.command import CommandPalette
from textual.widgets import Input, TextArea

from habitos_tui.errors import BusyError, HabitosError, NoProfileError
from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.commands import Redo, Undo
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.settings.keymap import short_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from habitos_tui.domain.model.undo_entry import UndoEntry
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.ui.app.database_wait import DatabaseWait
    from habitos_tui.ui.kit.app_context import ContextApp
    from habitos_tui.ui.kit.command import Command


TOAST_SECONDS = 5.0
NOTHING_CHANGED: Final = "Nothing has changed."


class UndoController:
    """Undo and redo for the profile that is logged in, except while text is typed."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app

    @property
    def possible(self) -> bool:
        """Whether undo is available: not while a text field has the focus, nor before the login."""
        # The palette has a text field too, but its commands run on the screen below.
        focused = None if isinstance(self._app.screen, CommandPalette) else self._app.focused
        typing = focused is not None and focused.check_consume_key("u", "u")
        return self._app.context.workspace is not None and not typing

    def undo(self) -> None:
        """Undo the last change and name it."""
        change = workspace_of(self._app.context).history.undo()
        done = "" if change is None else f"Undone: {change.description}. {self._key_of(Redo)} does it again."
        self._report_and_refresh(done or "There is nothing to undo.")

    def redo(self) -> None:
        """Redo the change undone last and name it."""
        change = workspace_of(self._app.context).history.redo()
        done = "" if change is None else f"Done again: {self._sentence(change)}"
        self._report_and_refresh(done or "There is nothing to do again.")

    def announce_change(self, *ways: str, tell: bool = True) -> None:
        """Announce the change just made and how to undo it, after other hints such as "1-5 rates it".

        What was saved as it was must not be told as the change before, which a press of undo would then take back.
        """
        change = workspace_of(self._app.context).history.news()
        if not tell:
            return
        announce(self._app, NOTHING_CHANGED if change is None else self._sentence(change, *ways), timeout=TOAST_SECONDS)

    def _key_of(self, command: Command) -> str:
        return short_key(self._app.context.preferences.keys_for(command.id)[0])

    def _sentence(self, change: UndoEntry, *ways: str) -> str:
        return f"{change.description}. {', '.join([*ways, f'{self._key_of(Undo)} {change.way_back}'])}."

    def _report_and_refresh(self, sentence: str) -> None:
        """Report what was undone or redone and refresh, preferences included."""
        announce(self._app, sentence, timeout=TOAST_SECONDS)
        workspace = workspace_of(self._app.context)
        profile = workspace.history.profile()
        if profile != workspace.profile:
            self._app.context.preferences.use_profile(profile)
        self._app.context.show_changes()


REPLACED: Final = "Another database took the place of this one, as a restored backup does: this is what is in it."


class ExternalChangeWatcher:
    """Remembers which state of the database is on the screen."""

    def __init__(self, app: ContextApp, wait: DatabaseWait) -> None:
        """`wait` is told what does not wait for another program."""
        self._app, self._wait = app, wait
        self._stale = False
        """Whether a screen could not be filled, since another program was writing."""
        self._shown: tuple[int, ...] | None = None
        self._checked: tuple[int, ...] | None = None
        """The state at the last check: a screen that came to the front since then has shown another one."""

    def about_to_show(self) -> None:
        """Record that a screen is being filled with the present data."""
        self._shown, self._stale = self._state(), False

    def not_shown(self) -> None:
        """Record that a screen could not be filled, since another program was writing; it is tried again soon."""
        self._stale = True

    def refresh_unasked(self, refresh: Callable[[], object]) -> None:
        """Refresh without waiting for another program: nobody has asked for it. It is tried again soon."""
        with self._wait.unattended():
            try:
                refresh()
            except BusyError:
                self.not_shown()

    def check(self) -> None:
        """Refresh the screen and the preferences if they are out of date."""
        context, state = self._app.context, self._state()
        # The user types, a dialog, the lock or the palette is open, or the app is ending.
        in_use = len(self._app.screen_stack) != 1 or isinstance(self._app.focused, Input | TextArea)
        if context.workspace is None or in_use:
            return
        if self._stale or not state == self._shown == self._checked:
            with self._wait.unattended():
                self._follow(context.workspace, state)

    def _follow(self, workspace: Workspace, state: tuple[int, ...] | None) -> None:
        try:
            replaced = workspace.history.is_replaced()
            if replaced or self._stale or state != self._shown:
                self._read_again()
        except BusyError:  # the next check comes to it again
            return
        except NoProfileError as error:  # nothing can be read or kept for this person any more
            self._app._handle_exception(error)
        except HabitosError as error:
            self._app.context.show_error(error)
        else:
            if replaced:
                announce(self._app, REPLACED, timeout=TOAST_SECONDS)
        self._shown = self._checked = state  # After a failed refresh, do not retry until the file changes again.

    def _read_again(self) -> None:
        context = self._app.context
        workspace = workspace_of(context)
        profile = workspace.history.reread()
        if profile != workspace.profile:
            context.preferences.use_profile(profile)
        context.show_changes()

    def go_on_with_replaced(self, told: str) -> None:
        """Go on with the database that was put in the place of the one before; end the app where the profile is gone.

        `told` says what was done.
        """
        self._shown = self._checked = self._state()
        try:
            self._read_again()
        except NoProfileError:
            gone = NoProfileError(f"{told} Your profile is not in it.", hint="Start again to open another one.")
            self._app._handle_exception(gone)

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was committed, here or by another process, since a screen was filled."""
        return self._shown is not None and not self._stale and self._state() == self._shown

    def _state(self) -> tuple[int, ...] | None:
        workspace = self._app.context.workspace
        try:
            return None if workspace is None else workspace.history.state()
        except OSError:  # The file has gone: the next operation on it reports that.
            return self._shown
