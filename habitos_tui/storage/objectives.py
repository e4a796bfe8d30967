"""The objectives of a profile."""

from collections.abc import Sequence

from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.wishes import EVER, Version
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Objectives
from habitos_tui.storage.wishes import WishRepository


class ObjectiveRepository(Repository):
    """Objectives in the user's order, each name once."""

    def all(self) -> tuple[Objective, ...]:
        """Return every objective."""
        query = self._select(Objectives, mapping.columns_of(Objective)).order_by(Objectives.position)
        return tuple(mapping.plain(Objective, row) for row in self._database.rows(query))

    def add(self, objective: Objective) -> None:
        """Add an objective behind the others; InvalidInputError when there is one of that name."""
        with self._database.unit():
            position = self._next_position(Objectives)
            self._insert_new(objective, position)

    def set_weight(self, name: str, weight: float) -> None:
        """Set the weight of an objective."""
        self._update(Objectives, f"objective “{name}”", {"weight": weight}, name=name)

    def rename(self, name: str, new: str) -> None:
        """Give an objective another name, for behaviors too."""
        with self._database.unit():
            self._update(Objectives, f"objective “{name}”", {"name": new}, name=name)
            self._wishes.rename_objective(name, new)

    def delete(self, name: str) -> None:
        """Delete an objective and what behaviors do for it."""
        with self._database.unit():
            self._delete(Objectives, f"objective “{name}”", name=name)
            self._wishes.drop_objectives([objective.name for objective in self.all()])

    def replace(self, objectives: Sequence[Objective]) -> None:
        """Make these the objectives, in this order; those that stay keep what behaviors do for them."""
        gone = Objectives.name.not_in([objective.name for objective in objectives])
        with self._database.unit():
            known = {objective.name for objective in self.all()}
            self._database.run(Objectives.delete().where(self._mine(Objectives) & gone))
            for position, objective in enumerate(objectives):
                row = mapping.plain_row(objective) | {"position": position}
                if objective.name in known:
                    self._update(Objectives, f"objective “{objective.name}”", row, name=objective.name)
                else:
                    self._insert_new(objective, position)
            self._wishes.drop_objectives([objective.name for objective in objectives])

    @property
    def _wishes(self) -> WishRepository:
        return WishRepository(self._database, self._profile_id)

    def _insert_new(self, objective: Objective, position: int) -> None:
        """Add the row of an objective; its weight holds since ever."""
        self._insert(Objectives, [mapping.plain_row(objective) | {"position": position}])
        self._wishes.put_weight(objective.name, [Version(EVER, objective.weight)])
