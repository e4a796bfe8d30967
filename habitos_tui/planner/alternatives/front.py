"""The front between two objectives: plans of which none does more for both."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import FRONT_GAP, Front, FrontPoint
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.alternatives.two_objectives import Found, Knowledge, Question, TwoObjectives

POINTS_OF_FRONT: Final = 10
AT_ONCE: Final = 2
"""Plans that are looked for at a time, each on a core of its own."""
FIRST_ROUND: Final = 3
"""Plans that are looked for between the ends before it is known how the front runs."""
MORE_TRIES: Final = 4
"""Searches beside one per point, at most, where some find a plan that was there already."""
FINEST: Final = 0.03
"""Length of a stretch between neighbours, as share of both ranges, below which it is not divided any more."""
EMPTY_PART: Final = 0.25
"""Where a stretch is divided next, from its bottom, that has no point in its upper part: it has often none at all."""

OnPoint = Callable[[Front], object]
Range = tuple[float, float]
"""Least and most of the second objective."""


def front(
    problem: Problem,
    first: str,
    second: str,
    *,
    current: Sequence[Session] = (),
    size: int = POINTS_OF_FRONT,
    on_point: OnPoint = lambda front: None,
    cancel: threading.Event | None = None,
) -> Front:
    """Return up to `size` plans between the best for one objective and the best for the other, ordered by the first.

    Epsilon-constraint method (Haimes, 1971): the second objective is kept above a bound and the first maximised, the
    bounds lying between what is left of the second at the best of the first and the most there can be of it. Each plan
    is proved within 1 % of the most there is for its bound, or has the gap that was proved with the work for one.
    The ends do most for one objective within that gap, and as much for the other as that leaves: what no proof can tell
    apart is not spread out. Fewer plans when there are no more, when `cancel` is set, or when the week is impossible
    (none). `current` is a plan to set out from; `on_point` hears, in this thread, of the front so far.

    The same problem has the same front, whatever else the machine has to do.

    Raises NotFoundError for an unknown objective.
    """
    for name in (first, second):
        if name not in problem.objectives:
            raise NotFoundError(f"There is no objective “{name}” in this week.")
    week = TwoObjectives(problem, (first, second), cancel or threading.Event())
    now = week.known_plan(current) if current else None
    found = Front(first, second, (), None if now is None else now.reached)
    for points in _Tracer(week, Knowledge(() if now is None else (now,))).trace(size):
        found = replace(found, points=points)
        on_point(found)
    return found


class _Stretch(NamedTuple):
    """What lies between two neighbours: its length by both objectives, as share of both ranges, then the second's."""

    length: float
    bottom: float
    top: float
    part: float
    """Where it is divided, from its bottom."""

    @property
    def bound(self) -> float:
        """With how much of the second objective to look for a point within."""
        return self.bottom + self.part * (self.top - self.bottom)

    @property
    def divided(self) -> tuple["_Stretch", ...]:
        """Return what it would be with the point, where there is hope of one."""
        half, bound = self.length / 2, self.bound
        if self.part == EMPTY_PART:
            return ()
        return _Stretch(half, self.bottom, bound, 0.5), _Stretch(half, bound, self.top, 0.5)


class _Tracer:
    """Asks for one plan of the front after another, some at a time, each round with all that is known before it."""

    def __init__(self, week: TwoObjectives, known: Knowledge) -> None:
        self.week = week
        self.known = known
        self.points: list[FrontPoint] = []
        """The points so far, none of which beats another, by the first objective."""
        self.searched: list[Range] = []
        """Ranges of the second objective in which there is no point that would be another one."""

    def trace(self, size: int) -> Iterator[tuple[FrontPoint, ...]]:
        """Yield the points so far, the ends first; the widest stretch between neighbours is always divided next."""
        if not self.week.model.variables.candidates:
            yield self.week.nothing_to_place()
            return
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="front") as pool:
            ends = list(pool.map(partial(self.end, self.known), (1, 0)))
            self.known = self.known.joined(end.knowledge for end in ends)
            self.add([end.point for end in ends if end.point is not None])
            if any(end.point is None for end in ends):
                return
            yield tuple(self.points)
            tries, count = size - len(self.points) + MORE_TRIES, FIRST_ROUND
            while (bounds := self.bounds(min(count, tries, size - len(self.points)))) and not self.week.cancel.is_set():
                yield from self.divide(pool, bounds)
                tries, count = tries - len(bounds), size

    def divide(self, pool: ThreadPoolExecutor, bounds: Sequence[float]) -> Iterator[tuple[FrontPoint, ...]]:
        """Look for the plans with at least so much of the second objective; yield the points with each that is new."""
        asked = [Question(0, bound) for bound in bounds]
        answers = []
        for least, answer in zip(bounds, pool.map(partial(self.week.answer, known=self.known), asked), strict=True):
            answers.append(answer.knowledge)
            if answer.point is not None:
                self.searched.append((least, answer.point.second))
                before = list(self.points)
                self.add([answer.point])
                if self.points != before:
                    yield tuple(self.points)
        self.known = self.known.joined(answers)

    def end(self, known: Knowledge, which: int) -> Found:
        """Return the plan that does most for one objective, within the gap, and then for the other."""
        best = self.week.answer(Question(which), known)
        if best.point is None:
            return best
        reached = (best.point.first, best.point.second)[which]
        return self.week.answer(Question(1 - which, reached - FRONT_GAP * abs(reached)), best.knowledge)

    def bounds(self, count: int) -> list[float]:
        """Return with how much of the second objective to look for so many other points, the widest stretch first."""
        stretches, found = self.stretches(), list[float]()
        while len(found) < count and stretches:
            widest = max(stretches)
            if widest.length <= FINEST:
                break
            stretches.remove(widest)
            stretches += widest.divided
            found.append(widest.bound)
        return found

    def stretches(self) -> list["_Stretch"]:
        """Return what lies between neighbours; what was searched and gave no other point is taken off its top."""
        if len(self.points) < 2:
            return []
        across = self.points[-1].first - self.points[0].first
        down = self.points[0].second - self.points[-1].second
        found = []
        for left, right in pairwise(self.points):
            searched = [low for low, high in self.searched if right.second < low and high >= left.second]
            top = min([left.second, *searched])
            height = top - right.second
            if height > max(self.week.tolerances[1], FINEST * down if searched else 0.0):
                length = (right.first - left.first) / across + height / down
                found.append(_Stretch(length, right.second, top, EMPTY_PART if searched else 0.5))
        return found

    def add(self, points: Sequence[FrontPoint]) -> None:
        """Take points in, and leave out those that another one beats."""
        most = float("-inf")
        kept = []
        for point in sorted((*self.points, *points), key=lambda point: (-point.first, -point.second)):
            if point.second > most + self.week.tolerances[1]:
                most = point.second
                kept.append(point)
        self.points = kept[::-1]
