"""How a behavior reads: what it asks, and what it is worth."""

from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.rhythm import usual_target
from habitos_tui.domain.text.amount_phrasing import counted_phrase
from habitos_tui.domain.text.phrasing import (
    count,
    counted_points,
    duration,
    in_slots,
    number,
    on_days,
    ordinal,
    significant,
    slot_label,
)
from habitos_tui.domain.text.rhythm_phrasing import rhythm_phrase, season_phrase
from habitos_tui.domain.text.task_phrasing import once_phrase


def worth_phrase(behavior: Behavior, worth: float, variety: float = 0.0) -> str:
    """Return "worth 27 points a session, 40 for the first of a week and 14 for the third; 3 a week fill 1 h 45 min".

    `worth` is that of a typical session, in model units; `variety` how much more the first of a week counts.
    """
    weekly = behavior.target_per_week
    week = f"{weekly} a week fill{'s' if weekly == 1 else ''} {duration(weekly * behavior.typical_minutes)}"
    if behavior.task is not None:
        week = once_phrase(behavior.task)
    if behavior.rhythm is not None or behavior.season is not None:
        week = rhythm_phrase(behavior.rhythm, weekly, behavior.season)
    within = first_and_last(behavior, worth, variety)
    return f"worth {counted_points(worth * POINTS)} a session{', ' if within else ''}{within}; {week}"


def first_and_last(behavior: Behavior, worth: float, variety: float) -> str:
    """Return "40 for the first of a week and 14 for the third", the points of a week's first and last session.

    Nothing where one counts as much as the other.
    """
    weekly = behavior.target_per_week
    extra = max(worth, 0.0) * variety
    if not (weekly and extra):
        return ""
    last = f" and {significant((worth - extra) * POINTS)} for the {ordinal(weekly)}" if weekly > 1 else ""
    return f"{significant((worth + extra) * POINTS)} for the first of a week{last}"


def behavior_limits(behavior: Behavior, first_weekday: int = 0) -> tuple[str, ...]:
    """Return what a behavior asks for, one short phrase per limit that differs from the usual."""
    phrases = [_length(behavior), _how_often(behavior)]
    if behavior.season is not None:
        phrases.append(season_phrase(behavior.season))
    if behavior.unit is not None:
        phrases.append(counted_phrase(behavior))
    if behavior.max_per_day > 1:
        phrases.append(f"at most {behavior.max_per_day} a day")
    if behavior.min_gap_days:
        phrases.append(f"more than {count(behavior.min_gap_days, 'day')} apart")
    if len(behavior.weekdays) < 7:
        phrases.append(f"only {on_days(behavior.weekdays, first_weekday)}")
    if behavior.preferred_slots:
        phrases.append(f"{'only' if behavior.strict_slots else 'best'} {in_slots(behavior.preferred_slots)}")
    if behavior.weekend_slots is not None:
        phrases.append(f"at weekends {_at_weekends(behavior)}")
    if behavior.ideal_time is not None:
        phrases.append(f"begins best at {format_clock(behavior.ideal_time)}")
    if behavior.energy_cost:
        phrases.append(f"{energy_phrase(behavior.energy_cost)} energy")
    return tuple(phrases)


def energy_phrase(cost: float) -> str:
    """Return "costs 4", "gives 1" or "costs none" for the energy of a session."""
    return f"{'costs' if cost > 0 else 'gives'} {number(abs(cost))}" if cost else "costs none"


def best_time(behavior: Behavior) -> str:
    """Return a few cells, such as "06:15", "morning, evening" or "06:15, morning; weekends any".

    Nothing where any time will do.
    """
    often = [format_clock(behavior.ideal_time)] if behavior.ideal_time is not None else []
    often += map(slot_label, behavior.preferred_slots)
    parts = [", ".join(often)] if often else []
    if behavior.weekend_slots is not None:
        own = ", ".join(map(slot_label, behavior.weekend_slots))
        parts.append(f"weekends {own or ('never' if behavior.strict_slots else 'any')}")
    return "; ".join(parts)


def _at_weekends(behavior: Behavior) -> str:
    if behavior.weekend_slots:
        return f"{'only' if behavior.strict_slots else 'best'} {in_slots(behavior.weekend_slots)}"
    return "in no part of the day" if behavior.strict_slots else "in any part of the day"


def _length(behavior: Behavior) -> str:
    if behavior.min_minutes == behavior.max_minutes:
        return duration(behavior.typical_minutes)
    least = str(behavior.min_minutes) if behavior.max_minutes < 60 else duration(behavior.min_minutes)
    between = f"{least} to {duration(behavior.max_minutes)}"
    return f"{between}, typically {duration(behavior.typical_minutes)}"


def _how_often(behavior: Behavior) -> str:
    if behavior.task is not None:
        return once_phrase(behavior.task)
    most = behavior.max_per_week
    own = behavior.rhythm is not None and usual_target(behavior.rhythm) is not None
    least = "planned in any case where it is due" if own else f"at least {behavior.min_per_week}"
    extra = [least] if behavior.min_per_week else []
    if most is not None:
        more = most > max(behavior.target_per_week, behavior.min_per_week)
        extra.append(f"more is welcome up to {most}" if more else f"at most {most}")
    return ", ".join([rhythm_phrase(behavior.rhythm, behavior.target_per_week), *extra])
