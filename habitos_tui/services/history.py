"""Undo and redo of what one person changed, in this run of the program or an earlier one."""

from collections.abc import Sequence
from typing import Final

from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.undo_entry import UndoEntry
from habitos_tui.errors import RestrictedError
from habitos_tui.services.store import Store
from habitos_tui.storage.journal import JournalStep
from habitos_tui.storage.profiles import ProfileRepository

_CALENDARS: Final = "calendar_sources"


class History:
    """The changes of one profile, taken back and done again in their order; a new one drops what was undone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._journal = store.journal

    def last(self) -> UndoEntry | None:
        """Return what `undo` would take back: right after a change, that change."""
        return self._journal.last()

    def news(self) -> UndoEntry | None:
        """Return the change made since this was asked last; None where what was saved was so already.

        What others have changed through a store of their own is the last change as well.
        """
        changed, self._journal.changed = self._journal.changed, None
        return None if changed is False else self.last()

    def next(self) -> UndoEntry | None:
        """Return what `redo` would do again."""
        return self._journal.next()

    def undo(self) -> UndoEntry | None:
        """Take the last change back and return it; None when there is none.

        OutdatedError, and nothing is changed, when something else has changed its rows since. RestrictedError for a
        guest where a calendar would be read that is not read now: the host chooses the files.
        """
        return self._journal.undo(self._check)

    def redo(self) -> UndoEntry | None:
        """Do again what was undone last and return it; None when there is none. RestrictedError as for `undo`."""
        return self._journal.redo(self._check)

    def _check(self, steps: Sequence[JournalStep]) -> None:
        if self._store.guest and any(step.watched.table == _CALENDARS and step.after for step in steps):
            raise RestrictedError(
                "This change is about a calendar, and brings back that a file is read.",
                hint="Whoever set it up chooses the files. Nothing was changed.",
            )

    def profile(self) -> Profile:
        """Return the profile as it is stored now: its preferences may have been taken back with a change."""
        stored = ProfileRepository(self._store.database).by_name(self._store.profile.name)
        return self._store.profile if stored is None else stored.profile

    def is_replaced(self) -> bool:
        """Tell whether another database took the place of the one that was read, as a restored backup does."""
        return self._store.database.is_replaced()

    def reread(self) -> Profile:
        """Go on with the database that is there now and return the profile in it; NoProfileError where it has none.

        Whoever calls this reads everything again.
        """
        self._store.database.accept_file()
        return ProfileRepository(self._store.database).get(self._store.profile.id)

    def state(self) -> tuple[int, ...]:
        """Return figures that differ as soon as anybody, in any process, has changed something.

        They are cheap to read. OSError when the database has gone.
        """
        return self._store.database.signature()

    def forget(self) -> None:
        """Make everything up to now final, as after generated data such as the past of the demo."""
        self._journal.forget()
