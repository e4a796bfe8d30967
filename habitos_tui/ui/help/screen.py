"""The guide: sections on the left, text of the selected section on the right."""

from collections.abc import Collection, Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from habitos_tui.ui.help.commands import CloseGuide, GuideDown, GuideSearch, GuideText, GuideUp
from habitos_tui.ui.help.presenter import (
    GuideSection,
    KeyNames,
    section_lines,
    section_of,
    sections,
    sections_with,
)
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.command import Command, bindings
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import OverlaidScreen


class GuideContents(LineList):
    """The titles of the sections."""

    BINDINGS = bindings(GuideText)

    view: reactive[tuple[GuideSection, ...]] = reactive((), init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a line per section."""
        return tuple(Line(Content.assemble("  ", safe(section.title)), section.title) for section in self.view)


class GuidePage(VerticalScroll, can_focus=True):
    """The scrollable text of a section."""

    BINDINGS = bindings(GuideDown, GuideUp)

    section: reactive[GuideSection | None] = reactive(None, init=False, layout=False, repaint=False)

    def __init__(self, commands: Collection[Command], names: KeyNames) -> None:
        """`names` returns the keys of each of the `commands`."""
        super().__init__(id="page")
        self._commands, self._names = commands, names

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static("", id="text", markup=False)

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._write()

    def watch_section(self) -> None:
        """Show another section from its top."""
        self._write()
        self.scroll_home(animate=False)

    def _write(self) -> None:
        width = self.scrollable_content_region.width
        if self.section is not None and width > 0:
            lines = section_lines(self.section, self._commands, self._names, width)
            self.query_one("#text", Static).update(Content("\n").join(lines))


class GuideScreen(OverlaidScreen):
    """Opened over the current screen."""

    AUTO_FOCUS = "GuideContents"
    BINDINGS = bindings(GuideSearch, CloseGuide)
    KEY_WIDGETS = frozenset({GuideContents, GuidePage})

    _search = getters.query_one(FilterBar)
    contents = getters.query_one(GuideContents)
    page = getters.query_one(GuidePage)

    def __init__(self, commands: Collection[Command], mode: str = "", section: str = "") -> None:
        """Starts at a section, or at the one about a screen; `commands` are listed with their keys."""
        super().__init__()
        self._commands = commands
        self._first = section or sections()[section_of(mode)].title
        self._at_rest = AtRest(self, self._show)

    def compose(self) -> ComposeResult:
        """Lay out contents and text."""
        with Horizontal(id="split"):
            with Vertical(id="contents-pane", classes="pane") as pane:
                pane.border_title = "Guide"
                yield FilterBar("#contents", id="search", placeholder="Type words")
                yield GuideContents(id="contents")
            with Vertical(id="page-pane", classes="pane"):
                yield GuidePage(self._commands, self.context.preferences.names_of)
        yield Footer()

    def on_mount(self) -> None:
        """Show the requested section."""
        self.contents.view = sections()
        self.contents.select(self._first)
        self._show()

    def action_close(self) -> None:
        """Show every section again, or go back."""
        if not self._search.close():
            self.dismiss(None)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if self.focused is self.contents:
            self._at_rest.wanted()

    @on(LineList.Opened)
    def _opened(self) -> None:
        self._show()
        self.page.focus()

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        self.contents.view = sections_with(event.value)
        self._at_rest.wanted()

    def _show(self) -> None:
        title = self.contents.cursor
        self.page.section = next((section for section in sections() if section.title == title), None)
