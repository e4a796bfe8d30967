"""Ready-made behaviors to start from, in all categories, with figures that suit most people.

They speak of the default slots and of the starting and optional objectives; `Behaviors.adopt` leaves out what a
profile does not have. What is named for a time of day, or makes sense at no other, is never planned elsewhere.
"""

from typing import Any, Final

from habitos_tui.domain.model.behavior import Behavior

EARLY, MORNING, MIDDAY, AFTERNOON, EVENING, NIGHT = (
    "early_morning",
    "morning",
    "midday",
    "afternoon",
    "evening",
    "night",
)
WEEKEND: Final = (5, 6)
ONLY: Final[dict[str, Any]] = {"strict_slots": True}
"""For what its name, or its sense, binds to a time of day."""


def _ready(
    name: str,
    minutes: tuple[int, int, int],
    energy: float,
    target: int,
    impacts: dict[str, float],
    *slots: str,
    **limits: Any,
) -> Behavior:
    """Return a behavior; `minutes` are the least, the typical and the most, `target` is sessions a week."""
    return Behavior(
        id=name.lower().replace("'", "").replace(" ", "-"),
        name=name,
        min_minutes=minutes[0],
        typical_minutes=minutes[1],
        max_minutes=minutes[2],
        energy_cost=energy,
        target_per_week=target,
        impacts=impacts,
        preferred_slots=slots,
        **limits,
    )


_HEALTH: Final = (
    _ready("Run", (20, 35, 60), 4, 3, {"health": 0.9, "wellness": 0.4}, EARLY, EVENING, min_gap_days=1),
    _ready(
        "Strength training",
        (30, 45, 75),
        5,
        2,
        {"health": 0.9, "wellness": 0.2},
        EARLY,
        EVENING,
        min_gap_days=1,
    ),
    _ready("Swim", (30, 45, 75), 4, 2, {"health": 0.9, "wellness": 0.4}, EARLY, MIDDAY, EVENING),
    _ready("Bike ride", (30, 60, 180), 4, 2, {"health": 0.8, "wellness": 0.5}, MORNING, AFTERNOON),
    _ready("Stretching", (5, 15, 30), -1, 5, {"health": 0.4, "wellness": 0.3}, EARLY, NIGHT),
    _ready("Walk after lunch", (10, 20, 40), -1, 5, {"health": 0.4, "wellness": 0.5}, MIDDAY, **ONLY),
    _ready("Cook a real meal", (30, 45, 90), 2, 4, {"health": 0.6, "social": 0.3}, EVENING),
    _ready("Prepare meals for the week", (60, 90, 150), 3, 1, {"health": 0.7, "financial": 0.3}, AFTERNOON),
)

_PRODUCTIVITY: Final = (
    _ready("Deep work", (45, 90, 180), 5, 4, {"productivity": 1.0, "learning": 0.3}, MORNING, EVENING),
    _ready("Plan the day", (5, 10, 20), 1, 5, {"productivity": 0.5, "wellness": 0.1}, EARLY, MORNING, **ONLY),
    _ready(
        "Weekly review",
        (20, 30, 60),
        2,
        1,
        {"productivity": 0.8, "wellness": 0.2},
        AFTERNOON,
        EVENING,
        weekdays=(4, 5, 6),
        max_per_week=1,
    ),
    _ready("Empty the inbox", (15, 30, 60), 2, 3, {"productivity": 0.5}, MORNING, AFTERNOON),
    _ready("Tidy the desk", (5, 15, 30), 1, 2, {"productivity": 0.3, "wellness": 0.2}, AFTERNOON),
    _ready("Side project", (45, 90, 180), 4, 3, {"productivity": 0.8, "creativity": 0.4}, EVENING),
)

_LEARNING: Final = (
    _ready("Language practice", (10, 20, 45), 2, 5, {"learning": 0.8, "social": 0.2}, MIDDAY, EVENING),
    _ready("Reading", (15, 30, 90), 1, 6, {"learning": 0.6, "wellness": 0.4}, NIGHT),
    _ready("Online course", (30, 60, 120), 4, 2, {"learning": 0.9, "productivity": 0.4}, EVENING, MORNING),
    _ready("Flash cards", (5, 15, 30), 2, 7, {"learning": 0.5}, EARLY, MIDDAY),
    _ready("Write up what I learned", (15, 25, 45), 2, 2, {"learning": 0.6, "productivity": 0.2}, EVENING),
    _ready("Listen to a lecture", (20, 40, 60), 1, 2, {"learning": 0.5}, MIDDAY, AFTERNOON),
)

_WELLNESS: Final = (
    _ready("Power nap", (15, 20, 30), -3, 3, {"wellness": 0.5, "productivity": 0.2}, MIDDAY, AFTERNOON, **ONLY),
    _ready("Long bath", (20, 40, 60), -2, 1, {"wellness": 0.6}, NIGHT),
    _ready("Sauna", (60, 90, 150), -2, 1, {"wellness": 0.7, "health": 0.4}, EVENING),
    _ready("Time in the garden", (20, 45, 120), 1, 2, {"wellness": 0.6, "health": 0.3}, AFTERNOON, EVENING),
    _ready(
        "Clean the flat",
        (30, 60, 120),
        3,
        1,
        {"wellness": 0.3, "health": 0.1},
        MORNING,
        AFTERNOON,
        weekdays=WEEKEND,
    ),
    _ready("Evening without screens", (30, 60, 120), -2, 3, {"wellness": 0.6, "health": 0.2}, EVENING, NIGHT, **ONLY),
)

