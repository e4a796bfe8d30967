"""The suggestions that a profile has dismissed."""

from datetime import date

from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Dismissals


class DismissalRepository(Repository):
    """Keys of suggestions, each with the day on which it may come up again."""

    def standing(self, today: date) -> frozenset[str]:
        """Return the keys that stay away today."""
        query = self._select(Dismissals, ["suggestion"]).where(Dismissals.until > today)
        return frozenset(row["suggestion"] for row in self._database.rows(query))

    def put(self, suggestion: str, until: date) -> None:
        """Keep a suggestion away until a day, whatever was said of it before."""
        with self._database.unit():
            self._database.run(Dismissals.delete().where(self._mine(Dismissals, suggestion=suggestion)))
            self._insert(Dismissals, [{"suggestion": suggestion, "until": until}])
