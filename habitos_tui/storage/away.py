"""Absences: the days on which nothing is planned."""

from datetime import date
from typing import Final
from uuid import UUID

from habitos_tui.domain.model.away import Away
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import AwayTable

_COLUMNS: Final = mapping.columns_of(Away)
_WHAT: Final = "absence with that id"


class AwayRepository(Repository):
    """Absences of a profile. Nothing here keeps two of them from overlapping: the service does."""

    def add(self, away: Away) -> None:
        """Add an absence."""
        self._insert(AwayTable, [mapping.plain_row(away)])

    def update(self, away: Away) -> None:
        """Replace the absence with the same id."""
        self._update(AwayTable, _WHAT, mapping.plain_row(away), id=away.id)

    def delete(self, away_id: UUID) -> None:
        """Delete an absence."""
        self._delete(AwayTable, _WHAT, id=away_id)

    def get(self, away_id: UUID) -> Away | None:
        """Return an absence."""
        rows = self._database.rows(self._select(AwayTable, _COLUMNS, id=away_id))
        return mapping.plain(Away, rows[0]) if rows else None

    def between(self, first: date, last: date) -> tuple[Away, ...]:
        """Return the absences with a day from `first` to `last`, oldest first."""
        query = self._select(AwayTable, _COLUMNS).where(AwayTable.last >= first, AwayTable.first <= last)
        query = query.order_by(AwayTable.last, AwayTable.first, AwayTable.id)
        return tuple(mapping.plain(Away, row) for row in self._database.rows(query))
