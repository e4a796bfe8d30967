"""What is on today, and in a week."""

from __future__ import annotations

from typing import ClassVar

from habitos_tui.cli.agenda import day_document, week_document
from habitos_tui.cli.away_question import question_document
from habitos_tui.cli.dates import day_meant
from habitos_tui.cli.document import document
from habitos_tui.cli.weeks import planned_weeks, week_meant
from habitos_tui.domain.insight.regularity import Streaks
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import DayText, Document, Tool, WeekText


class Today(Tool):
    """What is on a day, today unless another is named, and what became of it; start here.

    Sessions come in time order, each with its state: planned (still to do), done, skipped, missed, away or paused.
    Minutes are of the day so far and to come; energy is on the person's own scale, against the limit of the day.
    start and end are times of that day on the wall clock, 24:30 is half past midnight after it. week_planned false
    means that there is no plan yet: offer the tool plan. Then: done or skip for a session, why for its reasons.
    """

    NAME: ClassVar[str] = "today"
    TITLE: ClassVar[str] = "What is on a day"
    KIND: ClassVar[str] = "today"

    day: DayText = "today"

    def run(self, call: Call) -> Document:
        """Return the day with its streaks."""
        workspace = call.workspace
        agenda = workspace.tracking.day(day_meant(workspace, self.day))
        ahead = agenda.day > workspace.tracking.today()
        streaks = Streaks.EMPTY if ahead else workspace.insights.streaks(day=agenda.day)
        rest = planned_weeks(workspace, agenda.day) | question_document(workspace)
        return day_document(agenda) | rest | {"streaks": [document(line) for line in streaks.lines]}


class Week(Tool):
    """The seven days of a week, each with its sessions, minutes and energy as in today.

    planned false means that the week has no plan yet: offer the tool plan with the same week.
    """

    NAME: ClassVar[str] = "week"
    TITLE: ClassVar[str] = "A week, day by day"
    KIND: ClassVar[str] = "week"

    week: WeekText = "this"

    def run(self, call: Call) -> Document:
        """Return the week."""
        return week_document(call.workspace.tracking.week(week_meant(call.workspace, self.week)))


TOOLS = (Today, Week)
