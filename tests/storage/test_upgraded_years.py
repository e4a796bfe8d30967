"""Every schema that was ever in use, with a year of somebody's life in it, opens and keeps every row."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import MIGRATIONS
from habitos_tui.storage.profiles import ProfileRepository
from tests.storage.test_upgrade import database_of
from tests.support.household import make_household
from tests.support.year import add_year

SCRIPTS = {int(script.stem[:4]): script.stem for script in MIGRATIONS.glob("[0-9]*.py")}
OF_ITS_OWN = {"schema_migration", "changes", "changed_rows", "sqlite_sequence", "login_attempts"}
"""Tables whose rows an upgrade writes, moves or throws away: its own history, what could be undone, wrong passwords."""
SECOND_EDITION = 10

Rows = dict[str, set[tuple[object, ...]]]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    """A profile with a year of data, in the present schema."""
    household = make_household(tmp_path_factory.mktemp("year"))
    add_year(household)
    return household


def columns(connection: sqlite3.Connection, schema: str = "main") -> dict[str, list[str]]:
    """Return the columns of each table that holds what people wrote."""
    tables = connection.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'").fetchall()
    return {
        table: [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]
        for (table,) in tables
        if table not in OF_ITS_OWN
    }


def moved_back(year: Path, old: Path) -> Rows:
    """Copy what an old schema has room for into it, and return the rows that it holds then."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DELETE FROM profiles")
        connection.execute("ATTACH ? AS year", (str(year),))
        later = columns(connection, "year")
        held: Rows = {}
        for table, known in columns(connection).items():
            shared = ", ".join(name for name in known if name in later[table])
            connection.execute(f"INSERT INTO {table} ({shared}) SELECT {shared} FROM year.{table}")
            held[f"{table} {shared}"] = set(connection.execute(f"SELECT {shared} FROM {table}"))
        connection.commit()
        return held


@pytest.mark.parametrize("version", sorted(SCRIPTS)[:-1])
def test_a_year_survives_the_way_from_every_version(year: DataDirectory, tmp_path: Path, version: int) -> None:
    old = database_of(tmp_path, SCRIPTS[version], version)
    before = moved_back(year.database.path, old.path)
    assert sum(map(len, before.values())) > 3000
    database = Database(old.path)
    database.create_or_open()
    with closing(sqlite3.connect(old.path)) as connection:
        for key, rows in before.items():
            table, _, shared = key.partition(" ")
            assert set(connection.execute(f"SELECT {shared} FROM {table}")) == rows, table
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    (person,) = ProfileRepository(database).all()
    assert person.profile.preferences.notice_minutes == Preferences().notice_minutes
    assert person.profile.preferences.maximum_undecided is (version < SECOND_EDITION)
