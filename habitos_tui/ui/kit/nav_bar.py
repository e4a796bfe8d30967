"""The navigation bar: the screens, the current one, and the profile."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.line_of_parts import LineOfParts
from habitos_tui.ui.kit.modes import MODES, KeyOf, Mode
from habitos_tui.ui.kit.safe_text import MUTED, safe


class NavBar(LineOfParts[Mode]):
    """The screens with their number keys; the current one stands out by colour, weight and brackets."""

    def __init__(self, mode: str, who: str, key_of: KeyOf) -> None:
        """`mode` is the id of the current screen, `who` the name of the profile, `key_of` returns a screen's key."""
        super().__init__()
        self._mode, self._who, self._key_of = mode, who, key_of

    def parts(self) -> Sequence[tuple[Mode, Content]]:
        """Return the screens, with a blank before each number if they fit."""
        keys = {mode: self._key_of(mode) for mode in MODES}
        wanted = sum(cell_width(f" {key} {mode.title} ") for mode, key in keys.items())
        lead = " " if wanted <= self.size.width else ""
        return [(mode, self._tab(lead, clean(key), mode)) for mode, key in keys.items()]

    def clicked(self, part: Mode) -> None:
        """Go to the screen."""
        self.app.switch_mode(part.id)

    def render(self) -> Content:
        """Return the line, as wide as the widget, with the name at its end if it fits."""
        tabs = super().render()
        room = self.size.width - tabs.cell_length - 2
        if room < 6:
            return tabs
        who = safe(clean(self._who, limit=room), MUTED)
        return Content.assemble(tabs, " " * (room - who.cell_length + 1), who, " ")

    def _tab(self, lead: str, key: str, mode: Mode) -> Content:
        if mode.id == self._mode:
            mark = lead and "▌"
            return Content.styled(f"{mark}{key} {clean(mode.title)} ", "bold $block-cursor-foreground on $primary")
        return Content.assemble((f"{lead}{key} ", "bold $accent"), (f"{clean(mode.title)} ", "$foreground"))
