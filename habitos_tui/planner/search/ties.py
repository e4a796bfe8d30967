"""Settles ties: of weeks worth the same, the one that a person expects.

That is the week with the least change against the previous plan; then the one that spreads what is done a few times and
keeps demanding sessions apart; then the earlier one, then the one that takes the behaviors in their order. Days look
alike, so there are many equal weeks, and it is chance which of them a solver ends with. From its week, sessions move to
places of the same worth, alone or changing days with another, as long as all rows of the model hold and every move
makes the week more like the expected one.

See docs/planning-model.md, section 2.4.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Final

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.engine import SolveLimits
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.search.held_week import HeldWeek, Moves, Place
from habitos_tui.planner.search.search import OBJECTIVE_TOLERANCE, Incumbent, Search
from habitos_tui.planner.verification.verify import verify

ROUNDS: Final = 5
"""How often every session is looked at, at most; hardly ever more than twice."""
SAME: Final = 0.0002
"""Share of the total up to which weeks are worth the same."""
FEW: Final = range(2, 5)
"""Sessions a week that are spread over it."""
DEMANDING: Final = 4
"""Energy from which on a session is demanding."""

Measure = Callable[[Moves], int]
"""By how much moves make a week less like the expected one, in one respect."""


def settle_ties(search: Search) -> None:
    """Put the equal week that a person expects in the place of the incumbent."""
    incumbent = search.incumbent
    if incumbent is None or search.stop.over or not incumbent.sessions:
        return
    if not HeldWeek.holds(search.model, incumbent.sessions):
        return  # a plan that was known before, and better than what the model could choose
    least = _least(search, incumbent)
    week = _Settling(search.problem, search.model, incumbent.sessions, incumbent.objective - least)
    counts = search.engine.solve(week.given(), SolveLimits(), search.stop).values
    if counts is None:
        return
    sessions = week.settled(counts)
    verification = verify(search.problem, sessions)
    same = verification.objective >= least - OBJECTIVE_TOLERANCE * search.scale
    if sessions != incumbent.sessions and verification.allowed and same:
        search.incumbent = Incumbent(sessions, verification, verification.objective)
        search.report()


def choose_starts(search: Search) -> None:
    """Give the incumbent's sessions the starts that a person expects; the first edition leaves them packed."""
    incumbent = search.incumbent
    if incumbent is None or search.problem.first_edition:
        return
    sessions = timetable(search.problem, incumbent.sessions)
    verification = verify(search.problem, sessions)
    objective = search.measure(verification)
    if objective is not None and objective >= incumbent.objective - OBJECTIVE_TOLERANCE * search.scale:
        search.incumbent = Incumbent(sessions, verification, objective)


def _least(search: Search, incumbent: Incumbent) -> float:
    """Return the least that a week worth the same has.

    Not less than what is proved to be near enough to the best, nor than a plan that the run set out from. Weeks of the
    first edition are the same only where they are worth exactly as much.
    """
    objective, bound = incumbent.objective, search.bound
    if search.problem.first_edition:
        return objective
    proved = objective if bound is None else bound - search.options.gap * abs(bound)
    return min(objective, max(objective - SAME * abs(objective), proved, search.known))


