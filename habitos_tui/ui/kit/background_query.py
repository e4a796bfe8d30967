"""Questions that take a while: worked out in a thread, answered on the screen that asked.

A question gets an event that ends it early. A newer question ends the one before, and so does leaving the screen: its
answer is dropped then. Unlike a solve, an answer is of use only to the screen that asked.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from textual.screen import Screen

from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.dialogs.message import ErrorDialog

T = TypeVar("T")


class BackgroundQuery:
    """Answers one question at a time for a screen or dialog."""

    def __init__(self, screen: Screen[Any], *, failed: Callable[[HabitosError], object] | None = None) -> None:
        """`failed` is called with the error when there is no answer; without it a dialog shows it."""
        self._screen = screen
        self._failed = failed or self._show_error
        self._stop: Event | None = None
        """Ends the question that is open; it also tells that question from those before."""

    @property
    def running(self) -> bool:
        """Whether a question is open."""
        return self._stop is not None

    def run(self, question: Callable[[Event], T], then: Callable[[T], object]) -> None:
        """Work out `question` in a thread and give what it returns to `then`, unless it is cancelled before."""
        self.cancel()
        stop = self._stop = Event()

        async def work() -> None:
            try:
                answer = await asyncio.to_thread(question, stop)
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

    def report(self, stop: Event, tell: Callable[[], object]) -> None:
        """Pass a partial result to the screen, from the thread that got `stop`."""

        def tell_if_wanted() -> None:
            if self._stop is stop:
                tell()

        self._screen.call_later(tell_if_wanted)

    def finish_early(self) -> None:
        """End the open question: what is known by then is its answer."""
        if self._stop is not None:
            self._stop.set()

    def cancel(self) -> None:
        """End the open question and drop its answer."""
        self.finish_early()
        self._stop = None

    def _deliver(self, stop: Event, tell: Callable[[], object]) -> None:
        """Send the result as a message of the screen, so that it waits for those before and errors are shown."""
        self._screen.call_later(self._end, stop, tell)

    def _end(self, stop: Event, tell: Callable[[], object]) -> None:
        if self._stop is not stop:
            return
        self._stop = None
        try:
            tell()
        except HabitosError as error:
            self._failed(error)

    def _show_error(self, error: HabitosError) -> None:
        self._screen.app.push_screen(ErrorDialog(error))
