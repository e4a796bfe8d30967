"""What can be read of a damaged database comes into a new one, and what cannot is told."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.errors import BusyError, DamagedDatabaseError
from habitos_tui.storage import salvage as salvaging
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import MIGRATIONS, DatabaseFile
from habitos_tui.storage.salvage import Loss, _Found, _found, _order, _read, _version, salvaged
from habitos_tui.storage.values import odd_values
from habitos_tui.storage.wishes import WishRepository
from tests.storage.test_upgrade import database_of
from tests.support.journals import unfinished_change
from tests.support.storage import (
    MONDAY,
    Room,
    make_behavior,
    make_completion,
    make_database,
    make_room,
    make_skip,
)

LOG = {"completions", "completion_tags", "absences", "behavior_impacts"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A database with 100 behaviors, which take several pages."""
    room = Room(make_database(tmp_path))
    with room.database.unit():
        for number in range(100):
            room.behaviors.add(make_behavior(f"behavior-{number}", name=f"Behavior {number} {'x' * 60}"))
    return tmp_path / "habitos.db"


def changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("foreign_keys = 0", "ignore_check_constraints = 1", "writable_schema = 1"):
            connection.execute(f"PRAGMA {pragma}")
        for statement in statements:
            connection.execute(statement)


def mended(path: Path) -> tuple[tuple[Loss, ...], dict[str, set[tuple[object, ...]]]]:
    """Return the losses, and the rows of the new database by table."""
    with salvaged(DatabaseFile(path)) as salvage:
        return salvage.losses, rows(salvage.draft.path)


def rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return the rows of each table but those that say how to undo, and which scripts ran."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite*'")
        tables = {name for (name,) in names} - {"changes", "changed_rows", "schema_migration"}
        return {table: set(connection.execute(f"SELECT * FROM {table}")) for table in tables}


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER watch_rules_delete",
        "DROP INDEX behaviors_in_order",
        "DELETE FROM schema_migration",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = -3",
        "CREATE TRIGGER theirs AFTER INSERT ON behaviors BEGIN DELETE FROM behaviors; END",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX x' WHERE name = 'behaviors_in_order'",
    ],
)
def test_without_a_lost_row_nothing_is_lost(home: Path, statement: str) -> None:
    before = rows(home)
    changed(home, statement)
    assert mended(home) == ((), before)


def test_what_refers_to_a_lost_row_is_lost_with_it(home: Path) -> None:
    before = rows(home)
    changed(home, "DELETE FROM behaviors WHERE id = 'behavior-7'")
    losses, after = mended(home)
    assert {loss.table for loss in losses} >= {"behavior_wishes"}
    assert all(loss.rows == 1 and not loss.unread for loss in losses)
    assert len(after["behaviors"]) == len(before["behaviors"]) - 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE behaviors SET min_minutes = 'long' WHERE id = 'behavior-7'",
        "INSERT INTO budget_wishes SELECT profile_id, '2026-11-30', 'no list' FROM budget_wishes",
    ],
)
def test_a_value_that_does_not_fit_costs_its_row(home: Path, statement: str) -> None:
    changed(home, statement)
    losses, after = mended(home)
    (table,) = {"behaviors", "budget_wishes"} & set(statement.split())
    assert Loss(table, 1, unread=False) in losses
    assert len(after[table]) == len(rows(home)[table]) - 1


def test_rows_are_counted_that_are_in_the_new_one_and_it_is_of_the_same_kind(home: Path) -> None:
    changed(home, "DELETE FROM behaviors WHERE id = 'behavior-7'")
    (home.parent / "scripts").symlink_to(MIGRATIONS)
    database = DatabaseFile(home, backups=home.parent / "mine", migrations=home.parent / "scripts")
    with salvaged(database) as salvage:
        assert salvage.rows == sum(map(len, rows(salvage.draft.path).values()))
        assert (salvage.draft.backups, salvage.draft.migrations) == (database.backups, database.migrations)


def test_a_table_without_row_numbers_is_read_from_the_back_by_its_key() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE keyed (a, b, c, PRIMARY KEY (c, a)) WITHOUT ROWID")
        connection.execute("CREATE TABLE usual (a PRIMARY KEY)")
        assert _order(connection, "keyed") == ['"c"', '"a"']
        assert _order(connection, "usual") == ["rowid"]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("completions", "UPDATE completions SET done_at = 'abcd-ef-ghTi+00:00'"),
        ("row_changes", "UPDATE row_changes SET key = '{}' WHERE key = '[\"evening\"]'"),
    ],
)
def test_a_value_that_no_bound_forbids_and_nothing_could_read_costs_its_row(
    tmp_path: Path, table: str, statement: str
) -> None:
    room = Room(make_database(tmp_path))
    room.behaviors.add(make_behavior())
    room.completions.add(make_completion())
    changed(room.database.path, statement)
    with salvaged(DatabaseFile(room.database.path)) as salvage:
        assert {loss.table: loss.rows for loss in salvage.losses} == {table: 1}
        assert list(odd_values(salvage.draft)) == []


