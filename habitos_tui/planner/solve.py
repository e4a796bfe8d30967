"""Solves a problem: from the first relaxation to the finished plan."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import EVOLVE, SMOOTH, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Engine, Outcome, StopCondition
from habitos_tui.planner.engines.loading import cbc, highs, require
from habitos_tui.planner.result import plan_of
from habitos_tui.planner.search.minutes_check import check_minutes
from habitos_tui.planner.search.search import Incumbent, OnProgress, Search
from habitos_tui.planner.search.start import begin
from habitos_tui.planner.search.strategy import run
from habitos_tui.planner.search.ties import choose_starts, settle_ties
from habitos_tui.planner.verification.verify import verify

ANSWER_SECONDS: Final = 10.0
"""Time for one answer about a plan, on however busy a machine; most take a fraction of a second."""
ENGINES: Final[Mapping[str, Callable[[], Engine]]] = {"highs": highs, "cbc": cbc, "smooth": highs}


def solve(
    problem: Problem,
    options: SolveOptions = SolveOptions(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
    *,
    starts: Iterable[Sequence[Session]] = (),
) -> Plan:
    """Return the best week for `problem` with a proof of how good it is, no worse than any of `starts` it allows.

    `on_progress` is called in this thread whenever there is a better plan or bound, or a new phase. Setting `cancel`,
    from any thread, ends the search within 0.2 s with the best plan found so far. Raises SolverError when the engine
    cannot be started, or what it needs is not installed.
    """
    deadline = None if options.time_limit is None else time.monotonic() + options.time_limit
    stop = StopCondition(deadline, cancel or threading.Event())
    if options.engine == EVOLVE:
        from habitos_tui.planner.evolve.solving import evolve  # noqa: PLC0415 - what it draws with takes some MB

        return evolve(problem, options, on_progress, cancel, starts=starts)
    require(options.engine)
    problem = problem.as_valued_by(options.engine)
    search = Search(problem, options, ENGINES[options.engine](), stop, on_progress)
    begin(search, starts)
    outcome = run(search) if search.model.variables.candidates else _nothing_to_place(search)
    search.incumbent = search.best
    settle_ties(search)
    if options.engine == SMOOTH:
        check_minutes(search)
    choose_starts(search)
    best = search.incumbent
    if best is None:
        return _without_plan(search, outcome, cancelled=stop.cancel.is_set())
    return plan_of(
        problem,
        best.sessions,
        best.verification,
        bound=search.bound,
        gap=options.gap,
        tolerance=search.tolerance,
        seconds=lambda: search.elapsed,
        engine=options.engine,
    )


def _nothing_to_place(search: Search) -> Outcome:
    """Take the empty plan, the only one there is, if it is allowed."""
    verification = verify(search.problem, ())
    if not verification.allowed:
        return Outcome.INFEASIBLE
    search.incumbent = Incumbent((), verification, verification.objective)
    search.lower_bound(verification.objective)
    return Outcome.SOLVED


def _without_plan(search: Search, outcome: Outcome, *, cancelled: bool) -> Plan:
    """Return the answer of a run that found no plan."""
    status = PlanStatus.FAILED
    if outcome is Outcome.INFEASIBLE:
        status = PlanStatus.INFEASIBLE
    elif outcome is Outcome.STOPPED:
        status = PlanStatus.CANCELLED if cancelled else PlanStatus.TIMED_OUT
    return Plan(
        format=search.problem.plan_format,
        problem=search.problem.name,
        status=status,
        seconds=search.elapsed,
        engine=search.options.engine,
    )
