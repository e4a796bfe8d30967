"""What a calendar takes and leaves out, shown before it is kept, and at any time."""

from collections.abc import Sequence
from enum import Enum

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.services.calendar_words import effect_sentence, taken_sentence
from habitos_tui.services.calendars import BusyDelta, CalendarPreview
from habitos_tui.ui.busy.calendars import delta_lines, preview_lines
from habitos_tui.ui.busy.commands import ChangeCalendar, KeepCalendar
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe


class CalendarAnswer(Enum):
    """What is to become of a calendar that was looked at."""

    KEEP = "keep"
    CHANGE = "change"


class PreviewList(LineList):
    """What a calendar takes and leaves out, line by line; with what would change, that first."""

    def __init__(self, preview: CalendarPreview, delta: BusyDelta | None) -> None:
        super().__init__(id="preview")
        self._preview, self._delta = preview, delta

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return its lines."""
        room = max(width - 2, 1)
        lines = [] if self._delta is None else delta_lines(self._delta, room)
        lines += preview_lines(self._preview, room)
        return [Line(Content("  ") + line, key=str(row)) for row, line in enumerate(lines) if width > 0]


class CalendarDialog(Dialog[CalendarAnswer]):
    """Shows what a calendar takes and what it leaves out, and why; returns what is to become of it."""

    BOX_CLASSES = "-diff"
    SCROLLS = False
    AUTO_FOCUS = "PreviewList"
    BINDINGS = bindings(KeepCalendar, ChangeCalendar)
    KEY_WIDGETS = frozenset({PreviewList})

    def __init__(self, preview: CalendarPreview, *, keeps: bool, delta: BusyDelta | None = None) -> None:
        """Where it `keeps`, it asks whether to keep a new one, or one that was changed, with what that changes."""
        super().__init__(safe(f"The calendar “{preview.source.name}”"))
        self._preview, self._keeps, self._delta = preview, keeps, delta

    def compose_box(self) -> ComposeResult:
        """Show how much it takes over the list, and the answers below."""
        said = taken_sentence(self._preview)
        if self._delta is not None:
            said += f" {effect_sentence(self._delta)}"
        yield Static(said, classes="message", markup=False)
        yield PreviewList(self._preview, self._delta)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            if self._keeps:
                yield Button("Keep  y", id="keep", action="screen.keep", variant="primary", compact=True)
            else:
                yield Button("Change  e", id="change", action="screen.change", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep only what is new, and change only what is kept."""
        known = {"keep": self._keeps, "change": not self._keeps}
        return known[action] if action in known else super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Keep the calendar."""
        self.dismiss(CalendarAnswer.KEEP)

    def action_change(self) -> None:
        """Change the calendar in its form."""
        self.dismiss(CalendarAnswer.CHANGE)
