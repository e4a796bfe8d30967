"""The choice of a rule kind, each with an example."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.rules.kinds import KINDS


class KindList(LineList):
    """Two lines per kind: its title, and an example or why it is unavailable."""

    def __init__(self, behaviors: int) -> None:
        super().__init__(id="kinds")
        self._behaviors = behaviors

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the kinds."""
        lines: list[Line] = []
        for kind in KINDS:
            lacking = kind.behaviors > self._behaviors
            title = safe(f"  {kind.title}", MUTED if lacking else "bold")
            text = f"needs {count(kind.behaviors, 'behavior')}: make them on screen 3" if lacking else kind.example
            lines += [Line(title, None if lacking else kind.type), Line(Content.styled(f"    {text}", MUTED))]
        return lines


class RuleKindDialog(Dialog[str]):
    """Returns the chosen rule type."""

    BOX_CLASSES = "-kinds"
    KEY_WIDGETS = frozenset({KindList})

    def __init__(self, behaviors: int) -> None:
        """`behaviors` is their number; kinds that need more cannot be chosen."""
        super().__init__(Content("New rule"))
        self._kinds = KindList(behaviors)

    def compose_box(self) -> ComposeResult:
        """Show the kinds."""
        yield self._kinds

    @on(LineList.Opened)
    def _chosen(self, message: LineList.Opened) -> None:
        self.dismiss(message.key)
