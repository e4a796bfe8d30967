"""Weeks that are bred: crossed day by day or behavior by behavior, taken apart and put together again, and judged.

pymoo chooses who lives on: by the total alone (a genetic algorithm), or by the total and all objectives at once
(NSGA-III; Deb and Jain, IEEE Transactions on Evolutionary Computation 18, 2014). To it a week is a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any, Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.evolve.builder import Builder, Direction, Placed
from habitos_tui.planner.verification.verify import Verification, Verifier

SIZE: Final = 40
"""Weeks that live at a time."""
TRIES: Final = 2
"""How often children are bred in a generation, where those before were known already: small weeks have few others."""
SPREAD: Final = 0.35
"""How much a builder may err about what a session promises, as standard deviation of its logarithm."""
DROPPED: Final = 0.2
"""Share of the sessions that go where a week is taken apart at random."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A week with what the verifier says."""

    sessions: tuple[Session, ...]
    verification: Verification

    def achieved(self, goals: Iterable[int]) -> tuple[float, ...]:
        """Return what it does for some objectives (A_o), which are given by number."""
        return tuple(self.verification.objectives[goal].achieved for goal in goals)


class Population:
    """The weeks of a run, by number; the same week has the same number."""

    def __init__(self, problem: Problem, rng: np.random.Generator, stop: StopCondition) -> None:
        self.problem, self.rng, self.stop = problem, rng, stop
        self.builder = Builder(problem)
        self.weeks: list[Placed] = []
        self.numbers: dict[Placed, int] = {}
        self.judged: dict[int, Judged] = {}
        self.reduced_costs: Floats | None = None
        """Per candidate what the relaxation says that a week can gain by it, where it was solved."""
        self._verifier = Verifier(problem)

    def number(self, week: Placed) -> int:
        """Return the number of a week."""
        if week not in self.numbers:
            self.numbers[week] = len(self.weeks)
            self.weeks.append(week)
        return self.numbers[week]

    def judge(self, number: int) -> Judged:
        """Return a week as the verifier sees it."""
        if number not in self.judged:
            sessions = self.builder.sessions(self.weeks[number])
            self.judged[number] = Judged(sessions, self._verifier.verify(sessions))
        return self.judged[number]

    def begin(self, wishes: Sequence[tuple[int, int]], *, widely: bool) -> list[int]:
        """Return the first weeks: by the wishes, and in other directions; none after it is time to stop."""
        found = [self.number(self.builder.build(wishes, self.order(self.builder.usual, 0.0), self.builder.usual))]
        while len(found) < SIZE and not self.stop.over:
            direction = self.direction(widely=widely)
            kept = [wish for wish in wishes if self.rng.random() > DROPPED * (len(found) % 4)]
            found.append(self.number(self.builder.build(kept, self.order(direction), direction)))
        return found

    def crossed(self, one: int, other: int) -> int:
        """Return a week with some days, or some behaviors, of one week and the others of another, filled up again."""
        if self.stop.over:
            return one
        first, second = self.weeks[one], self.weeks[other]
        candidates = self.builder.candidates
        if self.rng.random() < 0.5:
            days = self.rng.random(7) < 0.5
            mine = {index for index, _ in (*first, *second) if days[candidates[index].day]}
        else:
            names = {b.id for b in self.problem.behaviors if self.rng.random() < 0.5}
            mine = {index for index, _ in (*first, *second) if candidates[index].behavior.id in names}
        wishes = [place for place in first if place[0] in mine] + [place for place in second if place[0] not in mine]
        return self._filled(wishes, widely=False)

    def mutated(self, number: int, *, widely: bool) -> int:
        """Return a week with a part of it taken out and put together anew, or with some other lengths."""
        if self.stop.over:
            return number
        week, candidates = self.weeks[number], self.builder.candidates
        kind = int(self.rng.integers(4))
        if kind == 0:
            gone = set(self.rng.permutation(7)[: int(self.rng.integers(1, 3))].tolist())
            kept = [place for place in week if candidates[place[0]].day not in gone]
        elif kind == 1:
            names = [b.id for b in self.problem.behaviors]
            chosen = self.rng.permutation(len(names))[: 1 + len(names) // 8]
            left_out = {names[place] for place in chosen.tolist()}
            kept = [place for place in week if candidates[place[0]].behavior.id not in left_out]
        elif kind == 2:
            kept = [place for place in week if self.rng.random() > DROPPED]
        else:
            kept = [(index, self._other_length(index, steps)) for index, steps in week]
        return self._filled(kept, widely=widely)

    def _other_length(self, index: int, steps: int) -> int:
        if self.rng.random() > DROPPED:
            return steps
        longest = len(self.builder.candidates[index].lengths) - 1
        return min(max(steps + int(self.rng.integers(-3, 4)), 0), longest)

    def _filled(self, wishes: Iterable[tuple[int, int]], *, widely: bool) -> int:
        direction = self.direction(widely=widely)
        return self.number(self.builder.build(wishes, self.order(direction), direction))

    def direction(self, *, widely: bool) -> Direction:
        """Return the usual direction, or another one: near it, or any where the whole front is looked for."""
        if not widely and self.rng.random() < 0.5:
            return self.builder.usual
        weights = self.builder.valuation.weights
        drawn = self.rng.dirichlet(np.ones(len(weights)))
        part = 1.0 if widely else 0.3
        mixed = [
            (1 - part) * weight + part * float(other) for weight, other in zip(weights.values(), drawn, strict=True)
        ]
        return self.builder.towards(dict(zip(weights, mixed, strict=True)))

    def order(self, direction: Direction, spread: float = SPREAD) -> list[int]:
        """Return the candidates, the most promising first as far as the builder can tell."""
        if direction is self.builder.usual and self.reduced_costs is not None:
            costs = self.reduced_costs
            noise = spread * float(np.abs(costs).mean()) * self.rng.standard_normal(costs.size)
            return [int(index) for index in np.argsort(-costs - noise, kind="stable")]
        promise = self.builder.promise(direction)
        noise = np.exp(spread * self.rng.standard_normal(promise.size))
        return [int(index) for index in np.argsort(-promise * noise, kind="stable")]


class Breeder:
    """The part that pymoo plays: asked for numbers of weeks to judge, told what they are worth."""

    def __init__(self, population: Population, first: Sequence[int], seed: int, *, goals: Sequence[int]) -> None:
        """Without `goals` only the total counts; else it and each of these objectives."""
        from pymoo.core.problem import Problem as Asked  # noqa: PLC0415 - only this engine needs it

        self.population = population
        self.goals = goals
        self.widely = bool(goals)
        count = 1 + len(goals)
        self.algorithm = self._algorithm(count, np.array(first).reshape(-1, 1))
        asked = Asked(n_var=1, n_obj=count, n_ieq_constr=1, xl=0, xu=np.inf, vtype=int)
        self.algorithm.mating.n_max_iterations = TRIES
        self.algorithm.setup(asked, termination=("n_gen", 1_000_000), seed=seed)

    def generation(self) -> list[int] | None:
        """Return the numbers of the weeks of the next generation, which are judged; None when it is time to stop."""
        asked = self.algorithm.ask()
        numbers = [] if asked is None else [int(number) for number in asked.get("X").ravel()]
        if not numbers:
            return None
        values, broken = [], []
        for number in numbers:
            if self.population.stop.over:
                return None
            judged = self.population.judge(number)
            values.append([-judged.verification.objective, *(-much for much in judged.achieved(self.goals))])
            broken.append([float(len(judged.verification.violations))])
        from pymoo.core.evaluator import Evaluator  # noqa: PLC0415 - only this engine needs it
        from pymoo.problems.static import StaticProblem  # noqa: PLC0415 - as above

        Evaluator().eval(StaticProblem(self.algorithm.problem, F=np.array(values), G=np.array(broken)), asked)
        self.algorithm.tell(infills=asked)
        return numbers

    def _algorithm(self, count: int, first: Any) -> Any:
        parts = {"sampling": first, "crossover": _Crossing(self.population), "mutation": _Mutation(self)}
        if count == 1:
            from pymoo.algorithms.soo.nonconvex.ga import GA  # noqa: PLC0415 - only this engine needs it

            return GA(pop_size=SIZE, n_offsprings=SIZE // 2, **parts)
        from pymoo.algorithms.moo.nsga3 import NSGA3  # noqa: PLC0415 - as above
        from pymoo.util.ref_dirs import get_reference_directions  # noqa: PLC0415 - as above

        lines = get_reference_directions("das-dennis", count, n_partitions=partitions(count))
        return NSGA3(lines, pop_size=max(SIZE, len(lines)), n_offsprings=SIZE, **parts)


def partitions(objectives: int) -> int:
    """Return into how many parts each objective is divided for about as many directions as there are weeks."""
    return max(parts for parts in range(1, SIZE + 1) if comb(objectives + parts - 1, parts) <= max(SIZE, objectives))


class _Crossing:
    """What pymoo calls for two parents each."""

    n_parents, n_offsprings = 2, 1

    def __init__(self, population: Population) -> None:
        self._population = population

    def __call__(self, _problem: Any, parents: Any, **_: Any) -> Any:
        from pymoo.core.population import Population as People  # noqa: PLC0415 - only this engine needs it

        pairs = [[int(parent.X[0]) for parent in pair] for pair in parents]
        return People.new("X", np.array([[self._population.crossed(one, other)] for one, other in pairs]))


class _Mutation:
    """What pymoo calls for every child: half of them stay as they are."""

    def __init__(self, breeder: Breeder) -> None:
        self._breeder = breeder

    def __call__(self, _problem: Any, children: Any, **_: Any) -> Any:
        population = self._breeder.population
        for child in children:
            if population.rng.random() < 0.7:
                child.X = np.array([population.mutated(int(child.X[0]), widely=self._breeder.widely)])
        return children
