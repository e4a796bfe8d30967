"""How long it takes until something is there: commands, and the first paint of the app."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from tests.benchmarks.target import judge
from tests.support.pty import Terminal

TITLE = "Start-up"
RUNS = 7
BARE_APP = """
from textual.app import App
from textual.widgets import Label
class Bare(App[None]):
    def compose(self):
        yield Label("bare label")
Bare().run()
"""


def run() -> None:
    """Print the median seconds over RUNS, after one run that does not count."""
    # An installed program has its bytecode cached; compiling it at every start is not what is measured here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty"), Path(folder, "full")
        household = open_data_directory(full, create=True)
        live_demo_week(household.database, build_demo(household.database, household.clock), household.clock)
        locked = Path(folder, "locked")
        open_data_directory(locked, create=True, cost=4).accounts.create("Ada", password="correct horse")
        show("python -c pass", lambda: command("-c", "pass"))
        show("--version", lambda: command("-m", "habitos_tui", "--version"))
        home = ("-m", "habitos_tui", "--data-dir")
        judge("today --json", show("today --json", lambda: command(*home, str(full), "today", "--json")), 0.3, "s", 3)
        judge("done", show("done", lambda: command(*home, str(full), "done", "spanish", "--minutes", "5")), 0.3, "s", 3)
        tab = {"_HABITOS_TUI_COMPLETE": "bash_complete", "COMP_WORDS": "habitos-tui\ndone\n", "COMP_CWORD": "2"}
        asked = partial(command, *home[:2], **tab, HABITOS_DATA_DIR=str(full))
        judge("names at the tab key", show("names at the tab key", asked), 0.15, "s", 3)
        bare = show("first paint, bare Textual label", lambda: first_paint("bare label", "-c", BARE_APP))
        frame = show("first paint, bar of screens", partial(first_paint, "Insights", *home, str(full)))
        judge("first paint, against the bare label", frame / bare, 1.35, "x", 2)
        screens = (("first run", "Welcome", empty), ("login", "Password of", locked), ("Today", "energy", full))
        for name, text, directory in screens:
            whole = show(f"whole screen, {name}", partial(first_paint, text, *home, str(directory)))
            judge(f"whole screen, {name}", whole, 0.6, "s", 3)
            judge(f"whole screen, {name}, against the bare label", whole / bare, 1.35, "x", 2)


def show(name: str, measure: Callable[[], float]) -> float:
    """Print and return the median of `measure`."""
    measure()
    seconds = statistics.median(measure() for _ in range(RUNS))
    print(f"  {name:34} {seconds:6.3f} s", flush=True)
    return seconds


def command(*arguments: str, **more: str) -> float:
    """Return the seconds that a Python with `arguments` runs; `more` goes into its environment."""
    began = time.perf_counter()
    environment = os.environ | {"LANG": "C.UTF-8"} | more
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


def first_paint(text: str, *arguments: str) -> float:
    """Return the seconds from starting a Python with `arguments` on a terminal until `text` is on its screen."""
    began = time.perf_counter()
    with Terminal(*arguments, size=(120, 40)) as terminal:
        terminal.wait_for(text)
        return time.perf_counter() - began
