"""Notes the days of use, and asks about those before them on which nobody used the app.

An app that was left open has not been looked at: a day counts from the first key on. Notes are written in a thread,
since another program may hold the database.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.widgets import Input, TextArea

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.screen import HabitosScreen

if TYPE_CHECKING:
    from datetime import date

    from habitos_tui.services.away_question import UnseenDays
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.ui.kit.app_context import ContextApp

NOTE_AFTER_SECONDS: Final = 0.4
"""After the login, when the first screen is there."""


TRY_AGAIN_SECONDS: Final = 5


class Presence:
    """Remembers the last day that was noted."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._noted: date | None = None

    def logged_in(self) -> None:
        """Note the day as soon as there is nothing more urgent."""
        self._app.set_timer(NOTE_AFTER_SECONDS, self.note_today, name="presence")

    def note_today(self) -> None:
        """Note that the profile is used today."""
        workspace = self._app.context.workspace
        if workspace is not None:
            self._noted = workspace.tracking.today()
            self._app.run_worker(partial(self._note, workspace), name="presence", thread=True, exit_on_error=False)

    def note_input(self, event: events.Event) -> None:
        """Note the first key or click of another day."""
        workspace = self._app.context.workspace
        if self._noted is None or workspace is None or not isinstance(event, events.InputEvent):
            return
        if workspace.tracking.today() != self._noted:
            self.note_today()

    def _note(self, workspace: Workspace) -> None:
        """Write the note and look for days to ask about, in a thread.

        An error here is one that the next thing a person does meets as well, and is told then.
        """
        with suppress(HabitosError):
            workspace.away_question.note_use()
            self._app.call_later(self._tell_hint)
            workspace.review_offer.note()
            days = workspace.away_question.days()
            if days is not None:
                self._app.call_later(self._ask, workspace, days)

    def _tell_hint(self) -> None:
        """Say what is useful next: since the day is noted it is known to be one of the first."""
        screen = self._app.screen
        if isinstance(screen, HabitosScreen) and screen.is_attached:
            screen.tell_hint()

    def _ask(self, workspace: Workspace, days: UnseenDays) -> None:
        """Ask, as soon as no dialog is open, nothing is locked, and nobody types."""
        app = self._app
        if app.context.workspace is None or app.context.workspace.profile.id != workspace.profile.id:
            return
        if len(app.screen_stack) != 1 or isinstance(app.focused, Input | TextArea):
            app.set_timer(TRY_AGAIN_SECONDS, partial(self._ask, workspace, days))
            return
        from habitos_tui.ui.session.dialogs import AwayQuestionDialog

        app.push_screen(AwayQuestionDialog(days), partial(self._answered, days))

    def _answered(self, days: UnseenDays, away: bool | None) -> None:
        context = self._app.context
        if context.workspace is None:
            return
        question = context.workspace.away_question
        with context.reporting():
            if away:
                question.was_away(days)
                context.committed()
            elif away is None:
                question.leave_open(days)
            else:
                question.was_there(days.first, days.last)
                context.show_changes()
