"""What became of the entries of a profile that was brought together with another state of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class MergeOutcome(StrEnum):
    """What a merge does with an entry here."""

    ADDED = "added"
    CHANGED = "changed"
    """As it is in the file, where it was changed later."""
    REMOVED = "removed"
    KEPT = "kept"
    """As it is here, where it was changed later."""
    LEFT_OUT = "left out"
    """It is in the file, and does not come in."""
    BROUGHT_BACK = "brought back"
    """One side deleted what the other still used."""


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """An entry that was not the same on both sides."""

    table: str
    key: tuple[Any, ...]
    outcome: MergeOutcome
    contradicts: bool
    """Whether both sides had changed something about it."""
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Everything that was not the same on both sides."""

    entries: tuple[MergedEntry, ...]

    @property
    def contradictions(self) -> tuple[MergedEntry, ...]:
        """Entries that both sides had changed."""
        return tuple(entry for entry in self.entries if entry.contradicts)

    @property
    def changes_something(self) -> bool:
        """Whether anything here becomes another."""
        return any(entry.outcome not in {MergeOutcome.KEPT, MergeOutcome.LEFT_OUT} for entry in self.entries)
