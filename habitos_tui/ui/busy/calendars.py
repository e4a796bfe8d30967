"""Calendars that busy time is read from, as lines and sentences; pure functions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import DatedBusy
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.text.phrasing import count, day_label
from habitos_tui.services.busy_time import busy_name
from habitos_tui.services.calendar_words import ALL_TIMES, sentence, told_files, what_counts
from habitos_tui.services.calendars import BusyDelta, CalendarPreview, Refreshed
from habitos_tui.ui.busy.view import BusyGroup, from_calendar
from habitos_tui.ui.kit.dates import from_to
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe

SHOWN_TIMES: Final = 200
"""Of a preview: nobody reads on, and the list stays quick."""
NAME_CELLS: Final = 22
"""As wide as the days of busy time."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar; `trouble` says why it could not be read last."""

    source: CalendarSource
    times: int
    """That it takes from this week on, those that are freed included."""
    read: datetime | None
    """On the wall clock."""
    trouble: str = ""

    @property
    def key(self) -> str:
        """Unique key."""
        return calendar_key(self.source)


def calendar_key(source: CalendarSource) -> str:
    """Return the key of the line of a calendar."""
    return f"source-{source.id}"


def calendar_line(row: CalendarRow, width: int) -> Content:
    """Return the name of a calendar, how much it takes, and when it was read or why it was not."""
    counts = what_counts(row.source)
    said = f"{count(row.times, 'time')}, {_read(row)}{'' if counts == ALL_TIMES else f'; {counts}'}"
    if row.trouble:
        said = f"✗ {row.trouble}"
    name = fit(from_calendar(row.source.name, NAME_CELLS), NAME_CELLS)
    room = max(width - 2 - NAME_CELLS - 2, 0)
    return Content.assemble("  ", (name, "bold"), "  ", (fit(said, room), "$text-error" if row.trouble else MUTED))


def calendar_detail(row: CalendarRow) -> tuple[str, ...]:
    """Return where a calendar lies, what counts of it, and when it was read."""
    counts = f"What counts: {what_counts(row.source)}."
    trouble = (f"What could not be read stays as it was: {row.trouble}",) if row.trouble else ()
    read = _read(row)
    return (row.source.location, counts, f"{read[:1].upper()}{read[1:]}, and again before every plan.", *trouble)


def time_detail(group: BusyGroup, calendar: str) -> tuple[str, ...]:
    """Return where a time comes from, and what one can do about it."""
    origin = f"It comes from the calendar “{calendar}”." if calendar else "It comes from a calendar that was removed."
    return origin, "It is free after all; d takes it again." if group.freed else "d frees it on this day."


def not_edited(group: BusyGroup, calendar: str, frees: str) -> str:
    """Return why the time of a calendar cannot be edited, and what one can do: a key `frees` it."""
    name = busy_name(group.title)
    whose = f"the calendar “{calendar}”" if calendar else "a calendar"
    return f"{name[:1].upper()}{name[1:]} comes from {whose} and changes only there; {frees} frees it on this day."


def delta_lines(delta: BusyDelta, width: int) -> list[Content]:
    """Return the times that would come, be another and go, each with its mark, and an empty line below."""
    marks = (("+ ", delta.added), ("~ ", delta.changed), ("- ", delta.removed))
    lines = [
        Content(mark) + _time_line(block, width - len(mark)) for mark, blocks in marks for block in blocks[:SHOWN_TIMES]
    ]
    return [*lines, Content("")] if lines else []


def preview_lines(preview: CalendarPreview, width: int) -> list[Content]:
    """Return what there is to say of the files of a calendar, then the times that it takes."""
    lines = [part for said in told_files(preview.files) for part in safe(said).wrap(max(width, 8))]
    if preview.busy:
        lines.append(Content(""))
    lines += [_time_line(block, width) for block in preview.busy[:SHOWN_TIMES]]
    more = len(preview.busy) - SHOWN_TIMES
    return [*lines, Content.styled(f"and {more} more", MUTED)] if more > 0 else lines


def told(results: Sequence[Refreshed], *, plan_again: str = "") -> str:
    """Return what reading calendars again has brought, "" for nothing; `plan_again` says so of a plan that is older."""
    said = [sentence(result) for result in results if result.trouble or result.anything]
    if plan_again and any(result.anything for result in results):
        said.append(plan_again)
    return "\n".join(said)


def any_trouble(results: Collection[Refreshed]) -> bool:
    """Tell whether a calendar could not be read."""
    return any(result.trouble for result in results)


def times_of(source: CalendarSource, groups: Sequence[BusyGroup]) -> Iterator[BusyGroup]:
    """Yield the times of a calendar."""
    return (group for group in groups if group.source == source.id)


def _read(row: CalendarRow) -> str:
    return "never read" if row.read is None else f"read {day_label(row.read.date())} at {row.read:%H:%M}"


def _time_line(block: DatedBusy, width: int) -> Content:
    when = f"{day_label(block.day):<12}  {from_to(block.start, block.end):<11}"
    return Content.assemble((when, MUTED), "  ", safe(fit(block.title or "busy", max(width - len(when) - 2, 1))))
