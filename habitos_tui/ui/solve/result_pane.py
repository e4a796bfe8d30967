"""What came of a run: a headline over tabs, the lines of the tab on show, and the line under the cursor in full."""

from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, LimitPrices
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.tabs import TabBar
from habitos_tui.ui.solve.commands import TabAfter, TabBefore
from habitos_tui.ui.solve.result_list import LEAST_LINES, DetailLines, ResultList
from habitos_tui.ui.solve.result_presenter import (
    PRICES,
    Place,
    ResultLine,
    ResultView,
    explanation_detail,
    result_view,
)

BESIDE_CELLS: Final = 104
"""Cells from which the detail stands beside the list instead of under it."""

_KEYS: Final = Content.assemble(
    *(("y", "bold $accent"), " accepts this week   ", ("n", "bold $accent"), " leaves it as it is   "),
    *(("t", "bold $accent"), " three plans"),
)
_WHY: Final = Content.assemble(("enter ", "bold $accent"), ("asks why, and what it would cost", MUTED))
_WAITING: Final = Content.assemble(("Working it out …  ", "bold"), ("c ", "bold $accent"), ("stops", MUTED))
_NO_PLAN: Final = Content.assemble(
    *(("enter", "bold $accent"), " makes a change and solves again   ", ("n", "bold $accent"), " goes back"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A run, and what lies ahead in its week before and after accepting it."""

    run: Run
    before: tuple[Session, ...] = ()
    after: tuple[Session, ...] = ()


class SolveResultPane(Vertical):
    """Shows a run. The list has the focus: left and right turn the tabs, enter asks or makes a change."""

    BINDINGS = bindings(TabBefore, TabAfter)

    @dataclass
    class Proposed(Message):
        """A change is to be made, and the week to be solved again."""

        line: ResultLine

    @dataclass
    class WhyAsked(Message):
        """The full reason and price of a line is wanted."""

        key: str
        place: Place

    class PricesAsked(Message):
        """What more room in each limit is worth is wanted."""

    def __init__(self) -> None:
        """Nothing is shown until `show`."""
        super().__init__(id="result")
        self._shown: Shown | None = None
        self._prices: LimitPrices | None = None
        self._view = ResultView.EMPTY
        self._answers: dict[str, tuple[Content, ...]] = {}
        self._waiting = ""
        """Key of the line whose answer is awaited."""

    def compose(self) -> ComposeResult:
        """Lay out headline, figures, keys, tabs, and under them list and detail."""
        yield Static("", id="headline", markup=False)
        yield Static("", id="figures", classes="muted", markup=False)
        yield Static("", id="result-keys", markup=False)
        yield TabBar()
        with Container(id="result-body"):
            yield ResultList()
            yield DetailLines(id="detail")

    def show(self, shown: Shown) -> None:
        """Show a run; the same run keeps its tab, its cursor and the answers."""
        before, self._shown = self._shown, shown
        if before is not None and before.run is shown.run:
            self._show_again()
            return
        self._prices, self._answers, self._waiting = None, {}, ""
        view = self._view = self._made()
        self.query_one("#headline", Static).update(view.headline)
        self.query_one("#figures", Static).update(safe(view.figures))
        self.query_one("#result-keys", Static).update(_KEYS if view.acceptable else _NO_PLAN)
        self._turn_to(view.first)

    def action_turn_tab(self, by: int) -> None:
        """Show the next tab, or the one before."""
        self._turn_to(self.query_one(TabBar).turned(by))

    def wait(self, key: str) -> None:
        """Show at a line that its answer is being worked out."""
        self.give_up("Stopped.")
        self._answer(key, (_WAITING,))
        self._waiting = key

    def explain(self, key: str, explanation: Explanation, name: str) -> None:
        """Show at a line why the behavior of that name is, or is not, there."""
        self._answer(key, explanation_detail(explanation, name))

    def price(self, prices: LimitPrices) -> None:
        """Show what more room in each limit is worth."""
        self._waiting, self._prices = "", prices
        self._show_again()

    def give_up(self, *sentences: str) -> None:
        """Show why there is no answer, at the line that waits for one."""
        if self._waiting:
            self._answer(self._waiting, tuple(safe(sentence) for sentence in sentences if sentence))

    def on_resize(self, event: events.Resize) -> None:
        """Put the detail beside the list where there is room."""
        beside = event.size.width >= BESIDE_CELLS
        self.set_class(beside, "-beside")
        self.query_one(DetailLines).styles.height = "1fr" if beside else LEAST_LINES

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
        if line is None:
            return
        if line.change is not None:
            self.post_message(self.Proposed(line))
        elif line.key == PRICES:
            self.post_message(self.PricesAsked())
        elif line.key is not None and line.why is not None:
            self.post_message(self.WhyAsked(line.key, line.why))

    def _answer(self, key: str, text: tuple[Content, ...]) -> None:
        """Keep the answer about a line, and show it below the detail whenever the cursor is there."""
        self._waiting = ""
        self._answers[key] = text
        self._show_detail()

    def _made(self) -> ResultView:
        shown = self._shown
        return ResultView.EMPTY if shown is None else result_view(shown.run, shown.before, shown.after, self._prices)

    def _show_again(self) -> None:
        """Show the same run again, with what was found out about it."""
        self._view = self._made()
        bar = self.query_one(TabBar)
        tab = self._view.tab(bar.active)
        if tab is not None:
            self._name_tabs(tab.id)
            self.query_one(ResultList).replace(tab)

    def _turn_to(self, tab_id: str) -> None:
        tab = self._view.tab(tab_id)
        if tab is not None:
            self._name_tabs(tab_id)
            self.query_one(ResultList).show(tab)

    def _name_tabs(self, active: str) -> None:
        bar = self.query_one(TabBar)
        bar.tabs = tuple((tab.id, tab.title) for tab in self._view.tabs)
        bar.active = active

    def _show_detail(self) -> None:
        line = self.query_one(ResultList).line
        text: tuple[Content, ...] = ()
        if line is not None:
            hint = (_WHY,) if line.why is not None else ()
            text = (*line.detail, *self._answers.get(line.key or "", hint))
        detail = self.query_one(DetailLines)
        detail.view = text
        if not self.has_class("-beside"):
            detail.make_room(self.size.height // 2)
