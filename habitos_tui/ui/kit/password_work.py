"""Work with a password, in a thread: hashing one takes a third of a second on purpose.

The password is passed inside a closure and never as an argument of a worker, whose description would quote it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_context import context_of


@dataclass
class PasswordWorked(Message):
    """The work is done, with a profile or an error."""

    profile: Profile | None
    error: HabitosError | None = None


def work_with_password(asker: Widget, name: str, work: Callable[[], Profile]) -> None:
    """Do `work` in a thread called `name`, and post PasswordWorked to `asker` when it is done.

    Where it waits for another program it can be given up.
    """
    wait = context_of(asker.app).database_wait

    def run() -> None:
        try:
            with wait.asked():
                profile = work()
        except HabitosError as error:
            asker.post_message(PasswordWorked(None, error))
        else:
            asker.post_message(PasswordWorked(profile))

    asker.run_worker(run, name=name, description=name, thread=True, exclusive=True)
