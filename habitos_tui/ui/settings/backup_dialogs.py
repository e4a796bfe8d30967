"""The dialogs for backups: where to make one, which other file to restore, and what restoring one would do."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.errors import InvalidInputError
from habitos_tui.services.backups import RestorePreview
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import FormRow
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.path_field import PathField
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.settings.backup_lines import preview_lines, summary_of, typed_path
from habitos_tui.ui.settings.commands import RestoreBackup


class NewBackupForm(FormDialog[str]):
    """Returns where to put a backup, "" for beside the others."""

    AUTO_FOCUS = "PathField"
    SAVE_LABEL = "Make"

    def __init__(self) -> None:
        super().__init__(Content("Make a backup"))

    def compose_fields(self) -> ComposeResult:
        """Yield the one row."""
        yield Static("A file or a folder; leave it empty to keep the backup beside the others.", classes="hint")
        yield FormRow("Where", PathField(id="path", placeholder="/mnt/stick", ending=".db"), paths={"path": ""})

    def typed(self) -> str:
        """Return what was typed."""
        return self.text_of("path")

    def submit(self) -> str:
        """Return the path; InvalidInputError for one that can be none."""
        if self.typed():
            typed_path(self.typed())
        return self.typed()

    def entered(self) -> None:
        """Make it, since there is no other field."""
        self.action_save()


class OtherFileForm(FormDialog[Path]):
    """Returns the path of a backup that lies elsewhere."""

    AUTO_FOCUS = "PathField"
    SAVE_LABEL = "Look"

    def __init__(self) -> None:
        super().__init__(Content("Restore another file"))

    def compose_fields(self) -> ComposeResult:
        """Yield the one row."""
        yield Static("What is in it is shown before anything changes.", classes="hint")
        yield FormRow(
            "File", PathField(id="path", placeholder="/mnt/stick/habitos.db", ending=".db"), paths={"path": ""}
        )

    def typed(self) -> str:
        """Return what was typed."""
        return self.text_of("path")

    def submit(self) -> Path:
        """Return the path; InvalidInputError where there is none."""
        if not self.typed():
            raise InvalidInputError("There is no path.", issues=(("path", "must be the path of a file"),))
        return typed_path(self.typed())

    def entered(self) -> None:
        """Look into it, since there is no other field."""
        self.action_save()


class ContentsList(LineList):
    """What is in a backup and what would go, line by line."""

    def __init__(self, preview: RestorePreview, only: str | None, today: date) -> None:
        super().__init__(id="contents")
        self._preview, self._only, self._today = preview, only, today

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return its lines."""
        lines = preview_lines(self._preview, self._only, self._today, max(width - 2, 1)) if width > 0 else []
        return [Line(Content("  ") + line, key=str(row)) for row, line in enumerate(lines)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open no line: each says all there is."""
        return action != "open" and super().check_action(action, parameters)


class RestoreDialog(Dialog[bool]):
    """Shows what is in a backup and what would go; returns True if it is to be restored."""

    BOX_CLASSES = "-diff"
    SCROLLS = False
    AUTO_FOCUS = "ContentsList"
    BINDINGS = bindings(RestoreBackup)
    KEY_WIDGETS = frozenset({ContentsList})

    def __init__(self, preview: RestorePreview, only: str | None, today: date) -> None:
        """With `only` no other profile is named."""
        super().__init__(Content("Restore a backup"))
        self._preview, self._only, self._today = preview, only, today

    def compose_box(self) -> ComposeResult:
        """Show what it means over the lists, and the answers below."""
        yield Static(safe(summary_of(self._preview)), classes="message", markup=False)
        yield ContentsList(self._preview, self._only, self._today)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            yield Button("Restore  y", id="restore", action="screen.restore", variant="error", compact=True)

    def action_restore(self) -> None:
        """Restore it."""
        self.dismiss(True)
