"""The week as the grid shows it: frozen, with harmless text, and made without a screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from habitos_tui.domain.model.agenda import DayAgenda, SessionState, WeekAgenda
from habitos_tui.domain.model.base import LAST_MINUTE, MINUTES_PER_DAY
from habitos_tui.domain.text.phrasing import count, duration, number, slot_label, stars
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import clock, moment_of, short_day, span, week_title
from habitos_tui.ui.session.block import Block, blocks_of, energy_done, has_time
from habitos_tui.ui.week.capacity import DayCapacity, rooms_of


@dataclass(frozen=True, slots=True)
class BusyBar:
    """Time taken on one day."""

    day: int
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class SlotBand:
    """A part of every day."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day's head and foot: its date, and what is planned or done on it."""

    date: date
    label: str
    today: bool
    begun: bool
    """Today or earlier."""
    minutes: int
    energy: float
    energy_done: float
    limit: float | None
    done: int
    sessions: int

    @property
    def over(self) -> bool:
        """Tell whether the day costs more energy than its budget."""
        return self.limit is not None and self.energy > self.limit

    @property
    def tally(self) -> str:
        """Done sessions of all, such as "2/5 ✓"; only their number on days to come."""
        if not self.sessions:
            return ""
        return f"{self.done}/{self.sessions} ✓" if self.begun else str(self.sessions)

    @property
    def energy_text(self) -> str:
        """Energy against the budget, such as "9/12"; "!" marks a day over it."""
        if self.limit is None:
            return number(self.energy)
        return f"{number(self.energy)}/{number(self.limit)}{'!' if self.over else ''}"


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything the grid draws. `now` is (day, minute) when the week holds the present moment."""

    start: date
    title: str
    summary: str
    days: tuple[DayColumn, ...]
    blocks: tuple[Block, ...]
    """By day, then by start."""
    busy: tuple[BusyBar, ...]
    slots: tuple[SlotBand, ...]
    now: tuple[int, int] | None
    first: int
    """First minute of the waking day, a whole hour."""
    last: int
    """Minute after the waking day, a whole hour."""
    planned: bool
    over: bool = False
    """Its last day is past: nothing in it can be changed."""
    rooms: tuple[DayCapacity, ...] = ()
    """What is left of every slot from now on."""

    EMPTY: ClassVar["WeekView"]

    def room_at(self, day: int, minute: int) -> DayCapacity | None:
        """Return what is left of the slot at a minute of a day; None when nothing is."""
        return next((room for room in self.rooms if room.day == day and room.start <= minute < room.end), None)

    @property
    def next_key(self) -> str | None:
        """Key of the first open session that is not over; None when there is none or another week is shown."""
        if self.now is None:
            return None
        open_blocks = (block for block in self.blocks if block.state is SessionState.PLANNED)
        now = _minutes_of_week(*self.now)
        return next((block.key for block in open_blocks if _minutes_of_week(block.day, block.end) > now), None)

    def shares_sessions_with(self, other: "WeekView") -> bool:
        """Tell whether both show some of the same sessions, or none; false for two different plans of one week."""
        own, others = {block.session for block in self.blocks}, {block.session for block in other.blocks}
        return bool(own & others) or not (own or others)

    def slot_title(self, minute: int) -> str:
        """Return the title of the slot at a minute of the day, or an empty text between slots."""
        return next((slot.title for slot in self.slots if slot.start <= minute < slot.end), "")

    def busy_at(self, day: int, minute: int) -> BusyBar | None:
        """Return the busy time that holds a minute of a day."""
        return next((bar for bar in self.busy if bar.day == day and bar.start <= minute < bar.end), None)

    def block(self, key: str | None) -> Block | None:
        """Return the block with this key, if it is still there."""
        return next((block for block in self.blocks if block.key == key), None)


WeekView.EMPTY = WeekView(date.min, "", "", (), (), (), (), None, 5 * 60, 24 * 60, planned=False)


def week_view(agenda: WeekAgenda, now: datetime, day_end: int) -> WeekView:
    """Return the view of a week at local `now`, for a profile whose days end `day_end` minutes after midnight."""
    today, minute = moment_of(now, day_end)
    days = tuple(_column(day, today) for day in agenda.days)
    blocks = blocks_of(agenda)
    slots = tuple(SlotBand(clean(slot_label(slot.name)), slot.start, slot.end) for slot in agenda.problem.slots)
    busy = tuple(_joined(BusyBar(bar.day, bar.start, bar.end, clean(bar.title)) for bar in agenda.problem.busy))
    now_at = next(((index, minute) for index, day in enumerate(agenda.days) if day.day == today), None)
    first, last = _waking_hours(slots, blocks)
    over = days[-1].date < today
    return WeekView(
        start=agenda.start,
        title=week_title(agenda.start),
        summary=_summary(days) if blocks else "",
        days=days,
        blocks=blocks,
        busy=busy,
        slots=slots,
        now=now_at,
        first=first,
        last=last,
        planned=agenda.planned,
        over=over,
        rooms=rooms_of(agenda, now_at, over=over),
    )


def _minutes_of_week(day: int, minute: int) -> int:
    return day * MINUTES_PER_DAY + minute


def describe(view: WeekView, block: Block) -> str:
    """Return one line that says everything the block itself may have no room for."""
    parts = [short_day(view.days[block.day].date), span(block.start, block.end), block.name, clean(block.category)]
    if block.state is not SessionState.PLANNED:
        parts.append(f"{block.glyph} {block.state}")
    if block.rating is not None:
        parts.append(stars(block.rating))
    if block.locked:
        parts.append("⚑ locked")
    if block.session is None:
        parts.append("unplanned")
    return " · ".join(parts)


def describe_time(view: WeekView, day: int, minute: int) -> str:
    """Return one line about a place of the grid where there is no session."""
    bar = view.busy_at(day, minute)
    if bar is not None:
        what = f"busy: {bar.title} {span(bar.start, bar.end)}" if bar.title else f"busy {span(bar.start, bar.end)}"
    else:
        what = "free" if view.slot_title(minute) else "outside every slot"
    room = view.room_at(day, minute)
    left = "" if room is None else f"{room.sentence} in this slot"
    parts = [short_day(view.days[day].date), clock(minute), view.slot_title(minute), what, left]
    return " · ".join(part for part in parts if part)


def _column(day: DayAgenda, today: date) -> DayColumn:
    drawn = [item for item in day.items if has_time(item) and item.state is not SessionState.AWAY]
    return DayColumn(
        date=day.day,
        label=short_day(day.day),
        today=day.day == today,
        begun=day.day <= today,
        minutes=day.minutes,
        energy=day.energy,
        energy_done=energy_done(day),
        limit=day.energy_limit,
        done=day.done_count,
        sessions=len(drawn),
    )


def _joined(bars: Iterable[BusyBar]) -> Iterator[BusyBar]:
    """Yield the bars by day and time, those of one title that touch as one."""
    last: BusyBar | None = None
    for bar in sorted(bars, key=lambda bar: (bar.day, bar.start)):
        if last is not None and (last.day, last.title) == (bar.day, bar.title) and last.end >= bar.start:
            last = replace(last, end=max(last.end, bar.end))
            continue
        if last is not None:
            yield last
        last = bar
    if last is not None:
        yield last


def _waking_hours(slots: tuple[SlotBand, ...], blocks: tuple[Block, ...]) -> tuple[int, int]:
    spans = [(slot.start, slot.end) for slot in slots] + [(block.start, block.end) for block in blocks]
    first = min((start for start, _ in spans), default=WeekView.EMPTY.first)
    last = max((end for _, end in spans), default=WeekView.EMPTY.last)
    return first // 60 * 60, min(-(-last // 60) * 60, LAST_MINUTE)


def _summary(days: tuple[DayColumn, ...]) -> str:
    sessions, done = sum(day.sessions for day in days), sum(day.done for day in days)
    return f"{count(sessions, 'session')} · {duration(sum(day.minutes for day in days))} · {done} done"
