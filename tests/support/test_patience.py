"""Waiting for a process on a machine that others use as well."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support import patience
from tests.support.patience import Patience, crowding


def tick(patch: pytest.MonkeyPatch) -> None:
    """Let a second pass whenever somebody looks at the clock."""
    seconds = count()
    patch.setattr(patience, "time", SimpleNamespace(monotonic=lambda: float(next(seconds))))


def test_patience_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    tick(monkeypatch)
    monkeypatch.setattr(patience, "_delays", lambda process: ())
    waiting = Patience(3, os.getpid())
    assert [waiting.is_left for _ in range(4)] == [True, True, False, False]


def test_what_others_take_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Iterator[int] = count()
    tick(monkeypatch)
    monkeypatch.setattr(patience, "_delays", lambda process: (next(kept) / 2,))  # of it, and of those who wait
    waiting = Patience(3, 0)
    assert all(waiting.is_left for _ in range(20))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc")
def test_threads_tell_how_long_they_were_kept_waiting() -> None:
    assert [delay for delay in patience._delays(os.getpid()) if delay < 0] == []
    assert list(patience._delays(os.getpid())) != []


def test_a_machine_of_ones_own_is_not_crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for load, wanted in ((0.1, 1.0), (2.0, 1.0), (9.0, 4.5)):
        monkeypatch.setattr(os, "getloadavg", lambda load=load: (load, 0.0, 0.0))
        assert crowding() == wanted
