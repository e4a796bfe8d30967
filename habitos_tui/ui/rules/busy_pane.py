"""Busy time, weekly or of a single week."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.services.busy_time import busy_name
from habitos_tui.ui.busy.busy_line import BusyLine, untimed
from habitos_tui.ui.busy.dated import DayOffRow, day_off_line, day_off_rows, freed
from habitos_tui.ui.busy.dialogs import PaintDialog, busy_dialog, drafted_busy
from habitos_tui.ui.busy.view import NO_BUSY, BusyGroup, busy_groups, busy_line, busy_summary, week_lines
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.dialogs.quick import ask_quick
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.rules.commands import BUSY, DeleteBusy, EditBusy, NewBusy, PaintBusy
from habitos_tui.ui.rules.detail import busy_detail
from habitos_tui.ui.rules.pane import Pane

WORK_DAYS = (0, 1, 2, 3, 4)


class BusyPane(Pane[BusyGroup | DayOffRow]):
    """One line per group of equal blocks."""

    INFO = BUSY
    EMPTY_TEXT = NO_BUSY
    NEEDS_LINE = frozenset({"edit_busy", "delete_busy"})
    BINDINGS = bindings(NewBusy, EditBusy, PaintBusy, DeleteBusy)

    def load(self) -> None:
        """Group equal blocks; busy time of single weeks is read from this week on."""
        busy_time, first, week = self.workspace.busy_time, self.first_weekday, self.workspace.planning.this_week()
        weekly = busy_time.busy()
        groups = busy_groups((*weekly, *busy_time.dated(week)), first)
        rows: list[BusyGroup | DayOffRow] = [*groups, *day_off_rows(busy_time.days_off(week), weekly)]
        self.show({row.key: row for row in rows}, busy_summary(groups))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the groups, and a picture of the week if it fits."""
        first, rows = self.first_weekday, self.rows.values()
        lines = [
            Line(busy_line(row, width, first) if isinstance(row, BusyGroup) else day_off_line(row, width), row.key)
            for row in rows
        ]
        groups = [row for row in rows if isinstance(row, BusyGroup)]
        week = [Line(content) for content in (Content(""), *week_lines(groups, width, first))]
        return [*lines, *week] if len(lines) + len(week) <= height and not self.filter_text else lines

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return how much of a week it takes."""
        if isinstance(row := self.row, BusyGroup):
            return busy_detail((row.end - row.start) * len(row.days), once=row.week is not None)
        return ()

    def action_new_busy(self) -> None:
        """Ask for busy time in one line, or in the form."""
        title = Content("New busy time")

        def form(draft: BusyDraft | None) -> EntryDialog[str]:
            busy_time, week = self.workspace.busy_time, self.workspace.planning.this_week()
            weeks = self.workspace.profile.weeks
            return drafted_busy(title, busy_time, weeks, week, draft or untimed(""), days=WORK_DAYS)

        ask_quick(self, title, BusyLine(self.workspace), form, self.stored)

    def action_edit_busy(self) -> None:
        """Ask for other days, times or another title."""
        if isinstance(row := self.row, DayOffRow):
            announce(self, "This time is free on that day only; d makes it busy again.", timeout=4)
        elif row is not None:
            self._ask(safe(f"Busy time “{row.title}”" if row.title else "Busy time"), row)

    action_open = action_edit_busy  # a second click opens, as enter does

    def action_delete_busy(self) -> None:
        """Delete the busy time under the cursor on all its days, or the exception of a single day."""
        busy_time = self.workspace.busy_time
        if isinstance(row := self.row, DayOffRow):
            busy_time.take_again(row.off)
            self.context.committed()
        elif row is not None:
            change = freed(busy_time.busy(), row)
            busy_time.change_busy(change, f"Deleted {busy_name(row.title)}", UndoKind.DELETION)
            self.context.committed()

    def action_paint_busy(self) -> None:
        """Paint the whole week on a grid."""
        ask(self, PaintDialog(self.workspace.busy_time, self.first_weekday), lambda _: self.context.committed())

    def _ask(self, title: Content, group: BusyGroup) -> None:
        busy_time, week = self.workspace.busy_time, self.workspace.planning.this_week()
        self.open_form(busy_dialog(title, busy_time, week, group, days=WORK_DAYS), str)
