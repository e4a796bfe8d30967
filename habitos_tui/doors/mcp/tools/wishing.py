"""Changing what the person wants to do: behaviors."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.documents import behavior_document
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, Document, Fields, Tool
from habitos_tui.services.learning import split

FromNow = Annotated[bool, Field(description="What is done is judged by it from now on, instead of from next week on.")]


class AddBehavior(Tool):
    """Add something that the person wants to do again and again; for what is done once there is add_task.

    Ask for what matters and is not said: how long, how often a week, what it is good for. The rest has defaults.
    """

    NAME: ClassVar[str] = "add_behavior"
    TITLE: ClassVar[str] = "Add a behavior"
    KIND: ClassVar[str] = "behavior"
    WRITES: ClassVar[bool] = True

    fields: Annotated[
        Fields,
        Field(
            description="As behavior shows them. Needed: name; min_minutes, typical_minutes, max_minutes; "
            "target_per_week, in sessions. Usual: impacts from -1 to 1 by objective of profile, such as "
            '{"health": 0.9}; preferred_slots, slots of profile; energy_cost from -10 (restores) to 10. Also: '
            'strict_slots, ideal_time such as "06:15", weekdays such as [0, 2, 4] with Monday 0, min_gap_days, '
            "max_per_week, max_per_day, category, tags, unit with amount, season, rhythm such as "
            '{"every_days": 10}, {"every_weeks": 2} or {"dates": ["1", "last friday"]}.'
        ),
    ]

    def run(self, call: Call) -> Document:
        """Return the behavior with its id."""
        behaviors = call.workspace.behaviors
        data, learning = split(self.fields)
        return behavior_document(call.workspace, behaviors.add(behaviors.from_json(data), learning=learning))


class ChangeBehavior(Tool):
    """Change a behavior: the fields that are given change, the others stay. Plans follow when they are made next."""

    NAME: ClassVar[str] = "change_behavior"
    TITLE: ClassVar[str] = "Change a behavior"
    KIND: ClassVar[str] = "behavior"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    behavior: BehaviorText
    fields: Annotated[
        Fields, Field(description='Those to change, as behavior shows them, such as {"target_per_week": 2}.')
    ]
    from_now: FromNow = False

    def run(self, call: Call) -> Document:
        """Return the behavior as it is now."""
        behaviors = call.workspace.behaviors
        base = behaviors.find(self.behavior)
        data, learning = split(self.fields)
        wanted = behaviors.from_json(data, base)
        return behavior_document(call.workspace, behaviors.update(wanted, learning=learning, from_now=self.from_now))


class ArchiveBehavior(Tool):
    """Put a behavior away: it is planned no more, its history stays, and restore_behavior takes it back."""

    NAME: ClassVar[str] = "archive_behavior"
    TITLE: ClassVar[str] = "Put a behavior away"
    KIND: ClassVar[str] = "behavior"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    behavior: BehaviorText
    from_now: FromNow = False

    def run(self, call: Call) -> Document:
        """Return the behavior."""
        behaviors = call.workspace.behaviors
        found = behaviors.find_any(self.behavior) if self.from_now else behaviors.find(self.behavior)
        behaviors.archive(found.id, from_now=self.from_now)
        return behavior_document(call.workspace, found)


class RestoreBehavior(Tool):
    """Take a behavior that was put away into use again, from today on."""

    NAME: ClassVar[str] = "restore_behavior"
    TITLE: ClassVar[str] = "Take a behavior back"
    KIND: ClassVar[str] = "behavior"
    WRITES: ClassVar[bool] = True

    behavior: BehaviorText

    def run(self, call: Call) -> Document:
        """Return the behavior."""
        behaviors = call.workspace.behaviors
        found = behaviors.find(self.behavior, archived=True)
        behaviors.restore(found.id)
        return behavior_document(call.workspace, found)


TOOLS = (AddBehavior, ChangeBehavior, ArchiveBehavior, RestoreBehavior)
