"""Tells after a login what happened to the password since the last one: wrong ones, a wait that was ended, a reset."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.widgets import Input, TextArea

from habitos_tui.errors import BusyError, HabitosError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.ui.kit.app_context import ContextApp

LOOK_AFTER_SECONDS: Final = 0.5
"""After the login, when the first screen is there."""
TRY_AGAIN_SECONDS: Final = 5


class LoginNotice:
    """Shows the report of the profile that is logged in, as soon as nothing else is asked or typed."""

    def __init__(self, app: ContextApp, unattended: Callable[[], AbstractContextManager[None]]) -> None:
        """Within `unattended` nothing waits for another program."""
        self._app, self._unattended = app, unattended

    def logged_in(self) -> None:
        """Look soon whether there is something to tell; also after the lock was opened."""
        self._app.set_timer(LOOK_AFTER_SECONDS, self.look, name="login notice")

    def look(self) -> None:
        """Show the report, or try again later while a dialog or the lock is open or somebody types.

        An error here is one that the next thing a person does meets as well, and is told then; the report is kept.
        """
        app, workspace = self._app, self._app.context.workspace
        if workspace is None:
            return
        if len(app.screen_stack) != 1 or isinstance(app.focused, Input | TextArea):
            app.set_timer(TRY_AGAIN_SECONDS, self.look, name="login notice")
            return
        try:
            with self._unattended():
                self._show(workspace.profile)
        except BusyError:  # nobody has asked for it, so nobody waits for it
            app.set_timer(TRY_AGAIN_SECONDS, self.look, name="login notice")
        except HabitosError:
            return

    def _show(self, profile: Profile) -> None:
        directory = self._app.context.data_directory
        report = directory.accounts.login_report(profile)
        if not report:
            return
        from habitos_tui.domain.text.login_phrasing import report_sentence
        from habitos_tui.ui.onboarding.login_report import LoginReportDialog

        sentence = report_sentence(report, directory.clock.now().date(), protected=profile.protected)
        self._app.push_screen(LoginReportDialog(sentence), partial(self._told, profile))

    def _told(self, profile: Profile, _: object) -> None:
        """Note in a thread that it was told, since another program may hold the database."""
        self._app.run_worker(partial(self._note_told, profile), name="login notice", thread=True, exit_on_error=False)

    def _note_told(self, profile: Profile) -> None:
        with suppress(HabitosError):
            self._app.context.data_directory.accounts.note_told(profile)
