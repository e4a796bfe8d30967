"""Conversion between behaviors and form values: pure functions, with a sentence for every issue."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from habitos_tui.domain.model.base import ALL_DAYS, PERCENT, format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue, invalid, validated
from habitos_tui.domain.planning.valuation import worth_of
from habitos_tui.domain.text.phrasing import capital, number, worth_phrase
from habitos_tui.domain.text.typed.times import typed_time
from habitos_tui.errors import InvalidInputError

_OPTIONAL: Final = {"min_per_week": 0, "max_per_week": None, "min_gap_days": 0, "energy_cost": 0, "ideal_time": None}
"""Value of an empty field."""
TYPED: Final = (
    "min_minutes",
    "typical_minutes",
    "max_minutes",
    "target_per_week",
    "min_per_week",
    "max_per_week",
    "max_per_day",
    "min_gap_days",
    "energy_cost",
    "ideal_time",
)
"""The fields that hold numbers and times."""
_WHAT: Final = "This behavior"


@dataclass(frozen=True, slots=True)
class BehaviorValues:
    """The fields of the form as typed; impacts in percent by objective."""

    name: str = ""
    category: str = "health"
    min_minutes: str = "15"
    typical_minutes: str = "30"
    max_minutes: str = "45"
    target_per_week: str = "3"
    min_per_week: str = ""
    max_per_week: str = ""
    max_per_day: str = "1"
    min_gap_days: str = ""
    energy_cost: str = "1"
    ideal_time: str = ""
    impacts: Mapping[str, str] = field(default_factory=dict)
    weekdays: tuple[int, ...] = ALL_DAYS
    preferred_slots: tuple[str, ...] = ()
    weekend_slots: tuple[str, ...] | None = None
    """None if weekends use the slots of the other days."""
    strict_slots: bool = False
    learning: bool = True
    """Whether plans take its chances from the log."""


def values_of(behavior: Behavior, *, learning: bool = True) -> BehaviorValues:
    """Return the form values of a behavior."""
    return BehaviorValues(
        name=behavior.name,
        category=behavior.category,
        **{name: _shown(name, getattr(behavior, name)) for name in TYPED},
        impacts={name: number(impact * PERCENT) for name, impact in behavior.impacts.items()},
        weekdays=behavior.weekdays,
        preferred_slots=behavior.preferred_slots,
        weekend_slots=behavior.weekend_slots,
        strict_slots=behavior.strict_slots,
        learning=learning,
    )


def behavior_of(values: BehaviorValues, behavior_id: str, before: Behavior | None = None) -> Behavior:
    """Return the behavior of the form values; InvalidInputError with an issue per invalid field.

    Fields that still show the value of `before` keep its exact value.
    """
    impacts, issues = _impacts(values.impacts)
    data: dict[str, object] = {name: _plain(name, getattr(values, name)) for name in TYPED}
    data |= {
        "id": behavior_id,
        "name": values.name.strip(),
        "category": values.category,
        "impacts": impacts,
        "weekdays": values.weekdays,
        "preferred_slots": values.preferred_slots,
        "weekend_slots": values.weekend_slots,
        "strict_slots": values.strict_slots,
    }
    if before is not None:
        shown = values_of(before)
        same = (name for name in ("name", *TYPED) if getattr(values, name) == getattr(shown, name))
        data |= {name: getattr(before, name) for name in same}
        known = {
            name: before.impacts[name] for name in shown.impacts if values.impacts.get(name) == shown.impacts[name]
        }
        data["impacts"] = impacts | known
    if values.strict_slots and not values.preferred_slots:
        issues.append(("preferred_slots", "needs at least one part of the day when nothing else is allowed"))
    try:
        behavior = validated(lambda: Behavior.model_validate(data), _WHAT)
    except InvalidInputError as error:
        raise invalid(_WHAT, (*error.issues, *issues)) from error
    if issues:
        raise invalid(_WHAT, tuple(issues))
    return behavior


def meaning(values: BehaviorValues, weights: Mapping[str, float], variety: float = 0.0) -> str:
    """Return a summary of the form, or what is still missing.

    `weights` sum to 1; `variety` is that of the profile.
    """
    try:
        behavior = behavior_of(values, "new")
    except InvalidInputError as error:
        if all(path == "name" for path, _ in error.issues):
            return "Give it a name."
        return "Not complete yet: see the marked fields."
    worth = worth_of(behavior, weights)
    if not any(behavior.impacts.values()):
        return "Worth nothing yet: give it a value below, or it is never planned."
    phrase = worth_phrase(behavior, worth, variety)
    return f"{capital(phrase)}."


def adapted(values: BehaviorValues, slots: Collection[str], objectives: Collection[str]) -> BehaviorValues:
    """Return the values without slots and objectives unknown to this profile."""
    preferred = tuple(slot for slot in values.preferred_slots if slot in slots)
    weekend = None if values.weekend_slots is None else tuple(slot for slot in values.weekend_slots if slot in slots)
    impacts = {name: impact for name, impact in values.impacts.items() if name in objectives}
    strict = values.strict_slots and bool(preferred)
    return replace(values, preferred_slots=preferred, weekend_slots=weekend, impacts=impacts, strict_slots=strict)


def _shown(name: str, value: Any) -> str:
    if name == "energy_cost":
        return number(value, 2)
    if value == _OPTIONAL.get(name, ""):
        return ""
    return format_clock(value) if name == "ideal_time" else str(value)


def _plain(name: str, text: str) -> object:
    text = text.strip()
    if not text and name in _OPTIONAL:
        return _OPTIONAL[name]
    if name == "ideal_time":
        return _time(text)
    return text.replace(",", ".") if name == "energy_cost" else text


def _time(text: str) -> int | str:
    """Return the typed time in minutes; what is none stays, for the model to refuse."""
    try:
        return typed_time(text)
    except ValueError:
        return text


def _impacts(typed: Mapping[str, str]) -> tuple[dict[str, float], list[Issue]]:
    impacts: dict[str, float] = {}
    issues: list[Issue] = []
    for name, text in typed.items():
        try:
            share = float(text.strip().replace(",", ".") or 0) / PERCENT
        except ValueError:
            issues.append((f"impacts.{name}", "must be a number"))
            continue
        if not -1 <= share <= 1:  # also rejects NaN
            issues.append((f"impacts.{name}", f"must lie between \N{MINUS SIGN}{PERCENT} and {PERCENT}"))
        elif share:
            impacts[name] = share
    return impacts, issues
