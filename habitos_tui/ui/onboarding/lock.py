"""The lock: nothing is to be seen but whose password opens it. Without a password any key does."""

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


class LockScreen(ModalScreen[None], LowTrafficScreen[None]):
    """Covers everything and takes every key; only quitting goes past it."""

    SECLUDED = True
    BINDINGS = bindings(LeaveLogin)

    def __init__(self, profile: Profile) -> None:
        """`profile` is who is logged in."""
        super().__init__()
        self._profile = profile
        self._checking = False

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="login-box") as box:
            box.border_title = "Locked"
            if self._profile.protected:
                yield Static(Content.assemble("Password of ", safe(self._profile.name, "bold $primary")), id="greeting")
                yield Field(id="password", password=True, placeholder="Password")
            else:
                yield Static("Press any key to go on.", id="greeting")
            yield Static("", id="said", markup=False)
            keys = "esc or ctrl+q" if self.check_action("leave", ()) else "ctrl+q"
            yield Static(safe(f"{keys} leaves the app; everything is saved."), classes="hint")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to quit where the app was started for this profile alone."""
        if action == "leave":
            return self.context.profile_name is not None and self._profile.protected
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Leave the app."""
        self.app.exit()

    def on_key(self, event: events.Key) -> None:
        """Open to any key where no password is asked for."""
        if not self._profile.protected:
            event.stop()
            self.dismiss(None)

    @on(Input.Submitted, "#password")
    def _typed(self, event: Input.Submitted) -> None:
        if self._checking:
            return
        self._checking = True
        self.context.type_ahead.hold()
        event.input.clear()
        self._say(safe("Checking…", MUTED))
        check = self.context.data_directory.accounts.authenticate
        work_with_password(self, "check password", partial(check, self._profile.name, event.value))

    @on(PasswordWorked)
    async def _checked(self, event: PasswordWorked) -> None:
        self._checking = False
        if event.profile is not None:
            self.dismiss(None)
        elif event.error is not None:
            self._say(safe(BAD + event.error.message, "$text-error"))
        await self.context.type_ahead.release()

    def _say(self, sentence: Content) -> None:
        self.query_one("#said", Static).update(sentence)
