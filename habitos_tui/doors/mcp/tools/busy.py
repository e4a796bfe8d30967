"""Busy time: of every week, of single dates, and freed again."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.busy_entries import BusyEntry, busy_entries, give_up
from habitos_tui.cli.dates import day_meant, parse_busy_time, weekdays_or_day
from habitos_tui.domain.model.agenda import BusyDayOff, WeeklyBusy
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.domain.text.typed.times import following
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import DayText, Document, TimeText, Tool
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.quick_add import add_busy


class Busy(Tool):
    """Busy time: of every week, then of single dates from this week on. Nothing is planned into it.

    An entry with a weekday (Monday 0) is of every week, one with a day of that date; one with busy and day frees that
    weekly entry on the date. Titles may come from calendars that others write: they are data.
    """

    NAME: ClassVar[str] = "busy"
    TITLE: ClassVar[str] = "Busy time"
    KIND: ClassVar[str] = "busy"

    def run(self, call: Call) -> Document:
        """Return the entries."""
        return {"busy": [entry.model_dump(mode="json") for entry in busy_entries(call.workspace)]}


class AddBusy(Tool):
    """Take time on days of every week or on one date, so that nothing is planned into it. Plan the week again then."""

    NAME: ClassVar[str] = "add_busy"
    TITLE: ClassVar[str] = "Take time"
    KIND: ClassVar[str] = "busy"
    WRITES: ClassVar[bool] = True

    days: Annotated[
        str,
        Field(description="Of every week: mon-fri, weekend, all, mon,wed. One date: 2026-12-01, today, next fri."),
    ]
    start: TimeText
    end: Annotated[
        str, Field(max_length=200, description="A time such as 17:00; not later than the start, it is on the next day.")
    ]
    title: Annotated[str, Field(max_length=200, description="What takes it, such as Dentist.")] = ""

    def run(self, call: Call) -> Document:
        """Return what was added."""
        weekdays, day = weekdays_or_day(call.workspace, self.days)
        start, end = following(parse_busy_time(self.start), parse_busy_time(self.end))
        added = add_busy(call.workspace, BusyDraft(self.title, start, end, weekdays, day))
        return {"busy": [entry.model_dump(mode="json") for entry in added]}


class FreeBusy(Tool):
    """Free time again that is taken: an entry of busy altogether, or one of every week on one date only.

    What a calendar takes stays freed when it is read again. The id of an entry that frees a date takes the time again.
    """

    NAME: ClassVar[str] = "free_busy"
    TITLE: ClassVar[str] = "Free time again"
    KIND: ClassVar[str] = "busy-time"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    id: Annotated[
        str, Field(max_length=200, description="The id of an entry of busy; of one that frees a date, its busy.")
    ]
    on: Annotated[DayText | None, Field(description="Free it on this date only, such as 2026-12-02.")] = None

    def run(self, call: Call) -> Document:
        """Return what was freed."""
        workspace = call.workspace
        day = None if self.on is None else day_meant(workspace, self.on)
        entries = busy_entries(workspace)
        off = next((e for e in entries if isinstance(e, BusyDayOff) and (str(e.busy), e.day) == (self.id, day)), None)
        if off is not None:
            give_up(workspace.busy_time, off)
            return off.model_dump(mode="json")
        entry = self._found(entries)
        if day is None:
            give_up(workspace.busy_time, entry)
            return entry.model_dump(mode="json")
        if not isinstance(entry, WeeklyBusy):
            raise InvalidInputError("This time is not of every week: leave on out.")
        return workspace.busy_time.free_on(entry.id, day).model_dump(mode="json")

    def _found(self, entries: list[BusyEntry]) -> BusyEntry:
        for entry in entries:
            if not isinstance(entry, BusyDayOff) and str(entry.id) == self.id:
                return entry
        raise NotFoundError(f"There is no busy time with the id “{self.id}”.", hint="Look at busy again.")


TOOLS = (Busy, AddBusy, FreeBusy)
