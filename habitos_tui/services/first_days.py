"""What somebody has used of the app so far, for the line that tells what there is."""

from habitos_tui.domain.model.first_days import FirstDays
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.store import Store
from habitos_tui.storage.first_days import FirstDaysRepository


class FirstDaysOfUse:
    """The first days of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._past = False
        """Whether they are over: they never come again."""

    def so_far(self) -> FirstDays:
        """Return what was done so far; nothing once the first days are over or where hints are switched off."""
        if self._past or not self._store.profile.preferences.hints:
            return FirstDays.NONE
        repository = FirstDaysRepository(self._store.database, self._store.profile.id)
        with self._store.database.reading():
            found = FirstDays(repository.days(), frozenset())
            if found.over:
                self._past = found.days > 0
                return FirstDays.NONE
            return FirstDays(found.days, repository.deeds([behavior.id for behavior in CATALOGUE]))
