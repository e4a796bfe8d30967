"""What a person can do with behaviors."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, Literal

from pydantic import ValidationError

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import behavior_issues
from habitos_tui.domain.model.naming import find_one, folded, slug, unused
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, EveryDays, EveryWeeks, usual_target
from habitos_tui.domain.model.rule import DurationBounds, Rule
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import Issue, invalid, issues_of, path_within, validated
from habitos_tui.domain.planning.most_sessions import Most, most_a_week
from habitos_tui.domain.planning.valuation import normalised, worth_of
from habitos_tui.domain.text.most_phrasing import most_sentence
from habitos_tui.domain.text.phrasing import count, duration
from habitos_tui.domain.text.rule_phrasing import rule_sentence
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.store import Store
from habitos_tui.services.task_progress import bring_back, finish_if_done
from habitos_tui.services.usual_impacts import usual_impacts
from habitos_tui.services.wishes import bring_behavior_forward, still_to_come

_WISHED: Final = ("target_per_week", "min_per_week")
_ONCE: Final = {"target_per_week": 0, "min_per_week": 0, "max_per_week": None}
"""How often a week a task is wanted: that follows from its minutes and its due date."""


class Behaviors:
    """The behaviors of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.behaviors

    def all(self) -> tuple[Behavior, ...]:
        """Return those in use, in the user's order."""
        return self._repository.all()

    def archived(self) -> tuple[Behavior, ...]:
        """Return those put away."""
        return self._repository.all(archived=True)

    def get(self, behavior_id: str) -> Behavior:
        """Return a behavior, archived or not; NotFoundError when there is none with that id."""
        behavior = self._repository.get(behavior_id)
        if behavior is None:
            raise NotFoundError(f"There is no behavior “{behavior_id}”.")
        return behavior

    def find(self, text: str, *, archived: bool = False) -> Behavior:
        """Return the behavior that a person means by `text`: its id, its name, or enough of either.

        NotFoundError names what comes near; InvalidInputError names all that fit when there are several.
        """
        things = self.archived() if archived else self.all()
        if exact := next((behavior for behavior in things if behavior.id == text), None):
            return exact
        what = "archived behavior" if archived else "behavior"
        return find_one(things, text, lambda behavior: (behavior.name, behavior.id), what)

    def find_any(self, text: str) -> Behavior:
        """Return the behavior that a person means by `text`, one in use before an archived one; errors as of `find`."""
        try:
            return self.find(text)
        except NotFoundError as error:
            try:
                return self.find(text, archived=True)
            except NotFoundError:
                raise error from None

    def add(self, behavior: Behavior, *, learning: bool | None = None) -> Behavior:
        """Store a new behavior at the end of the list; `learning` as in `update`."""
        _refuse_invalid(behavior)
        with self._store.change(f"Added “{behavior.name}”"):
            issues = self.issues(behavior)
            if self._repository.get(behavior.id) is not None:
                issues.append(("id", f"“{behavior.id}” is used already"))
            _refuse(issues)
            self._repository.add(behavior, made_on=self._store.today())
            self._switch(behavior, learning)
        return behavior

    def adopt(self, ready: Behavior) -> Behavior:
        """Add a ready-made behavior under an id of its own, as it is `fitted` to the profile."""
        return self.add(self.fitted(ready))

    def fitted(self, ready: Behavior) -> Behavior:
        """Return a ready-made behavior without the slots and objectives that the profile lacks; nothing is stored.

        It is wanted no more often than the profile's rules allow.
        """
        slots = {slot.name for slot in self._store.calendar.slots()}
        objectives = {objective.name for objective in self._store.objectives.all()}
        kept = tuple(slot for slot in ready.preferred_slots if slot in slots)
        update = {
            "id": self._unused_id(ready.id),
            "preferred_slots": kept,
            "strict_slots": ready.strict_slots and bool(kept),
            "impacts": {name: impact for name, impact in ready.impacts.items() if name in objectives},
        }
        adopted = ready.model_copy(update=update)
        most = _most_of(adopted, self._store).sessions
        wished = {name: min(getattr(adopted, name), most) for name in ("target_per_week", "min_per_week")}
        return adopted.model_copy(update=wished)

    def update(self, behavior: Behavior, *, learning: bool | None = None, from_now: bool = False) -> Behavior:
        """Store a changed behavior under the id it has; plans are made from it at once.

        `learning` tells whether plans learn from the log how it goes; None leaves that as it is. What is done is judged
        by it from the next week on, or `from_now` on, see `holds_from`.
        """
        _refuse_invalid(behavior)
        with self._store.change(f"Changed “{behavior.name}”", from_now=from_now):
            before = self.get(behavior.id)
            _refuse(self.issues(behavior, before))
            if behavior != before:
                self._repository.update(behavior)
            self._switch(behavior, learning)
            if behavior.task != before.task:
                finish_if_done(self._store, behavior)
            if from_now:
                bring_behavior_forward(self._store, behavior.id)
        return behavior

    def issues(self, behavior: Behavior, before: Behavior | None = None) -> list[Issue]:
        """Return what keeps a behavior from being added, or from being stored in the place of `before`."""
        renamed = before is None or folded(before.name) != folded(behavior.name)
        with self._store.database.reading():
            return _issues_of(behavior, self._store, before) + (self._name_issues(behavior) if renamed else [])

    def usual_impacts(self, category: str) -> dict[str, float]:
        """Return what a behavior of a category does for the profile's objectives, as far as that can be known."""
        known = (*self.all(), *self.archived())
        return usual_impacts(category, [objective.name for objective in self._store.objectives.all()], known)

    def archive(self, behavior_id: str, *, from_now: bool = False) -> None:
        """Put a behavior away: it is no longer planned, and its history stays.

        It is asked for until the end of the week, or `from_now` on no more. InvalidInputError when it is asked for no
        more as it is.
        """
        behavior = self.get(behavior_id)
        if self._is_archived(behavior) and not (from_now and self.holds_from(behavior.id)):
            raise InvalidInputError(f"“{behavior.name}” is archived already.")
        with self._store.change(f"Archived “{behavior.name}”", from_now=from_now):
            self._repository.archive(behavior.id)
            if from_now:
                bring_behavior_forward(self._store, behavior.id)

    def restore(self, behavior_id: str) -> None:
        """Take a behavior into use again, from today on."""
        behavior = self.get(behavior_id)
        with self._store.change(f"Took “{behavior.name}” into use again"):
            if behavior.task is not None and behavior.task.finished is not None:
                bring_back(self._store, behavior)
            else:
                self._repository.restore(behavior.id)

    def has_history(self, behavior_id: str | None = None) -> bool:
        """Tell whether a behavior, or any, was ever planned, done or skipped: whether there is a past to judge."""
        return self._repository.has_history(behavior_id)

    def holds_from(self, behavior_id: str) -> date | None:
        """Return the coming day from which what is wanted now of a behavior holds; None where it holds already."""
        behavior = self.get(behavior_id)
        return still_to_come(self._store, self._store.wishes.of_behaviors((behavior,))[behavior.id][-1].since)

    def delete(self, behavior_id: str, force: bool = False) -> Literal["deleted", "archived"]:
        """Delete a behavior; one with a history is archived instead unless `force`, which deletes the history too.

        InvalidInputError when it is archived already. Rules go on without a deleted behavior, and those that mean
        nothing without it are deleted; `consequences` says which.
        """
        with self._store.change() as change:
            behavior = self.get(behavior_id)
            if self._repository.has_history(behavior.id) and not force:
                if self._is_archived(behavior):
                    raise InvalidInputError(
                        f"“{behavior.name}” has a history, and is archived already.", hint="--force deletes both."
                    )
                self.archive(behavior.id)
                change.label = f"Archived “{behavior.name}”"
                return "archived"
            rules = self._rules_naming(behavior.id)
            also = f" and changed {count(len(rules), 'rule')}" if rules else ""
            change.label, change.kind = f"Deleted “{behavior.name}”{also}", UndoKind.DELETION
            for rule in rules:
                rest = rule.without({behavior.id})
                if rest is None:
                    self._store.rules.delete(rule.id)
                else:
                    self._store.rules.update(rest)
            self._repository.delete(behavior.id)
            return "deleted"

    def _is_archived(self, behavior: Behavior) -> bool:
        return any(each.id == behavior.id for each in self.archived())

    def consequences(self, behavior_id: str) -> tuple[str, ...]:
        """Return, in sentences, what deleting a behavior does to the rules that name it."""
        names, first = self._store.names(), self._store.profile.preferences.week_start
        sentences = []
        for rule in self._rules_naming(behavior_id):
            rest = rule.without({behavior_id})
            before = rule_sentence(rule, names, first)
            outcome = "is deleted too" if rest is None else f"becomes “{rule_sentence(rest, names, first)}”"
            sentences.append(f"The rule “{before}” {outcome}.")
        return tuple(sentences)

    def new_id(self, name: str) -> str:
        """Return an id made from `name` that no behavior has."""
        return self._unused_id(slug(name, "behavior"))

    def worth(self, behavior: Behavior) -> float:
        """Return what one typical session is worth under today's weights, in model units (times 100: points)."""
        weights = {objective.name: objective.weight for objective in self._store.objectives.all()}
        return worth_of(behavior, normalised(weights)) if any(weights.values()) else 0.0

    def from_json(self, data: object, base: Behavior | None = None) -> Behavior:
        """Return a behavior from decoded JSON: a new one, or `base` with the fields of `data` changed.

        A new one may leave its id out, and a task how often it is wanted a week, as may a rhythm that says so itself; a
        rhythm without a beginning begins today. Nothing is stored; InvalidInputError carries the paths of bad fields.
        """
        if not isinstance(data, dict):
            raise invalid("This behavior", (("", "must be an object with named fields"),))
        fields: dict[str, Any] = base.model_dump(mode="json") if base is not None else {}
        data = _begun(data, base, self._store.today())
        fields |= (_ONCE if data.get("task") is not None else _said_by(data.get("rhythm"))) | data
        if base is not None and fields["id"] != base.id:
            raise invalid("This behavior", (("id", f"cannot be changed; it is “{base.id}”"),))
        if base is None and isinstance(fields.get("name"), str):
            fields.setdefault("id", self.new_id(fields["name"]))
        try:
            return Behavior.model_validate_json(json.dumps(fields), strict=True)
        except ValidationError as error:
            raise invalid("This behavior", issues_of(error)) from error

    def _switch(self, behavior: Behavior, learning: bool | None) -> None:
        if learning is not None:
            self._repository.set_learning(behavior.id, learning)

    def _unused_id(self, wanted: str) -> str:
        with self._store.database.reading():
            return unused(wanted, {behavior.id for behavior in (*self.all(), *self.archived())})

    def _rules_naming(self, behavior_id: str) -> list[Rule]:
        return [rule for rule in self._store.rules.all() if behavior_id in rule.behavior_ids]

    def _name_issues(self, behavior: Behavior) -> list[Issue]:
        same = (b for b in self.all() if b.id != behavior.id and folded(b.name) == folded(behavior.name))
        return [("name", f"is that of another behavior (“{other.id}”)") for other in same]


