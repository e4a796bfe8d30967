"""The smallest app that stands behind the gate and the guard: `python -m tests.terminal.small_app FOLDER`."""

import os
import sys
import time
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.widgets import Static

from habitos_tui.errors import HabitosError
from habitos_tui.ui.runtime import signal_guard, terminal
from habitos_tui.ui.runtime.crash import CrashSafeApp


class SmallApp(CrashSafeApp[None]):
    """Each key is a way to get into trouble."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.end: float | None = None

    def must_end_at(self) -> float | None:
        return self.end

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def key_a(self) -> None:
        self.query_one(Static).update("alive")

    def key_b(self) -> None:
        """Get stuck where the event loop cannot be reached."""
        os.write(2, b"stuck")
        time.sleep(60)

    def key_c(self) -> None:
        password = "tr0ub4dor"
        raise ValueError(f"wrong password {password}")

    def key_f(self) -> None:
        """Write more than a line that nobody reads will take."""
        self.set_interval(0.001, lambda: self.query_one(Static).update(f"{time.monotonic()} " * 200))

    def key_i(self) -> None:
        """Be left alone, as the above."""
        self.end = time.monotonic() + 1
        self.key_f()

    def key_m(self) -> None:
        raise HabitosError("The database is locked.")

    def key_l(self) -> None:
        """Leave with a word."""
        self.farewell = "Good bye"
        self.exit()

    def key_q(self) -> None:
        self.exit(return_code=3)

    def key_w(self) -> None:
        self.fail_in_a_worker("tr0ub4dor")

    @work(thread=True)
    def fail_in_a_worker(self, password: str) -> None:
        raise KeyError(password)

    def on_unmount(self) -> None:
        (self.folder / "unmounted").touch()


def main(folder: Path) -> int:
    signal_guard.LOOK_SECONDS = 0.1
    try:
        terminal.require_terminal(os.environ, sys.stdin, sys.stdout, sys.stderr)
        remote = terminal.slow_link(os.environ)
        app = SmallApp(folder)
        return terminal.run(app, crash_dir=folder / "crashes", remote=remote, mouse=not remote, grace=0.5)
    except HabitosError as error:
        print(f"{error.title}: {error.message}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
