"""Changing a plan by hand: moving a session, and keeping one in its place."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.dates import day_meant, parse_time
from habitos_tui.cli.moving import move_session, refuse_settled
from habitos_tui.cli.naming import find_session
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import DayText, Document, LengthMinutes, TimeText, Tool

SessionText = Annotated[
    str, Field(max_length=200, description="The id of the session from today or week, or its behavior.")
]


class MoveSession(Tool):
    """Move a planned session to another day and time of its week; it is locked there. price is in points.

    Where it would break a limit or a rule it stays, and the answer says what it would break; force then takes the best
    week that has room for it, and moves what is in the way. Ask before that.
    """

    NAME: ClassVar[str] = "move_session"
    TITLE: ClassVar[str] = "Move a session"
    KIND: ClassVar[str] = "move"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    session: SessionText
    to_day: DayText
    to_time: TimeText
    minutes: LengthMinutes | None = None
    day: DayText | None = None
    at: TimeText | None = None
    force: Annotated[bool, Field(description="Move what is in the way, too.")] = False

    def run(self, call: Call) -> Document:
        """Return the session where it is now, with what that costs."""
        workspace = call.workspace
        found = find_session(workspace, self.session, self.day, self.at, (SessionState.PLANNED, SessionState.MISSED))
        refuse_settled(workspace, found, "moved")
        target = day_meant(workspace, self.to_day)
        picked = workspace.plan_editing.pick_up(found.id)
        start = parse_time(self.to_time)
        price, moved = move_session(workspace, picked, target, start, self.minutes, force=self.force)
        return {"session": moved.model_dump(mode="json"), "price": round(price * POINTS, 2)}


class LockSession(Tool):
    """Keep a session in its place when the week is planned again, or let it be moved again."""

    NAME: ClassVar[str] = "lock_session"
    TITLE: ClassVar[str] = "Keep a session in its place"
    KIND: ClassVar[str] = "session"
    WRITES: ClassVar[bool] = True

    session: SessionText
    locked: Annotated[bool, Field(description="false lets it be moved again.")] = True
    day: DayText | None = None
    at: TimeText | None = None

    def run(self, call: Call) -> Document:
        """Return the session."""
        workspace = call.workspace
        found = find_session(workspace, self.session, self.day, self.at, (SessionState.PLANNED,))
        refuse_settled(workspace, found, "locked" if self.locked else "unlocked")
        kept = found if found.locked is self.locked else workspace.planning.lock(found.id, self.locked)
        return kept.model_dump(mode="json")


TOOLS = (MoveSession, LockSession)
