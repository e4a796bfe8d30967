"""What came of a run: a headline over tabs for objectives, what was not placed, and changes."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ItemGrid, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TabbedContent, TabPane, Tabs

from habitos_tui.ui.content import safe
from habitos_tui.ui.presenters.solve import EMPTY, ResultView

_TABS: Final = {
    "objectives": "Objectives",
    "unplaced": "Not placed",
    "changes": "Changes",
}
_KEYS: Final = Content.assemble(
    ("y", "bold $accent"), " accepts this week   ", ("n", "bold $accent"), " leaves everything as it is"
)
_NO_PLAN: Final = Content.assemble(
    ("3", "bold $accent"),
    " to change a behavior   ",
    ("s", "bold $accent"),
    " to solve again   ",
    ("n", "bold $accent"),
    " goes back",
)


class SolveResultPane(Vertical):
    """Shows a ResultView. The tabs have the focus: left and right turn them, up and down scroll what they show."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_tab(1)", show=False, id="result.down", tooltip="Further down"),
        Binding("up,k", "scroll_tab(-1)", show=False, id="result.up", tooltip="Further up"),
        Binding("pagedown", "page_tab(1)", show=False, id="result.pagedown", tooltip="A screenful down"),
        Binding("pageup", "page_tab(-1)", show=False, id="result.pageup", tooltip="A screenful up"),
    ]

    def __init__(self) -> None:
        """Nothing is shown until `show`."""
        super().__init__(id="result")
        self._view = EMPTY

    def compose(self) -> ComposeResult:
        """Lay out headline, figures and tabs."""
        yield Static("", id="headline", markup=False)
        yield Static("", id="figures", classes="muted", markup=False)
        yield Static("", id="result-keys", markup=False)
        with TabbedContent(id="result-tabs"):
            with (
                TabPane("Sessions", id="sessions"),
                VerticalScroll(can_focus=False),
                ItemGrid(min_column_width=35, id="days"),
            ):
                yield from (Static("", classes="day", markup=False) for _ in range(7))
            for tab, title in _TABS.items():
                with TabPane(title, id=tab), VerticalScroll(can_focus=False):
                    yield Static("", id=f"{tab}-text", markup=False)

    def show(self, view: ResultView) -> None:
        """Show another result, beginning with its first tab."""
        self._view = view
        self.query_one("#headline", Static).update(view.headline)
        self.query_one("#figures", Static).update(safe(view.figures))
        self.query_one("#result-keys", Static).update(_KEYS if view.acceptable else _NO_PLAN)
        tabs = self.query_one(TabbedContent)
        tabs.get_tab("unplaced").label = _numbered("Conflict" if view.conflict else "Not placed", view.unplaced_count)
        tabs.get_tab("changes").label = _numbered("Changes", view.changed)
        tabs.active = "sessions" if view.acceptable else "unplaced"
        tabs.query_one(Tabs).focus()
        self._fill(tabs.active)

    def action_scroll_tab(self, lines: int) -> None:
        """Scroll the tab on show."""
        self._scroller.scroll_relative(y=lines, animate=False)

    def action_page_tab(self, pages: int) -> None:
        """Scroll the tab on show by what it holds."""
        self._scroller.scroll_relative(y=pages * max(self._scroller.size.height - 1, 1), animate=False)

    @property
    def _scroller(self) -> VerticalScroll:
        tabs = self.query_one(TabbedContent)
        return tabs.get_pane(tabs.active).query_one(VerticalScroll)

    @on(TabbedContent.TabActivated)
    def _tab_activated(self, event: TabbedContent.TabActivated) -> None:
        self._fill(event.pane.id or "")

    def _fill(self, tab: str) -> None:
        """Write out one tab: laying out all of them at once would take longer than a key may wait."""
        if tab == "sessions":
            self._fill_days()
            return
        view = self._view
        lines, nothing = {
            "objectives": (view.objectives, "No objective is served."),
            "unplaced": (
                view.unplaced,
                "Every behavior reaches its target." if view.acceptable else "No reason is known.",
            ),
            "changes": (view.changes, "There was no plan for this week before."),
        }[tab]
        text = Content("\n").join(lines) if lines else Content.styled(nothing, "$foreground-muted")
        self.query_one(f"#{tab}-text", Static).update(text)

    def _fill_days(self) -> None:
        blocks = self._view.days or (Content.styled("No session is planned.", "$foreground-muted"),)
        for at, static in enumerate(self.query(".day").results(Static)):
            static.display = at < len(blocks)
            if static.display:
                static.update(blocks[at])


def _numbered(title: str, amount: int) -> Content:
    return Content(f"{title} {amount}" if amount else title)
