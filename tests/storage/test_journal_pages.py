"""Where a journal has the first page of its database, byte by byte."""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from habitos_tui.storage.leftover_journal import _first_page_before, foreign_journal
from habitos_tui.storage.raw import APPLICATION_ID
from tests.support.storage import lay_down

MAGIC = bytes.fromhex("d9d505f920a163d7")
LOG = 0x377F0682
SALTS = b"saltSALT"
FOREIGN = b"of another program"
COUNTER = 7
"""What the database beside the journal has counted."""


def sized(value: object) -> str | None:
    """Return what a content is called in the name of a test."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else None


@pytest.fixture
def database(tmp_path: Path) -> Path:
    lay_down(tmp_path / "habitos.db")
    with (tmp_path / "habitos.db").open("r+b") as file:
        file.seek(24)
        file.write(struct.pack(">I", COUNTER))
    return tmp_path / "habitos.db"


def page(counter: int, application: int = APPLICATION_ID, start: bytes = b"SQLite format 3\0") -> bytes:
    """Return the beginning of a first page."""
    return start.ljust(24, b"\0") + struct.pack(">I", counter) + bytes(40) + struct.pack(">I", application)


def rollback(*parts: Sequence[int], first: bytes = FOREIGN, sector: int = 512, size: int = 512) -> bytes:
    """Return a rollback journal whose parts have these pages."""
    content = b""
    for numbers in parts:
        content += bytes(-len(content) % sector)
        content += (MAGIC + struct.pack(">5I", len(numbers), 5, 9, sector, size)).ljust(sector, b"\0")
        for number in numbers:
            content += struct.pack(">I", number) + (first if number == 1 else b"").ljust(size, b"\0") + b"sums"
    return content


def log(*frames: tuple[int, bytes], first: bytes = FOREIGN, magic: int = LOG, size: int = 512) -> bytes:
    """Return a write-ahead log with frames of these pages and salts."""
    content = struct.pack(">4I", magic, 3007000, size, 0) + SALTS + b"sumsSUMS"
    for number, salts in frames:
        content += struct.pack(">2I", number, 0) + salts + b"sumsSUMS"
        content += (first if number == 1 else b"").ljust(size, b"\0")
    return content


@pytest.mark.parametrize(
    ("content", "foreign"),
    [
        (rollback([1]), True),
        (rollback([4, 3, 1]), True),
        (rollback([4, 3], [2], [1]), True),
        (rollback([4], [], [1], sector=1024), True),
        (rollback([4, 3]), False),
        (rollback([]), False),
        (rollback([1], size=2**16), True),
        (rollback([1], size=2**17), False),
        (rollback([1], size=256), False),
        (rollback([1], size=700), False),
        (rollback([1], sector=28), True),
        (rollback([1], sector=2**16), True),
        (rollback([1], sector=2**16 + 1), False),
        (rollback([1], sector=28).replace(struct.pack(">I", 28), struct.pack(">I", 27)), False),
        (rollback([4, 1])[:-1], False),
        (rollback([4])[:-1] + rollback([1]), False),
        (rollback([4]) + bytes(-len(rollback([4])) % 512) + MAGIC + bytes(5), False),
        (rollback([4]) + bytes(-len(rollback([4])) % 512) + bytes(8) + rollback([1])[8:], False),
        (b"", False),
    ],
    ids=sized,
)
def test_the_first_page_in_a_rollback_journal_is_found_in_whatever_part(
    database: Path, content: bytes, foreign: bool
) -> None:
    journal = Path(f"{database}-journal")
    journal.write_bytes(content)
    assert (_first_page_before(journal) is not None) is foreign
    if foreign or not content:
        assert foreign_journal(database) == (journal if foreign else None)


@pytest.mark.parametrize(
    ("content", "foreign"),
    [
        (log((1, SALTS)), True),
        (log((1, SALTS), magic=LOG + 1), True),
        (log((1, SALTS), magic=LOG + 2), False),
        (log((4, SALTS), (1, SALTS)), True),
        (log((1, b"saltsalt")), False),
        (log((4, b"saltsalt"), (1, SALTS)), False),
        (log((1, SALTS))[:-1], False),
        (log((4, SALTS), (3, SALTS)), False),
        (log((1, SALTS), size=2**16), True),
        (log((1, SALTS), size=256), False),
        (log(), False),
        (log()[:31], False),
        (log((1, SALTS), first=page(0)), False),
        (log((1, SALTS), first=page(0)) + log((1, SALTS))[32:], True),
    ],
    ids=sized,
)
def test_every_first_page_in_a_write_ahead_log_counts(database: Path, content: bytes, foreign: bool) -> None:
    journal = Path(f"{database}-wal")
    journal.write_bytes(content)
    assert foreign_journal(database) == (journal if foreign else None)


@pytest.mark.parametrize(
    ("first", "foreign"),
    [
        (page(COUNTER), False),
        (page(COUNTER - 1), False),
        (page(COUNTER - 2), True),
        (page(COUNTER + 1), True),
        (page(COUNTER, application=7), True),
        (page(COUNTER, start=b"SQLite format 2\0"), True),
    ],
    ids=sized,
)
def test_a_first_page_of_ours_is_as_it_is_now_or_was_one_change_ago(
    database: Path, first: bytes, foreign: bool
) -> None:
    journal = Path(f"{database}-journal")
    journal.write_bytes(rollback([1], first=first))
    assert foreign_journal(database) == (journal if foreign else None)


def test_the_counter_of_changes_begins_anew(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(24)
        file.write(bytes(4))
    journal = Path(f"{database}-journal")
    journal.write_bytes(rollback([1], first=page(2**32 - 1)))
    assert foreign_journal(database) is None
    journal.write_bytes(rollback([1], first=page(2**32 - 2)))
    assert foreign_journal(database) == journal


def test_a_journal_of_ours_beside_what_is_no_database_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "habitos.db").write_text("hello")
    (tmp_path / "habitos.db-journal").write_bytes(rollback([1], first=page(3)))
    assert foreign_journal(tmp_path / "habitos.db") is None


def test_a_folder_with_the_name_of_a_journal_is_none(database: Path) -> None:
    Path(f"{database}-journal").mkdir()
    assert foreign_journal(database) is None
