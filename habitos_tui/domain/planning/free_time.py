"""The time of a week that is free: how much each slot has left, and where sessions start without leaving a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import free_windows


@dataclass(frozen=True, slots=True)
class SlotCapacity:
    """What is free in one slot of one day, pauses taken off; times in minutes after midnight of the day."""

    day: int
    start: int
    """Where the slot begins."""
    end: int
    """Where the slot ends."""
    minutes: int
    longest: int
    """Minutes of its longest stretch."""


def capacities_of(agenda: WeekAgenda, now: tuple[int, int] | None, *, over: bool) -> tuple[SlotCapacity, ...]:
    """Return what is free in every slot, by day and time; what is before `now` is gone, as is a week `over`.

    `now` is day and minute, None when it lies outside of the week.
    """
    if over:
        return ()
    problem, pause = agenda.problem, agenda.problem.transition_minutes
    first = 0 if now is None else now[0]
    taken = list(_taken(agenda, now, pause))
    windows = free_windows(problem.slots, taken, grid=problem.grid_minutes, transition=pause, first_day=first)
    capacities = []
    for day in range(7):
        for slot in problem.slots:
            free = [window.minutes for window in windows if (window.day, window.slot) == (day, slot.name)]
            if free:
                capacities.append(SlotCapacity(day, slot.start, slot.end, sum(free), max(free)))
    return tuple(capacities)


def _taken(agenda: WeekAgenda, now: tuple[int, int] | None, pause: int) -> Iterator[tuple[int, int, int]]:
    """Yield what is gone of today, and the stretches that busy time and sessions with a pause on either side take."""
    if now is not None:
        yield now[0], 0, now[1]
    yield from ((busy.day, busy.start, busy.end) for busy in agenda.problem.busy)
    for day, items in enumerate(agenda.days):
        for item in items.items:
            if item.state in {SessionState.PLANNED, SessionState.DONE}:
                yield day, item.start - pause, item.start + item.minutes + pause


def gapless_starts(problem: Problem, others: Sequence[Session], minutes: int) -> tuple[tuple[int, ...], ...]:
    """Return for each day the first and the last start of so many minutes in every free stretch beside `others`."""
    pause = problem.transition_minutes
    taken = [(s.day, s.start - pause, s.end + pause) for s in others]
    taken += [(f.day, f.start - pause, f.end + pause) for f in problem.fixed]
    taken += [(busy.day, busy.start, busy.end) for busy in problem.busy]
    stops: list[set[int]] = [set() for _ in range(7)]
    for window in free_windows(problem.slots, taken, grid=problem.grid_minutes, transition=pause):
        if window.minutes >= minutes:
            stops[window.day] |= {window.start, window.end - minutes}
    return tuple(tuple(sorted(day)) for day in stops)
