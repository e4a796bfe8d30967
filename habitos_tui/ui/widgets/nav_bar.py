"""The line on top: which screens there are, which one this is, and who is logged in."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from habitos_tui.text import clean
from habitos_tui.ui.content import safe
from habitos_tui.ui.modes import MODES


class NavBar(Widget, can_focus=False):
    """The screens with their number keys; the current one stands out by colour, weight and brackets."""

    ALLOW_SELECT = False

    def __init__(self, mode: str, who: str) -> None:
        """`mode` is the id of the screen on show, `who` the name of the profile."""
        super().__init__()
        self._mode = mode
        self._who = who

    def render(self) -> Content:
        """Return the line, as wide as the widget."""
        parts = [self._tab(mode.key, mode.title, here=mode.id == self._mode) for mode in MODES]
        tabs = Content.assemble(*parts)
        room = self.size.width - tabs.cell_length - 2
        if room < 6:
            return tabs
        who = safe(clean(self._who, limit=room), "$foreground-muted")
        return Content.assemble(tabs, " " * (room - who.cell_length + 1), who, " ")

    def _tab(self, key: str, title: str, *, here: bool) -> Content:
        if here:
            return Content.styled(f"▌{key} {title} ", "bold $block-cursor-foreground on $primary")
        return Content.assemble((f" {key} ", "bold $accent"), (f"{title} ", "$foreground"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        """Go to the screen that was clicked."""
        x = 0
        for mode in MODES:
            x += len(mode.key) + len(mode.title) + 3
            if event.x < x:
                self.app.switch_mode(mode.id)
                return
