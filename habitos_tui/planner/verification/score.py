"""What a week is worth, term by term, as the planning model defines it; in model units (points / 100).

See docs/planning-model.md, section 2.
"""

from collections import defaultdict
from dataclasses import dataclass

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_HOUR
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.plan import DayUse, ObjectiveShare
from habitos_tui.domain.planning.valuation import SATIATION
from habitos_tui.planner.verification.day_layout import Week
from habitos_tui.planner.verification.placed import Placed
from habitos_tui.planner.verification.rules import violation


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the objective, each with its sign; `worth` is that of all sessions."""

    worth: float
    variety: float
    satiation: float
    slack: float
    routine: float
    balance: float
    stability: float
    rules: float

    @property
    def total(self) -> float:
        """The objective of the week."""
        of_sessions = self.worth + self.variety + self.satiation
        return of_sessions + self.slack + self.routine + self.balance + self.stability + self.rules


def terms(week: Week) -> Terms:
    """Return every term of the objective, fixed sessions included."""
    settings = week.problem.settings
    valuation = week.valuation
    return Terms(
        worth=sum(worth(week, placed) for placed in week.sessions),
        variety=_variety(week),
        satiation=-SATIATION * _beyond_target(week),
        slack=-valuation.hour * _beyond_quota(week) / MINUTES_PER_HOUR,
        routine=-settings.routine * _extra_slots(week),
        balance=settings.balance * valuation.balance_scale * _worst_served(week),
        stability=-settings.stability * _lost(week),
        rules=-sum(
            rule.penalty / POINTS * violation(week, rule)
            for rule in week.problem.active_rules
            if rule.penalty is not None
        ),
    )


def worth(week: Week, placed: Placed) -> float:
    """Return the worth of one session."""
    return week.valuation.session_worth(placed.behavior, placed.minutes, placed.chance)


def shares(week: Week) -> tuple[ObjectiveShare, ...]:
    """Return A_o, R_o and w_o * A_o of every objective, in their order."""
    achieved = _achieved(week)
    return tuple(
        ObjectiveShare(
            objective=name,
            achieved=achieved[name],
            reachable=week.valuation.reach[name],
            weighted=weight * achieved[name],
        )
        for name, weight in week.valuation.weights.items()
    )


def day_use(week: Week) -> tuple[DayUse, ...]:
    """Return the minutes and energy of each of the seven days, fixed sessions included."""
    return tuple(
        DayUse(
            day=day,
            minutes=sum(placed.minutes for placed in week.sessions if placed.day == day),
            energy=sum(placed.behavior.energy_cost for placed in week.sessions if placed.day == day),
            energy_limit=week.problem.energy_limit(day),
        )
        for day in DAYS
    )


def _achieved(week: Week) -> dict[str, float]:
    """A_o: impact times chance times phi, over all sessions."""
    achieved = dict.fromkeys(week.valuation.weights, 0.0)
    for placed in week.sessions:
        share = placed.chance * week.valuation.phi(placed.behavior, placed.minutes)
        for name, impact in placed.behavior.impacts.items():
            achieved[name] += impact * share
    return achieved


def _beyond_target(week: Week) -> float:
    counts: dict[str, int] = defaultdict(int)
    for placed in week.sessions:
        counts[placed.behavior.id] += 1
    return sum(
        max(week.valuation.worth[b.id], 0.0) * max(0, counts[b.id] - b.target_per_week) for b in week.problem.behaviors
    )


def _variety(week: Week) -> float:
    """Sum of V_b * delta_b(k) over the sessions up to the target."""
    variety, total = week.problem.settings.variety, 0.0
    for behavior in week.problem.behaviors:
        target = behavior.target_per_week
        counted = min(len(week.sessions_of(behavior.id)), target)
        # The deltas fall evenly, so the first `counted` of them are worth as much as the mean of first and last.
        last = 1 - 2 * (counted - 1) / (target - 1) if target > 1 else 1.0
        total += max(week.valuation.worth[behavior.id], 0.0) * counted * variety * (1 + last) / 2
    return total


def _beyond_quota(week: Week) -> float:
    """Minutes, over all days, that new sessions and their pauses take beyond the free time that has no price."""
    share, pause = 1 - week.problem.settings.slack, week.problem.transition_minutes
    minutes = 0.0
    for day in DAYS:
        free = sum(window.minutes for window in week.windows if window.day == day)
        used = sum(placed.minutes + pause for placed in week.planned if placed.day == day)
        minutes += max(0.0, used - share * free)
    return minutes


def _extra_slots(week: Week) -> float:
    slots: dict[str, set[str]] = defaultdict(set)
    for placed in week.sessions:
        if placed.slot is not None:
            slots[placed.behavior.id].add(placed.slot)
    return sum(max(week.valuation.worth[name], 0.0) * (len(used) - 1) for name, used in slots.items())


def _worst_served(week: Week) -> float:
    """Share of the worst served objective, at most 1; 0 where no objective can be served."""
    achieved = _achieved(week)
    reach = week.valuation.reach
    served = [achieved[name] / reach[name] for name in week.valuation.balanced_objectives]
    return min(1.0, *served) if served else 0.0


def _lost(week: Week) -> int:
    """Number of places of the previous plan that are empty now."""
    previous = {(place.behavior, place.day, place.slot) for place in week.problem.previous}
    kept = {(placed.behavior.id, placed.day, placed.slot) for placed in week.sessions if placed.slot is not None}
    return len(previous - kept)
