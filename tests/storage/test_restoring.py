import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from habitos_tui.domain.model.backup import BackupKind
from habitos_tui.errors import (
    BusyError,
    DamagedDatabaseError,
    HabitosError,
    InvalidInputError,
    NewerDatabaseError,
    OutdatedError,
)
from habitos_tui.storage import restoring
from habitos_tui.storage.contents import contents
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import MIGRATIONS, DatabaseFile
from habitos_tui.storage.raw import connected
from habitos_tui.storage.restoring import can_be_restored, install, opened_copy
from tests.storage.test_upgrade import database_of
from tests.support.journals import unfinished_change
from tests.support.killing import killed_at, points
from tests.support.storage import Room, make_behavior, make_database, open_database, rows_of


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def foreign_journal(path: Path) -> None:
    other = path.with_name("other.db")
    with unfinished_change(other):
        shutil.copy(f"{other}-journal", f"{path}-journal")
    other.unlink()


POINTS = 8
"""At which a restore is broken off; they are spread over all there are."""


def unknown_format(path: Path) -> None:
    """Have the header say a format of the schema that no SQLite knows."""
    content = path.read_bytes()
    path.write_bytes(content[:44] + (9).to_bytes(4, "big") + content[48:])


def broken_page(path: Path) -> None:
    """Harm a table: the schema can be read, and the file be locked."""
    with connected(path) as connection:
        page, size = connection.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'behaviors'"
        ).fetchone()
    content = path.read_bytes()
    path.write_bytes(content[: (page - 1) * size] + b"\xee" * size + content[page * size :])


