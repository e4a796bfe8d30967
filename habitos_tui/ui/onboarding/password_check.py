"""Checks a password in a thread, because that takes a third of a second.

It is handed over inside a closure and never as an argument of a worker, whose description would quote it.
"""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import HabitosError
from habitos_tui.services.accounts import Accounts


@dataclass
class PasswordChecked(Message):
    """What became of a password: a profile, or why not."""

    profile: Profile | None
    error: HabitosError | None = None


def check_password(asker: Widget, accounts: Accounts, name: str, password: str) -> None:
    """Post PasswordChecked to `asker` once it is known whether `password` opens the profile called `name`."""

    def check() -> None:
        try:
            profile = accounts.authenticate(name, password)
        except HabitosError as error:
            asker.post_message(PasswordChecked(None, error))
        else:
            asker.post_message(PasswordChecked(profile))

    asker.run_worker(check, name="check password", description="check password", thread=True, exclusive=True)
