"""What suggestions that a profile followed have promised."""

import json

from habitos_tui.domain.insight.promise import Promise
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Promises


class PromiseRepository(Repository):
    """Promises of a profile, one a day of each suggestion."""

    def all(self) -> tuple[Promise, ...]:
        """Return every promise, oldest first."""
        query = self._select(Promises, ["suggestion", "day", "points", "behaviors"])
        found = (
            Promise(row["suggestion"], row["day"], row["points"], tuple(json.loads(row["behaviors"])))
            for row in self._database.rows(query)
        )
        return tuple(sorted(found, key=lambda promise: (promise.day, promise.suggestion)))

    def put(self, promise: Promise) -> None:
        """Keep a promise, in place of one that the same suggestion made on that day."""
        row = {
            "suggestion": promise.suggestion,
            "day": promise.day,
            "points": promise.points,
            "behaviors": json.dumps(promise.behaviors),
        }
        with self._database.unit():
            mine = self._mine(Promises, suggestion=promise.suggestion, day=promise.day)
            self._database.run(Promises.delete().where(mine))
            self._insert(Promises, [row])
