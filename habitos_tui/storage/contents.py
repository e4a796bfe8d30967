"""How much is in a database file, of whatever version: what a person goes by who chooses a copy."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from habitos_tui.domain.model.backup import DatabaseContents, ProfileContents
from habitos_tui.storage.raw import connected, marks

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


def contents(path: Path) -> DatabaseContents | None:
    """Return what is in a file, None where that cannot be told."""
    try:
        with connected(path, "ro") as connection:
            found = marks(connection)
            if not found.ours:
                return None
            rows = connection.execute(_PROFILES).fetchall()
            return DatabaseContents(found.version, tuple(_profile(row) for row in rows))
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _profile(row: Sequence[Any]) -> ProfileContents:
    name, behaviors, completions, plans, first, last = row
    days = None if first is None else (date.fromisoformat(first), date.fromisoformat(last))
    return ProfileContents(name, behaviors, completions, plans, days)
