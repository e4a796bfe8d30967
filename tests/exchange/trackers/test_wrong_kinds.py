"""Small files of trackers in which one value is of another kind, or one column is missing: a sentence at most."""

import copy
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habitos_tui.domain.model.tracked import TrackerKind
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.trackers.read import read_tracker
from tests.exchange.trackers.files import write_loop

KINDS: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    2.5,
    float("inf"),
    "",
    "a",
    [],
    [1],
    [[]],
    ["a", {}],
    {},
    {"a": 1},
    {"": [{}]},
)
DOCUMENTS: dict[TrackerKind, Any] = {
    TrackerKind.BEAVER: {
        "habits": [
            {
                "id": "abc",
                "name": "Run",
                "status": "active",
                "tags": ["out"],
                "period": {"period_type": "W", "period_count": 2, "target_count": 3},
                "records": [{"day": "2026-11-24", "done": True, "text": "good"}],
            }
        ]
    },
    TrackerKind.DIJO: [
        {"type": "Bit", "name": "Run", "stats": {"2026-11-24": [True]}, "goal": [True]},
        {"type": "Count", "name": "Water", "stats": {"2026-11-24": 3}, "goal": 8},
        {"type": "Float", "name": "Way", "stats": {"2026-11-24": {"value": 125, "precision": 1}}, "goal": 2.5},
    ],
    TrackerKind.TASKWARRIOR: [
        {
            "uuid": "1",
            "description": "Taxes",
            "status": "completed",
            "due": "20261224T230000Z",
            "end": "20261101T100000Z",
            "project": "home",
            "tags": ["x"],
        }
    ],
}
HABIT = {"id": 4, "name": "Run", "freq_num": 2, "freq_den": 7, "archived": 0, "type": 1, "unit": "km", "uuid": "abc"}
REPETITION = (4, date(2026, 11, 24), 2500, "good")
VERSIONS = (9, 16, 23, 24, 25)


def places(value: object) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value of a document, from the whole to the last of a list."""
    yield ()
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from ((key, *rest) for rest in places(member))


def changed(document: object, place: tuple[Any, ...], value: object) -> object:
    """Return a document with another value in one place."""
    whole = {"": copy.deepcopy(document)}
    parent: Any = whole
    way = ("", *place)
    for key in way[:-1]:
        parent = parent[key]
    parent[way[-1]] = value
    return whole[""]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_values_of_every_kind_in_every_place(tmp_path: Path, kind: TrackerKind) -> None:
    path = tmp_path / "file.json"
    for place in places(DOCUMENTS[kind]):
        for value in KINDS:
            path.write_text(json.dumps(changed(DOCUMENTS[kind], place, value)), encoding="utf-8")
            with suppress(InvalidInputError):
                read_tracker(kind, path)


def test_what_is_no_text_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"habits": [{"name": {"a": 1}, "tags": [["b"], 3]}]}')
    [habit] = read_tracker(TrackerKind.BEAVER, tmp_path / "a.json").habits
    assert (habit.name, habit.tags) == ("Habit 1", ("", "3"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TrackerKind.BEAVER, '{"habits":[{"name":"x","status":["a"],"records":[]}]}'),
        (TrackerKind.DIJO, '[{"name":"x","type":{"a":1},"stats":{}}]'),
        (TrackerKind.TASKWARRIOR, '[{"description":"x","status":{"a":1}}]'),
    ],
)
def test_a_word_that_is_none_is_named(tmp_path: Path, kind: TrackerKind, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(InvalidInputError, match=r"a\.json holds an entry whose “(status|type)” is no word\."):
        read_tracker(kind, tmp_path / "a.json")


def altered(path: Path, version: int, table: str, column: str, value: str | None) -> Path:
    """Write a backup of Loop with another value in a column, or without that column."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(write_loop(path, version, [HABIT], [REPETITION]))) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = [name for name in columns if name != column] + ([f"{value} AS {column}"] if value else [])
        connection.execute(f"CREATE TABLE other AS SELECT {', '.join(kept)} FROM {table}")
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE other RENAME TO {table}")
    return path


def columns_of(version: int, folder: Path) -> list[tuple[str, str]]:
    """Return each column of each table of a backup of Loop."""
    tables = ("Habits", "Repetitions")
    with closing(sqlite3.connect(write_loop(folder / "whole.db", version, [HABIT], [REPETITION]))) as connection:
        return [(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_column_is_missing_once(tmp_path: Path, version: int) -> None:
    """Two cannot be done without: they say whose day it is."""
    for table, column in columns_of(version, tmp_path):
        path = altered(tmp_path / "a.db", version, table, column, None)
        if (table, column) in {("Habits", "id"), ("Repetitions", "habit")}:
            with pytest.raises(InvalidInputError, match=rf"a\.db .*: its table {table} has no column {column}\."):
                read_tracker(TrackerKind.LOOP, path)
        else:
            assert len(read_tracker(TrackerKind.LOOP, path).habits) == 1


@pytest.mark.parametrize("value", ["NULL", "'a'", "''", "x'ff'", "2.5", "9e999", "-1", "9223372036854775807"])
def test_values_of_every_kind_in_every_column(tmp_path: Path, value: str) -> None:
    for table, column in columns_of(VERSIONS[-1], tmp_path):
        with suppress(InvalidInputError):
            read_tracker(TrackerKind.LOOP, altered(tmp_path / "a.db", VERSIONS[-1], table, column, value))
