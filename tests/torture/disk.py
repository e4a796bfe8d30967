"""What a disk may hold after the power went, by a strict reading of what a system promises.

What was written to a file is there for certain once the file was synced; before that each write may be there, torn off
at a sector, or not at all, in any order. Names are there once their directory was synced; before that those that
were given first are there.
"""

import os
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SECTOR: Final = 512
_LINE: Final = re.compile(r"(?P<call>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_UNFINISHED: Final = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_RESUMED: Final = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>,? ?(.*)$")
_PATH: Final = re.compile(r"^\w+<((?:\\x[0-9a-f]{2})*)>")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
CALLS: Final = ("openat", "pwrite64", "write", "ftruncate", "fsync", "fdatasync", "rename", "unlink", "link", "mkdir")


@dataclass(frozen=True)
class Call:
    """A call to the system that went well."""

    name: str
    path: Path
    """Of the file or directory that it is about, or that an open file belongs to."""
    other: Path | None = None
    """The new name, where something gets one."""
    data: bytes = b""
    offset: int = 0
    """Where it writes, or to which length it cuts; -1 where the last write ended."""
    flags: str = ""


def calls(log: str) -> Iterator[Call]:
    """Yield the calls that strace noted with -y and -xx, in the order in which they were finished."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        if half := _UNFINISHED.match(line):
            begun[half[1]] = half[2]
            continue
        rest = _RESUMED.match(line)
        found = _LINE.search(f"{begun.pop(rest[1], '')} {rest[2]}" if rest else line)
        if found is not None and int(found["result"]) >= 0 and found["call"] in CALLS:
            yield _call(found["call"], found["arguments"], int(found["result"]))


def _call(name: str, arguments: str, result: int) -> Call:
    texts = [_decoded(text) for text in _TEXT.findall(arguments)]
    if name in {"rename", "link"}:
        return Call(name, _path(texts[0]), _path(texts[1]))
    if name in {"openat", "unlink", "mkdir"}:
        return Call(name, _path(texts[0]), flags=arguments)
    opened = _PATH.match(arguments)
    path = _path(_decoded(opened[1])) if opened else Path()
    if name in {"write", "pwrite64"}:
        where = int(arguments.rpartition(",")[2]) if name == "pwrite64" else -1
        return Call(name, path, data=texts[0][:result], offset=where)
    return Call(name, path, offset=int(arguments.rpartition(",")[2]) if name == "ftruncate" else 0)


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(name: bytes) -> Path:
    return Path(os.fsdecode(name))


@dataclass
class _File:
    synced: bytes
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes that were not synced; None cuts the file at the offset."""
    end: int = 0
    """Where the last write ended that had no place of its own."""

    def sync(self) -> None:
        self.synced = _applied(self.synced, self.pending)
        self.pending.clear()

    def left(self, keep: "Keep") -> bytes:
        return _applied(self.synced, [kept for change in self.pending if (kept := keep.change(*change)) is not None])


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    made = bytearray(content)
    for offset, data in changes:
        if data is None:
            made = made[:offset].ljust(offset, b"\0")
        else:
            made = made.ljust(offset, b"\0")
            made[offset : offset + len(data)] = data
    return bytes(made)


class Keep:
    """Draws what of the unsynced is there: everything, nothing, or some of it."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.share = draw.choice((0.0, 0.5, 0.9, 1.0))

    def change(self, offset: int, data: bytes | None) -> tuple[int, bytes | None] | None:
        """Return what is left of a write or cut, None if nothing is."""
        if self.draw.random() < self.share:
            return offset, data
        if data is None or not self.share or self.draw.random() < 0.5:
            return None
        sectors = self.draw.randrange(len(data) // SECTOR + 1)
        return offset, data[: sectors * SECTOR]

    def names(self, count: int) -> int:
        """Return how many of the first changes of names are there."""
        return count if self.share == 1 else self.draw.randint(0, count) if self.share else 0


class Disk:
    """A folder as programs see it, and what of it would be left without power."""

    def __init__(self, root: Path, content: Mapping[Path, bytes]) -> None:
        self.root = root
        self.files: dict[Path, _File] = {path: _File(data) for path, data in content.items()}
        self.named: dict[Path, _File] = dict(self.files)
        """The names that are on the disk for certain."""
        self.renamed: list[tuple[Path, Path, _File | None]] = []
        """Changes of names that are not: the directory, the name, what it is now (None: nothing)."""

    def do(self, call: Call) -> None:
        """Follow a call; one outside of the folder changes nothing here."""
        if self.root not in call.path.parents and call.path != self.root:
            return
        match call.name:
            case "openat" if "O_CREAT" in call.flags and call.path not in self.files:
                self._name(call.path, _File(b""))
            case "openat" if call.path in self.files:
                self.files[call.path].end = 0
                if "O_TRUNC" in call.flags:
                    self.files[call.path].pending.append((0, None))
            case "pwrite64" | "write" | "ftruncate" if call.path in self.files:
                self._write(self.files[call.path], call)
            case "fsync" | "fdatasync":
                self._sync(call.path)
            case "rename" | "link":
                assert call.other is not None
                self._name(call.other, self.files[call.path])
                if call.name == "rename":
                    self._name(call.path, None)
            case "unlink":
                self._name(call.path, None)

    def _write(self, file: _File, call: Call) -> None:
        offset = file.end if call.offset < 0 else call.offset
        file.pending.append((offset, None if call.name == "ftruncate" else call.data))
        if call.offset < 0:
            file.end += len(call.data)

    def _name(self, path: Path, file: _File | None) -> None:
        if file is None:
            self.files.pop(path, None)
        else:
            self.files[path] = file
        self.renamed.append((path.parent, path, file))

    def _sync(self, path: Path) -> None:
        if path in self.files:
            self.files[path].sync()
            return
        for _, name, file in (change for change in self.renamed if change[0] == path):
            _give(self.named, name, file)
        self.renamed = [change for change in self.renamed if change[0] != path]

    def left(self, keep: Keep) -> dict[Path, bytes]:
        """Return what the folder holds once the power is back."""
        names = dict(self.named)
        for _, name, file in self.renamed[: keep.names(len(self.renamed))]:
            _give(names, name, file)
        return {name: file.left(keep) for name, file in names.items()}


def _give(names: dict[Path, _File], name: Path, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file
