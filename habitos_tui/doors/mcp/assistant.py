"""One profile as an assistant sees it: every call of a tool finds it as it is stored at that moment."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from habitos_tui.bootstrap import NO_BACKUP
from habitos_tui.cli.output import tell
from habitos_tui.doors.mcp.proposals import Proposals
from habitos_tui.errors import GaveUpError, HabitosError
from habitos_tui.paths import usable

if TYPE_CHECKING:
    from habitos_tui.bootstrap import DataDirectory
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.workspace import Workspace

STOPPED: Final[ContextVar[Event | None]] = ContextVar("stopped", default=None)
"""What says, in the thread of a call, that nobody waits for its answer any more."""


@dataclass(frozen=True, slots=True)
class CallProgress:
    """How far a call is: the seconds that it took so far, of how many at most, and what it is about."""

    seconds: float
    at_most: float | None
    words: str


@dataclass
class Call:
    """One call of a tool: on what it works, and how it hears that nobody waits any more."""

    assistant: Assistant
    stopped: Event = field(default_factory=Event)
    progress: CallProgress | None = None
    """How far it is; the one who waits looks at it now and then."""

    @cached_property
    def workspace(self) -> Workspace:
        """The services of the profile, as it was stored when the call first asked for them."""
        return self.assistant.workspace()

    @property
    def proposals(self) -> Proposals:
        """The plans that were found and not accepted yet."""
        return self.assistant.proposals


class Assistant:
    """What calls of tools work on. They may run in any thread, several at a time."""

    def __init__(self, directory: DataDirectory, profile: Profile) -> None:
        """The password of the profile was checked."""
        self._directory, self._profile = directory, profile
        self._state: tuple[int, ...] | None = None
        self._lock = Lock()
        self.proposals = Proposals()
        directory.on_wait(_give_up_unwanted)

    def workspace(self) -> Workspace:
        """Return the services of the profile as it is stored now; NoProfileError when it has gone.

        Other programs may have changed its preferences, or put another database in the place of this one.
        """
        with self._lock:
            workspace = self._directory.open_for_assistant(self._profile)
            with usable(self._directory.paths.database):
                state = workspace.history.state()
            if state != self._state:
                self._profile = workspace.history.reread()
                self._state = state
                workspace = self._directory.open_for_assistant(self._profile)
            return workspace

    def back_up_today(self) -> None:
        """Make the automatic copy of today if there is none yet, as after a command that changed something."""
        failure = self._directory.back_up_today(renew=False)
        if failure is not None:
            tell(f"{NO_BACKUP} {failure.message}")

    def damage(self) -> HabitosError | None:
        """Return the damage of the database that may be behind an unexpected error."""
        return self._directory.damage(self._profile.name)


def _give_up_unwanted(_seconds: float) -> None:
    """End the wait for another program, in the thread that waits, when its call was cancelled."""
    stopped = STOPPED.get()
    if stopped is not None and stopped.is_set():
        raise GaveUpError("Nobody waits for this any more. Nothing was changed.")