HARMS: dict[str, Callable[[Path], object]] = {
    "short": lambda path: os.truncate(path, 5000),
    "torn": lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\xee" * 200_000),
    "text": lambda path: path.write_text("hello"),
    "empty": lambda path: path.write_bytes(b""),
    "folder": folder,
    "journal": foreign_journal,
    "format": unknown_format,
    "page": broken_page,
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data directory with one behavior, "run", and beside it a copy with another, "walk"."""
    (tmp_path / "home" / "backups").mkdir(parents=True)
    for directory, behavior in ((tmp_path / "home", "run"), (tmp_path, "walk")):
        Room(make_database(directory)).behaviors.add(make_behavior(behavior))
    (tmp_path / "habitos.db").rename(tmp_path / "copy.db")
    return tmp_path / "home"


def restore(home: Path, source: Path | None = None) -> Path | None:
    """Put the copy back; return where what was there is."""
    database = DatabaseFile(home / "habitos.db", timeout=0.1)
    numbers = count()

    def name_for(kind: BackupKind) -> Path:
        return next(
            path for n in numbers if not (path := home / "backups" / f"habitos-{kind.name.lower()}-{n}.db").exists()
        )

    with opened_copy(source or home.parent / "copy.db", database) as draft:
        return install(draft, database, name_for)


def test_what_is_restored_equals_the_copy_and_what_was_there_is_kept(home: Path) -> None:
    before, wanted = rows_of(home / "habitos.db"), rows_of(home.parent / "copy.db")
    kept = restore(home)
    assert rows_of(home / "habitos.db") == wanted
    assert kept is not None
    assert rows_of(kept) == before
    assert rows_of(home.parent / "copy.db") == wanted
    assert {path.name for path in home.iterdir()} == {"habitos.db", "habitos.db.lock", "backups"}


@pytest.mark.parametrize("name", HARMS)
def test_a_damaged_file_is_set_aside(home: Path, name: str) -> None:
    HARMS[name](home / "habitos.db")
    before = (home / "habitos.db").read_bytes() if (home / "habitos.db").is_file() else None
    kept = restore(home)
    assert rows_of(home / "habitos.db") == rows_of(home.parent / "copy.db")
    assert kept is not None
    assert kept.name.startswith("habitos-damaged")
    numbers = set()
    for path in (home / "habitos.db", home.parent / "copy.db"):
        with connected(path, "ro") as connection:
            numbers.add(connection.execute("PRAGMA schema_version").fetchone())
    assert (0,) not in numbers
    assert len(numbers) == 2  # by which whoever has the old file open sees that this is another one
    # A file that could be locked is copied page by page, and SQLite counts that in the header.
    assert before is None or kept.read_bytes()[100 if name == "page" else 0 :] == before[100 if name == "page" else 0 :]
    assert (home / "habitos.db").stat().st_mode & 0o777 == 0o600
    open_database(home)


def test_a_file_that_may_not_be_written_stays_and_no_copy_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows_of(home / "habitos.db")
    monkeypatch.setattr(restoring, "may", lambda path, right: not (path.name == "habitos.db" and right == os.W_OK))
    with pytest.raises(HabitosError, match="cannot be written"):
        restore(home)
    assert rows_of(home / "habitos.db") == before
    assert list((home / "backups").iterdir()) == []


def test_it_is_on_the_disk_before_it_has_its_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / "habitos.db"
    steps: list[tuple[str, bool]] = []

    def flushed(what: Path) -> None:
        steps.append(("folder" if what.is_dir() else "draft", path.read_bytes() == b"hello"))

    monkeypatch.setattr(restoring, "flush", flushed)
    restore(home)
    assert steps == [("draft", False)]
    path.write_text("hello")
    steps.clear()
    restore(home)
    assert steps == [("draft", True), ("draft", True), ("folder", True), ("folder", False)]


def test_a_journal_without_its_database_is_set_aside(home: Path) -> None:
    (home / "habitos.db").unlink()
    (home / "habitos.db-journal").write_bytes(b"what was to be rolled back")
    kept = restore(home)
    assert rows_of(home / "habitos.db") == rows_of(home.parent / "copy.db")
    assert Path(f"{kept}-journal").read_bytes() == b"what was to be rolled back"
    assert not (home / "habitos.db-journal").exists()


def test_a_missing_database_is_no_obstacle(home: Path) -> None:
    (home / "habitos.db").unlink()
    assert restore(home) is None
    assert rows_of(home / "habitos.db") == rows_of(home.parent / "copy.db")


def test_a_database_behind_a_link_stays_behind_it(home: Path, tmp_path: Path) -> None:
    (home / "habitos.db").rename(tmp_path / "elsewhere.db")
    (home / "habitos.db").symlink_to(tmp_path / "elsewhere.db")
    restore(home)
    assert (home / "habitos.db").is_symlink()
    assert rows_of(tmp_path / "elsewhere.db") == rows_of(tmp_path / "copy.db")
    (tmp_path / "elsewhere.db").write_text("hello")
    restore(home)
    assert rows_of(tmp_path / "elsewhere.db") == rows_of(tmp_path / "copy.db")
    (tmp_path / "elsewhere.db").unlink()
    with pytest.raises(DamagedDatabaseError, match="is a link"):
        restore(home)


def test_an_older_copy_is_upgraded_and_stays_as_it_is(home: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old = database_of(tmp_path / "old", "0008_nights", 8).path
    with connected(old) as connection:
        connection.execute("INSERT INTO slots SELECT id, 'day', 0, 360, 1200 FROM profiles")
    before = old.read_bytes()
    restore(home, old)
    database = open_database(home)
    with database.reading():
        assert database.check_version() == database.version
    assert old.read_bytes() == before
    found = contents(home / "habitos.db")
    assert found is not None
    assert [one.name for one in found.profiles] == ["Ada"]


@pytest.fixture
def torn(home: Path, tmp_path: Path) -> Path:
    """A folder's database as it was copied in the middle of a change, with its journal."""
    (tmp_path / "elsewhere").mkdir()
    with unfinished_change(tmp_path / "copy.db"):
        for name in ("", "-journal"):
            shutil.copy(f"{tmp_path / 'copy.db'}{name}", f"{tmp_path / 'elsewhere' / 'habitos.db'}{name}")
    return tmp_path / "elsewhere" / "habitos.db"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"}


@pytest.mark.parametrize("link", [False, True])
def test_what_was_copied_in_the_middle_of_a_change_is_restored_as_it_was_before(
    home: Path, tmp_path: Path, torn: Path, link: bool
) -> None:
    before, source = everything(torn.parent), torn
    if link:
        source = tmp_path / "link.db"
        source.symlink_to(torn)
    assert restore(home, source) is not None
    assert rows_of(home / "habitos.db") == rows_of(tmp_path / "copy.db")
    assert everything(torn.parent) == before
    assert list(everything(home)) == ["habitos.db"]


def test_a_copy_with_a_journal_of_another_database_is_refused_with_that(home: Path, torn: Path) -> None:
    with connected(home / "habitos.db") as other:
        for number in range(3, 9):  # each counts as a change
            other.execute(f"PRAGMA user_version = {number}")
    shutil.copy(home / "habitos.db", torn)
    present, before = everything(home), everything(torn.parent)
    with pytest.raises(DamagedDatabaseError, match=r"“habitos\.db-journal”, is of another database"):
        restore(home, torn)
    assert (everything(home), everything(torn.parent)) == (present, before)


def test_a_journal_that_cannot_be_read_is_named(home: Path, torn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(restoring, "foreign_journal", lambda _: None)
    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(HabitosError, match=r"habitos\.db-journal” cannot be read: Permission denied") as caught:
        restore(home, torn)
    assert caught.value.title == "This cannot be restored"


def test_copies_that_cannot_be_restored_change_nothing(home: Path, tmp_path: Path) -> None:
    before = rows_of(home / "habitos.db")
    shutil.copy(tmp_path / "copy.db", tmp_path / "newer.db")
    with connected(tmp_path / "newer.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerDatabaseError, match="its version is 99"):
        restore(home, tmp_path / "newer.db")
    (tmp_path / "torn.db").write_bytes((tmp_path / "copy.db").read_bytes()[:30_000])
    for name in ("torn.db", "text.db"):
        (tmp_path / "text.db").write_text("no database")
        with pytest.raises(DamagedDatabaseError) as caught:
            restore(home, tmp_path / name)
        assert name in caught.value.message
    for source in (tmp_path / "nothing.db", tmp_path, home / "habitos.db", Path("/dev/null")):
        with pytest.raises(InvalidInputError):
            restore(home, source)
    assert rows_of(home / "habitos.db") == before
    assert list((home / "backups").iterdir()) == []
    assert {path.name for path in home.iterdir()} == {"habitos.db", "backups"}


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.symlink_to("nowhere"), "is no file"),
        (lambda path: path.symlink_to("home/habitos.db"), "is the database itself"),
    ],
)
def test_what_is_no_copy_is_told_by_what_it_is(home: Path, make: Callable[[Path], None], what: str) -> None:
    make(home.parent / "odd.db")
    with pytest.raises(InvalidInputError, match=f"odd.db” {what}"):
        restore(home, home.parent / "odd.db")


