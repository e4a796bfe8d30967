"""Weeks as people have them, drawn at any size: for benchmarks, and for tests that want something realistic."""

from random import Random
from typing import Any, Final

from habitos_tui.domain.model.problem import FIRST_EDITION, SECOND_EDITION, Problem
from tests.support.problems import MONDAY

FAMILIES: Final = ("office", "parent", "student", "shift", "freelance")
MAX_CHORES: Final = 6
"""Behaviors with a minimum per week; more could make a large week impossible."""

# id, name, category, (min, typical, max) minutes, energy, impacts, preferred slots, strict, target, gap in days
_Row = tuple[str, str, str, tuple[int, int, int], float, dict[str, float], str, bool, int, int]
_H, _P, _L, _W, _S = "health", "productivity", "learning", "wellness", "social"
_ROWS: Final[tuple[_Row, ...]] = (
    ("run", "Morning run", _H, (20, 35, 60), 4, {_H: 0.9, _W: 0.3}, "early_morning", False, 3, 1),
    ("strength", "Strength training", _H, (30, 45, 75), 5, {_H: 0.9, _W: 0.3}, "early_morning evening", False, 2, 1),
    ("stretch", "Stretching", _H, (5, 10, 20), 0, {_H: 0.3, _W: 0.3}, "early_morning night", False, 5, 0),
    ("walk", "Lunch walk", _H, (10, 20, 40), -1, {_H: 0.5, _W: 0.5}, "midday", False, 5, 0),
    ("swim", "Swimming", _H, (30, 45, 90), 4, {_H: 0.9, _W: 0.4}, "early_morning evening", False, 2, 1),
    ("bike", "Bike ride", _H, (30, 60, 180), 4, {_H: 0.9, _W: 0.4, _S: 0.1}, "morning afternoon", False, 2, 1),
    ("cook", "Cook a proper meal", _H, (25, 45, 75), 1, {_H: 0.6, _S: 0.2}, "evening", False, 4, 0),
    ("shop", "Groceries", _H, (20, 45, 75), 2, {_H: 0.4, _P: 0.2}, "evening morning", False, 1, 0),
    ("deepwork", "Deep work", _P, (45, 90, 180), 5, {_P: 1, _L: 0.2, _W: -0.1}, "morning evening", False, 3, 0),
    ("code", "Open source", _P, (20, 45, 110), 4, {_P: 0.6, _L: 0.4, _S: 0.2}, "evening morning", False, 3, 0),
    ("plan", "Weekly review", _P, (20, 30, 60), 1, {_P: 0.7, _W: 0.2}, "afternoon evening", False, 1, 0),
    ("budget", "Household budget", _P, (15, 20, 45), 2, {_P: 0.4}, "evening", False, 1, 0),
    ("clean", "Cleaning", _P, (20, 45, 90), 2, {_P: 0.3, _H: 0.2}, "morning afternoon", False, 1, 0),
    ("mail", "Letters and mail", _P, (10, 20, 40), 1, {_P: 0.4}, "", False, 2, 0),
    ("course", "Online course", _L, (25, 60, 120), 3, {_L: 0.9, _P: 0.3}, "evening", False, 2, 0),
    ("spanish", "Spanish", _L, (10, 20, 45), 2, {_L: 0.7, _S: 0.1}, "midday evening", False, 5, 0),
    ("read", "Reading", _L, (15, 30, 90), 0, {_L: 0.6, _W: 0.3}, "night", True, 7, 0),
    ("podcast", "Podcast", _L, (15, 30, 60), 0, {_L: 0.3, _W: 0.1}, "midday evening", False, 4, 0),
    ("chess", "Chess", _L, (10, 20, 45), 2, {_L: 0.3, _W: 0.3, _S: 0.3}, "evening night", False, 3, 0),
    ("guitar", "Guitar", _L, (15, 30, 60), 1, {_L: 0.5, _W: 0.5}, "evening", False, 4, 0),
    ("meditate", "Meditation", _W, (5, 15, 30), -1, {_W: 0.8, _H: 0.2}, "early_morning", False, 6, 0),
    ("journal", "Journal", _W, (5, 10, 20), 0, {_W: 0.5, _L: 0.1}, "early_morning night", False, 5, 0),
    ("gratitude", "Gratitude", _W, (5, 5, 10), 0, {_W: 0.3}, "night", True, 7, 0),
    ("nap", "Nap", _W, (15, 20, 30), -3, {_H: 0.3, _W: 0.2}, "midday afternoon", True, 2, 0),
    ("bath", "Long bath", _W, (20, 40, 60), -2, {_W: 0.5}, "night", False, 1, 2),
    ("garden", "Garden", _W, (20, 45, 120), 2, {_W: 0.5, _H: 0.3}, "afternoon", False, 1, 0),
    ("series", "Series", _W, (40, 45, 135), -1, {_W: 0.2, _P: -0.3}, "evening night", False, 2, 0),
    ("friends", "Meet friends", _S, (60, 120, 240), 1, {_S: 1, _W: 0.4}, "evening", False, 1, 1),
    ("family", "Call family", _S, (10, 25, 60), 0, {_S: 0.7, _W: 0.1}, "evening", False, 2, 1),
    ("date", "Date night", _S, (45, 90, 135), 1, {_S: 0.9, _W: 0.5}, "evening night", False, 1, 0),
    ("volunteer", "Volunteering", _S, (60, 90, 180), 3, {_S: 0.8, _W: 0.3}, "afternoon", False, 1, 0),
    ("choir", "Choir", _S, (60, 90, 120), 1, {_S: 0.6, _W: 0.5, _L: 0.2}, "evening", True, 1, 0),
)
_CHORES: Final = frozenset({"shop", "plan", "budget", "clean", "mail"})


