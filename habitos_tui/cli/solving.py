"""Runs a solve with progress display that the user can stop."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread, Timer
from types import FrameType, TracebackType
from typing import Self

import click

from habitos_tui.cli.ending import HUNG_UP, is_hung_up, is_unread
from habitos_tui.cli.output import at_terminal
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress
from habitos_tui.domain.text.phrasing import percent_at_most
from habitos_tui.domain.text.result_phrasing import PHASES
from habitos_tui.errors import ExitCode
from habitos_tui.ui.runtime.signal_guard import ENDING_SIGNALS

_SECONDS_BETWEEN_LINES = 0.5
_SECONDS_BETWEEN_LOOKS = 0.1
_SECONDS_TO_STOP = 5.0
"""Solvers stop within a fraction of a second; one that takes longer is abandoned."""

Solve = Callable[[Callable[[Progress], None], Event], Plan]
"""Solves with a listener for progress and an event that stops it."""


@dataclass(frozen=True, slots=True)
class SolveOutcome:
    """A plan, and the number of the signal that stopped the run early, if one did."""

    plan: Plan
    signal: int | None

    @property
    def exit_code(self) -> int:
        """128 + the signal, 15 without a feasible plan, 1 without any plan, else 0."""
        if self.signal is not None:
            return 128 + self.signal
        if self.plan.status is PlanStatus.INFEASIBLE:
            return ExitCode.INFEASIBLE
        return ExitCode.OK if self.plan.usable else ExitCode.FAILURE


def run(solve: Solve) -> SolveOutcome:
    """Solve in a separate thread while this one handles signals.

    SIGINT, SIGTERM or SIGHUP stops the solver and keeps its incumbent. So does a terminal that goes away without a
    signal, and a reader of all that is said: they count as SIGHUP and SIGPIPE.
    """
    line = _ProgressLine()
    with _Stop() as stop, ThreadPoolExecutor(max_workers=1) as executor:
        try:
            running = executor.submit(solve, line.show, stop.wanted)
            while not running.done():
                # A signal received by another thread is handled here, but does not wake this thread.
                wait([running], timeout=_SECONDS_BETWEEN_LOOKS)
                stop.look()
            plan = running.result()
        finally:
            line.clear()
    return SolveOutcome(plan, stop.signal)


@contextmanager
def attended() -> Iterator[None]:
    """End the process with 129 in the body, which changes nothing, once its terminal is gone without a signal."""
    over = Event()
    watch = Thread(target=_leave_when_alone, args=(over,), name="terminal-watch", daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _leave_when_alone(over: Event) -> None:
    heeded = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    while not over.wait(_SECONDS_BETWEEN_LOOKS):
        if heeded and is_hung_up():
            os._exit(HUNG_UP)


@contextmanager
def ending(ctx: click.Context, outcome: SolveOutcome) -> Iterator[None]:
    """Report an outcome in the body, then end the command with its exit code."""
    try:
        yield
    except OSError:
        # After a hang-up the terminal is gone; the status must still show the signal.
        if outcome.signal is None:
            raise
    ctx.exit(outcome.exit_code)


class _Stop:
    """What stops a run early; while entered, signals do. One that is ignored, as with nohup, stays so."""

    def __init__(self) -> None:
        self.wanted = Event()
        self.signal: int | None = None
        """The first one that came, or that what happened stands for."""
        # Exiting at a second signal would orphan a solver process; only a hanging one is abandoned.
        self._watchdog = Timer(_SECONDS_TO_STOP, lambda: os._exit(128 + (self.signal or 0)))
        self._watchdog.daemon = True

    def __enter__(self) -> Self:
        heard = [number for number in ENDING_SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        self._before = {number: signal.signal(number, self._note) for number in heard}
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._watchdog.cancel()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def look(self) -> None:
        """Notice that nobody is there any more who would see the result."""
        if signal.SIGHUP in self._before and self.signal is None:
            if is_hung_up():
                self._note(signal.SIGHUP)
            elif is_unread():
                self._note(signal.SIGPIPE)

    def _note(self, number: int, _frame: FrameType | None = None) -> None:
        if self.signal is None:
            self.signal = number
            self._watchdog.start()
        self.wanted.set()


class _ProgressLine:
    """One line on stderr that overwrites itself; silent if stderr is not a terminal."""

    def __init__(self) -> None:
        self._wanted = at_terminal(sys.stderr)
        self._next = 0.0
        self._width = 0

    def show(self, progress: Progress) -> None:
        """Show the progress, at most twice a second."""
        if self._wanted and progress.elapsed >= self._next:
            self._next = progress.elapsed + _SECONDS_BETWEEN_LINES
            self._write(_describe(progress))

    def clear(self) -> None:
        """Clear the line."""
        if self._width:
            self._write("")
            self._write("")

    def _write(self, text: str) -> None:
        # A lost terminal must not lose the plan.
        with suppress(OSError):
            click.echo("\r" + text.ljust(self._width), nl=False, err=True)
        self._width = len(text)


def _describe(progress: Progress) -> str:
    parts = [f"{progress.elapsed:5.1f} s", PHASES.get(progress.phase, progress.phase)]
    if progress.gap is not None:
        parts.append(f"{percent_at_most(progress.gap)} better at most")
    return "  ".join(parts)
