"""Where each behavior could go: every (behavior, window) pair that the problem leaves open, with its lengths.

See docs/planning-model.md, sections 1 and 3.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import DurationBounds, Precedence
from habitos_tui.domain.model.week import Window
from habitos_tui.domain.planning.curve import LogCurve
from habitos_tui.domain.planning.valuation import Valuation


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of lengths over which every further grid step adds the same to phi."""

    steps: int
    slope: float
    """Growth of phi per grid step."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A behavior in a window: a session that a plan may hold."""

    index: int
    behavior: Behavior
    window: Window
    chance: float
    """p[b,d,s]."""
    lengths: range
    """Allowed lengths in minutes, in grid steps."""
    base: float
    """phi at the shortest length."""
    pieces: tuple[Piece, ...]
    """What lies between the shortest and the longest length, phi growing ever more slowly."""
    curve: LogCurve | None = None
    """phi where it is a smooth curve that lines are laid on; the one piece has no slope then."""

    @property
    def day(self) -> int:
        """Day of the window."""
        return self.window.day


def candidates(problem: Problem, valuation: Valuation, curved: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Return every session a plan may hold and could gain by, behavior by behavior, windows in time order.

    Those of behaviors in `curved` have a curve in place of pieces.
    """
    found: list[Candidate] = []
    for behavior in (b for b in problem.behaviors if could_help(problem, valuation, b)):
        shapes: dict[range, tuple[float, tuple[Piece, ...]]] = {}
        curve = valuation.curves[behavior.id] if behavior.id in curved else None
        for window in open_windows(problem, behavior):
            lengths = session_lengths(problem, behavior, window)
            if not lengths:
                continue
            if lengths not in shapes:
                base, pieces = _shape([valuation.phi(behavior, minutes) for minutes in lengths])
                flat = (Piece(len(lengths) - 1, 0.0),) if len(lengths) > 1 else ()
                shapes[lengths] = base, pieces if curve is None else flat
            chance = valuation.chance(behavior, window.day, window.slot)
            found.append(Candidate(len(found), behavior, window, chance, lengths, *shapes[lengths], curve))
    return tuple(found)


def could_help(problem: Problem, valuation: Valuation, behavior: Behavior) -> bool:
    """Tell whether a session of `behavior` could ever make a week better, or allowed; else none is worth looking at.

    A session that is worth nothing can still serve an objective, give energy back, be the cue or the first step of
    another, make up a minimum, or be what a previous plan had.
    """
    if valuation.worth[behavior.id] > 0 or any(impact > 0 for impact in behavior.impacts.values()):
        return True
    if behavior.energy_cost < 0 or behavior.min_per_week > 0:
        return True
    wanted = any(previous.behavior == behavior.id for previous in problem.previous)
    return wanted or any(rule.calls_for(behavior) for rule in problem.active_rules)


def open_windows(problem: Problem, behavior: Behavior) -> Iterator[Window]:
    """Yield the windows that weekday, slots, fixed sessions and order leave to `behavior`, whatever their length."""
    closed = {day for day in range(7) if day_is_closed(problem, behavior, day)}
    for window in problem.windows:
        weekend = problem.is_weekend(window.day)
        if window.day in closed or not behavior.allows(window.day, window.slot, weekend=weekend):
            continue
        if not out_of_order(problem, behavior, window):
            yield window


def day_is_closed(problem: Problem, behavior: Behavior, day: int) -> bool:
    """Tell whether the fixed sessions of `behavior` use up `day`: by their number or by the distance to keep."""
    days = [fixed.day for fixed in problem.fixed if fixed.behavior == behavior.id]
    too_near = behavior.min_gap_days > 0 and any(abs(day - other) <= behavior.min_gap_days for other in days)
    return too_near or days.count(day) >= behavior.max_per_day or len(days) >= behavior.week_limit


def out_of_order(problem: Problem, behavior: Behavior, window: Window) -> bool:
    """Tell whether a hard order (not required) against a fixed session forbids `behavior` in `window`."""
    for rule in problem.active_rules:
        if not isinstance(rule, Precedence) or rule.required or not rule.hard or window.day not in rule.days:
            continue
        fixed = [session for session in problem.fixed if session.day == window.day]
        if behavior.id == rule.before and any(f.behavior == rule.after and f.start < window.start for f in fixed):
            return True
        if behavior.id == rule.after and any(f.behavior == rule.before and f.start > window.start for f in fixed):
            return True
    return False


def session_lengths(problem: Problem, behavior: Behavior, window: Window) -> range:
    """Return the lengths in minutes a session of `behavior` may have in `window`: its own limits and hard rules."""
    grid = problem.grid_minutes
    lengths = behavior.lengths(grid, window.minutes)
    first, last = lengths.start, lengths.stop - grid
    for rule in problem.active_rules:
        if isinstance(rule, DurationBounds) and rule.hard and rule.behavior == behavior.id and window.day in rule.days:
            if rule.min_minutes is not None:
                first = max(first, -(-rule.min_minutes // grid) * grid)
            if rule.max_minutes is not None:
                last = min(last, rule.max_minutes // grid * grid)
    return range(first, last + grid, grid)


def _shape(phis: Sequence[float]) -> tuple[float, tuple[Piece, ...]]:
    """Return phi at the shortest length and the pieces of equal slope behind it."""
    pieces: list[Piece] = []
    for shorter, longer in pairwise(phis):
        slope = longer - shorter
        if pieces and abs(pieces[-1].slope - slope) < 1e-12:
            pieces[-1] = Piece(pieces[-1].steps + 1, pieces[-1].slope)
        else:
            pieces.append(Piece(1, slope))
    return phis[0], tuple(pieces)
