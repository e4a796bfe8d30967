"""Records to make suggestions from: twelve weeks of a person with plain behaviors."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.wishes import EVER, Timeline, Version, Wish, WishedBehavior
from habitos_tui.insight.advice.record import Candidate, Record
from tests.support.household import make_behavior

FIRST = date(2026, 8, 31)
"""A Monday, twelve weeks before the present week."""
WEEKS = tuple(FIRST + timedelta(weeks=number) for number in range(12))
SLOTS = ("morning", "evening")


def episode(week: int, weekday: int, done: bool, behavior: str = "run", slot: str = "morning", **more: Any) -> Episode:
    """Return a planned session of 30 minutes in a week, 0 being the first."""
    planned = more.get("planned", 30)
    minutes = more.get("minutes", planned or 30) if done else None
    return Episode(behavior, WEEKS[week] + timedelta(days=weekday), slot, planned, minutes, more.get("rating"))


def record(episodes: Iterable[Episode], behaviors: Iterable[Behavior] = (make_behavior("run"),), **more: Any) -> Record:
    """Return a record in which health weighs 1: a session of a plain behavior is worth 50 points."""
    fields: dict[str, Any] = {
        "behaviors": tuple(behaviors),
        "weights": {"health": 1.0},
        "episodes": tuple(episodes),
        "weeks": WEEKS,
        "strengths": {},
        "rules": (),
        "ready": (),
        "slots": SLOTS,
        "grid_minutes": 5,
        "balance": 0.2,
    }
    return Record(**fields | more)


def wished(*versions: tuple[date, Behavior | None], made: date | None = None) -> dict[str, WishedBehavior]:
    """Return what was wanted of a behavior from these days on, None where it was put away; the last is of today."""
    known = [behavior for _, behavior in versions if behavior is not None]
    since = [Version(day, Wish(behavior or known[0], behavior is not None)) for day, behavior in versions]
    return {known[-1].id: WishedBehavior(known[-1], Timeline(since), made=made)}


def since_ever(behavior: Behavior) -> tuple[date, Behavior]:
    """Return the first version of a behavior."""
    return EVER, behavior


def named(candidates: Iterable[Candidate]) -> list[Suggestion | None]:
    """Return what each candidate suggests."""
    return [candidate.suggestion for candidate in candidates]
