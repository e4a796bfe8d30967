"""Runs slow queries in a thread and delivers the answer to the screen that asked.

A query gets an event that stops it early. A newer query, or leaving the screen, cancels it and drops its answer. Unlike
the result of a solve, an answer is of use only to the screen that asked, and waits until that is on top.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Event
from typing import Any, Final, TypeVar

from textual.screen import Screen

from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.free_memory import give_back_free_memory
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.on_top import OnTop

T = TypeVar("T")

LOW_PRIORITY: Final = 10
"""As a nice value: about a tenth of the time that others get who compete for the processor."""


async def gently_in_thread(question: Callable[[Event], T], stop: Event) -> T:
    """Return the answer to a question, worked out in a thread of low priority."""
    work = partial(copy_context().run, question, stop)
    with_low_priority = ThreadPoolExecutor(1, "gently", initializer=give_way)
    try:
        return await asyncio.get_running_loop().run_in_executor(with_low_priority, work)
    finally:
        with_low_priority.shutdown(wait=False)


def give_way() -> None:
    """Let this thread, and those that it starts, run after others; only Linux knows a priority of threads."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(os.getpriority(os.PRIO_PROCESS, thread), LOW_PRIORITY))


class BackgroundQuery:
    """Answers one query at a time for a screen or dialog."""

    def __init__(self, screen: Screen[Any], *, failed: Callable[[HabitosError], object] | None = None) -> None:
        """`failed` is called with the error of a failed query; by default a dialog shows it."""
        self._screen = screen
        self._failed = failed or self._show_error
        self._stop: Event | None = None
        """Stops the running query; also identifies it."""
        self._on_top = OnTop(screen)

    @property
    def running(self) -> bool:
        """Whether a query is running."""
        return self._stop is not None

    def run(self, question: Callable[[Event], T], then: Callable[[T], object], *, gently: bool = False) -> None:
        """Run `question` in a thread and pass its result to `then`, unless it is cancelled first.

        What nobody waits for is run `gently`: all else goes first, in other programs too.
        """
        self.cancel()
        stop = self._stop = Event()

        def asked(stop: Event) -> T:
            try:
                return question(stop)
            finally:
                give_back_free_memory()

        async def work() -> None:
            try:
                answer = await (gently_in_thread if gently else asyncio.to_thread)(asked, stop)
            except HabitosError as error:
                self._deliver(stop, partial(self._failed, error))
            except Exception as error:  # noqa: BLE001 - whatever it was, the screen is waiting for an answer
                sentence = f"The question broke off unexpectedly ({type(error).__name__})."
                self._deliver(stop, partial(self._failed, SolverError(sentence, hint="Try again.")))
            else:
                self._deliver(stop, partial(then, answer))
            finally:
                stop.set()  # Textual cancels this worker when the screen closes, but a thread only ends by itself.

        self._screen.run_worker(work(), group="query")

    def run_in_steps(self, question: Callable[[Event, Callable[[T], None]], T], then: Callable[[T], object]) -> None:
        """Run `question` as `run` does, and pass what it tells meanwhile to `then` as well."""

        def asked(stop: Event) -> T:
            return question(stop, lambda part: self.report(stop, partial(then, part)))

        self.run(asked, then)

    def report(self, stop: Event, tell: Callable[[], object]) -> None:
        """Pass a partial result to the screen, from the thread that got `stop`."""

        def tell_if_wanted() -> None:
            if self._stop is stop:
                tell()

        self._screen.call_later(tell_if_wanted)

    def finish_early(self) -> None:
        """Stop the running query early; its best result so far is the answer."""
        if self._stop is not None:
            self._stop.set()

    def cancel(self) -> None:
        """Cancel the running query and drop its answer."""
        self.finish_early()
        self._stop = None
        self._on_top.forget()

    def _deliver(self, stop: Event, tell: Callable[[], object]) -> None:
        """Send the result as a message of the screen, so that it waits for those before and errors are shown."""
        self._screen.call_later(self._end, stop, tell)

    def _end(self, stop: Event, tell: Callable[[], object]) -> None:
        if self._stop is stop:
            self._on_top.do(partial(self._tell, stop, tell))

    def _tell(self, stop: Event, tell: Callable[[], object]) -> None:
        if self._stop is not stop:
            return
        self._stop = None
        try:
            tell()
        except HabitosError as error:
            self._failed(error)

    def _show_error(self, error: HabitosError) -> None:
        self._screen.app.push_screen(ErrorDialog(error))
