"""Turns what SQLite and the file system refuse into errors a person can act on."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from peewee import PeeweeException

from habitos_tui.errors import (
    BusyError,
    DamagedDatabaseError,
    DiskError,
    GaveUpError,
    HabitosError,
    InvalidInputError,
    NotFoundError,
)
from habitos_tui.paths import COPIES, Paths, has_copies, lost_link
from habitos_tui.storage.copy_names import by_age
from habitos_tui.storage.leftover_journal import foreign_journal
from habitos_tui.storage.raw import is_sound
from habitos_tui.storage.waiting import PRIMARY_CODE

SET_ASIDE: Final = "habitos-damaged-"
"""How the name of a damaged file begins that another one took the place of."""


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """A database file, and where copies of it are kept."""

    path: Path
    backups: Path
    version: int
    """Of this program: it can put no copy of a newer one in its place."""
    written: Path | None = None
    """What is written while this is only read; None where it is this itself."""
    makes_sense: Callable[[Path], bool] = lambda copy: True
    """Whether the program can read what is in a sound copy, and not SQLite alone; known to the rooms above."""

    def damaged(self, what: str = "is damaged or not a habitos-tui database") -> DamagedDatabaseError:
        """Return the error for a file of which `what` can be said."""
        return DamagedDatabaseError(f"“{self.path}” {what}.", hint=self.way_back())

    def way_back(self) -> str:
        """Return how to get back what a damaged file held; it names only a copy that is good."""
        newest, where = self.newest_copy(), self._where()
        if newest is None:
            return f"{_none_beside(where)}; to save what can be read: habitos-tui check --mend{where}"
        return _to_put_back(newest, where)

    def way_to_a_copy(self) -> str:
        """Return how to put a copy back, where mending is no way."""
        newest, where = self.newest_copy(), self._where()
        return f"{_none_beside(where)}." if newest is None else _to_put_back(newest, where)

    def _where(self) -> str:
        """Return the option without which a command would be about another database; "" where it needs none."""
        try:
            usual = Paths.default(None, os.environ).root
        except (OSError, RuntimeError):  # a person without a home: they said where
            usual = None
        return "" if usual == self.path.parent else f" --data-dir {quote(str(self.path.parent))}"

    def obstacle(self) -> DamagedDatabaseError | None:
        """Return the error for something at this place that is no file, or is an empty one; None where a file is.

        So for what is no file where its journals belong. OSError when that cannot be told.
        """
        if not os.path.lexists(self.path):
            return self.odd_journal() or self._lost()
        if (lost := lost_link(self.path)) is not None:
            return lost
        if self.path.is_dir():
            return self.damaged("is a directory where a database should be")
        if not self.path.is_file():
            return self.damaged("is neither a file nor a link to one")
        if self.path.stat().st_size == 0:
            return self.damaged("is empty: what it held is gone, or it never was a database")
        return self.odd_journal()

    def odd_journal(self) -> DamagedDatabaseError | None:
        """Return the error for a directory or the like where SQLite keeps a journal: to it that is a broken disk."""
        real = os.path.realpath(self.path)
        for journal in (Path(f"{real}-journal"), Path(f"{real}-wal")):
            if os.path.lexists(journal) and not journal.is_file():
                what = "a directory" if journal.is_dir() else "no file"
                return DamagedDatabaseError(
                    f"“{journal}” is {what}, and stands where a journal of the database belongs.",
                    hint="Move it away, as into another folder, then look at the database: habitos-tui check",
                )
        return None

    def _lost(self) -> DamagedDatabaseError | None:
        """Return the error for what is left of a database that is missing; None where there never was one.

        A new file would be changed by what the journal of another holds. Where there are backups there was something to
        back up: whoever lost it is not to find an empty household in its place.
        """
        left = next((file for file in existing_files(self.path) if file != self.path), None)
        if left is not None:
            return DamagedDatabaseError(
                f"“{self.path}” is missing, but “{left.name}”, which belongs to it, is there.",
                hint="Put the database back beside it; to begin anew, move that file away too.",
            )
        if not has_copies(self.backups):
            return None
        return DamagedDatabaseError(
            f"“{self.path}” is missing, but there are backups of it.",
            hint=f"To begin anew, move “{self.backups}” away. {self.way_back()}",
        )

    def foreign_journal(self) -> DamagedDatabaseError | None:
        """Return the error for a journal of another database; SQLite would play it back, and damage this one.

        OSError when that cannot be told.
        """
        journal = foreign_journal(self.path)
        if journal is None:
            return None
        return DamagedDatabaseError(
            f"“{journal}” is not of the database beside it, and would damage that.",
            hint="Move that file away, as into another folder; the database itself is as it was: habitos-tui check",
        )

    def newest_copy(self) -> Path | None:
        """Return the newest of the copies that can be put back, None where there is none or they cannot be read."""
        try:
            copies = sorted(filter(Path.is_file, self.backups.glob(COPIES)), key=by_age, reverse=True)
        except OSError:  # copies that cannot be read do not count
            return None
        found = (copy for copy in copies if not copy.name.startswith(SET_ASIDE))
        return next((copy for copy in found if is_sound(copy, self.version) and self.makes_sense(copy)), None)


def _none_beside(where: str) -> str:
    return f"There is no good copy beside it. If you have one elsewhere: habitos-tui restore FILE{where}"


def _to_put_back(newest: Path, where: str) -> str:
    return f"The newest good backup is “{newest}”. To put it back: habitos-tui restore {newest.name}{where}"


def existing_files(path: Path) -> Iterator[Path]:
    """Yield the paths of existing database files; a journal counts only with changes in it."""
    if os.path.lexists(path):
        yield path
    for journal in (Path(f"{path}-journal"), Path(f"{path}-wal")):
        if journal.is_file() and journal.stat().st_size:
            yield journal


@contextmanager
def explained(
    place: DatabasePlace, inspect: Callable[[], HabitosError | None], *, reading: bool = False
) -> Iterator[None]:
    """Raise a HabitosError instead of what the database at `place` refuses.

    `inspect` tells whether the file lacks what a statement needs. If it lacks nothing, that is a mistake of the program
    (wrong SQL, a moment without a zone) and passes through as it is. What only reads changes nothing anyhow.
    """
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        reason = _first_reason(error, place) or inspect()
        if reason is None:
            raise
        if reading and isinstance(reason, BusyError):
            reason = BusyError("Another program is writing to the database and did not finish in time.", hint=WAIT)
        raise reason from error
    except GaveUpError as error:
        if reading:
            raise GaveUpError("You gave up waiting; not all that is shown may be up to date.") from error
        raise
    except UnicodeDecodeError as error:  # the driver could not read what SQLite says about a name in the schema
        raise place.damaged() from error


def _first_reason(error: BaseException | None, place: DatabasePlace) -> HabitosError | None:
    """Return what is behind an error or, when nothing is, behind the one that it came up in the handling of.

    A transaction that a full disk kept from being committed is over; rolling it back only hides the reason.
    """
    while error is not None:
        if isinstance(error, HabitosError):
            return error
        reason = _reason(error, place) if isinstance(error, PeeweeException | sqlite3.Error) else None
        if reason is not None:
            return reason
        error = error.__context__
    return None


def _reason(error: PeeweeException | sqlite3.Error, place: DatabasePlace) -> HabitosError | None:
    cause = getattr(error, "orig", error)  # peewee wraps the driver's error, which alone knows the code
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return place.damaged() if _UNREADABLE_TEXT in str(cause) else None
    if code & PRIMARY_CODE == sqlite3.SQLITE_ERROR and _UNREADABLE_JSON in str(cause):
        return place.damaged("is damaged: a value in it cannot be read")
    if code & PRIMARY_CODE == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(code, str(cause))
    explain = _EXPLANATIONS.get(code & PRIMARY_CODE)
    return explain(place) if explain else None


def is_refused(error: PeeweeException | sqlite3.Error) -> bool:
    """Tell whether SQLite refused a statement as such: ours are valid, so the file is damaged."""
    return getattr(getattr(error, "orig", error), "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def is_of_the_disk(error: Exception) -> bool:
    """Tell whether there was no room, or the disk failed: what was to be written has nothing to do with it."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    return code & PRIMARY_CODE in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def _busy(_place: DatabasePlace) -> HabitosError:
    return BusyError(
        "Another program is writing to the database and did not finish in time; nothing was changed.",
        hint=WAIT,
    )


