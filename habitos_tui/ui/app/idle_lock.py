"""Locks the screen after inactivity and later leaves.

An unattended terminal would otherwise show the week to anyone who passes, and keep a dead connection alive. A timer
reads a steady clock; nothing is sent while it waits. What was being typed into a form is there again after
unlocking. A plan that is being computed does not keep the screen open, but the app from leaving.

Where nothing is set, this happens over SSH and in restricted mode to a profile with a password, and to a login that
nobody goes on with: whoever works on a machine of their own is there, or has locked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual import events

from habitos_tui.errors import HabitosError
from habitos_tui.settings import AUTO

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from habitos_tui.ui.kit.app_context import ContextApp

SECONDS_PER_MINUTE: Final = 60
USUAL_LOCK_MINUTES: Final = 15
USUAL_EXIT_MINUTES: Final = 60
OVERDUE_SECONDS: Final = 15
"""After the time for leaving; an app that is still there then cannot leave by itself, as on a stalled terminal."""


class IdleLock:
    """Records the time of the last input, and covers the screen."""

    def __init__(
        self,
        app: ContextApp,
        monotonic: Callable[[], float],
        when_unlocked: Callable[[], object] = lambda: None,
        *,
        remote: bool = False,
    ) -> None:
        """`monotonic` returns seconds; `when_unlocked` is called once the screen is no longer covered.

        `remote` tells whether the user sits at another machine.
        """
        self._app, self._monotonic, self._when_unlocked, self._remote = app, monotonic, when_unlocked, remote
        self._last_input = monotonic()
        self._paused = False
        self._cover: Screen[None] | None = None
        self._deferred_error: HabitosError | None = None
        """The last error raised while locked; shown after unlocking."""

    @property
    def locked(self) -> bool:
        """Whether the lock covers the screen."""
        return self._cover is not None

    def note_input(self, event: events.Event) -> None:
        """Record the time of a key or mouse event."""
        if isinstance(event, events.InputEvent):
            self.note_activity()

    def note_activity(self) -> None:
        """Record that somebody is there."""
        self._last_input = self._monotonic()

    def pause(self) -> None:
        """Count no time: another program has the terminal, such as an editor, and hears of the keys."""
        self._paused = True

    def resume(self) -> None:
        """Count time again; whoever comes back was there all the time."""
        self.note_activity()
        self._paused = False

    def check_idle(self) -> None:
        """Lock or exit after the inactivity set in the settings."""
        idle = self._monotonic() - self._last_input
        lock, leave = self._limits()
        if 0 < leave * SECONDS_PER_MINUTE <= idle and not self._app.context.solver.state.running:
            self._leave(leave)
        elif 0 < lock * SECONDS_PER_MINUTE <= idle:
            self.lock()

    def _leave(self, minutes: int) -> None:
        from habitos_tui.domain.text.phrasing import count  # the first frame needs none of it

        unsaved = len(self._app.screen_stack) - self.locked > 1
        said = f"habitos-tui has left after {count(minutes, 'minute')} without a key."
        self._app.farewell = f"{said} What was open over the screen is not saved." if unsaved else said
        self._app.exit()

    def must_end_at(self) -> float | None:
        """Return when the app must have left, by the steady clock; None if it may stay. Any thread may ask.

        An app whose terminal takes nothing more does not hear that a search for a plan has ended; its thread knows.
        """
        _, leave = self._limits()
        solver = self._app.context.solver
        if not leave or self._paused or solver.working:
            return None
        return max(self._last_input + leave * SECONDS_PER_MINUTE, solver.worked_until) + OVERDUE_SECONDS

    def _limits(self) -> tuple[int, int]:
        """Return after how many minutes the screen is locked, and the app left; 0 is never."""
        limits, careful = self._app.context.preferences.current.lock, self._is_exposed()
        return (
            _bounded(_minutes(limits.idle_minutes, USUAL_LOCK_MINUTES if careful else 0), limits.idle_at_most),
            _bounded(_minutes(limits.exit_minutes, USUAL_EXIT_MINUTES if careful else 0), limits.exit_at_most),
        )

    def _is_exposed(self) -> bool:
        """Tell whether others may come by something that a password protects, or nobody has logged in for long."""
        workspace = self._app.context.workspace
        return self._remote and (workspace is None or workspace.profile.protected)

    def lock(self) -> None:
        """Cover the screen until unlocked; does nothing before the login."""
        workspace = self._app.context.workspace
        if workspace is None or self.locked:
            return
        from habitos_tui.ui.onboarding.login import LockScreen

        self._app.clear_notifications()
        self._cover = LockScreen(workspace.profile, unsaved=len(self._app.screen_stack) > 1)
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
        self._when_unlocked()


def _minutes(chosen: int | str, usual: int) -> int:
    return usual if chosen == AUTO else int(chosen)


def _bounded(minutes: int, most: int) -> int:
    """Return the shorter one of two times of which 0 is no end."""
    return min((each for each in (minutes, most) if each), default=0)
