"""Questions that take a while: asked in a thread, answered on the screen that asked.

A question gets an event that ends it early. A newer question ends the one before, and so does leaving: its answer then
has an id that nobody waits for any more. Unlike a solve, an answer is of use only to the screen that asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any, Final, TypeVar

from textual.message import Message
from textual.screen import ScreenResultType
from textual.worker import Worker, WorkerState

from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.dialogs.error import ErrorDialog
from habitos_tui.ui.kit.screen import LowTrafficScreen

T = TypeVar("T")

ASK_GROUP: Final = "ask"


@dataclass
class Answered(Message):
    """A question has its answer, or the reason why there is none."""

    ask_id: int
    answer: object
    error: HabitosError | None = None


class AskingScreen(LowTrafficScreen[ScreenResultType]):
    """A screen that asks one question at a time."""

    _ask_id = 0
    _asked: Event | None = None
    _then: Callable[[Any], None] | None = None

    def ask(self, question: Callable[[Event], T], then: Callable[[T], None]) -> None:
        """Answer `question` in a thread and hand what it returns to `then`, unless something else is asked before."""
        self.stop_asking()
        ask_id, cancel = self._ask_id, Event()
        self._asked, self._then = cancel, then

        def work() -> None:
            try:
                answered = Answered(ask_id, question(cancel))
            except HabitosError as error:
                answered = Answered(ask_id, None, error)
            self.post_message(answered)

        self.run_worker(work, group=ASK_GROUP, thread=True, exclusive=True, exit_on_error=False)

    def stop_asking(self) -> None:
        """Let go of the question that is open; its answer will be dropped."""
        self._ask_id += 1
        if self._asked is not None:
            self._asked.set()
        self._asked = self._then = None

    def hurry(self) -> None:
        """End the question that is open early: what is known by then is its answer."""
        if self._asked is not None:
            self._asked.set()

    @property
    def asking(self) -> bool:
        """Tell whether a question is open."""
        return self._then is not None

    def no_answer(self, error: HabitosError) -> None:
        """A question cannot be answered; screens that show something in place of the answer say so there."""
        self.app.push_screen(ErrorDialog(error))

    def on_answered(self, message: Answered) -> None:
        """Hand the answer on, if it is still waited for."""
        message.stop()
        if message.ask_id != self._ask_id or self._then is None:
            return
        then, self._asked, self._then = self._then, None, None
        try:
            if message.error is not None:
                self.no_answer(message.error)
            else:
                then(message.answer)
        except HabitosError as error:
            self.no_answer(error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Turn what a question's thread did not expect into an answer: the net below `ask`."""
        if event.worker.group == ASK_GROUP and event.state is WorkerState.ERROR:
            event.stop()
            sentence = f"The question broke off unexpectedly ({type(event.worker.error).__name__})."
            self.post_message(Answered(self._ask_id, None, SolverError(sentence, hint="Try again.")))

    def on_unmount(self) -> None:
        """Let nothing go on for a screen that is gone."""
        self.stop_asking()
