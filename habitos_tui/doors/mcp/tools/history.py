"""Taking changes back, and doing them again."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.domain.model.undo_entry import Author, UndoEntry
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import Document, Tool
from habitos_tui.errors import InvalidInputError, NotFoundError


class Undo(Tool):
    """Take the last change back: that of a tool, unless the person asks to take back what they did themselves.

    The answer names what was taken back. Called again it takes back the change before; redo does it again.
    """

    NAME: ClassVar[str] = "undo"
    TITLE: ClassVar[str] = "Take the last change back"
    KIND: ClassVar[str] = "change"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    of_person: Annotated[
        bool, Field(description="Also what the person changed themselves. Only where they have asked for that.")
    ] = False

    def run(self, call: Call) -> Document:
        """Return the change."""
        history = call.workspace.history
        last = history.last()
        if last is not None and last.author is Author.PERSON and not self.of_person:
            raise InvalidInputError(
                f"The last change was made by the person: “{last.label}”. It was left alone.",
                hint="Ask whether it is to be taken back, and say so with of_person.",
            )
        return _told(history.undo(), "There is nothing to undo.")


class Redo(Tool):
    """Do again what undo took back last."""

    NAME: ClassVar[str] = "redo"
    TITLE: ClassVar[str] = "Do again what was taken back"
    KIND: ClassVar[str] = "change"
    WRITES: ClassVar[bool] = True

    def run(self, call: Call) -> Document:
        """Return the change."""
        return _told(call.workspace.history.redo(), "There is nothing to do again.")


def _told(change: UndoEntry | None, nothing: str) -> Document:
    if change is None:
        raise NotFoundError(nothing, title="Nothing to do")
    return {"change": change.label, "made_at": change.made_at.isoformat(), "author": change.author.value}


TOOLS = (Undo, Redo)
