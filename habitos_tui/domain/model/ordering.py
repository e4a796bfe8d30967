"""Moving an entry of a list that a person has put in order."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def shifted(items: Sequence[T], item: T, steps: int) -> list[T]:
    """Return the items with one of them moved by `steps` places, no further than the ends of the list."""
    rest = [each for each in items if each != item]
    place = min(max(items.index(item) + steps, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]
