"""What things are called, for a shell that completes a line while it is typed.

Read with SQLite alone, in a few milliseconds, and never waited for: what cannot be read has no names. A profile that
has a password tells nothing of what is in it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from habitos_tui.domain.model.naming import folded

_SECONDS: Final = 0.1
"""To wait for another program that writes: nobody notices."""

_BEHAVIORS: Final = "SELECT name, id, '' FROM behaviors WHERE profile_id = :profile"
_PAUSED: Final = "id IN (SELECT behavior FROM pauses WHERE profile_id = :profile"


class NameKind(Enum):
    """What is named, as the query for (name, another name, what it is) of a profile."""

    BEHAVIOR = f"{_BEHAVIORS} AND NOT archived ORDER BY position"
    ARCHIVED_BEHAVIOR = f"{_BEHAVIORS} AND archived ORDER BY position"
    ANY_BEHAVIOR = f"{_BEHAVIORS} ORDER BY archived, position"
    PAUSED_BEHAVIOR = (
        f"{_BEHAVIORS} AND {_PAUSED} AND coalesce(last, '9999') >= date('now', '-1 day')) ORDER BY position"
    )
    ONCE_PAUSED_BEHAVIOR = f"{_BEHAVIORS} AND {_PAUSED}) ORDER BY position"
    TASK = f"{_BEHAVIORS} AND NOT archived AND task IS NOT NULL ORDER BY position"
    RULE = """
        SELECT id, '', coalesce(nullif(json_extract(body, '$.name'), ''), CASE type
            WHEN 'time_budget' THEN 'so much time'
            WHEN 'frequency' THEN 'so many sessions'
            WHEN 'duration_bounds' THEN 'a session lasts so long'
            WHEN 'precedence' THEN 'one before another'
            WHEN 'mutual_exclusion' THEN 'never together'
            WHEN 'stack' THEN 'one right after another'
        END)
        FROM rules WHERE profile_id = :profile ORDER BY position
    """
    OBJECTIVE = "SELECT name, '', '' FROM objectives WHERE profile_id = :profile ORDER BY position"
    SLOT = "SELECT name, '', '' FROM slots WHERE profile_id = :profile ORDER BY position"
    CALENDAR = "SELECT name, '', '' FROM calendar_sources WHERE profile_id = :profile ORDER BY name"
    TAG = (
        "SELECT value, '', '' FROM behaviors, json_each(tags) WHERE profile_id = :profile"
        " UNION SELECT tag, '', '' FROM completion_tags WHERE profile_id = :profile ORDER BY 1"
    )


class ShownName(NamedTuple):
    """A name, another one that means the same or "", and what it is or ""."""

    name: str
    other: str = ""
    what: str = ""


def profile_names(database: Path) -> tuple[str, ...]:
    """Return the names of all profiles; none where they cannot be read."""
    return tuple(name for _, name, _ in _read(database, "SELECT id, name, '' FROM profiles ORDER BY name_key"))


def names_of(database: Path, profile: str | None, kind: NameKind) -> tuple[ShownName, ...]:
    """Return what there is of a kind in a profile, the only one where none is named.

    None where that has a password, is not there or cannot be read.
    """
    found = _read(database, "SELECT id, name, CASE WHEN password_hash IS NULL THEN 'open' ELSE '' END FROM profiles")
    meant = [(key, is_open) for key, name, is_open in found if profile is None or folded(name) == folded(profile)]
    if len(meant) != 1 or not meant[0][1]:
        return ()
    return tuple(ShownName(*row) for row in _read(database, kind.value, meant[0][0]))


def _read(database: Path, query: str, profile: str = "") -> tuple[tuple[str, str, str], ...]:
    """Return the rows of three texts; none where the file is missing, busy, damaged, foreign or of an older version."""
    try:
        # At a pipe SQLite would wait for somebody who writes.
        return tuple(_rows(database, query, profile)) if database.is_file() else ()
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return ()


def _rows(database: Path, query: str, profile: str) -> Iterator[tuple[str, str, str]]:
    place = database.absolute().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(place, uri=True, timeout=_SECONDS)) as connection:
        for name, other, what in connection.execute(query, {"profile": profile}):
            yield str(name), str(other), str(what)
