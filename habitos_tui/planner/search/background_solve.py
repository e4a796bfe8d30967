"""A solve in a thread of its own, that tells what it finds while the search goes on."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Condition, Event
from types import TracebackType
from typing import Final, Self

from habitos_tui.planner.engines.engine import Answer, Engine, News, SolveLimits, StopCondition
from habitos_tui.planner.engines.matrix import Floats, Matrix

POLL_SECONDS: Final = 0.05
"""How soon a wait notices that it is time to stop."""


class BackgroundSolve:
    """One running solve; leaving the block stops it. Engines release the interpreter lock while they work."""

    def __init__(
        self, engine: Engine, matrix: Matrix, limits: SolveLimits, stop: StopCondition, start: Floats | None = None
    ) -> None:
        self._left = Event()
        self._stop = stop
        self._work = 0
        self._news: list[News] = []
        """Bounds and plans in the order they were found."""
        self._changed = Condition()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="background-solve")
        limits, stop = replace(limits, watch=self._hear), replace(stop, enough=self._left.is_set)
        self._future: Future[Answer] = self._pool.submit(engine.solve, matrix, limits, stop, start=start)
        self._future.add_done_callback(lambda _: self._wake())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Stop it, without waiting for it to notice."""
        self._left.set()
        self._pool.shutdown(wait=False)

    def news(self, number: int, work: float) -> News | None:
        """Return what was found by so much work, by number, from 0; None when there was no more. Waits for the work."""
        with self._changed:
            while not (len(self._news) > number or self._work > work or self._future.done() or self._stop.over):
                self._changed.wait(POLL_SECONDS)
            if len(self._news) > number and (self._news[number].work <= work or self._stop.over):
                return self._news[number]
            return None

    def news_from(self, number: int) -> list[News]:
        """Return what has been found since so much of it was taken in; waits for nothing."""
        with self._changed:
            return self._news[number:]

    def answer(self, work: float) -> Answer | None:
        """Return the answer if it took no more than so much work, which has been waited for; raises what it raised."""
        if not self._future.done():
            return None
        answer = self._future.result()
        return answer if answer.work <= work or self._stop.over else None

    def _hear(self, news: News) -> bool:
        with self._changed:
            self._work = news.work
            if news.bound is not None or news.values is not None:
                self._news.append(news)
            self._changed.notify()
        return False

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify()
