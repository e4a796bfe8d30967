"""Time and energy spent, and their contribution to the objectives."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from habitos_tui.domain.insight.aggregate import DayAggregate, LengthAggregate, TagAggregate, WeekAggregate
from habitos_tui.domain.insight.effort import (
    ROUNDING,
    EffortLine,
    Efforts,
    Energy,
    EnergyDay,
    EnergyWeek,
    LengthLine,
    Lengths,
    ObjectiveLine,
    ObjectiveWeek,
    ObjectiveWeeks,
    WeekEffort,
)
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.recurrence import rate_of
from habitos_tui.domain.model.wishes import Wishes
from habitos_tui.domain.planning.valuation import (
    PARTICIPATION,
    PREFERRED_CHANCE,
    SLOPE_PAST_TYPICAL,
    SLOPE_TO_TYPICAL,
    normalised,
    worth_of,
)


class CountedDays(NamedTuple):
    """The share of a week's days that count for a behavior: so far, and in total."""

    so_far: float
    whole: float
    once_at_least: bool = True
    """Whether something is wanted however few of the days count; not of a week that is cut."""

    def times(self, target: int) -> int:
        """Return how often a target wants something in all of the week: the nearest, once at least if so."""
        least = int(self.once_at_least and target > 0 and self.whole > 0)
        return max(int(target * min(self.whole, 1.0) + 0.5 + ROUNDING), least)


ALL_OF_THEM: Final = CountedDays(1.0, 1.0)


def lengths(aggregates: Iterable[LengthAggregate], behaviors: Iterable[Behavior]) -> Lengths:
    """Return planned against actual minutes, in the order of the behaviors."""
    found = {aggregate.behavior: aggregate for aggregate in aggregates}
    lines = [
        LengthLine(
            b.id, b.name, aggregate.times, aggregate.planned / aggregate.times, aggregate.actual / aggregate.times
        )
        for b in behaviors
        if (aggregate := found.get(b.id)) is not None
    ]
    return Lengths(sum(line.count for line in lines), tuple(lines))


def energy(days: Sequence[DayAggregate], budget_on: Callable[[date], float | None], weeks: Sequence[date]) -> Energy:
    """Return energy used day by day and week by week, against the budget of each day; `weeks` are oldest first."""
    if not days:
        return Energy.EMPTY
    used = [EnergyDay(aggregate.day, aggregate.energy, budget_on(aggregate.day)) for aggregate in days]
    by_week: dict[date, list[EnergyDay]] = {week: [] for week in weeks}
    for day in used:
        by_week[weeks[bisect_right(weeks, day.day) - 1]].append(day)
    return Energy(
        sum(aggregate.sessions for aggregate in days),
        tuple(used),
        tuple(_energy_week(week, found) for week, found in by_week.items()),
    )


def _energy_week(week: date, days: Sequence[EnergyDay]) -> EnergyWeek:
    limited = [(day.used, day.budget) for day in days if day.budget is not None]
    return EnergyWeek(
        week,
        sum(used for used, _ in limited),
        sum(budget for _, budget in limited),
        len(limited),
        sum(used > budget for used, budget in limited),
    )


def efforts(
    aggregates: Sequence[WeekAggregate],
    wishes: Wishes,
    objectives: Iterable[Objective],
    weeks: Sequence[date],
    tagged: Iterable[TagAggregate] = (),
) -> Efforts:
    """Return sessions and minutes by objective, category and tag; see `Efforts` for what counts for which.

    `tagged` is what has tags of its own.
    """
    if not aggregates:
        return Efforts.EMPTY
    then = [(aggregate, _then(aggregate, wishes).impacts) for aggregate in aggregates]
    serves = {
        objective.name: [aggregate for aggregate, impacts in then if impacts.get(objective.name, 0.0) > 0]
        for objective in objectives
    }
    belongs: dict[str, list[WeekAggregate]] = defaultdict(list)
    for aggregate in aggregates:
        belongs[wishes.by_id[aggregate.behavior].now.category].append(aggregate)
    categories = sorted((_line(name, belongs[name], weeks) for name in sorted(belongs)), key=lambda c: -c.minutes)
    return Efforts(
        sum(aggregate.sessions for aggregate in aggregates),
        tuple(_line(name, found, weeks) for name, found in serves.items()),
        tuple(categories),
        _line("", aggregates, weeks).weeks,
        tuple(_by_tag(aggregates, tagged, wishes, weeks)),
    )


def _by_tag(
    aggregates: Iterable[WeekAggregate], tagged: Iterable[TagAggregate], wishes: Wishes, weeks: Sequence[date]
) -> list[EffortLine]:
    """Return a line for each tag: of what is done of behaviors that have it, and of what has it itself."""
    having: dict[str, list[WeekAggregate | TagAggregate]] = defaultdict(list)
    for aggregate in aggregates:
        for tag in wishes.by_id[aggregate.behavior].now.tags:
            having[tag].append(aggregate)
    for own in tagged:
        if own.tag not in wishes.by_id[own.behavior].now.tags:
            having[own.tag].append(own)
    lines = (_line(tag, having[tag], weeks) for tag in sorted(having))
    return sorted(lines, key=lambda line: -line.minutes)


