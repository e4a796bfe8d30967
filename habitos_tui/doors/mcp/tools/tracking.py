"""Telling what was done and what was left out."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.dates import moment_done
from habitos_tui.cli.naming import find_session
from habitos_tui.cli.skipping import day_skipped
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import (
    BehaviorText,
    DayText,
    Document,
    Energy,
    LengthMinutes,
    Rating,
    Tags,
    TimeText,
    Tool,
)

NoteText = Annotated[str, Field(max_length=2000, description="In the person's words.")]


class Done(Tool):
    """Log a behavior as done, when the person says that they did it.

    It fulfils the session planned for then, else it counts as unplanned. Leave out what was not said: minutes and
    amount default to the planned or usual ones, and without at it has just ended. What is still to come cannot be
    logged. The answer is the entry of the log; undo takes it back, change_entry corrects it.
    """

    NAME: ClassVar[str] = "done"
    TITLE: ClassVar[str] = "Log something as done"
    KIND: ClassVar[str] = "completion"
    WRITES: ClassVar[bool] = True

    behavior: BehaviorText
    minutes: LengthMinutes | None = None
    at: Annotated[
        str | None, Field(description="When it began: 07:30, yesterday 21:30, fri 19:30, 2026-11-25T07:30.")
    ] = None
    rating: Rating | None = None
    energy: Energy | None = None
    amount: Annotated[
        float | None,
        Field(ge=0, description="How much, in the behavior's unit, such as pages; left out, the usual; 0 for none."),
    ] = None
    tags: Tags = ()
    note: NoteText = ""

    def run(self, call: Call) -> Document:
        """Return the entry."""
        workspace = call.workspace
        behavior = workspace.behaviors.find(self.behavior)
        day, at = (None, None) if self.at is None else moment_done(workspace, self.at)
        return workspace.tracking.done(
            behavior.id,
            minutes=self.minutes,
            rating=self.rating,
            day=day,
            at=at,
            note=self.note,
            energy_before=self.energy,
            tags=self.tags,
            amount=self.amount,
        ).model_dump(mode="json")


class Skip(Tool):
    """Leave out a planned session, when the person says that they will not do it.

    It counts neither as done nor as missed. Without a day the nearest one that is still open is meant. undo takes it
    back, and so does reopen; where nothing was planned it is an entry of the log, which delete_entry takes back.
    """

    NAME: ClassVar[str] = "skip"
    TITLE: ClassVar[str] = "Leave a session out"
    KIND: ClassVar[str] = "skip"
    WRITES: ClassVar[bool] = True

    behavior: BehaviorText
    day: DayText | None = None
    reason: NoteText = ""

    def run(self, call: Call) -> Document:
        """Return the skip."""
        workspace = call.workspace
        behavior = workspace.behaviors.find(self.behavior)
        day = day_skipped(workspace, behavior.id, self.day)
        return workspace.tracking.skip(behavior.id, day=day, reason=self.reason).model_dump(mode="json")


class Reopen(Tool):
    """Plan a session again that was done or skipped; what was logged of it is deleted, and undo brings that back."""

    NAME: ClassVar[str] = "reopen"
    TITLE: ClassVar[str] = "Plan a session again"
    KIND: ClassVar[str] = "session"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    session: Annotated[
        str, Field(max_length=200, description="The id of the session from today or week, or its behavior.")
    ]
    day: DayText | None = None
    at: TimeText | None = None

    def run(self, call: Call) -> Document:
        """Return the session."""
        states = (SessionState.DONE, SessionState.SKIPPED)
        found = find_session(call.workspace, self.session, self.day, self.at, states)
        return call.workspace.tracking.reopen(found.id).model_dump(mode="json")


TOOLS = (Done, Skip, Reopen)
