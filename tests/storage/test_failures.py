"""What SQLite and the file system refuse is told with the file it is about and what to do."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import peewee
import pytest

from habitos_tui.errors import DamagedDatabaseError, GaveUpError, HabitosError, InvalidInputError, NotFoundError
from habitos_tui.storage.failures import DatabasePlace, existing_files, explained, is_of_the_disk
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.raw import connected
from tests.support.storage import lay_down


@pytest.fixture
def place(tmp_path: Path) -> DatabasePlace:
    (tmp_path / "backups").mkdir()
    return DatabaseFile(tmp_path / "habitos.db").place


def refusal(code: int | None, message: str = "as SQLite puts it") -> sqlite3.Error:
    error = sqlite3.OperationalError(message)
    if code is not None:
        error.sqlite_errorcode = code
    return error


def told(place: DatabasePlace, error: Exception, *, reading: bool = False) -> HabitosError:
    """Return what a person reads of an error."""
    with pytest.raises(HabitosError) as caught, explained(place, lambda: None, reading=reading):
        raise error
    return caught.value


BUSY = ("The database is busy", "nothing was changed", "Try again in a moment")
TORN = ("The database is damaged", "habitos.db” is damaged: its parts do not fit together", "habitos-tui check")
NONE = ("The database is damaged", "habitos.db” is damaged or not a habitos-tui database", "habitos-tui check --mend")
CLOSED = ("The database cannot be written", "habitos.db” cannot be written", "Check the owner")
FAILED = ("The disk failed", "habitos.db” failed; nothing was changed", "Check the disk")


@pytest.mark.parametrize(
    ("code", "title", "message", "hint"),
    [
        (sqlite3.SQLITE_BUSY, *BUSY),
        (sqlite3.SQLITE_LOCKED, *BUSY),
        (sqlite3.SQLITE_PROTOCOL, *BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, *BUSY),
        (sqlite3.SQLITE_CORRUPT, *TORN),
        (sqlite3.SQLITE_CORRUPT_INDEX, *TORN),
        (sqlite3.SQLITE_NOTADB, *NONE),
        (sqlite3.SQLITE_TOOBIG, *NONE),
        (sqlite3.SQLITE_FORMAT, *NONE),
        (sqlite3.SQLITE_FULL, "The disk is full", "no space left for “", "Make room"),
        (sqlite3.SQLITE_READONLY_DBMOVED, *CLOSED),
        (sqlite3.SQLITE_PERM, *CLOSED),
        (sqlite3.SQLITE_IOERR_FSYNC, *FAILED),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, "Not possible", "outside what can be stored (as SQLite puts it)", ""),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "Not possible", "This exists already.", ""),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "Not found", "does not exist, or no longer", ""),
    ],
)
def test_each_refusal_has_a_title_a_sentence_and_a_next_step(
    place: DatabasePlace, code: int, title: str, message: str, hint: str
) -> None:
    wrapped = peewee.OperationalError()
    vars(wrapped)["orig"] = refusal(code)  # as peewee itself does
    for error in (refusal(code), wrapped):
        found = told(place, error)
        assert found.title == title
        assert message in found.message
        assert hint in found.hint
        assert bool(found.hint) is bool(hint)


@pytest.mark.parametrize(
    ("code", "message", "why"),
    [
        (None, "Could not decode to UTF-8 column 'name'", "is damaged or not"),
        (sqlite3.SQLITE_ERROR, "malformed JSON", "a value in it cannot be read"),
    ],
)
def test_what_is_stored_and_cannot_be_read_is_damage(
    place: DatabasePlace, code: int | None, message: str, why: str
) -> None:
    found = told(place, refusal(code, message))
    assert isinstance(found, DamagedDatabaseError)
    assert why in found.message


@pytest.mark.parametrize("code", [None, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE])
def test_a_mistake_of_the_program_passes_through(place: DatabasePlace, code: int | None) -> None:
    with pytest.raises(sqlite3.OperationalError), explained(place, lambda: None):
        raise refusal(code)


def test_what_is_behind_the_error_of_a_rollback_is_told(place: DatabasePlace) -> None:
    rolled_back = refusal(sqlite3.SQLITE_ERROR, "cannot rollback")
    rolled_back.__context__ = KeyError()
    rolled_back.__context__.__context__ = refusal(sqlite3.SQLITE_FULL)
    assert told(place, rolled_back).title == "The disk is full"
    rolled_back.__context__.__context__ = NotFoundError("There is no run.")
    assert isinstance(told(place, rolled_back), NotFoundError)


def test_of_what_is_only_read_no_change_is_told(place: DatabasePlace) -> None:
    busy = told(place, refusal(sqlite3.SQLITE_BUSY), reading=True)
    assert busy.message == "Another program is writing to the database and did not finish in time."
    assert busy.hint.startswith("Try again")
    assert "up to date" in told(place, GaveUpError("Enough."), reading=True).message
    assert told(place, GaveUpError("Enough.")).message == "Enough."


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("behaviors.profile_id, behaviors.id", "There is already a behavior with that id."),
        ("profiles.name_key", "There is already a profile of that name."),
    ],
)
def test_what_is_taken_is_named(place: DatabasePlace, columns: str, sentence: str) -> None:
    found = told(place, refusal(sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, f"UNIQUE constraint failed: {columns}"))
    assert isinstance(found, InvalidInputError)
    assert found.message == sentence


def test_a_full_disk_is_told_of_what_is_written(place: DatabasePlace) -> None:
    elsewhere = DatabasePlace(place.path, place.backups, 1, Path("/elsewhere/copy.db"))
    assert "“/elsewhere/copy.db”" in told(elsewhere, refusal(sqlite3.SQLITE_FULL)).message
    assert f"“{place.path}”" in told(place, refusal(sqlite3.SQLITE_FULL)).message


def test_a_disk_that_fails_is_told_of_what_is_read_and_of_what_is_written(place: DatabasePlace) -> None:
    failed = refusal(sqlite3.SQLITE_IOERR_WRITE)
    assert told(place, failed).message == f"Reading or writing “{place.path}” failed; nothing was changed."
    elsewhere = DatabasePlace(place.path, place.backups, 1, Path("/elsewhere/copy.db"))
    expected = f"Reading “{place.path}” or writing “/elsewhere/copy.db” failed; nothing was changed."
    assert told(elsewhere, failed).message == expected


@pytest.mark.parametrize(
    ("code", "of_the_disk"),
    [
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_IOERR_WRITE, True),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, False),
        (sqlite3.SQLITE_BUSY, False),
        (None, False),
    ],
)
def test_only_a_full_or_failing_disk_is_one(code: int | None, of_the_disk: bool) -> None:
    assert is_of_the_disk(refusal(code)) is of_the_disk


def test_what_cannot_be_opened_is_told_by_what_is_there(place: DatabasePlace) -> None:
    missing = told(place, refusal(sqlite3.SQLITE_CANTOPEN))
    assert missing.title == "The database cannot be opened"
    assert missing.hint.startswith("Check that it exists")
    place.path.mkdir()
    assert "is a directory where a database should be" in told(place, refusal(sqlite3.SQLITE_CANTOPEN)).message


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "is a directory": Path.mkdir,
    "is neither a file nor a link to one": os.mkfifo,
    "is empty": Path.touch,
    "is a link": lambda path: path.symlink_to("nowhere"),
    "habitos.db-journal”, which belongs to it, is there": lambda path: Path(f"{path}-journal").write_bytes(b"x"),
    "habitos.db-wal”, which belongs to it, is there": lambda path: Path(f"{path}-wal").write_bytes(b"x"),
    "there are backups of it": lambda path: lay_down(path.parent / "backups" / "habitos-v24.db"),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_stands_in_the_place_of_a_database_is_named_with_a_way_out(place: DatabasePlace, obstacle: str) -> None:
    assert place.obstacle() is None
    OBSTACLES[obstacle](place.path)
    found = place.obstacle()
    assert found is not None
    assert obstacle in found.message
    assert str(place.path) in found.message
    assert found.hint


@pytest.mark.parametrize("name", ["habitos.db-journal", "habitos.db-wal"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_stands_in_the_place_of_a_journal_is_named_instead_of_the_disk(
    place: DatabasePlace, name: str, make: Callable[[Path], object]
) -> None:
    lay_down(place.path)
    assert place.obstacle() is None
    make(place.path.with_name(name))
    for code in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_CANTOPEN):
        found = told(place, refusal(code))
        assert isinstance(found, DamagedDatabaseError)
        assert f"{name}” is " in found.message
        assert found.hint.startswith("Move it away")


def test_what_is_there_of_a_database_is_listed(place: DatabasePlace) -> None:
    beside = [Path(f"{place.path}-journal"), Path(f"{place.path}-wal")]
    for journal in beside:
        journal.touch()
    assert list(existing_files(place.path)) == []
    for journal in beside:
        journal.write_bytes(b"x")
    assert list(existing_files(place.path)) == beside
    lay_down(place.path)
    assert list(existing_files(place.path)) == [place.path, *beside]


def test_the_way_back_is_the_newest_copy_that_can_be_put_back(place: DatabasePlace) -> None:
    where = f" --data-dir {place.path.parent}"
    assert place.way_back().startswith("There is no good copy beside it.")
    assert place.way_back().endswith(f"habitos-tui check --mend{where}")
    for age, name in enumerate(("newer", "damaged-1", "torn", "good", "older")):
        copy = place.backups / f"habitos-{name}.db"
        lay_down(copy, b"torn" if name == "torn" else None)
        os.utime(copy, (9000 - age, 9000 - age))
    with connected(place.backups / "habitos-newer.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    (place.backups / "habitos-folder.db").mkdir()
    os.utime(place.backups / "habitos-newer.db", (9900, 9900))
    assert place.newest_copy() == place.backups / "habitos-good.db"
    assert place.way_back().endswith(f"habitos-tui restore habitos-good.db{where}")


def test_no_directory_is_named_where_it_is_the_usual_one(place: DatabasePlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(place.path.parent.parent))
    usual = place.path.parent.parent / "habitos-tui"
    hint = DatabasePlace(usual / "habitos.db", usual / "backups", 1).way_back()
    assert hint.endswith("habitos-tui check --mend")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert "--data-dir" in DatabasePlace(usual / "habitos.db", usual / "backups", 1).way_back()
