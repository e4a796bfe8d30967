"""Whose week it is, and when they or a behavior rest."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from habitos_tui.cli.dates import day_after, day_meant
from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.domain.text.rule_phrasing import rule_sentence
from habitos_tui.doors.mcp.answers import AwayDays, PersonFrame, RuleLine, SlotSpan
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, DayText, Document, Tool

LastDay = Annotated[DayText | None, Field(description="The last day, such as 2026-12-27; both are included.")]
NoteText = Annotated[str, Field(max_length=2000, description="In the person's words.")]


class Profile(Tool):
    """Whose week it is, what day and time it is, and what weeks are made of.

    Slots are parts of every day; weights of objectives are relative to each other; energy_budget is of each day of the
    week, Monday first, on the person's own scale; rules are what every week must keep to; away are absences to come.
    """

    NAME: ClassVar[str] = "profile"
    TITLE: ClassVar[str] = "Whose week it is"
    KIND: ClassVar[type[BaseModel]] = PersonFrame

    def run(self, call: Call) -> PersonFrame:
        """Return the frame."""
        workspace, preferences = call.workspace, call.workspace.profile.preferences
        today = workspace.tracking.today()
        names = {b.id: b.name for b in (*workspace.behaviors.all(), *workspace.behaviors.archived())}
        return PersonFrame(
            name=workspace.profile.name,
            now=workspace.clock.now().isoformat(timespec="minutes"),
            today=today,
            this_week=workspace.planning.this_week(),
            weeks_begin_on=WEEKDAYS[preferences.week_start],
            slots=tuple(
                SlotSpan(name=slot.name, start=format_clock(slot.start), end=format_clock(slot.end))
                for slot in workspace.slots.all()
            ),
            objectives={objective.name: objective.weight for objective in workspace.objectives.all()},
            energy_budget=preferences.energy_budget,
            rules=tuple(
                RuleLine(id=rule.id, sentence=rule_sentence(rule, names, preferences.week_start), active=rule.active)
                for rule in workspace.rules.all()
            ),
            away=tuple(map(_away, workspace.away.between(today, LATEST))),
        )


class BeAway(Tool):
    """Be away for some days: nothing is planned on them, nothing is missed, no streak breaks. Plan the week again then.

    Days gone by can be entered as well: that answers were_you_away of today.
    """

    NAME: ClassVar[str] = "be_away"
    TITLE: ClassVar[str] = "Be away for some days"
    KIND: ClassVar[str] = "absence"
    WRITES: ClassVar[bool] = True

    first: DayText
    last: LastDay = None
    reason: Annotated[AwayReason, Field(description="Why.")] = AwayReason.OTHER
    note: NoteText = ""

    def run(self, call: Call) -> Document:
        """Return the absence."""
        workspace = call.workspace
        first = day_meant(workspace, self.first)
        last = None if self.last is None else day_after(workspace, self.last, first)
        return workspace.away.add(first, last, self.reason, self.note).model_dump(mode="json")


class BeBack(Tool):
    """Be there after all: the whole absence that a day is in goes."""

    NAME: ClassVar[str] = "be_back"
    TITLE: ClassVar[str] = "Remove an absence"
    KIND: ClassVar[str] = "absence"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    day: DayText

    def run(self, call: Call) -> Document:
        """Return what the absence was."""
        away = call.workspace.away
        return away.remove(away.at(day_meant(call.workspace, self.day)).id).model_dump(mode="json")


class PauseBehavior(Tool):
    """Let one behavior rest for some days, or until it is resumed: it is not asked for, and its streak stands still."""

    NAME: ClassVar[str] = "pause_behavior"
    TITLE: ClassVar[str] = "Pause a behavior"
    KIND: ClassVar[str] = "pause"
    WRITES: ClassVar[bool] = True

    behavior: BehaviorText
    first: DayText = "today"
    last: LastDay = None
    note: NoteText = ""
    clear: Annotated[bool, Field(description="Take its planned sessions of these days out of the plan.")] = True

    def run(self, call: Call) -> Document:
        """Return the pause."""
        workspace = call.workspace
        behavior = workspace.behaviors.find_any(self.behavior)
        first = day_meant(workspace, self.first)
        last = None if self.last is None else day_after(workspace, self.last, first)
        return workspace.pauses.add(behavior.id, first, last, self.note, clear=self.clear).model_dump(mode="json")


class ResumeBehavior(Tool):
    """End the pause of a behavior, from today on; with a day, delete the whole pause that it is in, one to come too."""

    NAME: ClassVar[str] = "resume_behavior"
    TITLE: ClassVar[str] = "End a pause"
    KIND: ClassVar[str] = "resumption"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    behavior: BehaviorText
    on: Annotated[DayText | None, Field(description="A day of the pause to delete, such as 2026-12-20.")] = None

    def run(self, call: Call) -> Document:
        """Return the pauses that are left."""
        pauses, behavior = call.workspace.pauses, call.workspace.behaviors.find_any(self.behavior)
        if self.on is None:
            pauses.resume(behavior.id)
        else:
            pauses.remove(pauses.at(behavior.id, day_meant(call.workspace, self.on)).id)
        left = [pause.model_dump(mode="json") for pause in pauses.of(behavior.id)]
        return {"behavior": behavior.id, "pauses": left}


def _away(away: Away) -> AwayDays:
    return AwayDays(first=away.first, last=away.last, reason=away.reason.value, note=away.note)


TOOLS = (Profile, BeAway, BeBack, PauseBehavior, ResumeBehavior)
