"""Opens the data directory: the first frame is on the terminal before anything else is loaded.

Keys that are typed before somebody is in, or asked who they are, wait; then they do one after the other what they do.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.message import Message

from habitos_tui.errors import BusyError, HabitosError, unknown_profile
from habitos_tui.ui.app.features import load_screens
from habitos_tui.ui.kit.messages import LoggedIn, SolveRequested
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.onboarding.wanted_profile import wanted_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.ui.app.type_ahead import TypeAhead
    from habitos_tui.ui.kit.app_context import ContextApp

LOAD_ALL_AFTER_SECONDS: Final = 0.4
OPEN_GROUP: Final = "open"


@dataclass
class DirectoryOpened(Message):
    """The data directory can be asked who shares it."""


@dataclass(frozen=True)
class StartOptions:
    """Who the app was started for: `auto_login` is in at once, else `profile_name` is asked for the password."""

    profile_name: str | None = None
    auto_login: Profile | None = None
    when_in: Callable[[], object] = lambda: None
    """Called once the first screen is there."""


class Startup:
    """Shows the first frame, opens the data directory behind it, and then lets in or asks who is there.

    An error while it is opened ends the app: it reaches the command line, which tells it like any other.
    """

    def __init__(self, app: ContextApp, type_ahead: TypeAhead, options: StartOptions) -> None:
        """`type_ahead` keeps what is typed meanwhile."""
        self._app, self._type_ahead, self._options = app, type_ahead, options
        self._opening = True

    @property
    def profile_name(self) -> str | None:
        """The only profile that may come in, if the app was started for one."""
        return self._options.profile_name

    @property
    def pinned(self) -> bool:
        """Whether the app was started for one profile: the others are neither named nor to be reached."""
        return self.profile_name is not None

    def begin(self) -> None:
        """Open the data directory once the frame is painted, if it is not open yet, and go on to whoever is there."""
        self.hold_keys()
        if self._app.context.data_directory.is_open:
            self._app.post_message(DirectoryOpened())
        else:
            run = self._app.run_worker
            self._app.call_after_refresh(run, self._open, name="open", group=OPEN_GROUP, thread=True)

    async def opened(self) -> None:
        """Go on to whoever is there; an error ends the app, as nothing is there yet that its dialog could lie over."""
        try:
            await self._welcome()
        except HabitosError as error:
            self._app._handle_exception(error)

    async def let_in(self, person: LoggedIn) -> None:
        """Open the person's workspace and show the first screen; a first run goes straight to planning."""
        app, context = self._app, self._app.context
        context.workspace = context.data_directory.open_workspace(person.profile)
        await app.switch_mode("today" if person.first_week is None else "solve")
        # In a thread, while nobody waits for another screen.
        app.set_timer(LOAD_ALL_AFTER_SECONDS, partial(app.run_worker, load_screens, thread=True, exit_on_error=False))
        if context.preferences.settings.problems:
            announce(app, "A part of the settings cannot be used: press , to see which.", severity="warning")
        if person.first_week is not None:
            app.post_message(SolveRequested(person.first_week, rest=True))

    def hold_keys(self) -> None:
        """Keep what is typed from now on for what comes next."""
        self._type_ahead.hold()

    async def release_keys(self) -> None:
        """Hand out what was kept."""
        await self._type_ahead.release()

    def replay_keys(self) -> None:
        """Let what was typed do what it does, as soon as the screen is there."""
        self._app.call_after_refresh(self._replay)

    def _open(self) -> None:
        """Open the data directory, and look at all of it while the first screen is made; damage ends the app."""
        directory = self._app.context.data_directory
        directory.open()
        self._app.post_message(DirectoryOpened())
        with suppress(BusyError):  # the first change looks again
            directory.check_pages()

    async def _welcome(self) -> None:
        """Let in whoever needs no login; ask the others who they are; guide the first one through the first run.

        An app that was started for one profile ends with a NoProfileError when that is not there and others are.
        """
        profiles = self._app.context.data_directory.accounts.profiles()
        person = self._options.auto_login or wanted_profile(profiles, self.profile_name)
        if person is not None and (self._options.auto_login or not person.protected):
            self._app.post_message(LoggedIn(person))
            return
        if person is None and profiles and self.profile_name is not None:
            raise unknown_profile(self.profile_name)
        await self._app.push_screen(first_screen(known=bool(profiles)))
        self.replay_keys()

    async def _replay(self) -> None:
        await self.release_keys()
        if self._opening:
            self._opening = False
            self._options.when_in()


def first_screen(*, known: bool) -> Screen[Any]:
    """Return the screen that asks who is there, or, while nobody is known, that welcomes the first one."""
    if known:
        from habitos_tui.ui.onboarding.login import LoginScreen

        return LoginScreen()
    from habitos_tui.ui.onboarding.wizard import WizardScreen

    return WizardScreen()
