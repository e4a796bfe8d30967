"""The page of figures, docs/torture.md: written by what measured them, never by hand."""

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from habitos_tui import __version__
from tests.support.cli import ROOT
from tests.torture.promises import Promise, Tally, promises

PAGE: Final = ROOT / "docs" / "torture.md"
MARK: Final = "<!-- written by python -m tests.torture --write-docs -->"
HEAD: Final = ("promise", "tried", "failed", "seconds", "longest", "with", "on")


@dataclass(frozen=True)
class Figure:
    """A row of the page."""

    title: str
    tried: int
    failed: int
    cells: tuple[str, ...]

    @classmethod
    def of(cls, promise: Promise, tally: Tally, seconds: float) -> Self:
        """Return the row of a promise that was just tried."""
        more = ", ".join(f"{name}: {value}" for name, value in tally.figures.items())
        failed = len(tally.failures)
        cells = (promise.title, f"{tally.tried:,}", str(failed), f"{seconds:.0f}", f"{tally.worst:.2f} s", more)
        return cls(promise.title, tally.tried, failed, (*cells, f"{__version__}, {datetime.now(UTC):%Y-%m-%d}"))


def write_page(figures: Sequence[Figure]) -> None:
    """Put rows into the page; those of promises that were not tried now stay, of what is promised no more they go."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, _ = text.partition(MARK)
    rows = rows_of(text) | {figure.title: figure.cells for figure in figures}
    shown = [rows[promise.title] for _, promise in promises() if promise.title in rows]
    lines = [_line(HEAD), _line(["---", *["---:"] * 4, "---", "---"]), *map(_line, shown)]
    PAGE.write_text(before + "\n".join([MARK, "", f"Tried on {machine()}.", "", *lines, ""]), encoding="utf-8")


def seconds_of() -> dict[str, float]:
    """Return how long each promise took that is on the page, by its title."""
    return {title: float(row[3]) for title, row in rows_of(PAGE.read_text(encoding="utf-8")).items()}


def rows_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of a page, by their promise."""
    lines = re.findall(r"^\| (.*) \|$", text.partition(MARK)[2], re.MULTILINE)
    rows = [tuple(line.split(" | ")) for line in lines]
    return {row[0]: row for row in rows if row[0] not in (HEAD[0], "---")}


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Say what this was tried on, in plain words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.machine()