def _begun(data: dict[str, Any], base: Behavior | None, today: date) -> dict[str, Any]:
    """Return the fields with a beginning of a rhythm that says none: that of the one it changes, or today."""
    rhythm = data.get("rhythm")
    if not isinstance(rhythm, dict) or "since" in rhythm or not {"every_weeks", "every_days"} & rhythm.keys():
        return data
    before = None if base is None else base.rhythm
    since = before.since if isinstance(before, EveryWeeks | EveryDays) else today
    return data | {"rhythm": rhythm | {"since": since.isoformat()}}


def _said_by(rhythm: object) -> dict[str, Any]:
    """Return the fields that follow from a rhythm in decoded JSON."""
    if rhythm is None:
        return {}
    try:
        target = usual_target(RHYTHM_ADAPTER.validate_json(json.dumps(rhythm), strict=True))
    except ValidationError:
        return {"target_per_week": 1}  # only the rhythm is wrong then, and not that it says no target
    return {} if target is None else {"target_per_week": target, "max_per_week": None}


def _refuse_invalid(behavior: Behavior) -> None:
    """Raise InvalidInputError for what a copy with other fields was never asked about: it could not be read again."""
    validated(lambda: Behavior.model_validate(behavior.model_dump()), "This behavior")


def _refuse(issues: list[Issue]) -> None:
    if issues:
        raise invalid("This behavior", tuple(issues))


