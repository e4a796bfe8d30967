"""Small files in the layouts of other trackers."""

import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

LISTED = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
)


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write an archive, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_loop(
    path: Path, version: int, habits: Sequence[Mapping[str, object]], rows: Sequence[tuple[int, date, int, str]]
) -> Path:
    """Write a backup of Loop with the columns that its version has: rows are habit, day, value and note."""
    columns = [
        "id INTEGER PRIMARY KEY",
        "archived",
        "color",
        "description",
        "freq_den",
        "freq_num",
        "highlight",
        "name",
    ]
    columns += ["position", "reminder_hour", "reminder_min", "reminder_days"]
    columns += ["type", "target_type", "target_value", "unit"] if version >= 16 else []
    columns += ["question"] if version >= 23 else []
    columns += ["uuid"] if version >= 24 else []
    entries = [
        "id INTEGER PRIMARY KEY",
        "habit",
        "timestamp",
        *(["value"] if version >= 16 else []),
        *(["notes"] if version >= 25 else []),
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"CREATE TABLE Habits ({', '.join(columns)})")
        connection.execute(f"CREATE TABLE Repetitions ({', '.join(entries)})")
        known = {column.split()[0] for column in columns}
        for habit in habits:
            own = {name: value for name, value in habit.items() if name in known}
            connection.execute(
                f"INSERT INTO Habits ({', '.join(own)}) VALUES ({', '.join('?' * len(own))})", [*own.values()]
            )
        for habit_id, day, value, note in rows:
            moment = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
            given = {"habit": habit_id, "timestamp": moment, "value": value, "notes": note}
            row = {name: given[name] for name in (entry.split()[0] for entry in entries[1:])}
            connection.execute(
                f"INSERT INTO Repetitions ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
            )
    return path
