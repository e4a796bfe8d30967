"""Signals and lost terminals end the app, at the latest when its time is up."""

import os
import pty
import queue
import signal
import termios
import tty
from collections.abc import Iterator

import pytest

from habitos_tui.ui.runtime.signal_guard import Guard

PATIENCE = 20.0


class Recorder:
    """Stands for the app and for the end of the process; remembers the order."""

    def __init__(self) -> None:
        self._events: queue.Queue[object] = queue.Queue()

    def stop(self) -> None:
        self._events.put("stop")

    def die(self, status: int) -> None:
        self._events.put(status)

    def next(self) -> object:
        return self._events.get(timeout=PATIENCE)

    def is_empty(self) -> bool:
        return self._events.empty()


class Ended(Recorder):
    """An app that is no longer there to be stopped."""

    def stop(self) -> None:
        super().stop()
        raise RuntimeError("Event loop is closed")


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: ours and the app's."""
    master, slave = pty.openpty()
    yield master, slave
    for fd in (master, slave):
        if not _closed(fd):
            os.close(fd)


def _closed(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("kind", [Recorder, Ended])
def test_a_signal_stops_the_app_and_then_the_process(ends: tuple[int, int], number: int, kind: type[Recorder]) -> None:
    app = kind()
    with Guard(app.stop, fd=ends[1], grace=0, die=app.die) as guard:
        os.kill(os.getpid(), number)
        assert app.next() == "stop"
        assert app.next() == 128 + number
    assert guard.signum == number


def test_the_loss_of_the_terminal_counts_as_a_hang_up(ends: tuple[int, int]) -> None:
    app = Recorder()
    with Guard(app.stop, fd=ends[1], grace=0, die=app.die) as guard:
        os.close(ends[0])
        assert app.next() == "stop"
        assert app.next() == 129
    assert guard.signum == signal.SIGHUP


def test_other_signals_are_none_of_its_business(ends: tuple[int, int]) -> None:
    app = Recorder()
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    with Guard(app.stop, fd=ends[1], grace=0, die=app.die) as guard:
        os.kill(os.getpid(), signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, before)
    assert guard.signum == 0
    assert app.is_empty()


def test_leaving_puts_everything_back(ends: tuple[int, int]) -> None:
    numbers = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    app = Recorder()
    with Guard(app.stop, fd=ends[1], grace=0, die=app.die):
        assert [signal.getsignal(number) for number in numbers] != before
    assert [signal.getsignal(number) for number in numbers] == before
    assert signal.set_wakeup_fd(-1) == -1
    assert app.is_empty()


def test_a_descriptor_that_cannot_be_polled_is_not_taken_for_lost() -> None:
    app = Recorder()
    with Guard(app.stop, fd=99_999, grace=0, die=app.die) as guard:
        pass
    assert guard.signum == 0
    assert app.is_empty()


def test_a_terminal_left_raw_is_restored_before_the_end(ends: tuple[int, int]) -> None:
    app = Recorder()
    before = termios.tcgetattr(ends[1])
    with Guard(app.stop, fd=ends[1], grace=0, die=app.die):
        tty.setraw(ends[1])
        os.kill(os.getpid(), signal.SIGTERM)
        assert app.next() == "stop"
        assert app.next() == 143
    assert termios.tcgetattr(ends[1]) == before
