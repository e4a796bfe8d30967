"""The backup of Loop Habit Tracker: its SQLite database, of every version up to 25.

Before version 16 a row means that a habit was done; from then on it has a value, from 23 on habits have a question,
from 24 on an id that stays, from 25 on rows have notes. Values are those of the CSV export.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from habitos_tui.domain.model.tracked import Tracked, TrackedHabit, TrackerKind
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.trackers.loop_csv import days_of
from habitos_tui.exchange.trackers.source import FIRST, MAX_NOTE, MAX_ROWS, named

NEWEST: Final = 25
SECONDS: Final = 20.0
"""To read all of it."""
_MAGIC: Final = b"SQLite format 3\0"
_DONE: Final = 2
_STEPS: Final = 10_000
"""Of SQLite between two looks at the clock."""


def is_database(path: Path) -> bool:
    """Tell whether a file is a database of SQLite; what cannot be read, or is none, is not."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def read_loop_database(path: Path) -> Tracked:
    """Return the habits of a backup; InvalidInputError when it is none, is damaged, or is of a newer version."""
    until = time.monotonic() + SECONDS
    place = path.absolute().as_uri() + "?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(place, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
            connection.execute("PRAGMA trusted_schema = OFF")
            return _read(connection, path.name)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise InvalidInputError(f"{path.name} is no backup of Loop that can be read: {error}.") from error


def _read(connection: sqlite3.Connection, name: str) -> Tracked:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > NEWEST:
        raise InvalidInputError(f"{name} is of version {version} of Loop's database; {NEWEST} is the newest known.")
    habits = list(_rows(connection, "Habits", "id", name))
    repetitions: dict[Any, list[tuple[str, str, str]]] = {}
    for row in _rows(connection, "Repetitions", "habit", name):
        repetitions.setdefault(row["habit"], []).append(_repetition(row))
    read = [_habit(row, repetitions.get(row["id"], [])) for row in habits]
    left_out = [(habit.name, why) for habit, whys in read for why in whys]
    return Tracked(TrackerKind.LOOP, tuple(habit for habit, _ in read), (), tuple(left_out))


def _rows(connection: sqlite3.Connection, table: str, needed: str, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by their columns in lower case; one of them is `needed`, the others need not be."""
    kinds = connection.execute("SELECT type FROM sqlite_schema WHERE lower(name) = ?", (table.lower(),)).fetchone()
    if kinds is None or kinds[0] != "table":
        raise InvalidInputError(f"{name} is no backup of Loop: it has no table {table}.")
    rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
    if needed not in {column[0].lower() for column in rows.description}:
        raise InvalidInputError(f"{name} is no backup of Loop: its table {table} has no column {needed}.")
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise InvalidInputError(f"There are more than {MAX_ROWS} rows in {table}.")
        yield {key.lower(): row[key] for key in row.keys()}  # noqa: SIM118 - a row is no mapping


def _repetition(row: dict[str, Any]) -> tuple[str, str, str]:
    """Return date, value and note of a row; its moment is midnight in UTC, in milliseconds."""
    moment, value = row.get("timestamp"), row.get("value", _DONE)
    if not isinstance(moment, int) or not 0 < moment // 1000 < 32503680000:
        return "", "", ""
    day = datetime.fromtimestamp(moment // 1000, UTC).date()
    return (day.isoformat() if day >= FIRST else ""), str(value)[:30], str(row.get("notes") or "")[:MAX_NOTE]


def _habit(row: dict[str, Any], repetitions: list[tuple[str, str, str]]) -> tuple[TrackedHabit, list[str]]:
    counted = row.get("type") == 1
    days, whys = days_of(repetitions, counted=counted)
    name = named(str(row.get("name") or "")) or f"Habit {row['id']}"
    target = row.get("target_value")
    habit = TrackedHabit(
        key=str(row.get("uuid") or f"{name} {row['id']}"),
        name=name,
        times=max(0, _whole(row.get("freq_num"), 1)),
        every=max(1, _whole(row.get("freq_den"), 1)),
        days=days,
        unit=named(str(row.get("unit") or ""))[:30] if counted else "",
        amount=float(target) if counted and isinstance(target, int | float) else None,
        archived=bool(row.get("archived")),
    )
    if counted and row.get("target_type") == 1:
        whys.append("is wanted at most so much, which is no target here: it only comes with what was done")
    return habit, whys


def _whole(value: object, usual: int) -> int:
    return value if isinstance(value, int) else usual
