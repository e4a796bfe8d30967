"""One day as the Today screen shows it: sessions by slot with their states, and the current time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from habitos_tui.domain.insight.amounts import done_amounts
from habitos_tui.domain.insight.regularity import Streaks, longest_streak
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, SessionState
from habitos_tui.domain.model.base import MINUTES_PER_DAY, NOON
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Busy, Slot
from habitos_tui.domain.text.amount_phrasing import amount_text
from habitos_tui.domain.text.phrasing import day_label, duration, slot_label
from habitos_tui.domain.text.task_phrasing import due_item_phrase, due_name, due_note, planned_day
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import day_title, moment_of, relative_day
from habitos_tui.ui.kit.marks import Amount, Mark, mark_of, state_glyph
from habitos_tui.ui.session.view import SessionView, energy_done, key_of, note_of


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A session, a completion or a skip of the day."""

    item: AgendaItem
    key: str
    """The same after the session is done, rated or skipped."""
    name: str
    mark: Mark
    start: int | None
    """Minutes after midnight of the day in view, negative before it; None without a time of day."""
    note: str
    """The completion's note, or the reason of a skip."""
    day: date
    """The day in view."""
    days: int = 0
    """Days from the day in view to the day it counts for: -1 for a session of last night still in progress."""

    @property
    def glyph(self) -> str:
        """One cell that shows its state without colour."""
        session = self.item.session
        return state_glyph(self.item.state, locked=session is not None and session.locked)

    @property
    def end(self) -> int:
        """Minutes after midnight of the day in view at which it ends; as long after its start where it has no time."""
        return self.item.end + self.days * MINUTES_PER_DAY

    @property
    def session(self) -> UUID | None:
        """Id of the planned session, if there is one."""
        return None if self.item.session is None else self.item.session.id


@dataclass(frozen=True, slots=True)
class SlotLine:
    """The head of a part of the day."""

    title: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class NowLine:
    """The current time, in minutes after midnight."""

    minute: int


