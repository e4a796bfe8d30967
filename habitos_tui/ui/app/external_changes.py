"""Notices what was changed from outside of the app: by `habitos-tui done run` in another terminal, say.

A timer looks at the time at which the database file was changed, which costs nothing and sends nothing. Only when that
is another one than when the screen was filled is the screen filled again, and never while the user types or is asked
something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Input, TextArea

from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from habitos_tui.ui.kit.app_context import ContextApp

CHECK_EVERY_SECONDS: Final = 3


class ExternalChangeWatcher:
    """Knows which state of the database is on the screen."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._shown: tuple[int, ...] | None = None

    def start(self) -> None:
        """Begin to check now and then whether something was changed."""
        self._app.set_interval(CHECK_EVERY_SECONDS, self.check, name="external changes")

    def about_to_show(self) -> None:
        """Take note that a screen is being filled with what there is now."""
        self._shown = self._state()

    def check(self) -> None:
        """Show what is true now, preferences included, if it is not what is shown."""
        context, state = self._app.context, self._state()
        # The user types, or something lies over the screen: a question, the lock, the palette.
        in_use = len(self._app.screen_stack) > 1 or isinstance(self._app.focused, Input | TextArea)
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
        self._shown = state  # What cannot be shown now is not tried again until there is something new.

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was committed, here or by another process, since a screen was filled."""
        return self._shown is not None and self._state() == self._shown

    def _state(self) -> tuple[int, ...] | None:
        workspace = self._app.context.workspace
        try:
            return None if workspace is None else workspace.history.state()
        except OSError:  # The file has gone: whatever is done next will say so.
            return self._shown