def drawn_week(seed: int, behaviors: int, family: str | None = None, edition: str = FIRST_EDITION) -> Problem:
    """Return a week of `behaviors` behaviors (1 to 1000) of somebody in `family`; equal arguments, equal weeks."""
    rng = Random(f"{seed}/{behaviors}/{family}")
    kind = family or rng.choice(FAMILIES)
    drawn = _behaviors(rng, behaviors)
    if edition == SECOND_EDITION:
        _wish_for_times(Random(f"{seed}/{behaviors}"), drawn)
    return Problem.model_validate(
        {
            "format": edition,
            "name": f"{kind}-{behaviors}-{seed}",
            "week_start": MONDAY,
            "transition_minutes": rng.choice((0, 5, 5, 10)),
            "objectives": {name: rng.choice((1, 2, 3, 4, 5)) for name in (_H, _P, _L, _W, _S)},
            "energy_budget": [rng.choice((10, 12, 14)) + 4 * (day > 4) for day in range(7)],
            "busy": _busy(rng, kind),
            "behaviors": drawn,
            "rules": _rules(rng, {behavior["id"] for behavior in drawn}),
        }
    )


def _wish_for_times(rng: Random, behaviors: list[dict[str, Any]]) -> None:
    """Let some behaviors have an ideal time, and some other slots at weekends."""
    for drawn in behaviors:
        if rng.random() < 0.3:
            drawn["ideal_time"] = 15 * rng.randint(24, 88)
        if drawn["preferred_slots"] and not drawn["strict_slots"] and rng.random() < 0.2:
            drawn["weekend_slots"] = [rng.choice(("morning", "afternoon"))]


