"""Log: completions, skips, days away and pauses, newest first, to search and correct."""

from dataclasses import replace

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.errors import NotFoundError
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.quick import ask_quick
from habitos_tui.ui.kit.lines_keys import edit_at_once
from habitos_tui.ui.kit.safe_text import announce, safe, safe_lines
from habitos_tui.ui.kit.screen import BESIDE, HabitosScreen
from habitos_tui.ui.log.commands import (
    AddEntry,
    DeleteEntry,
    EditNote,
    FilterLog,
    NewerEntries,
    OlderEntries,
    OnlyThis,
)
from habitos_tui.ui.log.entry_list import EntryDetail, LogHeading, LogList
from habitos_tui.ui.log.filter_dialog import LogFilterDialog
from habitos_tui.ui.log.presenter import PAGE, LogLine, LogView, filter_words, log_view
from habitos_tui.ui.session.dialogs import SkipDialog, ask_away
from habitos_tui.ui.session.entry_line import EntryLine
from habitos_tui.ui.session.log_dialog import CompletionEntry, LogDialog, edit_dialog, log_entry
from habitos_tui.ui.session.pause_dialog import ask_pause


class LogScreen(HabitosScreen):
    """Pages of entries, read when shown. The filter stays until it is removed."""

    MODE = "log"
    AUTO_FOCUS = "LogList"
    BINDINGS = bindings(AddEntry, EditNote, DeleteEntry, FilterLog, OnlyThis, NewerEntries, OlderEntries)
    KEY_WIDGETS = frozenset({LogList})

    entries = getters.query_one(LogList)

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._wanted = LogFilter()
        self._added: Completion | None = None
        """The entry just logged; the cursor goes there."""
        self._shown_next: str | None = None
        """Key of the entry for the cursor after the next read."""

    def compose_body(self) -> ComposeResult:
        """Lay out headings, entries, the hint without entries, and the details."""
        with Container(id="split"):
            with Vertical(id="log", classes="pane"):
                yield LogHeading()
                yield LogList(id="entries")
                yield Static("", id="empty", classes="empty", markup=False)
            with Vertical(id="detail", classes="pane"):
                yield EntryDetail()

    def refresh_view(self) -> None:
        """Read and show the page, or the last page if the log became shorter."""
        view = self._read()
        self.entries.view = view
        self.query_one(LogHeading).longest = view.longest
        wanted, self._shown_next = self._shown_next, None
        if wanted is not None:
            self.entries.select(wanted)
        pane = self.query_one("#log")
        for widget in (self, pane):
            widget.set_class(not view.lines, "-empty")
        narrowed = (f" · {view.narrowed}", "$text-warning") if view.narrowed else ""
        pane.border_title = Content.assemble("Log", narrowed)
        pane.border_subtitle = safe(view.summary)
        if not view.lines:
            self.query_one("#empty", Static).update(safe_lines(view.hint(self.context.preferences.key_named)))
        self.query_one(EntryDetail).view = self._line()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only what the page allows."""
        if not self.is_mounted:
            return True
        view = self.entries.view
        allowed = {
            "edit_note": bool(view.lines) and not self.context.restricted_by,
            "delete_entry": bool(view.lines),
            "only_this": bool(view.lines),
            "turn_page": view.older if parameters == (1,) else view.newer,
        }
        return allowed.get(action, super().check_action(action, parameters))

    # Actions

    def action_add_entry(self) -> None:
        """Log something on any day."""
        behaviors = self.workspace.behaviors.all()
        if not behaviors:
            key = self.context.preferences.key_named("mode.behaviors")
            announce(self, f"There is nothing to log yet: press {key} to describe what you do.")
            return
        chosen = self._wanted.behavior
        first = chosen if chosen in {behavior.id for behavior in behaviors} else None
        usual = first or behaviors[0].id

        def form(draft: CompletionEntry | None) -> LogDialog:
            return LogDialog(
                title,
                draft or CompletionEntry(usual),
                self._add,
                behaviors,
                choose=True,
                today=self.workspace.tracking.today(),
                start_hint="just ended, or as usual",
                known_tags=self.workspace.tracking.tags(),
            )

        title = safe("Log something you did")
        ask_quick(self, title, EntryLine(self.workspace, usual, self._add), form, lambda _: self._kept())

    def action_edit_note(self) -> None:
        """Edit the entry under the cursor, its note in the editor first."""
        if self._line() is not None:
            self.on_line_list_opened()
            edit_at_once(self.app.screen)

    def action_delete_entry(self) -> None:
        """Delete the entry under the cursor."""
        if (line := self._line()) is None:
            return
        if isinstance(line.entry, Away):
            self.workspace.away.remove(line.key)
        elif isinstance(line.entry, Pause):
            self.workspace.pauses.remove(line.key)
        elif isinstance(line.entry, Skip):
            self.workspace.tracking.unskip(line.key)
        else:
            self.workspace.tracking.remove(line.key)
        self.context.committed()

    def action_filter_log(self) -> None:
        """Open the filter dialog."""
        services = self.workspace.behaviors
        behaviors = [(behavior.id, behavior.name) for behavior in (*services.all(), *services.archived())]
        today = self.workspace.tracking.today()
        # What is done has the tags of its behavior as well.
        own = (tag for behavior in services.all() for tag in behavior.tags)
        tags = tuple(dict.fromkeys((*self.workspace.tracking.tags(), *own)))
        ask(self, LogFilterDialog(self._wanted, behaviors, tags, today), self._narrow)

    def action_only_this(self) -> None:
        """Show only entries of the behavior under the cursor, or all again."""
        line = self._line()
        if line is not None and not isinstance(line.entry, Away):
            behavior = line.entry.behavior if self._wanted.behavior is None else None
            self._narrow(replace(self._wanted, behavior=behavior))

    @property
    def is_inside(self) -> bool:
        """Whether some entries only are shown."""
        return bool(self.entries.view.narrowed)

    def step_outside(self) -> None:
        """Show every entry again."""
        self._narrow(LogFilter())

    def action_turn_page(self, pages: int) -> None:
        """Show older (1) or newer (-1) entries."""
        self._first = max(self._first + pages * PAGE, 0)
        self.refresh_view()
        self.entries.action_edge(0)

    def on_line_list_opened(self) -> None:
        """Edit the entry under the cursor."""
        if (line := self._line()) is None:
            return
        if isinstance(line.entry, Away):
            ask_away(self, line.entry.first)
        elif isinstance(line.entry, Pause):
            ask_pause(self, self.workspace.behaviors.get(line.entry.behavior), line.entry.first)
        elif isinstance(line.entry, Skip):
            self._edit_skip(line, line.entry)
        else:
            self._edit_completion(line, line.entry)

    def on_line_list_moved(self) -> None:
        """Show the details of another entry."""
        self.query_one(EntryDetail).view = self._line()

    def on_resize(self) -> None:
        """Place the details beside or below the list."""
        self.set_class(self.size.width >= BESIDE, "-beside")

    def _read(self) -> LogView:
        """Return the page; the total is only counted if the page does not imply it."""
        name = self._name_wanted()
        tracking, wanted = self.workspace.tracking, self._wanted
        narrowed = filter_words(wanted, name)
        found = tracking.log(wanted, PAGE, self._first)
        if self._first == 0 and len(found) < PAGE:
            return log_view(found, 0, len(found), narrowed)
        total = tracking.count(wanted)
        if not found:
            self._first = max(total - 1, 0) // PAGE * PAGE
            found = tracking.log(wanted, PAGE, self._first)
        return log_view(found, self._first, total, narrowed)

    def _name_wanted(self) -> str:
        """Return the name of the filtered behavior; a deleted one is removed from the filter."""
        if self._wanted.behavior is None:
            return ""
        try:
            return self.workspace.behaviors.get(self._wanted.behavior).name
        except NotFoundError:
            self._wanted = replace(self._wanted, behavior=None)
            return ""

    def _narrow(self, wanted: LogFilter) -> None:
        self._wanted, self._first = wanted, 0
        self.refresh_view()

    def _line(self) -> LogLine | None:
        return self.entries.view.line(self.entries.cursor)

    def _add(self, entry: CompletionEntry) -> Completion:
        self._added = log_entry(self.workspace, entry, entry.day or self.workspace.tracking.today())
        return self._added

    def _edit_completion(self, line: LogLine, completion: Completion) -> None:
        title, today = safe(f"{line.name}, {log_day(line.day)}"), self.workspace.tracking.today()
        ask(self, edit_dialog(self.workspace, title, completion, today), lambda _: self._kept())

    def _edit_skip(self, line: LogLine, skip: Skip) -> None:
        def save(reason: str) -> None:
            if reason != skip.reason:
                self.workspace.tracking.edit_skip(skip.model_copy(update={"reason": reason}))

        def closed(reason: str) -> None:
            if reason != skip.reason:
                self.context.committed()

        ask(self, SkipDialog(safe(f"{line.name}, {log_day(line.day)}"), save, skip.reason), closed)

    def _kept(self) -> None:
        added, self._added = self._added, None
        if added is not None:
            first = self._page_of(added)
            if first is None:  # the filter would hide it
                self._wanted = LogFilter()
                first = self._page_of(added)
            self._first, self._shown_next = first or 0, str(added.id)
        self.context.committed()

    def _page_of(self, added: Completion) -> int | None:
        """Return the offset of the page with an entry; None if the filter hides it."""
        tracking, wanted = self.workspace.tracking, self._wanted
        newer = tracking.count(replace(wanted, first=added.day + ONE_DAY))
        up_to_its_day = tracking.count(replace(wanted, first=added.day))
        # An absence is listed by its last day, which may be later, so start a page earlier.
        for first in range(max(newer // PAGE - 1, 0) * PAGE, up_to_its_day, PAGE):
            if any(line.entry.id == added.id for line in tracking.log(wanted, PAGE, first)):
                return first
        return None
