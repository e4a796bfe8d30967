"""Being away for some days: nothing is planned on them, nothing can be missed, and habits stand still."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from habitos_tui.domain.model.away import Away, AwayReason, away_on
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.store import Store


class TimeAway:
    """The absences of one profile, past ones and those to come; no two of them overlap."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.away

    def all(self) -> tuple[Away, ...]:
        """Return every absence, oldest first."""
        return self.between(EARLIEST, LATEST)

    def between(self, first: date, last: date) -> tuple[Away, ...]:
        """Return the absences with a day from `first` to `last`, oldest first."""
        return self._repository.between(first, last)

    def on(self, day: date) -> Away | None:
        """Return the absence that a day is in."""
        return away_on(self.between(day, day), day)

    def at(self, day: date) -> Away:
        """Return the absence that a day is in; NotFoundError when there is none."""
        away = self.on(day)
        if away is None:
            raise NotFoundError(f"You are not away on {day_label(day)}.", hint="See: habitos-tui away list")
        return away

    def add(self, first: date, last: date | None = None, reason: AwayReason = AwayReason.OTHER, note: str = "") -> Away:
        """Be away from `first` to `last`, both included; without `last` for that one day.

        InvalidInputError when the days are out of order, too many, or some of them are taken by another absence.
        """
        until = first if last is None else last
        away = _checked({"id": uuid4(), "first": first, "last": until, "reason": reason, "note": note})
        with self._store.change(f"Away {away_span(away)}"):
            self._refuse_overlap(away)
            self._repository.add(away)
        return away

    def edit(self, away: Away) -> Away:
        """Store a changed absence under the id it has; errors as of `add`."""
        changed = _checked(away.model_dump())
        with self._store.change(f"Changed the absence {away_span(changed)}"):
            self._get(changed.id)
            self._refuse_overlap(changed)
            self._repository.update(changed)
        return changed

    def remove(self, away_id: UUID) -> Away:
        """Be there on these days after all, and return what the absence was."""
        with self._store.change() as change:
            away = self._get(away_id)
            change.label, change.kind = f"Deleted the absence {away_span(away)}", UndoKind.DELETION
            self._repository.delete(away_id)
        return away

    def _get(self, away_id: UUID) -> Away:
        away = self._repository.get(away_id)
        if away is None:
            raise NotFoundError("This absence is no longer there.")
        return away

    def _refuse_overlap(self, away: Away) -> None:
        for other in self._repository.between(away.first, away.last):
            if other.id != away.id:
                sentence = f"overlaps with another absence: {other.title}, {away_span(other)}"
                where = "first" if other.covers(away.first) else "last"
                raise InvalidInputError(
                    f"You are away already: {other.title}, {away_span(other)}.",
                    issues=((where, sentence),),
                    hint="Change that absence, or remove it first.",
                )


def _checked(fields: dict[str, Any]) -> Away:
    return validated(lambda: Away.model_validate(fields), "This absence")
