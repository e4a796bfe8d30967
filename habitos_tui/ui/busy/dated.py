"""Busy time of a single week beside the weekly one: pure functions between blocks, forms and lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

from textual.content import Content

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label, duration
from habitos_tui.services.busy_time import BUSY_TIME, BusyChange
from habitos_tui.ui.busy.view import BusyGroup, date_in, dates_label, days_label, places_of
from habitos_tui.ui.kit.dates import from_to
from habitos_tui.ui.kit.safe_text import MUTED, fit


@dataclass(frozen=True, slots=True)
class DayOffRow:
    """A date on which weekly busy time is free."""

    off: BusyDayOff
    block: WeeklyBusy

    @property
    def key(self) -> str:
        """Unique key."""
        return f"off-{self.off.busy}-{self.off.day}"


def day_off_rows(days_off: Iterable[BusyDayOff], blocks: Iterable[WeeklyBusy]) -> tuple[DayOffRow, ...]:
    """Return the dates on which weekly busy time is free, in time order."""
    known = {block.id: block for block in blocks}
    rows = [DayOffRow(off, known[off.busy]) for off in days_off if off.busy in known]
    return tuple(sorted(rows, key=lambda row: (row.off.day, row.block.start)))


def day_off_line(row: DayOffRow, width: int) -> Content:
    """Return a line with date, times and "free"."""
    times = from_to(row.block.start, row.block.end)
    text = f"{day_label(row.off.day):<22}  {times}  {row.block.title or 'busy'} is free"
    return Content.assemble("  ", (fit(text, max(width - 2, 0)), MUTED))


Taken = tuple[WeeklyBusy | DatedBusy, int]
"""Busy time with the day it begins on, counted from the first day of the week."""


def taken_at(found: Sequence[Taken], day: int, start: int, end: int) -> Taken | None:
    """Return the busy time that covers most of `start` to `end` on a day of the week; None if it is free."""

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
    """Return the change that replaces `old` by the form's values, weekly or in `week` only.

    Days that stay keep the id of their block. Weekly busy time that changes in one week only is marked free on its days
    of that week.
    """
    later, start, end, weekdays = places_of(typed, days)
    if not days:
        raise invalid(BUSY_TIME, (("days", "needs at least one day"),))
    fields = {"start": start, "end": end, "title": typed["title"]}
    dropped = () if old is None or old.week is None else old.ids
    replaced = [] if old is None or dropped else list(zip(old.days, old.ids, strict=True))
    if typed["every"]:
        known, gone = dict(replaced), {block for _, block in replaced}
        made = [{**fields, "id": known.get(day) or new_id(), "weekday": day} for day in weekdays]
        blocks = [validated(partial(WeeklyBusy.model_validate, each), BUSY_TIME) for each in made]
        return BusyChange((*(block for block in weekly if block.id not in gone), *blocks), dropped)
    once = [{**fields, "id": new_id(), "day": date_in(week, day) + timedelta(days=later)} for day in days]
    dated = tuple(validated(partial(DatedBusy.model_validate, each), BUSY_TIME) for each in once)
    days_off = tuple(BusyDayOff(busy=block, day=date_in(week, day)) for day, block in replaced)
    return BusyChange(tuple(weekly), dropped, dated, days_off)


def freed(weekly: Iterable[WeeklyBusy], group: BusyGroup) -> BusyChange:
    """Return the change that frees a group."""
    kept = tuple(block for block in weekly if block.id not in group.ids)
    return BusyChange(kept, () if group.week is None else group.ids)


def busy_meaning(typed: Mapping[str, str], days: Sequence[int], week: date) -> str:
    """Return the amount of time taken as text, empty for none; InvalidInputError while the form is incomplete."""
    later, start, end, weekdays = places_of(typed, days)
    if not days or end <= start:
        return ""
    every = typed["every"]
    dates = [date_in(week, day) + timedelta(days=later) for day in days]
    taken = duration((end - start) * len(days)) + (" a week" if every else ", this once")
    if end > MINUTES_PER_DAY and len(days) == 1:
        return f"Nothing is planned {_overnight(start, end, weekdays[0], None if every else dates[0])}: {taken}."
    when = days_label(weekdays, week.weekday()) if every else dates_label(dates)
    return f"Nothing is planned {from_to(start, end)}, {when}: {taken}."


def _overnight(start: int, end: int, weekday: int, day: date | None) -> str:
    """Return "Mon 23:00 to Tue 07:00" for a weekday, or with the dates for a day."""
    days, rest = divmod(end, MINUTES_PER_DAY)
    if rest == 0:
        days, rest = days - 1, MINUTES_PER_DAY
    if day is not None:
        names = [day_label(day + timedelta(days=later)) for later in (0, days)]
    else:
        names = [WEEKDAYS[(weekday + later) % len(WEEKDAYS)][:3] for later in (0, days)]
    return f"{names[0]} {format_clock(start)} to {names[1]} {format_clock(rest)}"