def _line(name: str, aggregates: Iterable[WeekAggregate | TagAggregate], weeks: Iterable[date]) -> EffortLine:
    sums = {week: [0, 0] for week in weeks}
    for aggregate in aggregates:
        sums[aggregate.week][0] += aggregate.sessions
        sums[aggregate.week][1] += aggregate.minutes
    series = tuple(WeekEffort(week, sessions, minutes) for week, (sessions, minutes) in sums.items())
    return EffortLine(name, sum(week.sessions for week in series), sum(week.minutes for week in series), series)


def objective_weeks(
    aggregates: Sequence[WeekAggregate],
    wishes: Wishes,
    objectives: Sequence[Objective],
    weeks: Mapping[date, Sequence[Behavior]],
    *,
    counted: Mapping[tuple[date, str], CountedDays] = MappingProxyType({}),
) -> ObjectiveWeeks:
    """Return each week's attained A_o against that of its targets, both with p = 1, by what was wanted then.

    `weeks` gives each week's targets: the behaviors in use, with lower targets after days away. `counted` gives by week
    and behavior the share of days that count, by default all. Sessions done count whatever they were of.
    """
    if not aggregates or not any(objective.weight for objective in objectives):
        return ObjectiveWeeks.EMPTY
    weights = normalised({objective.name: objective.weight for objective in objectives})
    active = [behavior.now for behavior in wishes.behaviors if not behavior.archived]
    phis = list(_phis(aggregates, wishes))
    asked = {week: _asked(week, behaviors, counted) for week, behaviors in weeks.items()}
    lines = []
    for name, weight in weights.items():
        served = ((aggregate, impacts[name], total) for aggregate, impacts, total in phis if impacts.get(name))
        series = tuple(_objective_series(served, {week: asked[week].get(name, (0.0, 0.0)) for week in weeks}))
        lines.append(ObjectiveLine(name, weight, asked_for(name, active), series))
    return ObjectiveWeeks(sum(aggregate.sessions for aggregate in aggregates), tuple(lines))


def _phis(
    aggregates: Iterable[WeekAggregate], wishes: Wishes
) -> Iterator[tuple[WeekAggregate, Mapping[str, float], float]]:
    """Yield each with its impacts and the sum of its phi, by what was wanted then and what objectives weighed."""
    weights: dict[date, Mapping[str, float]] = {}
    for aggregate in aggregates:
        if aggregate.since not in weights:
            weights[aggregate.since] = wishes.weights_on(aggregate.since.toordinal())
        behavior = _then(aggregate, wishes)
        # Only its sign is of interest, which is the same however the weights are scaled.
        yield aggregate, behavior.impacts, phi_sum(aggregate, behavior, worth_of(behavior, weights[aggregate.since]))


def _then(aggregate: WeekAggregate, wishes: Wishes) -> Behavior:
    """Return a behavior as it was wanted when what was summed up was done."""
    return wishes.by_id[aggregate.behavior].on(aggregate.since.toordinal()).behavior


def _objective_series(
    served: Iterable[tuple[WeekAggregate, float, float]], asked: Mapping[date, tuple[float, float]]
) -> Iterator[ObjectiveWeek]:
    reached: Mapping[date, list[float]] = defaultdict(lambda: [0.0, 0])
    for aggregate, impact, total in served:
        reached[aggregate.week][0] += impact * total
        reached[aggregate.week][1] += aggregate.sessions
    return (ObjectiveWeek(week, reached[week][0], int(reached[week][1]), *both) for week, both in asked.items())


def _asked(
    week: date, behaviors: Iterable[Behavior], counted: Mapping[tuple[date, str], CountedDays]
) -> dict[str, tuple[float, float]]:
    """Return by objective the amount asked for by the counted days of a week, and by the whole week, in sessions."""
    asked: dict[str, tuple[float, float]] = {}
    for behavior in behaviors:
        days = counted.get((week, behavior.id), ALL_OF_THEM)
        target, times = behavior.target_per_week, days.times(behavior.target_per_week)
        for objective, impact in behavior.impacts.items():
            if impact > 0:
                before = asked.get(objective, (0.0, 0.0))
                asked[objective] = before[0] + impact * target * days.so_far, before[1] + impact * times
    return asked


def phi_sum(aggregate: WeekAggregate, behavior: Behavior, worth: float) -> float:
    """Return the sum of phi_b(m) over the sessions of a week: phi is linear on either side of the typical length."""
    slope = SLOPE_PAST_TYPICAL if worth > 0 else SLOPE_TO_TYPICAL
    past = aggregate.minutes - aggregate.up_to_typical
    proportional = SLOPE_TO_TYPICAL * aggregate.up_to_typical + slope * past
    return PARTICIPATION * aggregate.sessions + proportional / behavior.typical_minutes


def asked_for(objective: str, behaviors: Iterable[Behavior]) -> float:
    """Return the amount when all targets of a week are met, of other rhythms their average week."""
    return sum(max(b.impacts.get(objective, 0.0), 0.0) * _times_a_week(b) for b in behaviors)


def _times_a_week(behavior: Behavior) -> float:
    return behavior.target_per_week if behavior.rhythm is None else rate_of(behavior.recurrence).a_day * len(DAYS)


def reachable(objective: str, behaviors: Iterable[Behavior]) -> float:
    """R_o: the amount of all targets at the preferred chance."""
    return asked_for(objective, behaviors) * PREFERRED_CHANCE
