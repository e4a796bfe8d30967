"""What the log says, and what it suggests to change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from habitos_tui.cli.dates import optional_day
from habitos_tui.cli.documents import kept_document, suggestion_document
from habitos_tui.domain.insight.regularity import SlotRecord
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.text.phrasing import in_slot
from habitos_tui.domain.text.typed.days import Sense
from habitos_tui.doors.mcp.answers import BehaviorFigures, Figures, ObjectiveFigures, WeekFigures
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, DayText, Document, Tool

LAST_WEEKS = 12
"""That are told one by one."""

SuggestionKey = Annotated[str, Field(max_length=200, description="The key of a suggestion, such as rest:run.")]


class Stats(Tool):
    """What the log says about some days, the last 53 weeks unless others are named.

    strength is how firm a habit is and reached how far an objective was served, both 0 to 1; a streak counts periods in
    a row in which the target was met; done of counted are sessions done as planned; minutes and ratings are means.
    """

    NAME: ClassVar[str] = "stats"
    TITLE: ClassVar[str] = "What the log says"
    KIND: ClassVar[type[BaseModel]] = Figures

    first: DayText | None = None
    last: DayText | None = None
    behavior: BehaviorText | None = None

    def run(self, call: Call) -> Figures:
        """Return the figures."""
        workspace, insights = call.workspace, call.workspace.insights
        begin, end = (optional_day(workspace, day, Sense.PAST) for day in (self.first, self.last))
        chosen = None if self.behavior is None else workspace.behaviors.find_any(self.behavior).id
        found = insights.everything(insights.span(begin, end), chosen)
        return Figures(
            first=found.span.first,
            last=found.span.last,
            sessions=found.year.evidence,
            minutes=sum(day.minutes for day in found.year.days),
            behaviors=tuple(_behaviors(found)),
            objectives=tuple(_objectives(found)),
            weeks=tuple(_weeks(found))[-LAST_WEEKS:],
            best=tuple(map(_record, found.standings.best)),
            hardest=tuple(map(_record, found.standings.hardest)),
        )


class Suggestions(Tool):
    """What the log suggests to change, most points first, each with its evidence; it takes some seconds.

    Each was tried out on a week: points are what it is likely to gain a week, from least to most. follow_suggestion
    makes the change, dismiss_suggestion hides it for a month; both only when the person says so.
    """

    NAME: ClassVar[str] = "suggestions"
    TITLE: ClassVar[str] = "What might work better"
    KIND: ClassVar[str] = "suggestions"

    def run(self, call: Call) -> Document:
        """Return the suggestions."""
        advice = call.workspace.advice
        found = advice.suggestions(call.stopped)
        lines = [suggestion_document(line) for line in found.lines]
        return {"evidence": found.evidence, "suggestions": lines, "followed": kept_document(advice.kept())}


class FollowSuggestion(Tool):
    """Make the change that a suggestion proposes, when the person agrees with it."""

    NAME: ClassVar[str] = "follow_suggestion"
    TITLE: ClassVar[str] = "Follow a suggestion"
    KIND: ClassVar[str] = "suggestion"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    key: SuggestionKey

    def run(self, call: Call) -> Document:
        """Return the suggestion."""
        return suggestion_document(call.workspace.advice.apply(self.key))


class DismissSuggestion(Tool):
    """Hide a suggestion for a month, when the person does not want it."""

    NAME: ClassVar[str] = "dismiss_suggestion"
    TITLE: ClassVar[str] = "Dismiss a suggestion"
    KIND: ClassVar[str] = "suggestion"
    WRITES: ClassVar[bool] = True

    key: SuggestionKey

    def run(self, call: Call) -> Document:
        """Return the suggestion."""
        return suggestion_document(call.workspace.advice.dismiss(self.key))


def _behaviors(found: Statistics) -> Iterator[BehaviorFigures]:
    streaks = {line.behavior: line for line in found.streaks.lines}
    lengths = {line.behavior: line for line in found.lengths.lines}
    for line in found.strengths.lines:
        streak, length = streaks.get(line.behavior), lengths.get(line.behavior)
        records = [record for record in found.standings.records if record.behavior == line.behavior]
        yield BehaviorFigures(
            behavior=line.behavior,
            name=line.name,
            archived=line.archived,
            strength=round(line.value, 3),
            streak=None if streak is None else streak.current,
            best_streak=None if streak is None else streak.best,
            streak_period=None if streak is None else str(streak.period),
            done=sum(record.done for record in records),
            counted=sum(record.counted for record in records),
            planned_minutes=None if length is None else round(length.planned, 1),
            took_minutes=None if length is None else round(length.actual, 1),
        )


def _objectives(found: Statistics) -> Iterator[ObjectiveFigures]:
    reached = {line.objective: line.share for line in found.objectives.lines}
    for line in found.efforts.objectives:
        if line.sessions:
            share = reached.get(line.name)
            yield ObjectiveFigures(
                objective=line.name,
                reached=None if share is None else round(share, 3),
                sessions=line.sessions,
                minutes=line.minutes,
            )


def _weeks(found: Statistics) -> Iterator[WeekFigures]:
    ratings = {week.week: week.mean for week in found.ratings.weeks}
    energy = {week.week: week.share for week in found.energy.weeks}
    for week in dropwhile(lambda each: not each.sessions, found.efforts.total):
        rating, share = ratings.get(week.week), energy.get(week.week)
        yield WeekFigures(
            week_start=week.week,
            sessions=week.sessions,
            minutes=week.minutes,
            rating=None if rating is None else round(rating, 2),
            energy_share=None if share is None else round(share, 3),
        )


def _record(record: SlotRecord) -> str:
    where = "outside of slots" if record.slot is None else in_slot(record.slot)
    return f"{record.name} {where}: {record.done} of {record.counted}"


TOOLS = (Stats, Suggestions, FollowSuggestion, DismissSuggestion)
