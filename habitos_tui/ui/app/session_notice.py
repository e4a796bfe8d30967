"""A line that says that a session begins, on every screen, for whoever does not look at the week.

A timer compares the clock with the beginning that is next; the database is read only when that is reached, or has
changed. What began before the login, or is over or done by the time it could be told, is not told, and nothing twice.
Where it is switched on the terminal notifies as well, for whoever does not look at the app; while the app is locked
only of that, not of what begins.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from habitos_tui.errors import HabitosError
from habitos_tui.text import shorten
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.runtime.desktop_notification import notification

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from habitos_tui.services.reminders import SessionReminder
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.ui.kit.app_context import ContextApp

SHOWN_SECONDS: Final = 20.0
LONGEST_NAME: Final = 30
"""Cells of a name, so that the line stays one."""
WITHOUT_NAME: Final = "A session begins now."
"""What the terminal may say while the app is locked."""


class SessionNotice:
    """Remembers which beginnings were told, and the next one."""

    def __init__(
        self, app: ContextApp, locked: Callable[[], bool], unattended: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """`locked` tells whether the app is, and nothing of the week may be seen.

        Within `unattended` nothing waits for another program.
        """
        self._app, self._locked, self._unattended = app, locked, unattended
        self._since: datetime | None = None
        """Everything up to here was told, or need not be; None before a login."""
        self._next: datetime | None = None
        self._read_at: tuple[int, ...] | None = None
        """The state of the database that the next beginning was read from."""
        self._hinted: datetime | None = None
        """The beginning that the terminal told of while the app was locked."""
        self._owes_line = False
        """Whether something began while the app was locked."""

    def logged_in(self) -> None:
        """Tell what begins from now on."""
        workspace = self._app.context.workspace
        self._since = None if workspace is None else workspace.clock.now()
        self._next = self._read_at = self._hinted = None
        self._owes_line = False

    def check(self) -> None:
        """Tell of what has begun; while a dialog or the lock is open, or another message is shown, it waits.

        An error here is one that the next thing a person does meets as well, and is told then.
        """
        workspace, since = self._app.context.workspace, self._since
        if workspace is None or since is None:
            return
        with suppress(HabitosError, OSError), self._unattended():
            if self._locked():
                self._hint(workspace, since)
            elif len(self._app.screen_stack) == 1 and not self._app._notifications:
                self._tell(workspace, since)

    def _tell(self, workspace: Workspace, since: datetime) -> None:
        if self._owes_line:
            self._owes_line, self._read_at = False, None
        now = workspace.clock.now()
        begun = self._begun(workspace, since, now)
        if begun is None:
            return
        self._since = now
        if begun:
            said = sentence(begun[-1], now)
            announce(self._app, said, timeout=SHOWN_SECONDS)
            if begun[-1].begins != self._hinted:
                self._notify(said)

    def _hint(self, workspace: Workspace, since: datetime) -> None:
        """Have the terminal say that a session begins; the line with its name waits for the lock to open."""
        begun = self._begun(workspace, since, workspace.clock.now())
        if not begun:
            return
        self._owes_line = True
        if begun[-1].begins != self._hinted:
            self._hinted = begun[-1].begins
            self._notify(WITHOUT_NAME)

    def _begun(self, workspace: Workspace, since: datetime, now: datetime) -> list[SessionReminder] | None:
        """Return what has begun since then and goes on; None, without a look, where nothing can have."""
        state = workspace.history.state()
        if state == self._read_at and (self._next is None or now < self._next):
            return None
        from habitos_tui.services.reminders import SessionReminder, Urgency  # the first frame needs none of it

        sessions = [each for each in workspace.reminders.now() if isinstance(each, SessionReminder)]
        self._next = next((each.begins for each in sessions if each.urgency is Urgency.NEXT), None)
        self._read_at = state
        return [each for each in sessions if each.urgency is Urgency.NOW and each.begins > since]

    def _notify(self, message: str) -> None:
        """Have the terminal notify, where that is switched on; in the app's thread, so never within a frame."""
        wish = self._app.context.preferences.current.terminal.notification
        driver, sequence = self._app._driver, notification(message, wish, os.environ)
        if driver is not None and sequence:
            driver.write(sequence)
            driver.flush()


def sentence(session: SessionReminder, now: datetime) -> str:
    """Return "Run begins now, 30 min.", or "Run began at 18:15, 30 min." where it could not be told at once."""
    from habitos_tui.domain.text.phrasing import duration

    when = "begins now" if session.until(now) >= 0 else f"began at {session.begins:%H:%M}"
    return f"{shorten(session.name, LONGEST_NAME)} {when}, {duration(session.minutes or 0)}."
