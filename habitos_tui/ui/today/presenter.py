"""One day as the Today screen shows it: its sessions by slot, what became of them, and how far the day has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from habitos_tui.domain.insight.regularity import StreakLine, Streaks, longest_streak
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, SessionState
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.phrasing import day_label, slot_label
from habitos_tui.text import clean, clean_lines
from habitos_tui.ui.kit.amount import Amount
from habitos_tui.ui.kit.dates import day_title, moment_of, relative_day
from habitos_tui.ui.kit.marks import Mark, mark_of, state_glyph
from habitos_tui.ui.session.block import energy_done, key_of


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A session, a completion or a skip of the day."""

    key: str
    """Stays the same when the session is done, rated or skipped."""
    behavior: str
    name: str
    mark: Mark
    state: SessionState
    locked: bool
    session: UUID | None
    completion: Completion | None
    skip: UUID | None
    start: int | None
    """Minutes after midnight of the day in view, negative before it; None for what has no time of day."""
    minutes: int
    planned: int | None
    """Minutes planned; None for what was not."""
    note: str
    """The completion's note, or the reason of a skip."""
    days: int = 0
    """Days from the day in view to the one it counts for: -1 for a session of last night that is not over yet."""

    @property
    def glyph(self) -> str:
        """One cell that tells its state without colour."""
        return state_glyph(self.state, locked=self.locked)

    @property
    def rating(self) -> int | None:
        """1 to 5, None without one."""
        return None if self.completion is None else self.completion.rating


@dataclass(frozen=True, slots=True)
class SlotLine:
    """The head of a part of the day."""

    title: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class NowLine:
    """The present moment, in minutes after midnight."""

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
    """Not begun yet: nothing can be done on it."""
    hint: str
    """What to do next when the day holds nothing."""
    streak: str = ""
    """The longest streak that goes on, such as "Meditation: 12 days in a row"."""
    away: str = ""
    """The absence that the day is in, such as "Vacation until Sun 29 Nov"."""

    EMPTY: ClassVar["TodayView"]

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """The lines that can be chosen."""
        return tuple(line for line in self.lines if isinstance(line, ItemLine))

    def item(self, key: str | None) -> ItemLine | None:
        """Return the line with this key, if it is still there."""
        return next((item for item in self.items if item.key == key), None)


TodayView.EMPTY = TodayView(
    date.min, "", "", (), Amount.NOTHING, Amount.NOTHING, done=0, total=0, future=False, hint=""
)

LONGEST_NAME = 16
LAST_NIGHT, THIS_MORNING = "last night", "this morning"
"""Heads of sessions that belong to the night before or the next day."""
NOON = MINUTES_PER_DAY // 2
NOTHING_DESCRIBED = "Nothing to plan yet. Press 3 to describe what you want to do."
NO_PLAN = "No plan for this week yet. Press 5 to solve one, or n to log something you did."
NEXT_PLANNED = "No plan for this week. Next week is planned: {way}. 5 plans what is left of this one, n logs something."
AWAY = "You are away: nothing is planned and nothing can be missed. Press v to change that, or n to log something."
DAY_OFF = "Nothing planned on this day. Press n to log something you did, or 2 to see the week."


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
) -> TodayView:
    """Return the view of a day at local `now`; `planned` (its week) and `behaviors` (there are any) decide the hint.

    `streaks` are those up to this day. `to_next_week` says how to see the plan of the next week, if that alone has one.
    """
    today, minute = moment_of(now, day_end)
    items = [_item(item, agenda.day) for item in agenda.items]
    night = [_item(item, agenda.day) for item in agenda.night]
    before, after = [item for item in night if item.days < 0], [item for item in night if item.days > 0]
    counted = [item for item in items if item.state not in {SessionState.SKIPPED, SessionState.AWAY}]
    return TodayView(
        day=agenda.day,
        title=day_title(agenda.day),
        relative=relative_day(agenda.day, today),
        lines=_lines([*before, *items, *after], slots, minute if agenda.day == today else None),
        minutes=Amount(sum(item.minutes for item in agenda.items if item.state is SessionState.DONE), agenda.minutes),
        energy=Amount(energy_done(agenda), agenda.energy, agenda.energy_limit),
        done=agenda.done_count,
        total=len(counted),
        future=agenda.day > today,
        hint=AWAY if agenda.away else DAY_OFF if planned else _without_plan(to_next_week, behaviors=behaviors),
        streak=streak_of(longest_streak(streaks)),
        away="" if agenda.away is None else away_until(agenda.away),
    )


def _without_plan(to_next_week: str, *, behaviors: bool) -> str:
    if to_next_week:
        return NEXT_PLANNED.format(way=to_next_week)
    return NO_PLAN if behaviors else NOTHING_DESCRIBED


def streak_of(line: StreakLine | None) -> str:
    """Return "Meditation: 12 days in a row", with no more of the name than there is room for; nothing without one."""
    return "" if line is None else f"{clean(line.name, limit=LONGEST_NAME)}: {line.in_a_row}"


def away_until(away: Away) -> str:
    """Return "Vacation until Sun 29 Nov"."""
    return f"{away.title} until {day_label(away.last)}"


def minute_of_night(typed: int, days: int) -> int:
    """Return the minute of its own day for a time that is typed for a session of last night: 00:30 is 24:30."""
    return typed + MINUTES_PER_DAY if days < 0 and typed < NOON else typed


def _item(item: AgendaItem, day: date) -> ItemLine:
    session, completion, skip = item.session, item.completion, item.skip
    note = completion.note if completion is not None else skip.reason if skip is not None else ""
    days = 0 if item.day is None else (item.day - day).days
    return ItemLine(
        key=key_of(item),
        behavior=item.behavior.id,
        name=clean(item.behavior.name),
        mark=mark_of(item.behavior.category),
        state=item.state,
        locked=session is not None and session.locked,
        session=None if session is None else session.id,
        completion=completion,
        skip=None if skip is None else skip.id,
        start=item.start + days * MINUTES_PER_DAY if session is not None or completion is not None else None,
        minutes=item.minutes,
        planned=None if session is None else session.minutes,
        note=clean_lines(note),
        days=days,
    )


def _lines(items: Sequence[ItemLine], slots: Sequence[Slot], now: int | None) -> tuple[DayLine, ...]:
    """Return the items below the heads of their slots, the now-line before the first that is still to come."""
    lines: list[DayLine] = []
    head: SlotLine | None = None
    told = now is None or not items
    for item in items:
        wanted = _head_of(item, slots)
        if not told and now is not None and (item.start is None or item.start > now):
            # Inside a slot the line stands between its sessions, else before the head of the next slot.
            lines.append(NowLine(now))
            told = True
        if wanted != head:
            head = wanted
            lines.append(head)
        lines.append(item)
    if not told and now is not None:
        lines.append(NowLine(now))
    return tuple(lines)


def _head_of(item: ItemLine, slots: Sequence[Slot]) -> SlotLine:
    if item.days:
        return SlotLine(LAST_NIGHT if item.days < 0 else THIS_MORNING, None, None)
    if item.start is None:
        return SlotLine("any time", None, None)
    slot = next((slot for slot in slots if slot.start <= item.start < slot.end), None)
    if slot is None:
        return SlotLine("outside the slots", None, None)
    return SlotLine(clean(slot_label(slot.name)), slot.start, slot.end)
