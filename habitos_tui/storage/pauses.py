"""Pauses: the days on which behaviors rest."""

from datetime import date
from typing import Final
from uuid import UUID

from peewee import Select

from habitos_tui.domain.model.pause import Pause
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Pauses

_COLUMNS: Final = mapping.columns_of(Pause)
_WHAT: Final = "pause with that id"


class PauseRepository(Repository):
    """Pauses of a profile. Nothing here keeps two of one behavior from overlapping: the service does."""

    def add(self, pause: Pause) -> None:
        """Add a pause."""
        self._insert(Pauses, [mapping.plain_row(pause)])

    def update(self, pause: Pause) -> None:
        """Replace the pause with the same id."""
        self._update(Pauses, _WHAT, mapping.plain_row(pause), id=pause.id)

    def delete(self, pause_id: UUID) -> None:
        """Delete a pause."""
        self._delete(Pauses, _WHAT, id=pause_id)

    def get(self, pause_id: UUID) -> Pause | None:
        """Return a pause."""
        rows = self._database.rows(self._select(Pauses, _COLUMNS, id=pause_id))
        return mapping.plain(Pause, rows[0]) if rows else None

    def between(self, first: date, last: date) -> tuple[Pause, ...]:
        """Return the pauses with a day from `first` to `last`, oldest first."""
        query = self._select(Pauses, _COLUMNS).where(Pauses.last.is_null() | (Pauses.last >= first))
        return self._oldest_first(query.where(Pauses.first <= last))

    def of(self, behavior: str) -> tuple[Pause, ...]:
        """Return the pauses of a behavior, oldest first."""
        return self._oldest_first(self._select(Pauses, _COLUMNS, behavior=behavior))

    def all(self) -> tuple[Pause, ...]:
        """Return every pause, oldest first."""
        return self._oldest_first(self._select(Pauses, _COLUMNS))

    def _oldest_first(self, query: Select) -> tuple[Pause, ...]:
        # There are few, and an index by their first day would be taken for the log, which is read by their last.
        found = (mapping.plain(Pause, row) for row in self._database.rows(query))
        return tuple(sorted(found, key=lambda pause: (pause.first, pause.id)))
