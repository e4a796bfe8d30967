"""Marking time as busy on the week grid: the arrows spread it over time and days, then it gets a name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
from habitos_tui.domain.model.undo_entry import DELETED
from habitos_tui.domain.model.week import week_of
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.ui.busy.dated import dated_groups, freed, taken_at
from habitos_tui.ui.busy.view import BusyGroup, busy_groups, busy_name, days_label
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import span
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.week.draft import Hand, MarkHand
from habitos_tui.ui.week.edit_commands import FreeBusy, MarkBusy
from habitos_tui.ui.week.editing import WeekEditing


class WeekBusy(WeekEditing):
    """The part of the Week screen that marks busy time and frees it again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MarkBusy, FreeBusy)]

    def action_mark_busy(self) -> None:
        """Begin to mark where the cursor is; busy time that is there already is changed instead."""
        day, start = self.grid.cursor
        found = self._busy_here()
        if found is not None:
            group = self._group_of(found[0])
            self._ask_busy(safe(f"Change {busy_name(group.title)}"), group)
            return
        grid = self.workspace.profile.preferences.grid_minutes
        self.grid.hand = MarkHand(day, day, start, start + self.grid.step, grid)

    def action_free_busy(self) -> None:
        """Free the busy time under the cursor: what is there every week on this day only, or for good."""
        found = self._busy_here()
        if found is None:
            self._tell("There is no busy time under the cursor. b marks some.")
            return
        block, day = found
        group = self._group_of(block)
        if isinstance(block, DatedBusy):
            self._free(group)
            return

        def chosen(for_good: bool | None) -> None:
            if for_good is not None:
                self._free(group) if for_good else self._free_once(block.id, day)

        from habitos_tui.ui.week.free_dialog import FreeDialog

        times = f"It takes {span(group.start, group.end)}, {days_label(group.days, self.view.start.weekday())}."
        dialog = FreeDialog(safe(f"Free {busy_name(group.title)}"), times, day_label(day))
        self.app.push_screen(dialog, chosen)

    def _free(self, group: BusyGroup) -> None:
        calendar = self.workspace.calendar
        calendar.change_busy(freed(calendar.busy(), group), f"{DELETED} {busy_name(group.title)}")
        self.context.committed()

    def _free_once(self, busy: UUID, day: date) -> None:
        self.workspace.calendar.free_on(busy, day)
        self.context.committed()

    def put_down(self, hand: Hand) -> None:
        """Ask what the time is taken by."""
        if not isinstance(hand, MarkHand):
            super().put_down(hand)
            return
        days = [(self.view.start + timedelta(days=day)).weekday() for day in hand.days]
        self._ask_busy(Content("New busy time"), None, days, (hand.start, hand.end), self.let_go)

    def _ask_busy(
        self,
        title: Content,
        group: BusyGroup | None,
        days: list[int] | None = None,
        times: tuple[int, int] | None = None,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        # The form comes with the Rules screen, which few have open: it is imported when it is wanted.
        from habitos_tui.ui.busy.entry import busy_entry
        from habitos_tui.ui.kit.dialogs.entry import EntryDialog

        def saved(key: str | None) -> None:
            if key is not None:
                before()
                self.context.committed(*self._in_the_way())

        entry = busy_entry(self.workspace.calendar, self.view.start, group, days or (), times, every=False)
        self.app.push_screen(EntryDialog(title, entry), saved)

    def _in_the_way(self) -> tuple[str, ...]:
        """Say that sessions lie in busy time, if any do."""
        self.show_changes()
        ahead = self.view.now or (0, 0)
        over = [
            block
            for block in self.view.blocks
            if (block.day, block.start) >= ahead
            and any(bar.day == block.day and bar.start < block.end and block.start < bar.end for bar in self.view.busy)
        ]
        return (f"R re-plans around it: “{over[0].name}” lies in busy time",) if over else ()

    def _busy_here(self) -> tuple[WeeklyBusy | DatedBusy, date] | None:
        """Return what takes the time under the cursor, and the date it begins on."""
        if self.grid.selected is not None:
            return None
        (day, minute), week = self.grid.cursor, self.view.start
        found = taken_at(self.workspace.planning.busy_of(week), day, minute, minute + self.grid.step)
        return None if found is None else (found[0], week + timedelta(days=found[1]))

    def _group_of(self, block: WeeklyBusy | DatedBusy) -> BusyGroup:
        """Return the block with those that are like it."""
        calendar, first = self.workspace.calendar, self.view.start.weekday()
        if isinstance(block, WeeklyBusy):
            groups = busy_groups(calendar.busy(), first)
        else:
            week = week_of(block.day, first)
            groups = dated_groups(calendar.dated(week, week + timedelta(days=6)), first)
        return next(group for group in groups if block.id in group.ids)
