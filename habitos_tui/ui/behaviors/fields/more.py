"""What it costs, and whether plans learn how it goes."""

from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.phrasing import number
from habitos_tui.ui.behaviors.fields.part import FieldGroup, Part, Pick, Read, Row, Values, read_parts, shown_parts

LEARNING: Final = "learning"
"""Path of the tick that plans take its chances from the log: stored beside the behavior, not in it."""


def _energy(value: float) -> str:
    return number(value, 2)


def _with_point(text: str) -> str:
    return text.replace(",", ".")


_ENERGY: Final = Part(
    "energy_cost",
    Pick.NUMBER,
    "1",
    "a session costs so much; below 0 it gives energy",
    empty=0,
    blank="0",
    show=_energy,
    read=_with_point,
)


def _shown(behavior: Behavior) -> Values:
    return {**shown_parts((_ENERGY,), behavior), LEARNING: True}


def _read(values: Values) -> Read:
    return read_parts((_ENERGY,), values)


MORE: Final = FieldGroup(
    (
        Row("Energy", (_ENERGY,), folded=True),
        Row("Learning", (Part(LEARNING, Pick.TICK, True, "plans learn from the log where it works"),), folded=True),
    ),
    _shown,
    _read,
)
