import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import peewee
import pytest
from filelock import FileLock

from habitos_tui.errors import BusyError, DamagedDatabaseError, HabitosError, NewerDatabaseError
from habitos_tui.storage import upgrade
from habitos_tui.storage.database import MIGRATIONS, Database
from tests.support.storage import Room, make_behavior, open_database

ADD_COLUMN = '''
def up(migrator, db):
    """Rebuild a table, as a real script would."""
    from peewee import TextField
    migrator.migrate(
        migrator.add_column("behaviors", "colour", TextField(default="green")),
        migrator.drop_not_null("behaviors", "colour"),
    )
'''
FAIL_HALFWAY = """
def up(migrator, db):
    db.execute_sql("DELETE FROM behaviors")
    db.execute_sql("DELETE FROM nowhere")
"""
ORPHAN = """
def up(migrator, db):
    db.execute_sql("DELETE FROM objectives")
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the migrations that may get one more."""
    directory = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, directory, ignore=shutil.ignore_patterns("__pycache__"))
    return directory


@pytest.fixture
def old(room: Room) -> Room:
    """A database of version 1 with one behavior."""
    return room


def newer(old: Room, scripts: Path, script: str, *, timeout: float = 10) -> Database:
    (scripts / "0002_next.py").write_text(script)
    return Database(old.database.path, migrations=scripts, timeout=timeout)


def colours(database: Database) -> list[str]:
    with database.unit():
        return [colour for (colour,) in database.connections.execute_sql("SELECT colour FROM behaviors")]


def test_the_first_version_is_one(database: Database) -> None:
    with database.reading():
        assert database.check_version() == 1 == database.version


def test_data_survives_an_upgrade(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN)
    database.create_or_open()
    assert database.version == 2
    assert colours(database) == ["green"]
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT id FROM behaviors").fetchall() == [("run",)]
        assert connection.execute("SELECT objective FROM behavior_impacts").fetchall() == [("health",)]


def test_what_was_there_before_is_backed_up(old: Room, scripts: Path) -> None:
    newer(old, scripts, ADD_COLUMN).create_or_open()
    (copy,) = old.database.backups.iterdir()
    assert copy.name == "habitos-v1.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert old.database.backups.stat().st_mode & 0o777 == 0o700
    before = Database(copy)
    before.create_or_open()
    assert before.version == 1
    assert [behavior.id for behavior in type(old.behaviors)(before, old.profile.id).all()] == ["run"]


def test_a_new_file_needs_no_backup(tmp_path: Path, scripts: Path) -> None:
    (scripts / "0002_next.py").write_text(ADD_COLUMN)
    database = Database(tmp_path / "habitos.db", migrations=scripts)
    database.create_or_open()
    assert colours(database) == []
    assert not database.backups.exists()


def test_backups_never_replace_each_other(database: Database) -> None:
    with database.connections.connection_context():
        names = [upgrade.backup(database, 1).name for _ in range(3)]
    assert names == ["habitos-v1.db", "habitos-v1-2.db", "habitos-v1-3.db"]


def test_an_unfinished_backup_is_started_again(database: Database) -> None:
    database.backups.mkdir()
    (database.backups / "habitos-v1.partial").write_bytes(b"half a file")
    with database.connections.connection_context():
        upgrade.backup(database, 1)
    assert [copy.name for copy in database.backups.iterdir()] == ["habitos-v1.db"]


def test_a_damaged_file_is_not_upgraded(old: Room, scripts: Path) -> None:
    path = old.database.path
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'behaviors_in_order'").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096 + 3)
        file.write(b"\x00\x00")  # an index with no entries for a table with one
    before = path.read_bytes()
    with pytest.raises(DamagedDatabaseError):
        newer(old, scripts, ADD_COLUMN).create_or_open()
    assert path.read_bytes() == before
    assert list(old.database.backups.iterdir()) == []


def test_a_script_that_fails_changes_nothing(old: Room, scripts: Path) -> None:
    with pytest.raises(peewee.OperationalError, match="nowhere"):
        newer(old, scripts, FAIL_HALFWAY).create_or_open()
    assert [behavior.id for behavior in old.behaviors.all()] == ["run"]


def test_a_script_that_leaves_orphans_is_found_out(old: Room, scripts: Path) -> None:
    with pytest.raises(HabitosError, match="without an owner") as caught:
        newer(old, scripts, ORPHAN).create_or_open()
    assert "habitos-v1.db" in caught.value.hint


def test_an_upgrade_stopped_before_its_version_was_noted_goes_on(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN)
    database.create_or_open()
    with database.unit():
        database.connections.user_version = 1
    database.create_or_open()
    with database.reading():
        assert database.check_version() == 2


def test_a_program_left_running_notices(old: Room, scripts: Path) -> None:
    newer(old, scripts, ADD_COLUMN).create_or_open()
    with pytest.raises(NewerDatabaseError):
        old.behaviors.add(make_behavior("walk"))


def test_a_lock_held_too_long_is_busy(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN, timeout=0.01)
    with FileLock(f"{database.path}.lock"), pytest.raises(BusyError, match="upgrading"):
        database.create_or_open()


def test_starts_at_the_same_time_upgrade_once(old: Room, scripts: Path) -> None:
    starts = [newer(old, scripts, ADD_COLUMN) for _ in range(4)]
    threads = [Thread(target=database.create_or_open) for database in starts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [copy.name for copy in old.database.backups.iterdir()] == ["habitos-v1.db"]
    assert colours(starts[0]) == ["green"]


def test_first_starts_at_the_same_time_agree(tmp_path: Path) -> None:
    failures: list[HabitosError] = []

    def start() -> None:
        try:
            open_database(tmp_path)
        except HabitosError as error:
            failures.append(error)

    threads = [Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
