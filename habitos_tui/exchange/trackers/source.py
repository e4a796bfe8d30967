"""The bytes of a tracker's file, and how they become text, tables and archives without trusting any of them."""

import csv
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from lzma import LZMAError
from typing import Final

from habitos_tui.domain.model.days import LATEST
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.lines import lines_of
from habitos_tui.text import clean

MAX_BYTES: Final = 16 * 1024 * 1024
"""Of a file, and of everything in an archive together."""
MAX_MEMBERS: Final = 20_000
MAX_ROWS: Final = 400_000
"""Of a table: two dozen habits with a line a day for fifty years."""
MAX_CELLS: Final = 10_000
"""Of a row."""
MAX_NAME: Final = 100
MAX_NOTE: Final = 2000
FIRST: Final = date(1990, 1, 1)
"""Nobody's habit is older."""


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, with or without a mark; InvalidInputError for anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{name} is no text in UTF-8.") from error


def cells_of(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the last line of each row and its cells.

    InvalidInputError where it is no table, or a row has more cells than memory is taken for.
    """
    cells = 0

    def lines() -> Iterator[str]:
        nonlocal cells
        for line in lines_of(text):
            cells += line.count(separator)
            if cells > MAX_CELLS:
                raise InvalidInputError(f"{name} has a row of more than {MAX_CELLS} cells.")
            yield line

    try:
        reader = csv.reader(lines(), delimiter=separator)
        for row in reader:
            yield reader.line_num, row
            cells = 0
    except csv.Error as error:
        raise InvalidInputError(f"{name} is no table separated by commas: {error}.") from error


def rows_of(text: str, name: str) -> Iterator[list[str]]:
    """Yield the rows of a table separated by commas; InvalidInputError where it is none."""
    for number, (_, row) in enumerate(cells_of(text, ",", name)):
        if number >= MAX_ROWS:
            raise InvalidInputError(f"{name} has more than {MAX_ROWS} lines.")
        if row:
            yield [cell.strip() for cell in row]


def records_of(text: str, name: str, *needed: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table by the names in its first line, which must have the `needed` ones."""
    rows = rows_of(text, name)
    head = next(rows, [])
    if missing := [column for column in needed if column not in head]:
        raise InvalidInputError(f"{name} has no column “{missing[0]}”.")
    for row in rows:
        yield dict.fromkeys(head, "") | dict(zip(head, row, strict=False))


_MEMBER: Final = b"PK\x01\x02"
"""How a file is announced in the directory of an archive."""
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
    *(zlib.error, LZMAError, struct.error),
)
"""What comes of a damaged archive: of its directory, of what is compressed, or of a method that is not known."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file that was looked at before anything of it is unpacked."""

    members: Mapping[str, bytes]
    """The content of the wanted files, by name."""


def unpacked(data: bytes, name: str, wanted: re.Pattern[str]) -> Archive:
    """Return the files of an archive whose names are `wanted`.

    InvalidInputError for what is no archive, is encrypted or broken, or would be too large.
    """
    if data.count(_MEMBER) > MAX_MEMBERS:  # before a value is made of each
        raise InvalidInputError(f"{name} holds too much: at most {MAX_MEMBERS} files are read.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if wanted.search(member.filename)]
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
                raise InvalidInputError(f"{name} holds too much: at most {MAX_BYTES // 1024**2} MB are read.")
            return Archive(dict(_contents(archive, members, name)))
    except _UNREADABLE as error:
        raise InvalidInputError(f"{name} is no zip file that can be read: {error}.") from error


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each member, never more bytes than it says it has."""
    left = MAX_BYTES
    for member in members:
        with archive.open(member) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise InvalidInputError(f"{name} holds too much: at most {MAX_BYTES // 1024**2} MB are read.")
        yield member.filename, content


def day_of(text: str) -> date | None:
    """Return a date written as 2026-11-30, None for anything else and for dates that are no person's."""
    try:
        day = date.fromisoformat(text.strip()) if len(text.strip()) == len("2026-11-30") else None
    except ValueError:
        return None
    return day if day is not None and FIRST <= day <= LATEST else None


def number_of(text: str) -> float | None:
    """Return a finite number, None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def named(text: str) -> str:
    """Return a name as far as it may be long; "" for one in which nothing can be seen."""
    name = " ".join(text.split())[:MAX_NAME].strip()
    return name if clean(name).strip() else ""
