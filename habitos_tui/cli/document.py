"""Frozen values as JSON: their fields and derived figures."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

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
    return {name: document(getattr(value, name)) for name in (*fields_of, *derived_of)}


@cache
def _names(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields and of the properties of a dataclass: of thousands of values many are of one."""
    return tuple(field.name for field in fields(kind)), tuple(derived_hints(kind))


def derived_hints(kind: type) -> dict[str, Any]:
    """Return the properties of a dataclass that its document has, with their types."""
    getters = {
        name: member.fget
        for each in kind.__mro__
        for name, member in vars(each).items()
        if isinstance(member, property)
    }
    hints = {name: get_type_hints(getter)["return"] for name, getter in getters.items() if getter is not None}
    return {name: hint for name, hint in hints.items() if not _selects(hint)}


def _selects(hint: Any) -> bool:
    """Tell whether a value of a type is, or holds, one that a document has already."""
    return is_dataclass(hint) or any(map(_selects, get_args(hint)))
