"""Busy time, weekly or of a single week, and the calendars that some of it comes from."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from textual.content import Content

from habitos_tui.domain.model.agenda import DatedBusy, WeekAgenda
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.services.busy_time import busy_name
from habitos_tui.ui.busy.busy_line import BusyLine, untimed
from habitos_tui.ui.busy.calendar_desk import CalendarDesk
from habitos_tui.ui.busy.calendars import (
    CalendarRow,
    calendar_detail,
    calendar_key,
    calendar_line,
    not_edited,
    time_detail,
    times_of,
)
from habitos_tui.ui.busy.dated import DayOffRow, day_off_line, day_off_rows, freed
from habitos_tui.ui.busy.dialogs import PaintDialog, busy_dialog, drafted_busy
from habitos_tui.ui.busy.view import NO_BUSY, BusyGroup, busy_groups, busy_line, busy_summary, week_lines
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.dialogs.quick import ask_quick
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.rules.commands import BUSY, CalendarBusy, DeleteBusy, EditBusy, NewBusy, PaintBusy
from habitos_tui.ui.rules.detail import busy_detail
from habitos_tui.ui.rules.pane import Pane

WORK_DAYS = (0, 1, 2, 3, 4)
PLAN_AGAIN = "The plan of this week is older than that: s plans it again."

Row = BusyGroup | DayOffRow | CalendarRow


class BusyPane(Pane[Row]):
    """One line per group of equal blocks; then each calendar over the times that it takes."""

    INFO = BUSY
    EMPTY_TEXT = NO_BUSY
    NEEDS_LINE = frozenset({"edit_busy", "delete_busy"})
    BINDINGS = bindings(NewBusy, EditBusy, PaintBusy, DeleteBusy, CalendarBusy)

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[UUID, str] = {}
        """Of the calendars."""

    def on_mount(self) -> None:
        """Calendars are read for the screen that the pane is on."""
        self._desk = CalendarDesk(self.screen, lambda: self.workspace.calendars)

    def load(self) -> None:
        """Group equal blocks; busy time of single weeks is read from this week on."""
        busy_time, first, week = self.workspace.busy_time, self.first_weekday, self.workspace.planning.this_week()
        weekly, sources = busy_time.busy(), self.workspace.calendars.all()
        self._names = {source.id: source.name for source in sources}
        groups = busy_groups((*weekly, *busy_time.dated(week)), first)
        own = [group for group in groups if group.source not in self._names]
        rows: list[Row] = [*own, *day_off_rows(busy_time.days_off(week), weekly)]
        for source in sources:
            times = tuple(times_of(source, groups))
            rows += [self._calendar(source, len(times)), *times]
        self.show({row.key: row for row in rows}, busy_summary(groups))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the groups, and a picture of the week if it fits."""
        first, rows = self.first_weekday, self.rows.values()
        lines = [Line(self._line(row, width), row.key) for row in rows]
        groups = [row for row in rows if isinstance(row, BusyGroup)]
        week = [Line(content) for content in (Content(""), *week_lines(groups, width, first))]
        return [*lines, *week] if len(lines) + len(week) <= height and not self.filter_text else lines

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return how much of a week it takes, and where it comes from."""
        return tuple(self._details())

    def action_new_busy(self) -> None:
        """Ask for busy time in one line, or in the form."""
        title = Content("New busy time")

        def form(draft: BusyDraft | None) -> EntryDialog[str]:
            busy_time, week = self.workspace.busy_time, self.workspace.planning.this_week()
            weeks = self.workspace.profile.weeks
            return drafted_busy(title, busy_time, weeks, week, draft or untimed(""), days=WORK_DAYS)

        ask_quick(self, title, BusyLine(self.workspace), form, self.stored)

    def action_edit_busy(self) -> None:
        """Ask for other days, times or another title; look at what a calendar takes."""
        match self.row:
            case DayOffRow():
                announce(self, "This time is free on that day only; d makes it busy again.", timeout=4)
            case CalendarRow() as row:
                self._desk.look(row.source, self._kept)
            case BusyGroup(source=UUID() as source) as row:
                sentence = not_edited(row, self._names.get(source, ""), "d")
                announce(self, "It is free; d makes it busy again." if row.freed else sentence, timeout=6)
            case BusyGroup() as row:
                self._ask(safe(f"Busy time “{row.title}”" if row.title else "Busy time"), row)

    action_open = action_edit_busy  # a second click opens, as enter does

    def action_delete_busy(self) -> None:
        """Delete the busy time under the cursor on all its days, or the exception of a single day.

        A time of a calendar is freed, or taken again; a calendar is removed with what it takes.
        """
        busy_time = self.workspace.busy_time
        match self.row:
            case None:
                return
            case DayOffRow() as row:
                busy_time.take_again(row.off)
            case CalendarRow() as row:
                self.workspace.calendars.remove(row.source.id)
            case BusyGroup(source=UUID()) as row:
                (busy_time.take_dated_again if row.freed else busy_time.delete_dated)(self._block_of(row))
            case BusyGroup() as row:
                change = freed(busy_time.busy(), row)
                busy_time.change_busy(change, f"Deleted {busy_name(row.title)}", UndoKind.DELETION)
        self.context.committed()

    def action_paint_busy(self) -> None:
        """Paint the whole week on a grid."""
        ask(self, PaintDialog(self.workspace.busy_time, self.first_weekday), lambda _: self.context.committed())

    def action_add_calendar(self) -> None:
        """Ask for a calendar, and go to its line once it is kept."""
        self._desk.add(self._kept)

    def read_calendars(self) -> None:
        """Read all calendars again."""

        def show() -> str:
            self.load()
            planning = self.workspace.planning
            return PLAN_AGAIN if planning.outdated(planning.this_week()) else ""

        self._desk.read_again(show)

    def _kept(self, source: CalendarSource) -> None:
        """Show a calendar that was kept."""
        self.wanted = calendar_key(source)
        self.load()  # what was stored under two dialogs has been read already
        self.context.committed()

    def _ask(self, title: Content, group: BusyGroup) -> None:
        busy_time, week = self.workspace.busy_time, self.workspace.planning.this_week()
        self.open_form(busy_dialog(title, busy_time, week, group, days=WORK_DAYS), str)

    def _line(self, row: Row, width: int) -> Content:
        match row:
            case BusyGroup():
                return busy_line(row, width, self.first_weekday, self._names.get(row.source or row.ids[0], ""))
            case DayOffRow():
                return day_off_line(row, width)
            case CalendarRow():
                return calendar_line(row, width)

    def _details(self) -> Iterator[str]:
        match self.row:
            case BusyGroup() as row:
                if not row.freed:
                    yield from busy_detail((row.end - row.start) * len(row.days), once=row.week is not None)
                if row.source is not None:
                    yield from time_detail(row, self._names.get(row.source, ""))
            case CalendarRow() as row:
                yield from calendar_detail(row)

    def _calendar(self, source: CalendarSource, times: int) -> CalendarRow:
        latest = self.workspace.calendars.latest(source)
        read = latest.source.read_at
        return CalendarRow(source, times, read and self.workspace.clock.local(read), latest.trouble)

    def _block_of(self, group: BusyGroup) -> DatedBusy:
        """Return the time of a calendar that a line stands for."""
        week = self.workspace.planning.this_week()
        return next(block for block in self.workspace.busy_time.dated(week) if block.id in group.ids)
