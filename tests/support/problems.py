"""Problems to test with: small ones built by hand, small ones drawn so that every part of the model turns up."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import rule_issues
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import FIRST_EDITION, SECOND_EDITION, Problem
from habitos_tui.domain.model.rule import RULE_ADAPTER, Rule, Scope, ScopedRule

MONDAY: Final = date(2026, 11, 23)
OBJECTIVES: Final = ("health", "learning", "social")


def behavior(name: str = "run", /, *, minutes: tuple[int, int, int] = (20, 30, 60), **fields: Any) -> Behavior:
    """Return a behavior of (min, typical, max) minutes, worth 1 per typical session unless told otherwise."""
    least, typical, most = minutes
    defaults = {"impacts": {"health": 1.0}, "target_per_week": 7}
    lengths = {"min_minutes": least, "typical_minutes": typical, "max_minutes": most}
    return Behavior.model_validate({"id": name, "name": name.capitalize(), **lengths, **defaults, **fields})


def problem(*behaviors: Behavior, **fields: Any) -> Problem:
    """Return a problem with one slot from 08:00 to 10:00, no extra terms, and one objective."""
    plain = {
        "format": FIRST_EDITION,
        "week_start": MONDAY,
        "slots": [{"name": "morning", "start": "08:00", "end": "10:00"}],
        "objectives": {"health": 1.0},
        "settings": {"routine": 0, "balance": 0, "stability": 0},
    }
    return Problem.model_validate({**plain, "behaviors": tuple(behaviors), **fields})


def session(name: str = "run", day: int = 0, start: str = "08:00", minutes: int = 30, slot: str = "morning") -> Session:
    """Return a new session."""
    return Session.model_validate({"behavior": name, "day": day, "slot": slot, "start": start, "minutes": minutes})


def rule(kind: str, **fields: Any) -> Rule:
    """Return a rule of a type, hard unless it is given a penalty."""
    return RULE_ADAPTER.validate_python({"id": kind, "type": kind, **fields})


def small_week(rng: Random) -> Problem:
    """Return a week of two to four behaviors and two or three days with little time, with anything the model knows."""
    grid = rng.choice((5, 10, 15))
    slots = _small_slots(rng, grid)
    free_days = sorted(rng.sample(range(7), rng.choice((2, 2, 3))))
    names = [slot["name"] for slot in slots]
    second = rng.random() < 0.6
    behaviors = [_small_behavior(rng, grid, f"b{number}", names) for number in range(rng.randint(2, 4))]
    week = {
        "format": SECOND_EDITION if second else FIRST_EDITION,
        "week_start": MONDAY + timedelta(days=rng.choice((0, 0, 2))),
        "grid_minutes": grid,
        "transition_minutes": rng.choice((0, 5, 5, 7, 10, 15)),
        "slots": slots,
        "objectives": {name: rng.choice((0, 1, 1, 2.5)) for name in OBJECTIVES} | {"health": 1},
        "energy_budget": _small_budget(rng),
        "busy": _small_busy(rng, grid, slots, free_days),
        "behaviors": behaviors,
        "adherence": _learned(rng, behaviors, free_days, names),
        "previous": [_place(rng, behaviors, free_days, names) for _ in range(rng.choice((0, 0, 1, 3)))],
        "not_before": _small_start(rng, grid, slots, free_days),
        "settings": {
            "routine": rng.choice((0, 0.1, 0.6)),
            "balance": rng.choice((0, 0.2, 0.2, 2.0)),
            "stability": rng.choice((0, 0.02, 0.5)),
        },
    }
    if second:
        _draw_second_edition(rng, week, grid, names)
    week["fixed"] = _small_fixed(rng, grid, slots, behaviors, free_days)
    week["rules"] = drawn_rules(
        rng, [b["id"] for b in behaviors], names, free_days, rng.choice((0, 1, 2, 3, 4)), demanding=second
    )
    return Problem.model_validate(week)


def _draw_second_edition(rng: Random, week: dict[str, Any], grid: int, slots: Sequence[str]) -> None:
    """Draw what the second edition of the planning model knows besides; some of it is often left at its default."""
    for drawn in week["behaviors"]:
        if rng.random() < 0.3:
            drawn["weekend_slots"] = rng.sample(slots, rng.randint(0, min(2, len(slots))))
        if rng.random() < 0.4:
            drawn["ideal_time"] = week["slots"][0]["start"] + grid * rng.randint(-1, 8) + rng.choice((0, 2))
    chosen = {
        "variety": rng.choice((0, 0.5, 0.7)),
        "slack": rng.choice((0, 0.5, 0.9)),
        "pause_beside_busy": rng.random() < 0.6,
    }
    week["settings"] |= {name: value for name, value in chosen.items() if rng.random() < 0.7}
    for place in week["previous"]:
        if rng.random() < 0.5:
            place["start"] = week["slots"][0]["start"] + grid * rng.randint(0, 8)
    week["notice_minutes"] = rng.choice((0, 0, 7, 15, 30))


small_weeks: Final = st.builds(small_week, st.randoms(use_true_random=False))
"""Hypothesis strategy over `small_week`."""


def _small_slots(rng: Random, grid: int) -> list[dict[str, Any]]:
    # Three slots of seven steps of 15 minutes and what lies between take 6:45 at most: days end at 30:00.
    position = rng.choice((7 * 60, 12 * 60, 23 * 60))
    slots = []
    for number in range(rng.randint(1, 3)):
        position += rng.choice((0, 0, 30))
        end = position + grid * rng.randint(2, 7)
        slots.append({"name": f"s{number}", "start": position, "end": end})
        position = end
    return slots


def _small_behavior(rng: Random, grid: int, name: str, slots: Sequence[str]) -> dict[str, Any]:
    least = rng.choice((grid, grid, 2 * grid, grid + 2, max(1, grid - 3)))
    typical = least + rng.choice((0, grid, 3, grid + 4))
    target = rng.randint(0, 3)
    per_day = rng.choice((1, 1, 1, 2))
    return {
        "id": name,
        "name": f"Behavior {name}",
        "category": rng.choice(("health", "other")),
        "min_minutes": least,
        "typical_minutes": typical,
        "max_minutes": typical + rng.choice((0, 0, grid, grid + 1)),
        "energy_cost": rng.choice((-2, 0, 1, 2.5, 4)),
        "impacts": {o: rng.choice((-0.6, 0.3, 0.5, 0.9, 1)) for o in OBJECTIVES if rng.random() < 0.6},
        "preferred_slots": rng.sample(slots, rng.randint(0, min(2, len(slots)))) if rng.random() < 0.6 else [],
        "strict_slots": rng.random() < 0.15,
        "weekdays": rng.choice(([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6], [0, 2, 4, 6], [1, 2, 3, 5])),
        "target_per_week": target,
        "min_per_week": rng.choice((0, 0, 0, 0, 1)),
        "max_per_week": rng.choice((None, None, 1, 2, 3)),
        "max_per_day": per_day,
        "min_gap_days": rng.choice((0, 0, 0, 1, 2)),
    }


def _small_budget(rng: Random) -> Any:
    return rng.choice((None, None, 3, 5.5, [rng.choice((None, 0, 2.5, 4)) for _ in range(7)]))


def _small_busy(rng: Random, grid: int, slots: Sequence[dict[str, Any]], free_days: Sequence[int]) -> list[Any]:
    busy = [{"day": day, "start": "06:00", "end": "30:00"} for day in range(7) if day not in free_days]
    for day in free_days:
        if rng.random() < 0.4:
            start = _moment(rng, grid, slots)
            busy.append({"day": day, "start": start, "end": start + grid * rng.randint(1, 3), "title": "Busy"})
    return busy


def _moment(rng: Random, grid: int, slots: Sequence[dict[str, Any]]) -> int:
    """Return a grid time from a little before the first slot to the end of the last."""
    first, last = slots[0]["start"] // grid, slots[-1]["end"] // grid
    return grid * rng.randint(first - 2, last)


def _learned(rng: Random, behaviors: Sequence[dict[str, Any]], days: Sequence[int], slots: Sequence[str]) -> list[Any]:
    places = {tuple(_place(rng, behaviors, days, slots).items()) for _ in range(rng.choice((0, 0, 2, 5)))}
    return [dict(place) | {"probability": rng.choice((0.0, 0.1, 0.95, 1.0))} for place in sorted(places)]


def _place(rng: Random, behaviors: Sequence[dict[str, Any]], days: Sequence[int], slots: Sequence[str]) -> Any:
    return {"behavior": rng.choice(behaviors)["id"], "day": rng.choice(days), "slot": rng.choice(slots)}


def _small_start(rng: Random, grid: int, slots: Sequence[dict[str, Any]], days: Sequence[int]) -> Any:
    return {"day": rng.choice(days), "time": _moment(rng, grid, slots)} if rng.random() < 0.15 else None


def _small_fixed(
    rng: Random, grid: int, slots: Sequence[dict[str, Any]], behaviors: Sequence[dict[str, Any]], days: Sequence[int]
) -> list[Any]:
    fixed: list[dict[str, Any]] = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        kind = rng.choice(("done", "locked"))
        minutes = grid * rng.randint(1, 3) + (rng.choice((0, 3)) if kind == "done" else 0)
        start, day = _moment(rng, grid, slots), rng.choice(days)
        if all(f["day"] != day or f["start"] + f["minutes"] <= start or start + minutes <= f["start"] for f in fixed):
            name = rng.choice(behaviors)["id"]
            fixed.append({"behavior": name, "day": day, "start": start, "minutes": minutes, "kind": kind})
    return fixed


def drawn_rules(
    rng: Random,
    behaviors: Sequence[str],
    slots: Sequence[str],
    days: Sequence[int],
    count: int,
    *,
    demanding: bool = False,
) -> list[Rule]:
    """Return up to `count` rules of any type, hard and soft, that make sense together.

    With `demanding` they may pick behaviors by the energy they cost.
    """
    rules: list[Rule] = []
    for number in range(count):
        drawn = _drawn_rule(rng, f"r{number}", behaviors, slots, days)
        if demanding and isinstance(drawn, ScopedRule) and rng.random() < 0.3:
            drawn = drawn.model_copy(update={"scope": Scope(min_energy=rng.choice((0, 1, 2.5)))})
        if not rule_issues([*rules, drawn], behaviors, slots):
            rules.append(drawn)
    return rules


def _drawn_rule(rng: Random, name: str, behaviors: Sequence[str], slots: Sequence[str], days: Sequence[int]) -> Rule:
    kind = rng.choice(("time_budget", "frequency", "duration_bounds", "precedence", "mutual_exclusion", "stack"))
    fields: dict[str, Any] = {"id": name, "type": kind, "active": rng.random() < 0.95}
    fields["penalty"] = rng.choice((None, None, 3, 20, 150))
    fields["days"] = rng.choice((range(7), range(7), tuple(days[:1]), (0, 2, 4, 6)))
    one, other = rng.sample(list(behaviors), 2)
    match kind:
        case "duration_bounds":
            fields |= {"behavior": one} | _limits(rng, "minutes", (0, 10, 15), (15, 20, 45))
        case "precedence":
            fields |= {"before": one, "after": other, "required": rng.random() < 0.5}
        case "mutual_exclusion":
            chosen = rng.sample(list(behaviors), rng.randint(2, len(behaviors)))
            fields |= {"behaviors": chosen, "period": rng.choice(("slot", "day", "week")), "limit": rng.choice((1, 2))}
        case "stack":
            fields |= {"first": one, "then": other}
        case _:
            scope = rng.choice(({}, {"category": "health"}, {"behaviors": [one]}, {"behaviors": [one, other]}))
            fields |= {"scope": scope, "period": rng.choice(("day", "week")), "slot": rng.choice((None, *slots))}
            minutes = kind == "time_budget"
            fields |= (
                _limits(rng, "minutes", (0, 10, 17, 30), (30, 40, 47, 70))
                if minutes
                else _limits(rng, "sessions", (0, 1, 2), (2, 3, 4))
            )
    return RULE_ADAPTER.validate_python(fields)


def _limits(rng: Random, unit: str, least: Sequence[int], most: Sequence[int]) -> dict[str, int]:
    limits = {f"min_{unit}": rng.choice(least), f"max_{unit}": rng.choice(most)}
    for dropped in rng.choice(((), (f"min_{unit}",), (f"max_{unit}",), (f"min_{unit}",))):
        del limits[dropped]
    return limits
