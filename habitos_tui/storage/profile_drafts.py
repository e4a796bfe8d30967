"""A profile from a file in a database of its own, where it is upgraded and read before it goes anywhere."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

from peewee import PeeweeException

from habitos_tui.atomic_file import folder_for_a_moment
from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.errors import DamagedDatabaseError, InvalidInputError, NewerDatabaseError
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.checkup import unreadable
from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.database import Database
from habitos_tui.storage.failures import explained, is_of_the_disk
from habitos_tui.storage.file import WRITING
from habitos_tui.storage.profile_rows import (
    PROFILES,
    ProfileRows,
    Row,
    TableShape,
    insert_row,
    read_rows,
    shapes,
    stored,
)
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.refusals import Refusal, refusal_of
from habitos_tui.storage.triggers import stop_watching
from habitos_tui.storage.upgrade import bring_up, make_like, make_of_version
from habitos_tui.storage.values import RowTests, is_number, is_of_text, meaning_of, odd_columns, value_checks

MAX_ISSUES: Final = 10
MAX_SENTENCES: Final = 3


def upgraded(rows: ProfileRows, version: int, what: str, like: Database) -> ProfileRows:
    """Return the rows of a file as this version has them; `what` names the file, `like` is any database of ours.

    NewerDatabaseError for those of a newer version; InvalidInputError, with the path of each bad entry, for what this
    program would not have stored; a HabitosError where there is no room for it, or the disk fails.
    """
    with folder_for_a_moment() as folder:
        database = Database(folder / "profile.db")
        with explained(database.place, lambda: None):
            return _read(database, rows, version, what, like)


def _read(database: Database, rows: ProfileRows, version: int, what: str, like: Database) -> ProfileRows:
    """Store the rows in a database of their own version, and read them back from one of this version."""
    _make(database, version, what, like)
    _fill(database, rows, what)
    if version < database.version:
        bring_up(database)
    profile_id = _check(database, what)
    return replace(read_rows(database, profile_id), changes=rows.changes)


def _make(database: Database, version: int, what: str, like: Database) -> None:
    """Make it empty, as the program of a version does."""
    if version > database.version:
        raise NewerDatabaseError(
            f"{what} is from a newer habitos-tui (its version is {version}, ours is {database.version}).",
            hint="Install the newer version here, too.",
        )
    if version == like.version:
        make_like(database, like)
    else:
        make_of_version(database, version)


def _fill(database: Database, rows: ProfileRows, what: str) -> None:
    """Put the rows into a database of their own version."""
    connections = database.connections
    with connections.connection_context():
        connections.pragma("synchronous", 0)
        connections.pragma("foreign_keys", 0)  # what is lost is told below, with the table
        stop_watching(connections)
        _check_names(shapes(connections), rows, what)
        with connections.atomic(WRITING):
            _insert_all(database, uuid4(), rows)
        if lost := fetched(connections, "PRAGMA foreign_key_check"):
            tables = sorted({f"tables.{table}" for table, *_ in lost})
            raise invalid(what, tuple((table, "refers to what is not in the file") for table in tables))


def _insert_all(database: Database, profile_id: UUID, rows: ProfileRows) -> None:
    checks = value_checks(database)
    for path, table, row in _entries(rows):
        if (refusal := _refusal(database, table, profile_id, row, checks)) is not None:
            place = f"{path}.{refusal.field}" if refusal.field else path
            raise InvalidInputError(f"{place} {refusal.sentence}.", issues=((place, refusal.sentence),))


def _entries(rows: ProfileRows) -> Iterator[tuple[str, str, Row]]:
    """Yield each row with its path in the file and its table."""
    yield "profile", PROFILES, {"name": "profile", "name_key": "profile"} | dict(rows.profile)
    for table, entries in rows.tables.items():
        for index, entry in enumerate(entries):
            yield f"tables.{table}[{index}]", table, entry


def _refusal(
    database: Database, table: str, profile_id: UUID, row: Row, checks: Mapping[str, RowTests]
) -> Refusal | None:
    """Add a row; return why it is outside what can be stored, or read, if it is."""
    try:
        insert_row(database, table, profile_id, row)
    except (PeeweeException, sqlite3.Error, OverflowError) as error:
        if is_of_the_disk(error):
            raise
        return refusal_of(error, row)
    texts = {name: value for name, item in row.items() if isinstance(value := stored(item), str)}
    return next((Refusal(name, why) for name in texts if (why := _odd(table, name, texts, checks))), None)


def _odd(table: str, name: str, texts: Mapping[str, str], checks: Mapping[str, RowTests]) -> str:
    """Return why a text that SQLite takes is none that its column can have, "" where it is."""
    if not is_of_text(table, name):
        return "" if is_number(texts[name]) else "must be a number"
    known = checks.get(table, {})
    return meaning_of(table, name) if name in known and odd_columns({name: known[name]}, texts) else ""


def _check_names(known: dict[str, TableShape], rows: ProfileRows, what: str) -> None:
    """Refuse tables and columns that the version of the file does not have."""
    issues: list[Issue] = [
        (f"tables.{table}", "is not a known table") for table in rows.tables if table not in known or table == PROFILES
    ]
    issues += _unknown("profile", known[PROFILES], rows.profile)
    of_rows = (
        issue
        for table, entries in rows.tables.items()
        if table in known
        for index, entry in enumerate(entries)
        for issue in _unknown(f"tables.{table}[{index}]", known[table], entry)
    )
    issues += islice(of_rows, MAX_ISSUES)
    if issues:
        raise invalid(what, tuple(issues[:MAX_ISSUES]))


def _unknown(path: str, shape: TableShape, row: Row) -> Iterator[Issue]:
    yield from ((f"{path}.{name}", "is not a known field") for name in row if name not in shape.columns)


def _check(database: Database, what: str) -> UUID:
    """Read everything as the program does; return the id of the profile."""
    try:
        with database.reading():
            profile = ProfileRepository(database).all()[0].profile
            has_slots = CalendarRepository(database, profile.id).has_slots()
            wrong = list(unreadable(database)) if has_slots else []
    except DamagedDatabaseError as error:
        wrong, has_slots = [error.message], True
    if wrong:
        sentences = "; ".join(_without_place(sentence, database) for sentence in wrong[:MAX_SENTENCES])
        raise InvalidInputError(f"{what} holds what cannot be read: {sentences}")
    if not has_slots:
        raise invalid(what, (("tables.slots", "must have at least 1 entry: a day has no other parts"),))
    return profile.id


def _without_place(sentence: str, database: Database) -> str:
    """Return what is wrong, without the name of a file that is gone by the time it is told."""
    return sentence.replace(f"“{database.path}” is damaged: ", "")
