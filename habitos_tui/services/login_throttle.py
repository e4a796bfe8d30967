"""How often passwords may be tried: a guesser is slowed down, the owner is not.

Every source has its own count for every name: a few tries are free, then the wait doubles. A source from which somebody
has logged in to that profile is known. All others share a bucket besides, one for the network and one for each account
of the machine, which bounds the tries of a guesser with many addresses; when it is full the known sources still get in.

A try is counted before the password is checked, in the transaction that allows it, so that any number of processes have
the tries of one. A clock that was set back begins a wait anew: it neither locks anyone out nor lets anyone in early.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil
from shlex import quote
from typing import TYPE_CHECKING, Final

from habitos_tui.domain.text.login_phrasing import wait_sentence
from habitos_tui.errors import TooManyTriesError
from habitos_tui.storage.logins import Bucket, LoginRepository, SourceTries

if TYPE_CHECKING:
    from collections.abc import Callable

    from habitos_tui.clock import Clock
    from habitos_tui.services.login_source import LoginSource
    from habitos_tui.storage.database import Database

FREE_TRIES: Final = 3
LONGEST_WAIT_SECONDS: Final = 15 * 60

BUCKET_SIZE: Final = 20
"""Tries in a row from sources that are not known."""
BUCKET_SECONDS: Final = 10 * 60
"""Until there is room for one more: longer than one source may try takes it, so that one alone never fills a bucket."""

MAX_KNOWN: Final = 10
"""Sources that a profile is known at, the last ones: each may try on its own."""
KNOWN_FOR: Final = timedelta(days=180)
FORGOTTEN_AFTER: Final = timedelta(days=1)
"""Tries on names that nobody has; no wait is longer."""
SLIPS_WITHIN: Final = timedelta(minutes=5)
"""Of a right password: wrong ones from the same source were slips."""

UNLOCK_HINT: Final = "Whoever owns the account of the data can end the wait: habitos-tui profile unlock"


def wait_seconds(failures: int) -> int:
    """Return how long to wait after so many wrong passwords in a row: nothing at first, then 1, 2, 4 and so on."""
    over = failures - FREE_TRIES
    return 0 if over < 0 else min(2 ** min(over, 10), LONGEST_WAIT_SECONDS)


class _State:
    """What was tried so far from a source, as it counts at a moment."""

    def __init__(self, tries: SourceTries, bucket: Bucket, now: datetime) -> None:
        self.now = now
        last = tries.last_failed_at
        self.set_back = bucket.updated_at > now or (last is not None and last > now)
        """Whether the clock was: what would be in the future is now."""
        self.tries = replace(tries, last_failed_at=None if last is None else min(last, now))
        passed = max((now - bucket.updated_at).total_seconds(), 0)
        self.bucket = Bucket(max(bucket.level - passed / BUCKET_SECONDS, 0), now)

    @property
    def left(self) -> int:
        """Seconds until the next try."""
        return self._source_wait() if self.is_known else max(self._source_wait(), self._bucket_wait())

    @property
    def is_known(self) -> bool:
        """Whether somebody has logged in from here, not too long ago."""
        last = self.tries.last_login_at
        return last is not None and self.now - last <= KNOWN_FOR

    def counted(self) -> _State:
        """Return it with one more wrong password."""
        tries = self.tries
        counted = replace(tries, failures=tries.failures + 1, last_failed_at=self.now, untold=tries.untold + 1)
        return _State(counted, self._filled(1), self.now)

    def taken_back(self, last_failed_at: datetime | None) -> _State:
        """Return it after a right password, which was counted as a wrong one before it was checked.

        A few wrong ones right before it were slips of the same person, who knows of them.
        """
        untold = max(self.tries.untold - 1, 0)
        slipped = untold < FREE_TRIES and last_failed_at is not None and self.now - last_failed_at < SLIPS_WITHIN
        tries = replace(
            self.tries,
            failures=0,
            last_failed_at=last_failed_at,
            last_login_at=self.now,
            untold=0 if slipped else untold,
        )
        return _State(tries, self._filled(-1), self.now)

    def _filled(self, more: int) -> Bucket:
        return self.bucket if self.is_known else replace(self.bucket, level=max(self.bucket.level + more, 0))

    def _source_wait(self) -> int:
        last, failures = self.tries.last_failed_at, self.tries.failures
        return 0 if last is None else ceil(wait_seconds(failures) - (self.now - last).total_seconds())

    def _bucket_wait(self) -> int:
        return ceil((self.bucket.level + 1 - BUCKET_SIZE) * BUCKET_SECONDS)


class LoginThrottle:
    """The tries of one source on the names of a database."""

    def __init__(self, database: Database, clock: Clock, source: Callable[[], LoginSource]) -> None:
        """`source` is asked for only where a password is tried."""
        self._database, self._clock, self._found = database, clock, source
        self._logins = LoginRepository(database)

    def count_try(self, name: str) -> datetime | None:
        """Count this try as a failure until it turns out right; TooManyTriesError when it comes too soon.

        Returns when the one before it was, for `succeeded`.
        """
        source = self._found()
        with self._database.reading():  # whoever is refused takes the database from nobody
            state = self._state(name, source)
        if state.left <= 0 or state.set_back:
            with self._database.unit():
                state = self._state(name, source)
                self._put(name, source, state if state.left > 0 else state.counted())
        if state.left > 0:
            raise TooManyTriesError(wait_sentence(state.left), state.left, hint=f"{UNLOCK_HINT} {quote(name)}")
        return state.tries.last_failed_at

    def succeeded(self, name: str, last_failed_at: datetime | None) -> None:
        """Take the try back: the password was right, and its source is known from now on."""
        source = self._found()
        with self._database.unit():
            state = self._state(name, source)
            self._put(name, source, state.taken_back(last_failed_at))
            self._logins.keep_known(name, MAX_KNOWN)

    def note_owner(self, name: str) -> None:
        """Note that the owner of a profile, who has just given it a password, is where this is."""
        source = self._found()
        with self._database.unit():
            tries = replace(self._logins.tries(name, source.name), failures=0, last_login_at=self._now())
            self._logins.put_tries(name, source.name, tries)
            self._logins.keep_known(name, MAX_KNOWN)

    def begin(self, name: str) -> None:
        """Begin anew with a name that is a new profile's from now on."""
        with self._database.unit():
            self._logins.forget(name)
            self.note_owner(name)

    def _state(self, name: str, source: LoginSource) -> _State:
        now = self._now()
        bucket = self._logins.bucket(name, source.bucket) or Bucket(0, now)
        return _State(self._logins.tries(name, source.name), bucket, now)

    def _put(self, name: str, source: LoginSource, state: _State) -> None:
        self._logins.put_tries(name, source.name, state.tries)
        self._logins.put_bucket(name, source.bucket, state.bucket)
        self._logins.tidy(name, state.now - FORGOTTEN_AFTER)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)
