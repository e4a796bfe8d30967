"""Runs the engine alone in a second thread.

Both searches are compared by work done, not time, so results are reproducible. Bounds come from the engine, plans from
both, and the run ends where they meet. At each step the search takes what the second attempt had found after the same
amount of work; it waits for it where the attempt is behind.

The better the plan that is known, the less there is to be proved: only plans that are better by more than the gap are
looked for, and what the relaxation says about those leaves few sessions to decide. So when the search has found a plan
that leaves much less than the second attempt began with, it begins anew.
"""

from types import TracebackType
from typing import Final, Self

import numpy as np

from habitos_tui.planner.engines.engine import Answer, Outcome, SolveLimits
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.search.background_solve import BackgroundSolve
from habitos_tui.planner.search.relaxation import Relaxation
from habitos_tui.planner.search.search import Search

MUCH_LESS: Final = 0.6
"""Share of the sessions that were open at which it pays to begin anew."""


class SecondAttempt:
    """A proof that no plan is worth more than the goal of the search, or than its bound where there is no plan yet."""

    def __init__(self, search: Search, relaxation: Relaxation, gap: float) -> None:
        self._search = search
        self._relaxation = relaxation
        self._gap = gap
        self._solve = self._begun()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solve.__exit__(kind, error, trace)

    def follow(self) -> Answer | None:
        """Take in what it had found by a like amount of work; return its answer if it had ended by then."""
        answer = self._take_in_up_to(self._search.work - self._began)
        if answer is None and not self._search.over:
            self._begin_anew()
        return answer

    def finish(self) -> Answer | None:
        """Take in what it finds until the search is done; return its answer if it ends first."""
        return self._take_in_up_to(np.inf)

    def _begun(self) -> BackgroundSolve:
        search = self._search
        self._goal = search.goal
        self._began = search.work
        self._taken = 0
        self._whole_steps = search.model.whole_steps
        matrix, self._others = self._left()
        self._undecided = matrix.undecided
        return BackgroundSolve(search.engine, matrix, SolveLimits(gap=self._gap), search.stop, search.values)

    def _left(self) -> tuple[Matrix, float]:
        """Return the model with what the goal leaves open, and a bound on plans that it leaves out."""
        return self._relaxation.among_better(self._search.model.matrix, self._search.goal, self._search.values)

    def _begin_anew(self) -> None:
        """Begin with the present goal where that leaves much less to be decided."""
        if self._search.goal > self._goal and self._left()[0].undecided <= MUCH_LESS * self._undecided:
            self._solve.leave()
            self._solve = self._begun()

    def _take_in_up_to(self, work: float) -> Answer | None:
        """Take in one after another, and no more than the search needs: what comes next is a matter of the clock."""
        while not self._search.done:
            news = self._solve.news(self._taken, work)
            if news is None:
                break
            self._taken += 1
            self._take_in(news.bound, news.values)
        answer = None if self._search.done else self._solve.answer(work)
        if answer is not None:
            bound = -np.inf if answer.outcome is Outcome.INFEASIBLE else answer.bound
            self._take_in(bound, answer.values)
        return answer

    def _take_in(self, bound: float | None, values: Floats | None) -> None:
        if bound is not None:
            self._search.lower_bound(max(bound, self._others))
        if values is not None and self._search.model.whole_steps and not self._whole_steps:
            self._search.take_in_whole_steps(values)
        elif values is not None:
            self._search.take_values(values)
        self._search.settle()
