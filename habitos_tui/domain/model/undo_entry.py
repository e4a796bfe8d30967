"""Something a person changed, as the undo journal remembers it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UndoKind(StrEnum):
    """What a person did, as far as undoing it is called something else."""

    CHANGE = "change"
    DELETION = "deletion"
    """Took something away altogether."""


class Author(StrEnum):
    """Who made a change."""

    PERSON = "person"
    ASSISTANT = "assistant"
    """A program that acts on what the person tells it, such as a language model."""


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """A unit of work that can be taken back; its label begins with a verb, as in "Archived “Run”"."""

    id: int
    label: str
    made_at: datetime
    kind: UndoKind = UndoKind.CHANGE
    author: Author = Author.PERSON

    @property
    def description(self) -> str:
        """What was done, and by whom unless it was the person: "Archived “Run” (by an assistant)"."""
        return self.label if self.author is Author.PERSON else f"{self.label} (by an assistant)"

    @property
    def way_back(self) -> str:
        """What undoing does, for sentences such as "u brings it back"."""
        return "brings it back" if self.kind is UndoKind.DELETION else "takes it back"
