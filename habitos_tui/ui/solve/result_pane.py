"""The result of a run: a headline, tabs, the lines of the active tab, and details of the line under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.limit_price import LimitPrices
from habitos_tui.domain.planning.why import Explanation
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.line_of_parts import TabBar
from habitos_tui.ui.kit.safe_text import MUTED, key_hints, safe
from habitos_tui.ui.solve.commands import REPAIRS, OpenResultLine, TabAfter, TabBefore
from habitos_tui.ui.solve.conflict_presenter import repair_key
from habitos_tui.ui.solve.result_presenter import explanation_text, result_view
from habitos_tui.ui.solve.result_view import ResultLine, ResultTab, ResultView, enter_hint
from habitos_tui.ui.solve.summary_presenter import price_key

MIN_LINES: Final = 6
"""Height of the detail under the list, its border included."""
BESIDE_CELLS: Final = 104
"""Width from which the detail is beside the list instead of below."""

_PLAN_KEYS: Final = key_hints(("y", "accepts this week"), ("n", "discards it"), ("P", "three plans"))
_CONFLICT_KEYS: Final = key_hints(("A B …", "make a change and solve again"), ("esc", "goes back"))
_WHY: Final = enter_hint("asks why, and what it would cost")
_ROOM: Final = enter_hint("works out what would make room for one more, and what that costs")
_INDENT: Final = 2
_WAITING: Final = Content.assemble(("Working it out …  ", "bold"), ("c ", "bold $accent"), ("stops", MUTED))


class ResultList(LineList):
    """The lines of one tab."""

    BINDINGS = bindings(OpenResultLine)

    def __init__(self) -> None:
        """Empty until `show`."""
        super().__init__(id="result-list")
        self._tab: ResultTab | None = None
        self._fresh = False
        """The tab has not been shown yet."""
        self._by_key: dict[str, ResultLine] = {}

    @property
    def line(self) -> ResultLine | None:
        """The line under the cursor."""
        return self._by_key.get(self.cursor or "")

    def show(self, tab: ResultTab, *, same: bool) -> None:
        """Show a tab from its start line, else from the first; if it is the `same` tab, keep the cursor."""
        self._tab, self._fresh = tab, self._fresh or not same
        self.rebuild()

    def rebuild(self, *, start: str | None = None) -> None:
        """Build the lines once the size is known, and post the cursor's line."""
        if self._tab is None or not self.scrollable_content_region.width:
            return
        if self._fresh:
            self._fresh = False
            self.scroll_to(y=0, animate=False, force=True)
            keys = (line.key for line in self._tab.lines(self.scrollable_content_region.width) if line.key is not None)
            start = self._tab.start or next(keys, None)
        super().rebuild(start=start)
        self.post_message(self.Moved(self.cursor or ""))

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines, no wider than `width`."""
        if self._tab is None or width <= 0:
            return ()
        lines = tuple(self._tab.lines(width))
        self._by_key = {line.key: line for line in lines if line.key is not None}
        shown = lines or (ResultLine(Content.styled(f"  {self._tab.empty_text}", MUTED)),)
        return tuple(Line(content, line.key) for line in shown for content in fitted(line, width))


def fitted(line: ResultLine, width: int) -> Sequence[Content]:
    """Return a line cut to the width; one that no cursor reaches has no details, so it goes on below."""
    if line.key is not None or line.content.cell_length <= width:
        return (line.content.truncate(width, ellipsis=True),)
    first, *others = line.content.wrap(max(width - _INDENT, 1))
    return (first, *(Content.assemble(" " * _INDENT, other) for other in others))


class DetailLines(LineList, can_focus=False):
    """Text wrapped to the width; only changed lines are repainted."""

    view: reactive[tuple[Content, ...]] = reactive((), init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the text, cut to the height."""
        if width <= 0:
            return ()
        lines = [part for line in self.view for part in line.wrap(width)]
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], Content.assemble(lines[height - 1].truncate(width - 2), " …")]
        return tuple(Line(line) for line in lines)

    def make_room(self, most: int) -> None:
        """Grow for a long text, up to `most` lines, and shrink again after it."""
        width = self.scrollable_content_region.width
        lines = sum(len(line.wrap(width)) for line in self.view) if width > 0 else 0
        self.styles.height = max(MIN_LINES, min(lines + 1, most))


