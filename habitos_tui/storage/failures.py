"""Turns what SQLite and the file system refuse into errors a person can act on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from peewee import PeeweeException

from habitos_tui.errors import BusyError, DamagedDatabaseError, HabitosError, InvalidInputError, NotFoundError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise a HabitosError instead of what the database at `path` refuses.

    Mistakes of the program (wrong SQL, a moment without a zone) pass through as they are.
    """
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        reason = _first_reason(error, path)
        if reason is None:
            raise
        raise reason from error


def _first_reason(error: BaseException | None, path: Path) -> HabitosError | None:
    """Return what is behind an error or, when nothing is, behind the one that it came up in the handling of.

    A transaction that a full disk kept from being committed is over; rolling it back only hides the reason.
    """
    while error is not None:
        if isinstance(error, HabitosError):
            return error
        reason = _reason(error, path) if isinstance(error, PeeweeException | sqlite3.Error) else None
        if reason is not None:
            return reason
        error = error.__context__
    return None


def _reason(error: PeeweeException | sqlite3.Error, path: Path) -> HabitosError | None:
    cause = getattr(error, "orig", error)  # peewee wraps the driver's error, which alone knows the code
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & _PRIMARY == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(code, str(cause))
    explain = _EXPLANATIONS.get(code & _PRIMARY)
    return explain(path) if explain else None


def _busy(_path: Path) -> HabitosError:
    return BusyError(
        "Another program is writing to the database and did not finish in time; nothing was changed.",
        hint="Try again in a moment; if it lasts, look for a habitos-tui, or a backup or sync program, that hangs.",
    )


def damaged(path: Path) -> DamagedDatabaseError:
    """Return the error for a file that is no database of this program, or one that is broken."""
    return DamagedDatabaseError(
        f"“{path}” is damaged or not a habitos-tui database.",
        hint=f"Move it away and put a copy in its place; copies from before upgrades are in “{path.parent}/backups”.",
    )


def _full(path: Path) -> HabitosError:
    return HabitosError(
        f"There is no space left for “{path}”; nothing was changed.",
        title="The disk is full",
        hint="Make room and try again.",
    )


def _read_only(path: Path) -> HabitosError:
    return HabitosError(
        f"“{path}” cannot be written.",
        title="The database cannot be written",
        hint="Check the owner and the permissions of the file and of its directory.",
    )


def _not_openable(path: Path) -> HabitosError:
    return HabitosError(
        f"“{path}” cannot be opened.",
        title="The database cannot be opened",
        hint="Check that it exists, and the owner and the permissions of the file and of its directory.",
    )


def _unreadable(path: Path) -> HabitosError:
    return HabitosError(
        f"Reading or writing “{path}” failed; nothing was changed.",
        title="The disk failed",
        hint="Check the disk and the space left, then try again.",
    )


def _constraint(code: int, message: str) -> HabitosError:
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFoundError("What this refers to does not exist, or no longer.")
    if code in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        taken = next((sentence for column, sentence in _TAKEN.items() if column in message), "This exists already.")
        return InvalidInputError(taken)
    return InvalidInputError(f"This is outside what can be stored ({message}).")


_PRIMARY: Final = 0xFF
"""The low byte of an extended error code is the primary one."""

_EXPLANATIONS: Final[dict[int, Callable[[Path], HabitosError]]] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_PROTOCOL: _busy,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_CANTOPEN: _not_openable,
    sqlite3.SQLITE_IOERR: _unreadable,
}

_TAKEN: Final = {
    "profiles.name_key": "There is already a profile of that name.",
    "behaviors.id": "There is already a behavior with that id.",
    "rules.id": "There is already a rule with that id.",
    "objectives.name": "There is already an objective of that name.",
    "slots.name": "There is already a slot of that name.",
    "completions.session": "This session is already marked as done.",
    "absences.session": "This session is already marked as skipped.",
}
