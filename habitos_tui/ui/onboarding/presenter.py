"""The values of the first run and the setup made from them: pure functions, with a sentence for every issue."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.look_alikes import why_taken
from habitos_tui.domain.model.objective import OPTIONAL_OBJECTIVES, STARTING_OBJECTIVES, Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.week import local_day
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import count, day_label, duration, percent
from habitos_tui.services.first_run import Setup
from habitos_tui.ui.busy.painting import (
    MEALS,
    SLEEP,
    WORK,
    Painting,
    days_with,
    free_minutes,
    over_midnight,
    painting_of,
    stretches_of,
)
from habitos_tui.ui.kit.marks import meter

HOURS_PER_DAY: Final = 24
MAX_WEIGHT: Final = 10
OBJECTIVES: Final = (*STARTING_OBJECTIVES, *OPTIONAL_OBJECTIVES)
DAY_ENDS: Final = tuple(range(0, 361, 60))
"""Choices for the day end, in minutes after midnight."""

NEXT, REST = "next", "rest"
"""Choices of the first week, late in a week."""

USUAL_WEEK: Final = painting_of(
    [
        *((day, 23 * 60, 31 * 60, SLEEP) for day in ALL_DAYS),
        *((day, 9 * 60, 17 * 60, WORK) for day in range(5)),
        *((day, start, start + 30, MEALS) for day in ALL_DAYS for start in (7 * 60 + 30, 12 * 60 + 30, 19 * 60)),
    ]
)
"""Initially painted busy time."""


@dataclass(frozen=True, slots=True)
class WizardValues:
    """The fields of the wizard as typed; weekdays Monday = 0. The passwords never show up in a `repr`."""

    name: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    week_start: int = 0
    day_end: int = 0
    """Minutes after midnight."""
    weights: Mapping[str, str] = field(
        default_factory=lambda: {name: "5" if name in STARTING_OBJECTIVES else "0" for name in OBJECTIVES}
    )
    behaviors: tuple[str, ...] = ()
    busy: Painting = USUAL_WEEK
    work_day_hours: str = "3"
    free_day_hours: str = "6"
    first_week: str = NEXT
    """The first week to plan, if there is a choice."""


def setup_of(values: WizardValues) -> Setup:
    """Return the setup of `values`, which must have no issues."""
    weights = {name: weight for name, text in values.weights.items() if (weight := _number(text))}
    return Setup(
        name=values.name.strip(),
        password=values.password or None,
        preferences=Preferences(week_start=values.week_start, day_end=values.day_end),
        objectives=tuple(Objective(name=name, weight=weight) for name, weight in weights.items()),
        behaviors=values.behaviors,
        busy=busy_blocks(values),
        rules=time_budgets(values),
    )


def may_choose_week(values: WizardValues, now: datetime) -> bool:
    """True late in the week, when the next week may be the better first."""
    return Weeks(values.week_start).is_late(local_day(now, values.day_end))


def first_week(values: WizardValues, now: datetime) -> date:
    """Return the first day of the first week to plan."""
    this = Weeks(values.week_start).of(local_day(now, values.day_end))
    waits = may_choose_week(values, now) and values.first_week == NEXT
    return this + timedelta(days=len(ALL_DAYS)) if waits else this


def first_days_text(values: WizardValues, now: datetime) -> str:
    """Return the days of the first plan as text."""
    first, today = first_week(values, now), local_day(now, values.day_end)
    last = first + timedelta(days=len(ALL_DAYS) - 1)
    first = max(first, today)
    return f"{day_label(first)} to {day_label(last)}" if first < last else f"what is left of {day_label(last)}"


def begin_text(values: WizardValues, now: datetime) -> str:
    """Return the label of the last button."""
    if not may_choose_week(values, now):
        return "Plan my first week"
    return "Plan next week" if values.first_week == NEXT else "Plan the rest of this week"


def person_issues(values: WizardValues, taken: Collection[str]) -> list[Issue]:
    """Return the issues of name and password; `taken` holds the names in use."""
    issues: list[Issue] = []
    name = values.name.strip()
    if not name:
        issues.append(("name", "Type your name."))
    if why := why_taken(name, taken):
        issues.append(("name", f"This name {why}."))
    if values.password != values.again:
        issues.append(("again", "The two passwords differ."))
    return issues


def weight_issues(values: WizardValues) -> list[Issue]:
    """Return the issues of weights that are not numbers from 0 to 10, or if none is above 0."""
    issues = [
        (f"weights.{name}", f"Type a number from 0 to {MAX_WEIGHT}.")
        for name, text in values.weights.items()
        if (weight := _number(text)) is None or not 0 <= weight <= MAX_WEIGHT
    ]
    if not issues and not any(_number(text) for text in values.weights.values()):
        issues.append(("weights", "Give at least one objective a weight above 0."))
    return issues


def time_issues(values: WizardValues) -> list[Issue]:
    """Return the issues of the hours to plan, or that no time is free."""
    issues: list[Issue] = []
    for path in ("work_day_hours", "free_day_hours"):
        hours = _number(getattr(values, path))
        if hours is None or not 0 <= hours <= HOURS_PER_DAY:
            issues.append((path, f"Type hours up to {HOURS_PER_DAY}, or nothing."))
    if not free_minutes(values.busy):
        issues.append(("busy", "Leave some time free: x frees what is selected."))
    return issues


def time_budgets(values: WizardValues) -> tuple[TimeBudget, ...]:
    """Return time budgets for work days and for other days; none for empty fields."""
    work_days = days_with(values.busy, WORK)
    free_days = tuple(day for day in ALL_DAYS if day not in work_days)
    wishes = (("work", work_days, values.work_day_hours), ("free", free_days, values.free_day_hours))
    return tuple(
        TimeBudget(
            id=f"planned-time-{kind}-days",
            name=f"Planned time on {kind} days",
            period="day",
            days=days,
            max_minutes=round(60 * (_number(hours) or 0)),
        )
        for kind, days, hours in wishes
        if days and hours.strip()
    )


def time_text(values: WizardValues) -> str:
    """Return as text how much time of a week is free, and how much may be planned."""
    free = f"That leaves {duration(free_minutes(values.busy))} a week"
    budgets = time_budgets(values)
    if sum(len(budget.days) for budget in budgets) < len(ALL_DAYS):
        return f"{free}."
    planned = sum(len(budget.days) * (budget.max_minutes or 0) for budget in budgets)
    return f"{free}, of which at most {duration(planned)} are planned."


def busy_blocks(values: WizardValues, new_id: Callable[[], UUID] = uuid4) -> tuple[WeeklyBusy, ...]:
    """Return the painted times as weekly busy time, with nights joined at midnight."""
    return tuple(
        WeeklyBusy(id=new_id(), weekday=day, start=start, end=end, title=title)
        for day, start, end, title in over_midnight(stretches_of(values.busy))
    )


def shares(weights: Mapping[str, str]) -> dict[str, float]:
    """Return the share of each weight, 0 to 1; 0 for an invalid one."""
    numbers = {name: max(0.0, _number(text) or 0.0) for name, text in weights.items()}
    total = sum(numbers.values())
    return {name: number / total if total else 0.0 for name, number in numbers.items()}


def share_text(share: float) -> str:
    """Return a bar of ten cells and the share in percent."""
    return f"{meter(share, 10, '').plain} {percent(share):>5}"


def picked_text(behaviors: Sequence[Behavior], picked: Collection[str]) -> str:
    """Return how many behaviors are picked and how much time they take."""
    chosen = [behavior for behavior in behaviors if behavior.id in picked]
    minutes = sum(behavior.target_per_week * behavior.typical_minutes for behavior in chosen)
    return f"{count(len(chosen), 'behavior')} picked: {duration(minutes)} a week if every target is met"


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", ".") or 0)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
