"""Around the list of Today: the day, time and energy above, and details of the session under the cursor beside."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.text.phrasing import duration, number
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import cell_width
from habitos_tui.ui.kit.app_context import context_of
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.marks import Amount, amount_bar
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, wrapped
from habitos_tui.ui.kit.screen import WIDE
from habitos_tui.ui.replan.commands import ReplanRest
from habitos_tui.ui.session.view import SessionView, blocks_of, session_facts, session_view
from habitos_tui.ui.today.commands import MarkDone, SkipSession
from habitos_tui.ui.today.presenter import ItemLine, TodayView, untimed_view

_WIDEST_BAR = 40
LEAST_GAP = 2
"""Cells between the name of the day and what is said of it."""
NOTHING_CHOSEN = "Details of the session under the cursor stand here."


class DaySummary(Widget):
    """Two lines about the day in view."""

    DEFAULT_CSS = "DaySummary { height: 3; padding: 0 2; margin-top: 1; }"

    view: reactive[TodayView] = reactive(TodayView.EMPTY)

    def render(self) -> Content:
        """Return the two lines for the current width."""
        return summary(self.view, self.size.width)


def summary(view: TodayView, width: int) -> Content:
    """Return the day's name and count over its two bars, in lines of `width` cells."""
    name = f"{view.title} · {view.relative}" if view.title else ""
    done = f"{view.done} of {view.total} done" if view.total else ""
    counts = (
        " · ".join(part for part in (view.away, extra, done) if part) for extra in (view.amounts or view.streak, "")
    )
    least = cell_width(name) + LEAST_GAP
    count = next((each for each in counts if least + cell_width(each) <= width), done or view.away)
    first = Content.assemble((fit(name, max(width - cell_width(count), 0)), "bold"), (count, "bold $text-success"))
    if not view.total:
        return first
    left = (width - 3) // 2
    time = f"{duration(view.minutes.done)} of {duration(view.minutes.planned)}"
    halves = (
        _gauge("time", view.minutes, time, left),
        _gauge("energy", view.energy, _energy_text(view.energy), width - 3 - left),
    )
    return Content("\n").join([first, Content("   ").join(halves)])


def _gauge(label: str, amount: Amount, text: str, width: int) -> Content:
    cells = max(min(width - len(label) - len(text) - 2, _WIDEST_BAR), 0)
    style = "bold $text-error" if amount.over else "$foreground"
    rest = width - len(label) - cells - 2
    return Content.assemble((f"{label} ", MUTED), amount_bar(amount, cells), (fit(f" {text}", rest + 1), style))


def _energy_text(amount: Amount) -> str:
    """Energy done and planned, the budget if there is one, and a warning if it is exceeded."""
    figures = f"{number(amount.done)} of {number(amount.planned)}"
    if amount.limit is None:
        return figures
    return f"{figures}, {'over ' if amount.over else ''}budget {number(amount.limit)}"


class DetailPane(LineList, can_focus=False):
    """The facts of the session or task under the cursor, which keep their place on a day without any."""

    view: reactive[SessionView | None] = reactive(None, init=False, layout=False, repaint=False)

    def __init__(self) -> None:
        """Empty until `show`."""
        super().__init__(id="detail", classes="pane")
        self._week: WeekAgenda | None = None
        """The week of the session, read only when shown."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, wrapped to `width`."""
        if width <= 0:
            return ()
        if self.view is None:
            return tuple(Line(Content.styled(text, MUTED)) for text in wrapped(NOTHING_CHOSEN, width, 2))
        title = safe(self.view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(self.view, width)))

    def forget_week(self) -> None:
        """Drop the cached week, because it changed."""
        self._week = None

    def show(self, space: Workspace, day: date, line: ItemLine | None) -> None:
        """Show the session of a line of `day`, or the task that is due."""
        if self.screen.size.width < WIDE:
            return
        self.view = None if line is None else self._view_of(space, day, line)

    def _view_of(self, space: Workspace, day: date, line: ItemLine) -> SessionView | None:
        if line.start is None:
            return untimed_view(line, self._way_to_do())
        # A session of last night belongs to last week's plan if the week began at midnight.
        first = space.planning.week_of(day + timedelta(days=line.days))
        if self._week is None or self._week.start != first:
            self._week = space.tracking.week(first)
        block = next((block for block in blocks_of(self._week) if block.key == line.key), None)
        return None if block is None else session_view(self._week, block)

    def _way_to_do(self) -> str:
        """Return which keys do something about what is due."""
        names = context_of(self.app).preferences.names_of
        log = f"{names(MarkDone)} logs it as done, {names(SkipSession)} skips it today."
        return f"{log} {names(ReplanRest)} plans the rest of the week anew, with it in it."
