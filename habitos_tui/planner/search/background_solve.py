"""A solve in a thread of its own: the search looks for plans while this one proves a bound."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from threading import Event
from types import TracebackType
from typing import Self

from habitos_tui.planner.engines.engine import Answer, Engine, OnPlan, SolveLimits, StopCondition
from habitos_tui.planner.engines.matrix import Floats, Matrix


class BackgroundSolve:
    """One running solve; leaving the block stops it. Engines release the interpreter lock while they work."""

    def __init__(
        self, engine: Engine, matrix: Matrix, limits: SolveLimits, stop: StopCondition, start: Floats | None = None
    ) -> None:
        self._stop = Event()
        self._plans: SimpleQueue[Floats | None] = SimpleQueue()
        """Plans in the order they were found, None at the end."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="background-solve")
        stop = replace(stop, enough=self._stop.is_set)
        self._future: Future[Answer] = self._pool.submit(
            engine.solve, matrix, limits, stop, on_plan=self._plans.put, start=start
        )
        self._future.add_done_callback(lambda _: self._plans.put(None))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._pool.shutdown()

    def answer(self, on_plan: OnPlan) -> Answer:
        """Wait for the answer, plans being passed on in the caller's thread; raises what the engine raised."""
        while (values := self._plans.get()) is not None:
            on_plan(values)
        return self._future.result()
