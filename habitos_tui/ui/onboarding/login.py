"""The login: a list of profiles, and the password of the chosen one.

An app started for one profile shows no list: it only asks for that password.
"""

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.messages import LoggedIn
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.onboarding.commands import LeaveLogin, NewProfile, OtherProfile
from habitos_tui.ui.onboarding.lock import PasswordScreen

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
