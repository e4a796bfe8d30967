"""The line on top: which screens there are, which one this is, and who is logged in."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.modes import MODES, KeyOf, Mode
from habitos_tui.ui.kit.safe_text import MUTED, safe


class NavBar(Widget, can_focus=False):
    """The screens with their number keys; the current one stands out by colour, weight and brackets."""

    ALLOW_SELECT = False

    def __init__(self, mode: str, who: str, key_of: KeyOf) -> None:
        """`mode` is the id of the screen on show, `who` the name of the profile, `key_of` tells a screen's key."""
        super().__init__()
        self._mode = mode
        self._who = who
        self._key_of = key_of
        self._keys = self._read_keys()

    def follow_keys(self) -> None:
        """Show the keys that lead to screens now."""
        keys = self._read_keys()
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the widget."""
        tabs = Content.assemble(
            *(self._tab(key, mode.title, here=mode.id == self._mode) for mode, key in self._keys.items())
        )
        room = self.size.width - tabs.cell_length - 2
        if room < 6:
            return tabs
        who = safe(clean(self._who, limit=room), MUTED)
        return Content.assemble(tabs, " " * (room - who.cell_length + 1), who, " ")

    @property
    def _lead(self) -> str:
        """What stands before each number: a blank where there is room for it."""
        return " " if sum(self._cells(mode, " ") for mode in MODES) <= self.size.width else ""

    def _tab(self, key: str, title: str, *, here: bool) -> Content:
        lead = self._lead
        if here:
            mark = lead and "▌"
            return Content.styled(f"{mark}{clean(key)} {clean(title)} ", "bold $block-cursor-foreground on $primary")
        return Content.assemble((f"{lead}{clean(key)} ", "bold $accent"), (f"{clean(title)} ", "$foreground"))

    def _cells(self, mode: Mode, lead: str) -> int:
        return cell_width(f"{lead}{self._keys[mode]} {mode.title} ")

    def _read_keys(self) -> dict[Mode, str]:
        return {mode: self._key_of(mode) for mode in MODES}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        """Go to the screen that was clicked."""
        x = 0
        for mode in MODES:
            x += self._cells(mode, self._lead)
            if event.x < x:
                self.app.switch_mode(mode.id)
                return
