"""One look at the log for insights: what several of them need is read once."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from functools import cached_property
from typing import Final

from habitos_tui.domain.insight.aggregate import DayAggregate, Marks, PlaceAggregate, WeekAggregate
from habitos_tui.domain.insight.effort import Booked, Efforts, Energy, Lengths, ObjectiveWeeks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Span
from habitos_tui.domain.insight.regularity import (
    Correlations,
    DayFigure,
    RateMap,
    Ratings,
    SlotStandings,
    Streaks,
    Strengths,
    YearMap,
)
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.week import week_of
from habitos_tui.insight.correlations import correlations
from habitos_tui.insight.efforts import CountedDays, efforts, energy, lengths, objective_weeks
from habitos_tui.insight.rates import rate_map, slot_standings
from habitos_tui.insight.ratings import ratings
from habitos_tui.insight.streaks import streaks
from habitos_tui.insight.strength import strengths
from habitos_tui.services.store import Store
from habitos_tui.services.week.away import away_days, behavior_while_away
from habitos_tui.services.week.weekdays import turn_behavior

EVER: Final = date.min


class InsightReader:
    """The insights of one span, of one behavior if it is given; used inside of one `reading`."""

    def __init__(self, store: Store, span: Span, behavior: str | None, today: date) -> None:
        self._sums = store.statistics
        self._store = store
        self._span = span
        self._behavior = behavior
        self._today = today
        self._preferences = store.profile.preferences

    def statistics(self, booked: Booked) -> Statistics:
        """Return every insight; what is `booked` comes from the plan and not from the log."""
        return Statistics(
            span=self._span,
            behavior=self._behavior,
            strengths=self.strengths(),
            streaks=self.streaks(),
            rates=self.rates(),
            standings=self.standings(),
            year=self.year(),
            ratings=self.ratings(),
            lengths=self.lengths(),
            energy=self.energy(),
            efforts=self.efforts(),
            objectives=self.objectives(),
            correlations=self.correlations(),
            booked=booked,
        )

    def strengths(self) -> Strengths:
        """Return how firm the active behaviors are at the end of the span."""
        return strengths(self._chosen, self._marks, self._away, self._span.last, self._today)

    def streaks(self) -> Streaks:
        """Return the streaks of the active behaviors up to today."""
        return streaks(self._chosen, self._marks, self._away, self._today, self._preferences.week_start)

    def rates(self) -> RateMap:
        """Return the completion rate by weekday and slot."""
        return rate_map(self._places, self._slots, self._preferences.week_start)

    def standings(self) -> SlotStandings:
        """Return the best and the hardest slots."""
        return slot_standings(self._places, self._everyone, self._slots)

    def year(self) -> YearMap:
        """Return what was done day by day."""
        days = tuple(DayFigure(aggregate.day, aggregate.sessions, aggregate.minutes) for aggregate in self._days)
        away = sorted(day for day in map(date.fromordinal, self._away) if day in self._span)
        return YearMap(sum(day.sessions for day in days), self._span, days, tuple(away))

    def ratings(self) -> Ratings:
        """Return ratings over time and by slot."""
        return ratings(self._sums.ratings(self._span, self._preferences.week_start, self._behavior), self._slots)

    def lengths(self) -> Lengths:
        """Return planned against actual minutes."""
        return lengths(self._sums.lengths(self._span, self._behavior), self._everyone)

    def energy(self) -> Energy:
        """Return energy used against the budget."""
        return energy(self._days, self._preferences.energy_budget, self._week_starts)

    def efforts(self) -> Efforts:
        """Return minutes and sessions by objective and category."""
        return efforts(self._weeks, self._everyone, self._objectives, self._week_starts)

    def objectives(self) -> ObjectiveWeeks:
        """Return the objectives reached per week."""
        asked = {week: self._asked_of(week) for week in self._week_starts}
        counted = {(week, b.id): self._counted(b, week) for week in self._week_starts for b in self._active}
        return objective_weeks(self._weeks, self._active, self._archived, self._objectives, asked, counted=counted)

    def correlations(self) -> Correlations:
        """Return which active behaviors are done on the same days."""
        return correlations(self._active, self._marks, self._span, self._away, only=self._behavior)

    @cached_property
    def _active(self) -> Sequence[Behavior]:
        return self._store.behaviors.all()

    @cached_property
    def _archived(self) -> Sequence[Behavior]:
        return self._store.behaviors.all(archived=True)

    @property
    def _everyone(self) -> Sequence[Behavior]:
        return (*self._active, *self._archived)

    @property
    def _chosen(self) -> Sequence[Behavior]:
        return [behavior for behavior in self._active if self._behavior in {None, behavior.id}]

    @cached_property
    def _objectives(self) -> Sequence[Objective]:
        return self._store.objectives.all()

    @cached_property
    def _slots(self) -> Sequence[str]:
        return [slot.name for slot in self._store.calendar.slots()]

    @cached_property
    def _marks(self) -> Marks:
        return self._sums.marks(Span(EVER, self._today))

    @cached_property
    def _away(self) -> frozenset[int]:
        # What is still to come leaves less of the present week as well.
        absences = self._store.away.between(EVER, self._today + timedelta(days=DAYS_A_WEEK))
        return frozenset(
            day.toordinal() for day in away_days(absences, EVER, self._today + timedelta(days=DAYS_A_WEEK))
        )

    def _asked_of(self, week: date) -> Sequence[Behavior]:
        """Return the active behaviors, with lower targets in a week of absence."""
        away = {day for day in range(DAYS_A_WEEK) if week.toordinal() + day in self._away}
        turn = -self._preferences.week_start
        return [behavior_while_away(turn_behavior(b, turn), away) for b in self._active] if away else self._active

    def _counted(self, behavior: Behavior, week: date) -> CountedDays:
        """Return the share of a behavior's days at home that count: since it began, as far as they are over.

        What has gone by of today counts beside days that are over. Alone it is less than anybody could have met.
        """
        days = range(week.toordinal(), week.toordinal() + DAYS_A_WEEK)
        home = [day for day in days if (day - 1) % DAYS_A_WEEK in behavior.weekdays and day not in self._away]
        since = [day for day in home if day >= max(self._began(behavior), self._span.first.toordinal())]
        looked_at = [day for day in since if day <= self._span.last.toordinal()]
        alone = looked_at[:1] == [self._today.toordinal()]
        over = sum(self._due(behavior, day, alone=alone) for day in looked_at)
        return CountedDays(over / len(home), len(since) / len(home)) if home else CountedDays(0.0, 0.0)

    def _due(self, behavior: Behavior, day: int, *, alone: bool) -> float:
        """Return how much of a day is over: of today all as soon as the behavior is done, else what has gone by.

        That is nothing while today is the first day that counts.
        """
        today = self._today.toordinal()
        if day != today:
            return float(day < today)
        if today in self._marks.done.get(behavior.id, ()):
            return 1.0
        return 0.0 if alone else self._gone_by

    @cached_property
    def _gone_by(self) -> float:
        """The part of today that has gone by."""
        clock, day_end = self._store.clock, self._preferences.day_end
        begun, over = (clock.at(self._today + timedelta(days=days), day_end).astimezone(UTC) for days in (0, 1))
        return min(max((clock.now().astimezone(UTC) - begun) / (over - begun), 0.0), 1.0)

    def _began(self, behavior: Behavior) -> int:
        """Return the first day on which a behavior was planned, done or skipped, else on which anything was."""
        return self._first_days.get(behavior.id, self._first_day)

    @cached_property
    def _first_days(self) -> dict[str, int]:
        first = {behavior: day.toordinal() for behavior, day in self._sums.first_planned().items()}
        for days in (self._marks.done, self._marks.skipped):
            for behavior, found in days.items():
                first[behavior] = min(first.get(behavior, found[0]), *found)
        return first

    @cached_property
    def _first_day(self) -> int:
        return min(self._first_days.values(), default=self._today.toordinal())

    @cached_property
    def _days(self) -> Sequence[DayAggregate]:
        return self._sums.days(self._span, self._behavior)

    @cached_property
    def _weeks(self) -> Sequence[WeekAggregate]:
        return self._sums.weeks(self._span, self._preferences.week_start, self._behavior)

    @cached_property
    def _places(self) -> Sequence[PlaceAggregate]:
        return self._sums.places(self._span, self._today, self._behavior)

    @cached_property
    def _week_starts(self) -> Sequence[date]:
        first = week_of(self._span.first, self._preferences.week_start)
        weeks = (self._span.last - first).days // DAYS_A_WEEK + 1
        return [first + timedelta(weeks=week) for week in range(weeks)]
