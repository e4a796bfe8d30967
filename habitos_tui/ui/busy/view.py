"""Busy time as lines: equal blocks of several days are grouped; pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from textual.content import Content

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy, on_own_day
from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, own_day
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, day_label, duration, on_days
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.dates import day_strip, from_to, hour_scale, short_day, span_of
from habitos_tui.ui.kit.safe_text import MUTED, fit

NO_BUSY: Final = (
    "No busy time: every hour of the week may be planned into.",
    "Press n to add some, such as work or sleep, b to paint a whole week, or i to take it from a calendar.",
)
FROM_CALENDAR: Final = "↓"
"""Sign of busy time that comes from a calendar."""
_DAYS: Final = 22
_TIMES: Final = 11
_MIN_TITLE: Final = 12


@dataclass(frozen=True, slots=True)
class BusyGroup:
    """Blocks of the same time and title on several weekdays (Monday = 0); `ids` in the order of `days`."""

    title: str
    start: int
    end: int
    days: tuple[int, ...]
    ids: tuple[UUID, ...]
    week: date | None = None
    """First day of its week; None for every week."""
    source: UUID | None = None
    """The calendar it comes from; each time of one is a group of its own, since it is freed by itself."""
    freed: bool = False
    """Free after all, whatever its calendar says."""

    @property
    def key(self) -> str:
        """Unique key."""
        if self.source is not None:
            return f"calendar-{self.ids[0]}"
        return busy_key(self.start, self.end, self.title, self.week)

    @property
    def dates(self) -> tuple[date, ...]:
        """Its dates, if it belongs to a single week."""
        return () if self.week is None else tuple(date_in(self.week, day) for day in self.days)


def date_in(week: date, weekday: int) -> date:
    """Return the date of a weekday (Monday = 0) in the week that begins on `week`."""
    return week + timedelta(days=(weekday - week.weekday()) % 7)


def busy_groups(blocks: Iterable[WeeklyBusy | DatedBusy], first_weekday: int = 0) -> tuple[BusyGroup, ...]:
    """Group blocks of the same time, title and week: weekly ones first, all in time order."""

    def place(block: WeeklyBusy | DatedBusy) -> tuple[date | None, int, WeeklyBusy | DatedBusy]:
        if isinstance(block, DatedBusy):
            block = on_own_day(block)
            return Weeks(first_weekday).of(block.day), block.day.weekday(), block
        block = on_own_day(block)
        return None, block.weekday, block

    placed = [place(block) for block in blocks]
    placed.sort(key=lambda each: (each[0] or date.min, (each[1] - first_weekday) % 7, each[2].start))
    alike: dict[object, list[tuple[date | None, int, WeeklyBusy | DatedBusy]]] = {}
    for each in placed:
        week, _, block = each
        alone = block.id if isinstance(block, DatedBusy) and block.source is not None else None
        alike.setdefault((block.title, block.start, block.end, week, alone), []).append(each)
    return tuple(map(_group, alike.values()))


def _group(alike: Sequence[tuple[date | None, int, WeeklyBusy | DatedBusy]]) -> BusyGroup:
    """Return blocks that differ only in their day as one."""
    week, _, first = alike[0]
    group = BusyGroup(
        first.title,
        first.start,
        first.end,
        tuple(day for _, day, _ in alike),
        tuple(block.id for *_, block in alike),
        week,
    )
    return replace(group, source=first.source, freed=first.freed) if isinstance(first, DatedBusy) else group


def busy_key(start: int, end: int, title: str, week: date | None = None) -> str:
    """Return the key of the group with this time, title and week."""
    return f"{start}-{end}-{week or ''}-{title}"


def places_of(typed: Mapping[str, str], days: Iterable[int]) -> tuple[int, int, int, tuple[int, ...]]:
    """Return the day offset, start, end and weekdays of the typed time.

    Times from 24:00 on belong to the next day.
    """
    later, start, end = own_day(*span_of(typed))
    return later, start, end, tuple(sorted((day + later) % len(DAYS) for day in days))


def days_label(days: Iterable[int], first_weekday: int = 0) -> str:
    """Return "weekdays", "every day" or "Mon, Wed and Fri"."""
    return on_days(days, first_weekday).removeprefix("on ") or "every day"


def dates_label(dates: Sequence[date]) -> str:
    """Return "Tue 1 Dec", "Tue 1 to Thu 3 Dec" or "Tue 1, Thu 3 Dec"."""
    *others, last = sorted(dates)
    if len(others) > 1 and (last - others[0]).days == len(others):
        return f"{short_day(others[0])} to {day_label(last)}"
    return ", ".join([*map(short_day, others), day_label(last)])


def busy_line(group: BusyGroup, width: int, first_weekday: int = 0, calendar: str = "") -> Content:
    """Return days, times and title, and the weekly amount if there is room; or from which calendar it comes."""
    if group.source is not None:
        return _calendar_time(group, width, calendar)
    days = dates_label(group.dates) if group.dates else days_label(group.days, first_weekday)
    taken = duration((group.end - group.start) * len(group.days)) + (", once" if group.dates else " a week")
    room = max(width - 2 - _DAYS - 2 - _TIMES - 2, 0)
    title = max(room - len(taken) - 2, 0)
    if title < _MIN_TITLE:
        title, taken = room, ""
    return Content.assemble(
        "  ",
        fit(days, _DAYS),
        f"  {from_to(group.start, group.end):<{_TIMES}}  ",
        fit(group.title or "busy", title),
        "  " if taken else "",
        (taken, MUTED),
    )


def _calendar_time(group: BusyGroup, width: int, calendar: str) -> Content:
    """Return date, times and title with the sign and the name of its calendar; muted where it is free."""
    title, style = group.title or "busy", MUTED if group.freed else ""
    room = max(width - 2 - _DAYS - 2 - _TIMES - 2, 0)
    origin = from_calendar(calendar, room // 3)
    return Content.assemble(
        "  ",
        (f"{fit(dates_label(group.dates), _DAYS)}  {from_to(group.start, group.end):<{_TIMES}}  ", style),
        (fit(f"{title} is free" if group.freed else title, max(room - cell_width(origin) - 2, 0)), style),
        "  ",
        (origin, MUTED),
    )


def from_calendar(calendar: str, cells: int) -> str:
    """Return the sign of what comes from a calendar with its name, as far as there is room."""
    name = clean(calendar)
    return f"{FROM_CALENDAR} {fit(name, min(cell_width(name), max(cells - 2, 0)))}".rstrip()


def week_lines(groups: Sequence[BusyGroup], width: int, first_weekday: int = 0) -> list[Content]:
    """Return a line per weekday with its weekly busy time, under a scale of hours."""
    room, groups = max(width - 8, 0), [group for group in groups if group.week is None]
    lines = [Content.styled("       " + hour_scale(room), MUTED)]
    for offset in range(7):
        day = (first_weekday + offset) % 7
        spans = [(group.start, group.end) for group in groups if day in group.days]
        # Time after the day's last cell is drawn on the next day.
        spans += [(g.start - MINUTES_PER_DAY, g.end - MINUTES_PER_DAY) for g in groups if (day - 1) % 7 in g.days]
        spans += [(g.start + MINUTES_PER_DAY, g.end + MINUTES_PER_DAY) for g in groups if (day + 1) % 7 in g.days]
        lines.append(Content.assemble(f"  {WEEKDAYS[day][:3]}  ", day_strip(spans, room)))
    return lines


def busy_summary(groups: Iterable[BusyGroup]) -> str:
    """Return how much of every week is taken, overlapping time once, or else how often it is on single days."""
    every = tuple(groups)
    weekly = [(day * MINUTES_PER_DAY, group) for group in every if group.week is None for day in group.days]
    taken, reached = 0, 0
    for start, end in sorted((midnight + group.start, midnight + group.end) for midnight, group in weekly):
        taken += max(end - max(start, reached), 0)
        reached = max(reached, end)
    single = sum(len(group.days) for group in every if group.week is not None and not group.freed)
    if taken or not single:
        return f"{duration(taken)} a week" if taken else "none"
    return f"{count(single, 'time')} on single days"
