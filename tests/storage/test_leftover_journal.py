"""A journal of another database is told from one that belongs to the file beside it."""

import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.storage import leftover_journal
from habitos_tui.storage.database import Database
from habitos_tui.storage.leftover_journal import (
    MAX_SECTOR,
    _counter,
    _first_page_before,
    _first_pages_of_log,
    _fits,
    _goes_with,
    _is_hot,
    _is_own_log,
    _is_whole,
    foreign_journal,
)
from habitos_tui.storage.raw import APPLICATION_ID
from tests.support.journals import unfinished_change
from tests.support.storage import Room, make_behavior, make_database


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A database as a crash in the middle of a change leaves it, with its journal."""
    made = make_database(tmp_path).path
    with unfinished_change(made):
        (tmp_path / "left").mkdir()
        for name in ("", "-journal"):
            shutil.copy(f"{made}{name}", tmp_path / "left" / f"{made.name}{name}")
    return tmp_path / "left" / made.name


def tables(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0])


def test_its_own_journal_is_played_back(left: Path) -> None:
    assert foreign_journal(left) is None
    Database(left).create_or_open()
    assert not left.with_name("habitos.db-journal").exists()


def later_changes(left: Path) -> None:
    """Let the database be changed without its journal, as after it was put away and came back."""
    journal = left.with_name("habitos.db-journal")
    content = journal.read_bytes()
    journal.unlink()
    shutil.copy(left.parents[1] / left.name, left)
    with closing(sqlite3.connect(left, isolation_level=None)) as connection:
        for number in range(3):
            connection.execute(f"CREATE TABLE more{number} (x)")
    journal.write_bytes(content)


def another_program(left: Path) -> None:
    other = left.with_name("other.db")
    with unfinished_change(other):
        shutil.copy(f"{other}-journal", f"{left}-journal")


def another_log(left: Path) -> None:
    left.with_name("habitos.db-journal").unlink()
    shutil.copy(left.parents[1] / left.name, left)
    other = left.with_name("other.db")
    with unfinished_change(other, "wal"):
        shutil.copy(f"{other}-wal", f"{left}-wal")


@pytest.mark.parametrize("exchange", [later_changes, another_program, another_log])
def test_one_of_another_file_is_refused_and_changes_nothing(left: Path, exchange: Callable[[Path], None]) -> None:
    exchange(left)
    before = left.read_bytes()
    found = foreign_journal(left)
    assert found is not None
    with pytest.raises(DamagedDatabaseError, match=f"{found.name}” is not of the database beside it"):
        Database(left).create_or_open()
    obstacle = Database(left).place.foreign_journal()
    assert obstacle is not None
    assert obstacle.hint
    assert left.read_bytes() == before
    found.unlink()
    assert tables(left) > 10


def broken_off(path: Path, to: Path) -> None:
    """Leave a copy of a database, and of its journal, in the middle of a large change: without the first page yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        connection.execute("UPDATE row_changes SET changed_at = '2027-01-01T00:00:00.000000+00:00'")
        for name in ("", "-journal"):
            shutil.copy(f"{path}{name}", f"{to}{name}")
        connection.execute("ROLLBACK")


def of_many(folder: Path, number: int) -> Path:
    """Make a database with so many behaviors."""
    folder.mkdir()
    room = Room(make_database(folder))
    with room.database.unit():
        for each in range(number):
            room.behaviors.add(make_behavior(f"b{each}"))
    return room.database.path


def test_a_journal_without_the_first_page_is_tried_in_a_copy(tmp_path: Path) -> None:
    mine, other = of_many(tmp_path / "mine", 30), of_many(tmp_path / "other", 60)
    left = tmp_path / "habitos.db"
    broken_off(mine, left)
    journal = left.with_name("habitos.db-journal")
    assert _first_page_before(journal) is None
    assert foreign_journal(left) is None
    Database(left).create_or_open()
    assert not journal.exists()
    broken_off(other, left)
    shutil.copy(mine, left)
    assert foreign_journal(left) == journal
    with pytest.raises(DamagedDatabaseError, match="is not of the database beside it"):
        Database(left).create_or_open()
    assert left.read_bytes() == mine.read_bytes()


def test_a_journal_that_a_running_program_writes_is_not_tried(tmp_path: Path) -> None:
    path = of_many(tmp_path / "mine", 30)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        connection.execute("UPDATE row_changes SET changed_at = '2027-01-01T00:00:00.000000+00:00'")
        assert _first_page_before(path.with_name("habitos.db-journal")) is None
        assert not _is_hot(path)
        assert foreign_journal(path) is None
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"noise", bytes(6000), bytes.fromhex("d9d505f920a163d7") + b"\xff" * 6000])
@pytest.mark.parametrize("name", ["-journal", "-wal"])
def test_what_is_no_journal_is_none_of_another(left: Path, name: str, content: bytes) -> None:
    Path(f"{left}{name}").write_bytes(content)
    assert foreign_journal(left) is None


def test_one_of_a_program_that_writes_is_none_of_another(tmp_path: Path) -> None:
    made = make_database(tmp_path).path
    for mode in ("delete", "wal"):
        with unfinished_change(made, mode):
            assert foreign_journal(made) is None


MAGIC = bytes.fromhex("d9d505f920a163d7")
PAGE = bytes(range(256)) * 2
OTHER = PAGE[::-1]


def part(*records: tuple[int, bytes], magic: bytes = MAGIC, sector: int = 512, size: int = 512) -> bytes:
    """Return a part of a rollback journal: its head in a sector of its own, and pages with their numbers."""
    head = magic + struct.pack(">5I", len(records), 7, 100, sector, size)
    return head.ljust(sector, b"-") + b"".join(struct.pack(">I", number) + page + b"sums" for number, page in records)