def test_a_copy_is_opened_as_one_file_of_the_same_scripts_and_backups(home: Path, tmp_path: Path) -> None:
    (tmp_path / "scripts").symlink_to(MIGRATIONS)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    database = DatabaseFile(home / "habitos.db", backups=tmp_path / "mine", migrations=tmp_path / "scripts")
    with opened_copy(tmp_path / "copy.db", database) as draft:
        assert (draft.backups, draft.migrations) == (tmp_path / "mine", tmp_path / "scripts")
        with connected(draft.path, "ro") as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize("broken", ["pages", "rows"])
def test_what_is_not_written_as_the_copy_is_is_told_with_what_was_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    before, asked = rows_of(home / "habitos.db"), []
    Room(Database(home.parent / "copy.db"), "Bob")

    def written(source: sqlite3.Connection, there: sqlite3.Connection, seconds: float, _waits: object) -> None:
        asked.append((seconds, *there.execute("PRAGMA synchronous").fetchone()))
        if broken == "pages":
            source.backup(there)
            monkeypatch.setattr(restoring, "fault", lambda _connection: "its parts do not fit together")

    with opened_copy(home.parent / "copy.db", DatabaseFile(home / "habitos.db", timeout=0.1)) as draft:
        monkeypatch.setattr(restoring, "copy_pages", written)
        with pytest.raises(HabitosError, match="could not be written as the backup is") as caught:
            install(draft, DatabaseFile(home / "habitos.db", timeout=0.1), lambda kind: home / f"{kind.name}.db")
    assert str(home / "BEFORE_RESTORE.db") in str(caught.value.hint)
    assert rows_of(home / "BEFORE_RESTORE.db") == before
    assert asked == [(0.1, 3)]  # EXTRA


