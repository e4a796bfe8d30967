"""The part of the app that notices when nobody is there: it locks the screen, and later leaves.

A timer looks at a clock that only goes forward; nothing is drawn and nothing sent while it waits. A terminal that has
been left alone would otherwise show a week to whoever passes, and keep a dead connection alive.
"""

from typing import Any, Final

from textual import events
from textual.screen import Screen

from habitos_tui.errors import HabitosError
from habitos_tui.settings import SettingsFile
from habitos_tui.ui.app.solver import SolveHost

LOOK_EVERY_SECONDS: Final = 5
SECONDS_A_MINUTE: Final = 60


class IdleHost(SolveHost):
    """Knows when the last key was pressed."""

    settings: SettingsFile

    _last_sign: float | None = None
    _cover: Screen[None] | None = None
    _untold: HabitosError | None = None
    """The last error that came up behind the lock."""

    @property
    def locked(self) -> bool:
        """Whether the lock covers the screen."""
        return self._cover is not None

    def watch_for_nobody(self) -> None:
        """Begin to look now and then whether anybody is there."""
        self._last_sign = self.monotonic()
        self.set_interval(LOOK_EVERY_SECONDS, self.look_for_somebody, name="idle")

    def look_for_somebody(self) -> None:
        """Lock or leave when nobody has been there for as long as the settings say."""
        idle = self.monotonic() - (self._last_sign or 0)
        limits = self.settings.current.lock
        if 0 < limits.exit_minutes * SECONDS_A_MINUTE <= idle:
            self.exit()
        elif 0 < limits.idle_minutes * SECONDS_A_MINUTE <= idle:
            self.action_lock()

    def action_lock(self) -> None:
        """Hide everything, for whoever is logged in."""
        if self.workspace is None or self.locked:
            return
        self.clear_notifications()
        from habitos_tui.ui.onboarding.lock import LockScreen

        self._cover = LockScreen(self.workspace.profile)
        self.push_screen(self._cover, self._unlocked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lock to whoever is logged in."""
        return self.workspace is not None if action == "lock" else super().check_action(action, parameters)

    def show_error(self, error: HabitosError) -> None:
        """Show an error, but only to whoever has opened the lock: its words can quote the user."""
        if self.locked:
            self._untold = error
        else:
            super().show_error(error)

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there."""
        if isinstance(event, events.InputEvent):
            self._last_sign = self.monotonic()
        await super().on_event(event)

    def _unlocked(self, _: Any) -> None:
        self._cover, error, self._untold = None, self._untold, None
        if error is not None:
            self.show_error(error)
