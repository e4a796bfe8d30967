"""What a database holds, in a form in which two of the same contents are equal."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_STAMPED: Final = re.compile(r'INSERT INTO "(?:changes|row_changes)"')
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")


def contents_of(path: Path) -> str:
    """Return everything in a sound database but the times that SQLite noted; AssertionError for one that is not."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        assert_sound(connection)
        return "\n".join(_STAMP.sub("", line) if _STAMPED.match(line) else line for line in connection.iterdump())


def assert_sound(connection: sqlite3.Connection) -> None:
    """Raise AssertionError with what SQLite finds wrong."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the database is damaged"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], "a reference leads nowhere"
