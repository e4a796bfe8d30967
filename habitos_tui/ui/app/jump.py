"""Jump mode: shows a letter over each visible pane and field; pressing it focuses that widget."""

from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.text import clean
from habitos_tui.ui.kit.screen import LowTrafficScreen

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


def pane_title(widget: Widget | None) -> str:
    """Return the pane title in the border around a widget, or nothing."""
    nodes = () if widget is None else widget.ancestors_with_self
    titles = (node.border_title for node in nodes if isinstance(node, Widget))
    # Textual gives a title back as markup, whatever it was set from.
    return next((clean(Content.from_markup(title).plain) for title in titles if title), "")


class JumpScreen(ModalScreen[Widget], LowTrafficScreen[Widget]):
    """Returns the widget whose letter was pressed; any other key cancels."""

    NO_PALETTE = True
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    JumpScreen { background: transparent; align: left top; }
    JumpScreen > .letter {
        position: absolute;
        width: 3;
        height: 1;
        background: $accent;
        color: $background;
        text-style: bold;
    }
    """

    def __init__(self, below: Screen[Any]) -> None:
        """Assigns letters to the focusable widgets of the screen `below` in reading order, while letters last."""
        super().__init__()
        regions = ((widget, widget.region.intersection(below.region)) for widget in below.focus_chain)
        in_sight = sorted(
            ((widget, region) for widget, region in regions if region.area), key=lambda each: (each[1].y, each[1].x)
        )
        self._targets = dict(zip(LETTERS, in_sight, strict=False))

    def compose(self) -> ComposeResult:
        """Lay the letters over the panes."""
        for letter, (_, region) in self._targets.items():
            label = Static(Content(f" {letter} "), classes="letter")
            label.styles.offset = region.offset
            yield label

    def on_key(self, event: events.Key) -> None:
        """Return the widget of that letter, or cancel."""
        event.stop()
        event.prevent_default()
        widget, _ = self._targets.get(event.key.lower(), (None, None))
        self.dismiss(widget)