_SOCIAL: Final = (
    _ready("Meet friends", (60, 120, 240), 2, 1, {"social": 1.0, "wellness": 0.5}, EVENING, NIGHT),
    _ready("Call family", (15, 30, 60), 1, 2, {"social": 0.8, "wellness": 0.2}, EVENING, AFTERNOON),
    _ready("Time with the children", (30, 60, 180), 2, 5, {"social": 0.9, "wellness": 0.3}, EVENING),
    _ready("Date night", (90, 150, 240), 2, 1, {"social": 1.0, "wellness": 0.5}, EVENING, NIGHT, **ONLY),
    _ready("Volunteer", (60, 120, 240), 3, 1, {"social": 0.8, "wellness": 0.3}, AFTERNOON, weekdays=WEEKEND),
    _ready("Write to an old friend", (10, 20, 45), 1, 1, {"social": 0.6, "wellness": 0.2}, EVENING),
)

_FINANCIAL: Final = (
    _ready(
        "Money review",
        (15, 20, 45),
        2,
        1,
        {"financial": 0.8, "productivity": 0.4},
        EVENING,
        max_per_week=1,
    ),
    _ready("Log expenses", (5, 10, 15), 1, 4, {"financial": 0.4}, NIGHT),
    _ready("Read about investing", (15, 30, 60), 2, 1, {"financial": 0.6, "learning": 0.4}, EVENING),
    _ready("Paperwork", (15, 30, 60), 3, 1, {"financial": 0.6, "productivity": 0.5}, MORNING, EVENING),
)

_CREATIVITY: Final = (
    _ready("Play an instrument", (15, 30, 60), 1, 4, {"creativity": 0.7, "wellness": 0.5}, EVENING),
    _ready("Draw or paint", (20, 45, 120), 1, 2, {"creativity": 0.8, "wellness": 0.4}, AFTERNOON, EVENING),
    _ready("Write", (20, 40, 90), 3, 3, {"creativity": 0.9, "productivity": 0.3}, EARLY, MORNING),
    _ready("Photo walk", (30, 60, 150), 1, 1, {"creativity": 0.6, "health": 0.4}, AFTERNOON),
    _ready("Handicraft", (30, 60, 150), 1, 1, {"creativity": 0.7, "wellness": 0.4}, AFTERNOON, EVENING),
)

_MINDFULNESS: Final = (
    _ready("Meditation", (5, 15, 30), -1, 7, {"mindfulness": 0.9, "wellness": 0.8}, EARLY, NIGHT),
    _ready("Journal", (5, 10, 20), 0, 5, {"mindfulness": 0.6, "wellness": 0.6}, NIGHT),
    _ready("Yoga", (20, 45, 75), 1, 2, {"mindfulness": 0.6, "health": 0.6, "wellness": 0.5}, EARLY),
    _ready("Breathing exercise", (5, 5, 15), -1, 5, {"mindfulness": 0.5, "wellness": 0.4}, MIDDAY),
    _ready("Gratitude list", (5, 5, 15), 0, 5, {"mindfulness": 0.4, "wellness": 0.5}, NIGHT),
)

_OTHER: Final = (
    _ready("Groceries", (20, 40, 90), 2, 2, {"health": 0.2, "wellness": 0.1}, EVENING, AFTERNOON),
    _ready("Laundry", (15, 30, 60), 1, 2, {"wellness": 0.2}, EVENING, MORNING),
    _ready("Walk the dog", (15, 30, 60), 0, 7, {"health": 0.4, "wellness": 0.4}, EARLY, EVENING, max_per_day=2),
    _ready("Repair something", (20, 45, 120), 2, 1, {"wellness": 0.2, "financial": 0.3}, AFTERNOON),
)

_BY_CATEGORY: Final = {
    "health": _HEALTH,
    "productivity": _PRODUCTIVITY,
    "learning": _LEARNING,
    "wellness": _WELLNESS,
    "social": _SOCIAL,
    "financial": _FINANCIAL,
    "creativity": _CREATIVITY,
    "mindfulness": _MINDFULNESS,
    "other": _OTHER,
}

CATALOGUE: Final[tuple[Behavior, ...]] = tuple(
    behavior.model_copy(update={"category": category})
    for category, behaviors in _BY_CATEGORY.items()
    for behavior in behaviors
)
"""Every ready-made behavior, by category."""

STARTER_IDS: Final = (
    "run",
    "meditation",
    "deep-work",
    "reading",
    "language-practice",
    "call-family",
    "stretching",
)
"""A first week that touches every starting objective, none of it bound to hours that most people work in."""
