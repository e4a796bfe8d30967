"""habitos-tui serve at a moment that stands still."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from habitos_tui import bootstrap
from habitos_tui.clock import FixedClock
from tests.support.cli import ROOT, environment
from tests.terminal.monday import MONDAY_MORNING

MODULE = "tests.support.served"


@dataclass(frozen=True)
class Served:
    """A server that is running."""

    url: str
    process: subprocess.Popen[str]

    def apps(self) -> list[int]:
        """Return the processes that it has started."""
        folder = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in folder.read_text().split()]


@contextmanager
def served(data: Path, *words: str, moment: datetime = MONDAY_MORNING) -> Iterator[Served]:
    """Serve a data directory at a port that is free, until it is left."""
    call = ["serve", "--port", "0", "--json", "--data-dir", str(data), *words]
    command = [sys.executable, "-m", MODULE, moment.isoformat(), *call]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield Served(json.loads("".join(process.stdout.readline() for _ in range(4)))["url"], process)
        finally:
            process.terminate()


def main(moment: str, part: str, *words: str) -> None:
    """Run the command, or the app of one of its tabs."""
    setattr(bootstrap, "SystemClock", lambda: FixedClock(datetime.fromisoformat(moment)))  # noqa: B010 - a class
    if part == "app":
        from habitos_tui.doors.web.app import main as run_app

        sys.exit(run_app(*words))
    from habitos_tui.cli.main import cli
    from habitos_tui.doors.web import server

    setattr(server, "APP", (sys.executable, "-m", MODULE, moment, "app"))  # noqa: B010 - a constant
    cli.main([part, *words], prog_name="habitos-tui")


if __name__ == "__main__":
    main(*sys.argv[1:])
