"""The pane with the earlier runs, page by page, newest first."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import RunSummary
from habitos_tui.domain.text.result_phrasing import ended_words
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import NewerRuns, OlderRuns
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.solve.result_presenter import STATUS

RUNS_ON_A_PAGE: Final = 50

ReadRuns = Callable[[int, int], Sequence[RunSummary]]
"""Called with a count and an offset; returns runs, newest first."""

ToLocal = Callable[[datetime], datetime]
"""Returns a moment in local time, with the summer time of then."""


def history_cells(run: RunSummary, local: ToLocal) -> dict[str, str]:
    """Return the cells of an earlier run by column, its time as `local` returns it."""
    started = local(run.started_at)
    return {
        "week": log_day(run.week_start)[4:10],
        "ended": ended_words(run),
        "short": ended_words(run, short=True),
        "accepted": "✓" if run.accepted_at is not None else "",
        "started": f"{log_day(started.date())[:10]} {started:%H:%M}",
        "day": log_day(started.date())[4:10],
    }


Columns = tuple[tuple[str, str, int], ...]

WIDE_COLUMNS: Final[Columns] = (
    ("week", "Week", 6), ("ended", "How it ended", 44), ("accepted", "✓", 1), ("started", "Started", 16)
)  # fmt: skip
NARROW_COLUMNS: Final[Columns] = (
    ("week", "Week", 6), ("short", "How it ended", 29), ("accepted", "✓", 1), ("day", "Made", 6)
)  # fmt: skip
"""Name, heading and cells of each column, the most important first."""


def history_heading(width: int) -> Content:
    """Return the headings of the columns that fit `width` cells."""
    cells = (f"{heading:<{room}}" for _, heading, room in _fitting(width))
    return Content.styled("   " + " ".join(cells), MUTED)


def history_line(run: RunSummary, local: ToLocal, width: int) -> Content:
    """Return a run in as many columns as fit `width` cells, after a cell for the cursor and one for its sign."""
    (sign, style), texts = STATUS[run.status], history_cells(run, local)
    styles = {"accepted": "bold $success", "started": MUTED, "day": MUTED}
    cells = ((f" {fit(texts[name], room)}", styles.get(name, "")) for name, _, room in _fitting(width))
    return Content.assemble(" ", (sign, f"bold {style}"), *cells)


def _fitting(width: int) -> Columns:
    """Return the columns that fit after cursor and sign, each with a gap before it."""
    whole = width - 2 >= sum(room + 1 for *_, room in WIDE_COLUMNS)
    columns = WIDE_COLUMNS if whole else NARROW_COLUMNS
    ends = accumulate(room + 1 for *_, room in columns)
    return tuple(column for column, end in zip(columns, ends, strict=True) if end <= width - 2)


class RunPages:
    """Pages through the history."""

    def __init__(self, read: ReadRuns) -> None:
        """Starts with the newest runs."""
        self._read = read
        self._skipped = 0
        self._more = False
        self.runs: Sequence[RunSummary] = ()
        """The runs on the page."""

    @property
    def at_newest(self) -> bool:
        """Whether this is the first page."""
        return self._skipped == 0

    @property
    def label(self) -> str:
        """The range of runs shown and the keys for others; empty with a single page."""
        if self.at_newest and not self._more:
            return ""
        return f"{self._skipped + 1}-{self._skipped + len(self.runs)}  [ newer  ] older"

    def read(self) -> None:
        """Read the page again; if it is now empty, the first one."""
        runs = self._read(RUNS_ON_A_PAGE + 1, self._skipped)
        if not runs and self._skipped:
            self._skipped = 0
            runs = self._read(RUNS_ON_A_PAGE + 1, 0)
        self._more, self.runs = len(runs) > RUNS_ON_A_PAGE, runs[:RUNS_ON_A_PAGE]

    def turn(self, pages: int) -> bool:
        """Move `pages` further back and read that page; return whether it exists."""
        skipped = max(self._skipped + pages * RUNS_ON_A_PAGE, 0)
        if skipped == self._skipped or (pages > 0 and not self._more):
            return False
        self._skipped = skipped
        self.read()
        return True


class RunHistory(LineList):
    """A page of runs under a heading, in as many columns as fit."""

    BINDINGS = bindings(NewerRuns, OlderRuns)

    def __init__(self, read: ReadRuns, local: ToLocal) -> None:
        """Empty until `reload`; times are shown as `local` returns them."""
        super().__init__(id="history", classes="pane")
        self.border_title = "Earlier runs"
        self.pages = RunPages(read)
        self._local = local
        self._newest = ""
        """Id of the newest run when last shown; the cursor moves to a newer one."""
        self._label = ""

    @property
    def empty(self) -> bool:
        """Whether there are no runs."""
        return not self.pages.runs

    def reload(self) -> None:
        """Read the page and show it."""
        self.pages.read()
        self._show()

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the heading and a line per run."""
        if width <= 0:
            return ()
        if self.empty:
            return (Line(Content.styled("No runs yet.", MUTED)),)
        lines = (Line(history_line(run, self._local, width), str(run.id)) for run in self.pages.runs)
        return (Line(history_heading(width)), *lines)

    def action_turn_page(self, pages: int) -> None:
        """Show the runs `pages` further back."""
        if self.pages.turn(pages):
            self._show()

    def _show(self) -> None:
        newest = str(self.pages.runs[0].id) if not self.empty and self.pages.at_newest else ""
        self.rebuild(start=newest if newest != self._newest else None)
        self._newest = newest
        if self.pages.label != self._label:  # setting it repaints the whole pane
            self._label = self.pages.label
            self.border_subtitle = Content(self._label)
