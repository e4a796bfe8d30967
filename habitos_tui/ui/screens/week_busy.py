"""Marking time as busy on the week grid: the arrows spread it over time and days, then it gets a name."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from habitos_tui.domain.change import DELETED
from habitos_tui.ui.commands import bindings
from habitos_tui.ui.content import safe
from habitos_tui.ui.hand_commands import FreeBusy, MarkBusy
from habitos_tui.ui.presenters.busy import BusyGroup, busy_groups, busy_name, group_at, without_group
from habitos_tui.ui.presenters.hand import Hand, MarkHand
from habitos_tui.ui.screens.week_editing import WeekEditing


class WeekBusy(WeekEditing):
    """The part of the Week screen that marks weekly busy time and frees it again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MarkBusy, FreeBusy)]

    def action_mark_busy(self) -> None:
        """Begin to mark where the cursor is; busy time that is there already is changed instead."""
        day, start = self.grid.cursor
        group = self._busy_here()
        if group is not None:
            self._ask_busy(safe(f"Change {busy_name(group.title)}"), group)
            return
        grid = self.workspace.profile.preferences.grid_minutes
        self.grid.hand = MarkHand(day, day, start, start + self.grid.step, grid)

    def action_free_busy(self) -> None:
        """Free the busy time under the cursor, on all its days."""
        group = self._busy_here()
        if group is None:
            self._tell("There is no busy time under the cursor. b marks some.")
            return
        calendar = self.workspace.calendar
        calendar.replace_busy(without_group(calendar.busy(), group), f"{DELETED} {busy_name(group.title)}")
        self._changed()

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
        span: tuple[int, int] | None = None,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        # The form comes with the Rules screen, which few have open: it is imported when it is wanted.
        from habitos_tui.ui.busy_entry import busy_entry  # noqa: PLC0415
        from habitos_tui.ui.dialogs.entry import EntryDialog  # noqa: PLC0415

        def saved(key: str | None) -> None:
            if key is not None:
                with self.app.reporting():
                    before()
                    self._changed(*self._in_the_way())

        first = self.workspace.profile.preferences.week_start
        entry = busy_entry(self.workspace.calendar, first, group, days or (), span)
        self.app.push_screen(EntryDialog(title, entry), saved)

    def _in_the_way(self) -> tuple[str, ...]:
        """Say that sessions lie in busy time, if any do."""
        self.refresh_view()
        ahead = self.view.now or (0, 0)
        over = [
            block
            for block in self.view.blocks
            if (block.day, block.start) >= ahead
            and any(bar.day == block.day and bar.start < block.end and block.start < bar.end for bar in self.view.busy)
        ]
        return (f"R re-plans around it: “{over[0].name}” lies in busy time",) if over else ()

    def _busy_here(self) -> BusyGroup | None:
        day, minute = self.grid.cursor
        if self.grid.selected is not None:
            return None
        first = self.workspace.profile.preferences.week_start
        weekday = (self.view.start + timedelta(days=day)).weekday()
        return group_at(busy_groups(self.workspace.calendar.busy(), first), weekday, minute + self.grid.step // 2)
