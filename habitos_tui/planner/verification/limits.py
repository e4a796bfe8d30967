"""Whether a week keeps the limits of every plan: where sessions may lie, how long and how many they may be.

See docs/planning-model.md, section 3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, TOLERANCE
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.phrasing import time_of_day
from habitos_tui.planner.verification.day_layout import Week
from habitos_tui.planner.verification.placed import Placed


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a plan is not allowed; `path` leads to the session in its file, None when it takes several."""

    kind: str
    sentence: str
    path: str | None


def limit_violations(week: Week) -> Iterator[Violation]:
    """Yield what the new sessions do that no plan may do; rules apart."""
    for placed in week.planned:
        yield from _session_violations(week, placed)
    yield from _crowding(week)
    for behavior in week.problem.behaviors:
        sessions = week.sessions_of(behavior.id)
        yield from _count_violations(week, behavior, sessions)
        yield from _spread_violations(week, behavior, sessions)
    yield from _energy_violations(week)


def _session_violations(week: Week, placed: Placed) -> Iterator[Violation]:
    yield from _grid_violations(week, placed)
    yield from _place_violations(week, placed)
    behavior = placed.behavior
    if not behavior.min_minutes <= placed.minutes <= behavior.max_minutes:
        bounds = f"{behavior.min_minutes} to {behavior.max_minutes} min"
        yield _at(
            placed, "length", f"{week.place(placed)} takes {placed.minutes} min; {bounds} are allowed.", "minutes"
        )
    if placed.day not in behavior.weekdays:
        yield _at(placed, "weekday", f"{week.place(placed)}: not allowed on a {week.day_name(placed.day)}.", "day")
    elif placed.slot is not None and not behavior.allows(
        placed.day, placed.slot, weekend=week.problem.is_weekend(placed.day)
    ):
        yield _at(placed, "strict_slot", f"{week.place(placed)}: not allowed in {placed.slot}.", "slot")


def _grid_violations(week: Week, placed: Placed) -> Iterator[Violation]:
    grid = week.problem.grid_minutes
    if placed.start % grid:
        yield _at(placed, "grid", f"{week.place(placed)} does not start on the grid of {grid} min.", "start")
    if placed.minutes % grid:
        sentence = f"{week.place(placed)} takes {placed.minutes} min, which is not a multiple of {grid}."
        yield _at(placed, "grid", sentence, "minutes")


def _place_violations(week: Week, placed: Placed) -> Iterator[Violation]:
    if placed.window is None:
        yield _at(placed, "window", f"{week.place(placed)} {_obstacle(week, placed)}.", "start")


def _obstacle(week: Week, placed: Placed) -> str:
    """Return what a session that lies in no window runs into."""
    problem = week.problem
    now = problem.not_before
    if now is not None and (placed.day, placed.start) < (now.day, now.time):
        return f"starts before {week.day_name(now.day)} {time_of_day(now.time)}, where the plan begins"
    if now is not None and problem.too_soon(placed.day, placed.start):
        moment = f"{week.day_name(now.day)} {time_of_day(now.time)}"
        return f"is too soon: it begins less than {problem.notice_minutes} minutes after {moment}"
    slot = next((slot for slot in problem.slots if slot.start <= placed.start < slot.end), None)
    if slot is None:
        return "starts outside every slot"
    if placed.end > slot.end:
        return f"ends at {time_of_day(placed.end)}, after the end of {slot.name} at {time_of_day(slot.end)}"
    return _taken(week, placed) or f"leaves no pause before the end of {slot.name}, or lies off the grid"


def _taken(week: Week, placed: Placed) -> str:
    for busy in week.problem.busy:
        if _meets(placed, busy.day, busy.start, busy.end):
            title = f" (“{busy.title}”)" if busy.title else ""
            return f"lies in busy time from {time_of_day(busy.start)} to {time_of_day(busy.end)}{title}"
    pause = week.problem.transition_minutes
    for busy in week.problem.busy if week.problem.settings.pause_beside_busy else ():
        if _meets(placed, busy.day, busy.start - pause, busy.end + pause):
            title = f" (“{busy.title}”)" if busy.title else ""
            times = f"{time_of_day(busy.start)} to {time_of_day(busy.end)}{title}"
            return f"leaves no pause of {pause} min beside busy time from {times}"
    for fixed in week.fixed:
        if _meets(placed, fixed.day, fixed.start - pause, fixed.end + pause):
            return f"overlaps the fixed “{fixed.behavior.name}” at {time_of_day(fixed.start)} or the pause around it"
    return ""


