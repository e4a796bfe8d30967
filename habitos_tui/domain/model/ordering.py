"""The order of what a person has put in order."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def shifted(items: Sequence[T], item: T, steps: int) -> list[T]:
    """Return the items with one of them so many places further on, or back, as far as the list goes."""
    rest = [each for each in items if each != item]
    place = min(max(items.index(item) + steps, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]
