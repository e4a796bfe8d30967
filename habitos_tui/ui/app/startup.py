"""Opens the data directory: the first frame is on the terminal before anything else is loaded.

Keys typed before the first screen or the login appears are queued and replayed there in order.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from habitos_tui.errors import BusyError, HabitosError, unknown_profile
from habitos_tui.restriction import unnamed
from habitos_tui.ui.app.features import load_screens
from habitos_tui.ui.kit.line_of_parts import NavBar
from habitos_tui.ui.kit.messages import LoggedIn, SolveRequested
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import LowTrafficScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.ui.kit.app_context import ContextApp
    from habitos_tui.ui.kit.commands import KeyOf
    from habitos_tui.ui.kit.type_ahead import TypeAhead

LOAD_ALL_AFTER_SECONDS: Final = 0.4
OPEN_GROUP: Final = "open"


class OpeningScreen(LowTrafficScreen[None]):
    """The first frame: the bar of screens, before any profile is read; keys are queued for the next screen."""

    NO_PALETTE = True

    def __init__(self, key_of: KeyOf) -> None:
        """`key_of` returns the key that opens a screen."""
        super().__init__()
        self._key_of = key_of

    def compose(self) -> ComposeResult:
        """Lay out the bar; its screens cannot be clicked yet."""
        bar = NavBar(mode="", who="", key_of=self._key_of)
        bar.disabled = True
        yield bar


class Startup:
    """Shows the first frame, opens the data directory behind it, and then logs in or shows the login.

    An error on opening ends the app; the command line reports it.
    """

    def __init__(
        self, app: ContextApp, type_ahead: TypeAhead, auto_login: Profile | None, when_started: Callable[[], object]
    ) -> None:
        """`type_ahead` queues keys meanwhile; `when_started` is called once the first screen is shown."""
        self._app, self._type_ahead = app, type_ahead
        self._auto_login, self._when_started = auto_login, when_started
        self._opening = True

    def begin(self) -> None:
        """Open the data directory once the frame is painted, if it is not open yet, and log in."""
        self._type_ahead.hold()
        if self._app.context.data_directory.is_open:
            self._app.call_later(self._opened)
        else:
            run = self._app.run_worker
            self._app.call_after_refresh(run, self._open, name="open", group=OPEN_GROUP, thread=True)

    async def log_in(self, person: LoggedIn) -> None:
        """Open the person's workspace and show the first screen; a first run goes straight to planning."""
        app, context = self._app, self._app.context
        context.preferences.use_profile(person.profile)
        await app.switch_mode("today" if person.first_week is None else "solve")
        # In a thread, while the app is idle.
        app.set_timer(LOAD_ALL_AFTER_SECONDS, partial(app.run_worker, load_screens, thread=True, exit_on_error=False))
        if context.preferences.settings.problems:
            announce(app, "A part of the settings cannot be used: press , to see which.", severity="warning")
        if person.first_week is not None:
            app.post_message(SolveRequested(person.first_week, rest=True))

    def replay_keys(self) -> None:
        """Replay the queued keys as soon as the screen is shown."""
        self._app.call_after_refresh(self._replay)

    def _open(self) -> None:
        """Open the data directory, and check it fully while the first screen is made; damage ends the app.

        So does giving up to wait for another program: there is no screen to go back to.
        """
        directory = self._app.context.data_directory
        with self._app.context.database_wait.asked():
            directory.open()
        self._app.call_later(self._opened)
        with suppress(BusyError):  # the check is repeated at the first change
            directory.check_pages()

    async def _opened(self) -> None:
        """Log in or show the login; an error ends the app, since no screen exists yet for its dialog."""
        try:
            await self._welcome()
        except HabitosError as error:
            self._app._handle_exception(error)

    async def _welcome(self) -> None:
        """Log in a profile without a password, ask for the password of others, or start the first-run wizard.

        Raises NoProfileError, which ends the app, if it was started for a profile that does not exist: there is no way
        from it to another one, nor to a new one.
        """
        accounts, name = self._app.context.data_directory.accounts, self._app.context.profile_name
        known, person = bool(accounts.profiles()), self._auto_login or accounts.wanted(name)
        if person is None and self._app.context.restricted_by and name is None:
            raise unnamed()
        if person is not None and self._app.context.restricted_by:
            self._app.context.profile_name = person.name
        if person is not None and (self._auto_login or not person.protected):
            self._app.post_message(LoggedIn(person))
            return
        if person is None and name is not None:
            raise unknown_profile(name, listed=accounts.tells_names)
        if known:
            from habitos_tui.ui.onboarding.login import LoginScreen

            await self._app.push_screen(LoginScreen())
        else:
            from habitos_tui.ui.onboarding.wizard import WizardScreen

            await self._app.push_screen(WizardScreen())
        self.replay_keys()

    async def _replay(self) -> None:
        await self._type_ahead.release()
        if self._opening:
            self._opening = False
            self._when_started()
