"""When behaviors with a rhythm are due next, by what was done of them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.due import Due, first_dues
from habitos_tui.services.store import Store

LOOKED_BACK: Final = timedelta(days=400)
"""From when on it matters when something was done last: no rhythm is longer."""


class Dues:
    """The next dates of the behaviors of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def next(self, behaviors: Iterable[Behavior]) -> dict[str, Due]:
        """Return by behavior when it is due next; nothing of those that every week of the year asks for."""
        dues = self.coming([b for b in behaviors if b.rhythm is not None or b.season is not None], 1)
        return {behavior: found[0] for behavior, found in dues.items() if found}

    def coming(self, behaviors: Iterable[Behavior], count: int) -> dict[str, tuple[Due, ...]]:
        """Return by behavior the next so many times it is due, those overdue first; see `next_dues`."""
        wanted, today = {behavior.id: behavior.recurrence for behavior in behaviors}, self._store.today()
        if not wanted:
            return {}
        weeks = self._store.profile.weeks
        with self._store.database.reading():
            done = self._store.completions.days(wanted, today - LOOKED_BACK, today)
        return {behavior: first_dues(count, wanted[behavior], done[behavior], today, weeks) for behavior in wanted}
