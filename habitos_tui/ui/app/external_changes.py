"""Notices changes from outside of the app, such as `habitos-tui done run` in another terminal.

A timer reads the modification time of the database file, which is cheap and sends nothing to the terminal. If it
changed since the screen was filled, the screen is refreshed, but never while the user types or a dialog is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Input, TextArea

from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from habitos_tui.ui.kit.app_context import ContextApp

CHECK_EVERY_SECONDS: Final = 3


class ExternalChangeWatcher:
    """Remembers which state of the database is on the screen."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._shown: tuple[int, ...] | None = None

    def start(self) -> None:
        """Start the timer that checks for changes."""
        self._app.set_interval(CHECK_EVERY_SECONDS, self.check, name="external changes")

    def about_to_show(self) -> None:
        """Record that a screen is being filled with the present data."""
        self._shown = self._state()

    def check(self) -> None:
        """Refresh the screen and the preferences if they are out of date."""
        context, state = self._app.context, self._state()
        # The user types, a dialog, the lock or the palette is open, or the app is ending.
        in_use = len(self._app.screen_stack) != 1 or isinstance(self._app.focused, Input | TextArea)
        if context.workspace is None or state == self._shown or in_use:
            return
        try:
            profile = context.workspace.history.profile()
        except HabitosError as error:
            context.show_error(error)
        else:
            if profile != context.workspace.profile:
                context.preferences.use_profile(profile)
            context.show_changes()
        self._shown = state  # After a failed refresh, do not retry until the file changes again.

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was committed, here or by another process, since a screen was filled."""
        return self._shown is not None and self._state() == self._shown

    def _state(self) -> tuple[int, ...] | None:
        workspace = self._app.context.workspace
        try:
            return None if workspace is None else workspace.history.state()
        except OSError:  # The file has gone: the next operation on it reports that.
            return self._shown
