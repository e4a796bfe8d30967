import os
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.backup import BackupKind
from habitos_tui.errors import BusyError, DamagedDatabaseError, HabitosError, InvalidInputError
from habitos_tui.paths import Paths
from habitos_tui.services import backups as room
from habitos_tui.services.backups import KEPT_BEFORE_RESTORES, Backups, _is_newer, kept_days
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.raw import connected
from tests.support.journals import unfinished_change
from tests.support.storage import rows_of

EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)

Later = Callable[[timedelta], None]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def home(tmp_path: Path, clock: FixedClock) -> DataDirectory:
    directory = open_data_directory(tmp_path / "home", create=True, clock=clock, cost=4, env={})
    directory.accounts.create("Ada", None)
    return directory


@pytest.fixture
def backups(home: DataDirectory) -> Backups:
    return Backups(home.paths, home.clock)


def names(home: DataDirectory) -> list[str]:
    return sorted(path.name for path in home.paths.backups.iterdir()) if home.paths.backups.exists() else []


def change(home: DataDirectory, seconds: int = 0) -> None:
    """Change something, and let the file be as many seconds newer."""
    home.accounts.create(f"Bob {len(home.accounts.profiles())}", None)
    moment = home.paths.database.stat().st_mtime + seconds
    os.utime(home.paths.database, (moment, moment))


def test_a_copy_is_made_when_the_app_ends_and_renewed_when_something_has_changed(home: DataDirectory) -> None:
    assert home.back_up_today(renew=True) is None
    copy = home.paths.backups / "habitos-auto-2026-11-23.db"
    assert rows_of(copy) == rows_of(home.paths.database)
    before = copy.stat().st_ino
    assert home.back_up_today(renew=True) is None
    assert copy.stat().st_ino == before
    change(home, 60)
    assert home.back_up_today(renew=False) is None
    assert rows_of(copy) != rows_of(home.paths.database)
    assert home.back_up_today(renew=True) is None
    assert rows_of(copy) == rows_of(home.paths.database)
    assert names(home) == [copy.name]
    assert home.paths.backups.stat().st_mode & 0o777 == 0o700


def test_no_copy_is_made_of_nothing_nor_against_the_settings(home: DataDirectory, tmp_path: Path) -> None:
    empty = open_data_directory(tmp_path / "empty", create=True, env={})
    assert empty.back_up_today(renew=True) is None
    home.paths.settings.write_text('[backup]\nautomatic = "off"\n')
    assert home.back_up_today(renew=True) is None
    assert names(empty) == names(home) == []


def test_what_keeps_a_copy_from_being_made_is_told(home: DataDirectory) -> None:
    home.paths.backups.write_text("in the way")
    failure = home.back_up_today(renew=True)
    assert failure is not None
    assert "backups" in failure.message


def test_copies_of_the_last_days_weeks_and_months_are_kept(
    home: DataDirectory, backups: Backups, clock: FixedClock
) -> None:
    backups.make_daily(home.database, renew=False)
    (copy,) = home.paths.backups.iterdir()
    for before in range(1, 250):
        (home.paths.backups / f"habitos-auto-{date(2026, 11, 23) - timedelta(before)}.db").hardlink_to(copy)
    (home.paths.backups / "habitos-v3.db").touch()
    (home.paths.backups / "habitos-auto-mine.db").touch()
    with subprocess.Popen(["true"]) as gone:  # of a process that was killed, on a day of its own
        (home.paths.backups / f".habitos-auto-2026-11-20.db.{gone.pid}-0123abcd.partial").touch()
    clock.moment += timedelta(1)
    backups.make_daily(home.database, renew=False)
    assert names(home) == [
        "habitos-auto-2026-06-30.db",
        "habitos-auto-2026-07-31.db",
        "habitos-auto-2026-08-31.db",
        "habitos-auto-2026-09-30.db",
        "habitos-auto-2026-10-31.db",
        "habitos-auto-2026-11-08.db",
        "habitos-auto-2026-11-15.db",
        *(f"habitos-auto-2026-11-{day}.db" for day in range(18, 25)),
        "habitos-auto-mine.db",
        "habitos-v3.db",
    ]


def test_days_far_apart_are_kept() -> None:
    days = [date(2026, 1, 1), date(2024, 5, 2), date(2020, 1, 1)]
    assert kept_days(days) == frozenset(days)
    assert kept_days([]) == frozenset()


