"""Whether a journal beside a database belongs to it.

After a crash SQLite plays back what the journal holds, whatever database it is of: one that was left by another file,
or came back from a copy of other days, would overwrite pages of this one. Both kinds of journal hold the first page of
their database, which begins with its marks. That of a rollback journal is the page as it was before: the counter of
changes in it is that of the file, or the one before. (SQLite counts on from the file's own number in whatever it
writes there, also in the pages of a copy.)

A rollback journal lacks the first page where a large change was broken off before its end. By what it holds it cannot
be told whose it is, so it is played back in a copy: what is not whole then was whole without it, or was lost already.
"""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from habitos_tui.atomic_file import folder_for_a_moment
from habitos_tui.storage.raw import APPLICATION_ID, connected, fault

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_LOG_MAGICS: Final = (0x377F0682, 0x377F0683)
_COUNTER: Final = slice(24, 28)
_APPLICATION: Final = slice(68, 72)
_LOG_HEADER, _FRAME_HEADER = 32, 24
MAX_SECTOR: Final = 2**16
_PAGE_SIZES: Final = frozenset(2**power for power in range(9, 17))


def foreign_journal(database: Path) -> Path | None:
    """Return the journal beside a database that would be played back and is not its own; None where there is none.

    One that SQLite itself makes nothing of is no danger, nor is one that a running program is done with meanwhile.
    OSError where it cannot be read.
    """
    for journal, is_own in ((Path(f"{database}-journal"), _is_own_journal), (Path(f"{database}-wal"), _is_own_log)):
        with suppress(FileNotFoundError):
            before = _state(journal)
            if before and not is_own(journal, database) and _state(journal) == before:
                return journal
    return None


def _state(journal: Path) -> tuple[int, ...]:
    """Return figures that differ for every journal; () for one that holds nothing or is no file."""
    found = journal.stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size) if journal.is_file() and found.st_size else ()


def _is_own_journal(journal: Path, database: Path) -> bool:
    first = _first_page_before(journal)
    if first is None:
        return not _is_hot(database) or _goes_with(journal, database)
    return _is_ours(first) and _fits(first, database)


def _is_own_log(log: Path, _database: Path) -> bool:
    return all(_is_ours(first) for first in _first_pages_of_log(log))


def _is_ours(first: bytes) -> bool:
    return first.startswith(b"SQLite format 3\0") and _number(first[_APPLICATION]) == APPLICATION_ID


def _number(content: bytes) -> int:
    return int.from_bytes(content, "big")


def _first_page_before(journal: Path) -> bytes | None:
    """Return what a rollback journal has of the first page, None where it has none or is not valid."""
    with journal.open("rb") as file:
        while (head := file.read(28)).startswith(_MAGIC) and len(head) == 28:
            count, _nonce, _pages, sector, size = struct.unpack(">5I", head[8:])
            if size not in _PAGE_SIZES or not 28 <= sector <= MAX_SECTOR:
                return None
            file.seek(sector - 28, os.SEEK_CUR)
            for _ in range(count):
                record = file.read(size + 8)
                if len(record) < size + 8:
                    return None
                if _number(record[:4]) == 1:
                    return record[4:-4]
            file.seek(-(-file.tell() // sector) * sector)  # another part begins with the next sector
    return None


def _fits(first: bytes, database: Path) -> bool:
    """Tell whether a database is one change at most beyond its first page of before; one that cannot be read fits."""
    present = _counter(database)
    return present is None or (present - _number(first[_COUNTER])) % 2**32 in {0, 1}


def _is_hot(database: Path) -> bool:
    """Tell whether SQLite would play back the journal of a file: not one that a running program is writing."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK
    except UnicodeDecodeError:
        return False
    return False


def _goes_with(journal: Path, database: Path) -> bool:
    """Tell whether a file is whole once its journal is played back, or is not without it either."""
    alone = _content(database)
    if alone is None:
        return True
    with folder_for_a_moment() as folder:
        copy = folder / database.name
        copy.write_bytes(alone)
        without = _is_whole(copy)
        copy.with_name(journal.name).write_bytes(journal.read_bytes())
        return _is_whole(copy) or not without


def _is_whole(copy: Path) -> bool:
    try:
        with connected(copy) as connection:
            return not fault(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _counter(database: Path) -> int | None:
    content = _content(database)
    return None if content is None else _number(content[_COUNTER])


def _content(database: Path) -> bytes | None:
    """Return what a file holds without its journal, by way of SQLite: open() would drop this process's locks on it."""
    try:
        place = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(place, uri=True)) as connection:
            return connection.serialize()
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _first_pages_of_log(log: Path) -> Iterator[bytes]:
    """Yield the first pages that a write-ahead log has, none of one that is not valid."""
    with log.open("rb") as file:
        head = file.read(_LOG_HEADER)
        if len(head) < _LOG_HEADER or _number(head[:4]) not in _LOG_MAGICS:
            return
        size, salts = _number(head[8:12]), head[16:24]
        if size not in _PAGE_SIZES:
            return
        while len(frame := file.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size and frame[8:16] == salts:
            if _number(frame[:4]) == 1:
                yield frame[_FRAME_HEADER:]
