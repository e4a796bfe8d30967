"""The form to change or remove the password."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import InvalidInputError, WrongPasswordError
from habitos_tui.services.accounts import Accounts
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field, FormRow
from habitos_tui.ui.kit.password_work import PasswordWorked, work_with_password
from habitos_tui.ui.kit.safe_text import safe

_ABOUT = "Leave the new password empty to have none. It keeps others out of the app, not out of the file."


class PasswordDialog(FormDialog[Profile]):
    """Returns the profile with its new password."""

    AUTO_FOCUS = "Field"

    def __init__(self, accounts: Accounts, profile: Profile) -> None:
        """`profile` is the profile to change."""
        super().__init__(safe(f"Password of {profile.name}"))
        self._accounts, self._profile = accounts, profile
        self._working = False

    def compose_fields(self) -> ComposeResult:
        """Yield the old password if there is one, and the new one twice."""
        yield Static(safe(_ABOUT), classes="hint")
        if self._profile.protected:
            yield FormRow("Now", Field(id="old", password=True), paths={"old": ""})
        yield FormRow("New", Field(id="new", password=True), paths={"password": ""})
        yield FormRow("Once more", Field(id="again", password=True), paths={"again": ""})

    def typed(self) -> tuple[str, ...]:
        """Return what was typed."""
        return tuple(field.value for field in self.query(Field))

    def submit(self) -> None:
        """Validate the fields, then change the password in a thread."""
        if self._working:
            return
        old = self.query_one("#old", Field).value if self._profile.protected else None
        new, again = (self.query_one(f"#{name}", Field).value for name in ("new", "again"))
        if new != again:
            raise InvalidInputError("The new passwords differ.", issues=(("again", "is not the same"),))
        self.show_issues(())
        self._working = True
        self._say(safe("Saving…"))
        change = partial(self._accounts.change_password, self._profile, old, new or None)
        work_with_password(self, "change password", change)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last."""
        if event.input.id == "again":
            event.prevent_default()
            self.action_save()

    @on(PasswordWorked)
    def _done(self, event: PasswordWorked) -> None:
        self._working = False
        error = event.error
        if event.profile is not None:
            self.dismiss(event.profile)
        elif error is not None:
            self._say(safe(""))
            issues = error.issues if isinstance(error, InvalidInputError) else ()
            path = "old" if isinstance(error, WrongPasswordError) else ""
            self.show_issues(issues or ((path, error.message),))
