"""What is not placed, in words: a cause that holds for many behaviors is said once, with their names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Unplaced
from habitos_tui.domain.text.away_phrasing import days_left
from habitos_tui.domain.text.phrasing import after_name, count, listed

MANY: Final = 3
"""Behaviors from which on a cause that they share is said once for all of them."""
NAMED: Final = 6
"""Names in one line, at most."""

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A cause, and the behaviors that it holds for; `sentence` does not name them."""

    sentence: str
    missing: tuple[Unplaced, ...]


def by_cause(missing: Sequence[Unplaced], name: Callable[[str], str]) -> tuple[SharedCause, ...]:
    """Return causes in the order they are met, those of many behaviors once; `name` tells that of an id."""
    alike = _grouped(missing, lambda one: after_name(one.sentence, name(one.behavior)))
    found = []
    for sentence, group in alike:
        parts = [tuple(group)] if len(group) >= MANY else [(one,) for one in group]
        found += [SharedCause(sentence, part) for part in parts]
    return tuple(found)


def asked_less(reduced: Sequence[ReducedTarget]) -> tuple[tuple[str, tuple[ReducedTarget, ...]], ...]:
    """Return "1 day is left, so 29 behaviors are wanted less often" with these; one cause, one sentence."""
    groups = _grouped(reduced, lambda asked: (asked.days, asked.paused))
    return tuple(
        (f"{'paused, ' * paused}{days_left(days)}, so {_wanted(len(group))} less often", tuple(group))
        for (days, paused), group in groups
    )


def names_of(names: Sequence[str]) -> str:
    """Return "“A”, “B” and 12 more"."""
    quoted = [f"“{name}”" for name in names[:NAMED]]
    return listed([*quoted, f"{len(names) - NAMED} more"] if len(names) > NAMED else quoted)


def _wanted(amount: int) -> str:
    return f"{count(amount, 'behavior')} {'is' if amount == 1 else 'are'} wanted"


def _grouped(items: Sequence[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.items())
