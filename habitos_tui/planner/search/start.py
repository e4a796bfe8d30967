"""Begins a run with plans that are known already, so that it ends with nothing worse."""

from collections.abc import Iterable, Sequence

from habitos_tui.domain.model.plan import Session
from habitos_tui.planner.engines.engine import SolveLimits
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.search.held_week import HeldWeek
from habitos_tui.planner.search.search import Search


def begin(search: Search, plans: Iterable[Sequence[Session]]) -> None:
    """Take in each of `plans` that the problem of the run allows; the search starts from the best of them."""
    for sessions in plans:
        search.begin_with(sessions, _columns(search, sessions))


def _columns(search: Search, sessions: Sequence[Session]) -> Floats | None:
    """Return the column values of a plan; None for one that the model does not know, such as one off the grid."""
    if not HeldWeek.holds(search.model, sessions):
        return None
    given = HeldWeek(search.problem, search.model, sessions).given()
    return search.engine.solve(given, SolveLimits(), search.stop).values
