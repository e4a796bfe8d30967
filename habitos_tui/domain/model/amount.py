"""Amounts: what is counted of a session besides its minutes, such as 20 pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

MAX_AMOUNT: Final = 1_000_000
MAX_UNIT: Final = 30
"""Characters."""


def plain_unit(text: object) -> object:
    """Return a unit as it is kept, with single spaces; what is no text as it is."""
    return " ".join(text.split()) if isinstance(text, str) else text


def _word(unit: str) -> str:
    if not unit.isprintable() or unit[0].isdigit():
        raise ValueError("must be a word such as pages, km or glasses")
    return unit


Unit = Annotated[
    str,
    BeforeValidator(plain_unit),
    StringConstraints(min_length=1, max_length=MAX_UNIT),
    AfterValidator(_word),
]
"""A word of the user's own for what is counted, shown as it is written."""

Amount = Annotated[float, Field(gt=0, le=MAX_AMOUNT)]


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount with the unit that it was counted in."""

    amount: float
    unit: str


def summed(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """Return amounts added up unit by unit, in the order in which the units come first."""
    sums: dict[str, float] = {}
    for each in counted:
        sums[each.unit] = sums.get(each.unit, 0.0) + each.amount
    return tuple(Counted(amount, unit) for unit, amount in sums.items())
