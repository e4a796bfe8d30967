"""What stays and what is new when another plan takes over a week; pure."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import Slot, slot_at


class WallTime(NamedTuple):
    """A day and minutes after its midnight; in time order."""

    day: date
    minute: int


def place_of(session: PlannedSession) -> WallTime:
    """Return where a session begins."""
    return WallTime(session.day, session.start)


def as_placed(session: PlannedSession, week: date, slots: Iterable[Slot]) -> Session | None:
    """Return a session as the planner takes it, in a week that begins on `week`; None outside every slot."""
    slot = slot_at(slots, session.start)
    if slot is None:
        return None
    day = (session.day - week).days
    return Session(behavior=session.behavior, day=day, slot=slot, start=session.start, minutes=session.minutes)


def sessions_of(problem: Problem, plan: Plan, slots: Sequence[Slot]) -> list[PlannedSession]:
    """Return a plan's sessions on real dates, and those that were locked when it was made."""
    places = [(s.behavior, s.day, s.start, s.minutes) for s in plan.sessions]
    places += [(f.behavior, f.day, f.start, f.minutes) for f in problem.fixed if f.kind == "locked"]
    return [
        PlannedSession(
            id=uuid4(),
            behavior=behavior,
            day=problem.week_start + timedelta(days=day),
            slot=slot_at(slots, start),
            start=start,
            minutes=minutes,
        )
        for behavior, day, start, minutes in places
    ]


def merged(
    current: Sequence[PlannedSession],
    planned: Sequence[PlannedSession],
    *,
    settled: Container[UUID | None],
    begins: WallTime,
) -> tuple[PlannedSession, ...]:
    """Return the open sessions of `current` that stay, then the sessions of `planned` that join them.

    `settled` are the sessions done or skipped: the store keeps those itself. What is locked or lies before `begins`
    stays. Of the plan, what lies before `begins` is over, and what stands for a session that stays is not doubled.
    A session that takes the place of one goes on with its id, by which other programs' calendars know it.
    """
    history = [s for s in current if s.id in settled]
    kept = [s for s in current if s.id not in settled and (s.locked or place_of(s) < begins)]
    replaced = [s for s in current if s.id not in settled and not s.locked and place_of(s) >= begins]
    new = [
        session
        for session in planned
        if place_of(session) >= begins
        and not any(overlap(session, other) for other in kept)
        and not any(overlap(session, other) and session.behavior == other.behavior for other in history)
    ]
    return (*kept, *_continued(replaced, new))


def _continued(replaced: Sequence[PlannedSession], new: Sequence[PlannedSession]) -> list[PlannedSession]:
    """Return the new sessions, each with the id of the one of its behavior that it replaces: the nearest first."""
    ways = sorted(
        (_distance(before, after), i, j)
        for i, before in enumerate(replaced)
        for j, after in enumerate(new)
        if before.behavior == after.behavior
    )
    ids: dict[int, UUID] = {}
    for _, i, j in ways:
        if j not in ids and replaced[i].id not in ids.values():
            ids[j] = replaced[i].id
    return [session.model_copy(update={"id": ids.get(j, session.id)}) for j, session in enumerate(new)]


def _distance(one: PlannedSession, other: PlannedSession) -> tuple[int, int]:
    """Return minutes between two starts, then between their lengths."""
    days = abs((one.day - other.day).days) * MINUTES_PER_DAY
    return days + abs(one.start - other.start), abs(one.minutes - other.minutes)


def overlap(one: PlannedSession, other: PlannedSession) -> bool:
    """Tell whether two sessions take the same time."""
    same_day = one.day == other.day
    return same_day and one.start < other.start + other.minutes and other.start < one.start + one.minutes
