"""Login and lock: both ask for the password of a person.

The login lists profiles first, unless the app was started for one. The lock shows only the name of the profile; without
a password any key unlocks it.
"""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property, partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import BusyError, TooManyTriesError
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.fields import BAD, Field
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.login_wait import LoginWait
from habitos_tui.ui.kit.messages import LoggedIn
from habitos_tui.ui.kit.password_work import PasswordWorked, work_with_password
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.onboarding.commands import LeaveLogin, NewProfile, OtherProfile


class PasswordScreen(LowTrafficScreen[None]):
    """Asks for the password of `person` in the field `#password`, and says what is wrong with it."""

    person: Profile | None = None
    _checking = False
    _tried = ""
    """What is being checked, for when that is given up."""

    @cached_property
    def wait(self) -> LoginWait:
        """The wait after too many wrong passwords."""
        return LoginWait(self, self.context.data_directory.clock, self._say_wait)

    def _say_wait(self, sentence: str, over: bool) -> None:
        self.say(sentence if over else BAD + sentence, MUTED if over else "$text-error")

    @abstractmethod
    async def password_accepted(self, profile: Profile) -> None:
        """Continue after the right password."""

    def greeting(self) -> Content:
        """Return whose password is asked for."""
        return Content.assemble("Password of ", safe(self.person.name if self.person else "", "bold $primary"))

    def action_leave(self) -> None:
        """Leave the app."""
        self.app.exit()

    @on(Input.Submitted, "#password")
    def _typed(self, event: Input.Submitted) -> None:
        # The field stays enabled: disabling it would lose the focus and keys typed ahead.
        if self.person is None or self._checking or self.wait.seconds:
            return  # what was typed stays for when the wait is over
        self._checking = True
        self.context.type_ahead.hold()
        self._tried = event.value
        event.input.clear()
        self.say("Checking…", MUTED)
        check = self.context.data_directory.accounts.authenticate
        work_with_password(self, "check password", partial(check, self.person.name, event.value))

    @on(PasswordWorked)
    async def _checked(self, event: PasswordWorked) -> None:
        self._checking, tried, self._tried = False, self._tried, ""
        if event.profile is not None:
            await self.password_accepted(event.profile)
        elif isinstance(event.error, TooManyTriesError):
            self.wait.begin(event.error.seconds)
            await self.context.type_ahead.release()
        elif event.error is not None:
            self.say(BAD + event.error.message, "$text-error")
            if isinstance(event.error, BusyError):  # it was not found to be wrong
                self.query_one("#password", Field).value = tried
            await self.context.type_ahead.release()


class LockScreen(ModalScreen[None], PasswordScreen):
    """Covers everything and takes every key except quit."""

    NO_PALETTE = True
    BINDINGS = bindings(LeaveLogin)

    def __init__(self, profile: Profile, *, unsaved: bool = False) -> None:
        """`profile` is the one logged in; `unsaved` tells that something is open over the screen."""
        super().__init__()
        self.person = profile if profile.protected else None
        self._leaving = "leaves; what is open is lost." if unsaved else "leaves the app; everything is saved."

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="login-box") as box:
            box.border_title = "Locked"
            if self.person is not None:
                yield Static(self.greeting(), id="greeting")
                yield Field(id="password", password=True, placeholder="Password")
            else:
                yield Static("Press any key to go on.", id="greeting")
            yield Static("", id="said", markup=False)
            keys = "esc or ctrl+q" if self.check_action("leave", ()) else "ctrl+q"
            yield Static(safe(f"{keys} {self._leaving}"), classes="hint")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable quitting if the app was started for this profile alone."""
        if action == "leave":
            return self.context.profile_name is not None and self.person is not None
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Unlock on any key if there is no password."""
        if self.person is None:
            event.stop()
            self.dismiss(None)

    async def password_accepted(self, profile: Profile) -> None:
        """Uncover the screen."""
        self.dismiss(None)
        await self.context.type_ahead.release()


NEW_PROFILE: Final = "new profile"
"""Name of the wizard screen for another profile; it keeps its values when the user goes back."""


class LoginScreen(PasswordScreen):
    """Posts LoggedIn after the right password, or if none is needed."""

    BINDINGS = bindings(NewProfile, OtherProfile, LeaveLogin)

    def __init__(self) -> None:
        super().__init__()
        self._profiles: Sequence[Profile] = ()

    def compose(self) -> ComposeResult:
        """Lay out the box with the list or the password in it."""
        with Vertical(id="login-box") as box:
            box.border_title = "habitos-tui"
            yield Static("", id="greeting", markup=False)
            yield OptionList(id="profiles", compact=True)
            yield Field(id="password", password=True, placeholder="Password")
            yield Static("", id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the profiles and show list or password."""
        with self.context.reporting():
            self._profiles = self.context.data_directory.accounts.profiles()
        person = self.context.data_directory.accounts.wanted(self.context.profile_name)
        if self.context.profile_name is not None:
            self._profiles = () if person is None else (person,)
        self._show_list()
        if person is not None:
            self._choose(person)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable going back only if there is a list, and new profiles only if others may log in."""
        for_one = self.context.profile_name is not None
        others = self.person is not None and len(self._profiles) > 1
        offered = {"other_profile": others, "leave": for_one, "new_profile": not for_one}
        return offered.get(action, super().check_action(action, parameters))

    def action_new_profile(self) -> None:
        """Open the wizard for another profile; earlier values are kept."""
        if not self.app.is_screen_installed(NEW_PROFILE):
            from habitos_tui.ui.onboarding.wizard import WizardScreen

            self.app.install_screen(WizardScreen(invited=True), NEW_PROFILE)
        self.app.push_screen(NEW_PROFILE)

    def action_other_profile(self) -> None:
        """Go back to the list."""
        self.person = None
        self.wait.end()
        self._show_list()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self._choose(self._profiles[event.option_index])

    async def password_accepted(self, profile: Profile) -> None:
        """Log the profile in."""
        self.say("")
        self.post_message(LoggedIn(profile))

    def _choose(self, profile: Profile) -> None:
        if not profile.protected:
            self.post_message(LoggedIn(profile))
            return
        self.person = profile
        self.add_class("-password")
        self.query_one("#greeting", Static).update(self.greeting())
        self.say("")
        self.query_one("#password", Field).focus()
        self.refresh_bindings()

    def _show_list(self) -> None:
        self.remove_class("-password")
        self.query_one("#greeting", Static).update(Content("Who are you?"))
        options = self.query_one(OptionList)
        options.clear_options()
        for profile in self._profiles:
            note = "" if profile.protected else "  no password"
            options.add_option(Option(Content.assemble(safe(profile.name), (note, MUTED))))
        options.highlighted = 0
        options.focus()
        self.say("")
        self.refresh_bindings()
