"""The line at the bottom: the keys that matter here.

It is one widget that draws one line. Textual's own footer mounts a widget a key and lays the screen out again whenever
the focus moves, which takes longer than everything else that a key does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key as it is shown, what it does in a word, the key itself, and whether it does anything just now."""

    shown: str
    label: str
    key: str
    enabled: bool

    @property
    def cells(self) -> int:
        """Width in the bar, with its blanks."""
        return Content(self.shown).cell_length + Content(self.label).cell_length + 3


class KeyBar(Widget, can_focus=False):
    """Follows the bindings of its screen. Where not all fit, the last, which lists all keys, is kept."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; }
    """

    def __init__(self) -> None:
        """It shows nothing until the screen says which keys there are."""
        super().__init__()
        self._hints: Sequence[KeyHint] = ()

    def on_mount(self) -> None:
        """Listen for other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def render(self) -> Content:
        """Return the line."""
        return Content.assemble(*(_drawn(hint) for hint in fitting(self._hints, self.size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        x = 0
        for hint in fitting(self._hints, self.size.width):
            x += hint.cells
            if event.x < x:
                self.app.simulate_key(hint.key)
                return

    def _bindings_changed(self, screen: Screen[Any]) -> None:
        hints = tuple(self._hints_of(screen))
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def _hints_of(self, screen: Screen[Any]) -> Iterator[KeyHint]:
        """Yield a hint for each action, with the first of its keys."""
        actions: set[str] = set()
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and binding.action not in actions:
                actions.add(binding.action)
                yield KeyHint(self.app.get_key_display(binding), binding.description, binding.key, enabled)


def fitting(hints: Sequence[KeyHint], cells: int) -> Sequence[KeyHint]:
    """Return the hints that fit: all, or as many of the first as leave room for the last."""
    if sum(hint.cells for hint in hints) <= cells:
        return hints
    *first, last = hints
    kept: list[KeyHint] = []
    room = cells - last.cells
    for hint in first:
        if hint.cells > room:
            break
        kept.append(hint)
        room -= hint.cells
    return (*kept, last)


def _drawn(hint: KeyHint) -> Content:
    key, label = ("bold $footer-key-foreground", "$footer-description-foreground")
    if not hint.enabled:
        key = label = "$foreground-muted 60%"
    return Content.assemble((f" {hint.shown} ", key), (f"{hint.label} ", label))
