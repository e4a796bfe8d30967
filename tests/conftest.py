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

MAX_MEGABYTES: Final = 500
"""What a process that runs tests may take at its peak; with more, something holds on to what is over."""

PEAK, PEAKS = "peak_megabytes", pytest.StashKey[list[float]]()


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
    config.stash[PEAKS] = []


def pytest_collection_finish() -> None:
    """Keep what is there before the first test out of every later look for garbage."""
    gc.collect()
    gc.freeze()


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
    """Take the peak that a worker reports; one that was killed reports nothing."""
    node.config.stash[PEAKS].extend([node.workeroutput[PEAK]] if hasattr(node, "workeroutput") else [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Report the peak from a worker; elsewhere fail a run of which any process took too much."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[PEAK] = peak
        return
    peaks = session.config.stash[PEAKS]
    peaks.append(peak)
    if max(peaks) > MAX_MEGABYTES and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the highest peak, whether it is too high or not: it is read when the limit is to be set anew."""
    if peaks := terminalreporter.config.stash[PEAKS]:
        too_much = max(peaks) > MAX_MEGABYTES
        terminalreporter.write_line(
            f"The largest process took {max(peaks):.0f} of {MAX_MEGABYTES} MB.", red=too_much, green=not too_much
        )
