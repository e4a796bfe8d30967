"""The differences between two plans, a row a session: pure functions for any screen, and the list under its summary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.changes import ChangeKind, SessionDelta, session_changes
from habitos_tui.domain.text.change_phrasing import change_counts
from habitos_tui.domain.text.phrasing import alike, capital, duration
from habitos_tui.domain.text.price_phrasing import total_words
from habitos_tui.text import clean, shorten
from habitos_tui.ui.kit.dates import clock, from_to, short_day
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.marks import Mark, mark_of
from habitos_tui.ui.kit.safe_text import MUTED, fit

_SIGNS: Final = {
    ChangeKind.KEPT: ("=", MUTED),
    ChangeKind.MOVED: ("→", "bold $accent"),
    ChangeKind.SHIFTED: ("~", "bold $accent"),
    ChangeKind.SHORTER: ("<", "bold $accent"),
    ChangeKind.LONGER: (">", "bold $accent"),
    ChangeKind.ADDED: ("+", "bold $text-success"),
    ChangeKind.DROPPED: ("-", "bold $text-error"),
}
_NAME_CELLS: Final = 24


@dataclass(frozen=True, slots=True)
class DiffRow:
    """The change of one session."""

    kind: ChangeKind
    name: str
    mark: Mark
    where: str
    """Its new place and, if changed, the old one."""
    note: str = ""
    """Such as "missed Mon 23" for a session planned again."""


@dataclass(frozen=True, slots=True)
class DiffView:
    """The changes from one plan to another. Points are in model units, None if unknown."""

    rows: tuple[DiffRow, ...]
    """Sorted by kind of change, then by time."""
    before: float | None = None
    after: float | None = None

    EMPTY: ClassVar["DiffView"]

    def count(self, kind: ChangeKind) -> int:
        """Return the number of sessions with this change."""
        return sum(row.kind is kind for row in self.rows)

    @property
    def changed(self) -> int:
        """Number of sessions that change."""
        return len(self.rows) - self.count(ChangeKind.KEPT)


DiffView.EMPTY = DiffView(())


def diff_view(
    problem: Problem,
    before: Iterable[Session],
    after: Iterable[Session],
    *,
    missed: Sequence[PlannedSession] = (),
    worth: tuple[float, float] | None = None,
) -> DiffView:
    """Return the changes from the sessions `before` to those `after`, both of `problem`.

    Added sessions of behaviors `missed` this week get a note; `worth` is that of both plans, in model units.
    """
    lost = sorted(missed, key=lambda session: (session.day, session.start), reverse=True)
    rows = []
    for change in session_changes(before, after):
        again = next((s for s in lost if s.behavior == change.session.behavior), None)
        if change.kind is ChangeKind.ADDED and again is not None:
            lost.remove(again)
            rows.append(_row(problem, change, f"missed {short_day(again.day)}"))
        else:
            rows.append(_row(problem, change))
    return DiffView(tuple(rows), *(worth or (None, None)))


def diff_summary(view: DiffView) -> Content:
    """Return "2 moved, 1 added and 9 kept"."""
    return Content.styled(change_counts({kind: view.count(kind) for kind in ChangeKind}), "bold")


def diff_points(view: DiffView) -> Content:
    """Return "Total unchanged" or "Total 2.7 points higher" for the worth of both plans; nothing if unknown."""
    if view.before is None or view.after is None:
        return Content("")
    words = capital(total_words(view.before, view.before - view.after))
    if alike(view.before, view.after):
        return Content.styled(words, MUTED)
    return Content.styled(words, "bold $text-success" if view.after > view.before else "bold $text-warning")


def diff_line(row: DiffRow, width: int) -> Content:
    """Return one row in `width` cells: sign, category, name, place, note."""
    sign, style = _SIGNS[row.kind]
    muted = MUTED if row.kind is ChangeKind.KEPT else ""
    cells = min(_NAME_CELLS, max(width // 3, 8))
    left = Content.assemble(
        (f"{sign} ", style),
        (f"{row.mark.letter} ", f"bold ${row.mark.variable}"),
        (fit(row.name, cells), muted),
    )
    room = max(width - left.cell_length - 1, 0)
    where = shorten(row.where, room)
    note = shorten(row.note, max(room - len(where) - 2, 0)) if row.note else ""
    return Content.assemble(left, (f" {where}", muted), (f"  {note}" if note else "", "$text-warning"))


def diff_lines(view: DiffView, width: int) -> tuple[Content, ...]:
    """Return all rows, each in `width` cells."""
    return tuple(diff_line(row, width) for row in view.rows)


def _row(problem: Problem, change: SessionDelta, note: str = "") -> DiffRow:
    behavior = problem.behavior_by_id.get(change.session.behavior)
    name, category = (change.session.behavior, "") if behavior is None else (behavior.name, behavior.category)
    return DiffRow(change.kind, clean(name), mark_of(category), _where(problem.week_start, change), note)


def _where(week: date, change: SessionDelta) -> str:
    """Return the new place of the session and, if changed, the old place and length."""
    old, new = change.before, change.session
    place = from_to(new.start, new.end)
    day = _day(week, new)
    if change.after is None or old is None:
        return f"{day} {place}"
    length = "" if old.minutes == new.minutes else f", was {duration(old.minutes)}"
    if old.day != new.day:
        return f"{_day(week, old)} {clock(old.start)} → {day} {place}{length}"
    if old.start != new.start:
        return f"{day} {clock(old.start)} → {place}{length}"
    return f"{day} {place}{length}"


def _day(week: date, session: Session) -> str:
    return short_day(week + timedelta(days=session.day))


AROUND: Final = 9
"""Lines that a dialog needs besides those of the list: border, blank lines, sums and buttons."""


def dialog_lines(view: DiffView) -> int:
    """Return the height that a dialog needs to show all changes."""
    return AROUND + max(len(view.rows), 1)


class DiffList(LineList):
    """One line a session."""

    view: reactive[DiffView] = reactive(DiffView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a line for every session; the first cell is for the cursor. Empty while the width is unknown."""
        if width <= 0:
            return ()
        lines = diff_lines(self.view, max(width - 2, 1))
        return tuple(Line(Content("  ") + line, key=str(row)) for row, line in enumerate(lines))


class DiffPane(Vertical):
    """A summary of the changes, in words and points, over the list."""

    DEFAULT_CSS = """
    DiffPane { height: 1fr; }
    DiffPane > Static { height: 1; }
    DiffPane > #diff-points { margin-bottom: 1; }
    """

    def __init__(self, view: DiffView = DiffView.EMPTY) -> None:
        """`view` is shown at first."""
        super().__init__(id="diff")
        self._view = view

    def compose(self) -> ComposeResult:
        """Lay out the sums and the list."""
        yield Static("", id="diff-summary", markup=False)
        yield Static("", id="diff-points", markup=False)
        yield DiffList(id="diff-list")

    def on_mount(self) -> None:
        """Show the initial view."""
        self.show(self._view)

    def show(self, view: DiffView) -> None:
        """Show other changes."""
        self.query_one("#diff-summary", Static).update(diff_summary(view))
        self.query_one("#diff-points", Static).update(diff_points(view))
        self.query_one(DiffList).view = view
