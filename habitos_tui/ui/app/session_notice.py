"""A line that says that a session begins, on every screen, for whoever does not look at the week.

A timer compares the clock with the beginning that is next; the database is read only when that is reached, or has
changed. What began before the login, or is over or done by the time it could be told, is not told, and nothing twice.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from habitos_tui.errors import HabitosError
from habitos_tui.text import shorten
from habitos_tui.ui.kit.safe_text import announce

if TYPE_CHECKING:
    from datetime import datetime

    from habitos_tui.services.reminders import SessionReminder
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.ui.kit.app_context import ContextApp

CHECK_EVERY_SECONDS: Final = 15
SHOWN_SECONDS: Final = 20.0
LONGEST_NAME: Final = 30
"""Cells of a name, so that the line stays one."""


class SessionNotice:
    """Remembers which beginnings were told, and the next one."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._since: datetime | None = None
        """Everything up to here was told, or need not be; None before a login."""
        self._next: datetime | None = None
        self._read_at: tuple[int, ...] | None = None
        """The state of the database that the next beginning was read from."""

    def start(self) -> None:
        """Start the timer."""
        self._app.set_interval(CHECK_EVERY_SECONDS, self.check, name="session begins")

    def logged_in(self) -> None:
        """Tell what begins from now on."""
        workspace = self._app.context.workspace
        self._since = None if workspace is None else workspace.clock.now()
        self._next = self._read_at = None

    def check(self) -> None:
        """Tell of what has begun; while a dialog or the lock is open, or another message is shown, it waits.

        An error here is one that the next thing a person does meets as well, and is told then.
        """
        workspace, in_use = self._app.context.workspace, len(self._app.screen_stack) != 1 or self._app._notifications
        if workspace is None or self._since is None or in_use:
            return
        with suppress(HabitosError, OSError):
            self._look(workspace, self._since)

    def _look(self, workspace: Workspace, since: datetime) -> None:
        now, state = workspace.clock.now(), workspace.history.state()
        if state == self._read_at and (self._next is None or now < self._next):
            return
        from habitos_tui.services.reminders import SessionReminder, Urgency  # the first frame needs none of it

        sessions = [each for each in workspace.reminders.now() if isinstance(each, SessionReminder)]
        begun = [each for each in sessions if each.urgency is Urgency.NOW and each.begins > since]
        self._next = next((each.begins for each in sessions if each.urgency is Urgency.NEXT), None)
        self._since, self._read_at = now, state
        if begun:
            announce(self._app, sentence(begun[-1], now), timeout=SHOWN_SECONDS)


def sentence(session: SessionReminder, now: datetime) -> str:
    """Return "Run begins now, 30 min.", or "Run began at 18:15, 30 min." where it could not be told at once."""
    from habitos_tui.domain.text.phrasing import duration

    when = "begins now" if session.until(now) >= 0 else f"began at {session.begins:%H:%M}"
    return f"{shorten(session.name, LONGEST_NAME)} {when}, {duration(session.minutes or 0)}."