class _Settling(HeldWeek):
    """A plan on its way to the one that a person expects, with what it may still lose on that way."""

    def __init__(self, problem: Problem, model: Model, sessions: Sequence[Session], left: float) -> None:
        super().__init__(problem, model, sessions)
        self.left = left
        self.allowance = left
        self.rank = problem.rank
        self.costs_much = [c.behavior.energy_cost >= DEMANDING for c in self.candidates]
        self.previous: dict[tuple[str, int, str], list[int | None]] = {}
        for p in problem.previous:
            self.previous.setdefault((p.behavior, p.day, p.slot), []).append(p.start)
        self.equal: dict[Place, list[Place]] = {}
        self.days: dict[str, list[int]] = {behavior.id: [] for behavior in problem.behaviors}
        for fixed in problem.fixed:
            self.days[fixed.behavior].append(fixed.day)
        for place in self.held:
            self.days[self._name(place)].append(self._day(place))
        self.measures: tuple[Measure, ...] = (self._given_up, self._later, self._disorder)
        if not problem.first_edition:
            self.measures = (self._given_up, self._nearer, self._more_demanding, self._later, self._disorder)
        self.demanding = Counter(self.when(place) for place in self.held if self._is_demanding(place))

    def settled(self, values: Floats) -> tuple[Session, ...]:
        """Move sessions as long as it helps; `values` are those of all columns, derived counts included.

        What counts more is settled before what counts less may use up what there is to lose.
        """
        self.fill(values)
        for points in self._passes():
            for _ in range(ROUNDS):
                moved = [self._moved(place, points) for place in sorted(self.held, key=self.when)]
                if not any(moved):
                    break
        return self.sessions()

    def _passes(self) -> Iterator[int]:
        """Yield how many criteria to compare in each pass."""
        if not self.problem.first_edition:
            if self.previous:
                yield 1
            if any(len(days) in FEW and _neighbours(tuple(days)) for days in self.days.values()):
                yield 2
            if any(sessions > 1 for sessions in self.demanding.values()):
                yield 3
        yield len(self.measures)

    def _moved(self, place: Place, points: int) -> bool:
        """Make the first move of a session that is good by the first so many points; tell whether there was one."""
        if place not in self.held:
            return False
        for moves in self._moves(place, points):
            if self._better(moves, points) and self.broken(moves) is None:
                self.make(moves)
                return True
        return False

    def make(self, moves: Moves) -> None:
        """Move sessions; the rows must hold."""
        super().make(moves)
        self.left -= self._loss(moves)
        for old, new in moves:
            self.days[self._name(old)].remove(self._day(old))
            self.days[self._name(old)].append(self._day(new))
        self.demanding.update(self._demanding_moved(moves))

    def _moves(self, place: Place, points: int) -> Iterator[Moves]:
        """Yield the moves that a session gains by, earliest first: alone, or one that is in the way comes to its day.

        Of two sessions that change days one gains by it, so looking at the moves of that one is enough.
        """
        for new in self._equal_places(place):
            alone = [(place, new)]
            if self._better(alone, points):
                row = self.broken(alone)
                if row is None:
                    yield alone
                    continue
                others = self.crowd[row] - {place}
            else:
                others = self._demanding_there(place, new)  # it may be the better one without them
            for other in sorted(others):
                for back in self._equal_places(other):
                    if self._day(back) == self._day(place):
                        yield [*alone, (other, back)]

    def _demanding_there(self, place: Place, new: Place) -> set[Place]:
        """Return the demanding sessions in the window that a demanding one would move to."""
        if self.problem.first_edition or not self._is_demanding(place):
            return set()
        return {other for other in self.held if self.when(other) == self.when(new) and self._is_demanding(other)}

    def _better(self, moves: Moves, points: int) -> bool:
        """Tell whether moves make the week more like the expected one and leave it worth the same."""
        for measure in self.measures[:points]:
            more = measure(moves)
            if more:
                return more < 0 and self._loss(moves) <= self.left + self.tolerance
        return False

    def _given_up(self, moves: Moves) -> int:
        """Return how much less of the previous plan is kept."""
        return sum(self._kept(old) - self._kept(new) for old, new in moves) if self.previous else 0

    def _later(self, moves: Moves) -> int:
        """Return by how many windows sessions are later."""
        return sum(self.when(new) - self.when(old) for old, new in moves)

    def _disorder(self, moves: Moves) -> int:
        """Return how much less the behaviors come in their order."""
        return sum(self.rank[self._name(old)] * (self.when(old) - self.when(new)) for old, new in moves)

    def _nearer(self, moves: Moves) -> int:
        """Return how many more pairs of sessions of a behavior that is done a few times lie on neighbouring days."""
        more = 0
        for name in {self._name(old) for old, new in moves if self._day(old) != self._day(new)}:
            before = self.days[name]
            if len(before) in FEW:
                after = before.copy()
                for old, new in moves:
                    if self._name(old) == name:
                        after.remove(self._day(old))
                        after.append(self._day(new))
                more += _neighbours(tuple(after)) - _neighbours(tuple(before))
        return more

    def _more_demanding(self, moves: Moves) -> int:
        """Return how many more pairs of demanding sessions share a window."""
        changes = self._demanding_moved(moves).items()
        before = [(self.demanding[window], change) for window, change in changes]
        return sum((n + change) * (n + change - 1) // 2 - n * (n - 1) // 2 for n, change in before)

    def _demanding_moved(self, moves: Moves) -> dict[int, int]:
        """Return how many more demanding sessions each window has after the moves."""
        changes: dict[int, int] = {}
        for old, new in moves:
            if self._is_demanding(old):
                changes[self.when(old)] = changes.get(self.when(old), 0) - 1
                changes[self.when(new)] = changes.get(self.when(new), 0) + 1
        return changes

    def _loss(self, moves: Moves) -> float:
        return sum(self.worth(old) - self.worth(new) for old, new in moves)

    def _equal_places(self, place: Place) -> list[Place]:
        """Return where else a session would be worth the same, in time order."""
        if place not in self.equal:
            index, minutes = place
            others = [(c.index, minutes) for c in self.variables.of_behavior[self.candidates[index].behavior.id]]
            possible = [other for other in others if minutes in self.candidates[other[0]].lengths]
            worth, most = self.worth(place), self.allowance + self.tolerance
            self.equal[place] = [other for other in possible if abs(self.worth(other) - worth) <= most]
        return [other for other in self.equal[place] if other not in self.held]

    def _name(self, place: Place) -> str:
        return self.name[place[0]]

    def _day(self, place: Place) -> int:
        return self.day[place[0]]

    def _is_demanding(self, place: Place) -> bool:
        return self.costs_much[place[0]]

    def _kept(self, place: Place) -> int:
        """Return how much of a previous session a place keeps: nothing, its day and slot, or its window too."""
        c = self.candidates[place[0]]
        starts = self.previous.get((c.behavior.id, c.day, c.window.slot))
        if starts is None:
            return 0
        return 1 + any(start is None or c.window.start <= start < c.window.end for start in starts)


@cache
def _neighbours(days: tuple[int, ...]) -> int:
    """Return how many pairs of days are the same or follow each other."""
    return sum(abs(one - other) <= 1 for one, other in combinations(days, 2))
