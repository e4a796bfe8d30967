"""What all requests share: the data directory, the tokens, the searches that are going on, and answers that hold."""

import sys
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Final, TypeVar, cast

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI
from starlette.requests import HTTPConnection

from habitos_tui.bootstrap import NO_BACKUP, DataDirectory
from habitos_tui.doors.api.keys import Tokens
from habitos_tui.doors.api.solving import Solves
from habitos_tui.errors import BusyError
from habitos_tui.exchange.calendars.reader import stop_reading
from habitos_tui.paths import usable
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.api_logins import ApiLogins
from habitos_tui.services.login_source import client_source

T = TypeVar("T")

CHECKS_AT_ONCE: Final = 2
"""Passwords that are checked at the same time: each takes a third of a second of a processor, on purpose."""
REGISTERING_SECONDS: Final = 1.0
"""How long registering takes: an answer that came sooner or later where a name is taken would tell."""
LONGEST_WAIT_SECONDS: Final = 5.0
"""For another program that is writing."""
_MOST_ANSWERS: Final = 256
_SETTLED: Final = 50_000_000
"""Nanoseconds after a change of the file: clocks of file systems are coarser than two changes in a row."""


class Answers:
    """What was found in the database and still holds: forgotten as soon as anybody has changed anything."""

    def __init__(self, directory: DataDirectory) -> None:
        self._database = directory.database
        self._signature: tuple[int, ...] = ()
        self._known: dict[Hashable, Any] = {}

    async def get(self, what: Hashable, find: Callable[[], T]) -> T:
        """Return what `find` finds, in a thread of its own unless it is known."""
        with usable(self._database.path):
            signature = self._database.signature()
        if signature != self._signature:
            self._signature = signature
            self._known.clear()
            await to_thread.run_sync(self._follow_file)
        if what in self._known:
            return cast("T", self._known[what])
        found = await to_thread.run_sync(find)
        if signature == self._signature and _is_settled(signature):
            if len(self._known) >= _MOST_ANSWERS:
                self._known.clear()
            self._known[what] = found
        return found

    def _follow_file(self) -> None:
        """Go on with another file in the place of this one, as a restored copy is: each request reads all it needs."""
        if self._database.is_replaced():
            self._database.accept_file()


def _is_settled(signature: tuple[int, ...]) -> bool:
    """Tell whether the last change was so long ago that the next one gives the file another time."""
    return all(time.time_ns() - changed > _SETTLED for changed in signature[1::2])


@dataclass(slots=True)
class ApiState:
    """The state of one server."""

    directory: DataDirectory
    tokens: Tokens
    solves: Solves
    may_register: bool = False
    registering_seconds: float = REGISTERING_SECONDS
    answers: Answers = field(init=False)
    logins: ApiLogins = field(init=False)
    ending: bool = field(default=False, init=False)
    backed_up: date | None = field(default=None, init=False)
    """The day on which a copy of the database was made."""
    _checking: CapacityLimiter | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Make what follows from the directory."""
        self.answers = Answers(self.directory)
        self.logins = ApiLogins(self.directory.database, self.directory.clock)
        self.directory.on_wait(self._waited)

    def _waited(self, seconds: float) -> None:
        if self.ending or seconds > LONGEST_WAIT_SECONDS:
            raise BusyError("Another program is writing.")

    async def close(self) -> None:
        """End what is going on."""
        self.ending = True
        stop_reading()
        await self.solves.close()

    def accounts(self, connection: HTTPConnection) -> Accounts:
        """Return the profiles as a client finds them."""
        return self.directory.accounts_for(client_source(connection.client.host if connection.client else ""))

    async def checked(self, check: Callable[[], T]) -> T:
        """Return what a check of a password returns; a few at a time."""
        if self._checking is None:
            self._checking = CapacityLimiter(CHECKS_AT_ONCE)
        return await to_thread.run_sync(check, limiter=self._checking)

    async def back_up(self) -> None:
        """Copy the database with the first change of a day."""
        today = self.directory.clock.now().date()
        if self.backed_up != today:
            self.backed_up = today
            failure = await to_thread.run_sync(lambda: self.directory.back_up_today(renew=False))
            if failure is not None:
                print(f"{NO_BACKUP} {failure.message}", file=sys.stderr, flush=True)


def state_of(connection: HTTPConnection) -> ApiState:
    """Return the state of the server that a request came to."""
    app: FastAPI = connection.app
    state: ApiState = app.state.api
    return state


State = Annotated[ApiState, Depends(state_of)]
