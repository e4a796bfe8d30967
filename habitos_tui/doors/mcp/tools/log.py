"""The log: what was done or left out, days away and pauses, and putting entries right."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.correcting import Correction, corrected
from habitos_tui.cli.dates import optional_day, parse_time
from habitos_tui.cli.documents import log_document, log_entry_of
from habitos_tui.cli.naming import find_entry
from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.text.typed.days import Sense
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, DayText, Document, LengthMinutes, Rating, Tags, TimeText, Tool
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace

EntryText = Annotated[str, Field(max_length=200, description="The id of the entry from log or today, or its behavior.")]
OrNone = Annotated[int, Field(ge=0, le=MAX_RATING, description=f"1 to {MAX_RATING}; 0 for none.")]


class Log(Tool):
    """What was done or skipped, days away and pauses, the newest first; what is given narrows it.

    done entries have minutes, and when they began as done_at and start; session is the planned one that they fulfil.
    Then: change_entry, delete_entry with an id of it.
    """

    NAME: ClassVar[str] = "log"
    TITLE: ClassVar[str] = "What was done and left out"
    KIND: ClassVar[str] = "log"

    first: DayText | None = None
    last: DayText | None = None
    behavior: BehaviorText | None = None
    rating: Rating | None = None
    tag: Annotated[
        str | None, Field(max_length=200, description="Only entries with this tag, or of a behavior with it.")
    ] = None
    text: Annotated[str, Field(max_length=200, description="Only entries with this text in name, note or reason.")] = ""
    limit: Annotated[int, Field(ge=1, le=500, description="Entries at most, the newest.")] = 50

    def run(self, call: Call) -> Document:
        """Return the entries."""
        workspace = call.workspace
        wanted = LogFilter(
            first=optional_day(workspace, self.first, Sense.PAST),
            last=optional_day(workspace, self.last, Sense.PAST),
            behavior=None if self.behavior is None else workspace.behaviors.find_any(self.behavior).id,
            rating=self.rating,
            text=self.text,
            tag=None if self.tag is None else str(plain_tag(self.tag)),
        )
        if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
            raise InvalidInputError(f"The first day, {wanted.first}, comes after the last, {wanted.last}.")
        return {"entries": [log_document(entry) for entry in workspace.tracking.log(wanted, limit=self.limit)]}


class ChangeEntry(Tool):
    """Put an entry of the log right: what is not given stays. Of a skip only the note, its reason, can be changed."""

    NAME: ClassVar[str] = "change_entry"
    TITLE: ClassVar[str] = "Correct an entry of the log"
    KIND: ClassVar[str] = "log-entry"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    entry: EntryText
    day: DayText | None = None
    at: TimeText | None = None
    minutes: LengthMinutes | None = None
    new_day: Annotated[DayText | None, Field(description="The day that it was really done on.")] = None
    start: Annotated[TimeText | None, Field(description="When it really began, such as 07:30.")] = None
    rating: OrNone | None = None
    energy: OrNone | None = None
    amount: Annotated[float | None, Field(ge=0, description="How much, in its unit; 0 for none.")] = None
    tags: Tags = ()
    note: Annotated[str | None, Field(max_length=2000, description="Takes the place of the note; empty for none.")] = (
        None
    )

    def run(self, call: Call) -> Document:
        """Return the entry as it is now."""
        workspace = call.workspace
        found = find_entry(workspace, self.entry, self.day, self.at)
        correction = Correction(
            minutes=self.minutes,
            day=optional_day(workspace, self.new_day, Sense.PAST),
            start=None if self.start is None else parse_time(self.start),
            rating=self.rating,
            energy=self.energy,
            amount=self.amount,
            note=self.note,
            tags=self.tags,
        )
        return _told(workspace, corrected(workspace.tracking, found, correction))


class DeleteEntry(Tool):
    """Delete an entry of the log; its session is open again. Undo brings it back."""

    NAME: ClassVar[str] = "delete_entry"
    TITLE: ClassVar[str] = "Delete an entry of the log"
    KIND: ClassVar[str] = "log-entry"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    entry: EntryText
    day: DayText | None = None
    at: TimeText | None = None

    def run(self, call: Call) -> Document:
        """Return the entry as it was."""
        workspace = call.workspace
        found = find_entry(workspace, self.entry, self.day, self.at)
        if isinstance(found, Completion):
            workspace.tracking.remove(found.id)
        else:
            workspace.tracking.unskip(found.id)
        return _told(workspace, found)


def _told(workspace: Workspace, entry: Completion | Skip) -> Document:
    return log_document(log_entry_of(workspace, entry))


TOOLS = (Log, ChangeEntry, DeleteEntry)
