"""Slots and busy time of a profile."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.domain.model.consistency import slot_issues
from habitos_tui.domain.model.week import Slot
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import BusyBlocks, BusyDaysOff, Completions, DatedBusyTable, PlannedSessions, Slots

_BLOCK = "busy block with that id"
_DATED = "busy time of a single day with that id"
_DAY_OFF = "such day off"


class CalendarRepository(Repository):
    """Slots and busy time of a profile."""

    def slots(self) -> tuple[Slot, ...]:
        """Return the slots in their order; DamagedDatabaseError where they cannot make up a day.

        Every profile has some, and none is stored that begins before another one ends.
        """
        query = self._select(Slots, mapping.columns_of(Slot)).order_by(Slots.position)
        rows = self._database.rows(query)
        if not rows:
            raise self._database.place.damaged("is damaged: the parts of the day are not in it")
        slots = tuple(mapping.plain(Slot, row) for row in rows)
        if slot_issues(slots):
            raise self._database.place.damaged("is damaged: the parts of the day in it do not follow each other")
        return slots

    def has_slots(self) -> bool:
        """Tell whether there are any."""
        return self._exists(Slots)

    def replace_slots(self, slots: Sequence[Slot]) -> None:
        """Make these the slots, in this order."""
        with self._database.unit():
            self._database.run(Slots.delete().where(self._mine(Slots)))
            self._insert(Slots, [mapping.plain_row(slot) | {"position": at} for at, slot in enumerate(slots)])

    def rename_in_log(self, slot: str, new: str) -> None:
        """Give a slot another name in all that was planned and done in it."""
        with self._database.unit():
            for table in (PlannedSessions, Completions):
                self._database.run(table.update(slot=new).where(self._mine(table, slot=slot)))

    def busy(self) -> tuple[WeeklyBusy, ...]:
        """Return the busy blocks by weekday and start."""
        query = self._select(BusyBlocks, mapping.columns_of(WeeklyBusy))
        query = query.order_by(BusyBlocks.weekday, BusyBlocks.start, BusyBlocks.id)
        return tuple(mapping.plain(WeeklyBusy, row) for row in self._database.rows(query))

    def add_busy(self, block: WeeklyBusy) -> None:
        """Add a busy block."""
        self._insert(BusyBlocks, [mapping.plain_row(block)])

    def update_busy(self, block: WeeklyBusy) -> None:
        """Replace the busy block with the same id."""
        self._update(BusyBlocks, _BLOCK, mapping.plain_row(block), id=block.id)

    def delete_busy(self, block_id: UUID) -> None:
        """Delete a busy block."""
        self._delete(BusyBlocks, _BLOCK, id=block_id)

    def replace_busy(self, blocks: Sequence[WeeklyBusy]) -> None:
        """Make these the busy blocks; the days off of those that stay are kept."""
        with self._database.unit():
            before = {block.id: block for block in self.busy()}
            for gone in before.keys() - {block.id for block in blocks}:
                self.delete_busy(gone)
            new = []
            for block in blocks:
                known = before.pop(block.id, None)
                if known is None:
                    new.append(mapping.plain_row(block))
                elif known != block:
                    self.update_busy(block)
            self._insert(BusyBlocks, new)

    def dated(self, first: date, last: date) -> tuple[DatedBusy, ...]:
        """Return what is taken on single dates, both given ones included, by day and start."""
        table = DatedBusyTable
        query = self._select(table, mapping.columns_of(DatedBusy)).where(table.day.between(first, last))
        query = query.order_by(table.day, table.start, table.id)
        return tuple(mapping.plain(DatedBusy, row) for row in self._database.rows(query))

    def dated_by_id(self, block_id: UUID) -> DatedBusy | None:
        """Return the busy time of a date with an id."""
        rows = self._database.rows(self._select(DatedBusyTable, mapping.columns_of(DatedBusy), id=block_id))
        return mapping.plain(DatedBusy, rows[0]) if rows else None

    def add_dated(self, blocks: Sequence[DatedBusy]) -> None:
        """Add busy time of single dates."""
        self._insert(DatedBusyTable, [mapping.plain_row(block) for block in blocks])

    def delete_dated(self, block_id: UUID) -> None:
        """Delete busy time of a date."""
        self._delete(DatedBusyTable, _DATED, id=block_id)

    def update_dated(self, block: DatedBusy) -> None:
        """Replace the busy time of a date with the same id."""
        self._update(DatedBusyTable, _DATED, mapping.plain_row(block), id=block.id)

    def days_off(self, first: date, last: date) -> tuple[BusyDayOff, ...]:
        """Return the dates on which weekly busy time is free, both given ones included."""
        query = self._select(BusyDaysOff, mapping.columns_of(BusyDayOff)).where(BusyDaysOff.day.between(first, last))
        query = query.order_by(BusyDaysOff.day, BusyDaysOff.busy)
        return tuple(mapping.plain(BusyDayOff, row) for row in self._database.rows(query))

    def add_days_off(self, days: Sequence[BusyDayOff]) -> None:
        """Free weekly busy time on single dates."""
        self._insert(BusyDaysOff, [mapping.plain_row(day) for day in days])

    def delete_day_off(self, off: BusyDayOff) -> None:
        """Take the time again that was free on a date."""
        self._delete(BusyDaysOff, _DAY_OFF, busy=off.busy, day=off.day)
