"""The line at the bottom: the keys that matter here.

It is one widget that draws one line. Textual's own footer mounts a widget per key and lays out the screen again when
the focus moves, which takes longer than all other effects of a key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from textual.content import Content
from textual.screen import Screen

from habitos_tui.ui.kit.line_of_parts import LineOfParts


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key as shown, its label, the key itself, and whether it is enabled."""

    shown: str
    label: str
    key: str
    enabled: bool

    def drawn(self) -> Content:
        """Return key and label, with blanks."""
        key, label = ("bold $footer-key-foreground", "$footer-description-foreground")
        if not self.enabled:
            key = label = "$foreground-muted 60%"
        return Content.assemble((f" {self.shown} ", key), (f"{self.label} ", label))


class Footer(LineOfParts[KeyHint]):
    """Follows the bindings of its screen. If not all fit, the last, which lists all keys, is kept."""

    DEFAULT_CSS = "Footer { dock: bottom; background: $footer-background; }"

    def __init__(self) -> None:
        """Empty until the screen reports its bindings."""
        super().__init__()
        self._hints: Sequence[KeyHint] = ()

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def parts(self) -> Sequence[tuple[KeyHint, Content]]:
        """Return the hints that fit: all, or the first ones and the last."""
        hints = [(hint, hint.drawn()) for hint in self._hints]
        room = self.size.width
        if sum(drawn.cell_length for _, drawn in hints) <= room:
            return hints
        *first, last = hints
        ends = accumulate(drawn.cell_length for _, drawn in first)
        room -= last[1].cell_length
        return [*(hint for hint, end in zip(first, ends, strict=True) if end <= room), last]

    def clicked(self, part: KeyHint) -> None:
        """Press the key."""
        self.app.simulate_key(part.key)

    def _bindings_changed(self, screen: Screen[Any]) -> None:
        """Show a hint for each action, with its first key."""
        hints: dict[str, KeyHint] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and binding.action not in hints:
                shown = self.app.get_key_display(binding)
                hints[binding.action] = KeyHint(shown, binding.description, binding.key, enabled)
        if tuple(hints.values()) != self._hints:
            self._hints = tuple(hints.values())
            self.refresh()
