"""The suggestions that a profile has dismissed."""

from datetime import date

from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Dismissals


class DismissalRepository(Repository):
    """Keys of suggestions, each with the day from which it is shown again."""

    def standing(self, today: date) -> frozenset[str]:
        """Return the keys that are hidden today."""
        query = self._select(Dismissals, ["suggestion"]).where(Dismissals.until > today)
        return frozenset(row["suggestion"] for row in self._database.rows(query))

    def put(self, suggestion: str, until: date) -> None:
        """Hide a suggestion until a day, in place of an earlier one."""
        with self._database.unit():
            self._database.run(Dismissals.delete().where(self._mine(Dismissals, suggestion=suggestion)))
            self._insert(Dismissals, [{"suggestion": suggestion, "until": until}])
