"""Whether a week is possible at all, as a small model of its hard limits only; it is asked many times."""

from collections.abc import Sequence

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import on_grid
from habitos_tui.errors import SolverError
from habitos_tui.planner.engines.engine import Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.loading import highs
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.tableau import Tableau
from habitos_tui.planner.formulation.timeline import lay_out, placements
from habitos_tui.planner.formulation.variables import Variable
from habitos_tui.planner.verification.verify import verify

Pair = tuple[Variable, float]
"""A variable and its coefficient in the objective."""


class UndecidedError(Exception):
    """Raised when the user cancelled or the time was up before an answer was known."""


class FeasibilityChecker:
    """Answers whether problems are feasible, until it is time to stop or enough has been asked.

    Work is limited by questions and by nodes of the search tree, not by seconds: the same problem gets the same
    answers on every machine that is fast enough to give them in time.
    """

    def __init__(self, stop: StopCondition) -> None:
        self.stop = stop
        self.questions: int | None = None
        """Questions that may still be asked; None: any number."""
        self.nodes: int | None = None
        """Nodes for an answer that must be proved either way; None: as many as it takes."""

    def feasible(self, problem: Problem, nodes: int | None = None) -> bool:
        """Tell whether any week keeps every limit and every hard rule; proved either way.

        With `nodes`, what is not known after so many counts as not feasible. Raises UndecidedError when there is
        no answer, SolverError when the engine broke down.
        """
        return self.week(problem, nodes) is not None

    def week(self, problem: Problem, nodes: int | None = None) -> tuple[Session, ...] | None:
        """Return some week that keeps every limit and every hard rule, None when there is none.

        `nodes` and errors as of `feasible`.
        """
        if self.questions is not None:
            if not self.questions:
                raise UndecidedError
            self.questions -= 1
        if verify(problem, ()).allowed:
            return ()
        limits = SolveLimits(nodes=self.nodes if nodes is None else nodes)
        sessions = self.best(Tableau(without_bystanders(problem)), limits=limits, must_know=nodes is None)
        if sessions is not None and not verify(problem, sessions).allowed:
            raise SolverError("The engine found a week that does not keep the limits.")
        return sessions

    def best(
        self,
        v: Tableau,
        objective: Sequence[Pair] = (),
        limits: SolveLimits = SolveLimits(),  # noqa: B008 - frozen
        *,
        must_know: bool = False,
    ) -> tuple[Session, ...] | None:
        """Return the best week of a tableau that is found within `limits`, None when none is.

        Raises as `feasible` does; where it must be known, also when `limits` end the search before it is known
        whether there is one.
        """
        if not v.candidates:
            return None
        matrix = v.matrix(objective)
        # The relaxation quickly refutes most of what is impossible.
        if self._values(matrix.relaxed(), limits, must_know=True) is None:
            return None
        values = self._values(matrix, limits, must_know=must_know)
        return None if values is None else lay_out(v.problem, placements(v, values))

    def _values(self, matrix: Matrix, limits: SolveLimits, *, must_know: bool) -> Floats | None:
        answer = highs().solve(matrix, limits, self.stop)
        unknown = answer.outcome is Outcome.STOPPED and answer.values is None
        if unknown and (must_know or self.stop.over):
            raise UndecidedError
        if answer.outcome is Outcome.FAILED:
            raise SolverError("The engine stopped before it knew whether the week is possible.")
        return answer.values


def without_bystanders(problem: Problem) -> Problem:
    """Return a problem that is feasible exactly when `problem` is, with as little to decide as possible.

    A session can only help to meet a minimum, to go before another one, or to restore energy. Behaviors that do none
    of these get no new session; soft rules go; and lengths stay at their shortest where no minimum counts minutes.
    """
    hard = tuple(rule for rule in problem.active_rules if rule.hard)
    needed, stretched = helpful(problem), _counted_in_minutes(problem, hard)
    behaviors = []
    for behavior in problem.behaviors:
        if behavior.id not in needed:
            behaviors.append(behavior.model_copy(update={"weekdays": (), "min_per_week": 0}))
        elif behavior.id not in stretched:
            behaviors.append(_shortest(behavior, problem.grid_minutes))
        else:
            behaviors.append(behavior)
    # Not validated: a behavior without weekdays is not valid, but here it stands for one that gets no session.
    return problem.changed_unchecked(behaviors=tuple(behaviors), rules=hard)


def helpful(problem: Problem) -> frozenset[str]:
    """Return the behaviors of which a new session can help to meet a limit."""
    hard = [rule for rule in problem.active_rules if rule.hard]
    found = {behavior.id for behavior in problem.behaviors if behavior.min_per_week}
    found |= {behavior.id for behavior in problem.behaviors if any(rule.asks_for(behavior) for rule in hard)}
    if problem.energy_budget is not None:
        found |= {behavior.id for behavior in problem.behaviors if behavior.energy_cost < 0}
    cues = [rule.cue for rule in hard if rule.cue is not None]
    size = -1
    while size < len(found):
        size = len(found)
        found |= {cue for cue, follower in cues if follower in found}
    return frozenset(found)


def _counted_in_minutes(problem: Problem, hard: Sequence[Rule]) -> set[str]:
    """Return the behaviors whose longer sessions can help: a minimum counts their minutes, or a rule their length."""
    return {behavior.id for behavior in problem.behaviors if any(rule.asks_for_minutes(behavior) for rule in hard)}


def _shortest(behavior: Behavior, grid: int) -> Behavior:
    """Return the behavior with nothing but its shortest length, where it has one on the grid."""
    return behavior.model_copy(update={"max_minutes": min(behavior.max_minutes, on_grid(behavior.min_minutes, grid))})
