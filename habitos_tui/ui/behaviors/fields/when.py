"""On which days it may be done, and in which parts of them it is best."""

from typing import Final

from habitos_tui.domain.model.base import ALL_DAYS, format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.typed.times import typed_time
from habitos_tui.ui.behaviors.fields.part import FieldGroup, Part, Pick, Read, Row, Values, read_parts, shown_parts

WEEKEND: Final = "weekend"
"""Path of the tick for other slots at weekends; without it the model has none of their own."""


def _time(text: str) -> int | str:
    """Return the typed time in minutes; what is none stays, for the model to refuse."""
    try:
        return typed_time(text)
    except ValueError:
        return text


_BEGINS: Final = Part(
    "ideal_time",
    Pick.NUMBER,
    word="such as 6:15 or 7pm",
    empty=None,
    blank="any",
    length=9,
    show=format_clock,
    read=_time,
)
_ROWS: Final = (
    Row("Days", (Part("weekdays", Pick.DAYS, ALL_DAYS, id="day"),), folded=True),
    Row("Best in", (Part("preferred_slots", Pick.SLOTS, (), id="slot"),), folded=True),
    Row("At weekends", (Part(WEEKEND, Pick.TICK, False, "other parts of the day"),), folded=True),
    Row("", (Part("weekend_slots", Pick.SLOTS, (), id="weekend-slot"),), folded=True, shown_for=WEEKEND),
    Row("", (Part("strict_slots", Pick.TICK, False, "nowhere else", id="strict"),), folded=True),
    Row("Begins best", (_BEGINS,), folded=True),
)
_PARTS: Final = tuple(part for row in _ROWS for part in row.parts)
_PLAIN: Final = tuple(part for part in _PARTS if part.path not in {WEEKEND, "weekend_slots"})


def _shown(behavior: Behavior) -> Values:
    other = behavior.weekend_slots
    return {**shown_parts(_PLAIN, behavior), WEEKEND: other is not None, "weekend_slots": other or ()}


def _read(values: Values) -> Read:
    fields, issues = read_parts(_PLAIN, values)
    fields["weekend_slots"] = values["weekend_slots"] if values[WEEKEND] else None
    return fields, issues + _nowhere(values)


def _nowhere(values: Values) -> list[Issue]:
    if not values["strict_slots"] or values["preferred_slots"]:
        return []
    return [("preferred_slots", "needs at least one part of the day when nothing else is allowed")]


WHEN: Final = FieldGroup(_ROWS, _shown, _read)
