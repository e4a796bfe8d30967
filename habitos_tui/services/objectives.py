"""What a person can do with objectives."""

from datetime import date

from habitos_tui.domain.model.naming import did_you_mean, folded
from habitos_tui.domain.model.objective import Objective, with_share
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.errors import NotFoundError
from habitos_tui.services.store import Store
from habitos_tui.services.wishes import bring_weight_forward, bring_weights_forward, still_to_come
from habitos_tui.storage.repository import shifted


class Objectives:
    """The objectives of one profile; at least one always carries a weight."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.objectives

    def all(self) -> tuple[Objective, ...]:
        """Return the objectives in the user's order."""
        return self._repository.all()

    def shares(self) -> dict[str, float]:
        """Return the part of the whole that each objective has; the parts sum to 1."""
        total = sum(objective.weight for objective in self.all())
        return {objective.name: objective.weight / total if total else 0.0 for objective in self.all()}

    def add(self, objective: Objective) -> Objective:
        """Store a new objective at the end."""
        with self._store.change(f"Added the objective “{objective.name}”"):
            _check_unused(objective.name, self.all())
            self._repository.add(objective)
        return objective

    def add_with_share(self, name: str, share: float, *, from_now: bool = False) -> Objective:
        """Store a new objective that has `share` (0 to 1) of the whole; the others give way in proportion.

        `from_now` as in `set_weight`.
        """
        with self._store.change(f"Added the objective “{name}”"):
            self.add(validated(lambda: Objective(name=name, weight=0), "This objective"))
            return self.set_share(name, share, from_now=from_now)

    def set_weight(self, name: str, weight: float, *, from_now: bool = False) -> Objective:
        """Change how much an objective matters beside the others; 0 switches it off.

        Weeks are judged by it from the next one on, or `from_now` on.
        """
        objective = validated(lambda: Objective(name=name, weight=weight), "This objective")
        with self._store.change(f"Changed the weight of “{name}”", from_now=from_now):
            before = self._get(name)
            _check_weights([o.weight for o in self.all() if o.name != name] + [weight])
            if before.weight != weight:
                self._repository.set_weight(name, weight)
            if from_now:
                bring_weight_forward(self._store, name)
        return objective

    def holds_from(self) -> date | None:
        """Return the coming day from which the weights of now hold; None where they hold already."""
        return still_to_come(self._store, *(v[-1].since for v in self._store.wishes.of_objectives().values()))

    def set_share(self, name: str, share: float, *, coalesce: bool = False, from_now: bool = False) -> Objective:
        """Give an objective `share` (0 to 1) of the whole; the others give way, or take over, in proportion.

        `coalesce` makes it one with the change right before it, see `Store.change`; `from_now` as in `set_weight`.
        """
        if not 0 <= share <= 1:
            raise invalid("This objective", (("share", "must lie between 0 and 100 %"),))
        with self._store.change(f"Changed the share of “{name}”", coalesce=coalesce, from_now=from_now):
            self._get(name)
            weights = with_share({objective.name: objective.weight for objective in self.all()}, name, share)
            self._repository.replace(tuple(Objective(name=each, weight=weight) for each, weight in weights.items()))
            if from_now:
                bring_weights_forward(self._store)
        return Objective(name=name, weight=weights[name])

    def move(self, name: str, steps: int) -> None:
        """Put an objective so many places further down the list; moves in a row are one change."""
        with self._store.change(f"Moved the objective “{name}”", coalesce=True):
            self._repository.replace(shifted(self.all(), self._get(name), steps))

    def rename(self, name: str, new: str) -> Objective:
        """Give an objective another name; what behaviors do for it stays."""
        with self._store.change(f"Renamed the objective “{name}” to “{new}”"):
            old = self._get(name)
            objective = validated(lambda: Objective(name=new, weight=old.weight), "This objective")
            _check_unused(new, tuple(other for other in self.all() if other.name != name))
            self._repository.rename(name, new)
        return objective

    def edit(self, name: str, new: str, share: float | None = None, *, from_now: bool = False) -> Objective:
        """Give an objective another name and, unless it is None, another share; both or neither.

        `from_now` as in `set_weight`.
        """
        with self._store.change(f"Changed the objective “{name}”"):
            renamed = self.rename(name, new) if new != name else self._get(name)
            if share is not None:
                return self.set_share(new, share, from_now=from_now)
            if from_now:
                bring_weights_forward(self._store)
            return renamed

    def delete(self, name: str) -> None:
        """Delete an objective and what behaviors do for it; `consequences` says which behaviors those are."""
        with self._store.change(f"Deleted the objective “{name}”", UndoKind.DELETION):
            self._get(name)
            _check_weights([o.weight for o in self.all() if o.name != name])
            self._repository.delete(name)

    def consequences(self, name: str) -> tuple[str, ...]:
        """Return, in sentences, what deleting an objective takes from behaviors, archived ones included."""
        behaviors = (*self._store.behaviors.all(), *self._store.behaviors.all(archived=True))
        return tuple(f"“{b.name}” loses its impact on “{name}”." for b in behaviors if name in b.impacts)

    def replace(self, objectives: tuple[Objective, ...]) -> None:
        """Store a whole new list; objectives that are not in it are deleted as `delete` does."""
        _check_weights([objective.weight for objective in objectives])
        names = [folded(objective.name) for objective in objectives]
        if twice := next((o.name for o in objectives if names.count(folded(o.name)) > 1), None):
            raise invalid("These objectives", (("name", f"“{twice}” is used twice"),))
        with self._store.change("Changed the objectives"):
            self._repository.replace(objectives)

    def _get(self, name: str) -> Objective:
        objective = next((o for o in self.all() if o.name == name), None)
        if objective is None:
            known = ", ".join(o.name for o in self.all())
            hint = did_you_mean(name, (o.name for o in self.all())) or f"There are: {known}."
            raise NotFoundError(f"There is no objective “{name}”.", hint=hint)
        return objective


def _check_unused(name: str, others: tuple[Objective, ...]) -> None:
    same = next((other for other in others if folded(other.name) == folded(name)), None)
    if same is not None:
        raise invalid("This objective", (("name", f"is that of another one (“{same.name}”)"),))


def _check_weights(weights: list[float]) -> None:
    if not any(weight > 0 for weight in weights):
        raise invalid("These objectives", (("weight", "must be above 0 for at least one of them"),))
