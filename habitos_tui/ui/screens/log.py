"""Log: what was done and skipped, newest first, to look up and to put right."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from habitos_tui.domain.completion import Completion, Skip
from habitos_tui.ui.commands import bindings
from habitos_tui.ui.content import safe
from habitos_tui.ui.dialogs.complete import CompleteDialog, CompletionEntry, entry_of, with_entry
from habitos_tui.ui.dialogs.skip import SkipDialog
from habitos_tui.ui.living_commands import DeleteEntry, NewerEntries, OlderEntries
from habitos_tui.ui.messages import DataChanged
from habitos_tui.ui.presenters.dates import log_day
from habitos_tui.ui.presenters.log import EMPTY_LOG, PAGE, LogLine, log_view
from habitos_tui.ui.screens.base import HabitosScreen
from habitos_tui.ui.widgets.log_list import LogList, heading


class LogScreen(HabitosScreen):
    """Pages of entries; a page is read when it is shown."""

    MODE = "log"
    AUTO_FOCUS = "LogList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DeleteEntry, NewerEntries, OlderEntries)]

    entries = getters.query_one(LogList)

    def __init__(self) -> None:
        """Start with the newest entries."""
        super().__init__()
        self._first = 0

    def compose_body(self) -> ComposeResult:
        """Lay out the headings, the entries, and what to do when there are none."""
        with Vertical(id="log", classes="pane") as pane:
            pane.border_title = "Log"
            yield Static("", id="log-heading", markup=False)
            yield LogList(id="entries")
            yield Static(EMPTY_LOG, id="empty", classes="empty", markup=False)

    def refresh_view(self) -> None:
        """Read the page and show it; the last one when the log has become shorter."""
        tracking = self.workspace.tracking
        total = tracking.count()
        self._first = min(self._first, max(total - 1, 0) // PAGE * PAGE)
        view = log_view(tracking.log(limit=PAGE, offset=self._first), self._first, total)
        self.entries.view = view
        pane = self.query_one("#log")
        pane.set_class(not view.lines, "-empty")
        pane.border_subtitle = safe(view.summary)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the page allows."""
        if not self.is_mounted:
            return True
        view = self.entries.view
        allowed = {
            "delete_entry": bool(view.lines),
            "turn_page": view.older if parameters == (1,) else view.newer,
        }
        return allowed.get(action, True)

    def action_delete_entry(self) -> None:
        """Delete the entry under the cursor."""
        line = self._line()
        if line is None:
            return
        if isinstance(line.entry, Skip):
            self.workspace.tracking.unskip(line.key)
        else:
            self.workspace.tracking.remove(line.key)
        self.app.tell_change()
        self._changed()

    def action_turn_page(self, pages: int) -> None:
        """Show older (1) or newer (-1) entries."""
        self._first = max(self._first + pages * PAGE, 0)
        self.refresh_view()
        self.entries.action_edge(0)

    def on_line_list_opened(self) -> None:
        """Change the entry under the cursor."""
        line = self._line()
        if line is None:
            return
        if isinstance(line.entry, Skip):
            self._edit_skip(line, line.entry)
        else:
            self._edit_completion(line, line.entry)

    def on_resize(self) -> None:
        """Put the headings over their columns."""
        self.query_one("#log-heading", Static).update(heading(self.size.width - 5))

    def _line(self) -> LogLine | None:
        return self.entries.view.line(self.entries.cursor)

    def _edit_completion(self, line: LogLine, completion: Completion) -> None:
        def save(entry: CompletionEntry) -> Completion:
            return self.workspace.tracking.edit(with_entry(completion, entry))

        def closed(entry: CompletionEntry | None) -> None:
            if entry is not None:
                self.app.tell_change()
                self._changed()

        title = safe(f"{line.name}, {log_day(line.day)}")
        self.app.push_screen(CompleteDialog(title, entry_of(completion), save, save_label="Save"), closed)

    def _edit_skip(self, line: LogLine, skip: Skip) -> None:
        def closed(reason: str | None) -> None:
            if reason is None or reason == skip.reason:
                return
            with self.app.reporting():
                self.workspace.tracking.edit_skip(skip.model_copy(update={"reason": reason}))
                self.app.tell_change()
                self._changed()

        self.app.push_screen(SkipDialog(safe(f"{line.name}, {log_day(line.day)}"), skip.reason), closed)

    def _changed(self) -> None:
        self.refresh_view()
        self.post_message(DataChanged())
