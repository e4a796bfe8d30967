"""Whether each value in a database is one that this program writes into its column, whether anything reads it or not.

The bounds that the tables state are SQLite's business. They say nothing of a date behind all dates, of what is in JSON,
and nothing at all of columns that earlier versions made without bounds; and what no query reads nobody would notice.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final, NamedTuple

from peewee import BooleanField, Field, FloatField, IntegerField, UUIDField

from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.storage.database import Database
from habitos_tui.storage.fields import DayField, MomentField
from habitos_tui.storage.file import DatabaseFile, fold
from habitos_tui.storage.refusals import A_DAY, A_MOMENT, AN_ID
from habitos_tui.storage.tables import Table
from habitos_tui.storage.triggers import watched_tables

Test = Callable[[Any], bool]

_HASH: Final = re.compile(r"1:\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}", re.ASCII)
_SINCE: Final = "since"
"""The column that may say that something was always so."""
_UUID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)


class OddValues(NamedTuple):
    """Values of a column that this program does not write there."""

    column: str
    """With its table, as in `completions.day`."""
    rows: int


def odd_values(database: Database) -> Iterator[OddValues]:
    """Yield the columns with values that none of ours can be, table by table; reading everything takes a while."""
    with database.reading():
        present = set(database.connections.get_tables())
        for table, tests in value_checks(database).items():
            if table in present:
                found = Counter(name for row in _rows(database, table, tests) for name in odd_columns(tests, row))
                yield from (OddValues(f"{table}.{name}", rows) for name, rows in found.items())


RowTests = Mapping[str, Callable[[Mapping[str, Any]], bool]]
"""Whether the value of a column in a row is one of ours, by the name of the column."""


def odd_columns(tests: RowTests, row: Mapping[str, Any]) -> list[str]:
    """Return the columns of a row whose values are none of ours."""
    return [name for name, fits in tests.items() if not fits(row)]


def _rows(database: Database, table: str, columns: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table one by one: those with whole problems would fill the memory."""
    names = tuple(columns)
    listed = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT {listed} FROM "{table}" NOT INDEXED'  # noqa: S608 - names of the schema
    with closing(database.connections.execute_sql(query)) as cursor:
        for row in cursor:
            yield dict(zip(names, row, strict=True))


def value_checks(database: DatabaseFile) -> dict[str, RowTests]:
    """Return how to look at the columns of each table that we know; it needs an open connection."""
    tables = {model._meta.table_name: model for model in _models(Table)}
    found = {table: _tests_of(table, model) for table, model in tables.items()}
    profile, image = found["profiles"], found["changed_rows"]
    named, fits_table = profile["name_key"], _image_test(database)
    profile["name_key"] = lambda row: named(row) and row["name_key"] == fold(str(row["name"]))
    for name in ("before", "after"):
        image[name] = partial(fits_table, name)
    return {**found}


def is_of_text(table: str, column: str) -> bool:
    """Tell whether a column holds text: of others SQLite makes numbers of what is written like one."""
    field = _field(table, column)
    return field is None or not isinstance(field, IntegerField | FloatField)


def is_number(text: str) -> bool:
    """Tell whether SQLite makes a number of a text in a column of numbers."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def meaning_of(table: str, column: str) -> str:
    """Return what a value of a column has to be, as the end of a sentence about it."""
    field = _field(table, column)
    return next((words for kind, words in _MEANINGS.items() if isinstance(field, kind)), "cannot be read")


def _field(table: str, column: str) -> Field | None:
    model = next((model for model in _models(Table) if model._meta.table_name == table), None)
    found: Field | None = None if model is None else model._meta.fields.get(column)
    return found


def _models(parent: type[Table]) -> Iterator[type[Table]]:
    """Yield the classes of tables; those between hold what several have in common."""
    for model in parent.__subclasses__():
        children = list(_models(model))
        yield from children or [model]


def _tests_of(table: str, model: type[Table]) -> dict[str, Callable[[Mapping[str, Any]], bool]]:
    return {name: _column_test(name, field, _SPECIAL.get((table, name))) for name, field in model._meta.fields.items()}


def _column_test(name: str, field: Field, special: Test | None) -> Callable[[Mapping[str, Any]], bool]:
    usual = next(test for kind, test in _KINDS.items() if isinstance(field, kind))

    def fits(row: Mapping[str, Any]) -> bool:
        value = row[name]
        if value is None:
            return bool(field.null)
        if name == _SINCE and value == EVER.isoformat():
            return True
        return usual(value) and (special is None or special(value))

    return fits


def _is_whole(value: Any) -> bool:
    return type(value) is int


def _is_real(value: Any) -> bool:
    return type(value) in {int, float} and math.isfinite(value)


def _is_flag(value: Any) -> bool:
    return type(value) is int and value in {0, 1}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_UUID.fullmatch(value))


def _is_day(value: Any) -> bool:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return value == day.isoformat() and EARLIEST <= day <= LATEST


def _is_moment(value: Any) -> bool:
    try:
        moment = datetime.fromisoformat(value)
        return bool(value == moment.astimezone(UTC).isoformat(timespec="microseconds"))
    except (TypeError, ValueError, OverflowError):
        return False


_KINDS: Final[Mapping[type[Field], Test]] = {
    DayField: _is_day,
    MomentField: _is_moment,
    UUIDField: _is_id,
    BooleanField: _is_flag,
    IntegerField: _is_whole,
    FloatField: _is_real,
    Field: _is_text,
}
"""What the values of a kind of column are, the first that fits; a flag is a kind of number to nobody here."""

_MEANINGS: Final = {DayField: A_DAY, MomentField: A_MOMENT, UUIDField: AN_ID}


def _json(fits: Test) -> Test:
    def test(value: Any) -> bool:
        try:
            return fits(json.loads(value))
        except (ValueError, RecursionError):
            return False

    return test


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


_SPECIAL: Final[Mapping[tuple[str, str], Test]] = {
    ("profiles", "password_hash"): lambda value: bool(_HASH.fullmatch(value)),
    ("profiles", "app"): _json(_is_object),
    ("profiles", "energy_budget"): _json(_is_list),
    ("budget_wishes", "energy_budget"): _json(_is_list),
    ("behaviors", "preferred_slots"): _json(_is_words),
    ("behaviors", "weekend_slots"): _json(_is_words),
    ("behaviors", "tags"): _json(_is_words),
    ("behaviors", "rhythm"): _json(_is_object),
    ("behaviors", "season"): _json(_is_object),
    ("behaviors", "task"): _json(_is_object),
    ("behavior_wishes", "impacts"): _json(_is_object),
    ("behavior_wishes", "rhythm"): _json(_is_object),
    ("behavior_wishes", "season"): _json(_is_object),
    ("rules", "body"): _json(_is_object),
    ("calendar_sources", "calendars"): _json(_is_words),
    ("calendar_sources", "titles"): _json(_is_words),
    ("calendar_sources", "without"): _json(_is_words),
    ("promises", "behaviors"): _json(_is_words),
    ("row_changes", "key"): _json(_is_list),
}
"""What else a value is, where its column alone tells."""


def _image_test(database: DatabaseFile) -> Callable[[str, Mapping[str, Any]], bool]:
    """Return what tells whether an image in a row of the undo journal is one of a row of its table."""
    watched = watched_tables(database.connections)

    def fits(name: str, row: Mapping[str, Any]) -> bool:
        try:
            watched[row["table_name"]].image(row[name])
        except (KeyError, ValueError, TypeError, RecursionError):
            return False
        return True

    return fits
