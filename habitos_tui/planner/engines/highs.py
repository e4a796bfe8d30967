"""HiGHS, in this process; it releases the interpreter lock while it works."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import Any, Final

import highspy
import numpy as np
from highspy import HighsModelStatus

from habitos_tui.free_memory import give_back_free_memory
from habitos_tui.planner.engines.engine import (
    ABSOLUTE_GAP,
    POLL_SECONDS,
    Answer,
    News,
    OnPlan,
    Outcome,
    SolveLimits,
    StopCondition,
)
from habitos_tui.planner.engines.matrix import Floats, Matrix

# The scheduler of HiGHS is shared by the whole process: other values of `threads` or `parallel` in a later solve make
# it return at once without a plan. They are never varied.
OPTIONS: Final[Mapping[str, Any]] = {
    "log_to_console": False,
    # Nothing is printed, but the lines of the log are what tells of the bound, so none is left out.
    "mip_min_logging_interval": 0.0,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    # Days look alike, but breaking their symmetry costs more than it saves: lengths and weekdays rarely agree.
    "mip_detect_symmetry": False,
    # The search brings a good plan along: with it these cost more time than they save.
    "mip_allow_restart": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_root_reduced_cost": False,
}

GRACE_SECONDS: Final = 0.03
"""Time that HiGHS gets to stop by itself, which keeps its bound, before its thread is left alone."""
NO_VALUES: Final[Floats] = np.zeros(0)
KINDS: Final = highspy.cb.HighsCallbackType
HEARD: Final = (
    KINDS.kCallbackSimplexInterrupt,
    KINDS.kCallbackMipInterrupt,
    KINDS.kCallbackMipImprovingSolution,
    KINDS.kCallbackMipLogging,
)

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
        limits: SolveLimits,
        stop: StopCondition,
        *,
        on_plan: OnPlan | None = None,
        start: Floats | None = None,
    ) -> Answer:
        """Solve within `limits`; stops within some hundredths of a second."""
        if stop.over:
            return Answer(Outcome.STOPPED)
        scale = matrix.scale
        return self._solve(matrix.times(1 / scale), limits.times(1 / scale), stop, on_plan, start).times(scale)

    def _solve(
        self, matrix: Matrix, limits: SolveLimits, stop: StopCondition, on_plan: OnPlan | None, start: Floats | None
    ) -> Answer:
        highs = highspy.Highs()
        for name, value in {**OPTIONS, **_options(limits, stop), **self.options}.items():
            highs.setOptionValue(name, value)
        highs.passModel(as_lp(matrix))
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = start.tolist()
            highs.setSolution(known)
        return _Run(highs, matrix, _Listener(stop, limits.watch, matrix.undecided)).wait(on_plan)


class _Listener:
    """What HiGHS calls while it works.

    It must not refer to the solver, which refers to it: the garbage collector does not see that cycle, and no solver
    would ever be freed.
    """

    def __init__(self, stop: StopCondition, watch: Callable[[News], bool] | None, step: int) -> None:
        self.stop = stop
        self.watch = watch
        self.step = step
        """Work of one step: the columns that are to be decided, as those of a large problem take longer."""
        self.left = False
        """The caller no longer waits for the answer."""
        self.bound: float | None = None
        """The best bound so far. Smaller problems solved inside cause most callbacks too, but write no log."""
        self.work = 0
        """Callbacks that asked whether to stop, each counted as one step."""
        self.enough = False
        self.found: SimpleQueue[Floats | None] = SimpleQueue()
        """Plans in the order they were found, None at the end."""

    def hear(self, kind: Any, _message: str, news: Any, reply: Any, _data: Any) -> None:
        if kind == KINDS.kCallbackMipImprovingSolution:
            values = np.array(news.mip_solution)
            self.found.put(values)
            self.tell(News(self.work, values=values))
        elif kind == KINDS.kCallbackMipLogging:
            # Before the root is solved, a plan that was given stands for the bound as well.
            if np.isfinite(news.mip_dual_bound) and news.mip_dual_bound < news.mip_primal_bound:
                self.bound = -float(news.mip_dual_bound)
                self.tell(News(self.work, bound=self.bound))
        else:
            self.work += self.step
            self.tell(News(self.work))
            reply.user_interrupt = self.enough or self.left or self.stop.over

    def tell(self, news: News) -> None:
        """Ask who watches, if anybody does, whether this is enough."""
        if self.watch is not None and self.watch(news):
            self.enough = True


class _Run:
    """One call of HiGHS, in a thread of its own.

    HiGHS asks whether to stop only between its steps, and a step can take seconds when it solves smaller problems
    inside. So the caller does not wait for that: it returns with what was found and proved so far, and the thread ends
    by itself the next time HiGHS asks.
    """

    def __init__(self, highs: Any, matrix: Matrix, listener: _Listener) -> None:
        self.highs = highs
        self.matrix = matrix
        self.listener = listener
        highs.setCallback(listener.hear, None)
        for each in HEARD:
            highs.startCallback(each)
        self.thread = threading.Thread(target=self._run, name="highs")
        self.parting = threading.Lock()
        self.ended = False
        """HiGHS has ended while the caller waited. If not, its thread, which is left alone, frees what it held."""

    def wait(self, on_plan: OnPlan | None) -> Answer:
        """Run to the end, or until it is time to stop; `on_plan` is called in the caller's thread."""
        self.thread.start()
        try:
            while (values := self._next()) is not None:
                if on_plan is not None and values.size:
                    on_plan(values)
        finally:
            with self.parting:
                self.listener.left = True
        if not self.ended:
            return Answer(Outcome.STOPPED, bound=self.listener.bound, work=self.listener.work)
        answer = replace(_answer(self.highs, self.matrix), work=self.listener.work + self.listener.step)
        self._free()
        return answer

    def _free(self) -> None:
        """Free what HiGHS holds: the garbage collector, which takes the rest, does not know how large this is.

        What dozens of solves in a row leave to the C library is as large again; that takes a millisecond.
        """
        self.highs.clear()
        give_back_free_memory()

    def _next(self) -> Floats | None:
        """Return the next plan, an empty array when there is none yet, None when it is time to go."""
        try:
            values = self.listener.found.get(timeout=POLL_SECONDS)
        except Empty:
            return NO_VALUES if not self.listener.stop.over or self._ends_in_time() else None
        if values is None:
            self.thread.join()
        return values

    def _ends_in_time(self) -> bool:
        self.thread.join(GRACE_SECONDS)
        return not self.thread.is_alive()

    def _run(self) -> None:
        try:
            self.highs.run()
        finally:
            with self.parting:
                self.ended = not self.listener.left
            if not self.ended:
                self._free()
            self.listener.found.put(None)


def _options(limits: SolveLimits, stop: StopCondition) -> dict[str, Any]:
    options: dict[str, Any] = {"mip_rel_gap": limits.gap, "mip_abs_gap": ABSOLUTE_GAP}
    if stop.seconds is not None:
        options["time_limit"] = stop.seconds
    if limits.target is not None:
        options["objective_target"] = -limits.target
    if limits.nodes is not None:
        options["mip_max_nodes"] = limits.nodes
    return options


def as_lp(matrix: Matrix) -> Any:
    """Return a matrix in the form that HiGHS reads."""
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
