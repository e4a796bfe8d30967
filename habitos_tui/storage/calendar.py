"""Slots and busy time of a profile."""

from collections.abc import Sequence
from uuid import UUID

from habitos_tui.domain.agenda import WeeklyBusy
from habitos_tui.domain.week import Slot
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import BusyBlocks, Slots

_BLOCK = "busy block with that id"


class CalendarRepository(Repository):
    """The shape of a profile's weeks."""

    def slots(self) -> tuple[Slot, ...]:
        """Return the slots in their order."""
        query = self._select(Slots, mapping.columns_of(Slot)).order_by(Slots.position)
        return tuple(mapping.plain(Slot, row) for row in self._database.rows(query))

    def replace_slots(self, slots: Sequence[Slot]) -> None:
        """Make these the slots, in this order."""
        with self._database.unit():
            self._database.run(Slots.delete().where(self._mine(Slots)))
            self._insert(Slots, [mapping.plain_row(slot) | {"position": at} for at, slot in enumerate(slots)])

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
        """Make these the busy blocks."""
        with self._database.unit():
            self._database.run(BusyBlocks.delete().where(self._mine(BusyBlocks)))
            self._insert(BusyBlocks, [mapping.plain_row(block) for block in blocks])
