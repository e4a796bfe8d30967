"""The part of the app that opens the household: its first frame is on the terminal before anything else is loaded.

Keys that are typed before somebody is in, or asked who they are, wait; then they do one after the other what they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message

from habitos_tui.errors import HabitosError, unknown_profile
from habitos_tui.ui.app.modes import load
from habitos_tui.ui.app.preferences import SettingsHost
from habitos_tui.ui.app.solver import SolveHost
from habitos_tui.ui.app.type_ahead import TypeAheadHost
from habitos_tui.ui.kit.messages import LoggedIn
from habitos_tui.ui.onboarding.opening import OpeningScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from habitos_tui.domain.model.profile import Profile

OPEN_GROUP: Final = "open"


@dataclass
class HouseholdOpened(Message):
    """The household can be asked who lives there."""


class OpeningHost(TypeAheadHost, SettingsHost, SolveHost):
    """Shows the first frame, opens the household behind it, and then lets in or asks who is there.

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
        """Open the household once the frame is painted, if it is not open yet, and go on to whoever is there."""
        self.hold_keys()
        if self.household.is_open:
            self.post_message(HouseholdOpened())
        else:
            self.call_after_refresh(self.run_worker, self._open, name="open", group=OPEN_GROUP, thread=True)

    async def on_household_opened(self) -> None:
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
        self.household.open()
        self.post_message(HouseholdOpened())

    async def _let_in(self) -> None:
        """Let in whoever needs no login; ask the others who they are; guide the first one through the first run.

        An app that was started for one profile ends with a NoProfileError when that is not there and others are.
        """
        profiles = self.household.accounts.profiles()
        person = self.auto_login or wanted(profiles, self.profile_name)
        if person is not None and (self.auto_login or not person.protected):
            self.post_message(LoggedIn(person))
            return
        if person is None and profiles and self.profile_name is not None:
            raise unknown_profile(self.profile_name)
        door = load("onboarding.login", "LoginScreen") if profiles else load("onboarding.wizard", "WizardScreen")
        await self.push_screen(door)
        self.hand_over()

    async def _hand_over(self) -> None:
        await self.release_keys()
        if self._opening:
            self._opening = False
            self.when_in()


def wanted(profiles: Sequence[Profile], name: str | None) -> Profile | None:
    """Return who was asked for by `name`, or the only one there is."""
    if name is None:
        return profiles[0] if len(profiles) == 1 else None
    from habitos_tui.domain.model.naming import folded  # noqa: PLC0415 - the first frame does without

    return next((profile for profile in profiles if folded(profile.name) == folded(name)), None)
