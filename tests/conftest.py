"""What holds for all tests."""

import ctypes
import gc
import resource
import sys
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import settings

# The same examples on every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")

# An app leaves many objects behind, and a few hundred apps run in one process: at the usual pace of collections a
# third of the time would go into looking at all of them again and again. They are looked at after every module; within
# one, often enough that a test which draws hundreds of weeks does not pile them up.
gc.set_threshold(200_000, 5, 10)

MAX_MEGABYTES: Final = 350
"""What running tests may take at most, beyond what a process takes that has only found them, which grows with their
number. With more, something holds on to what is over."""

GROWTH, GROWTHS, FOUND = "growth_megabytes", pytest.StashKey[list[float]](), pytest.StashKey[float]()


@pytest.fixture
def quick_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let suggestions be worth what is roughly reckoned, without planning a week for each."""
    from habitos_tui.domain.insight.suggestion import Gain
    from habitos_tui.services.trials import Trials

    def reckoned(_: Trials, trial: Any, _cancel: object = None) -> Any:
        points = trial.suggestion.points
        return replace(trial.suggestion, gain=Gain(points, 0.9 * points, 1.1 * points))

    monkeypatch.setattr(Trials, "check", reckoned)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GROWTHS], config.stash[FOUND] = [], 0.0


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what is there before the first test out of every later look for garbage."""
    gc.collect()
    gc.freeze()
    session.config.stash[FOUND] = peak_megabytes()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let go of the apps and solvers of a module before the next one, and give back what they took.

    What is left then stays to the end, such as modules that were loaded: no later look for garbage goes over it again.
    """
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it
        if trim is not None:
            trim(0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take how far a worker says that it grew; one that was killed says nothing."""
    node.config.stash[GROWTHS].extend([node.workeroutput[GROWTH]] if hasattr(node, "workeroutput") else [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell from a worker how far it grew; elsewhere fail a run of which any process grew too far."""
    growth = peak_megabytes() - session.config.stash[FOUND]
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[GROWTH] = growth
        return
    growths = session.config.stash[GROWTHS] or [growth]
    session.config.stash[GROWTHS] = growths
    if max(growths) > MAX_MEGABYTES and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def peak_megabytes() -> float:
    """Return the most that this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the most that tests took, whether it is too much or not: it is read when the limit is to be set anew."""
    if growths := terminalreporter.config.stash[GROWTHS]:
        too_much = max(growths) > MAX_MEGABYTES
        terminalreporter.write_line(
            f"Tests took {max(growths):.0f} of {MAX_MEGABYTES} MB at most.", red=too_much, green=not too_much
        )
