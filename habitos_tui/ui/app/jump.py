"""Jump mode: a letter over each pane and field in sight; pressing it goes there."""

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
    """Return what the border around a widget calls its pane; nothing when there is none."""
    nodes = () if widget is None else widget.ancestors_with_self
    titles = (node.border_title for node in nodes if isinstance(node, Widget))
    return next((clean(str(title)) for title in titles if title), "")


class JumpScreen(ModalScreen[Widget], LowTrafficScreen[Widget]):
    """Returns the widget whose letter was pressed; any other key leaves everything as it was."""

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
        """What can have the focus on the screen `below` gets letters in reading order, as far as there are some."""
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
        """Go to the pane of that letter, or leave."""
        event.stop()
        event.prevent_default()
        widget, _ = self._targets.get(event.key.lower(), (None, None))
        self.dismiss(widget)
