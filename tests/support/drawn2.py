"""Weeks of the second kind of draw: people of every sort in the middle of their lives, with what makes weeks differ.

To a week of `drawn_week` come, each by chance: no cap on the day, no energy budget, meals in the busy times, a start in
the middle of the week with sessions that are done, and sessions that are locked.
"""

from random import Random
from typing import Any, Final

from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.domain.model.week import Window
from tests.support.drawn import FAMILIES, drawn_week

CAPS: Final = frozenset({"weekday-time", "weekend-time"})
MEALS: Final = ((420, 20, "Breakfast"), (735, 30, "Lunch"), (1110, 40, "Dinner"))
"""Usual start, minutes and name."""
MAX_FIXED: Final = 4
"""Sessions that are done, and sessions that are locked, at most."""


def drawn_life(seed: int, behaviors: int, edition: str = SECOND_EDITION) -> Problem:
    """Return a week of `behaviors` behaviors; equal arguments, equal weeks. Families come in turn, seed by seed."""
    rng = Random(f"life/{seed}/{behaviors}")
    family = FAMILIES[seed % len(FAMILIES)]
    week = drawn_week(seed, behaviors, family, edition).model_dump(mode="json", exclude_unset=True)
    traits = [name for name in ("capped", "energy", "meals", "midweek", "locks") if rng.random() < 0.5]
    if "capped" not in traits:
        week["rules"] = [rule for rule in week["rules"] if rule["id"] not in CAPS]
    if "energy" not in traits:
        week["energy_budget"] = None
    if "meals" in traits:
        week["busy"] = [*week["busy"], *_meals(rng)]
    now = (rng.randint(1, 4), rng.randrange(480, 1200, 15)) if "midweek" in traits else None
    week["fixed"] = _fixed(rng, Problem.model_validate(week), now, locked="locks" in traits)
    if now is not None:
        week["not_before"] = {"day": now[0], "time": f"{now[1] // 60:02}:{now[1] % 60:02}"}
    week["name"] = "-".join([family, str(behaviors), str(seed), *traits])
    return Problem.model_validate(week)


def _meals(rng: Random) -> list[dict[str, Any]]:
    meals = [(start + 15 * rng.randint(-2, 2), minutes, title) for start, minutes, title in MEALS]
    return [
        {"day": day, "start": start, "end": start + minutes, "title": title}
        for day in range(7)
        for start, minutes, title in meals
    ]


def _fixed(rng: Random, week: Problem, now: tuple[int, int] | None, *, locked: bool) -> list[dict[str, Any]]:
    """Draw sessions that are done before `now`, and locked ones after it, no two in one window or on one day."""
    found: list[dict[str, Any]] = []
    gone = [w for w in week.windows if now is not None and (w.day, w.end) <= now]
    coming = [w for w in week.windows if now is None or (w.day, w.start) >= now]
    for windows, kind in ((gone, "done"), (coming if locked else [], "locked")):
        for window in rng.sample(windows, min(len(windows), rng.randint(1, MAX_FIXED))):
            session = _session(rng, week, window, {(f["behavior"], f["day"]) for f in found})
            if session is not None:
                found.append({**session, "kind": kind})
    return found


def _session(rng: Random, week: Problem, window: Window, taken: set[tuple[str, int]]) -> dict[str, Any] | None:
    """Return a session at the start of a window; of a behavior that may be there, and keeps its distance."""
    able = [
        b
        for b in week.behaviors
        if b.typical_minutes <= window.minutes
        and b.allows(window.day, window.slot, weekend=week.is_weekend(window.day))
        and not any(b.id == name and abs(window.day - day) <= b.min_gap_days for name, day in taken)
        and sum(b.id == name for name, _ in taken) < min(b.target_per_week, b.week_limit)
    ]
    if not able:
        return None
    chosen = rng.choice(able)
    return {"behavior": chosen.id, "day": window.day, "start": window.start, "minutes": chosen.typical_minutes}
