"""Conversion between rules and form values: pure functions, with a sentence for every issue."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import RULE_TYPES, Rule, ScopedRule
from habitos_tui.domain.model.validation import Issue, invalid, validated
from habitos_tui.domain.text.phrasing import exact
from habitos_tui.text import clean
from habitos_tui.ui.rules.kinds import ALL, CATEGORY, ENERGY, HARD, NO, SOFT, SOME, TAG, YES, Part, Pick, RuleKind

Picked = str | tuple[str, ...]
Picks = Mapping[str, Picked]
"""Form values by path of the part: typed text, or a tuple for several values; empty if nothing is picked."""

UNTICKED: Final = frozenset({"behaviors", "scope.behaviors"})
"""Paths of parts that a new rule cannot have yet."""
_WHAT: Final = "This rule"
_LONGEST_NAME: Final = 32
_EVERY_DAY: Final = tuple(map(str, ALL_DAYS))
_STARTS: Final[Mapping[str, Picked]] = {
    "scope": ALL,
    "scope.min_energy": "4",
    "period": "day",
    "max_minutes": "120",
    "max_sessions": "3",
    "limit": "1",
    "required": YES,
    "strictness": HARD,
    "penalty": "5",
    "days": _EVERY_DAY,
}
"""Initial values of a new rule."""
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_HOURS = re.compile(r"(\d+(?:\.\d+)?) ?h(?:ours?)?")
_BOTH = re.compile(r"(\d+) ?h ?(\d+)(?: ?m(?:in(?:utes)?)?)?")
_PLAIN = re.compile(r"(\d+)(?: ?m(?:in(?:utes)?)?)?")


def short_names(behaviors: Iterable[Behavior]) -> dict[str, str]:
    """Return the names by id, sanitised and shortened for sentences."""
    return {behavior.id: clean(behavior.name, limit=_LONGEST_NAME) for behavior in behaviors}


def parts_of(kind: RuleKind) -> tuple[Part, ...]:
    """Return all parts of a kind, in row order."""
    return tuple(part for row in kind.rows for part in row.parts)


def new_picks(kind: RuleKind, behaviors: Sequence[Behavior]) -> dict[str, Picked]:
    """Return the initial values of a new rule; required behaviors are the first ones."""
    ids = iter([behavior.id for behavior in behaviors])
    nothing: Mapping[Pick, Picked] = {Pick.BEHAVIORS: ()}
    return {
        part.path: next(ids, "") if part.pick is Pick.BEHAVIOR else _STARTS.get(part.path, nothing.get(part.pick, ""))
        for part in parts_of(kind)
    }


def picks_of(rule: Rule, kind: RuleKind) -> dict[str, Picked]:
    """Return the form values of a rule."""
    fields = rule.model_dump()
    return {part.path: _picked(part, rule, fields) for part in parts_of(kind)}


def _picked(part: Part, rule: Rule, fields: Mapping[str, object]) -> Picked:
    match part.path:
        case "scope" | "scope.behaviors" | "scope.min_energy" if isinstance(rule, ScopedRule):
            return _scope_picked(part.path, rule)
        case "strictness":
            return HARD if rule.hard else SOFT
        case "penalty":
            return str(_STARTS["penalty"]) if rule.penalty is None else exact(rule.penalty)
        case "required":
            return YES if fields["required"] else NO
    value = fields[part.path]
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return "" if value is None else str(value)


def _scope_picked(path: str, rule: ScopedRule) -> Picked:
    scope = rule.scope
    if path == "scope.behaviors":
        return scope.behaviors or ()
    if path == "scope.min_energy":
        return str(_STARTS[path]) if scope.min_energy is None else exact(scope.min_energy)
    if scope.min_energy is not None:
        return ENERGY
    if scope.behaviors is not None:
        return SOME
    if scope.tag is not None:
        return TAG + scope.tag
    return ALL if scope.category is None else CATEGORY + scope.category


def rule_of(kind: RuleKind, picks: Picks, rule_id: str, *, active: bool = True) -> Rule:
    """Return the rule of the form values; InvalidInputError with an issue per invalid part."""
    issues: list[Issue] = []
    data: dict[str, object] = {"id": rule_id, "active": active}
    for part in parts_of(kind):
        try:
            data |= _field(part, picks)
        except ValueError as error:
            issues.append((part.path, str(error)))
    if issues:
        raise invalid(_WHAT, tuple(issues))
    return validated(lambda: RULE_TYPES[kind.type].model_validate(data), _WHAT)


def _field(part: Part, picks: Picks) -> dict[str, object]:
    """Return the rule's field for a part, empty if it has none; ValueError with a sentence if invalid."""
    value = picks[part.path]
    field: dict[str, object] = {part.path: value or None}
    match part.path:
        case "scope":
            field = {"scope": _scope(str(value), picks)}
        case "scope.min_energy":
            # Parsed with the scope; checked here so that errors appear at its own field.
            field = {}
            if picks["scope"] == ENERGY:
                _number(str(value) or "nothing", float)
        case "scope.behaviors" | "strictness":
            field = {}
        case "penalty":
            field = {"penalty": None if picks["strictness"] == HARD else _number(str(value) or "nothing", float)}
        case "required":
            field = {"required": value == YES}
        case "name" | "days" | "behaviors":
            field = {part.path: value}
        case _ if part.pick is Pick.MINUTES:
            field = {part.path: parse_minutes(str(value))}
        case _ if part.pick is Pick.NUMBER:
            field = {part.path: _number(str(value), int)}
    return field


def _scope(chosen: str, picks: Picks) -> dict[str, object]:
    if chosen == SOME:
        return {"behaviors": picks["scope.behaviors"]}
    if chosen == ENERGY:
        return {"min_energy": str(picks["scope.min_energy"]).replace(",", ".")}
    if chosen.startswith(TAG):
        return {"tag": chosen.removeprefix(TAG)}
    return {} if chosen == ALL else {"category": chosen.removeprefix(CATEGORY)}


def _number(text: str, number_type: type[int] | type[float]) -> float | None:
    if not text.strip():
        return None
    try:
        return number_type(text.strip().replace(",", "."))
    except ValueError as error:
        raise ValueError("must be a whole number" if number_type is int else "must be a number") from error


def parse_minutes(text: str) -> int | None:
    """Return the minutes of "90", "90 min", "1:30", "1.5 h" or "1 h 30 min"; None if empty."""
    text = text.strip().casefold().replace(",", ".")
    if not text:
        return None
    if match := _PLAIN.fullmatch(text):
        return int(match[1])
    if match := _CLOCK.fullmatch(text) or _BOTH.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if match := _HOURS.fullmatch(text):
        return round(float(match[1]) * 60)
    raise ValueError("must be minutes such as 90, or hours such as 1:30")


def missing(issues: Sequence[Issue]) -> str:
    """Return a sentence about the values still missing."""
    if all(path in UNTICKED for path, _ in issues):
        return "Tick the behaviors that it is about."
    return "Not complete yet: see the marked fields."
