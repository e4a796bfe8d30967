"""The dialogs for a calendar: where it lies and what of it counts, and what it would take before it is kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.errors import HabitosError, InvalidInputError
from habitos_tui.services.calendars import CalendarPreview, Calendars
from habitos_tui.ui.busy.calendars import preview_lines, summary_of
from habitos_tui.ui.busy.commands import KeepCalendar
from habitos_tui.ui.busy.path_field import PathField
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field, FormRow, Tick
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe

READING: Final = "Reading …"


class CalendarForm(FormDialog[CalendarSource]):
    """Returns a calendar that was kept, after a look at what it takes."""

    SAVE_LABEL = "Look"
    KEY_WIDGETS = frozenset({Tick})

    def __init__(self, calendars: Calendars) -> None:
        """It is kept among these."""
        super().__init__(Content("Add a calendar"))
        self._calendars = calendars
        self._query = BackgroundQuery(self, failed=self._refused)

    def compose_fields(self) -> ComposeResult:
        """Yield where it lies, then what of it counts."""
        yield FormRow("Path", PathField(id="location", placeholder="~/.calendars/work, or team.ics"))
        yield FormRow("Name", Field(id="name", placeholder="that of the file or folder", max_length=100))
        yield FormRow("Only with", Field(id="titles", placeholder="words in titles: Sam, school", max_length=500))
        yield FormRow("Without", Field(id="without", placeholder="words in titles: Lunch, hold", max_length=500))
        yield FormRow("All-day", Tick(Content("events of whole days take time, too"), id="whole_days"))

    def typed(self) -> tuple[str, ...]:
        """Return the texts, and whether whole days count."""
        texts = (self.text_of(name) for name in ("location", "name", "titles", "without"))
        return (*texts, "yes" if self.query_one(Tick).value else "")

    def submit(self) -> None:
        """Read the calendar in a thread, and show what it takes; InvalidInputError where it cannot be one."""
        source = self._described()
        self._say(safe(READING))
        self._query.run(lambda _: self._calendars.preview(source), self._look)

    def meaning(self) -> str:
        """Say what comes next."""
        return "What it takes of these eight weeks is shown before it is kept."

    def _described(self) -> CalendarSource:
        location, name, titles, without, whole_days = self.typed()
        if not location:
            issue = ("location", "must be the path of a file or folder")
            raise InvalidInputError("There is no path.", issues=(issue,))
        words = {"titles": words_of(titles), "without": words_of(without)}
        return self._calendars.new(Path(location), name=name, whole_days=bool(whole_days), **words)

    def _look(self, preview: CalendarPreview) -> None:
        self.explain()

        def answered(keep: bool | None) -> None:
            if keep:
                self._keep(preview)

        self.app.push_screen(CalendarDialog(preview, keeps=True), answered)

    def _keep(self, preview: CalendarPreview) -> None:
        try:
            source = self._calendars.add(preview)
        except InvalidInputError as error:
            self._refused(error)
        else:
            self.dismiss(source)

    def _refused(self, error: HabitosError) -> None:
        """Show at its field why the calendar cannot be read or kept; what was typed stays."""
        self.explain()
        said = " ".join(part for part in (error.message, error.hint) if part)
        issues = error.issues if isinstance(error, InvalidInputError) else ()
        self.show_issues(issues or (("location", said),))


class PreviewList(LineList):
    """What a calendar takes and leaves out, line by line."""

    def __init__(self, preview: CalendarPreview) -> None:
        super().__init__(id="preview")
        self._preview = preview

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return its lines."""
        lines = preview_lines(self._preview, max(width - 2, 1)) if width > 0 else []
        return [Line(Content("  ") + line, key=str(row)) for row, line in enumerate(lines)]


class CalendarDialog(Dialog[bool]):
    """Shows what a calendar takes and what it leaves out, and why; returns True if it is to be kept."""

    BOX_CLASSES = "-diff"
    SCROLLS = False
    AUTO_FOCUS = "PreviewList"
    BINDINGS = bindings(KeepCalendar)
    KEY_WIDGETS = frozenset({PreviewList})

    def __init__(self, preview: CalendarPreview, *, keeps: bool) -> None:
        """Where it `keeps`, it asks whether to keep a new one."""
        super().__init__(safe(f"The calendar “{preview.source.name}”"))
        self._preview, self._keeps = preview, keeps

    def compose_box(self) -> ComposeResult:
        """Show how much it takes over the list, and the answers below."""
        yield Static(summary_of(self._preview), classes="message", markup=False)
        yield PreviewList(self._preview)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            if self._keeps:
                yield Button("Keep  y", id="keep", action="screen.keep", variant="primary", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep only what is new."""
        return self._keeps if action == "keep" else super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Keep the calendar."""
        self.dismiss(True)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words that were typed with commas between them."""
    return tuple(word for word in map(str.strip, typed.split(",")) if word)
