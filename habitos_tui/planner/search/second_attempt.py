"""Runs the engine alone in a second thread.

Both searches are compared by work done, not time, so results are reproducible. Bounds come from the engine, plans from
both, and the run ends where they meet. At each step the search takes what the second attempt had found after the same
amount of work; it waits for it where the attempt is behind.
"""

import numpy as np

from habitos_tui.planner.engines.engine import Answer, SolveLimits
from habitos_tui.planner.engines.matrix import Bools, Floats
from habitos_tui.planner.search.background_solve import BackgroundSolve
from habitos_tui.planner.search.search import Search


class SecondAttempt(BackgroundSolve):
    """A proof over the candidates that could lift a plan above the goal; the others, by `at_most`, bound themselves."""

    def __init__(self, search: Search, at_most: Floats, hopeful: Bools, gap: float) -> None:
        self._search = search
        self._others = float(at_most[~hopeful].max(initial=-np.inf))
        self._began = search.work
        self._taken = 0
        self._whole_steps = search.model.whole_steps
        matrix = search.restricted(hopeful | search.held)
        super().__init__(search.engine, matrix, SolveLimits(gap=gap), search.stop, search.values)

    def follow(self) -> Answer | None:
        """Take in what it had found by a like amount of work; return its answer if it had ended by then."""
        return self._take_in_up_to(self._search.work - self._began)

    def finish(self) -> Answer | None:
        """Take in what it finds until the search is done; return its answer if it ends first."""
        return self._take_in_up_to(np.inf)

    def _take_in_up_to(self, work: float) -> Answer | None:
        """Take in one after another, and no more than the search needs: what comes next is a matter of the clock."""
        while not self._search.done:
            news = self.news(self._taken, work)
            if news is None:
                break
            self._taken += 1
            self._take_in(news.bound, news.values)
        answer = None if self._search.done else self.answer(work)
        if answer is not None:
            self._take_in(answer.bound, answer.values)
        return answer

    def _take_in(self, bound: float | None, values: Floats | None) -> None:
        if bound is not None:
            self._search.lower_bound(max(bound, self._others))
        if values is not None and self._search.model.whole_steps and not self._whole_steps:
            self._search.take_in_whole_steps(values)
        elif values is not None:
            self._search.take_values(values)
        self._search.settle()
