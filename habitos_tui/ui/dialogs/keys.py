"""What every key does on the screen underneath."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from habitos_tui.ui.dialogs.base import Dialog

KEY_CELLS: Final = 12
TEXT_CELLS: Final = 52
"""What the box of a terminal of 80 columns leaves beside the keys."""


class KeysDialog(Dialog[None]):
    """Keys of the screen first, then those that work everywhere; nothing to decide."""

    BOX_CLASSES = "-keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,enter", "close", show=False, id="keys.close", tooltip="Close the list of keys"),
        Binding("down,j", "scroll('down')", show=False, id="keys.down", tooltip="Further down"),
        Binding("up,k", "scroll('up')", show=False, id="keys.up", tooltip="Further up"),
    ]

    def __init__(self, active: Mapping[str, ActiveBinding], display: Callable[[Binding], str]) -> None:
        """`active` are the bindings of the screen underneath; `display` names a key."""
        super().__init__(Content("Keys"))
        self._lines = list(_lines(active, display))

    def compose_box(self) -> ComposeResult:
        """Show a line a command."""
        yield Static(Content("\n").join(self._lines))

    def action_scroll(self, direction: str) -> None:
        """Move the list."""
        box = self.query_one("#box")
        (box.scroll_down if direction == "down" else box.scroll_up)(animate=False)


def _lines(active: Mapping[str, ActiveBinding], display: Callable[[Binding], str]) -> Iterator[Content]:
    here: dict[str, tuple[list[str], str]] = {}
    everywhere: dict[str, tuple[list[str], str]] = {}
    for _, binding, _, _ in active.values():
        if binding.system or not binding.tooltip or not binding.id:
            continue
        group = everywhere if binding.id.startswith(("app.", "mode.")) else here
        group.setdefault(binding.action, ([], binding.tooltip))[0].append(display(binding))
    for title, group in (("Here", here), ("Everywhere", everywhere)):
        if group:
            yield Content.styled(title, "bold $primary")
            for keys, text in group.values():
                first, *more = textwrap.wrap(text, TEXT_CELLS)
                yield Content.assemble((f"  {' '.join(dict.fromkeys(keys)):<{KEY_CELLS}} ", "bold $accent"), first)
                yield from (Content(" " * (KEY_CELLS + 3) + line) for line in more)
            yield Content("")
