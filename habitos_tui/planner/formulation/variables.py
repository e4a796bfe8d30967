"""What the solver decides: which sessions there are, how long they take, and the counts derived from them.

See docs/planning-model.md, section 1.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any, Final

from pulp import LpAffineExpression, LpBinary, LpConstraint, LpContinuous, LpInteger, LpMaximize, LpProblem
from pulp import constants as senses

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.planner.formulation.candidates import Candidate, candidates

Variable = Any
"""A PuLP variable; PuLP carries no types."""

Terms = list[tuple[Variable, float]]
"""Variables with their coefficients; a variable may occur more than once."""

ONE: Final = 1.0


class Variables:
    """The variables of one week and the linear forms that limits and objective are written in.

    `present[c]` is 1 when the plan holds candidate c; `extra[c]` holds, per piece of lengths, how many grid steps it
    takes beyond the shortest: a continuous number, or a whole one with `whole_steps`.
    """

    def __init__(self, problem: Problem, *, whole_steps: bool = False, harmful: Collection[str] = ()) -> None:
        self.problem = problem
        self.harmful = harmful
        """Behaviors of which more is worse for what is asked for."""
        self.valuation = Valuation(problem)
        self.lp = LpProblem("week", LpMaximize)
        self.columns: list[Variable] = []
        self.penalties: Terms = []
        self.penalty_constant = 0.0
        curved = {name for name in self.valuation.curves if not self.loses_by_length(problem.behavior_by_id[name])}
        self.candidates: tuple[Candidate, ...] = candidates(problem, self.valuation, curved)
        self.present = [self.new(f"x{c.index}", 0, 1, LpBinary) for c in self.candidates]
        pieces = [len(c.pieces) for c in self.candidates]
        self.column = [len(self.columns) + place for place in accumulate(pieces, initial=0)]
        """Number of the first of the columns `extra[c]`; that of `present[c]` is c itself."""
        kind = LpInteger if whole_steps else LpContinuous
        self.extra = [
            [self.new(f"m{c.index}_{place}", 0, piece.steps, kind) for place, piece in enumerate(c.pieces)]
            for c in self.candidates
        ]

        self.gain = {
            c.index: self.new(f"y{c.index}", 0, self.gains(c)[-1])
            for c in self.candidates
            if c.curve is not None and c.pieces
        }
        """Per candidate with a curve, what its length adds to phi: anything that the lines above the curve allow."""
        first = self.column[-1]
        self.gain_column = {index: first + place for place, index in enumerate(self.gain)}

    def gains(self, candidate: Candidate) -> tuple[float, ...]:
        """Return what each length of a candidate adds to phi at its shortest."""
        return tuple(self.valuation.phi(candidate.behavior, m) - candidate.base for m in candidate.lengths)

    def loses_by_length(self, behavior: Behavior) -> bool:
        """Tell whether a solver could gain by less phi: where harm to the worst-served objective outweighs the worth.

        That is V_b + balance * S * min over o of impact[b,o]/R_o < 0, or something else than the worth of the week is
        asked for that the behavior harms.
        """
        scale = self.problem.settings.balance * self.valuation.balance_scale
        reach, names = self.valuation.reach, self.valuation.balanced_objectives
        harm = min((behavior.impacts.get(o, 0.0) / reach[o] for o in names), default=0)
        return self.valuation.worth[behavior.id] + scale * min(harm, 0) < 0 or behavior.id in self.harmful

    def new(self, name: str, low: float | None = 0, high: float | None = None, kind: str = LpContinuous) -> Variable:
        """Return a new variable; `name` must be unique, None leaves a side open."""
        variable = self.lp.add_variable(name, low, high, kind)
        self.columns.append(variable)
        return variable

    def helper(self, low: float | None = 0, high: float | None = None, kind: str = LpContinuous) -> Variable:
        """Return a new variable for a derived count."""
        return self.new(f"h{len(self.columns)}", low, high, kind)

    def at_most(self, terms: Terms, limit: float) -> None:
        """Demand that the sum of `terms` is at most `limit`."""
        self.lp.addConstraint(LpConstraint(expression(terms), senses.LpConstraintLE, rhs=limit))

    def at_least(self, terms: Terms, limit: float) -> None:
        """Demand that the sum of `terms` is at least `limit`."""
        self.lp.addConstraint(LpConstraint(expression(terms), senses.LpConstraintGE, rhs=limit))

    def penalise(self, penalty: float, unit: float, variable: Variable) -> None:
        """Take `penalty` points off the objective per `unit` of `variable`."""
        self.penalties.append((variable, penalty / 100 / unit))

    def penalise_constant(self, penalty: float, violation: float) -> None:
        """Take `penalty` points off per unit of a violation that fixed sessions make whatever the plan."""
        self.penalty_constant += penalty / 100 * violation

    def count(self, group: Iterable[Candidate], factor: float = ONE) -> Terms:
        """Return the number of sessions among `group`, times `factor`."""
        return [(self.present[c.index], factor) for c in group]

    def minutes(self, group: Iterable[Candidate]) -> Terms:
        """Return the minutes of the sessions among `group`."""
        terms: Terms = []
        for c in group:
            terms.append((self.present[c.index], c.lengths.start))
            terms += [(steps, self.problem.grid_minutes) for steps in self.extra[c.index]]
        return terms

    def phi(self, candidate: Candidate, factor: float = ONE) -> Terms:
        """Return phi_b of the candidate's minutes, 0 when it is not in the plan, times `factor`."""
        steps = zip(self.extra[candidate.index], candidate.pieces, strict=True)
        terms: Terms = [(variable, factor * piece.slope) for variable, piece in steps]
        if candidate.curve is not None:
            gain = self.gain.get(candidate.index)
            terms = [] if gain is None else [(gain, factor)]
        return [(self.present[candidate.index], factor * candidate.base), *terms]

    def any_of(self, group: list[Candidate], *, already: bool = False) -> tuple[Terms, float]:
        """Return (terms, constant) of a value that is at least 1 as soon as one of `group` is in the plan.

        `group` belongs to one behavior; `already` says that a fixed session counts. Only an upper limit or a cost
        may be put on the value: nothing keeps it down otherwise.
        """
        if already or not group:
            return [], float(already)
        days: dict[int, list[Candidate]] = {}
        for c in group:
            days.setdefault(c.day, []).append(c)
        single = once_a_day(group[0].behavior)
        if len(group) == 1 or (len(days) == 1 and single):
            return self.count(group), 0.0
        used = self.helper(0, 1)
        for crowd in days.values() if single else [[c] for c in group]:
            self.at_most([*self.count(crowd), (used, -1)], 0)
        return [(used, ONE)], 0.0

    @cached_property
    def of_behavior(self) -> Mapping[str, list[Candidate]]:
        """Candidates per behavior id, in time order."""
        groups: dict[str, list[Candidate]] = {behavior.id: [] for behavior in self.problem.behaviors}
        for c in self.candidates:
            groups[c.behavior.id].append(c)
        return groups

    @cached_property
    def of_window(self) -> Mapping[int, list[Candidate]]:
        """Candidates per window index."""
        groups: dict[int, list[Candidate]] = {}
        for c in self.candidates:
            groups.setdefault(c.window.index, []).append(c)
        return groups

    @cached_property
    def of_day(self) -> list[list[Candidate]]:
        """Candidates per day of the week."""
        groups: list[list[Candidate]] = [[] for _ in range(7)]
        for c in self.candidates:
            groups[c.day].append(c)
        return groups

    def on(self, behavior_id: str, day: int) -> list[Candidate]:
        """Return the candidates of a behavior on a day, in time order."""
        return [c for c in self.of_behavior[behavior_id] if c.day == day]

    def fixed(self, behavior_id: str, day: int | None = None) -> list[FixedSession]:
        """Return the fixed sessions of a behavior, on one day or all week."""
        return [f for f in self.problem.fixed if f.behavior == behavior_id and day in {None, f.day}]


def once_a_day(behavior: Behavior) -> bool:
    """Tell whether a behavior can have one new session a day at most."""
    return behavior.max_per_day == 1 or behavior.min_gap_days > 0 or behavior.week_limit <= 1


def expression(terms: Terms, constant: float = 0.0) -> Any:
    """Return the PuLP expression of `terms`, coefficients of the same variable added up."""
    sums: dict[Variable, float] = dict(terms)
    if len(sums) < len(terms):
        sums = dict.fromkeys(sums, 0.0)
        for variable, factor in terms:
            sums[variable] += factor
    return LpAffineExpression(sums, constant)
