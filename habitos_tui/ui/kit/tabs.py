"""A line of tabs, one of them active."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.line_of_parts import LineOfParts
from habitos_tui.ui.kit.safe_text import MUTED, safe

Tabs = tuple[tuple[str, str], ...]
"""Id and title of each tab."""


class TabBar(LineOfParts[str]):
    """Draws one line; if not all titles fit, those far from the active one are omitted."""

    tabs: reactive[Tabs] = reactive(())
    active: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        tab: str

    def turned(self, by: int) -> str:
        """Return the id of the tab `by` places on, wrapping around."""
        ids = [tab for tab, _ in self.tabs]
        return ids[(ids.index(self.active) + by) % len(ids)] if self.active in ids else ""

    def parts(self) -> Sequence[tuple[str, Content]]:
        """Return all tabs, or those around the active one if not all fit."""
        parts = [(tab, self._drawn(tab, title)) for tab, title in self.tabs]
        while len(parts) > 1 and sum(drawn.cell_length for _, drawn in parts) > self.size.width:
            last = parts[-1][0]
            parts.pop(0 if last == self.active else -1)
        return parts

    def clicked(self, part: str) -> None:
        """Post the clicked tab."""
        self.post_message(self.Chosen(part))

    def _drawn(self, tab: str, title: str) -> Content:
        if tab == self.active:
            return Content.assemble(("▐", "$primary"), safe(title, "bold reverse $primary"), ("▌", "$primary"))
        return Content.assemble(" ", safe(title, MUTED), " ")


class LetterTabBar(TabBar):
    """Its titles begin with their key letters; they are moved closer together if that makes all fit."""

    def _drawn(self, tab: str, title: str) -> Content:
        close = sum(cell_width(clean(other)) + 2 for _, other in self.tabs) > self.size.width
        if tab == self.active:
            return Content.assemble(" ", safe(title, "bold reverse $primary")) if close else super()._drawn(tab, title)
        shown = clean(title)
        return Content.assemble(" ", (shown[:1], "bold $accent"), (shown[1:], MUTED), "" if close else " ")
