"""Busy time of one week only, beside that of every week: pure functions between blocks, forms and lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from textual.content import Content

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy, on_own_day
from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.domain.model.week import week_of
from habitos_tui.domain.text.phrasing import day_label, duration
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.busy_time import BusyChange
from habitos_tui.ui.busy.view import BusyGroup, date_in, dates_label, days_label, places_of, with_group, without_group
from habitos_tui.ui.kit.dates import span
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit

_WHAT: Final = "This busy time"


@dataclass(frozen=True, slots=True)
class DayOffRow:
    """A date on which weekly busy time is free."""

    off: BusyDayOff
    title: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"off-{self.off.busy}-{self.off.day}"


def dated_groups(blocks: Iterable[DatedBusy], first_weekday: int) -> tuple[BusyGroup, ...]:
    """Return blocks of the same time, title and week put together, in time order."""
    found: dict[tuple[date, str, int, int], list[DatedBusy]] = {}
    for block in map(on_own_day, blocks):
        week = week_of(block.day, first_weekday)
        found.setdefault((week, block.title, block.start, block.end), []).append(block)
    return tuple(
        BusyGroup(title, start, end, tuple(b.day.weekday() for b in same), tuple(b.id for b in same), week)
        for (week, title, start, end), same in found.items()
    )


def day_off_rows(days_off: Iterable[BusyDayOff], blocks: Iterable[WeeklyBusy]) -> tuple[DayOffRow, ...]:
    """Return what is free on single dates, in time order."""
    known = {block.id: block for block in blocks}
    rows = [(off, known[off.busy]) for off in days_off if off.busy in known]
    return tuple(
        DayOffRow(off, block.title, block.start, block.end)
        for off, block in sorted(rows, key=lambda row: (row[0].day, row[1].start))
    )


def day_off_line(row: DayOffRow, width: int) -> Content:
    """Return date, times, and that they are free."""
    text = f"{day_label(row.off.day):<22}  {span(row.start, row.end)}  {row.title or 'busy'} is free"
    return Content.assemble("  ", (fit(text, max(width - 2, 0)), MUTED))


Taken = tuple[WeeklyBusy | DatedBusy, int]
"""Busy time with the day of the week that it begins on, counted from the first."""


def taken_at(found: Sequence[Taken], day: int, start: int, end: int) -> Taken | None:
    """Return what takes most of `start` to `end` on a day of the week; None where all of it is free."""

    def share(taken: Taken) -> int:
        block, on = taken
        shift = (on - day) * MINUTES_PER_DAY
        return min(end, block.end + shift) - max(start, block.start + shift)

    most = max(found, key=share, default=None)
    return most if most is not None and share(most) > 0 else None


def busy_change(
    weekly: Sequence[WeeklyBusy],
    old: BusyGroup | None,
    typed: Mapping[str, str],
    days: Sequence[int],
    week: date,
    *,
    new_id: Callable[[], UUID] = uuid4,
) -> BusyChange:
    """Return what putting the form in the place of `old` changes: every week, or without `every` only in `week`.

    Busy time of every week that becomes other in one week is free on its days of that week.
    """
    dropped = () if old is None or old.week is None else old.ids
    if typed["every"]:
        return BusyChange(with_group(weekly, None if dropped else old, typed, days, new_id), dropped)
    later, start, end, _ = places_of(typed, days)
    if not days:
        raise invalid(_WHAT, (("days", "needs at least one day"),))
    fields = {"start": start, "end": end, "title": typed["title"]}
    made = [{**fields, "id": new_id(), "day": date_in(week, day) + timedelta(days=later)} for day in days]
    dated = tuple(validated(partial(DatedBusy.model_validate, each), _WHAT) for each in made)
    pairs = () if old is None or dropped else zip(old.ids, old.days, strict=True)
    free = tuple(BusyDayOff(busy=each, day=date_in(week, day)) for each, day in pairs)
    return BusyChange(tuple(weekly), dropped, dated, free)


def freed(weekly: Iterable[WeeklyBusy], group: BusyGroup) -> BusyChange:
    """Return what freeing a group changes."""
    return BusyChange(without_group(weekly, group), () if group.week is None else group.ids)


def busy_meaning(typed: Mapping[str, str], days: Sequence[int], week: date) -> str:
    """Return what the busy time takes; nothing while it is not complete."""
    try:
        later, start, end, weekdays = places_of(typed, days)
    except InvalidInputError:
        return ""
    if not days or end <= start:
        return ""
    every = typed["every"]
    dates = [date_in(week, day) + timedelta(days=later) for day in days]
    when = days_label(weekdays, week.weekday()) if every else dates_label(dates)
    taken = duration((end - start) * len(days)) + (" a week" if every else ", this once")
    return f"Nothing is planned {span(start, end)}, {when}: {taken}."
