"""From a behavior to the values of its form and back: pure functions, with a sentence for every issue.

The fields are those of the groups in `fields`, in the order of the form.
"""

from collections.abc import Collection, Mapping
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue, invalid, validated
from habitos_tui.domain.planning.valuation import worth_of
from habitos_tui.domain.text.behavior_phrasing import worth_phrase
from habitos_tui.domain.text.phrasing import capital
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.behaviors.fields.amounts import AMOUNTS
from habitos_tui.ui.behaviors.fields.basics import BASICS
from habitos_tui.ui.behaviors.fields.minutes import MINUTES
from habitos_tui.ui.behaviors.fields.more import LEARNING, MORE
from habitos_tui.ui.behaviors.fields.often import OFTEN
from habitos_tui.ui.behaviors.fields.once import ONCE
from habitos_tui.ui.behaviors.fields.part import Row, Values, names_in
from habitos_tui.ui.behaviors.fields.tags import TAGS
from habitos_tui.ui.behaviors.fields.when import WHEN
from habitos_tui.ui.behaviors.fields.worth import IMPACTS, WORTH, typed_impacts

GROUPS: Final = (BASICS, OFTEN, MINUTES, ONCE, WORTH, WHEN, AMOUNTS, TAGS, MORE)
ROWS: Final[tuple[Row, ...]] = tuple(row for group in GROUPS for row in group.rows)
START: Final[Values] = {part.path: part.start for group in GROUPS for part in group.parts}
"""The values of an untouched form for a new behavior."""
_WHAT: Final = "This behavior"


def values_of(behavior: Behavior, *, learning: bool = True) -> Values:
    """Return the form values of a behavior."""
    shown = {path: value for group in GROUPS for path, value in group.shown(behavior).items()}
    return shown | {LEARNING: learning}


def behavior_of(values: Values, behavior_id: str, before: Behavior | None = None) -> Behavior:
    """Return the behavior of the form values; InvalidInputError with an issue per invalid field.

    Fields of `before` that still show its value, or that the form does not have, keep their exact value.
    """
    data: dict[str, object] = {} if before is None else {name: getattr(before, name) for name in Behavior.model_fields}
    shown: Values = {} if before is None else values_of(before)
    issues: list[Issue] = []
    for group in GROUPS:
        fields, wrong = group.read(values)
        data |= {name: value for name, value in fields.items() if not _as_before(name, value, values, shown)}
        issues += wrong
    if before is not None and before.task is not None and isinstance(task := data["task"], dict):
        data["task"] = {**task, "finished": before.task.finished}
    if before is not None and isinstance(impacts := data[IMPACTS], dict):
        data[IMPACTS] = impacts | _unrounded(values, before)
    try:
        behavior = validated(lambda: Behavior.model_validate(data | {"id": behavior_id}), _WHAT)
    except InvalidInputError as error:
        raise invalid(_WHAT, (*error.issues, *issues)) from error
    if issues:
        raise invalid(_WHAT, tuple(issues))
    return behavior


def meaning(values: Values, weights: Mapping[str, float], variety: float = 0.0, before: Behavior | None = None) -> str:
    """Return a summary of the form, or what is still missing.

    `weights` sum to 1; `variety` is that of the profile; `before` as in `behavior_of`.
    """
    try:
        behavior = behavior_of(values, "new", before)
    except InvalidInputError as error:
        if all(path == "name" for path, _ in error.issues):
            return "Give it a name."
        return "Not complete yet: see the marked fields."
    worth = worth_of(behavior, weights)
    if behavior.task is None and not any(behavior.impacts.values()):
        return "Worth nothing yet: give it a value above, or it is never planned."
    phrase = worth_phrase(behavior, worth, variety)
    return f"{capital(phrase)}."


def adapted(values: Values, slots: Collection[str], objectives: Collection[str]) -> Values:
    """Return the values without slots and objectives unknown to this profile."""
    known = {path: _known(values, path, slots) for path in ("preferred_slots", "weekend_slots")}
    impacts = {name: impact for name, impact in typed_impacts(values).items() if name in objectives}
    strict = bool(values["strict_slots"] and known["preferred_slots"])
    return {**values, **known, IMPACTS: impacts, "strict_slots": strict}


def refilled(typed: Mapping[str, str], filled: Mapping[str, str], usual: Mapping[str, str]) -> dict[str, str]:
    """Return `usual` impacts where those typed are still as they were `filled` in, and the typed ones elsewhere."""
    names = dict.fromkeys((*typed, *filled, *usual))
    untouched = {name for name in names if typed.get(name, "") == filled.get(name, "")}
    return {name: (usual if name in untouched else typed).get(name, "") for name in names}


def unfolded(values: Values) -> bool:
    """Tell whether a folded row holds anything that differs from an untouched form."""
    return any(values[part.path] != part.start for row in ROWS if row.folded for part in row.parts)


def _as_before(name: str, value: object, values: Values, shown: Values) -> bool:
    """Tell whether a field still shows the text it had, which may be rounded; a whole number, or none, is not."""
    rounded = value is not None and not isinstance(value, int)
    return rounded and name in shown and isinstance(values[name], str) and values[name] == shown[name]


def _known(values: Values, path: str, slots: Collection[str]) -> tuple[str, ...]:
    return tuple(slot for slot in names_in(values[path]) if slot in slots)


def _unrounded(values: Values, before: Behavior) -> dict[str, float]:
    """Return the impacts that still show those of `before`."""
    typed, shown = typed_impacts(values), typed_impacts(values_of(before))
    return {name: impact for name, impact in before.impacts.items() if typed.get(name) == shown[name]}
