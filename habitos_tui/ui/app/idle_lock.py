"""Locks the screen after inactivity, and later exits.

A timer reads a monotonic clock; nothing is sent while it waits. An unattended terminal would otherwise show the week to
anyone who passes, and keep a dead connection alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual import events

from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from habitos_tui.ui.kit.app_context import ContextApp

CHECK_EVERY_SECONDS: Final = 5
SECONDS_PER_MINUTE: Final = 60


class IdleLock:
    """Records the time of the last input, and covers the screen."""

    def __init__(self, app: ContextApp, monotonic: Callable[[], float]) -> None:
        """`monotonic` returns seconds."""
        self._app, self._monotonic = app, monotonic
        self._last_input = 0.0
        self._cover: Screen[None] | None = None
        self._deferred_error: HabitosError | None = None
        """The last error raised while locked; shown after unlocking."""

    @property
    def locked(self) -> bool:
        """Whether the lock covers the screen."""
        return self._cover is not None

    def start(self) -> None:
        """Start the timer that checks for inactivity."""
        self.note_activity()
        self._app.set_interval(CHECK_EVERY_SECONDS, self.check_idle, name="idle")

    def note_input(self, event: events.Event) -> None:
        """Record the time of a key or mouse event."""
        if isinstance(event, events.InputEvent):
            self.note_activity()

    def note_activity(self) -> None:
        """Record that somebody is there."""
        self._last_input = self._monotonic()

    def check_idle(self) -> None:
        """Lock or exit after the inactivity set in the settings."""
        idle = self._monotonic() - self._last_input
        limits = self._app.context.preferences.settings.current.lock
        if 0 < limits.exit_minutes * SECONDS_PER_MINUTE <= idle:
            self._app.exit()
        elif 0 < limits.idle_minutes * SECONDS_PER_MINUTE <= idle:
            self.lock()

    def lock(self) -> None:
        """Cover the screen until unlocked; does nothing before the login."""
        workspace = self._app.context.workspace
        if workspace is None or self.locked:
            return
        from habitos_tui.ui.onboarding.login import LockScreen

        self._app.clear_notifications()
        self._cover = LockScreen(workspace.profile)
        self._app.push_screen(self._cover, self._unlocked)

    def keeps(self, error: HabitosError) -> bool:
        """Keep an error until unlocked, as its text can quote the user; False when not locked."""
        if self.locked:
            self._deferred_error = error
        return self.locked

    def _unlocked(self, _: Any) -> None:
        self._cover, error, self._deferred_error = None, self._deferred_error, None
        if error is not None:
            self._app.context.show_error(error)
