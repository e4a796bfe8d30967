"""Marking time as busy on the week grid, changing it, and freeing it again."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from textual.content import Content

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
from habitos_tui.domain.model.base import TO_LAST_DAY
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.services.busy_time import busy_name
from habitos_tui.ui.busy.calendars import not_edited
from habitos_tui.ui.busy.dated import freed, taken_at
from habitos_tui.ui.busy.dialogs import busy_dialog
from habitos_tui.ui.busy.view import BusyGroup, busy_groups, days_label
from habitos_tui.ui.kit.dates import from_to
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.session.view import Block
from habitos_tui.ui.week.dialogs import FreeDialog
from habitos_tui.ui.week.draft import BusyDraft
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.presenter import WeekView


class BusyMarker:
    """Changes busy time under the cursor of the grid; the screen refreshes after each change."""

    def __init__(self, screen: HabitosScreen, grid: WeekGrid) -> None:
        self._screen, self._grid = screen, grid

    def mark(self) -> None:
        """Start marking at the cursor, or edit the busy time already there."""
        found = self._under_cursor()
        if found is not None:
            group = self._group_of(found[0])
            if group.source is not None:
                self._screen.hint(not_edited(group, self._calendar(group.source), "B"))
                return
            title, busy_time = safe(f"Change {busy_name(group.title)}"), self._screen.workspace.busy_time
            self._ask(busy_dialog(title, busy_time, self._grid.view.start, group, every=False))
            return
        day, start = self._grid.cursor
        grid = self._screen.workspace.profile.preferences.grid_minutes
        self._grid.draft = BusyDraft(day, day, start, start + self._grid.step, grid)

    def place(self, draft: BusyDraft) -> None:
        """Open the form for the marked time."""
        week = self._grid.view.start
        days = [(week + timedelta(days=day)).weekday() for day in draft.days]
        busy_time, span = self._screen.workspace.busy_time, (draft.start, draft.end)
        self._ask(busy_dialog(Content("New busy time"), busy_time, week, None, days=days, span=span, every=False))

    def free(self) -> None:
        """Free the busy time under the cursor; if weekly, ask whether on this day only or every week."""
        found = self._under_cursor()
        if found is None:
            self._screen.hint("There is no busy time under the cursor. b marks some.")
            return
        block, day = found
        group = self._group_of(block)
        if isinstance(block, DatedBusy) and block.source is not None:
            self._screen.workspace.busy_time.delete_dated(block)
            self._screen.context.committed("d on its line in Rules takes it again")
        elif isinstance(block, DatedBusy):
            self._free_all(group)
        else:
            self._ask_how_long(group, block.id, day)

    def _ask_how_long(self, group: BusyGroup, busy: UUID, day: date) -> None:
        def chosen(for_good: bool) -> None:
            if for_good:
                self._free_all(group)
            else:
                self._screen.workspace.busy_time.free_on(busy, day)
                self._screen.context.committed()

        days = days_label(group.days, self._grid.view.start.weekday())
        times = f"It takes {from_to(group.start, group.end)}, {days}."
        dialog = FreeDialog(safe(f"Free {busy_name(group.title)}"), times, day_label(day))
        ask(self._screen, dialog, chosen)

    def _free_all(self, group: BusyGroup) -> None:
        busy_time = self._screen.workspace.busy_time
        change = freed(busy_time.busy(), group)
        busy_time.change_busy(change, f"Deleted {busy_name(group.title)}", UndoKind.DELETION)
        self._screen.context.committed()

    def _ask(self, dialog: EntryDialog[str]) -> None:
        def saved(_: str) -> None:
            self._grid.draft = None
            self._screen.show_changes()
            over = in_busy_time(self._grid.view)
            ways = (f"R re-plans around it: “{over[0].name}” lies in busy time",) if over else ()
            self._screen.context.committed(*ways)

        ask(self._screen, dialog, saved)

    def _calendar(self, source: UUID) -> str:
        """Return the name of a calendar, "" for one that is there no longer."""
        known = self._screen.workspace.calendars.all()
        return next((calendar.name for calendar in known if calendar.id == source), "")

    def _under_cursor(self) -> tuple[WeeklyBusy | DatedBusy, date] | None:
        """Return the busy time under the cursor, and the date it begins on."""
        if self._grid.selected is not None:
            return None
        (day, minute), week = self._grid.cursor, self._grid.view.start
        found = taken_at(self._screen.workspace.busy_time.of_week(week), day, minute, minute + self._grid.row_minutes)
        return None if found is None else (found[0], week + timedelta(days=found[1]))

    def _group_of(self, block: WeeklyBusy | DatedBusy) -> BusyGroup:
        busy_time, first = self._screen.workspace.busy_time, self._grid.view.start.weekday()
        blocks: Sequence[WeeklyBusy | DatedBusy] = busy_time.busy()
        if isinstance(block, DatedBusy):
            week = Weeks(first).of(block.day)
            blocks = busy_time.dated(week, week + TO_LAST_DAY)
        return next(group for group in busy_groups(blocks, first) if block.id in group.ids)


def in_busy_time(view: WeekView) -> tuple[Block, ...]:
    """Return the blocks from now on that busy time overlaps."""
    return tuple(
        block
        for block in view.blocks
        if (block.day, block.start) >= (view.now or (0, 0))
        and any(bar.day == block.day and bar.start < block.end and block.start < bar.end for bar in view.busy)
    )
