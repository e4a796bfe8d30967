"""The guide: its sections at the left, the text of the one under the cursor at the right."""

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from habitos_tui.ui.help.commands import CloseGuide, GuideSearch
from habitos_tui.ui.help.contents import GuideContents
from habitos_tui.ui.help.guide import sections
from habitos_tui.ui.help.page import GuidePage
from habitos_tui.ui.help.presenter import section_of, sections_with
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.kit.footer import KeyBar
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.kit.too_small import TooSmall


class GuideScreen(LowTrafficScreen[None]):
    """Lies over the screen it was opened from."""

    AUTO_FOCUS = "GuideContents"
    BINDINGS = bindings(GuideSearch, CloseGuide)

    contents = getters.query_one(GuideContents)
    page = getters.query_one(GuidePage)

    def __init__(self, mode: str = "") -> None:
        """Begin at the section about a screen."""
        super().__init__()
        self._first = sections()[section_of(mode)].title

    def compose(self) -> ComposeResult:
        """Lay out contents and text."""
        with Horizontal(id="split"):
            with Vertical(id="contents-pane", classes="pane") as pane:
                pane.border_title = "Guide"
                yield Field(id="search", placeholder="Type words")
                yield GuideContents(id="contents")
            with Vertical(id="page-pane", classes="pane"):
                yield GuidePage(self.context.preferences.names_of)
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the section that was asked for."""
        self._offer("")
        self.contents.select(self._first)
        self._show()

    def action_close(self) -> None:
        """Show every section again, or go back."""
        if self.has_class("-filtering"):
            self.query_one("#search", Input).value = ""
            self.remove_class("-filtering")
            self.contents.focus()
        else:
            self.dismiss(None)

    def action_filter(self) -> None:
        """Type to find sections."""
        self.add_class("-filtering")
        self.query_one("#search", Input).focus()

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if self.focused is self.contents:
            self._show()

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.page.focus()

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        self._offer(event.value)
        self._show()

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.contents.focus()

    def _offer(self, wanted: str) -> None:
        self.contents.sections = sections_with(wanted)

    def _show(self) -> None:
        title = self.contents.cursor
        self.page.section = next((section for section in sections() if section.title == title), None)