@pytest.mark.parametrize("table", ["slots", "budget_wishes", "week_starts", "objective_wishes", "behavior_wishes"])
def test_what_nothing_works_without_is_made_anew(home: Path, table: str) -> None:
    before = rows(home)
    changed(home, f"DELETE FROM {table}")
    with salvaged(DatabaseFile(home)) as salvage:
        assert (salvage.losses, salvage.filled) == ((), (table,))
        after = rows(salvage.draft.path)
    assert after.keys() == before.keys()
    assert len(after[table]) == len(before[table]) > 0
    assert without_spaces(after[table]) == without_spaces(before[table])


def without_spaces(found: set[tuple[object, ...]]) -> set[tuple[str, ...]]:
    """Return rows as text that is the same for the same JSON; all slots are of the usual profile."""
    return {tuple(str(value).replace(" ", "") for value in row) for row in found}


def without_a_page_of_behaviors(content: bytes, path: Path) -> None:
    """Fill a page with zeros that holds some of the behaviors, and not the first ones."""
    for place in range(0, len(content), 4096):
        if b"Behavior 50 " in content[place : place + 4096]:
            path.write_bytes(content[:place] + bytes(4096) + content[place + 4096 :])
            with closing(sqlite3.connect(path)) as connection:
                try:
                    connection.execute("SELECT max(name) FROM behaviors NOT INDEXED").fetchall()
                except sqlite3.DatabaseError:
                    return


def test_what_lies_before_and_behind_a_lost_page_is_kept(home: Path) -> None:
    before = rows(home)["behaviors"]
    without_a_page_of_behaviors(home.read_bytes(), home)
    losses, after = mended(home)
    assert "behaviors" in {loss.table for loss in losses if loss.unread}
    assert 50 < len(after["behaviors"]) < 100
    assert after["behaviors"] < before
    names = " ".join(str(row) for row in after["behaviors"])
    assert "Behavior 0 " in names
    assert "Behavior 99 " in names


def test_one_of_an_earlier_version_is_brought_up(tmp_path: Path) -> None:
    path = database_of(tmp_path, "0008_nights", 8).path
    changed(path, "DROP INDEX rules_in_order")
    losses, after = mended(path)
    assert losses == ()
    assert [row[1] for row in after["profiles"]] == ["Ada"]


@pytest.mark.parametrize("content", [b"", b"text" * 2000, bytes(9000)])
def test_where_nothing_can_be_read_nothing_is_mended(home: Path, content: bytes) -> None:
    home.write_bytes(content)
    with pytest.raises(DamagedDatabaseError), salvaged(DatabaseFile(home)):
        pass
    assert home.read_bytes() == content
    assert {path.name for path in home.parent.iterdir()} <= {"habitos.db", "habitos.db.lock"}


def test_what_makes_no_sense_is_not_put_into_a_new_one(home: Path) -> None:
    changed(home, "UPDATE profiles SET energy_budget = '[7]'")
    with pytest.raises(DamagedDatabaseError, match="cannot be mended"), salvaged(DatabaseFile(home)):
        pass


def test_a_profile_that_cannot_be_stored_is_told(home: Path) -> None:
    Room(Database(home), "Bob")
    changed(home, "UPDATE profiles SET energy_budget = 'no list' WHERE name = 'Bob'")
    losses, after = mended(home)
    assert Loss("profiles", 1, unread=False) in losses
    assert len(after["profiles"]) == 1


def test_what_stands_in_the_way_is_told_before_anything_is_read(home: Path) -> None:
    with unfinished_change(home.with_name("other.db")):
        shutil.copy(home.with_name("other.db-journal"), f"{home}-journal")
    with pytest.raises(DamagedDatabaseError, match="is not of the database beside it"), salvaged(DatabaseFile(home)):
        raise AssertionError
    Path(f"{home}-journal").unlink()
    home.write_bytes(b"")
    with pytest.raises(DamagedDatabaseError, match="is empty"), salvaged(DatabaseFile(home)):
        raise AssertionError


AGREED = ((1, "0001_a", 1), (8, "0008_b", 8), (8, "0009_c", 9), (9, "0008_b", 9), (9, "0009_c", 9))
NONE_OF_OURS = ((10, "0010_d", 9), (-3, "-003", 9), (0, "0000_x", 9), (8, "text", 9), (8, None, 9))


@pytest.mark.parametrize(("claimed", "noted", "version"), [*AGREED, *NONE_OF_OURS])
def test_a_version_counts_that_header_and_history_agree_on(claimed: int, noted: str | None, version: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as there:
        assert _version(there, 9) == 9
        there.execute("CREATE TABLE schema_migration (name)")
        there.executemany("INSERT INTO schema_migration VALUES (?)", [("",), (noted,)] if noted else [])
        there.execute(f"PRAGMA user_version = {claimed}")
        assert _version(there, 9) == version


def test_a_table_is_whole_with_all_of_its_columns_and_rows() -> None:
    with closing(sqlite3.connect(":memory:")) as there:
        there.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b)")
        there.executemany("INSERT INTO t (b) VALUES (?)", [(7,), (8,), (-(2**63),), (9,)])
        assert _found(there, "t", ("a", "b")) == _Found(("a", "b"), ((1, 7), (2, 8), (3, -(2**63)), (4, 9)), whole=True)
        assert _found(there, "t", ("a", "x")) == _Found(("a",), ((1,), (2,), (3,), (4,)), whole=False)
        assert _found(there, "gone", ("a", "b")) == _Found(("a", "b"), (), whole=False)
        # What SQLite cannot reckon ends the reading, as a page that cannot be read does.
        rows, whole = _read(there, "SELECT abs(b) FROM t")
        assert (rows[0], len(rows) < 3, whole) == ((7,), True, False)


