"""Jump mode: a letter over each pane and field in sight; pressing it goes there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset, Region
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.text import clean
from habitos_tui.ui.kit.screen import LowTrafficScreen

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A letter, where it stands on the screen, and the widget it leads to."""

    letter: str
    at: Offset
    widget: Widget


def targets(widgets: Iterable[Widget], window: Region) -> tuple[Target, ...]:
    """Return a target for each widget that is in sight, in reading order, as far as there are letters."""
    seen = [(widget, widget.region.intersection(window)) for widget in widgets]
    shown = sorted(((w, region) for w, region in seen if region.area), key=lambda each: (each[1].y, each[1].x))
    return tuple(
        Target(letter, region.offset, widget) for letter, (widget, region) in zip(LETTERS, shown, strict=False)
    )


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

    def __init__(self, targets: Sequence[Target]) -> None:
        """`targets` in the order of their letters."""
        super().__init__()
        self._targets = {target.letter: target for target in targets}

    def compose(self) -> ComposeResult:
        """Lay the letters over the panes."""
        for target in self._targets.values():
            letter = Static(Content(f" {target.letter} "), classes="letter")
            letter.styles.offset = target.at
            yield letter

    def on_key(self, event: events.Key) -> None:
        """Go to the pane of that letter, or leave."""
        event.stop()
        event.prevent_default()
        target = self._targets.get(event.key.lower())
        self.dismiss(None if target is None else target.widget)