def test_what_is_set_aside_is_private_and_named_without_links_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    for linked in (True, False):
        (home / "habitos.db").write_text("hello")
        (home / "habitos.db").chmod(0o644)
        if not linked:
            monkeypatch.setattr(Path, "hardlink_to", refused)
        kept = restore(home)
        assert kept is not None
        assert (kept.read_text(), kept.stat().st_mode & 0o777) == ("hello", 0o600)


def test_a_copy_that_lacks_a_table_is_refused(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("DROP TABLE promises")
    with pytest.raises(DamagedDatabaseError, match="promises"):
        restore(home)


@pytest.mark.parametrize("end", ["", "AS SELECT 1"])
def test_a_copy_with_a_trigger_or_view_of_somebody_else_is_refused(home: Path, tmp_path: Path, end: str) -> None:
    """It would act whenever this program writes."""
    made = f"VIEW odd {end}" if end else "TRIGGER odd AFTER INSERT ON completions BEGIN DELETE FROM behaviors; END"
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute(f"CREATE {made}")
    with pytest.raises(DamagedDatabaseError, match="odd is none of this program"):
        restore(home)


def test_a_copy_with_an_index_of_ones_own_is_restored(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("CREATE INDEX mine ON completions (note)")
    assert restore(home) is not None


def test_a_database_that_somebody_reads_is_not_touched(home: Path) -> None:
    before = rows_of(home / "habitos.db")
    with closing(sqlite3.connect(home / "habitos.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM profiles").fetchone()
        with pytest.raises(BusyError):
            restore(home)
    assert rows_of(home / "habitos.db") == before


def test_whoever_reads_is_waited_for(home: Path) -> None:
    with closing(sqlite3.connect(home / "habitos.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM profiles").fetchone()
        database = DatabaseFile(
            home / "habitos.db", waits=lambda _: reader.in_transaction and reader.execute("ROLLBACK")
        )
        with opened_copy(home.parent / "copy.db", database) as draft:
            assert install(draft, database, lambda kind: home / f"{kind.name}.db") == home / "BEFORE_RESTORE.db"
    assert rows_of(home / "habitos.db") == rows_of(home.parent / "copy.db")


@pytest.mark.parametrize("harm", [None, "text"])
def test_whoever_has_the_database_open_does_not_write_what_it_decided_on_before(home: Path, harm: str | None) -> None:
    room = Room(open_database(home), "Bob")
    if harm is not None:
        HARMS[harm](home / "habitos.db")
    restore(home)
    with pytest.raises(OutdatedError, match="was replaced in the meantime"):
        room.behaviors.add(make_behavior("swim"))
    assert rows_of(home / "habitos.db") == rows_of(home.parent / "copy.db")
    room.database.accept_file()
    Room(room.database, "Bob").behaviors.add(make_behavior("swim"))


def test_an_upgrade_by_this_process_is_no_other_file(tmp_path: Path) -> None:
    database = database_of(tmp_path, "0008_nights", 8)
    database.create_or_open()
    Room(database, "Bob")


def data(home: Path) -> set[str]:
    """Return what the copies beside a database hold, and the database itself."""
    return {rows_of(path) for path in [*(home / "backups").glob("habitos-*.db"), home / "habitos.db"]}


def test_a_restore_killed_at_any_time_loses_nothing(home: Path, tmp_path: Path) -> None:
    before, wanted = rows_of(home / "habitos.db"), rows_of(tmp_path / "copy.db")
    shutil.copytree(home, tmp_path / "counted")
    for point in points(lambda: restore(tmp_path / "counted"), POINTS):
        shutil.copytree(home, tmp_path / "killed")
        killed_at(point, lambda: restore(tmp_path / "killed"))
        Database(tmp_path / "killed" / "habitos.db").create_or_open()
        found = rows_of(tmp_path / "killed" / "habitos.db")
        assert found in (before, wanted)
        assert found == before or before in data(tmp_path / "killed")
        restore(tmp_path / "killed")
        assert rows_of(tmp_path / "killed" / "habitos.db") == wanted
        assert not list((tmp_path / "killed").glob(".*partial*"))
        shutil.rmtree(tmp_path / "killed")


def test_a_restore_over_a_damaged_file_killed_at_any_time_can_be_repeated(home: Path, tmp_path: Path) -> None:
    (home / "habitos.db").write_text("all that is left")
    shutil.copytree(home, tmp_path / "counted")
    for point in points(lambda: restore(tmp_path / "counted"), POINTS // 2):
        shutil.copytree(home, tmp_path / "killed")
        killed_at(point, lambda: restore(tmp_path / "killed"))
        assert (tmp_path / "killed" / "habitos.db").exists()
        restore(tmp_path / "killed")
        assert rows_of(tmp_path / "killed" / "habitos.db") == rows_of(tmp_path / "copy.db")
        texts = [path.read_bytes() for path in (tmp_path / "killed" / "backups").iterdir()]
        assert b"all that is left" in texts
        shutil.rmtree(tmp_path / "killed")


def test_an_older_copy_can_be_restored_as_far_as_that_can_be_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    database = DatabaseFile(home / "habitos.db")
    assert can_be_restored(database_of(tmp_path / "old", "0008_nights", 8).path, database)
    assert can_be_restored(tmp_path / "copy.db", database)
    assert not can_be_restored(tmp_path / "nothing.db", database)


def test_a_copy_that_is_damaged_is_told_as_what_cannot_be_restored(home: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("no database")
    with pytest.raises(DamagedDatabaseError) as caught:
        restore(home)
    assert caught.value.title == "This cannot be restored"
    assert "backup --list" in str(caught.value.hint)


def test_nobody_writes_between_the_last_copy_and_what_takes_its_place(home: Path) -> None:
    asked: list[BackupKind] = []

    def name_for(kind: BackupKind) -> Path:
        asked.append(kind)
        with connected(home / "habitos.db", seconds=0) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        return home / f"{kind.name}.db"

    database = DatabaseFile(home / "habitos.db", timeout=0.1)
    with opened_copy(home.parent / "copy.db", database) as draft:
        install(draft, database, name_for)
    assert asked == [BackupKind.BEFORE_RESTORE]


@pytest.mark.parametrize(("drawn", "number"), [(lambda below: 0, 1), (lambda below: below - 1, 2**31 - 2)])
def test_the_number_of_another_schema_is_one_that_sqlite_has(
    home: Path, monkeypatch: pytest.MonkeyPatch, drawn: Callable[[int], int], number: int
) -> None:
    monkeypatch.setattr("habitos_tui.storage.restoring.secrets.randbelow", drawn)
    (home / "habitos.db").write_text("hello")
    restore(home)
    with connected(home / "habitos.db", "ro") as connection:
        assert connection.execute("PRAGMA schema_version").fetchone() == (number,)


def test_a_copy_of_this_version_that_lacks_a_part_or_has_a_foreign_one_cannot_be_restored(
    home: Path, tmp_path: Path
) -> None:
    database = DatabaseFile(home / "habitos.db")
    for name, statement in (
        ("lacks", "DROP TABLE promises"),
        ("foreign", "CREATE VIEW odd AS SELECT 1"),
        ("index", "CREATE INDEX mine ON completions (note)"),
    ):
        shutil.copy(tmp_path / "copy.db", tmp_path / f"{name}.db")
        with connected(tmp_path / f"{name}.db") as connection:
            connection.execute(statement)
        assert can_be_restored(tmp_path / f"{name}.db", database) is (name == "index")
