"""The engine evolve: good weeks soon, and never a proof.

See docs/planning-model.md, section 5.4.
"""

import threading
import time
from collections.abc import Iterable, Sequence

from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.loading import require
from habitos_tui.planner.evolve.evolution import Evolution
from habitos_tui.planner.search.search import OnProgress


def evolve(
    problem: Problem,
    options: SolveOptions,
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
    *,
    starts: Iterable[Sequence[Session]] = (),
) -> Plan:
    """Return a good week, found within the time limit, no worse than any of `starts` that is allowed.

    The same seed has the same week, unless time or user end the search. Raises SolverError without pymoo.
    """
    require(options.engine)
    run = begun(problem, options, on_progress, cancel)
    for sessions in starts:
        run.known(sessions)
    seed = run.seed()
    if not seed.impossible:
        run.run(seed)
    return run.without_plan(run.ending(seed)) if run.best is None else run.plan(run.best)


def begun(
    problem: Problem,
    options: SolveOptions,
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Evolution:
    """Return a run that has not bred anything yet."""
    deadline = None if options.time_limit is None else time.monotonic() + options.time_limit
    return Evolution(problem, options, StopCondition(deadline, cancel or threading.Event()), on_progress)
