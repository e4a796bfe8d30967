"""Waiting for another process that has the database file locked: in short steps, so that the user can be told.

SQLite waits silently for as long as its timeout says. Here that is a fraction of a second; then the callback `waits`
is told, and the same statement is tried again. That is safe for every statement that can find the file locked: one
that begins a transaction or reads first has changed nothing yet, and a COMMIT that was refused leaves its transaction
open.
"""

import sqlite3
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any, Final, TypeVar

from peewee import SqliteDatabase

T = TypeVar("T")

Waits = Callable[[float], object]
"""Called in the waiting thread with the seconds waited so far; an error that it raises ends the wait."""

STEP: Final = 0.1
"""Seconds until `waits` is told first, and from one time to the next."""

PRIMARY_CODE: Final = 0xFF
"""The low byte of an extended error code is the primary one."""


class WaitingConnections(SqliteDatabase):
    """Connections to a file that other processes lock at times."""

    def __init__(self, database: str, *, seconds: float, waits: Waits, **options: Any) -> None:
        """`seconds` is for how many seconds a statement is tried before it is refused."""
        super().__init__(database, timeout=min(STEP, seconds), **options)
        self._seconds, self._waits = seconds, waits

    def connect(self, reuse_if_open: bool = False) -> bool:
        """Open a connection: its settings make SQLite read the file for the first time."""
        return self._retried(lambda: SqliteDatabase.connect(self, reuse_if_open))

    def begin(self, lock_type: str | None = None) -> None:
        """Begin a transaction as soon as the file is free for it."""
        self._retried(lambda: SqliteDatabase.begin(self, lock_type))

    def commit(self) -> None:
        """Commit as soon as no other connection is reading."""
        self._retried(lambda: SqliteDatabase.commit(self))

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run a statement as soon as the file is free for it."""
        return self._retried(lambda: SqliteDatabase.execute_sql(self, sql, params))

    def _retried(self, attempt: Callable[[], T]) -> T:
        return retried(attempt, is_locked, self._seconds, self._waits)


def retried(attempt: Callable[[], T], locked: Callable[[Exception], bool], seconds: float, waits: Waits) -> T:
    """Return what `attempt` does, tried again for as long as it finds something `locked`, up to `seconds` seconds.

    Each attempt should take up to STEP seconds before it gives up; `waits` is told then.
    """
    begun = monotonic()
    while True:
        tried = monotonic()
        try:
            return attempt()
        except Exception as error:
            if not locked(error) or monotonic() - begun >= seconds:
                raise
        waits(monotonic() - begun)
        sleep(max(tried + STEP - monotonic(), 0))  # SQLite returns at once where it expects that waiting does not help


def is_locked(error: Exception) -> bool:
    """Tell whether another process had the file locked; trying again does not help where a snapshot is too old."""
    cause = getattr(error, "orig", error)  # peewee wraps the driver's error, which alone knows the code
    code: int = getattr(cause, "sqlite_errorcode", 0)
    return code & PRIMARY_CODE == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT
