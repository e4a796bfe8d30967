"""What a person can do with rules."""

import json
from collections.abc import Sequence
from itertools import count
from typing import Any

from pydantic import ValidationError

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import rule_issues
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.domain.model.rule import EVERYTHING, RULE_ADAPTER, DurationBounds, Rule, ScopedRule
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import Issue, invalid, issues_of, path_within
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.domain.text.rule_phrasing import nothing_concerned, rule_line, rule_sentence
from habitos_tui.errors import NotFoundError
from habitos_tui.services.store import Store
from habitos_tui.storage.repository import shifted


class Rules:
    """The rules of one profile, in the order that the user gave them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.rules

    def all(self) -> tuple[Rule, ...]:
        """Return every rule, switched on or not."""
        return self._repository.all()

    def about(self, behavior: Behavior) -> tuple[Rule, ...]:
        """Return the active rules that name a behavior, or pick it by its category, tag or energy."""
        return tuple(rule for rule in self.all() if rule.active and _is_about(rule, behavior))

    def get(self, rule_id: str) -> Rule:
        """Return a rule; NotFoundError when there is none with that id."""
        rule = next((rule for rule in self.all() if rule.id == rule_id), None)
        if rule is None:
            hint = did_you_mean(rule_id, (rule.id for rule in self.all())) or "See: habitos-tui rules list"
            raise NotFoundError(f"There is no rule “{rule_id}”.", hint=hint)
        return rule

    def add(self, rule: Rule) -> Rule:
        """Store a new rule; InvalidInputError when it contradicts itself or the others."""
        with self._store.change(f"Added the rule “{self.sentence(rule)}”"):
            self._check(rule, list(self.all()))
            self._repository.add(rule)
        return rule

    def update(self, rule: Rule) -> Rule:
        """Store a changed rule under the id it has."""
        with self._store.change(f"Changed the rule “{self.sentence(rule)}”"):
            before = self.get(rule.id)
            self._check(rule, [other for other in self.all() if other.id != rule.id])
            if rule != before:
                self._repository.update(rule)
        return rule

    def issues(self, rule: Rule) -> tuple[Issue, ...]:
        """Return what would keep `rule` from being stored, in the place of the one with its id if there is one."""
        with self._store.database.reading():
            return tuple(_issues_of(rule, [other for other in self.all() if other.id != rule.id], self._store))

    def set_active(self, rule_id: str, active: bool) -> Rule:
        """Switch a rule on or off."""
        rule = self.get(rule_id).model_copy(update={"active": active})
        with self._store.change(f"Switched the rule “{self.sentence(rule)}” {'on' if active else 'off'}"):
            return self.update(rule)

    def move(self, rule_id: str, steps: int) -> None:
        """Put a rule so many places further down the list; moves in a row are one change."""
        rule = self.get(rule_id)
        with self._store.change(f"Moved the rule “{self.sentence(rule)}”", coalesce=True):
            self._repository.reorder(shifted([each.id for each in self.all()], rule_id, steps))

    def delete(self, rule_id: str) -> None:
        """Delete a rule."""
        rule = self.get(rule_id)
        with self._store.change(f"Deleted the rule “{self.sentence(rule)}”", UndoKind.DELETION):
            self._repository.delete(rule.id)

    def sentence(self, rule: Rule) -> str:
        """Return what the rule asks, such as "Run and Swim never on the same day"."""
        return rule_sentence(rule, self._store.names(), self._store.profile.preferences.week_start)

    def line(self, rule: Rule) -> str:
        """Return the sentence with the rule's name and its strictness: "... - hard" or "... - 5 points per hour"."""
        return rule_line(rule, self._store.names(), self._store.profile.preferences.week_start)

    def unused(self, rule: Rule) -> str:
        """Return that a rule concerns none of the behaviors in use, and why; empty where it does."""
        return nothing_concerned(rule, self._store.behaviors.all())

    def new_id(self) -> str:
        """Return the first of r1, r2, ... that no rule has; what a rule asks is said by its sentence."""
        taken = {rule.id for rule in self.all()}
        return next(new for number in count(1) if (new := f"r{number}") not in taken)

    def from_json(self, data: object, base: Rule | None = None) -> Rule:
        """Return a rule from decoded JSON: a new one, or `base` with the fields of `data` changed.

        A new one may leave its id out; `days` are weekdays, Monday = 0. Nothing is stored; InvalidInputError carries
        the paths of bad fields.
        """
        if not isinstance(data, dict):
            raise invalid("This rule", (("", "must be an object with named fields"),))
        fields: dict[str, Any] = base.model_dump(mode="json") if base is not None else {}
        fields |= data
        if base is not None and (fields["id"], fields["type"]) != (base.id, base.type):
            raise invalid("This rule", (("", "keeps its id and its type when it is changed"),))
        if base is None:
            fields.setdefault("id", self.new_id())
        try:
            return RULE_ADAPTER.validate_json(json.dumps(fields), strict=True)
        except ValidationError as error:
            # pydantic puts the type of the rule before the path of its field.
            tag = str(fields.get("type", ""))
            issues = tuple((path.removeprefix(tag).removeprefix("."), text) for path, text in issues_of(error))
            raise invalid("This rule", issues) from error

    def _check(self, rule: Rule, others: list[Rule]) -> None:
        issues = _issues_of(rule, others, self._store)
        if issues:
            raise invalid("This rule", tuple(issues))


def _is_about(rule: Rule, behavior: Behavior) -> bool:
    picked = isinstance(rule, ScopedRule) and rule.scope != EVERYTHING and rule.scope.picks(behavior)
    return picked or behavior.id in rule.behavior_ids


def _issues_of(rule: Rule, others: Sequence[Rule], store: Store) -> list[Issue]:
    """Return what keeps `rule` from making sense beside the `others`."""
    slots = [slot.name for slot in store.calendar.slots()]
    names = store.names()
    found = rule_issues([*others, rule], names, slots, names)
    own = f"[{len(others)}]"
    issues = [(path_within(path), sentence) for path, sentence in found if path.startswith(own)]
    # A circle is reported at one of its rules, which need not be the one that closes it.
    issues += [("", sentence) for path, sentence in found if not path.startswith(own) and path.endswith("]")]
    if isinstance(rule, DurationBounds):
        behavior = store.behaviors.get(rule.behavior)
        issues += [] if behavior is None else _bounds_issues(rule, behavior)
    return issues


def _bounds_issues(rule: DurationBounds, behavior: Behavior) -> list[Issue]:
    if not rule.binds_all_of(behavior):
        return []
    issues: list[Issue] = []
    if rule.min_minutes is not None and rule.min_minutes > behavior.max_minutes:
        most = duration(behavior.max_minutes)
        issues.append(("min_minutes", f"is more than the {most} that “{behavior.name}” may last"))
    if rule.max_minutes is not None and rule.max_minutes < behavior.min_minutes:
        least = duration(behavior.min_minutes)
        issues.append(("max_minutes", f"is less than the {least} that “{behavior.name}” takes at least"))
    return issues