def in_sectors(content: bytes, sector: int = 512) -> bytes:
    return content.ljust(-(-len(content) // sector) * sector, b"-")


JOURNALS = {
    "the first page": part((1, PAGE)),
    "behind another": part((2, OTHER), (1, PAGE), (3, OTHER)),
    "in a later part": in_sectors(part((2, OTHER))) + in_sectors(part((4, OTHER), (5, OTHER))) + part((1, PAGE)),
    "the smallest sector": part((1, PAGE), sector=28),
    "the largest sector": part((1, PAGE), sector=MAX_SECTOR),
}
NO_JOURNALS = {
    "other pages": part((2, OTHER), (3, OTHER)),
    "no pages": part(),
    "half a head": part()[:27],
    "another kind": part((1, PAGE), magic=MAGIC[::-1]),
    "half a page": part((1, PAGE))[:-5],
    "no such size": part((1, PAGE[:100]), size=100),
    "too small a sector": part((1, PAGE), sector=27),
    "too large a sector": part((1, PAGE), sector=MAX_SECTOR + 1),
}


@pytest.mark.parametrize("name", [*JOURNALS, *NO_JOURNALS])
def test_the_first_page_is_found_wherever_a_journal_has_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "journal").write_bytes({**JOURNALS, **NO_JOURNALS}[name])
    assert _first_page_before(tmp_path / "journal") == (PAGE if name in JOURNALS else None)


SALTS = b"saltsalt"


def log(*frames: tuple[int, bytes, bytes], magic: int = 0x377F0682, size: int = 512) -> bytes:
    """Return a write-ahead log with pages, their numbers and the salts of each."""
    head = struct.pack(">4I", magic, 3007000, size, 0) + SALTS + b"checksum"
    return head + b"".join(struct.pack(">2I", number, 9) + salts + b"checksum" + page for number, page, salts in frames)


LOGS = {
    "two first pages": (log((1, PAGE, SALTS), (2, OTHER, SALTS), (1, OTHER, SALTS)), [PAGE, OTHER]),
    "another order of bytes": (log((1, PAGE, SALTS), magic=0x377F0683), [PAGE]),
    "what is left of before": (log((1, PAGE, SALTS), (1, OTHER, b"tlastlas")), [PAGE]),
    "half a page": (log((1, PAGE, SALTS), (1, OTHER, SALTS))[:-1], [PAGE]),
    "no page": (log(), []),
    "half a head": (log()[:31], []),
    "another kind": (log((1, PAGE, SALTS), magic=0x377F0684), []),
    "no such size": (log((1, PAGE[:100], SALTS), size=100), []),
}


@pytest.mark.parametrize("name", LOGS)
def test_a_log_has_as_many_first_pages_as_are_whole_and_of_now(tmp_path: Path, name: str) -> None:
    content, pages = LOGS[name]
    (tmp_path / "log").write_bytes(content)
    assert list(_first_pages_of_log(tmp_path / "log")) == pages


@pytest.mark.parametrize(
    ("present", "before", "fits"),
    [(5, 5, True), (6, 5, True), (7, 5, False), (4, 5, False), (69, 5, False), (0, 2**32 - 1, True), (None, 5, True)],
)
def test_a_database_is_one_change_beyond_its_first_page_of_before(
    monkeypatch: pytest.MonkeyPatch, present: int | None, before: int, fits: bool
) -> None:
    monkeypatch.setattr(leftover_journal, "_counter", lambda database: present)
    assert _fits(bytes(24) + before.to_bytes(4, "big") + bytes(72), Path()) is fits


def test_what_cannot_be_read_has_no_counter_and_is_neither_whole_nor_hot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, missing, text = make_database(tmp_path).path, tmp_path / "missing.db", tmp_path / "text.db"
    text.write_text("no database")
    assert _counter(made) == int.from_bytes(made.read_bytes()[24:28], "big") > 0
    assert _counter(missing) is None
    assert [_is_whole(path) for path in (made, missing, text)] == [True, False, False]
    assert not any(_is_hot(path) for path in (made, missing, text))
    assert _goes_with(tmp_path / "missing.db-journal", missing)
    unreadable = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "as the driver says of a name")
    with monkeypatch.context() as patched:  # what traces the tests has a database of its own to open after them
        patched.setattr(sqlite3, "connect", Mock(side_effect=unreadable))
        assert not _is_hot(made)
        assert _counter(made) is None


OURS = b"SQLite format 3\0".ljust(68, b"-") + APPLICATION_ID.to_bytes(4, "big").ljust(444, b"-")
ANOTHER_FORMAT, ANOTHER_PROGRAM = OURS.replace(b"3", b"4", 1), OURS[:68] + bytes(444)


@pytest.mark.parametrize(
    ("pages", "own"),
    [((), True), ((OURS, OURS), True), ((OURS, ANOTHER_PROGRAM), False), ((ANOTHER_FORMAT,), False)],
    ids=["none", "ours", "ours and another", "another format"],
)
def test_a_log_is_ours_with_all_of_its_first_pages(tmp_path: Path, pages: tuple[bytes, ...], own: bool) -> None:
    (tmp_path / "log").write_bytes(log(*((1, page, SALTS) for page in pages)))
    assert _is_own_log(tmp_path / "log", Path()) is own


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    made = make_database(tmp_path).path
    Path(f"{made}-journal").mkdir()
    assert foreign_journal(made) is None
