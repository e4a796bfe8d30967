"""The view of a week for the grid: frozen, with sanitised text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

from habitos_tui.domain.model.agenda import DayAgenda, SessionState, WeekAgenda
from habitos_tui.domain.model.base import DAYS, LAST_MINUTE, MINUTES_PER_DAY
from habitos_tui.domain.model.week import Busy, Slot
from habitos_tui.domain.planning.free_time import SlotCapacity, capacities_of
from habitos_tui.domain.text.phrasing import count, duration, number, slot_label, stars
from habitos_tui.text import cell_width, clean, one_line, shorten
from habitos_tui.ui.kit.dates import clock, from_to, moment_of, short_day, week_title
from habitos_tui.ui.kit.marks import Amount
from habitos_tui.ui.session.view import Block, SessionView, blocks_of, energy_done

LEAST_OF_NAME: Final = 12
"""Cells of a name that are shown whatever else there is to say."""

MOST_OF_A_LINE: Final = 150
"""Cells of a line with more about a session at most: each move sends it."""


@dataclass(frozen=True, slots=True)
class DayColumn:
    """Head and foot of a day: its date and totals."""

    label: str
    today: bool
    begun: bool
    """Today or earlier."""
    minutes: int
    energy: Amount
    done: int
    sessions: int

    @property
    def tally(self) -> str:
        """Done and all sessions, such as "2/5 ✓"; on future days only their number."""
        if not self.sessions:
            return ""
        return f"{self.done}/{self.sessions} ✓" if self.begun else str(self.sessions)

    @property
    def energy_text(self) -> str:
        """Energy against the budget, such as "9/12"; "!" marks a day over it."""
        planned, limit = number(self.energy.planned), self.energy.limit
        return planned if limit is None else f"{planned}/{number(limit)}{'!' if self.energy.over else ''}"


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything the grid draws. `now` is (day, minute) when the week holds the present moment."""

    start: date
    title: str
    summary: str
    days: tuple[DayColumn, ...]
    blocks: tuple[Block, ...]
    """By day, then by start."""
    busy: tuple[Busy, ...]
    """By day and time, under harmless titles; what touches is one."""
    slots: tuple[Slot, ...]
    now: tuple[int, int] | None
    first: int
    """First minute of the waking day, a whole hour."""
    last: int
    """Minute after the waking day, a whole hour."""
    planned: bool
    over: bool = False
    """Its last day is past, so nothing can be changed."""
    capacities: tuple[SlotCapacity, ...] = ()
    """Free time of every slot from now on."""

    EMPTY: ClassVar["WeekView"]

    @property
    def next_key(self) -> str | None:
        """Key of the first open session that is not over; None without one or in another week."""
        if self.now is None:
            return None
        today, minute = self.now
        open_blocks = (block for block in self.blocks if block.state is SessionState.PLANNED)
        ahead = (block.key for block in open_blocks if block.end > (today - block.day) * MINUTES_PER_DAY + minute)
        return next(ahead, None)

    def shares_sessions_with(self, other: "WeekView") -> bool:
        """True if both share sessions or both have none; false for two different plans of one week."""
        own, others = {block.session for block in self.blocks}, {block.session for block in other.blocks}
        return bool(own & others) or not (own or others)

    def busy_at(self, day: int, minute: int) -> Busy | None:
        """Return the busy time at a minute of a day."""
        return next((bar for bar in self.busy if bar.day == day and bar.start <= minute < bar.end), None)

    def slot_at(self, minute: int) -> Slot | None:
        """Return the slot of a minute of the day."""
        return next((slot for slot in self.slots if slot.start <= minute < slot.end), None)

    def block(self, key: str | None) -> Block | None:
        """Return the block with this key, if it still exists."""
        return next((block for block in self.blocks if block.key == key), None)


WeekView.EMPTY = WeekView(date.min, "", "", (), (), (), (), None, 5 * 60, 24 * 60, planned=False)


def week_view(agenda: WeekAgenda, now: datetime, day_end: int) -> WeekView:
    """Return the view of a week at local `now`, for a profile whose days end `day_end` minutes after midnight."""
    today, minute = moment_of(now, day_end)
    days = tuple(_column(day, today) for day in agenda.days)
    days += tuple(_next_weeks(agenda.start + timedelta(days=day)) for day in DAYS[len(days) :])
    blocks, slots = blocks_of(agenda), agenda.problem.slots
    now_at = next(((index, minute) for index, day in enumerate(agenda.days) if day.day == today), None)
    first, last = _waking_hours(slots, blocks)
    over = agenda.days[-1].day < today
    return WeekView(
        start=agenda.start,
        title=week_title(agenda.start, agenda.days[-1].day),
        summary=_summary(days) if blocks else "",
        days=days,
        blocks=blocks,
        busy=_joined(bar.model_copy(update={"title": clean(bar.title)}) for bar in agenda.problem.busy),
        slots=slots,
        now=now_at,
        first=first,
        last=last,
        planned=agenda.planned,
        over=over,
        capacities=capacities_of(agenda, now_at, over=over),
    )


