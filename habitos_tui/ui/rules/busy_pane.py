"""The time that is taken every week, or in one week only."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.ui.busy.dated import DayOffRow, dated_groups, day_off_line, day_off_rows, freed
from habitos_tui.ui.busy.entry import busy_entry
from habitos_tui.ui.busy.paint_dialog import PaintDialog
from habitos_tui.ui.busy.painting import Painting, painting_for, repainted
from habitos_tui.ui.busy.view import (
    NO_BUSY,
    BusyGroup,
    busy_groups,
    busy_line,
    busy_name,
    busy_summary,
    week_lines,
)
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.rules.commands import BUSY, DeleteBusy, EditBusy, NewBusy, PaintBusy
from habitos_tui.ui.rules.pane import Pane, RulesData

WORK_DAYS = (0, 1, 2, 3, 4)


class BusyPane(Pane):
    """Equal blocks of several days a line."""

    INFO = BUSY
    NEEDS_LINE = frozenset({"edit_busy", "delete_busy"})
    BINDINGS = bindings(NewBusy, EditBusy, PaintBusy, DeleteBusy)

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[BusyGroup, ...] = ()
        self._dated: tuple[BusyGroup, ...] = ()
        self._off: tuple[DayOffRow, ...] = ()

    def load(self, data: RulesData) -> None:
        """Put equal blocks together."""
        self._groups = busy_groups(data.busy, data.preferences.week_start)
        self._dated = dated_groups(data.dated, data.preferences.week_start)
        self._off = day_off_rows(data.days_off, data.busy)
        self.entitle(busy_summary(self._groups))
        self.show()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the groups, or what to do while there are none."""
        if not (self._groups or self._dated):
            return [Line(line) for text in NO_BUSY for line in Content(f" {text}").wrap(max(width - 1, 8))]
        first = self._first_weekday
        lines = [Line(busy_line(group, width, first), group.key) for group in (*self._groups, *self._dated)]
        lines += [Line(day_off_line(row, width), row.key) for row in self._off]
        week = [Line(content) for content in (Content(""), *week_lines(self._groups, width, first))]
        return [*lines, *week] if len(lines) + len(week) <= height and not self.needle else lines

    def action_open(self) -> None:
        """A second click opens, as enter does."""
        self.action_edit_busy()

    def action_new_busy(self) -> None:
        """Ask for days and times."""
        self._ask(Content("New busy time"), None)

    def action_edit_busy(self) -> None:
        """Ask for other days, times or another title."""
        if self._day_off() is not None:
            announce(self, "This time is free on that day only. d takes it again.", timeout=4)
        elif (group := self._group()) is not None:
            self._ask(safe(f"Busy time “{group.title}”" if group.title else "Busy time"), group)

    def action_delete_busy(self) -> None:
        """Free the time under the cursor, on all its days; take the time again that is free on one."""
        calendar = self.workspace.calendar
        if (row := self._day_off()) is not None:
            calendar.take_again(row.off)
            self.context.committed()
        elif (group := self._group()) is not None:
            change = freed(calendar.busy(), group)
            calendar.change_busy(change, f"Deleted {busy_name(group.title)}", UndoKind.DELETION)
            self.context.committed()

    def action_paint_busy(self) -> None:
        """Paint the whole week on a grid."""
        calendar = self.workspace.calendar
        blocks = calendar.busy()

        def save(painting: Painting) -> None:
            calendar.replace_busy(repainted(blocks, painting), "Painted the busy time")

        def saved(painting: Painting | None) -> None:
            if painting is not None:
                self.context.committed()

        self.app.push_screen(PaintDialog(painting_for(blocks), self._first_weekday, save), saved)

    @property
    def _first_weekday(self) -> int:
        return self.workspace.profile.preferences.week_start

    def _group(self) -> BusyGroup | None:
        return next((group for group in (*self._groups, *self._dated) if group.key == self.cursor), None)

    def _day_off(self) -> DayOffRow | None:
        return next((row for row in self._off if row.key == self.cursor), None)

    def _ask(self, title: Content, group: BusyGroup | None) -> None:
        entry = busy_entry(self.workspace.calendar, self.workspace.planning.this_week(), group, WORK_DAYS)
        self.open_form(EntryDialog(title, entry), str)
