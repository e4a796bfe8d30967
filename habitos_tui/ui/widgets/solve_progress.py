"""A run under way: figures of fixed width that change in place, and a bar that shrinks with the gap.

A widget that changes is sent whole, so every figure is one of its own, a few cells wide. Once a second that costs less
than a hundred bytes, which keeps a slow line quiet.
"""

from collections.abc import Iterator
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.ui.presenters.solve import ProgressView, gap_bar

BAR_CELLS: Final = 24
FIGURE_CELLS: Final = 9

_ROWS: Final = (
    ("best", "Best plan", " points"),
    ("bound", "At most", " points are possible"),
    ("gap", "Gap", ""),
    ("target", "Goal", " or less"),
    ("", "", ""),
    ("plans", "Plans found", ""),
    ("elapsed", "Elapsed", ""),
)
"""Field of the view, its label, and what stands behind it; an empty row keeps them apart."""


class Figure(Widget):
    """A piece of text that repaints itself only, and only when it is another one."""

    shown: reactive[Content] = reactive(Content(""))

    def render(self) -> Content:
        """Return the text."""
        return self.shown


class SolveProgressPane(Vertical):
    """Shows a ProgressView."""

    DEFAULT_CSS = f"""
    SolveProgressPane Horizontal {{ height: 1; }}
    SolveProgressPane .label {{ width: 12; color: $foreground-muted; }}
    SolveProgressPane Static {{ width: auto; }}
    SolveProgressPane Figure {{ width: {FIGURE_CELLS}; height: 1; text-style: bold; }}
    SolveProgressPane #phase {{ width: 60; max-width: 100%; margin-bottom: 1; }}
    SolveProgressPane #gap-bar {{ width: {BAR_CELLS}; margin-left: 1; text-style: none; }}
    SolveProgressPane #stop-key {{ margin-top: 1; }}
    """

    view: reactive[ProgressView | None] = reactive(None, layout=False, repaint=False)

    def __init__(self) -> None:
        """Nothing is shown until there is a view."""
        super().__init__(id="progress")

    def compose(self) -> ComposeResult:
        """Lay out what stays, with the figures in between."""
        yield Figure(id="phase")
        for name, label, unit in _ROWS:
            with Horizontal():
                yield Static(label, classes="label", markup=False)
                if name:
                    yield Figure(id=name)
                    yield Static(unit, markup=False)
                if name == "gap":
                    yield Figure(id="gap-bar")
        keys = Content.assemble(("c", "bold $accent"), (" stops and keeps the best plan so far", "$foreground-muted"))
        yield Static(keys, id="stop-key")

    def watch_view(self) -> None:
        """Pass each figure to the widget that shows it."""
        if self.view is not None and self.is_mounted:
            for name, text in self._figures(self.view):
                self.query_one(f"#{name}", Figure).shown = text

    @staticmethod
    def _figures(view: ProgressView) -> Iterator[tuple[str, Content]]:
        yield "phase", Content(view.phase)
        yield "gap-bar", gap_bar(view.share, BAR_CELLS)
        for name, _, _ in _ROWS:
            if name:
                yield name, Content(str(getattr(view, name)).rjust(FIGURE_CELLS))
