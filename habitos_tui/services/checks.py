"""What is checked before a change is stored; each function returns (path of the field, sentence) pairs."""

from collections.abc import Iterable, Sequence

from habitos_tui.domain.behavior import Behavior
from habitos_tui.domain.consistency import behavior_issues, rule_issues
from habitos_tui.domain.phrasing import duration
from habitos_tui.domain.rule import DurationBounds, Rule
from habitos_tui.domain.sentences import Issue
from habitos_tui.services.store import Store


def issues_of_behavior(behavior: Behavior, store: Store) -> list[Issue]:
    """Return what keeps `behavior` from fitting the profile's slots, objectives, grid and rules."""
    slots = [slot.name for slot in store.calendar.slots()]
    objectives = [objective.name for objective in store.objectives.all()]
    issues = [(_inside(path), sentence) for path, sentence in behavior_issues([behavior], slots, objectives)]
    if behavior.strict_slots and not behavior.preferred_slots:
        issues.append(("strict_slots", "needs at least one preferred slot"))
    grid = store.profile.preferences.grid_minutes
    if not behavior.lengths(grid):
        issues.append(("max_minutes", f"leaves no length that is a multiple of the grid of {grid} minutes"))
    return issues + _length_issues(behavior, store.rules.all())


def issues_of_rule(rule: Rule, others: Sequence[Rule], store: Store) -> list[Issue]:
    """Return what keeps `rule` from making sense beside the `others`."""
    slots = [slot.name for slot in store.calendar.slots()]
    found = rule_issues([*others, rule], store.names(), slots)
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
    bounds = [rule for rule in rules if isinstance(rule, DurationBounds) and rule.behavior == behavior.id]
    return [issue for rule in bounds if rule.active for issue in _bounds_issues(rule, behavior)]


def _bounds_issues(rule: DurationBounds, behavior: Behavior) -> list[Issue]:
    """Return where a hard rule leaves a behavior no length at all."""
    if not rule.hard:
        return []
    issues: list[Issue] = []
    if rule.min_minutes is not None and rule.min_minutes > behavior.max_minutes:
        rest = f"sessions of at least {duration(rule.min_minutes)}, but at most {duration(behavior.max_minutes)} fit"
        issues.append(("max_minutes", f"contradicts a rule: it asks for {rest}"))
    if rule.max_minutes is not None and rule.max_minutes < behavior.min_minutes:
        rest = f"sessions of at most {duration(rule.max_minutes)}, but at least {duration(behavior.min_minutes)} fit"
        issues.append(("min_minutes", f"contradicts a rule: it asks for {rest}"))
    return issues
