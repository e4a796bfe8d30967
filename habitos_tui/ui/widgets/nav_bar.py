"""The line on top: which screens there are, which one this is, and who is logged in."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from habitos_tui.text import clean
from habitos_tui.ui.content import safe
from habitos_tui.ui.modes import MODES, Mode


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
        tabs = Content.assemble(
            *(self._tab(mode.key, mode.title, self._lead, here=mode.id == self._mode) for mode in MODES)
        )
        room = self.size.width - tabs.cell_length - 2
        if room < 6:
            return tabs
        who = safe(clean(self._who, limit=room), "$foreground-muted")
        return Content.assemble(tabs, " " * (room - who.cell_length + 1), who, " ")

    @property
    def _lead(self) -> str:
        """What stands before each number: a blank where there is room for it."""
        return " " if sum(_cells(mode, " ") for mode in MODES) <= self.size.width else ""

    def _tab(self, key: str, title: str, lead: str, *, here: bool) -> Content:
        if here:
            mark = lead and "▌"
            return Content.styled(f"{mark}{key} {title} ", "bold $block-cursor-foreground on $primary")
        return Content.assemble((f"{lead}{key} ", "bold $accent"), (f"{title} ", "$foreground"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        """Go to the screen that was clicked."""
        x = 0
        for mode in MODES:
            x += _cells(mode, self._lead)
            if event.x < x:
                self.app.switch_mode(mode.id)
                return


def _cells(mode: Mode, lead: str) -> int:
    return len(f"{lead}{mode.key} {mode.title} ")