def test_a_copy_by_hand_goes_where_it_is_wanted(home: DataDirectory, backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "folder" / "behind.db")
    assert backups.make(home.database).name == "habitos-2026-11-23-180000.db"
    assert backups.make(home.database).name == "habitos-2026-11-23-180000-2.db"
    assert backups.make(home.database, tmp_path / "folder").parent == tmp_path / "folder"
    assert backups.make(home.database, tmp_path / "link.db") == tmp_path / "folder" / "behind.db"
    assert (tmp_path / "link.db").is_symlink()
    made = backups.make(home.database, tmp_path / "copy.db")
    with pytest.raises(InvalidInputError, match="is there already"):
        backups.make(home.database, tmp_path / "copy.db")
    change(home)
    assert rows_of(backups.make(home.database, tmp_path / "copy.db", force=True)) == rows_of(home.paths.database)
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "target", ["home/habitos.db", "home/habitos.db-journal", "linked/habitos.db", "nowhere/copy.db", "pipe"]
)
def test_a_target_that_will_not_do_is_refused(
    home: DataDirectory, backups: Backups, tmp_path: Path, target: str
) -> None:
    (tmp_path / "linked").symlink_to(tmp_path / "home")
    os.mkfifo(tmp_path / "pipe")
    before = home.paths.database.read_bytes()
    with pytest.raises(InvalidInputError):
        backups.make(home.database, tmp_path / target, force=True)
    assert home.paths.database.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(home: DataDirectory, backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(HabitosError, match="closed"):
        backups.make(home.database, tmp_path / "closed" / "copy.db")


def test_a_full_disk_is_told_with_what_was_to_be_written(
    home: DataDirectory, backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.make(home.database)

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    for module in ("copies", "restoring"):
        monkeypatch.setattr(f"habitos_tui.storage.{module}.copy_pages", full)
    with pytest.raises(HabitosError, match=r"no space left for .*elsewhere\.db"):
        backups.make(home.database, tmp_path / "elsewhere.db")
    with pytest.raises(HabitosError, match=r"no space left for .*/habitos\.db"), backups.restoring(copy):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_undo_goes_on_from_what_was_restored(home: DataDirectory, backups: Backups) -> None:
    workspace = home.open_workspace(home.accounts.profiles()[0])
    workspace.objectives.set_weight("health", 7)
    copy = backups.make(home.database)
    workspace.objectives.set_weight("health", 9)
    with backups.restoring(copy) as restoration:
        kept = restoration.put_back()
    home.database.accept_file()
    assert kept is not None
    assert workspace.history.undo() is not None
    assert workspace.objectives.all()[0].weight not in (7, 9)


def test_a_new_profile_goes_into_what_was_restored(home: DataDirectory, backups: Backups) -> None:
    copy = backups.make(home.database)
    with backups.restoring(copy) as restoration:
        restoration.put_back()
    made = home.accounts.create("bea", None)
    assert made in home.accounts.profiles()


def test_a_restore_says_what_is_in_it_and_what_would_go(home: DataDirectory, backups: Backups) -> None:
    copy = backups.make(home.database)
    change(home)
    with backups.restoring(Path(copy.name)) as restoration:  # by the name alone
        assert restoration.found is not None
        assert restoration.present is not None
        assert [one.name for one in restoration.found.profiles] == ["Ada"]
        assert [one.name for one in restoration.present.profiles] == ["Ada", "Bob 1"]
        assert restoration.something_there
    home.paths.database.write_text("damaged")
    with backups.restoring(copy) as restoration:
        assert restoration.present is None
        assert restoration.something_there
    home.paths.database.unlink()
    with backups.restoring(copy) as restoration:
        assert not restoration.something_there


def test_what_would_go_is_waited_for_while_another_program_has_it_locked(home: DataDirectory, backups: Backups) -> None:
    copy = backups.make(home.database)
    with connected(home.paths.database) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = Backups(home.paths, home.clock, lambda _: other.in_transaction and other.execute("ROLLBACK"))
        with waiting.restoring(copy) as restoration:
            assert restoration.present == restoration.found is not None


def test_what_would_go_is_not_called_unreadable_where_it_stays_locked(
    home: DataDirectory, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.make(home.database)
    monkeypatch.setattr(room, "DatabaseFile", partial(DatabaseFile, timeout=0.1))
    with connected(home.paths.database) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError, match="nothing was changed"), backups.restoring(copy):
            raise AssertionError
    assert [path.name for path in home.paths.root.glob("*.db*") if ".lock" not in path.name] == ["habitos.db"]


def test_what_would_go_is_what_was_there_before_a_change_that_a_crash_broke_off(
    home: DataDirectory, backups: Backups
) -> None:
    copy, database = backups.make(home.database), home.paths.database
    with unfinished_change(database):
        left = {name: Path(f"{database}{name}").read_bytes() for name in ("", "-journal")}
    for name, content in left.items():
        Path(f"{database}{name}").write_bytes(content)
    with backups.restoring(copy) as restoration:
        assert restoration.present == restoration.found is not None


def test_a_journal_of_another_database_is_not_played_back_to_see_what_would_go(
    home: DataDirectory, backups: Backups, tmp_path: Path
) -> None:
    copy, database = backups.make(home.database), home.paths.database
    with unfinished_change(tmp_path / "other.db"):
        Path(f"{database}-journal").write_bytes((tmp_path / "other.db-journal").read_bytes())
    before = database.read_bytes()
    with backups.restoring(copy) as restoration:
        assert restoration.present is None
    assert database.read_bytes() == before


def test_what_is_in_the_way_of_a_journal_is_told_before_anybody_is_asked(home: DataDirectory, backups: Backups) -> None:
    copy = backups.make(home.database)
    Path(f"{home.paths.database}-journal").mkdir()
    with pytest.raises(DamagedDatabaseError, match="is a directory"), backups.restoring(copy):
        raise AssertionError


def test_what_was_there_is_kept_also_where_nothing_was_before(home: DataDirectory, backups: Backups) -> None:
    copy = backups.make(home.database).rename(home.paths.root.parent / "copy.db")
    home.paths.backups.rmdir()
    with backups.restoring(copy) as restoration:
        kept = restoration.put_back()
    assert kept is not None
    assert kept.parent == home.paths.backups
    assert home.paths.backups.stat().st_mode & 0o777 == 0o700


def test_copies_of_before_restores_do_not_add_up(home: DataDirectory, backups: Backups, clock: FixedClock) -> None:
    copy = backups.make(home.database)
    home.paths.backups.joinpath("habitos-damaged-1.db").touch()
    for number in range(KEPT_BEFORE_RESTORES + 1):
        (home.paths.backups / f"habitos-before-restore-{number:02}.db").hardlink_to(copy)
    with backups.restoring(copy) as restoration:
        kept = restoration.put_back()
    found = [one.path for one in backups.all() if one.kind is BackupKind.BEFORE_RESTORE]
    assert len(found) == KEPT_BEFORE_RESTORES
    assert kept in found
    assert (home.paths.backups / "habitos-damaged-1.db").exists()


def test_the_list_says_what_each_is(home: DataDirectory, backups: Backups) -> None:
    assert backups.all() == ()
    backups.make(home.database)
    backups.make_daily(home.database, renew=False)
    (home.paths.backups / "habitos-damaged-1.db").write_text("hello")
    (home.paths.backups / "other.txt").write_text("hello")
    found = {one.kind: (one.good, one.contents is not None) for one in backups.all()}
    assert found == {
        BackupKind.BY_HAND: (True, True),
        BackupKind.AUTOMATIC: (True, True),
        BackupKind.DAMAGED: (False, False),
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE profiles SET week_start = 9",
        "DROP INDEX rules_in_order",
        "CREATE TRIGGER own AFTER DELETE ON rules BEGIN SELECT 1; END",
        """UPDATE profiles SET app = '{"x": 1}'""",
    ],
)
def test_what_would_be_refused_is_not_called_good(home: DataDirectory, backups: Backups, statement: str) -> None:
    copy = backups.make(home.database)
    assert backups.newest_good() is not None
    with connected(copy) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(statement)
    assert backups.newest_good() is None
    with pytest.raises(DamagedDatabaseError), backups.restoring(copy):
        raise AssertionError


def test_what_only_looks_like_the_database_may_be_written(
    home: DataDirectory, backups: Backups, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir(mode=0o755)
    for target in (home.paths.root / "copy.db", tmp_path / "folder" / "habitos.db"):
        assert rows_of(backups.make(home.database, target)) == rows_of(home.paths.database)
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError(28, "No space left on device"), "No space left on device"), (OSError("odd"), "odd")],
    ids=["a reason", "no reason"],
)
def test_what_cannot_be_written_names_the_place_and_why(
    home: DataDirectory, backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(room, "write_copy", failing)
    with pytest.raises(HabitosError, match=rf"copy\.db” cannot be written: {said}\.$") as caught:
        backups.make(home.database, tmp_path / "copy.db")
    assert (caught.value.title, bool(caught.value.hint)) == ("The backup was not made", True)
    with pytest.raises(HabitosError) as beside:
        backups.make(home.database)
    assert beside.value.title != caught.value.title


def test_a_copy_is_meant_by_its_path_else_by_its_name_beside_the_database(
    home: DataDirectory, backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = home.paths.backups
    (beside / "sub").mkdir(parents=True)
    for name in ("habitos-1.db", "habitos-2.db", "sub/habitos-3.db"):
        (beside / name).touch()
    (tmp_path / "habitos-2.db").touch()
    monkeypatch.chdir(tmp_path)
    for given in ("habitos-2.db", "habitos-4.db", "sub/habitos-3.db"):
        assert backups.found(Path(given)) == Path(given)
    assert backups.found(Path("habitos-1.db")) == beside / "habitos-1.db"


def test_the_newest_copy_comes_first_whatever_it_is_called(home: DataDirectory, backups: Backups) -> None:
    assert backups.last_made() == (0, None)
    for day, name in enumerate(("habitos-v3.db", "habitos-auto-2026-11-30.db", "habitos-damaged-1.db")):
        path = home.paths.backups / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        moment = (EVENING + timedelta(day)).timestamp()
        os.utime(path, (moment, moment))
    (home.paths.backups / "habitos-folder.db").mkdir()
    kinds = [BackupKind.DAMAGED, BackupKind.AUTOMATIC, BackupKind.BEFORE_UPGRADE]
    assert [one.kind for one in backups.all()] == kinds
    assert backups.last_made() == (3, EVENING + timedelta(2))


def test_a_copy_that_somebody_else_has_removed_is_in_nobodys_way(
    home: DataDirectory, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes clear away what is too old at one time."""
    copy = backups.make(home.database)
    gone = [home.paths.backups / f"habitos-before-restore-{number:02}.db" for number in range(11)]
    old = [home.paths.backups / f"habitos-auto-2020-01-{day:02}.db" for day in range(1, 31)]
    monkeypatch.setattr(Backups, "_files", lambda _: [*gone, *old])
    assert backups.restore(copy) is not None
    home.database.accept_file()
    assert backups.make_daily(home.database, renew=False) is not None


def test_a_copy_is_put_back_where_nothing_is_yet(home: DataDirectory, backups: Backups, tmp_path: Path) -> None:
    copy = backups.make(home.database)
    elsewhere = Paths.default(tmp_path / "new", {})
    there = Backups(elsewhere, home.clock)
    preview = there.preview(copy)
    assert (preview.source, preview.present, preview.something_there) == (copy, None, False)
    assert there.restore(copy) is None
    assert rows_of(elsewhere.database) == rows_of(copy)


def test_a_database_is_newer_only_when_it_was_written_after_its_copy(tmp_path: Path) -> None:
    database, copy = tmp_path / "habitos.db", tmp_path / "copy.db"
    copy.touch()
    assert not _is_newer(database, copy)
    database.touch()
    for seconds, newer in ((-1, False), (0, False), (1, True)):
        at = copy.stat().st_mtime_ns + seconds * 10**9
        os.utime(database, ns=(at, at))
        assert _is_newer(database, copy) == newer


def test_whoever_waits_for_another_program_to_put_something_back_is_told(home: DataDirectory, backups: Backups) -> None:
    class Told(Exception):
        pass

    def told(_: float) -> None:
        raise Told

    copy, waiting = backups.make(home.database), Backups(home.paths, home.clock, told)
    lock = FileLock(f"{home.paths.database}.lock")
    with waiting.restoring(copy) as restoration, waiting.mending() as mending, lock:
        for found in (restoration, mending):
            with pytest.raises(Told):
                found.put_back()
    assert home.accounts.profiles()
