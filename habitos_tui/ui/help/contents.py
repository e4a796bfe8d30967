"""The contents of the guide."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.help.commands import GuideText
from habitos_tui.ui.help.guide import GuideSection
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe


class GuideContents(LineList):
    """The titles of the sections."""

    BINDINGS = bindings(GuideText)

    sections: reactive[tuple[GuideSection, ...]] = reactive((), init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a line a section."""
        return tuple(Line(Content.assemble("  ", safe(section.title)), section.title) for section in self.sections)

    def watch_sections(self) -> None:
        """Show other sections."""
        self.rebuild()
