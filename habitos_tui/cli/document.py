"""Frozen values as JSON: their fields and derived figures."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

DIGITS = 6
"""Decimals of a figure."""


def document(value: Any) -> Any:
    """Return a frozen dataclass, or anything in one, as JSON types; dates become ISO text.

    Properties that are figures or tuples of figures are included; properties that only select from the fields are not.
    """
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [document(item) for item in value]
    if not is_dataclass(value):
        return value
    kind: type = type(value)
    fields_of, derived_of = _names(kind)
    own = {name: document(getattr(value, name)) for name in fields_of}
    return own | {name: document(found) for name, found in _derived(value, derived_of)}


@cache
def _names(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields and of the properties of a dataclass: of thousands of values many are of one."""
    derived = (name for each in kind.__mro__ for name, member in vars(each).items() if isinstance(member, property))
    return tuple(field.name for field in fields(kind)), tuple(derived)


def _derived(value: object, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for name in names:
        found = getattr(value, name)
        parts = found if isinstance(found, tuple) else (found,)
        if not any(is_dataclass(part) for part in parts):
            yield name, found