DayLine = ItemLine | SlotLine | NowLine


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything the Today screen draws."""

    day: date
    title: str
    relative: str
    """"today", "yesterday" and so on."""
    lines: tuple[DayLine, ...]
    minutes: Amount
    energy: Amount
    done: int
    total: int
    future: bool
    """Not begun yet, so nothing can be logged."""
    hint: str
    """What to do next on an empty day."""
    streak: str = ""
    """The longest current streak, such as "Meditation: 12 days in a row"."""
    away: str = ""
    """The absence that the day is in, such as "Vacation until Sun 29 Nov"."""
    amounts: str = ""
    """What several sessions of a behavior add up to, such as "Water: 5 glasses"."""
    busy: tuple[Busy, ...] = ()
    slots: tuple[Slot, ...] = DEFAULT_SLOTS
    now: int | None = None
    """Minutes after midnight of today; None on another day."""
    past: bool = False
    following: "TodayView | None" = None
    """The day after."""

    EMPTY: ClassVar["TodayView"]

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """The selectable lines."""
        return tuple(line for line in self.lines if isinstance(line, ItemLine))

    def line(self, key: str | None) -> ItemLine | None:
        """Return the line with this key, if it still exists."""
        return next((line for line in self.items if line.key == key), None)


TodayView.EMPTY = TodayView(date.min, "", "", (), Amount(0, 0), Amount(0, 0), done=0, total=0, future=False, hint="")

LONGEST_NAME = 16
NOTHING_DESCRIBED = "There is nothing to plan yet. Press {mode.behaviors} to describe what you want to do."
NO_PLAN = "This week has no plan yet. Press {mode.solve} to make one."
NO_PLAN_TODAY = (
    "This week has no plan yet. Press {mode.solve} to make one, or {today.unplanned} to log something you did."
)
NEXT_PLANNED = (
    "This week has no plan, the next one has: {way}. {mode.solve} plans what is left of this week, {today.unplanned} "
    "logs something."
)
AWAY = "You are away: nothing is planned, and nothing can be missed. Press {away.enter} to change that."
DAY_OFF = "Nothing is planned on this day. Press {mode.week} to see the week."
DAY_OFF_TODAY = (
    "Nothing is planned for today. Press {today.unplanned} to log something you did, or {mode.week} to see the week."
)
NOTHING_DONE = "Nothing was planned or logged on this day. Press {today.unplanned} to log something you did."
SENTENCES = (
    *(NOTHING_DESCRIBED, NO_PLAN, NO_PLAN_TODAY, NEXT_PLANNED),
    *(AWAY, DAY_OFF, DAY_OFF_TODAY, NOTHING_DONE),
)
"""What to do on a day without lines, with the ids of commands in braces for their keys."""


def today_view(
    agenda: DayAgenda,
    slots: Sequence[Slot],
    now: datetime,
    day_end: int,
    *,
    planned: bool,
    behaviors: bool,
    streaks: Streaks = Streaks.EMPTY,
    to_next_week: str = "",
    busy: Sequence[Busy] = (),
    following: TodayView | None = None,
) -> TodayView:
    """Return the view of a day at local `now`; `planned` (week has a plan) and `behaviors` (any exist) set the hint.

    `streaks` are those up to this day. `to_next_week` tells how to see the next week, if only that has a plan.
    """
    today, minute = moment_of(now, day_end)
    items = [_item_line(item, agenda.day) for item in agenda.items]
    night = [_item_line(item, agenda.day) for item in agenda.night]
    before, after = [line for line in night if line.days < 0], [line for line in night if line.days > 0]
    longest = longest_streak(streaks)
    return TodayView(
        day=agenda.day,
        title=day_title(agenda.day),
        relative=relative_day(agenda.day, today),
        lines=_lines([*before, *items, *after], slots, minute if agenda.day == today else None),
        minutes=Amount(sum(item.minutes for item in agenda.items if item.state is SessionState.DONE), agenda.minutes),
        energy=Amount(energy_done(agenda), agenda.energy, agenda.energy_limit),
        done=agenda.done_count,
        total=sum(item.state is not SessionState.SKIPPED and item.state.asked_for for item in agenda.items),
        future=agenda.day > today,
        hint=_hint(agenda, today, planned=planned, behaviors=behaviors, to_next_week=to_next_week),
        streak="" if longest is None else f"{clean(longest.name, limit=LONGEST_NAME)}: {longest.in_a_row}",
        amounts=" · ".join(
            f"{clean(done.name, limit=LONGEST_NAME)}: {clean(amount_text(done.counted))}"
            for done in done_amounts(agenda.items)
            if done.sessions > 1
        ),
        busy=tuple(busy),
        slots=tuple(slots),
        now=minute if agenda.day == today else None,
        past=agenda.day < today,
        following=following,
        away="" if agenda.away is None else f"{agenda.away.title} until {day_label(agenda.away.last, agenda.day)}",
    )


def _hint(agenda: DayAgenda, today: date, *, planned: bool, behaviors: bool, to_next_week: str) -> str:
    """Return what to do on a day without lines."""
    if agenda.away:
        return AWAY
    if not behaviors:
        return NOTHING_DESCRIBED
    if agenda.day < today:
        return NOTHING_DONE
    if planned:
        return DAY_OFF_TODAY if agenda.day == today else DAY_OFF
    if to_next_week:
        return NEXT_PLANNED.replace("{way}", to_next_week)
    return NO_PLAN_TODAY if agenda.day == today else NO_PLAN


def untimed_view(line: ItemLine, way: str) -> SessionView:
    """Return the details of an item without a time: what is due, with the `way` to do it, or what was skipped."""
    due = line.item.due
    facts = [("State", "skipped" if due is None else due_item_phrase(due, line.day))]
    if due is not None:
        facts += [("Length", duration(due.minutes)), ("Planned", planned_day(due, line.day) or "not yet")]
    facts += [("Category", clean(line.item.behavior.category))]
    return SessionView(
        title=clean(line.item.behavior.name),
        facts=tuple(facts),
        worth=(),
        note=note_of(line.item) if due is None else way,
        locked=False,
        can_lock=False,
    )


def minute_of_night(typed: int, days: int) -> int:
    """Convert a clock time to minutes of the previous day (00:30 -> 24:30)."""
    return typed + MINUTES_PER_DAY if days < 0 and typed < NOON else typed


def _item_line(item: AgendaItem, day: date) -> ItemLine:
    days = 0 if item.day is None else (item.day - day).days
    return ItemLine(
        item=item,
        key=key_of(item),
        name=_name(item, day),
        mark=mark_of(item.behavior.category),
        start=item.start + days * MINUTES_PER_DAY if item.timed else None,
        note=note_of(item) if item.due is None else due_note(item.due, day),
        day=day,
        days=days,
    )


def _name(item: AgendaItem, day: date) -> str:
    """Return the name of a behavior; of a task that is due "Overdue: Call the dentist, due Fri 27 Nov"."""
    name = clean(item.behavior.name)
    return name if item.due is None else due_name(name, item.due, day)


def _lines(items: Sequence[ItemLine], slots: Sequence[Slot], now: int | None) -> tuple[DayLine, ...]:
    """Return the items under their slots, with the now-line before the first item to come."""
    lines: list[DayLine] = []
    head: SlotLine | None = None
    for item in items:
        before, head = head, _head_of(item, slots)
        if now is not None and item.item.due is None and (item.start is None or item.start > now):
            # Inside a slot the line is between its sessions, else before the head of the next slot.
            lines.append(NowLine(now))
            now = None
        lines += [item] if head == before else [head, item]
    if now is not None and items:
        lines.append(NowLine(now))
    return tuple(lines)


def _head_of(item: ItemLine, slots: Sequence[Slot]) -> SlotLine:
    if item.days:
        return SlotLine("last night" if item.days < 0 else "this morning")
    if item.start is None:
        return SlotLine("due" if item.item.due is not None else "any time")
    slot = next((slot for slot in slots if slot.start <= item.start < slot.end), None)
    if slot is None:
        return SlotLine("outside the slots")
    return SlotLine(clean(slot_label(slot.name)), slot.start, slot.end)