class SolveResultPane(Vertical):
    """Shows a run. The list has the focus: left and right switch tabs, enter asks or makes a change."""

    BINDINGS = bindings(*REPAIRS, TabBefore, TabAfter)

    @dataclass
    class LineChosen(Message):
        """The user chose a line, to make its change or answer its question."""

        line: ResultLine

    def __init__(self) -> None:
        """Empty until `show`."""
        super().__init__(id="result")
        self._run: Run | None = None
        self._before: Sequence[Session] = ()
        self._after: Sequence[Session] = ()
        self._reduced: Sequence[ReducedTarget] = ()
        self._too_long: Sequence[TaskTooLong] = ()
        self._prices: LimitPrices | None = None
        self._view = ResultView(Content(""), "", ())
        self._answers: dict[str, tuple[Content, ...]] = {}
        self._waiting = ""
        """Key of the line whose answer is awaited."""

    def compose(self) -> ComposeResult:
        """Lay out headline, figures, keys and tabs over list and detail."""
        yield Static("", id="headline", markup=False)
        yield Static("", id="figures", classes="muted", markup=False)
        yield Static("", id="result-keys", markup=False)
        yield TabBar()
        with Container(id="result-body"):
            yield ResultList()
            yield DetailLines(id="detail")

    def show(
        self,
        run: Run,
        before: Sequence[Session],
        after: Sequence[Session],
        reduced: Sequence[ReducedTarget] = (),
        too_long: Sequence[TaskTooLong] = (),
    ) -> None:
        """Show a run, with the sessions ahead in its week now and after accepting it, and what the week cannot do.

        The same run keeps its tab, its cursor and the answers.
        """
        same, self._run, self._before, self._after = run is self._run, run, before, after
        self._reduced, self._too_long = reduced, too_long
        if same:
            self._show_again()
            return
        self._prices, self._answers, self._waiting = None, {}, ""
        view = self._view = result_view(run, before, after, reduced=reduced, too_long=too_long)
        self.query_one("#headline", Static).update(view.headline)
        self.query_one("#figures", Static).update(safe(view.about_week))
        self.query_one("#result-keys", Static).update(_PLAN_KEYS if run.plan.usable else _CONFLICT_KEYS)
        self._turn_to(view.first)

    def action_turn_tab(self, by: int) -> None:
        """Show the next or the previous tab."""
        self._turn_to(self.query_one(TabBar).turned(by))

    def action_repair(self, place: int) -> None:
        """Make a repair, whatever tab is shown."""
        line = self._view.line(repair_key(place))
        if line is not None:
            self.post_message(self.LineChosen(line))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the repairs that there are."""
        if action == "repair":
            repairs = () if self._run is None else self._run.plan.repairs
            return isinstance(parameters[0], int) and parameters[0] < len(repairs)
        return super().check_action(action, parameters)

    def wait(self, key: str) -> None:
        """Show at a line that its answer is being computed."""
        self.give_up()
        self._answer(key, (_WAITING,))
        self._waiting = key

    def explain(self, key: str, explanation: Explanation, name: str) -> None:
        """Show at a line why the behavior called `name` is, or is not, there."""
        self._answer(key, explanation_text(explanation, name))

    def price(self, prices: LimitPrices) -> None:
        """Show the price of each limit, with the cursor on the first."""
        self._waiting, self._prices = "", prices
        self._show_again()
        self.query_one(ResultList).select(price_key(0))

    def give_up(self, reason: str = "Stopped.", hint: str = "") -> None:
        """Show at the waiting line why there is no answer, and what to do about it."""
        if self._waiting:
            self._answer(self._waiting, tuple(safe(sentence) for sentence in (reason, hint) if sentence))

    def on_resize(self, event: events.Resize) -> None:
        """Put the detail beside the list if it fits."""
        beside = event.size.width >= BESIDE_CELLS
        self.set_class(beside, "-beside")
        self.query_one(DetailLines).styles.height = "1fr" if beside else MIN_LINES

    @on(TabBar.Chosen)
    def _tab_clicked(self, event: TabBar.Chosen) -> None:
        self._turn_to(event.tab)

    @on(LineList.Moved)
    def _line_changed(self, event: LineList.Moved) -> None:
        event.stop()
        self._show_detail()

    @on(LineList.Opened)
    def _line_opened(self, event: LineList.Opened) -> None:
        event.stop()
        line = self.query_one(ResultList).line
        if line is not None:
            self.post_message(self.LineChosen(line))

    def _answer(self, key: str, text: tuple[Content, ...]) -> None:
        """Keep the answer about a line, and show it below the detail whenever the cursor is there."""
        self._waiting = ""
        self._answers[key] = text
        self._show_detail()

    def _show_again(self) -> None:
        """Show the same run again, with the answers so far."""
        if self._run is not None:
            sessions = self._before, self._after
            self._view = result_view(self._run, *sessions, self._prices, reduced=self._reduced, too_long=self._too_long)
            self._turn_to(self.query_one(TabBar).active, same=True)

    def _turn_to(self, tab_id: str, *, same: bool = False) -> None:
        tab = self._view.tab(tab_id)
        if tab is not None:
            bar = self.query_one(TabBar)
            bar.tabs = tuple((each.id, each.title) for each in self._view.tabs)
            bar.active = tab_id
            self.query_one(ResultList).show(tab, same=same)

    def _show_detail(self) -> None:
        line = self.query_one(ResultList).line
        text: tuple[Content, ...] = ()
        if line is not None:
            hint = () if line.why is None else (_ROOM,) if line.why.day is None else (_WHY,)
            text = (*line.detail, *self._answers.get(line.key or "", hint))
        detail = self.query_one(DetailLines)
        detail.view = text
        if not self.has_class("-beside"):
            detail.make_room(self.size.height // 2)
