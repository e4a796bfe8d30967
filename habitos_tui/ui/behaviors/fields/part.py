"""What the rows of the form are made of, and how a value of the form becomes one of the model and comes back.

A row holds parts; a part is one value. Most parts are described by data alone: `plain_group` reads and shows them. A
group of which several parts make one field of the model brings functions of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue

Picked = str | bool | tuple[int, ...] | tuple[str, ...] | Mapping[str, str]
"""A value as the form holds it: a text, a tick, weekdays, slots, or texts by objective."""
Values = Mapping[str, Picked]
"""The values of a form by the path of their part."""
Read = tuple[dict[str, object], list[Issue]]
"""Fields of the model, and what is wrong with what was typed for them."""

NO_EMPTY: Final = object()
"""Marks a part that must be filled in."""


class Pick(Enum):
    """How a value is picked."""

    TEXT = auto()
    NUMBER = auto()
    """A short text."""
    WORD = auto()
    """A text with others beside it."""
    TICK = auto()
    CATEGORY = auto()
    RHYTHM = auto()
    """What a number of times means."""
    DAYS = auto()
    SLOTS = auto()
    IMPACTS = auto()
    """A short text per objective."""


@dataclass(frozen=True, slots=True)
class Part:
    """One value; `path` is that of the model's field, and the id of its widget unless `id` is another."""

    path: str
    pick: Pick
    start: Picked = ""
    """Its value in a new form. Where a folded part has another one, the fold is open."""
    word: str = ""
    """Follows a text or a tick; where a row has several parts it names this one in errors, too."""
    empty: object = NO_EMPTY
    """What the model holds where the text is left empty."""
    blank: str = ""
    """Meaning of an empty text, shown in its place."""
    show: Callable[[Any], str] = str
    """Returns the text of a value of the model."""
    read: Callable[[str], object] = str
    """Returns what the model takes, from a stripped text; what it refuses gets its sentence there."""
    id: str = ""
    also: tuple[str, ...] = ()
    """Paths of other fields of the model that follow from it: what is wrong with them is told here."""
    length: int = 5
    """Most characters of a number or a word."""

    @property
    def widget_id(self) -> str:
        """The id of its widget; those of several checkboxes or fields begin with it."""
        return self.id or self.path


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side, folded under "more" or not."""

    label: str
    parts: tuple[Part, ...] = ()
    folded: bool = False
    shown_for: str = ""
    """Path of the value on which it depends whether the row is shown."""
    shown_when: Callable[[Picked], bool] = bool
    """Tells from that value; a tick has to be set."""
    lead: str = ""
    """Stands in the place of parts, over the rows that follow."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Rows that belong together, with the way from a behavior to their values and back."""

    rows: tuple[Row, ...]
    shown: Callable[[Behavior], Values]
    read: Callable[[Values], Read]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all rows."""
        return tuple(part for row in self.rows for part in row.parts)


def plain_group(*rows: Row) -> FieldGroup:
    """Return a group of which every part is a field of the model."""
    parts = [part for row in rows for part in row.parts]
    return FieldGroup(rows, lambda behavior: shown_parts(parts, behavior), lambda values: read_parts(parts, values))


def shown_parts(parts: Iterable[Part], behavior: Behavior) -> Values:
    """Return the values of parts that are fields of the model."""
    return {part.path: _shown(part, getattr(behavior, part.path)) for part in parts}


def read_parts(parts: Iterable[Part], values: Values) -> Read:
    """Return the fields of parts that are fields of the model; the model itself finds what is wrong with them."""
    return {part.path: _read(part, values[part.path]) for part in parts}, []


def days_in(picked: Picked) -> tuple[int, ...]:
    """Return the weekdays of a value."""
    return tuple(day for day in picked if isinstance(day, int)) if isinstance(picked, tuple) else ()


def names_in(picked: Picked) -> tuple[str, ...]:
    """Return the slots of a value."""
    return tuple(name for name in picked if isinstance(name, str)) if isinstance(picked, tuple) else ()


def texts_in(picked: Picked) -> Mapping[str, str]:
    """Return the texts of a value by objective."""
    return picked if isinstance(picked, Mapping) else {}


def _shown(part: Part, value: Any) -> Picked:
    if part.pick in {Pick.TEXT, Pick.NUMBER, Pick.WORD}:
        return "" if value == part.empty else part.show(value)
    picked: Picked = value
    return picked


def _read(part: Part, picked: Picked) -> object:
    if not isinstance(picked, str):
        return picked
    text = picked.strip()
    return part.empty if not text and part.empty is not NO_EMPTY else part.read(text)
