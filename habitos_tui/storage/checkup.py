"""Whether a database file is sound: its pages, its references, its journal, and every object in it."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.errors import DamagedDatabaseError, HabitosError
from habitos_tui.paths import may
from habitos_tui.storage.away import AwayRepository
from habitos_tui.storage.behaviors import BehaviorRepository
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.completions import CompletionRepository
from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import fold, safe_with_wal
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.pauses import PauseRepository
from habitos_tui.storage.plans import PlanRepository
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.promises import PromiseRepository
from habitos_tui.storage.raw import connected, marks, writable_copy
from habitos_tui.storage.rules import RuleRepository
from habitos_tui.storage.wishes import WishRepository

MAX_RUNS = 1_000_000
EVER: tuple[date, date] = EARLIEST, LATEST


def sqlite_version() -> str:
    """Return the version of the SQLite library in use, such as "3.40.1"."""
    return sqlite3.sqlite_version


def wal_is_safe() -> bool:
    """Tell whether that library may use WAL without risk to the file."""
    return safe_with_wal(sqlite3.sqlite_version_info)


def version_of(database: Database) -> int:
    """Return the version of the file."""
    with database.reading():
        return database.check_version()


def broken_pages(database: Database) -> list[str]:
    """Return what SQLite's own check of pages, indexes and constraints finds; nothing in a sound file.

    Of a file that cannot be written, of which SQLite does not check constraints, a copy is looked at.
    """
    with database.reading():
        if may(database.path, os.W_OK):
            found = [str(line) for (line,) in fetched(database.connections, "PRAGMA integrity_check")]
        else:
            with writable_copy(database.connections.connection()) as copy:
                found = [str(line) for (line,) in copy.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def orphans(database: Database) -> list[str]:
    """Return the tables with rows that refer to something that is not there."""
    with database.reading():
        return sorted({str(row[0]) for row in fetched(database.connections, "PRAGMA foreign_key_check")})


def lost_references(database: Database) -> DamagedDatabaseError | None:
    """Return the error for a file in which something refers to what is not there, else None; takes milliseconds.

    SQLite refuses to store or leave such a row, so what it referred to is lost.
    """
    tables = orphans(database)
    if not tables:
        return None
    return database.place.damaged(f"is damaged: rows of {', '.join(tables)} refer to what is not there")


def missing_parts(database: Database) -> list[str]:
    """Return which tables, indexes and triggers are not there or not as they were made."""
    damage = database.schema_damage()
    return [] if damage is None else [damage.message.rstrip(".")]


def unreadable(database: Database, only: str | None = None) -> Iterator[str]:
    """Read everything there is; yield what cannot be read, as "the rules of “Ada”: what is wrong".

    With `only` no other profile is named.
    """
    for stored in ProfileRepository(database).all():
        for what, read in _everything(database, stored.profile.id).items():
            try:
                read()
            except DamagedDatabaseError as error:
                named = only is None or fold(only) == fold(stored.profile.name)
                yield f"{what} of {f'“{stored.profile.name}”' if named else 'another profile'}: {error.message}"


def first_unreadable(database: Database) -> str:
    """Return the first thing that cannot be read, as a clause without a full stop; "" where everything can."""
    try:
        found = next(unreadable(database), "")
    except DamagedDatabaseError as error:  # a profile itself
        found = error.message
    return found.rstrip(".")


def can_be_read(copy: Path) -> bool:
    """Tell whether everything in a sound copy can be read; one of another version would have to be brought to ours."""
    database = Database(copy)
    try:
        with connected(copy, "ro") as connection:
            if marks(connection).version != database.version:
                return True
        return not first_unreadable(database)
    except (HabitosError, sqlite3.Error):
        return False


def _everything(database: Database, profile_id: Any) -> Mapping[str, Callable[[], object]]:
    behaviors, plans = BehaviorRepository(database, profile_id), PlanRepository(database, profile_id)
    calendar, log = CalendarRepository(database, profile_id), CompletionRepository(database, profile_id)
    return {
        "The objectives": ObjectiveRepository(database, profile_id).all,
        "The behaviors": lambda: (behaviors.all(), behaviors.all(archived=True)),
        "The rules": RuleRepository(database, profile_id).all,
        "The slots": calendar.slots,
        "The busy time": lambda: (calendar.busy(), calendar.dated(*EVER), calendar.days_off(*EVER)),
        "The plan": lambda: plans.sessions(*EVER),
        "The runs": lambda: [plans.run(run.id) for run in plans.runs(MAX_RUNS)],
        "The log": lambda: (log.between(*EVER), log.skips_between(*EVER), log.count(LogFilter())),
        "The days away": lambda: AwayRepository(database, profile_id).between(*EVER),
        "The pauses": PauseRepository(database, profile_id).all,
        "The promises": PromiseRepository(database, profile_id).all,
        "What was wanted when": lambda: WishRepository(database, profile_id).all(
            behaviors.all(), behaviors.all(archived=True)
        ),
    }