def _no_database(place: DatabasePlace) -> HabitosError:
    return place.damaged()  # as the place says it: that of a copy has words of its own


def _torn(place: DatabasePlace) -> HabitosError:
    return place.damaged("is damaged: its parts do not fit together")


def _full(place: DatabasePlace) -> HabitosError:
    return HabitosError(
        f"There is no space left for “{place.written or place.path}”; nothing was changed.",
        title="The disk is full",
        hint="Make room and try again.",
    )


def read_only(place: DatabasePlace) -> HabitosError:
    """Return the error for a file that this person may not write."""
    return HabitosError(
        f"“{place.path}” cannot be written.",
        title="The database cannot be written",
        hint="Check the owner and the permissions of the file and of its directory.",
    )


def _obstacle(place: DatabasePlace) -> HabitosError | None:
    try:
        return place.obstacle()
    except OSError:
        return None


def _not_openable(place: DatabasePlace) -> HabitosError:
    return _obstacle(place) or HabitosError(
        f"“{place.path}” cannot be opened.",
        title="The database cannot be opened",
        hint="Check that it exists, and the owner and the permissions of the file and of its directory.",
    )


def _unreadable(place: DatabasePlace) -> HabitosError:
    """Return the error for a disk that failed; SQLite does not say of which file, where one is copied to another."""
    written = f"or writing “{place.path}”" if place.written is None else f"“{place.path}” or writing “{place.written}”"
    return _obstacle(place) or DiskError(
        f"Reading {written} failed; nothing was changed.",
        hint="Check the disk and the space left, then try again.",
    )


def _constraint(code: int, message: str) -> HabitosError:
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFoundError("What this refers to does not exist, or no longer.")
    if code in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        taken = next((sentence for column, sentence in _TAKEN.items() if column in message), "This exists already.")
        return InvalidInputError(taken)
    return InvalidInputError(f"This is outside what can be stored ({message}).")


WAIT: Final = "Try again in a moment; if it lasts, look for a habitos-tui, or a backup or sync program, that hangs."

"""The low byte of an extended error code is the primary one."""

_UNREADABLE_TEXT: Final = "Could not decode to UTF-8"
"""How the driver, which has no codes, begins to refuse text; only what is stored comes to it as bytes."""

_UNREADABLE_JSON: Final = "malformed JSON"
"""What SQLite says of a column with JSON; the program never hands it any."""

_EXPLANATIONS: Final[dict[int, Callable[[DatabasePlace], HabitosError]]] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_PROTOCOL: _busy,
    sqlite3.SQLITE_CORRUPT: _torn,
    sqlite3.SQLITE_NOTADB: _no_database,
    sqlite3.SQLITE_TOOBIG: _no_database,
    sqlite3.SQLITE_FORMAT: _no_database,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
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
