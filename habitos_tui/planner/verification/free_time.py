"""Where new sessions may lie, minute by minute: the page read once more, apart from how the planner cuts its windows.

See docs/planning-model.md, section 1.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import Window

_MINUTES: Final = (len(DAYS) + 2) * MINUTES_PER_DAY
"""Of the week, and of what its last night and busy time reach into."""
_FREE, _TAKEN = 0, 1

Run = tuple[int, str, int, int]
"""Day, slot, first minute of the week that is free and first that is no longer."""


def free_windows(problem: Problem) -> tuple[Window, ...]:
    """Return the windows of a week in time order."""
    runs = list(_runs(problem))
    found: list[Window] = []
    for (day, slot, start, end), (_, _, following, _) in pairwise([*runs, (0, "", _MINUTES, _MINUTES)]):
        last = end - problem.transition_minutes if end == following else end
        grid, midnight = problem.grid_minutes, day * MINUTES_PER_DAY
        first, last = -((midnight - start) // grid) * grid, (last - midnight) // grid * grid
        if first < last:
            found.append(Window(len(found), day, slot, first, last))
    return tuple(found)


def _runs(problem: Problem) -> Iterator[Run]:
    """Yield the free stretches within the slots, not yet cut at slot borders or to the grid."""
    minutes = _minutes(problem)
    first_day = 0 if problem.not_before is None else problem.not_before.day
    for day in DAYS[first_day:]:
        for slot in problem.slots:
            position, end = day * MINUTES_PER_DAY + slot.start, day * MINUTES_PER_DAY + slot.end
            while (start := minutes.find(_FREE, position, end)) >= 0:
                taken = minutes.find(_TAKEN, start, end)
                position = end if taken < 0 else taken
                yield day, slot.name, start, position


def _minutes(problem: Problem) -> bytearray:
    """Return every minute of the week, free or taken."""
    minutes = bytearray(_MINUTES)
    for day, start, end in _taken(problem):
        first = max(day * MINUTES_PER_DAY + start, 0)
        length = max(min(day * MINUTES_PER_DAY + end, _MINUTES) - first, 0)
        minutes[first : first + length] = bytes([_TAKEN]) * length
    return minutes


def _taken(problem: Problem) -> Iterator[tuple[int, int, int]]:
    """Yield (day, start, end) of what takes time, pauses included."""
    pause = problem.transition_minutes
    beside_busy = pause if problem.settings.pause_beside_busy else 0
    for busy in problem.busy:
        yield busy.day, busy.start - beside_busy, busy.end + beside_busy
    for fixed in problem.fixed:
        yield fixed.day, fixed.start - pause, fixed.end + pause
    if problem.not_before is not None:
        yield problem.not_before.day, 0, problem.not_before.time + problem.notice_minutes
