"""Try each mutant in a child of one process that has collected all tests, until the first test that notices it."""

import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.mutants.mutant import Mutant, Outcome
from tests.mutants.patching import CannotApplyError, Functions, apply, forget_results, living_functions

NOTICED: Final = 71
INVALID: Final = 72
POLL: Final = 0.01
MAX_BYTES: Final = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant with the tests that get to see it, in their order, each with the seconds of work that it is."""

    mutant: Mutant
    tests: Mapping[str, float]

    @property
    def seconds(self) -> float:
        """How long all of them take."""
        return sum(self.tests.values())


@dataclass(slots=True)
class Child:
    """A process that tries one mutant."""

    trial: Trial
    pid: int
    folder: Path
    deadline: float


class Trials:
    """A plugin of pytest: in place of running all tests, it runs those of each trial in a child."""

    def __init__(
        self, root: Path, trials: Sequence[Trial], jobs: int, told: Callable[[Trial, Outcome, str], None]
    ) -> None:
        self._root, self._trials, self._jobs, self._told = root, trials, jobs, told
        self._in_child = False
        self._note = Path(os.devnull)

    def pytest_configure(self) -> None:
        """Leave out the search for the smallest example: that there is one is enough."""
        from hypothesis import Phase, settings  # pytest wants to see plugins before anybody loads them

        settings.register_profile(
            "mutants", settings.get_profile("steady"), phases=(Phase.explicit, Phase.generate), print_blob=False
        )
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try them all, some at the same time."""
        for file in sorted({trial.mutant.path for trial in self._trials}):
            importlib.import_module(file.removesuffix(".py").replace("/", "."))
        make_shared()
        package = self._root / "habitos_tui"
        forget_results(package)
        functions = living_functions(package)
        items = {item.nodeid: item for item in session.items}
        waiting, running = list(reversed(self._trials)), list[Child]()
        while waiting or running:
            while waiting and len(running) < self._jobs:
                running.append(self._start(waiting.pop(), items, functions))
            running = [child for child in running if not self._ended(child)]
            time.sleep(POLL)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End a child with the first test that fails."""
        if self._in_child and report.failed:
            self._note.write_text(report.nodeid, encoding="utf-8")
            os._exit(NOTICED)

    def _start(self, trial: Trial, items: Mapping[str, pytest.Item], functions: Functions) -> Child:
        folder = Path(tempfile.mkdtemp(prefix="mutant-"))
        pid = os.fork()
        if pid == 0:
            self._try(
                trial, [(items[test], work) for test, work in trial.tests.items() if test in items], functions, folder
            )
        return Child(trial, pid, folder, time.monotonic() + 60 + 20 * trial.seconds)

    def _try(
        self, trial: Trial, items: Sequence[tuple[pytest.Item, float]], functions: Functions, folder: Path
    ) -> None:
        """Be the child; does not come back."""
        code = NOTICED  # also where the runner itself breaks: so would a run of the tests
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
            _silence()
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
            self._in_child, self._note = True, folder / "noticed_by"
            apply(trial.mutant, self._root, functions)
            _run(items)
            code = 0
        except CannotApplyError:
            code = INVALID
        finally:
            os._exit(code)

    def _ended(self, child: Child) -> bool:
        pid, status = os.waitpid(child.pid, os.WNOHANG)
        if pid == 0 and time.monotonic() < child.deadline:
            return False
        if pid == 0:
            os.killpg(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
        note = child.folder / "noticed_by"
        by = note.read_text(encoding="utf-8") if note.exists() else ""
        shutil.rmtree(child.folder, ignore_errors=True)
        self._told(child.trial, "timeout" if pid == 0 else _outcome(status), by)
        return True


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) == signal.SIGXCPU else "noticed"
    outcomes: dict[int, Outcome] = {0: "unnoticed", INVALID: "invalid"}
    return outcomes.get(os.WEXITSTATUS(status), "noticed")


def make_shared() -> None:
    """Make what tests copy, a new database and people to test with, once for all children: that is most of their work.

    What only the making of these runs is run by no test then. It is what other tests are about.
    """
    from tests.support.household import add_alice, make_household  # loads hypothesis, as above
    from tests.support.storage import make_room

    with tempfile.TemporaryDirectory() as folder:
        for planned in (True, False):
            household = make_household(Path(folder) / str(planned))
            add_alice(household, planned=planned)
        make_room(household.database)


def _limit(seconds: float) -> None:
    """Let a test without end, that has been given so many seconds of work from now on, end this process."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    due = int(spent.ru_utime + spent.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (due, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _run(items: Sequence[tuple[pytest.Item, float]]) -> None:
    following = [item for item, _ in items[1:]]
    for (item, work), next_item in zip(items, [*following, None], strict=True):
        _limit(20 + 8 * work)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_item)
