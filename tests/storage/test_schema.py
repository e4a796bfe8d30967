"""What a file lacks of its schema, as a clause that names no more than three parts."""

from pathlib import Path

import pytest

from habitos_tui.storage.database import Database
from habitos_tui.storage.schema import Schema, is_usual, lacking, unnamed_scripts

TABLES: Schema = {("table", name): f"CREATE TABLE {name} (x)" for name in ("art", "box", "cup", "dog")}
PARTS: Schema = {
    ("index", "by_x"): 'CREATE INDEX by_x ON "art" (x)',
    ("trigger", "watch"): "CREATE TRIGGER watch AFTER DELETE ON art BEGIN SELECT 1 FROM box JOIN cup ON 1; END",
}
WANTED: Schema = {**TABLES, **PARTS}


def without(*names: str) -> Schema:
    return {part: text for part, text in WANTED.items() if part[1] not in names}


@pytest.mark.parametrize(
    ("found", "clause"),
    [
        (WANTED, ""),
        ({**WANTED, ("table", "mine"): "CREATE TABLE mine (y)"}, ""),
        (without("dog"), "the table dog is missing"),
        (without("cup", "dog"), "the table cup, the table dog are missing"),
        (without("by_x"), "the index by_x is missing"),
        (without("by_x", "watch"), "the index by_x, the trigger watch are missing"),
        (without("art", "by_x", "watch"), "the table art is missing, with its indexes and triggers"),
        (
            without("art", "dog", "by_x", "watch"),
            "the table art, the table dog are missing, with their indexes and triggers",
        ),
        (without("box", "by_x", "watch"), "the index by_x, the table box, the trigger watch are missing"),
        (without("box", "cup", "dog", "watch"), "the table box, the table cup, the table dog and 1 more are missing"),
        (
            without("box", "cup", "dog", "by_x", "watch"),
            "the index by_x, the table box, the table cup and 2 more are missing",
        ),
        ({**WANTED, ("table", "art"): "CREATE TABLE art (y)"}, "the table art is not as it was made"),
        (
            {**without("dog"), ("table", "art"): "", ("table", "box"): ""},
            "the table dog is missing; the table art, the table box are not as they were made",
        ),
    ],
)
def test_what_is_missing_or_another_one_is_named(found: Schema, clause: str) -> None:
    assert lacking(found, WANTED) == clause


def test_scripts_that_a_file_does_not_name_are_those_up_to_its_version(database: Database) -> None:
    known = {("table", "schema_migration"): ""}
    with database.unit():
        connections, scripts = database.connections, database.migrations
        connections.execute_sql("DELETE FROM schema_migration WHERE name LIKE '0004%' OR name LIKE '0002%'")
        assert [name[:4] for name in unnamed_scripts(connections, known, scripts, 4)] == ["0002", "0004"]
        assert [name[:4] for name in unnamed_scripts(connections, known, scripts, 3)] == ["0002"]
        assert unnamed_scripts(connections, {}, scripts, 4) == []
        assert unnamed_scripts(connections, known, Path("nowhere"), 4) == []


def test_no_schema_of_another_version_is_usual() -> None:
    assert not is_usual(WANTED, 24)
    assert not is_usual({}, 0)
