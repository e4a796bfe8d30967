"""What is checked before a change is stored; each function returns (path of the field, sentence) pairs."""

from collections.abc import Iterable, Sequence
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import behavior_issues, rule_issues
from habitos_tui.domain.model.rule import DurationBounds, Rule
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.planning.most_sessions import Most, most_a_week
from habitos_tui.domain.text.most_phrasing import most_sentence
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.services.store import Store

_WISHED: Final = ("target_per_week", "min_per_week")


def issues_of_behavior(behavior: Behavior, store: Store, before: Behavior | None = None) -> list[Issue]:
    """Return what keeps `behavior` from fitting the profile's slots, objectives, grid and rules.

    More sessions than are possible are told of where they come in: what was stored `before` may stay when something
    else is changed, as by a repair, unless that makes fewer possible.
    """
    slots = [slot.name for slot in store.calendar.slots()]
    objectives = [objective.name for objective in store.objectives.all()]
    issues = [(_inside(path), sentence) for path, sentence in behavior_issues([behavior], slots, objectives)]
    if behavior.strict_slots and not behavior.preferred_slots:
        issues.append(("strict_slots", "needs at least one preferred slot"))
    grid = store.profile.preferences.grid_minutes
    if not behavior.lengths(grid):
        issues.append(("max_minutes", f"leaves no length that is a multiple of the grid of {grid} minutes"))
    issues += _most_issues(behavior, store, before)
    return issues + _length_issues(behavior, store.rules.all())


def most_of(behavior: Behavior, store: Store) -> Most:
    """Return how often a behavior can be done in a week of this profile."""
    return most_a_week(behavior, store.rules.all(), store.behaviors.all(), store.profile.preferences.week_start)


def _most_issues(behavior: Behavior, store: Store, before: Behavior | None) -> list[Issue]:
    most = most_of(behavior, store)
    too_many = [name for name in _WISHED if getattr(behavior, name) > most.sessions]
    if too_many and before is not None and most.sessions >= most_of(before, store).sessions:
        too_many = [name for name in too_many if getattr(behavior, name) != getattr(before, name)]
    return [(name, most_sentence(most)) for name in too_many]


def issues_of_rule(rule: Rule, others: Sequence[Rule], store: Store) -> list[Issue]:
    """Return what keeps `rule` from making sense beside the `others`."""
    slots = [slot.name for slot in store.calendar.slots()]
    names = store.names()
    found = rule_issues([*others, rule], names, slots, names)
    own = f"[{len(others)}]"
    issues = [(_inside(path), sentence) for path, sentence in found if path.startswith(own)]
    # A circle is reported at one of its rules, which need not be the one that closes it.
    issues += [("", sentence) for path, sentence in found if not path.startswith(own) and path.endswith("]")]
    if isinstance(rule, DurationBounds):
        behavior = store.behaviors.get(rule.behavior)
        issues += [] if behavior is None else _bounds_issues(rule, behavior)
    return issues


def _inside(path: str) -> str:
    """Return the path within the one entry that `path` begins with: "name" for "[3].name"."""
    return path.partition("]")[2].removeprefix(".")


def _length_issues(behavior: Behavior, rules: Iterable[Rule]) -> list[Issue]:
    issues: list[Issue] = []
    for rule in rules:
        if not (isinstance(rule, DurationBounds) and rule.behavior == behavior.id and _leaves_no_day(rule, behavior)):
            continue
        if rule.min_minutes is not None and rule.min_minutes > behavior.max_minutes:
            issues.append(("max_minutes", f"is less than the {duration(rule.min_minutes)} that a rule asks for"))
        if rule.max_minutes is not None and rule.max_minutes < behavior.min_minutes:
            issues.append(("min_minutes", f"is more than the {duration(rule.max_minutes)} that a rule allows"))
    return issues


def _bounds_issues(rule: DurationBounds, behavior: Behavior) -> list[Issue]:
    if not _leaves_no_day(rule, behavior):
        return []
    issues: list[Issue] = []
    if rule.min_minutes is not None and rule.min_minutes > behavior.max_minutes:
        most = duration(behavior.max_minutes)
        issues.append(("min_minutes", f"is more than the {most} that “{behavior.name}” may last"))
    if rule.max_minutes is not None and rule.max_minutes < behavior.min_minutes:
        least = duration(behavior.min_minutes)
        issues.append(("max_minutes", f"is less than the {least} that “{behavior.name}” takes at least"))
    return issues


def _leaves_no_day(rule: DurationBounds, behavior: Behavior) -> bool:
    """Tell whether the rule binds every session that the behavior can have."""
    return rule.active and rule.hard and set(behavior.weekdays) <= set(rule.days)
