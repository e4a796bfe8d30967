"""What must hold between behaviors, slots and rules, whoever brings them together."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Precedence, Rule, ScopedRule, Stack
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.week import Slot

_MAX_NAMES: Final = 8
"""Names of a circle that a sentence shows."""


def slot_issues(slots: Sequence[Slot]) -> list[Issue]:
    """Return what keeps `slots` from being named, ordered, disjoint stretches of the day."""
    issues: list[Issue] = []
    seen: set[str] = set()
    for index, slot in enumerate(slots):
        if slot.name in seen:
            issues.append((f"[{index}].name", f"“{slot.name}” is used twice"))
        seen.add(slot.name)
        if index and slot.start < slots[index - 1].end:
            issues.append((f"[{index}].start", "must not be before the end of the slot above it"))
    if slots and slots[-1].end - MINUTES_PER_DAY > slots[0].start:
        issues.append((f"[{len(slots) - 1}].end", "must not reach into the first slot of the next day"))
    return issues


def behavior_issues(
    behaviors: Sequence[Behavior], slot_names: Iterable[str], objective_names: Iterable[str]
) -> list[Issue]:
    """Return ids used twice and slots or objectives that do not exist."""
    slots, objectives = set(slot_names), set(objective_names)
    issues: list[Issue] = []
    seen: set[str] = set()
    for index, behavior in enumerate(behaviors):
        if behavior.id in seen:
            issues.append((f"[{index}].id", f"“{behavior.id}” is used twice"))
        seen.add(behavior.id)
        issues += [
            (f"[{index}].{field}[{place}]", f"there is no slot “{name}”")
            for field in ("preferred_slots", "weekend_slots")
            for place, name in enumerate(getattr(behavior, field) or ())
            if name not in slots
        ]
        issues += [
            (f"[{index}].impacts.{name}", f"there is no objective “{name}”")
            for name in behavior.impacts
            if name not in objectives
        ]
    return issues


def beyond_a_week_issues(behaviors: Sequence[Behavior]) -> list[Issue]:
    """Return what a profile keeps of `behaviors` and a problem cannot hold."""
    return [
        (f"[{index}].{name}", "belongs to a profile, not to the problem of a week")
        for index, behavior in enumerate(behaviors)
        for name in behavior.beyond_a_week
    ]


def tag_issues(rules: Sequence[Rule]) -> list[Issue]:
    """Return which scopes of `rules` a problem cannot hold."""
    return [
        (f"[{index}].scope.tag", "belongs to a profile, not to the problem of a week")
        for index, rule in enumerate(rules)
        if isinstance(rule, ScopedRule) and rule.scope.tag is not None
    ]


def rule_issues(
    rules: Sequence[Rule],
    behavior_ids: Iterable[str],
    slot_names: Iterable[str],
    names: Mapping[str, str] | None = None,
) -> list[Issue]:
    """Return what keeps `rules` from making sense together; paths begin with the index of the rule.

    Sentences call behaviors by their `names`, by id where there are none.
    """
    behaviors, slots, known = set(behavior_ids), set(slot_names), names or {}
    issues: list[Issue] = []
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.id in seen:
            issues.append((f"[{index}].id", f"“{rule.id}” is used twice"))
        seen.add(rule.id)
        issues += [
            (f"[{index}].{path}", f"there is no behavior “{name}”")
            for path, name in rule.named_behaviors
            if name not in behaviors
        ]
        if isinstance(rule, ScopedRule) and rule.slot is not None and rule.slot not in slots:
            issues.append((f"[{index}].slot", f"there is no slot “{rule.slot}”"))
    return issues + _stack_issues(rules, known) + _order_issues(rules, known)


def stack_order(stacks: Iterable[Stack]) -> dict[str, list[str]]:
    """Return, for each behavior that begins a chain, the behaviors that follow it right behind, in order.

    Several behaviors stacked on one `first` follow in the order of the rules, each with what is stacked on it.
    """
    followers: dict[str, list[str]] = {}
    for stack in stacks:
        followers.setdefault(stack.first, []).append(stack.then)
    thens = {name for names in followers.values() for name in names}

    return {first: _depth_first(first, followers) for first in followers if first not in thens}


def _depth_first(first: str, followers: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what follows `first`; a loop, because a chain may be longer than Python's stack."""
    chain: list[str] = []
    waiting = list(reversed(followers[first]))
    while waiting:
        name = waiting.pop()
        chain.append(name)
        waiting += reversed(followers.get(name, []))
    return chain


def _stack_issues(rules: Sequence[Rule], names: Mapping[str, str]) -> list[Issue]:
    issues: list[Issue] = []
    cue_of: dict[str, str] = {}
    for index, rule in enumerate(rules):
        if not (isinstance(rule, Stack) and rule.active):
            continue
        if rule.then in cue_of:
            then, first = (names.get(each, each) for each in (rule.then, cue_of[rule.then]))
            issues.append((f"[{index}].then", f"“{then}” already comes behind “{first}”"))
        cue_of.setdefault(rule.then, rule.first)
    return issues


def _order_issues(rules: Sequence[Rule], names: Mapping[str, str]) -> list[Issue]:
    """Return the rule that closes the first circle, stacked behaviors taken as one, if there is one."""
    ordering = [(i, r) for i, r in enumerate(rules) if r.active and isinstance(r, Precedence | Stack)]
    for day in DAYS:
        indexes = [i for i, r in ordering if day in r.days]
        of_day = [r for _, r in ordering if day in r.days]
        if _cycle(of_day):
            # A circle stays one whatever is added to it, so the rule that closes it can be bisected.
            closing = bisect_left(range(len(of_day)), True, key=lambda last: bool(_cycle(of_day[: last + 1])))
            circle = _arrows([names.get(each, each) for each in _cycle(of_day[: closing + 1])])
            return [(f"[{indexes[closing]}]", f"makes a circle of what comes before what: {circle}")]
    return []


def _arrows(names: Sequence[str]) -> str:
    """Return a circle of names, shortened to fit a sentence."""
    shown = [f"“{name}”" for name in names]
    return " → ".join(shown if len(shown) <= _MAX_NAMES else [*shown[: _MAX_NAMES - 2], "…", shown[-1]])


def _cycle(ordering: Sequence[Precedence | Stack]) -> list[str]:
    stacks = [rule for rule in ordering if isinstance(rule, Stack)]
    precedences = [rule for rule in ordering if isinstance(rule, Precedence)]
    cues: dict[str, set[str]] = {}
    for stack in stacks:
        cues.setdefault(stack.then, set()).add(stack.first)
    stack_cycle = _find_cycle(cues)
    if stack_cycle:
        return stack_cycle
    place: dict[str, tuple[str, int]] = {}
    for first, chain in stack_order(stacks).items():
        place |= {name: (first, position) for position, name in enumerate([first, *chain])}
    earlier: dict[str, set[str]] = {}
    for rule in precedences:
        before, after = place.get(rule.before, (rule.before, 0)), place.get(rule.after, (rule.after, 0))
        if before[0] != after[0]:
            earlier.setdefault(after[0], set()).add(before[0])
        elif before[1] >= after[1]:
            return [rule.before, rule.after, rule.before]
    return _find_cycle(earlier)


def _find_cycle(predecessors: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(predecessors).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
