"""A line of tabs: which there are, and which is on show."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED, safe

Tabs = tuple[tuple[str, str], ...]
"""Id and title of each tab."""


class TabBar(Widget, can_focus=False):
    """Draws one line; where the titles do not fit, those far from the one on show are left out."""

    ALLOW_SELECT = False

    tabs: reactive[Tabs] = reactive(())
    active: reactive[str] = reactive("")

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def turned(self, by: int) -> str:
        """Return the id of the tab so many further on, around the end."""
        ids = [tab for tab, _ in self.tabs]
        return ids[(ids.index(self.active) + by) % len(ids)] if self.active in ids else ""

    def render(self) -> Content:
        """Return the line."""
        return Content.assemble(*(self._drawn(tab, title) for tab, title in self._fitting()))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        """Say which tab was clicked."""
        x = 0
        for tab, title in self._fitting():
            x += self._drawn(tab, title).cell_length
            if event.x < x:
                self.post_message(self.Chosen(tab))
                return

    def _fitting(self) -> Sequence[tuple[str, str]]:
        """Return the tabs from the first on, or those around the active one where not all fit."""
        tabs = list(self.tabs)
        while len(tabs) > 1 and sum(self._drawn(*tab).cell_length for tab in tabs) > self.size.width:
            place = [tab for tab, _ in tabs].index(self.active) if self.active in dict(tabs) else 0
            tabs.pop(-1 if place < len(tabs) - 1 else 0)
        return tabs

    def _drawn(self, tab: str, title: str) -> Content:
        if tab == self.active:
            return Content.assemble(("▐", "$primary"), safe(title, "bold reverse $primary"), ("▌", "$primary"))
        return Content.assemble(" ", safe(title, MUTED), " ")


class LetterTabBar(TabBar):
    """Its titles begin with the letters that lead there; they move closer together where that makes all of them fit."""

    def _drawn(self, tab: str, title: str) -> Content:
        close = sum(cell_width(clean(other)) + 2 for _, other in self.tabs) > self.size.width
        if tab == self.active:
            return Content.assemble(" ", safe(title, "bold reverse $primary")) if close else super()._drawn(tab, title)
        shown = clean(title)
        return Content.assemble(" ", (shown[:1], "bold $accent"), (shown[1:], MUTED), "" if close else " ")
