"""Something a person changed, as the undo journal remembers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

DELETED: Final = "Deleted"
"""How the label of a change begins that took something away."""


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """A unit of work that can be taken back; its label begins with a verb, as in "Archived “Run”"."""

    id: int
    label: str
    made_at: datetime

    @property
    def way_back(self) -> str:
        """What undoing does, for sentences such as "u brings it back"."""
        return "brings it back" if self.label.startswith(DELETED) else "takes it back"
