"""The behaviors of a profile."""

from collections import defaultdict
from datetime import date

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.wishes import EVER, Wish
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository, Row
from habitos_tui.storage.tables import (
    Absences,
    BehaviorImpacts,
    Behaviors,
    BehaviorWishes,
    Completions,
    PlannedSessions,
)

_IMPACT_COLUMNS = ("behavior", "objective", "impact")


class BehaviorRepository(Repository):
    """Behaviors in the user's order, archived ones apart. Archived behaviors keep their ids and their history."""

    def all(self, archived: bool = False) -> tuple[Behavior, ...]:
        """Return the behaviors in use, or the archived ones."""
        return self._database.once((self._profile_id, "behaviors", archived), lambda: self._all(archived))

    def _all(self, archived: bool) -> tuple[Behavior, ...]:
        query = self._select(Behaviors, mapping.BEHAVIOR_COLUMNS, archived=archived).order_by(Behaviors.position)
        impacts = self._select(BehaviorImpacts, _IMPACT_COLUMNS)
        impacts = impacts.order_by(BehaviorImpacts.behavior, BehaviorImpacts.position)
        with self._database.reading():
            return _behaviors(self._database.rows(query), self._database.rows(impacts))

    def get(self, behavior_id: str) -> Behavior | None:
        """Return a behavior, archived or not."""
        query = self._select(Behaviors, mapping.BEHAVIOR_COLUMNS, id=behavior_id)
        impacts = self._select(BehaviorImpacts, _IMPACT_COLUMNS, behavior=behavior_id)
        with self._database.reading():
            rows = self._database.rows(query)
            found = _behaviors(rows, self._database.rows(impacts.order_by(BehaviorImpacts.position)))
        return found[0] if found else None

    def not_learning(self) -> frozenset[str]:
        """Return the behaviors, archived ones too, of which plans learn nothing."""
        return frozenset(row["id"] for row in self._database.rows(self._select(Behaviors, ["id"], learning=False)))

    def set_learning(self, behavior_id: str, on: bool) -> None:
        """Let plans learn of a behavior, or not."""
        self._update(Behaviors, _named(behavior_id), {"learning": on}, id=behavior_id)

    def has_history(self, behavior_id: str | None = None) -> bool:
        """Tell whether a behavior, or without an id any, was ever planned, done or skipped."""
        which = {} if behavior_id is None else {"behavior": behavior_id}
        with self._database.reading():
            return any(self._exists(table, **which) for table in (Completions, Absences, PlannedSessions))

    def add(self, behavior: Behavior, made_on: date | None = None) -> None:
        """Add a behavior behind the others; InvalidInputError when the id is taken, be it by an archived one.

        What is wanted of it holds since ever. NotFoundError when it does something for an objective that does not
        exist.
        """
        new = {"archived": False, "learning": True, "made_on": made_on}
        with self._database.unit():
            row = mapping.behavior_row(behavior) | new | {"position": self._next_position(Behaviors)}
            self._insert(Behaviors, [row])
            self._insert_impacts(behavior)
            self._insert(BehaviorWishes, [mapping.wish_row(Wish(behavior, active=True), behavior.id, EVER)])

    def update(self, behavior: Behavior) -> None:
        """Replace the behavior with the same id; it keeps its place."""
        impacts = BehaviorImpacts.delete().where(self._mine(BehaviorImpacts, behavior=behavior.id))
        with self._database.unit():
            self._update(Behaviors, _named(behavior.id), mapping.behavior_row(behavior), id=behavior.id)
            self._database.run(impacts)
            self._insert_impacts(behavior)

    def archive(self, behavior_id: str) -> None:
        """Take a behavior out of use."""
        self._update(Behaviors, _named(behavior_id), {"archived": True}, id=behavior_id)

    def restore(self, behavior_id: str) -> None:
        """Take an archived behavior into use again, at its old place."""
        self._update(Behaviors, _named(behavior_id), {"archived": False}, id=behavior_id)

    def delete(self, behavior_id: str) -> None:
        """Delete a behavior with its planned sessions, completions and skips; rules that name it stay."""
        self._delete(Behaviors, _named(behavior_id), id=behavior_id)

    def _insert_impacts(self, behavior: Behavior) -> None:
        # The order of the impacts is kept: sums of floats depend on it in their last digit.
        rows = [
            {"behavior": behavior.id, "objective": objective, "position": position, "impact": impact}
            for position, (objective, impact) in enumerate(behavior.impacts.items())
        ]
        self._insert(BehaviorImpacts, rows)


def _behaviors(rows: list[Row], impact_rows: list[Row]) -> tuple[Behavior, ...]:
    impacts: dict[str, dict[str, float]] = defaultdict(dict)
    for row in impact_rows:
        impacts[row["behavior"]][row["objective"]] = row["impact"]
    return tuple(mapping.behavior(row, impacts[row["id"]]) for row in rows)


def _named(behavior_id: str) -> str:
    return f"behavior “{behavior_id}”"