def slot_title(slot: Slot) -> str:
    """Return the title of a slot on the grid."""
    return clean(slot_label(slot.name))


def describe(view: WeekView, block: Block, cells: int) -> str:
    """Return one line of at most `cells` with the details of a block; where they are too many its name is cut."""
    before = [view.days[block.day].label, block.times]
    after = [clean(block.category)]
    if block.state is not SessionState.PLANNED:
        after.append(f"{block.glyph} {block.state}")
    if block.rating is not None:
        after.append(stars(block.rating))
    if block.best is not None:
        after.append(f"best at {clock(block.best)}")
    if block.locked:
        after.append("⚑ locked")
    if block.session is None:
        after.append("unplanned")
    room = cells - cell_width(" · ".join([*before, "", *after]))
    return shorten(" · ".join([*before, shorten(block.name, max(room, LEAST_OF_NAME)), *after]), cells)


_SAID_BEFORE: Final = frozenset({"Day", "Time", "Slot", "Begins best", "State", "Category"})
"""Facts of a session that the line about it, or its place, says already."""


def session_lines(session: SessionView) -> tuple[str, ...]:
    """Return what there is to say of a session beyond `describe`: its facts, its worth by objective, its note."""
    facts = [f"{label.lower()} {text}" for label, text in (*session.facts, *session.more) if label not in _SAID_BEFORE]
    worth = [f"{clean(name)} {value:+.1f}" for name, value in session.worth]
    lines = (" · ".join(facts), " · ".join(worth), one_line(session.note))
    return tuple(shorten(line, MOST_OF_A_LINE) for line in lines if line)


def describe_time(view: WeekView, day: int, minute: int) -> str:
    """Return one line about a free place of the grid."""
    bar = view.busy_at(day, minute)
    slot = view.slot_at(minute)
    left_here = (free for free in view.capacities if free.day == day and free.start <= minute < free.end)
    capacity = next(left_here, None)
    if bar is not None:
        what = f"busy{': ' if bar.title else ''}{bar.title} {from_to(bar.start, bar.end)}"
    else:
        what = "free" if slot is not None else "outside every slot"
    parts = [view.days[day].label, clock(minute), "" if slot is None else slot_title(slot), what]
    if capacity is not None:
        whole = capacity.longest == capacity.minutes
        stretch = "" if whole else f", {duration(capacity.longest)} at a stretch"
        parts.append(f"{duration(capacity.minutes)} left{stretch}")
    return " · ".join(part for part in parts if part)


def _column(day: DayAgenda, today: date) -> DayColumn:
    return DayColumn(
        label=short_day(day.day),
        today=day.day == today,
        begun=day.day <= today,
        minutes=day.minutes,
        energy=Amount(energy_done(day), day.energy, day.energy_limit),
        done=day.done_count,
        sessions=sum(item.timed and item.state.asked_for for item in day.items),
    )


def _next_weeks(day: date) -> DayColumn:
    """Return the column of a day that belongs to the next week, since weeks begin on another day from then on."""
    return DayColumn(short_day(day), today=False, begun=False, minutes=0, energy=Amount(0, 0, None), done=0, sessions=0)


def _joined(bars: Iterable[Busy]) -> tuple[Busy, ...]:
    """Return the bars by day and time; adjacent ones of the same title are joined."""
    joined: list[Busy] = []
    for bar in sorted(bars, key=lambda bar: (bar.day, bar.start)):
        last = joined[-1] if joined else None
        if last is not None and (last.day, last.title) == (bar.day, bar.title) and last.end >= bar.start:
            joined[-1] = last.model_copy(update={"end": max(last.end, bar.end)})
        else:
            joined.append(bar)
    return tuple(joined)


def _waking_hours(slots: tuple[Slot, ...], blocks: tuple[Block, ...]) -> tuple[int, int]:
    spans = [(slot.start, slot.end) for slot in slots] + [(block.start, block.end) for block in blocks]
    first = min((start for start, _ in spans), default=WeekView.EMPTY.first)
    last = max((end for _, end in spans), default=WeekView.EMPTY.last)
    return first // 60 * 60, min(-(-last // 60) * 60, LAST_MINUTE)


def _summary(days: tuple[DayColumn, ...]) -> str:
    sessions, done = sum(day.sessions for day in days), sum(day.done for day in days)
    return f"{count(sessions, 'session')} · {duration(sum(day.minutes for day in days))} · {done} done"
