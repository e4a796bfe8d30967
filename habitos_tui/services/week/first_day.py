"""From which day on the first week of a profile counts, planned in its middle; pure.

Whoever begins on Thursday evening is not asked for what belongs to Monday, nor, shortly before going to bed, for
anything of this day: the first plan would lack it.
"""

from dataclasses import replace

from habitos_tui.domain.model.week import free_windows
from habitos_tui.services.week.problem import Instant, WeekMaterial, busy_on_grid


def begun_late(material: WeekMaterial, planned: Instant) -> WeekMaterial:
    """Return the material of a first week that was planned first at this moment."""
    soonest = planned.minute + material.preferences.notice_minutes
    over = soonest >= max(slot.end for slot in material.slots)
    too_late = over or not _has_room(material, planned.day, soonest)
    return replace(material, begins=planned.day + over, asks_from=planned.day + too_late)


def _has_room(material: WeekMaterial, day: int, soonest: int) -> bool:
    """Tell whether something of its usual length can begin on a day from a minute on.

    Only the share of the free time counts that a plan does not keep free.
    """
    usual = [behavior.typical_minutes for behavior in material.behaviors if behavior.task is None]
    if not usual:
        return True
    preferences = material.preferences
    grid, pause = preferences.grid_minutes, preferences.transition_minutes
    beside = pause if preferences.settings.pause_beside_busy else 0
    busy = busy_on_grid(material, material.slots, grid)
    taken = [(day, 0, soonest), *((block.day, block.start - beside, block.end + beside) for block in busy)]
    windows = free_windows(material.slots, taken, grid=grid, transition=pause, first_day=day)
    free = sum(window.minutes for window in windows if window.day == day)
    return free * (1 - preferences.settings.slack) >= min(usual)
