"""What a character costs the processor in every form, beside Textual's own field on an app of its own."""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.bench_app import prepare, quiet, settle
from tests.benchmarks.target import judge
from tests.support.pty import Terminal

TITLE: Final = "Typing into forms"
SIZE: Final = (80, 24)
CHARACTERS: Final = 60
BETWEEN_SECONDS: Final = 0.06
"""Between two characters of somebody who types fast."""
MOST: Final = 2.0
"""Times what Textual's own field takes."""
PLAIN: Final = """
from textual.app import App
from textual.widgets import Input

class Plain(App):
    def compose(self):
        yield Input()

Plain().run()
"""
ENTER, TAB, ESCAPE, TO_PALETTE = b"\r", b"\t", b"\x1b", b"\x10"

FORMS: Final[Sequence[tuple[str, Sequence[bytes], bytes]]] = (
    ("the line for a behavior", (b"3", b"n"), b"a"),
    ("the name in the form of a behavior", (b"3", b"n", TAB), b"a"),
    ("the filter of Behaviors", (b"3", b"/"), b"a"),
    ("the name of an objective", (b"4", b"O", b"n"), b"a"),
    ("the line for the log", (b"1", b"n"), b"a"),
    ("the filter of Settings", (b",", b"/"), b"a"),
    ("the palette", (TO_PALETTE,), b"a"),
)
"""Name, the keys that lead there from Today, and what is typed."""


def run() -> None:
    """Print milliseconds of the processor for a character."""
    with Terminal("-c", PLAIN, size=SIZE) as terminal:
        settle(terminal)
        quiet(terminal, 1.0)
        plain = milliseconds(terminal, b"a")
    judge("Textual's own field", plain, 1000, "ms", 1)
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        for name, way, text in FORMS:
            with Terminal("-m", "habitos_tui", "--data-dir", folder, size=SIZE) as terminal:
                terminal.wait_for("Today")
                for key in way:
                    settle(terminal)
                    terminal.send(key)
                settle(terminal)
                judge(name, milliseconds(terminal, text), MOST * plain, "ms", 1)


def milliseconds(terminal: Terminal, text: bytes) -> float:
    """Return what a character costs, with what follows on the last one."""
    before = _spent(terminal)
    for _ in range(CHARACTERS):
        terminal.send(text)
        quiet(terminal, BETWEEN_SECONDS)
    settle(terminal)
    time.sleep(0.2)
    return (_spent(terminal) - before) / CHARACTERS


def _spent(terminal: Terminal) -> float:
    """Return the milliseconds that all threads of the process had so far."""
    tasks = Path("/proc", str(terminal.process.pid), "task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6