def _behaviors(rng: Random, count: int) -> list[dict[str, Any]]:
    """Every row once, in random order, before any comes a second time under a new name."""
    drawn: list[dict[str, Any]] = []
    chores = 0
    for turn in range(-(-count // len(_ROWS))):
        for row in rng.sample(_ROWS, min(len(_ROWS), count - len(drawn))):
            behavior = _behavior(rng, row, turn)
            if row[0] in _CHORES and chores < MAX_CHORES:
                behavior["min_per_week"] = 1
                chores += 1
            drawn.append(behavior)
    return drawn


def _behavior(rng: Random, row: _Row, turn: int) -> dict[str, Any]:
    name, title, category, (least, typical, most), energy, impacts, slots, strict, target, gap = row
    return {
        "id": name if not turn else f"{name}-{turn + 1}",
        "name": title if not turn else f"{title} {turn + 1}",
        "category": category,
        "min_minutes": least,
        "typical_minutes": min(most, typical + 5 * rng.randint(0, 2)),
        "max_minutes": most,
        "energy_cost": energy,
        "impacts": {o: round(max(-1.0, min(1.0, i + rng.choice((-0.1, 0, 0, 0.1)))), 1) for o, i in impacts.items()},
        "preferred_slots": slots.split(),
        "strict_slots": strict,
        "weekdays": [5, 6] if name == "garden" else range(7),
        "target_per_week": target if not turn else max(1, target // 2),
        "max_per_week": rng.choice((None, None, target + 1)),
        "min_gap_days": gap,
    }


def _busy(rng: Random, family: str) -> list[dict[str, Any]]:
    rise, bed = rng.choice((360, 375, 390, 420)), rng.choice((1350, 1365, 1380))
    busy: list[dict[str, Any]] = []
    for day in range(7):
        late = 60 if day > 4 else 0
        blocks = [(300, rise + late, "Sleep"), (bed, 1440, "Sleep"), *_duties(rng, family, day)]
        if rng.random() < 0.4:
            start = 5 * rng.randint(204, 240)
            blocks.append((start, start + 15 * rng.randint(2, 8), "Appointment"))
        busy += [{"day": day, "start": start, "end": end, "title": title} for start, end, title in blocks]
    return busy


def _duties(rng: Random, family: str, day: int) -> list[tuple[int, int, str]]:
    weekday = day < 5
    match family:
        case "office":
            return [(480, 735, "Work"), (780, 1065, "Work")] if weekday else []
        case "parent":
            work = [(480, 540, "School run"), (540, 730, "Work"), (780, 1065, "Work")] if weekday else []
            return [*work, (1050, 1110, "Dinner and bath")]
        case "student":
            starts = rng.sample((480, 600, 735, 840, 960), 3) if weekday else []
            return [(start, start + 90, "Lecture") for start in starts]
        case "shift":
            shift = rng.choice(((390, 855), (840, 1320), None))
            return [(*shift, "Shift")] if shift else []
        case _:
            start = 30 * rng.randint(16, 28)
            return [(start, start + 30 * rng.randint(4, 8), "Client")] if weekday else []


def _rules(rng: Random, ids: set[str]) -> list[dict[str, Any]]:
    weekdays, weekend = [0, 1, 2, 3, 4], [5, 6]
    budget = {"type": "time_budget", "period": "day"}
    apart = {"type": "mutual_exclusion", "period": "day"}
    offered: list[dict[str, Any]] = [
        {"id": "weekday-time", **budget, "days": weekdays, "max_minutes": rng.choice((150, 180, 210))},
        {"id": "weekend-time", **budget, "days": weekend, "max_minutes": rng.choice((300, 360))},
        {"id": "run-or-lift", **apart, "behaviors": ["run", "strength"]},
        {"id": "bike-or-swim", **apart, "behaviors": ["bike", "swim"]},
        {"id": "one-focus", "type": "mutual_exclusion", "behaviors": ["deepwork", "code"], "period": "slot"},
        {"id": "journal-after-meditation", "type": "stack", "first": "meditate", "then": "journal"},
        {"id": "stretch-first", "type": "precedence", "before": "stretch", "after": "run"},
        {"id": "cook-before-date", "type": "precedence", "before": "cook", "after": "date", "required": False},
        {"id": "short-focus", "type": "duration_bounds", "behavior": "deepwork", "days": weekdays, "max_minutes": 120},
        {
            "id": "study-hours",
            **budget,
            "period": "week",
            "scope": {"behaviors": ["course", "spanish"]},
            "min_minutes": 120,
            "penalty": 5,
        },
        {
            "id": "little-screen",
            "type": "frequency",
            "scope": {"behaviors": ["series", "podcast"]},
            "period": "day",
            "max_sessions": 1,
        },
    ]
    return offered[:2] + [rule for rule in offered[2:] if _named(rule) <= ids and rng.random() < 0.8]


def _named(rule: dict[str, Any]) -> set[str]:
    single = {rule[field] for field in ("before", "after", "first", "then", "behavior") if field in rule}
    return single | set(rule.get("behaviors", ())) | set(rule.get("scope", {}).get("behaviors", ()))
