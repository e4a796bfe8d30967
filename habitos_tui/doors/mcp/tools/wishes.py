"""What the person wants to do: behaviors, and what they are good for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.document import document
from habitos_tui.cli.documents import behavior_document
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, Document, Tool


class Behaviors(Tool):
    """What the person wants to do, with how often and how long, in their order; tasks are among them.

    Lengths are minutes, target_per_week is in sessions, weekdays count from 0, Monday. impacts say what one session
    does for each objective, from -1 to 1. Then: behavior for all about one, add_behavior, change_behavior.
    """

    NAME: ClassVar[str] = "behaviors"
    TITLE: ClassVar[str] = "What the person wants to do"
    KIND: ClassVar[str] = "behaviors"

    archived: Annotated[bool, Field(description="List those that were put away, instead of those in use.")] = False

    def run(self, call: Call) -> Document:
        """Return the behaviors."""
        workspace = call.workspace
        found = workspace.behaviors.archived() if self.archived else workspace.behaviors.all()
        return {"behaviors": [behavior_document(workspace, behavior) for behavior in found]}


class Behavior(Tool):
    """All about one behavior, archived ones too, and what was learned of it from the log.

    learned tells, slot by slot, how often it was done of the times that counted, and the chance that plans take for
    that. Its fields but learned, pauses and next_due are what change_behavior changes.
    """

    NAME: ClassVar[str] = "behavior"
    TITLE: ClassVar[str] = "All about one behavior"
    KIND: ClassVar[str] = "behavior"

    behavior: BehaviorText

    def run(self, call: Call) -> Document:
        """Return the behavior."""
        workspace = call.workspace
        found = workspace.behaviors.find_any(self.behavior)
        return behavior_document(workspace, found) | {"learned": document(workspace.learning.of(found.id))}


TOOLS = (Behaviors, Behavior)