def _meets(placed: Placed, day: int, start: int, end: int) -> bool:
    """Tell whether a session overlaps a stretch of a day, which may reach into the next: 25:00 is 01:00 then."""
    shift = (placed.day - day) * MINUTES_PER_DAY
    return start < placed.end + shift and placed.start + shift < end


def _crowding(week: Week) -> Iterator[Violation]:
    """Yield new sessions that overlap, leave too short a pause, or share a window with their like."""
    planned = week.planned
    for day in DAYS:
        latest: Placed | None = None
        for placed in planned:
            if placed.day != day:
                continue
            if latest is not None:
                yield from _too_close(week, latest, placed)
            latest = placed if latest is None or placed.end > latest.end else latest


def _too_close(week: Week, earlier: Placed, later: Placed) -> Iterator[Violation]:
    gap, pause = later.start - earlier.end, week.problem.transition
    if gap < 0:
        yield _at(later, "overlap", f"{week.place(later)} overlaps {week.place(earlier)}.", "start")
    elif gap < pause and earlier.window == later.window:
        sentence = f"{week.place(later)} starts {gap} min after {week.place(earlier)} ends; {pause} are needed."
        yield _at(later, "transition", sentence, "start")


def _count_violations(week: Week, behavior: Behavior, sessions: Sequence[Placed]) -> Iterator[Violation]:
    name = f"“{behavior.name}”"
    for day in DAYS:
        on_day = [placed for placed in sessions if placed.day == day]
        most = _at_most(behavior.max_per_day, on_day)
        if len(on_day) > most:
            sentence = f"{name}: {_times(len(on_day))} on {week.day_name(day)}, at most {most} allowed."
            yield Violation("max_per_day", sentence, None)
    most = _at_most(behavior.week_limit, sessions)
    if len(sessions) > most:
        yield Violation("max_per_week", f"{name}: {_times(len(sessions))} in the week, at most {most} allowed.", None)
    if len(sessions) < behavior.min_per_week:
        sentence = f"{name}: {_times(len(sessions))} in the week, at least {behavior.min_per_week} asked for."
        yield Violation("min_per_week", sentence, None)


def _at_most(limit: int, sessions: Sequence[Placed]) -> int:
    """Return the limit, or the number of fixed sessions where they alone exceed it."""
    return max(limit, sum(not placed.new for placed in sessions))


def _times(count: int, unit: str = "session") -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _spread_violations(week: Week, behavior: Behavior, sessions: Sequence[Placed]) -> Iterator[Violation]:
    """Yield neighbouring sessions of a behavior in one window or too few days apart; no other pair is closer."""
    gap = behavior.min_gap_days
    for one, other in pairwise(sessions):
        moved = other if other.new else one
        if one.window is not None and one.window == other.window:
            yield _at(moved, "twice_in_window", f"{week.place(moved)} is the second in one free window.", "start")
        if gap and moved.new and other.day - one.day <= gap:
            days = " and ".join(dict.fromkeys((week.day_name(one.day), week.day_name(other.day))))
            sentence = (
                f"Two sessions of “{behavior.name}” on {days}: they must lie more than {_times(gap, 'day')} apart."
            )
            yield _at(moved, "min_gap_days", sentence, "day")


def _energy_violations(week: Week) -> Iterator[Violation]:
    for day in DAYS:
        limit = week.problem.energy_limit(day)
        if limit is None:
            continue
        used = sum(placed.behavior.energy_cost for placed in week.sessions if placed.day == day)
        limit = max(limit, sum(placed.behavior.energy_cost for placed in week.fixed if placed.day == day))
        if used > limit + TOLERANCE:
            sentence = f"{week.day_name(day)} takes {used:g} energy, at most {limit:g} is there."
            yield Violation("energy", sentence, None)


def _at(placed: Placed, kind: str, sentence: str, field: str) -> Violation:
    return Violation(kind, sentence, f"sessions[{placed.index}].{field}")
