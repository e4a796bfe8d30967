"""HiGHS, in this process and thread; it lets go of the interpreter while it works."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import highspy
import numpy as np
from highspy import HighsModelStatus

from habitos_tui.planner.engines import Aim, Answer, Effort, OnBound, OnPlan, Outcome, Patience
from habitos_tui.planner.model import Floats, Matrix

# The scheduler of HiGHS is shared by the whole process: other values of `threads` or `parallel` in a later solve make
# it return at once without a plan. They are never varied.
OPTIONS: Final[Mapping[str, Any]] = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    # Days look alike, but breaking their symmetry costs more than it saves: lengths and weekdays rarely agree.
    "mip_detect_symmetry": False,
}

LIGHT: Final[Mapping[str, Any]] = {
    "mip_allow_restart": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
"""What a small problem with a known plan can do without: it takes a third of the time and finds the same plans."""

OPTIONS_OF: Final[Mapping[Aim, Mapping[str, Any]]] = {
    Aim.PROOF: {},
    Aim.PLAN: LIGHT,
    Aim.BOUND: {**LIGHT, "mip_heuristic_run_rins": False, "mip_heuristic_effort": 0.0},
}

_OUTCOMES: Final = {
    HighsModelStatus.kOptimal: Outcome.SOLVED,
    HighsModelStatus.kModelEmpty: Outcome.SOLVED,
    HighsModelStatus.kInfeasible: Outcome.INFEASIBLE,
    # Every column that earns anything is bounded, so what cannot be told apart here is infeasible.
    HighsModelStatus.kUnboundedOrInfeasible: Outcome.INFEASIBLE,
    HighsModelStatus.kTimeLimit: Outcome.STOPPED,
    HighsModelStatus.kInterrupt: Outcome.STOPPED,
    HighsModelStatus.kObjectiveTarget: Outcome.STOPPED,
    HighsModelStatus.kSolutionLimit: Outcome.STOPPED,
}


class Highs:
    """The HiGHS engine; `options` go before everything else."""

    name = "highs"

    def __init__(self, **options: Any) -> None:
        self.options = options

    def solve(
        self,
        matrix: Matrix,
        effort: Effort,
        patience: Patience,
        *,
        on_plan: OnPlan | None = None,
        on_bound: OnBound | None = None,
        start: Floats | None = None,
    ) -> Answer:
        """Solve with the effort asked for; an interrupt is answered within some hundredths of a second."""
        if patience.over:
            return Answer(Outcome.STOPPED)
        highs = highspy.Highs()
        for name, value in {**OPTIONS, **_options(effort, patience), **self.options}.items():
            highs.setOptionValue(name, value)
        highs.passModel(_lp(matrix))
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = start.tolist()
            highs.setSolution(known)
        listener = _Listener(patience, on_plan, on_bound)
        highs.setCallback(listener, None)
        for kind in listener.kinds:
            highs.startCallback(kind)
        highs.run()
        listener.reraise()
        return _answer(highs, matrix)


def _options(effort: Effort, patience: Patience) -> dict[str, Any]:
    options: dict[str, Any] = {"mip_rel_gap": effort.gap, "mip_abs_gap": 1e-9}
    if patience.seconds is not None:
        options["time_limit"] = patience.seconds
    if effort.target is not None:
        options["objective_target"] = -effort.target
    if effort.nodes is not None:
        options["mip_max_nodes"] = effort.nodes
    return {**options, **OPTIONS_OF[effort.aim]}


class _Listener:
    """Hands news on, and asks HiGHS to stop when patience is over or the receiver failed."""

    def __init__(self, patience: Patience, on_plan: OnPlan | None, on_bound: OnBound | None) -> None:
        kind = highspy.cb.HighsCallbackType
        self.patience = patience
        self.on_plan = on_plan
        self.on_bound = on_bound
        self.error: BaseException | None = None
        self.improving = kind.kCallbackMipImprovingSolution
        self.in_mip = kind.kCallbackMipInterrupt
        self.kinds = [kind.kCallbackSimplexInterrupt, self.in_mip, *([self.improving] if on_plan else [])]

    def __call__(self, kind: Any, _message: str, news: Any, reply: Any, _data: Any) -> None:
        if kind != self.improving:
            reply.user_interrupt = self.error is not None or self.patience.over
        if kind == self.improving and self.on_plan:
            values, bound = np.array(news.mip_solution), -float(news.mip_dual_bound)
            self._guard(lambda receiver: receiver(values, bound), self.on_plan)
        elif kind == self.in_mip and self.on_bound:
            bound = -float(news.mip_dual_bound)
            self._guard(lambda receiver: receiver(bound), self.on_bound)

    def _guard(self, call: Callable[[Any], None], receiver: Any) -> None:
        # An exception must not cross the C++ frames above: it is kept, and raised once HiGHS has stopped.
        try:
            call(receiver)
        except BaseException as error:  # noqa: BLE001 - see above
            self.error = error

    def reraise(self) -> None:
        """Raise what a receiver raised while HiGHS was running."""
        if self.error is not None:
            raise self.error


def _lp(matrix: Matrix) -> Any:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = matrix.cost.size, matrix.row_lower.size
    # HiGHS minimises by nature; its duals and bounds are easier to read when the sign is turned here.
    lp.col_cost_, lp.offset_ = -matrix.cost, -matrix.offset
    lp.col_lower_, lp.col_upper_ = matrix.lower, matrix.upper
    lp.row_lower_, lp.row_upper_ = matrix.row_lower, matrix.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.starts, matrix.columns, matrix.values
    if matrix.integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in matrix.integer.tolist()]
    return lp


def _answer(highs: Any, matrix: Matrix) -> Answer:
    """Translate the status of HiGHS; there are values only where there is a feasible point."""
    outcome = _OUTCOMES.get(highs.getModelStatus(), Outcome.FAILED)
    info, solution = highs.getInfo(), highs.getSolution()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    whole = bool(matrix.integer.any())
    if outcome is Outcome.SOLVED and not feasible and matrix.cost.size:
        return Answer(Outcome.FAILED)
    bound = -float(info.mip_dual_bound if whole else info.objective_function_value)
    proven = np.isfinite(bound) and (whole or outcome is Outcome.SOLVED)
    if not feasible:
        return Answer(outcome, bound=bound if proven else None)
    return Answer(
        outcome,
        values=np.array(solution.col_value),
        objective=-float(info.objective_function_value),
        bound=bound if proven else None,
        reduced_costs=None if whole else -np.array(solution.col_dual),
    )
