"""What is to be done every so many days is planned soon after it is due, not on any later day of the week; pure.

The planner takes all days it may choose from for equally good, so that something due on Thursday could come on Sunday,
and the next time be counted from there. It is given the days on which it would be in time, and a few after each, a
quarter of the rhythm: as many as a person would call in time. Days without room for it do not count, and a day on which
it is planned already stays one of them.
"""

from collections.abc import Iterable, Iterator

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.planner.formulation.candidates import open_windows, session_lengths

PART_LATE = 4
"""It may come late by one over this of its rhythm, by a day at least."""


def soon_after_due(problem: Problem, wanted: Iterable[Behavior]) -> Problem:
    """Return the problem in which each behavior of the profile that is wanted every so many days comes soon."""
    rhythms = {behavior.id: behavior.rhythm for behavior in wanted if isinstance(behavior.rhythm, EveryDays)}
    narrowed = {
        behavior.id: days
        for behavior in problem.behaviors
        if (rhythm := rhythms.get(behavior.id)) and (days := _days(problem, behavior, rhythm.every_days))
    }
    if all(days == problem.behavior_by_id[name].weekdays for name, days in narrowed.items()):
        return problem
    behaviors = (
        b.model_copy(update={"weekdays": narrowed[b.id]}) if b.id in narrowed else b for b in problem.behaviors
    )
    return problem.changed(behaviors=tuple(behaviors))


def _days(problem: Problem, behavior: Behavior, every: int) -> tuple[int, ...]:
    """Return the days that are in time for what is still to be placed; none where nothing is, or has room."""
    done = {fixed.day for fixed in problem.fixed if fixed.behavior == behavior.id}
    missing = behavior.target_per_week - sum(fixed.behavior == behavior.id for fixed in problem.fixed)
    soon = set(_soon(sorted(_with_room(problem, behavior)), every, missing))
    if not soon:
        return ()
    planned = {previous.day for previous in problem.previous if previous.behavior == behavior.id}
    return tuple(day for day in behavior.weekdays if day in soon | planned | done)


def _with_room(problem: Problem, behavior: Behavior) -> set[int]:
    """Return the days with a window that is long enough."""
    windows = open_windows(problem, behavior)
    return {window.day for window in windows if session_lengths(problem, behavior, window)}


def _soon(days: list[int], every: int, missing: int) -> Iterator[int]:
    """Yield the days on which so many sessions would be in time, the first one due on the first of the days."""
    late, due = max(every // PART_LATE, 1), 0
    for _ in range(missing):
        due = next((day for day in days if day >= due), 7)
        yield from (day for day in days if due <= day <= due + late)
        due += every
