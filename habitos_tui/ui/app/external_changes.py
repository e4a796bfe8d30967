"""The part of the app that notices what was changed elsewhere: by `habitos-tui done run` in another terminal, say.

A timer looks at the time at which the database file was changed, which costs nothing and sends nothing. Only when that
is another one than when the screen was filled is the screen filled again, and never under somebody who types or is
asked something.
"""

from typing import Final

from textual.widgets import Input, TextArea

from habitos_tui.errors import HabitosError
from habitos_tui.ui.app.preferences import SettingsHost
from habitos_tui.ui.app.solver import SolveHost

LOOK_EVERY_SECONDS: Final = 3


class ElsewhereHost(SettingsHost, SolveHost):
    """Knows which state of the database is on the screen."""

    _shown: tuple[int, ...] | None = None

    def watch_elsewhere(self) -> None:
        """Begin to look now and then whether something was changed."""
        self.set_interval(LOOK_EVERY_SECONDS, self.look_elsewhere, name="elsewhere")

    def about_to_show(self) -> None:
        """Take note that a screen is being filled with what there is now."""
        self._shown = self._state()

    def look_elsewhere(self) -> None:
        """Show what is true now, preferences included, if it is not what is shown."""
        workspace, state = self.workspace, self._state()
        if workspace is None or state == self._shown or self._in_use:
            return
        try:
            profile = workspace.history.profile()
        except HabitosError as error:
            self.show_error(error)
        else:
            if profile != workspace.profile:
                self.use_profile(profile)
            self.show_changes()
        self._shown = state  # What cannot be shown now is not tried again until there is something new.

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was committed, here or elsewhere, since a screen was filled."""
        return self._shown is not None and self._state() == self._shown

    @property
    def _in_use(self) -> bool:
        """Whether somebody types, or something lies over the screen: a question, the lock, the palette."""
        return len(self.screen_stack) > 1 or isinstance(self.focused, Input | TextArea)

    def _state(self) -> tuple[int, ...] | None:
        try:
            return None if self.workspace is None else self.workspace.history.state()
        except OSError:  # The file has gone: whatever is done next will say so.
            return self._shown
