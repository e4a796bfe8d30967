"""The part of the app that opens the data directory: its first frame is on the terminal before anything else is loaded.

Keys that are typed before somebody is in, or asked who they are, wait; then they do one after the other what they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message

from habitos_tui.errors import HabitosError, unknown_profile
from habitos_tui.ui.app.preferences import SettingsHost
from habitos_tui.ui.app.solver import SolveHost
from habitos_tui.ui.app.type_ahead import TypeAheadHost
from habitos_tui.ui.kit.messages import LoggedIn
from habitos_tui.ui.onboarding.opening import OpeningScreen
from habitos_tui.ui.onboarding.wanted_profile import wanted_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from habitos_tui.domain.model.profile import Profile

OPEN_GROUP: Final = "open"


@dataclass
class DirectoryOpened(Message):
    """The data directory can be asked who lives there."""


class OpeningHost(TypeAheadHost, SettingsHost, SolveHost):
    """Shows the first frame, opens the data directory behind it, and then lets in or asks who is there.

    An error while it is opened ends the app: it reaches the command line, which tells it like any other.
    """

    profile_name: str | None
    auto_login: Profile | None
    when_in: Callable[[], object]
    _opening = True

    def get_default_screen(self) -> OpeningScreen:
        """Begin with the frame."""
        return OpeningScreen(self.mode_key)

    def begin(self) -> None:
        """Open the data directory once the frame is painted, if it is not open yet, and go on to whoever is there."""
        self.hold_keys()
        if self.data_directory.is_open:
            self.post_message(DirectoryOpened())
        else:
            self.call_after_refresh(self.run_worker, self._open, name="open", group=OPEN_GROUP, thread=True)

    async def on_directory_opened(self) -> None:
        """Go on to whoever is there; an error ends the app, as nothing is there yet that its dialog could lie over."""
        try:
            await self._let_in()
        except HabitosError as error:
            self._handle_exception(error)

    @property
    def pinned(self) -> bool:
        """Whether the app was started for one profile: the others are neither named nor to be reached."""
        return self.profile_name is not None

    def hand_over(self) -> None:
        """Let what was typed do what it does, as soon as the screen is there."""
        self.call_after_refresh(self._hand_over)

    def _open(self) -> None:
        self.data_directory.open()
        self.post_message(DirectoryOpened())

    async def _let_in(self) -> None:
        """Let in whoever needs no login; ask the others who they are; guide the first one through the first run.

        An app that was started for one profile ends with a NoProfileError when that is not there and others are.
        """
        profiles = self.data_directory.accounts.profiles()
        person = self.auto_login or wanted_profile(profiles, self.profile_name)
        if person is not None and (self.auto_login or not person.protected):
            self.post_message(LoggedIn(person))
            return
        if person is None and profiles and self.profile_name is not None:
            raise unknown_profile(self.profile_name)
        await self.push_screen(_login() if profiles else _first_run())
        self.hand_over()

    async def _hand_over(self) -> None:
        await self.release_keys()
        if self._opening:
            self._opening = False
            self.when_in()


def _login() -> Screen[None]:
    from habitos_tui.ui.onboarding.login import LoginScreen

    return LoginScreen()


def _first_run() -> Screen[None]:
    from habitos_tui.ui.onboarding.wizard import WizardScreen

    return WizardScreen()
