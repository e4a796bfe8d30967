"""What SQLite would play back of a journal, to the byte: made by hand, beside a database of one page."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from habitos_tui.storage import leftover_journal
from habitos_tui.storage.leftover_journal import foreign_journal
from habitos_tui.storage.raw import APPLICATION_ID

SIZE = 512
COUNTER = 70
"""Changes that the database has seen."""

SALTS = b"salt of!"
LOG_MAGIC = 0x377F0682


def page(counter: int = COUNTER, application: int = APPLICATION_ID, begin: bytes = b"SQLite format 3\0") -> bytes:
    """Return a first page with its marks."""
    content = bytearray(begin.ljust(SIZE, b"\0"))
    content[24:28], content[68:72] = struct.pack(">I", counter), struct.pack(">I", application)
    return bytes(content)


OWN, FOREIGN = page(), page(application=7)
OTHER = b"x" * SIZE
"""A page that is not the first."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return made(tmp_path / "habitos.db", COUNTER)


def made(path: Path, counter: int) -> Path:
    """Make a database that has seen so many changes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {SIZE}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    content = bytearray(path.read_bytes())
    content[24:28] = struct.pack(">I", counter)
    path.write_bytes(content)
    return path


def part(*records: tuple[int, bytes], sector: int = SIZE, size: int = SIZE, count: int | None = None) -> bytes:
    """Return a header and pages with their numbers, up to the next sector."""
    head = bytes.fromhex("d9d505f920a163d7")
    head += struct.pack(">5I", len(records) if count is None else count, 1, 9, sector, size)
    content = head.ljust(sector, b"\0")
    content += b"".join(struct.pack(">I", number) + each + b"sums" for number, each in records)
    return content + bytes(-len(content) % sector)


def is_foreign(database: Path, content: bytes, kind: str = "journal") -> bool:
    journal = Path(f"{database}-{kind}")
    journal.write_bytes(content)
    found = foreign_journal(database)
    assert found in {None, journal}
    return found is not None


@pytest.mark.parametrize(
    ("present", "before", "foreign"),
    [
        (COUNTER, COUNTER, False),
        (COUNTER, COUNTER - 1, False),
        (COUNTER, COUNTER - 2, True),
        (COUNTER, COUNTER + 1, True),
        (0, 2**32 - 1, False),
        (0, 2**32 - 2, True),
    ],
)
def test_a_database_is_one_change_beyond_its_journal_at_most(
    tmp_path: Path, present: int, before: int, foreign: bool
) -> None:
    assert is_foreign(made(tmp_path / "habitos.db", present), part((1, page(before)))) is foreign


@pytest.mark.parametrize("first", [FOREIGN, page(begin=b"Some other format")])
def test_a_first_page_is_ours_with_both_of_its_marks(database: Path, first: bytes) -> None:
    assert is_foreign(database, part((1, first)))
    assert not is_foreign(database, part((1, OWN)))


@pytest.mark.parametrize(
    "content",
    [
        part((2, OTHER), (1, FOREIGN)),
        part((2, OTHER)) + part((1, FOREIGN)),
        part() + part((1, FOREIGN)),
        part((2, OTHER), sector=SIZE + 8) + part((1, FOREIGN), sector=SIZE + 8),  # it ends where a sector does
        part((1, FOREIGN), sector=28),
        part((1, FOREIGN), sector=2**16),
        part((1, FOREIGN.ljust(2**16, b"\0")), size=2**16),
        part((1, FOREIGN), (2, OTHER))[:-600],  # the second one is not whole
        part((1, FOREIGN), sector=28)[: 28 + SIZE + 8],
    ],
)
def test_a_first_page_is_found_wherever_it_is(database: Path, content: bytes) -> None:
    assert is_foreign(database, content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        part()[:27],
        part((1, FOREIGN), sector=27)[:27] + FOREIGN,
        part((1, FOREIGN), sector=2**16 + 1),
        part((1, FOREIGN[:256]), size=256),
        part((1, FOREIGN.ljust(2**17, b"\0")), size=2**17),
        part((1, FOREIGN), sector=28)[: 28 + SIZE + 7],
        b"X" + part((1, FOREIGN))[1:],
    ],
)
def test_what_sqlite_makes_nothing_of_is_no_danger(database: Path, content: bytes) -> None:
    assert not is_foreign(database, content)


@pytest.mark.parametrize(
    "content",
    [
        part((1, FOREIGN), count=0),
        part((2, FOREIGN)),
        part((2, OTHER)) + bytes(SIZE) + part((1, FOREIGN)),
    ],
)
def test_without_a_first_page_what_breaks_the_database_is_foreign(database: Path, content: bytes) -> None:
    """Each says that the database had nine pages: SQLite would give it so many, most of them of nothing."""
    assert is_foreign(database, content)


def log(*frames: tuple[int, bytes, bytes], magic: int = LOG_MAGIC, size: int = SIZE) -> bytes:
    """Return a write-ahead log of pages with their numbers and salts."""
    head = struct.pack(">4I", magic, 3007000, size, 0) + SALTS + b"checksum"
    return head + b"".join(struct.pack(">2I", number, 0) + salts + b"checksum" + each for number, salts, each in frames)


@pytest.mark.parametrize(
    ("content", "foreign"),
    [
        (log((1, SALTS, FOREIGN)), True),
        (log((1, SALTS, FOREIGN), magic=LOG_MAGIC + 1), True),
        (log((1, SALTS, FOREIGN), magic=LOG_MAGIC + 2), False),
        (log((1, SALTS, FOREIGN), magic=LOG_MAGIC - 1), False),
        (log((1, SALTS, OWN)), False),
        (log((1, SALTS, page(counter=3))), False),  # of whatever day: the log says itself what it goes with
        (log((1, SALTS, OWN), (1, SALTS, FOREIGN)), True),
        (log((2, SALTS, OTHER), (1, SALTS, FOREIGN)), True),
        (log((2, SALTS, FOREIGN)), False),
        (log((1, b"of other", FOREIGN)), False),
        (log((2, b"of other", OTHER), (1, SALTS, FOREIGN)), False),
        (log((1, SALTS, FOREIGN))[:-1], False),
        (log((1, SALTS, FOREIGN), size=1000), False),
        (log((1, SALTS, FOREIGN[:256]), size=256), False),
        (log((1, SALTS, FOREIGN.ljust(2**16, b"\0")), size=2**16), True),
        (log()[:31], False),
        (log(), False),
        (b"", False),
    ],
)
def test_a_log_is_of_another_database_with_any_first_page_of_one(database: Path, content: bytes, foreign: bool) -> None:
    assert is_foreign(database, content, "wal") is foreign


def test_nothing_is_a_journal_that_is_no_file(database: Path) -> None:
    Path(f"{database}-journal").mkdir()
    assert foreign_journal(database) is None


def test_beside_a_database_that_cannot_be_read_any_of_ours_is_its_own(database: Path) -> None:
    database.write_bytes(b"text" * 200)
    assert not is_foreign(database, part((1, page(counter=3))))
    assert is_foreign(database, part((1, FOREIGN)))


def test_one_that_a_running_program_is_done_with_meanwhile_is_none(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(journal: Path) -> bytes:
        journal.write_bytes(b"")
        return FOREIGN

    monkeypatch.setattr(leftover_journal, "_first_page_before", read)
    assert not is_foreign(database, part((1, FOREIGN)))
