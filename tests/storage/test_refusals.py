"""What SQLite says of a row, in words about its fields."""

import re
import sqlite3
from contextlib import closing

import pytest

from habitos_tui.storage.database import Database
from habitos_tui.storage.refusals import A_DAY, A_MOMENT, AN_ID, Refusal, refusal_of


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("NOT NULL constraint failed: slots.name", Refusal("name", "is missing")),
        ("NOT NULL constraint failed: slots.day", Refusal("day", "must not be empty")),
        (
            "UNIQUE constraint failed: slots.profile_id, slots.day, slots.busy",
            Refusal("", "has the same day and busy as another entry"),
        ),
        (
            "UNIQUE constraint failed: slots.profile_id, slots.day, slots.busy, slots.start",
            Refusal("", "has the same day, busy and start as another entry"),
        ),
        ("UNIQUE constraint failed: slots.day", Refusal("", "has the same day as another entry")),
        ("CHECK constraint failed: 7 > 9", Refusal("", "is outside what can be stored")),
        ("CHECK constraint failed: length(day) <= 9", Refusal("day", "must have at most 9 characters")),
        ("CHECK constraint failed: day IS date(day, '+0 days')", Refusal("day", A_DAY)),
        ("CHECK constraint failed: day GLOB '????-??-??T*+00:00'", Refusal("day", A_MOMENT)),
        ("CHECK constraint failed: length(day) = 32", Refusal("day", AN_ID)),
        (
            "CHECK constraint failed: day IS NULL OR length(day) BETWEEN 1 AND 30",
            Refusal("day", "must have 1 to 30 characters"),
        ),
        (
            "CHECK constraint failed: trim(day) = day AND day <> '' AND length(day) <= 9",
            Refusal("day", "must have 1 to 9 characters"),
        ),
        (
            "CHECK constraint failed: day IS NULL OR (day > 0 AND day <= 1000)",
            Refusal("day", "must be above 0, at most 1000"),
        ),
        ("CHECK constraint failed: day >= 0", Refusal("day", "must be at least 0")),
        ("CHECK constraint failed: start < end", Refusal("", "cannot be stored: start and end do not fit together")),
        ("CHECK constraint failed: day <> 7", Refusal("day", "is outside what can be stored")),
        ("something else", Refusal("", "cannot be stored")),
    ],
)
def test_a_refusal_names_its_field_and_what_that_must_be(said: str, refusal: Refusal) -> None:
    row = {"day": None, "busy": "x", "start": 2, "end": 1}
    assert refusal_of(sqlite3.IntegrityError(said), row) == refusal


def test_a_number_that_is_too_large_is_named() -> None:
    assert refusal_of(OverflowError("too large"), {"start": 1, "end": 2**63}) == Refusal("end", "is too large")


def test_every_bound_of_a_single_column_has_words(database: Database) -> None:
    """The words of the schema are for nobody to read."""
    with closing(sqlite3.connect(database.path)) as connection:
        tables = [
            sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql <> ''")
        ]
    bounds = [match for sql in tables for match in re.findall(r"(\w+) [A-Z]+[^,]*?CHECK \((.+)\)", sql)]
    assert len(bounds) > 40
    for column, bound in bounds:
        said = refusal_of(sqlite3.IntegrityError(f"CHECK constraint failed: {bound}"), {column: 1})
        assert said.sentence.startswith("must "), (column, bound)
