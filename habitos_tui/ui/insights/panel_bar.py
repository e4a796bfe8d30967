"""A line of tabs whose first letters are their keys."""

from textual.content import Content

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.tabs import TabBar


class PanelBar(TabBar):
    """Its titles begin with the letters that lead there; they move closer together where that makes all of them fit."""

    def _drawn(self, tab: str, title: str) -> Content:
        close = sum(cell_width(clean(other)) + 2 for _, other in self.tabs) > self.size.width
        if tab == self.active:
            return Content.assemble(" ", safe(title, "bold reverse $primary")) if close else super()._drawn(tab, title)
        shown = clean(title)
        return Content.assemble(
            " ", (shown[:1], "bold $accent"), (shown[1:], "$foreground-muted"), "" if close else " "
        )
