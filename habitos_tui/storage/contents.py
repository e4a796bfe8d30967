"""How much is in a database file, of whatever version: what a person goes by who chooses a copy."""

import os
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from habitos_tui.domain.model.backup import DatabaseContents, ProfileContents
from habitos_tui.storage.failures import explained
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.leftover_journal import foreign_journal
from habitos_tui.storage.raw import connected, is_file, marks
from habitos_tui.storage.waiting import PRIMARY_CODE, is_locked, retried

_PROFILES: Final = """
    SELECT name,
        (SELECT count(*) FROM behaviors WHERE profile_id = profiles.id),
        (SELECT count(*) FROM completions WHERE profile_id = profiles.id),
        (SELECT count(*) FROM optimization_runs WHERE profile_id = profiles.id AND accepted_at IS NOT NULL),
        (SELECT min(day) FROM completions WHERE profile_id = profiles.id),
        (SELECT max(day) FROM completions WHERE profile_id = profiles.id)
    FROM profiles ORDER BY name_key
"""
"""Of tables and columns that every version has."""


_REFUSED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_READONLY})
"""What SQLite says of a file that may well be sound: another program has it, or its journal cannot be played back."""


def contents(path: Path) -> DatabaseContents | None:
    """Return what is in a copy, None where that cannot be told."""
    try:
        return _found(path, "ro")
    except (sqlite3.Error, ValueError, TypeError):
        return None


def present_contents(database: DatabaseFile) -> DatabaseContents | None:
    """Return what is in the database itself, None where nothing is that can be read.

    BusyError where another program keeps it locked, DamagedDatabaseError for what stands in the place of a journal.
    What a crash has left unfinished is undone first, as by every command that opens the file: no person is to decide by
    less than what is really there.
    """
    if (odd := database.place.odd_journal()) is not None:
        raise odd
    real = Path(os.path.realpath(database.path))
    if not is_file(real) or not real.stat().st_size or foreign_journal(real) is not None:
        return None
    with explained(database.place, lambda: None):
        try:
            return retried(lambda: _found(real, "rw"), is_locked, database.timeout, database.waits)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE in _REFUSED:
                raise
            return None
        except (ValueError, TypeError):
            return None


def _found(path: Path, mode: str) -> DatabaseContents | None:
    with connected(path, mode) as connection:
        found = marks(connection)
        if not found.ours:
            return None
        rows = connection.execute(_PROFILES).fetchall()
        return DatabaseContents(found.version, tuple(_profile(row) for row in rows))


def _profile(row: Sequence[Any]) -> ProfileContents:
    name, behaviors, completions, plans, first, last = row
    days = None if first is None else (date.fromisoformat(first), date.fromisoformat(last))
    return ProfileContents(name, behaviors, completions, plans, days)
