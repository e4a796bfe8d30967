"""Copies of the database, and what is in one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class BackupKind(StrEnum):
    """Why a copy was made."""

    AUTOMATIC = "automatic"
    """Of a day, by the program itself; kept for some months."""
    BY_HAND = "by hand"
    BEFORE_RESTORE = "before a restore"
    BEFORE_UPGRADE = "before an upgrade"
    DAMAGED = "damaged"
    """What another one took the place of, as it was."""


@dataclass(frozen=True, slots=True)
class ProfileContents:
    """How much a profile holds."""

    name: str
    behaviors: int
    completions: int
    plans: int
    """Runs that were accepted."""
    days: tuple[date, date] | None
    """The first and the last day with something done."""


@dataclass(frozen=True, slots=True)
class DatabaseContents:
    """What is in a database file."""

    version: int
    profiles: tuple[ProfileContents, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database."""

    path: Path
    kind: BackupKind
    made_at: datetime
    size: int
    """In bytes."""
    good: bool
    """Whether it can be put back."""
    contents: DatabaseContents | None
