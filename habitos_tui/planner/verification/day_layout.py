"""A whole week: the problem's fixed sessions and the new ones of a plan, side by side.

See docs/planning-model.md, section 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.model.week import Window
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.text.phrasing import WEEKDAYS, time_of_day
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.verification.free_time import free_windows
from habitos_tui.planner.verification.placed import Placed
from habitos_tui.planner.verification.stacks import right_behind


@dataclass(frozen=True)
class Week:
    """A problem, its numbers, and every session of the week by day and start."""

    problem: Problem
    valuation: Valuation
    sessions: tuple[Placed, ...]
    windows: tuple[Window, ...]
    """Where new sessions may lie, in time order."""

    @cached_property
    def fixed(self) -> tuple[Placed, ...]:
        """The sessions that the problem brought along."""
        return tuple(placed for placed in self.sessions if not placed.new)

    @cached_property
    def planned(self) -> tuple[Placed, ...]:
        """The new sessions."""
        return tuple(placed for placed in self.sessions if placed.new)

    @cached_property
    def _by_behavior(self) -> Mapping[str, list[Placed]]:
        groups: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.sessions:
            groups[placed.behavior.id].append(placed)
        return groups

    def sessions_of(self, behavior_id: str) -> Sequence[Placed]:
        """Return the sessions of one behavior by day and start."""
        return self._by_behavior.get(behavior_id, ())

    @cached_property
    def right_behind(self) -> frozenset[tuple[int, int]]:
        """Day and start of the sessions that come right behind what they are stacked on."""
        return right_behind(self.problem, self.sessions)

    def day_name(self, day: int) -> str:
        """Return the weekday of a day of the problem, such as "Monday"."""
        return WEEKDAYS[(self.problem.week_start.weekday() + day) % 7]

    def place(self, placed: Placed) -> str:
        """Return "“Run” on Monday at 06:30"."""
        return f"“{placed.behavior.name}” on {self.day_name(placed.day)} at {time_of_day(placed.start)}"

    def name(self, behavior_id: str) -> str:
        """Return the quoted name of a behavior."""
        return f"“{self.problem.behavior_by_id[behavior_id].name}”"


class Ground:
    """What all plans for a problem share."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.valuation = Valuation(problem)
        self.windows = free_windows(problem)
        self.fixed = [_fixed(problem, self.valuation, fixed) for fixed in problem.fixed]

    def lay_out(self, sessions: Sequence[Session]) -> Week:
        """Return the week made of the problem's fixed sessions and `sessions`.

        Raises InvalidInputError for a session of a behavior that the problem does not have.
        """
        new = [_new(self.problem, self.valuation, self.windows, session, n) for n, session in enumerate(sessions)]
        in_order = sorted([*self.fixed, *new], key=lambda placed: (placed.day, placed.start))
        return Week(self.problem, self.valuation, tuple(in_order), self.windows)


def lay_out(problem: Problem, sessions: Sequence[Session]) -> Week:
    """Return the week of one plan: see `Ground.lay_out`."""
    return Ground(problem).lay_out(sessions)


def _fixed(problem: Problem, valuation: Valuation, fixed: FixedSession) -> Placed:
    behavior = problem.behavior_by_id[fixed.behavior]
    slot = problem.slot_at(fixed.start)
    chance = 1.0 if fixed.kind == "done" else valuation.chance(behavior, fixed.day, slot)
    return Placed(behavior, fixed.day, fixed.start, fixed.minutes, slot, chance, None, None)


def _new(problem: Problem, valuation: Valuation, windows: Sequence[Window], session: Session, index: int) -> Placed:
    behavior = problem.behavior_by_id.get(session.behavior)
    if behavior is None:
        message = f"The plan holds a session of “{session.behavior}”, which the problem does not know."
        raise InvalidInputError(message, issues=((f"sessions[{index}].behavior", "is not a behavior of the problem"),))
    slot = problem.slot_at(session.start)
    chance = valuation.chance(behavior, session.day, slot)
    inside = (w for w in windows if w.day == session.day and w.holds(session.start, session.minutes))
    return Placed(behavior, session.day, session.start, session.minutes, slot, chance, next(inside, None), index)
