"""The text of a section of the guide."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.ui.help.commands import GuideDown, GuideUp
from habitos_tui.ui.help.guide import GuideSection
from habitos_tui.ui.help.presenter import KeyNames, section_lines
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.registry import known_commands


class GuidePage(VerticalScroll, can_focus=True):
    """The text of a section, to scroll."""

    BINDINGS = bindings(GuideDown, GuideUp)

    section: reactive[GuideSection | None] = reactive(None, init=False, layout=False, repaint=False)

    def __init__(self, names: KeyNames) -> None:
        """`names` tells the keys of a command."""
        super().__init__(id="page")
        self._names = names

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static("", id="text", markup=False)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._write()

    def watch_section(self) -> None:
        """Show another section from its top."""
        self._write()
        self.scroll_home(animate=False)

    def _write(self) -> None:
        width = self.scrollable_content_region.width
        if self.section is not None and width > 0:
            commands = known_commands().values()
            lines = section_lines(self.section, commands, self._names, width)
            self.query_one("#text", Static).update(Content("\n").join(lines))
