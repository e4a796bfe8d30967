"""The calendars that busy time is read from."""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import CalendarSources

_COLUMNS: Final = mapping.columns_of(CalendarSource)
_LISTS: Final = ("calendars", "titles", "without")
_WHAT: Final = "calendar with that id"


class CalendarSourceRepository(Repository):
    """The calendars of a profile."""

    def all(self) -> tuple[CalendarSource, ...]:
        """Return them by name."""
        rows = self._database.rows(self._select(CalendarSources, _COLUMNS))
        return tuple(sorted(map(source_of, rows), key=lambda source: (source.name.casefold(), source.id)))

    def add(self, source: CalendarSource) -> None:
        """Add a calendar."""
        self._insert(CalendarSources, [_row(source)])

    def update(self, source: CalendarSource) -> None:
        """Replace the calendar with the same id."""
        self._update(CalendarSources, _WHAT, _row(source), id=source.id)

    def delete(self, source_id: UUID) -> None:
        """Delete a calendar; its busy time stays."""
        self._delete(CalendarSources, _WHAT, id=source_id)


def _row(source: CalendarSource) -> dict[str, Any]:
    return {name: getattr(source, name) for name in _COLUMNS} | {
        name: json.dumps(getattr(source, name)) for name in _LISTS
    }


def source_of(row: Mapping[str, Any]) -> CalendarSource:
    """Return the calendar of a row; columns that are none of its fields are left alone."""
    fields = {name: row[name] for name in _COLUMNS}
    return mapping.plain(CalendarSource, {**fields, **{name: json.loads(row[name]) for name in _LISTS}})
