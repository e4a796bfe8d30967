"""Frozen values as JSON: their fields and derived figures."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
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
    own = {field.name: document(getattr(value, field.name)) for field in fields(value)}
    return own | {name: document(derived) for name, derived in _derived(value)}


def _derived(value: object) -> Iterator[tuple[str, Any]]:
    for kind in type(value).__mro__:
        for name, member in vars(kind).items():
            if isinstance(member, property):
                found = getattr(value, name)
                parts = found if isinstance(found, tuple) else (found,)
                if not any(is_dataclass(part) for part in parts):
                    yield name, found
