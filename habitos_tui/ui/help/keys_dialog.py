"""The list of keys of the screen below."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import KEYS_SCROLL_COMMANDS, CloseDialog, CloseKeys, OpenGuide
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe

KEY_CELLS: Final = 12
TEXT_CELLS: Final = 52
"""Width beside the keys in a terminal of 80 columns."""


class KeysDialog(Dialog[None], inherit_bindings=False):
    """Keys of the focused pane first, then those of its screen, then global ones. Returns nothing."""

    BOX_CLASSES = "-keys"
    BINDINGS = bindings(CloseDialog, CloseKeys, *KEYS_SCROLL_COMMANDS, OpenGuide)

    def __init__(
        self, active: Mapping[str, ActiveBinding], display: Callable[[Binding], str], *, pane: str = "", about: str = ""
    ) -> None:
        """`active` are the bindings of the screen underneath; `display` names a key; `about` says what it is for."""
        super().__init__(Content("Keys"))
        self._about = about
        self._lines = list(_lines(active.values(), display, pane))

    def compose_box(self) -> ComposeResult:
        """Show what the screen is for, and a line a command."""
        if self._about:
            yield Static(safe(self._about), classes="message")
        yield Static(Content("\n").join(self._lines))

    def action_scroll(self, direction: str) -> None:
        """Move the list."""
        getattr(self.query_one("#box"), f"scroll_{direction}")(animate=False)


def _lines(active: Iterable[ActiveBinding], display: Callable[[Binding], str], pane: str) -> Iterator[Content]:
    groups: dict[str, dict[str, tuple[list[str], str]]] = {pane or "Here": {}, "On this screen": {}, "Everywhere": {}}
    inner, screen, everywhere = groups
    for node, binding, _, _ in active:
        if binding.system or not binding.tooltip or not binding.id:
            continue
        if isinstance(node, App) or binding.id.startswith("mode."):
            group = everywhere
        else:
            group = screen if isinstance(node, Screen) else inner
        # The footer shows the opposite key too, as in "[ ]".
        own = replace(binding, key_display=None) if " " in (binding.key_display or "") else binding
        groups[group].setdefault(binding.action, ([], binding.tooltip))[0].append(display(own))
    for title, commands in groups.items():
        if commands:
            yield safe(title, "bold $primary")
            for keys, text in commands.values():
                first, *more = textwrap.wrap(text, TEXT_CELLS)
                yield Content.assemble((f"  {' '.join(dict.fromkeys(keys)):<{KEY_CELLS}} ", "bold $accent"), first)
                yield from (Content(" " * (KEY_CELLS + 3) + line) for line in more)
            yield Content("")
