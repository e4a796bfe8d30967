"""A line of tabs whose first letters are their keys."""

from textual.content import Content

from habitos_tui.text import clean
from habitos_tui.ui.widgets.tab_bar import TabBar


class PanelBar(TabBar):
    """Its titles begin with the letters that lead there."""

    def _drawn(self, tab: str, title: str) -> Content:
        if tab == self.active:
            return super()._drawn(tab, title)
        shown = clean(title)
        return Content.assemble(" ", (shown[:1], "bold $accent"), (shown[1:], "$foreground-muted"), " ")
