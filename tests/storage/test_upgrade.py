import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import peewee
import pytest
from filelock import FileLock
from playhouse.migrations import Runner

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.agenda import BusyDayOff, WeeklyBusy
from habitos_tui.domain.model.login_report import WrongPasswords
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.problem import PlanSettings
from habitos_tui.domain.model.undo_entry import Author, UndoKind
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.errors import BusyError, DamagedDatabaseError, HabitosError, NewerDatabaseError
from habitos_tui.storage import upgrade
from habitos_tui.storage.behaviors import BehaviorRepository
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import MIGRATIONS
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.logins import LoginRepository
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.raw import APPLICATION_ID
from habitos_tui.storage.statistics import StatisticsRepository
from habitos_tui.storage.wishes import WishRepository
from tests.support.storage import NOON, Room, make_behavior, make_id, open_database

ADD_COLUMN = '''
def up(migrator, db):
    """Rebuild a table, as a real script would."""
    from peewee import TextField
    migrator.migrate(
        migrator.add_column("behaviors", "colour", TextField(default="green")),
        migrator.drop_not_null("behaviors", "colour"),
    )
'''
ADD_TABLE = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE more (x)")
"""
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
    """A database of the present version with one behavior."""
    return room


NOW = Database(Path(), migrations=MIGRATIONS).version
"""The present version."""


def newer(old: Room, scripts: Path, script: str, *, timeout: float = 10) -> Database:
    (scripts / f"{NOW + 1:04}_next.py").write_text(script)
    return Database(old.database.path, migrations=scripts, timeout=timeout)


def database_of(directory: Path, last: str, version: int) -> Database:
    """Return a database as the program of an earlier version left it, with Ada in it."""
    database = Database(directory / "habitos.db")
    database.path.touch(0o600)
    with database.connections.connection_context():
        database.connections.pragma("application_id", APPLICATION_ID)
        Runner(database.connections, str(MIGRATIONS)).up(last)
        database.connections.pragma("user_version", version)
        columns = "id, name, name_key, week_start, day_end, grid_minutes, transition_minutes, energy_budget"
        database.connections.execute_sql(
            f"INSERT INTO profiles ({columns}, routine, balance, stability) "
            "VALUES (?, 'Ada', 'ada', 0, 0, 5, 0, '[0,0,0,0,0,0,0]', 1, 1, 1)",
            (make_id("Ada").hex,),
        )
    return database


def colours(database: Database) -> list[str]:
    with database.unit():
        return [colour for (colour,) in database.connections.execute_sql("SELECT colour FROM behaviors")]


def test_a_new_database_is_of_the_present_version(database: Database) -> None:
    with database.reading():
        assert database.check_version() == NOW == database.version


def test_data_survives_an_upgrade(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN)
    database.create_or_open()
    assert database.version == NOW + 1
    assert colours(database) == ["green"]
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT id FROM behaviors").fetchall() == [("run",)]
        assert connection.execute("SELECT objective FROM behavior_impacts").fetchall() == [("health",)]


def test_what_was_there_before_is_backed_up(old: Room, scripts: Path) -> None:
    newer(old, scripts, ADD_COLUMN).create_or_open()
    (copy,) = old.database.backups.iterdir()
    assert copy.name == f"habitos-v{NOW}.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert old.database.backups.stat().st_mode & 0o777 == 0o700
    before = Database(copy)
    before.create_or_open()
    assert before.version == NOW
    assert [behavior.id for behavior in type(old.behaviors)(before, old.profile.id).all()] == ["run"]


def test_a_new_file_needs_no_backup(tmp_path: Path, scripts: Path) -> None:
    (scripts / f"{NOW + 1:04}_next.py").write_text(ADD_COLUMN)
    (tmp_path / "habitos.db.new").write_bytes(b"what a start has left that was killed")
    database = Database(tmp_path / "habitos.db", migrations=scripts)
    database.create_or_open()
    assert colours(database) == []
    assert not database.backups.exists()


def test_backups_never_replace_each_other(database: Database) -> None:
    with database.connections.connection_context():
        names = [upgrade.backup(database, NOW).name for _ in range(3)]
    assert names == [f"habitos-v{NOW}.db", f"habitos-v{NOW}-2.db", f"habitos-v{NOW}-3.db"]


def test_an_unfinished_backup_is_started_again(database: Database) -> None:
    database.backups.mkdir()
    with subprocess.Popen(["true"]) as gone:
        pass
    (database.backups / f".habitos-v{NOW}.db.{gone.pid}-0123abcd.partial").write_bytes(b"half a file")
    with database.connections.connection_context():
        upgrade.backup(database, NOW)
    assert [copy.name for copy in database.backups.iterdir()] == [f"habitos-v{NOW}.db"]


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
    assert f"habitos-v{NOW}.db" in caught.value.hint


def test_an_upgrade_stopped_before_its_version_was_noted_goes_on(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN)
    database.create_or_open()
    with database.unit():
        database.connections.user_version = NOW
    (scripts / f"{NOW + 2:04}_after.py").write_text(ADD_TABLE)
    database = Database(database.path, migrations=scripts)
    database.create_or_open()
    with database.reading():
        assert database.check_version() == NOW + 2


def test_a_program_left_running_notices(old: Room, scripts: Path) -> None:
    newer(old, scripts, ADD_COLUMN).create_or_open()
    with pytest.raises(NewerDatabaseError):
        old.behaviors.add(make_behavior("walk"))


def test_a_lock_held_too_long_is_busy(old: Room, scripts: Path) -> None:
    database = newer(old, scripts, ADD_COLUMN, timeout=0.01)
    for _ in range(2):
        with upgrade.locked(database):
            assert Path(f"{database.path}.lock").stat().st_mode & 0o777 == 0o600
    with FileLock(f"{database.path}.lock"), pytest.raises(BusyError, match="upgrading or restoring"):
        database.create_or_open()


def test_no_folder_is_made_for_a_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), upgrade.locked(Database(tmp_path / "gone" / "habitos.db")):
        raise AssertionError
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("upgraded", [Database.create_or_open, upgrade.bring_up], ids=["here", "in a copy"])
def test_one_that_lacks_a_part_of_its_version_is_not_upgraded(
    tmp_path: Path, upgraded: Callable[[Database], None]
) -> None:
    database = database_of(tmp_path, "0002_undo_journal", 2)
    with database.connections.connection_context():
        database.connections.execute_sql("DROP TABLE rules")
    with pytest.raises(DamagedDatabaseError, match="is damaged: the table rules is missing"):
        upgraded(database)
    assert not database.backups.exists()


def test_starts_at_the_same_time_upgrade_once(old: Room, scripts: Path) -> None:
    starts = [newer(old, scripts, ADD_COLUMN) for _ in range(4)]
    threads = [Thread(target=database.create_or_open) for database in starts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [copy.name for copy in old.database.backups.iterdir()] == [f"habitos-v{NOW}.db"]
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


def test_a_database_of_the_first_version_gets_an_undo_journal(tmp_path: Path) -> None:
    database = database_of(tmp_path, "0001_first_tables", 1)
    database.create_or_open()
    assert [copy.name for copy in database.backups.iterdir()] == ["habitos-v1.db"]
    objectives, journal = ObjectiveRepository(database, make_id("Ada")), JournalRepository(database, make_id("Ada"))
    assert journal.last() is None
    objectives.add(Objective(name="health", weight=1))
    assert journal.undo() is not None
    assert objectives.all() == ()


def test_changes_by_an_upgrade_cannot_be_undone(old: Room, scripts: Path) -> None:
    noted = "SELECT * FROM row_changes ORDER BY table_name, key"
    before = old.database.select(noted, {})
    database = newer(old, scripts, f'{ADD_COLUMN}    db.execute_sql("UPDATE objectives SET weight = 3")\n')
    database.create_or_open()
    journal = JournalRepository(database, old.profile.id)
    assert journal.last() is None
    assert database.select(noted, {}) == before
    with database.unit():
        database.connections.execute_sql("UPDATE behaviors SET colour = 'red'")
    assert journal.undo() is not None
    assert colours(database) == ["green"]


def test_deletions_of_before_their_kind_was_remembered_do_not_stand_in_the_way(tmp_path: Path) -> None:
    owner = make_id("Ada")
    database = database_of(tmp_path, "0008_nights", 8)
    objectives, journal = ObjectiveRepository(database, owner), JournalRepository(database, owner)
    with database.connections.connection_context():
        deleted = "INSERT INTO journal VALUES (?, 'objectives', json_array(?, 'health', 0, 1.0), NULL)"
        database.connections.execute_sql(deleted, (owner.hex, owner.hex))
        database.connections.execute_sql("UPDATE changes SET state = 'done', label = 'Deleted the objective “health”'")
    database.create_or_open()
    assert journal.last() is None
    with database.unit():
        objectives.add(Objective(name="health", weight=1))
        journal.label("Added the objective “health”", NOON)
    with database.unit():
        objectives.delete("health")
        journal.label("Deleted the objective “health”", NOON, UndoKind.DELETION)
    undone = journal.undo()
    assert undone is not None
    assert (undone.kind, undone.author) == (UndoKind.DELETION, Author.PERSON)
    assert [objective.name for objective in objectives.all()] == ["health"]


def test_behaviors_without_a_maximum_leave_a_question_behind(tmp_path: Path) -> None:
    """They get the new meaning, everything else stays, and only whose weeks that changes is asked."""
    ada, bob = make_id("Ada"), make_id("Bob")
    database = database_of(tmp_path, "0009_undo_kinds", 9)
    with database.connections.connection_context():
        database.connections.execute_sql(
            "INSERT INTO profiles SELECT ?, 'Bob', 'bob', password_hash, week_start, day_end, grid_minutes, "
            "transition_minutes, energy_budget, routine, balance, stability, learning FROM profiles",
            (bob.hex,),
        )
        for owner, most in ((ada, None), (bob, 4)):
            database.connections.execute_sql("INSERT INTO objectives VALUES (?, 'health', 0, 1)", (owner.hex,))
            database.connections.execute_sql(
                "INSERT INTO behaviors VALUES (?, 'nap', 0, 0, 'Nap', 'health', 5, 20, 30, -1, '[\"midday\"]', 1, 31, "
                "3, 1, ?, 2, 0, 0)",
                (owner.hex, most),
            )
            database.connections.execute_sql(
                "INSERT INTO behavior_impacts VALUES (?, 'nap', 'health', 0, 0.5)", (owner.hex,)
            )
    database.create_or_open()
    stored = {each.profile.name: each.profile.preferences for each in ProfileRepository(database).all()}
    assert [stored[name].maximum_undecided for name in ("Ada", "Bob")] == [True, False]
    assert stored["Ada"].hints
    assert stored["Ada"].settings == PlanSettings(routine=1, balance=1, stability=1)
    (nap,) = BehaviorRepository(database, ada).all()
    assert (nap.max_per_week, nap.week_limit, nap.weekend_slots, nap.ideal_time) == (None, 3, None, None)
    assert (nap.preferred_slots, nap.strict_slots, nap.weekdays, nap.impacts) == (
        ("midday",),
        True,
        (0, 1, 2, 3, 4),
        {"health": 0.5},
    )
    assert BehaviorRepository(database, ada).not_learning() == {"nap"}
    assert BehaviorRepository(database, bob).all()[0].week_limit == 4


@pytest.mark.parametrize(
    ("last", "version"),
    [(script.stem, int(script.stem[:4])) for script in sorted(MIGRATIONS.glob("00*.py")) if script.stem < "0012"],
)
def test_what_is_wanted_was_always_wanted_in_databases_of_before(tmp_path: Path, last: str, version: int) -> None:
    """A year of runs, and of swims until they were archived; what was archived without a log was never in use."""
    owner, day = make_id("Ada"), date(2026, 1, 5)
    database = database_of(tmp_path, last, version)
    with database.connections.connection_context():
        execute: Callable[..., object] = database.connections.execute_sql
        execute(
            "INSERT INTO objectives (profile_id, name, position, weight) VALUES (?, 'health', 0, 0.1)", (owner.hex,)
        )
        for name, archived in (("run", 0), ("swim", 1), ("ski", 1)):
            execute(_OLD_BEHAVIOR, (owner.hex, name, archived))
            execute(
                "INSERT INTO behavior_impacts (profile_id, behavior, objective, position, impact) "
                "VALUES (?, ?, 'health', 0, 0.1)",
                (owner.hex, name),
            )
        for place in range(0, 364, 2):
            name = "swim" if place < 30 else "run"
            row = (owner.hex, make_id(f"c{place}").hex, name, (day + timedelta(days=place)).isoformat())
            execute(_OLD_COMPLETION, row)
    database.create_or_open()
    behaviors = BehaviorRepository(database, owner)
    wishes = WishRepository(database, owner).all(behaviors.all(), behaviors.all(archived=True))
    eras = {
        wished.id: [
            (version.since, version.value.active, version.value.behavior == wished.now)
            for version in wished.wishes.versions
        ]
        for wished in wishes.behaviors
    }
    put_away = day + timedelta(days=29)
    assert eras == {
        "run": [(EVER, True, True)],
        "swim": [(EVER, True, True), (put_away, False, True)],
        "ski": [(EVER, False, True)],
    }
    assert {wished.made for wished in wishes.behaviors} == {None}
    assert wishes.weights_on(day.toordinal()) == {"health": 0.1}
    assert wishes.budget_on(day) == 0
    assert WishRepository(database, owner).weeks() == Weeks(0)
    span = Span(day, day + timedelta(days=363))
    assert sum(aggregate.sessions for aggregate in StatisticsRepository(database, owner).weeks(span, Weeks())) == 182
    assert JournalRepository(database, owner).last() is None


_OLD_BEHAVIOR = (
    "INSERT INTO behaviors (profile_id, id, position, archived, name, category, min_minutes, typical_minutes, "
    "max_minutes, energy_cost, preferred_slots, strict_slots, weekdays, target_per_week, min_per_week, max_per_day, "
    "min_gap_days) SELECT ?1, ?2, 0, ?3, ?2, 'health', 20, 30, 40, 0.3, '[]', 0, 127, 3, 0, 1, 0"
)
_OLD_COMPLETION = (
    "INSERT INTO completions (profile_id, id, behavior, day, done_at, start, minutes, note, weekday) "
    "SELECT ?1, ?2, ?3, ?4, ?4 || 'T07:00:00.000000+00:00', 420, 30, '', strftime('%w', ?4)"
)


def test_profiles_of_before_get_the_usual_notice(tmp_path: Path) -> None:
    database = database_of(tmp_path, "0010_second_edition", 10)
    database.create_or_open()
    (ada,) = ProfileRepository(database).all()
    assert ada.profile.preferences.notice_minutes == 15


def test_busy_time_and_days_off_survive_the_wider_bounds_for_nights(tmp_path: Path) -> None:
    """The tables are built again; dropping the old ones must not take along what points to them."""
    owner, busy = make_id("Ada"), make_id("b1")
    database = database_of(tmp_path, "0007_dismissals", 7)
    with database.connections.connection_context():
        row = (owner.hex, busy.hex)
        database.connections.execute_sql("INSERT INTO busy_blocks VALUES (?, ?, 6, 1380, 1800, 'Sleep')", row)
        database.connections.execute_sql("INSERT INTO dated_busy VALUES (?, ?, '2026-12-01', 840, 900, 'Dentist')", row)
        database.connections.execute_sql("INSERT INTO busy_days_off VALUES (?, '2026-12-06', ?)", row)
    database.create_or_open()
    calendar = CalendarRepository(database, owner)
    assert [(block.weekday, block.start, block.end, block.title) for block in calendar.busy()] == [
        (6, 1380, 1800, "Sleep")
    ]
    assert [block.title for block in calendar.dated(date(2026, 12, 1), date(2026, 12, 1))] == ["Dentist"]
    assert calendar.days_off(date(2026, 12, 6), date(2026, 12, 6)) == (BusyDayOff(busy=busy, day=date(2026, 12, 6)),)
    calendar.update_busy(WeeklyBusy(id=busy, weekday=6, start=1380, end=1860, title="Sleep"))
    assert calendar.busy()[0].end == 1860
    calendar.delete_busy(busy)
    assert calendar.days_off(date(2026, 12, 6), date(2026, 12, 6)) == ()


def test_scripts_are_numbered_without_a_gap() -> None:
    # A file is known by the number of its last script: one that came late under a lower number would be left out of it.
    numbers = sorted(int(script.name[:4]) for script in MIGRATIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_wrong_passwords_of_before_are_told_and_make_nobody_wait(tmp_path: Path) -> None:
    database = database_of(tmp_path, "0021_row_changes", 21)
    with database.connections.connection_context():
        for name in ("ada", "nobody"):
            database.connections.execute_sql(
                "INSERT INTO login_attempts VALUES (?, 9, '2026-11-25T12:00:00.000000+00:00')", (name,)
            )
    database.create_or_open()
    logins = LoginRepository(database)
    assert logins.report("Ada").wrong == (WrongPasswords("", 9, NOON.replace(day=25, month=11, year=2026)),)
    assert not logins.report("nobody")
    assert logins.tries("Ada", "").failures == 0
