"""What a profile wanted when."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import EVER, Timeline, Version, Wish, WishedBehavior, Wishes
from habitos_tui.storage import mapping
from habitos_tui.storage.pauses import PauseRepository
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import (
    Behaviors,
    BehaviorWishes,
    BudgetWishes,
    ObjectiveWishes,
    Owned,
    WeekStarts,
)

BehaviorVersions = Sequence[Version[Wish]]
WeightVersions = Sequence[Version[float]]
BudgetVersions = Sequence[Version[tuple[float | None, ...]]]

_WISH_COLUMNS: Final = ("behavior", "since", "active", *mapping.WISH_COLUMNS)


class WishRepository(Repository):
    """The versions of behaviors, weights, budget and weeks; the first of each is stored with the thing itself."""

    def all(self, active: Sequence[Behavior], archived: Sequence[Behavior]) -> Wishes:
        """Return everything that was ever wanted of these behaviors, objectives and budgets, with the pauses."""
        query = self._select(Behaviors, ["id", "archived", "made_on"]).order_by(Behaviors.position)
        found, budgets = self.of_behaviors((*active, *archived)), self.of_budget()
        rows, now = self._database.rows(query), {behavior.id: behavior for behavior in (*active, *archived)}
        if not budgets or not all(found[row["id"]] for row in rows):
            raise self._database.place.damaged("is damaged: what was wanted when is not in it")
        pauses: dict[str, list[Pause]] = defaultdict(list)
        for pause in PauseRepository(self._database, self._profile_id).all():
            pauses[pause.behavior].append(pause)
        behaviors = [
            WishedBehavior(
                now[row["id"]], Timeline(found[row["id"]]), row["archived"], row["made_on"], pauses.get(row["id"], ())
            )
            for row in rows
        ]
        weights = {name: Timeline(versions) for name, versions in self.of_objectives().items()}
        return Wishes(behaviors, weights, Timeline(budgets))

    def of_behaviors(self, behaviors: Sequence[Behavior]) -> Mapping[str, BehaviorVersions]:
        """Return by id what was wanted of behaviors, oldest first."""
        by_id = {behavior.id: behavior for behavior in behaviors}
        found: dict[str, list[Version[Wish]]] = defaultdict(list)
        query = self._select(BehaviorWishes, _WISH_COLUMNS).order_by(BehaviorWishes.since)
        for row in self._database.rows(query):
            if (behavior := by_id.get(row["behavior"])) is not None:
                found[behavior.id].append(Version(row["since"], mapping.wish(row, behavior)))
        return found

    def of_objectives(self) -> Mapping[str, WeightVersions]:
        """Return by name the weights that objectives had, oldest first."""
        found: dict[str, list[Version[float]]] = defaultdict(list)
        query = self._select(ObjectiveWishes, ["objective", "since", "weight"]).order_by(ObjectiveWishes.since)
        for row in self._database.rows(query):
            found[row["objective"]].append(Version(row["since"], row["weight"]))
        return found

    def of_budget(self) -> BudgetVersions:
        """Return the energy budgets there were, oldest first."""
        query = self._select(BudgetWishes, ["since", "energy_budget"]).order_by(BudgetWishes.since)
        return [Version(row["since"], mapping.budget(row["energy_budget"])) for row in self._database.rows(query)]

    def weeks(self) -> Weeks:
        """Return which days are a week."""
        rows = self._database.rows(self._select(WeekStarts, ["since", "weekday"]).order_by(WeekStarts.since))
        if not rows:
            raise self._database.place.damaged("is damaged: on which day weeks begin is not in it")
        return Weeks(rows[0]["weekday"], tuple(row["since"] for row in rows[1:]))

    def made_on(self, behavior_id: str) -> date | None:
        """Return the day a behavior was made, if that is known."""
        rows = self._database.rows(self._select(Behaviors, ["made_on"], id=behavior_id))
        return rows[0]["made_on"] if rows else None

    def put_behavior(self, behavior_id: str, versions: BehaviorVersions) -> None:
        """Replace what was wanted of a behavior."""
        rows = [mapping.wish_row(version.value, behavior_id, version.since) for version in versions]
        self._replace(BehaviorWishes, rows, behavior=behavior_id)

    def put_weight(self, objective: str, versions: WeightVersions) -> None:
        """Replace the weights of an objective."""
        rows = [{"objective": objective, "since": since, "weight": weight} for since, weight in versions]
        self._replace(ObjectiveWishes, rows, objective=objective)

    def put_budget(self, versions: BudgetVersions) -> None:
        """Replace the energy budgets."""
        rows = [{"since": since, "energy_budget": mapping.budget_text(budget)} for since, budget in versions]
        self._replace(BudgetWishes, rows)

    def put_weeks(self, weeks: Weeks) -> None:
        """Replace the days since which weeks began on which weekday."""
        rows = [{"since": EVER, "weekday": weeks.first_weekday}]
        rows += [{"since": change, "weekday": change.weekday()} for change in weeks.changes]
        self._replace(WeekStarts, rows)

    def rename_objective(self, name: str, new: str) -> None:
        """Give an objective another name in all that behaviors ever did for it."""
        self._rewrite(lambda impacts: {new if key == name else key: value for key, value in impacts.items()})

    def drop_objectives(self, kept: Sequence[str]) -> None:
        """Forget what behaviors ever did for objectives other than those `kept`."""
        self._rewrite(lambda impacts: {key: value for key, value in impacts.items() if key in kept})

    def _replace(self, table: type[Owned], rows: list[dict[str, Any]], **equal: object) -> None:
        with self._database.unit():
            self._database.run(table.delete().where(self._mine(table, **equal)))
            self._insert(table, rows)

    def _rewrite(self, changed: Callable[[dict[str, float]], dict[str, float]]) -> None:
        """Change the impacts of every version, where that makes a difference."""
        query = self._select(BehaviorWishes, ["behavior", "since", "impacts"])
        with self._database.unit():
            for row in self._database.rows(query):
                before = mapping.impacts(row["impacts"])
                if (after := changed(before)) != before:
                    values = {"impacts": mapping.impacts_text(after)}
                    where = {"behavior": row["behavior"], "since": row["since"]}
                    self._update(BehaviorWishes, "such wish", values, **where)
