"""Smallest sets of limits that cannot hold together, found by asking for subsets whether they can."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final, TypeVar

L = TypeVar("L")

Holds = Callable[[Sequence[L]], bool]
"""Tells whether limits, given in their order, can hold together."""

MAX_CHOICES: Final = 5000
"""Combinations looked at per size; beyond, the first ones have to do."""


def minimal_conflict(limits: Sequence[L], holds: Holds[L]) -> list[L]:
    """Return some of `limits` that cannot hold together, while they can without any one of them.

    `limits` must not be able to hold together. Those in front are preferred. QuickXplain (Junker, AAAI 2004), which
    takes for granted that fewer limits are easier to hold. Now and then they are not (a released session no longer
    counts towards a minimum), so the answer is checked, and worked out one by one where it does not stand.
    """
    found = _explain([], [], list(limits), holds)
    return _without_spares(list(limits) if holds(found) else found, holds)


def _explain(background: list[L], added: list[L], limits: list[L], holds: Holds[L]) -> list[L]:
    if added and not holds(background):
        return []
    if len(limits) <= 1:
        return limits
    half = len(limits) // 2
    front, rear = limits[:half], limits[half:]
    from_rear = _explain([*background, *front], front, rear, holds)
    return [*_explain([*background, *from_rear], from_rear, front, holds), *from_rear]


def _without_spares(conflict: list[L], holds: Holds[L]) -> list[L]:
    """Drop limits, last first, without which the others still cannot hold, until none is left that can be dropped."""
    spare = True
    while spare:
        spare = False
        for limit in reversed(conflict.copy()):
            others = [other for other in conflict if other is not limit]
            if not holds(others):
                conflict, spare = others, True
    return conflict


def smallest_choices(conflicts: Sequence[Sequence[L]]) -> list[tuple[L, ...]]:
    """Return the smallest sets that have a member in each conflict, members in the order they were met in."""
    members = [
        limit
        for place, conflict in enumerate(conflicts)
        for limit in conflict
        if not any(limit in earlier for earlier in conflicts[:place])
    ]
    for size in range(1, len(conflicts) + 1):
        found = list(_hitting(members, conflicts, size))
        if found:
            return found
    return []


def _hitting(members: Sequence[L], conflicts: Sequence[Sequence[L]], size: int) -> Iterator[tuple[L, ...]]:
    for looked, choice in enumerate(combinations(members, size)):
        if looked >= MAX_CHOICES:
            return
        if all(any(limit in conflict for limit in choice) for conflict in conflicts):
            yield choice
