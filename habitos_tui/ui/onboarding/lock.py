"""The lock: shows only the profile name. Without a password any key unlocks it."""

from abc import abstractmethod
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.fields import BAD, Field
from habitos_tui.ui.kit.password_work import PasswordWorked, work_with_password
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.onboarding.commands import LeaveLogin


class PasswordScreen(LowTrafficScreen[None]):
    """Asks for the password of `person` in the field `#password`, and shows errors in `#said`."""

    person: Profile | None = None
    _checking = False

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
        if self.person is None or self._checking:
            return
        self._checking = True
        self.context.type_ahead.hold()
        event.input.clear()
        self.say("Checking…", MUTED)
        check = self.context.data_directory.accounts.authenticate
        work_with_password(self, "check password", partial(check, self.person.name, event.value))

    @on(PasswordWorked)
    async def _checked(self, event: PasswordWorked) -> None:
        self._checking = False
        if event.profile is not None:
            await self.password_accepted(event.profile)
        elif event.error is not None:
            self.say(BAD + event.error.message)
            await self.context.type_ahead.release()

    def say(self, sentence: str, style: str = "$text-error") -> None:
        """Show a sentence below the field."""
        self.query_one("#said", Static).update(safe(sentence, style))


class LockScreen(ModalScreen[None], PasswordScreen):
    """Covers everything and takes every key except quit."""

    NO_PALETTE = True
    BINDINGS = bindings(LeaveLogin)

    def __init__(self, profile: Profile) -> None:
        """`profile` is the one logged in."""
        super().__init__()
        self.person = profile if profile.protected else None

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
            yield Static(safe(f"{keys} leaves the app; everything is saved."), classes="hint")

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
