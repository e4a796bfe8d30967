"""A plan in use: planned sessions on real dates and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import (
    DAYS,
    BusyEnd,
    BusyTime,
    ClockTime,
    Day,
    FrozenModel,
    Identifier,
    Minutes,
    own_day,
)
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import Title

B = TypeVar("B", "WeeklyBusy", "DatedBusy")


class PlannedSession(FrozenModel):
    """A session of an accepted plan, on a real date."""

    id: UUID
    behavior: Identifier
    day: date
    slot: Identifier | None
    """None for a locked session outside every slot."""
    start: ClockTime
    minutes: Minutes
    locked: bool = False


class WeeklyBusy(FrozenModel):
    """Busy time in a profile's calendar: every week on `weekday` (Monday = 0)."""

    id: UUID
    weekday: Day
    start: BusyTime
    end: BusyEnd
    title: Title = ""


class DatedBusy(FrozenModel):
    """Busy time in a profile's calendar that is taken on one date only."""

    id: UUID
    day: date
    start: BusyTime
    end: BusyEnd
    title: Title = ""
    source: UUID | None = None
    """The calendar it was read from; what comes from one is not edited, since the next reading would undo it."""
    event: Annotated[str, Field(max_length=80)] = ""
    """What that calendar tells it apart by."""
    freed: bool = False
    """Free after all, whatever its calendar says."""


def on_own_day(block: B) -> B:
    """Return busy time named after the day on which it begins, as a calendar would show it."""
    later, start, end = own_day(block.start, block.end)
    if not later:
        return block
    if isinstance(block, WeeklyBusy):
        return block.model_copy(update={"weekday": (block.weekday + later) % len(DAYS), "start": start, "end": end})
    return block.model_copy(update={"day": block.day + timedelta(days=later), "start": start, "end": end})


class BusyDayOff(FrozenModel):
    """A date on which the weekly busy time with the id `busy` is free."""

    busy: UUID
    day: date


class SessionState(StrEnum):
    """What became of a planned session; missed, away and paused are derived, never entered."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"
    AWAY = "away"
    """Left open on a day of absence: neither missed nor to be done."""
    PAUSED = "paused"
    """The same on a day on which its behavior is paused."""

    @property
    def asked_for(self) -> bool:
        """Tell whether it counts among what was to be done: neither its owner nor its behavior rests."""
        return self not in {SessionState.AWAY, SessionState.PAUSED}


@dataclass(frozen=True, slots=True)
class DueItem:
    """What is asked of a task, or of a behavior that is due on days, whose due day is over or today."""

    due: date
    overdue: bool
    minutes: int
    """Of its next piece, or of a session."""
    left: int | None = None
    """Minutes of a task; None of what is none."""
    planned: PlannedSession | None = None
    """The session that is planned next."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of a day: a planned session, a completion, both, or what is due and not planned."""

    behavior: Behavior
    session: PlannedSession | None
    state: SessionState
    completion: Completion | None = None
    skip: Skip | None = None
    due: DueItem | None = None
    """Of what is overdue or due today, and not planned for today."""
    ended: int | None = None
    """When it was over on the wall clock, which may be turned meanwhile; None for what is not done."""

    @property
    def day(self) -> date | None:
        """The date it counts for; None for none of the three."""
        found = self.session or self.completion or self.skip
        return None if found is None else found.day

    @property
    def timed(self) -> bool:
        """Whether it has a time; a skip without a session has none."""
        return self.session is not None or self.completion is not None

    @property
    def counted(self) -> bool:
        """Whether it takes time and energy of its day: it is planned or done."""
        return self.timed and self.state in {SessionState.PLANNED, SessionState.DONE}

    def has_tag(self, tag: str) -> bool:
        """Tell whether its behavior has a tag, or what was done itself."""
        return tag in self.behavior.tags or (self.completion is not None and tag in self.completion.context.tags)

    @property
    def start(self) -> int:
        """Minutes after midnight: actual when done, else planned."""
        if self.completion is not None:
            return self.completion.start
        return self.session.start if self.session is not None else 0

    @property
    def end(self) -> int:
        """Minutes after midnight at which the wall clock shows its end."""
        return self.start + self.minutes if self.ended is None else self.ended

    @property
    def minutes(self) -> int:
        """Minutes: actual when done, else planned."""
        if self.completion is not None:
            return self.completion.minutes
        if self.session is None and self.due is not None:
            return self.due.minutes
        return self.session.minutes if self.session is not None else 0


@dataclass(frozen=True, slots=True)
class DayAgenda:
    """A day's items by start; minutes and energy are of what is planned or done, and of nothing else."""

    day: date
    items: tuple[AgendaItem, ...]
    minutes: int
    energy: float
    energy_limit: float | None
    away: Away | None = None
    """The absence that the day is in."""
    night: tuple[AgendaItem, ...] = ()
    """Today only: what is in progress and counts for the day before or after, such as a session at 24:30 of
    yesterday; in time order, and no part of the sums."""

    @property
    def done_count(self) -> int:
        """Items done."""
        return sum(item.state is SessionState.DONE for item in self.items)

    def of_tag(self, tag: str) -> "DayAgenda":
        """Return the day with nothing on it but what has a tag."""
        items = tuple(item for item in self.items if item.has_tag(tag))
        night = tuple(item for item in self.night if item.has_tag(tag))
        return replace(self, items=items, night=night, minutes=minutes_of(items), energy=energy_of(items))


def minutes_of(items: Iterable[AgendaItem]) -> int:
    """Return the minutes of what is planned or done among some items."""
    return sum(item.minutes for item in items if item.counted)


def energy_of(items: Iterable[AgendaItem]) -> float:
    """Return the energy of what is planned or done among some items."""
    return sum(item.behavior.energy_cost for item in items if item.counted)


@dataclass(frozen=True, slots=True)
class WeekAgenda:
    """The days of a week in order, with the frozen problem that it is drawn on (slots, busy time, budgets).

    There are seven, or fewer where weeks begin on another weekday from then on.
    """

    start: date
    days: tuple[DayAgenda, ...]
    problem: Problem
    planned: bool
    """False while no plan has been accepted for the week."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A completion, a skip or a pause with the name of its behavior, or an absence with its title, for the log."""

    name: str
    archived: bool
    entry: Completion | Skip | Away | Pause
    ended: int | None = None
    """When something done was over on the wall clock, in minutes after midnight of its day; None for the rest."""
    by_assistant: bool = False
    """Whether an assistant changed it last, as far as changes are remembered."""


class RunSummary(FrozenModel):
    """One optimization, kept in the history; objective and bound in model units."""

    id: UUID
    week_start: date
    started_at: AwareDatetime
    engine: str
    status: PlanStatus
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    accepted_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run with the problem it solved and the plan it found."""

    summary: RunSummary
    problem: Problem
    plan: Plan
    compared_with: tuple[PlannedSession, ...] | None = field(default=None, compare=False)
    """What its week held before the run, which a script may accept it over; None for one from the history."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which log entries to show; what is None or empty does not narrow. Both days are included.

    A rating leaves only completions with just that rating, a tag only those that have it or whose behavior does. The
    text is looked for in notes, reasons and names, whatever its case.
    """

    first: date | None = None
    last: date | None = None
    behavior: str | None = None
    rating: int | None = None
    text: str = ""
    tag: str | None = None