def test_what_another_program_has_locked_is_waited_for_and_not_lost(home: Path) -> None:
    before = rows(home)
    changed(home, "DROP TRIGGER watch_rules_delete")
    told: list[float] = []
    with closing(sqlite3.connect(home, isolation_level=None, check_same_thread=False)) as other:

        def let_go(seconds: float) -> None:
            told.append(seconds)
            if other.in_transaction:
                other.execute("ROLLBACK")

        other.execute("BEGIN EXCLUSIVE")
        with salvaged(DatabaseFile(home, waits=let_go)) as salvage:
            assert (salvage.losses, rows(salvage.draft.path)) == ((), before)
    assert len(told) == 1


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """A database in which a run was done twice, with a tag, and left out once."""
    room = make_room(make_database(tmp_path))
    room.completions.add(make_completion(context={"weekday": 0, "tags": ("home",)}))
    room.completions.add(make_completion("c2", MONDAY + timedelta(days=1)))
    room.completions.add_skip(make_skip(day=MONDAY + timedelta(days=2)))
    return room.database.path


@pytest.mark.parametrize("statement", ["DELETE FROM behaviors", "UPDATE behaviors SET min_minutes = 'long'"])
def test_a_lost_behavior_that_the_log_names_is_made_anew_and_put_away(logged: Path, statement: str) -> None:
    before = Room(Database(logged), known=True).behaviors.get("run")
    log = {name: found for name, found in rows(logged).items() if name in LOG}
    changed(logged, statement)
    with salvaged(DatabaseFile(logged)) as salvage:
        assert salvage.remade == 1
        assert salvage.losses == (() if "DELETE" in statement else (Loss("behaviors", 1, unread=False),))
        after = Room(salvage.draft, known=True)
        (kept,) = after.behaviors.all(archived=True)
        versions = WishRepository(salvage.draft, after.profile.id).of_behaviors([kept])["run"]
        assert {name: found for name, found in rows(salvage.draft.path).items() if name in LOG} == log
    assert before is not None
    assert (kept.name, kept.target_per_week, kept.impacts) == ("run", before.target_per_week, before.impacts)
    assert [(since, wish.active) for since, wish in versions] == [(EVER, True), (MONDAY + timedelta(days=3), False)]


def test_of_a_lost_behavior_of_which_nothing_is_known_nothing_is_wanted(logged: Path) -> None:
    changed(logged, "DELETE FROM behaviors", "DELETE FROM behavior_wishes", "DELETE FROM behavior_impacts")
    with salvaged(DatabaseFile(logged)) as salvage:
        assert (salvage.remade, salvage.losses, salvage.filled) == (1, (), ("behavior_wishes",))
        after = Room(salvage.draft, known=True)
        (kept,) = after.behaviors.all(archived=True)
        versions = WishRepository(salvage.draft, after.profile.id).of_behaviors([kept])["run"]
        assert after.completions.count(LogFilter()) == 3
    assert (kept.id, kept.name, kept.target_per_week) == ("run", "run", 0)
    assert [(since, wish.active) for since, wish in versions] == [(EVER, False)]


def test_what_stays_locked_is_not_mended(home: Path) -> None:
    changed(home, "DROP TRIGGER watch_rules_delete")
    with closing(sqlite3.connect(home, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError), salvaged(DatabaseFile(home, timeout=0.1)):
            raise AssertionError


def test_all_tables_are_read_as_they_were_at_one_moment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(home)
    changed(home, "DROP TRIGGER watch_rules_delete")
    with closing(sqlite3.connect(home, isolation_level=None, timeout=0)) as other:

        def found(there: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> _Found:
            with suppress(sqlite3.OperationalError):
                other.execute("DELETE FROM behavior_wishes")
            return _found(there, table, columns)

        monkeypatch.setattr(salvaging, "_found", found)
        assert mended(home) == ((), before)


@pytest.mark.parametrize("locked", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_BUSY_SNAPSHOT])
def test_a_lock_while_a_table_is_read_ends_the_mending(
    home: Path, locked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(sqlite3.Connection):
        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
            if "completions" in sql:
                refused = sqlite3.OperationalError("database is locked")
                refused.sqlite_errorcode = locked
                raise refused
            return super().execute(sql, *parameters)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *words, **more: connect(*words, factory=Refusing, **more))
    with pytest.raises(BusyError), salvaged(DatabaseFile(home)):
        raise AssertionError