def _issues_of(behavior: Behavior, store: Store, before: Behavior | None = None) -> list[Issue]:
    """Return what keeps `behavior` from fitting the profile's slots, objectives, grid and rules.

    More sessions than are possible are told of where they come in: what was stored `before` may stay when something
    else is changed, as by a repair, unless that makes fewer possible.
    """
    slots = [slot.name for slot in store.calendar.slots()]
    objectives = [objective.name for objective in store.objectives.all()]
    issues = [(path_within(path), sentence) for path, sentence in behavior_issues([behavior], slots, objectives)]
    if behavior.strict_slots and not behavior.preferred_slots:
        issues.append(("strict_slots", "needs at least one preferred slot"))
    grid = store.profile.preferences.grid_minutes
    if not behavior.lengths(grid) and behavior.task is None:
        issues.append(("max_minutes", f"leaves no length that is a multiple of the grid of {grid} minutes"))
    issues += _most_issues(behavior, store, before)
    return issues + _length_issues(behavior, store.rules.all())


def _most_of(behavior: Behavior, store: Store) -> Most:
    """Return how often a behavior can be done in a week of this profile."""
    return most_a_week(behavior, store.rules.all(), store.behaviors.all(), store.profile.preferences.week_start)


def _most_issues(behavior: Behavior, store: Store, before: Behavior | None) -> list[Issue]:
    most = _most_of(behavior, store)
    wished = _WISHED[1:] if behavior.says_how_often else _WISHED
    too_many = [name for name in wished if getattr(behavior, name) > most.sessions]
    if too_many and before is not None and most.sessions >= _most_of(before, store).sessions:
        too_many = [name for name in too_many if getattr(behavior, name) != getattr(before, name)]
    return [(name, most_sentence(most)) for name in too_many]


def _length_issues(behavior: Behavior, rules: Iterable[Rule]) -> list[Issue]:
    issues: list[Issue] = []
    for rule in rules:
        if not (isinstance(rule, DurationBounds) and rule.behavior == behavior.id and rule.binds_all_of(behavior)):
            continue
        if rule.min_minutes is not None and rule.min_minutes > behavior.max_minutes:
            issues.append(("max_minutes", f"is less than the {duration(rule.min_minutes)} that a rule asks for"))
        if rule.max_minutes is not None and rule.max_minutes < behavior.min_minutes:
            issues.append(("min_minutes", f"is more than the {duration(rule.max_minutes)} that a rule allows"))
    return issues
