"""A process in which everything is loaded and that does each command in a child of its own, within milliseconds.

The child can be killed after a time, or stopped before it begins for a tracer to take hold of it. In it the clock
stands still and ids are drawn from a seed, so that a command that is done twice writes the same.

    python -m tests.torture.fork_server    reads a request per line, answers with a line
"""

import atexit
import ctypes
import importlib
import json
import os
import pkgutil
import random
import select
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest import mock

from tests.support.cli import environment

PATIENCE: Final = 300.0
"""Seconds after which a command that does not end by itself has failed."""
ORPHAN_PATIENCE: Final = 60.0
"""Seconds that processes started by a command may outlive it."""
SUBREAPER: Final = 36
"""PR_SET_CHILD_SUBREAPER of Linux: orphans of children become ours, so that we see them end."""


@dataclass(frozen=True)
class Request:
    """A command of the command line."""

    words: Sequence[str]
    data_dir: str
    out: str
    err: str
    kill_after: float | None = None
    """Seconds after which it is killed."""
    seed: int = 0
    stdin: str = ""
    trace: Sequence[str] = ()
    """The words of a tracer that is started with `-p` and the number of the stopped child."""
    cwd: str = "/"
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """How a command ended."""

    status: int
    """The exit status, negative for the signal that ended it."""
    seconds: float
    orphans: int
    """Processes that it left behind and that did not end by themselves."""
    computed: float = 0.0
    """Seconds of a processor that it and what it started took."""
    megabytes: int = 0
    """Of memory that it had at most, or a process that it started."""
    out: str = ""
    err: str = ""

    @property
    def killed(self) -> bool:
        """Whether it was ended by SIGKILL."""
        return self.status == -signal.SIGKILL


class ForkServer:
    """Does commands of the command line in forked processes."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="habitos-tui-torture-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.fork_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(COLUMNS="100", MALLOC_ARENA_MAX="2"),
            encoding="utf-8",
        )

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()
        self._folder.cleanup()

    def run(
        self,
        data_dir: Path,
        *words: str | Path,
        kill_after: float | None = None,
        seed: int = 0,
        stdin: str = "",
        trace: Sequence[str] = (),
        out: Path | None = None,
        cwd: Path | None = None,
    ) -> Ending:
        """Do a command and return how it ended, with what it wrote; `out` gets its output instead of a file of ours."""
        folder = Path(self._folder.name)
        for name in ("out", "err"):  # a command that is killed at once writes neither
            (folder / name).write_bytes(b"")
        request = Request(
            [str(word) for word in words],
            str(data_dir),
            str(out or folder / "out"),
            str(folder / "err"),
            kill_after=kill_after,
            seed=seed,
            stdin=stdin,
            trace=trace,
            cwd=str(cwd or folder),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(request)) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        said = "" if out is not None else _text(folder / "out")
        return Ending(**answer, out=said, err=_text(folder / "err"))


@cache
def fork_server() -> ForkServer:
    """Return the server of this process, which is started for the first that asks and ends with the process."""
    server = ForkServer()
    atexit.register(server.close)
    return server


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def serve() -> None:
    """Answer requests until there are no more."""
    _load()
    _adopt_orphans()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        ending = _done(Request(**json.loads(line)))
        answer = {key: value for key, value in asdict(ending).items() if key not in {"out", "err"}}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _load() -> None:
    """Import all that a command may need, with a clock that stands still; ids are those of `_Drawn`."""
    mock.patch("uuid.uuid4", _DRAWN.uuid4).start()
    from habitos_tui.clock import FixedClock
    from tests.support.household import NOW

    mock.patch("habitos_tui.bootstrap.SystemClock", return_value=FixedClock(NOW)).start()
    for package in map(importlib.import_module, _LOADED):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


_LOADED: Final = tuple(
    f"habitos_tui.{room}" for room in ("cli", "cli.commands", "services", "storage", "exchange", "planner")
)


class _Drawn:
    """Ids that are the same for the same seed."""

    def __init__(self) -> None:
        self.source = random.Random(0)

    def uuid4(self) -> uuid.UUID:
        return uuid.UUID(int=self.source.getrandbits(128), version=4)


_DRAWN: Final = _Drawn()


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def _done(request: Request) -> Ending:
    """Do a request in a child and return how that ended."""
    alive, held = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if not child:
        os.close(alive)
        _become(request)
    os.close(held)
    tracer = _traced(request, child)
    limit = PATIENCE if request.kill_after is None else request.kill_after
    # The child alone holds the other end of the pipe: whatever it starts does not inherit it.
    if not select.select([alive], [], [], limit)[0]:
        os.kill(child, signal.SIGKILL)
    _, ended, usage = os.wait4(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    seconds = time.perf_counter() - began
    os.close(alive)
    if tracer is not None:
        tracer.wait(PATIENCE)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Ending(status, seconds, _orphans(child), usage.ru_utime + usage.ru_stime, usage.ru_maxrss // unit)


def _traced(request: Request, child: int) -> "subprocess.Popen[bytes] | None":
    """Let a tracer take hold of the child, which has stopped for it, then go on."""
    if not request.trace:
        return None
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen([*request.trace, "-p", str(child)], stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    attached = tracer.stderr.readline()
    assert b"attached" in attached, attached
    os.kill(child, signal.SIGCONT)
    return tracer


def _orphans(child: int) -> int:
    """Return how many processes of the child's group are left when they have had time to end."""
    end = time.monotonic() + ORPHAN_PATIENCE
    while time.monotonic() < end:
        try:
            while os.waitpid(-child, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
        try:
            os.killpg(child, 0)
        except ProcessLookupError:
            return 0
        time.sleep(0.005)
    os.killpg(child, signal.SIGKILL)
    return 1


def _become(request: Request) -> None:
    """Turn this process into the command; never returns."""
    os.setpgid(0, 0)
    os.chdir(request.cwd)
    os.environ.update(request.env, HABITOS_DATA_DIR=request.data_dir)
    read, write = os.pipe()
    os.write(write, request.stdin.encode()[:60000])
    os.close(write)
    os.dup2(read, 0)
    for number, path in ((1, request.out), (2, request.err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    _DRAWN.source.seed(request.seed)
    if request.trace:
        os.kill(os.getpid(), signal.SIGSTOP)
    from habitos_tui.cli.crash import install
    from habitos_tui.cli.main import cli

    install()
    sys.argv = ["habitos-tui", *request.words]
    status: object = 1
    try:
        cli.main(args=list(request.words), prog_name="habitos-tui")
    except SystemExit as end:
        status = end.code
    except BaseException:  # noqa: BLE001 - told as the program itself would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        os._exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    serve()
