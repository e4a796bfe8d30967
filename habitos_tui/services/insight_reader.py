"""One look at the log for insights: what several of them need is read once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cached_property
from typing import Final

from habitos_tui.domain.insight.aggregate import DayAggregate, Marks, PlaceAggregate, WeekAggregate
from habitos_tui.domain.insight.amounts import Amounts
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
from habitos_tui.domain.model.recurrence import DAYS_A_MONTH
from habitos_tui.domain.model.wishes import WishedBehavior, Wishes
from habitos_tui.domain.planning.week_in_rhythm import Happening, in_week
from habitos_tui.insight.amounts import amounts
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
DAYS_LOOKED_BACK: Final = 400
"""From when on it matters to a rhythm when something was done last: none is longer."""


class InsightReader:
    """The insights of one span, of one behavior if it is given; used inside of one `reading`."""

    def __init__(self, store: Store, span: Span, behavior: str | None, today: date) -> None:
        self._sums = store.statistics
        self._store = store
        self._span = span
        self._behavior = behavior
        self._today = today
        self._preferences = store.profile.preferences
        self._in_order: dict[str, Sequence[int]] = {}
        self._calendar = store.profile.weeks

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
            amounts=self.amounts(),
            booked=booked,
        )

    def strengths(self) -> Strengths:
        """Return how firm the behaviors in use within the span are at its end; archived ones stand still."""
        return strengths(self._within, self._marks, self._away, self._span.last, self._today)

    def streaks(self) -> Streaks:
        """Return the streaks up to today of the behaviors in use within the span."""
        return streaks(self._within, self._marks, self._away, self._today, self._calendar)

    def streaks_at_end(self) -> Streaks:
        """Return the streaks as the span has left them, its last day being over."""
        last = self._span.last
        marks, day_after = self._sums.marks(Span(EVER, last)), last + timedelta(days=1)
        # What was put away later was still in use, and what was wanted later is no matter of then.
        then = [
            replace(wished, wishes=wished.wishes.until(last), archived=not wished.on(last.toordinal()).active)
            for wished in self._within
        ]
        return streaks(then, marks, self._away, day_after, self._calendar)

    def wanted(self) -> Iterator[tuple[date, Behavior, int]]:
        """Yield the weeks of the span with the behaviors in use in each, and how often each was wanted.

        Where days were spent away, or a behavior was new or paused, it is less, and once at least as long as days are
        left.
        """
        for wished in self._wishes.behaviors:
            for week, behavior, days in self._asked_of(wished):
                yield week, wished.now, days.times(behavior.target_per_week)

    def rates(self) -> RateMap:
        """Return the completion rate by weekday and slot."""
        return rate_map(self._places, self._slots, self._preferences.week_start)

    def standings(self) -> SlotStandings:
        """Return the best and the hardest slots."""
        return slot_standings(self._places, self._behaviors, self._slots)

    def year(self) -> YearMap:
        """Return what was done day by day."""
        days = tuple(DayFigure(aggregate.day, aggregate.sessions, aggregate.minutes) for aggregate in self._days)
        away = sorted(day for day in map(date.fromordinal, self._away) if day in self._span)
        return YearMap(sum(day.sessions for day in days), self._span, days, tuple(away))

    def ratings(self) -> Ratings:
        """Return ratings over time and by slot."""
        return ratings(self._sums.ratings(self._span, self._calendar, self._behavior), self._slots)

    def lengths(self) -> Lengths:
        """Return planned against actual minutes."""
        return lengths(self._sums.lengths(self._span, self._behavior), self._behaviors)

    def energy(self) -> Energy:
        """Return energy used against the budget."""
        return energy(self._days, self._wishes.budget_on, self._week_starts)

    def efforts(self) -> Efforts:
        """Return minutes and sessions by objective, category and tag."""
        tagged = self._sums.tagged(self._span, self._calendar, self._behavior)
        return efforts(self._weeks, self._wishes, self._objectives, self._week_starts, tagged)

    def objectives(self) -> ObjectiveWeeks:
        """Return the objectives reached per week."""
        asked: dict[date, list[Behavior]] = {week: [] for week in self._week_starts}
        counted = {}
        for wished in self._wishes.behaviors:
            for week, behavior, days in self._asked_of(wished):
                asked[week].append(behavior)
                counted[week, wished.id] = days
        return objective_weeks(self._weeks, self._wishes, self._objectives, asked, counted=counted)

    def amounts(self) -> Amounts:
        """Return what was counted besides minutes."""
        counted = self._sums.amounts(self._span, self._calendar, self._behavior)
        return amounts(counted, self._weeks, self._behaviors, self._week_starts) if counted else Amounts.EMPTY

    def correlations(self) -> Correlations:
        """Return which behaviors are done on the same days."""
        return correlations(self._wishes.behaviors, self._marks, self._span, self._away, only=self._behavior)

    @cached_property
    def _wishes(self) -> Wishes:
        return self._store.all_wishes()

    @property
    def _behaviors(self) -> Sequence[Behavior]:
        return [wished.now for wished in self._wishes.behaviors]

    @cached_property
    def _within(self) -> Sequence[WishedBehavior]:
        """The behaviors, or the one that is looked at, as far as they were in use within the span."""
        chosen = (wished for wished in self._wishes.behaviors if self._behavior in {None, wished.id})
        first, last = self._span.first.toordinal(), self._span.last.toordinal()
        found = [wished for wished in chosen if wished.in_use_within(first, last)]
        if self._today == self._store.today():
            return found
        # As of an earlier day, what was put away later was still in use.
        return [replace(wished, archived=not wished.on(self._today.toordinal()).active) for wished in found]

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

    def _asked_of(self, wished: WishedBehavior) -> Iterator[tuple[date, Behavior, CountedDays]]:
        """Yield the weeks that ask for a behavior, as what it was wanted in each, and the days of each that count.

        A week is judged by what was wanted on its last day. After days of absence, or of a pause, the target is lower.
        """
        begun = max(self._began(wished), self._span.first.toordinal())
        for week in self._week_starts:
            days = range(week.toordinal(), self._calendar.last(week).toordinal() + 1)
            if not wished.in_use_within(days[0], days[-1]):
                continue
            behavior = self._in_week(wished, wished.on(days[-1]).behavior, week)
            resting = wished.at_rest_in(self._away, days[0], days[-1])
            away = {day - days[0] for day in days if day in resting}
            asked = behavior_while_away(turn_behavior(behavior, -week.weekday()), away) if away else behavior
            yield week, asked, self._counted(wished, behavior, days, begun)

    def _in_week(self, wished: WishedBehavior, behavior: Behavior, week: date) -> Behavior:
        """Return a behavior as a week asks for it, by its rhythm and what was done before.

        Its season is among the days on which it rests.
        """
        if behavior.rhythm is None:
            return behavior
        first, done = week.toordinal(), self._done_in_order(wished.id)
        before = [
            date.fromordinal(day)
            for day in done[bisect_left(done, first - DAYS_LOOKED_BACK) : bisect_left(done, first)]
        ]
        resting = wished.at_rest(self._away, first, first + DAYS_A_MONTH + DAYS_A_WEEK)
        away = frozenset(date.fromordinal(day) for day in resting if day >= first)
        return in_week(behavior, Happening(week, self._calendar, before, away=away))

    def _done_in_order(self, behavior: str) -> Sequence[int]:
        """Return the days on which a behavior was done, oldest first."""
        if behavior not in self._in_order:
            self._in_order[behavior] = sorted(self._marks.done.get(behavior, ()))
        return self._in_order[behavior]

    def _counted(self, wished: WishedBehavior, behavior: Behavior, days: range, begun: int) -> CountedDays:
        """Return the share of a behavior's days at home that count: since it has `begun`, as far as they are over.

        Days on which it was paused or put away do not count. What has gone by of today counts beside days that are
        over. Alone it is less than anybody could have met. Days that a cut week does not have are at home, and do not
        count.
        """
        resting = wished.at_rest_in(self._away, days[0], days[-1])
        usual = (day for day in range(days[0], days[0] + DAYS_A_WEEK) if (day - 1) % DAYS_A_WEEK in behavior.weekdays)
        home = [day for day in usual if day not in days or day not in resting]
        put_away = wished.out_of_use(days[0], days[-1])
        since = [day for day in home if day in days and day >= begun and day not in put_away]
        looked_at = [day for day in since if day <= self._span.last.toordinal()]
        over = float(len(looked_at))
        if looked_at and looked_at[-1] == self._today.toordinal():
            over += self._gone_by_of(behavior, alone=len(looked_at) == 1) - 1
        if not home:
            return CountedDays(0.0, 0.0)
        return CountedDays(over / len(home), len(since) / len(home), once_at_least=len(days) == DAYS_A_WEEK)

    def _gone_by_of(self, behavior: Behavior, *, alone: bool) -> float:
        """Return how much of today is over: all as soon as the behavior is done, else what has gone by.

        That is nothing while today is the first day that counts.
        """
        if self._today.toordinal() in self._marks.done.get(behavior.id, ()):
            return 1.0
        return 0.0 if alone else self._gone_by

    @cached_property
    def _gone_by(self) -> float:
        """The part of today that has gone by."""
        clock, day_end = self._store.clock, self._preferences.day_end
        begun, over = (clock.at(self._today + timedelta(days=days), day_end).astimezone(UTC) for days in (0, 1))
        return min(max((clock.now().astimezone(UTC) - begun) / (over - begun), 0.0), 1.0)

    def _began(self, wished: WishedBehavior) -> int:
        """Return the day on which a behavior was made, or earlier planned, done or skipped.

        Of one that nobody noted as made, and that never was any of these, it is the first day on which anything was.
        """
        made = None if wished.made is None else wished.made.toordinal()
        first = self._first_days.get(wished.id)
        known = [day for day in (made, first) if day is not None]
        return min(known, default=self._first_day)

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
        return self._sums.weeks(self._span, self._calendar, self._behavior)

    @cached_property
    def _places(self) -> Sequence[PlaceAggregate]:
        return self._sums.places(self._span, self._today, self._behavior)

    @cached_property
    def _week_starts(self) -> Sequence[date]:
        return self._calendar.between(self._span.first, self._span.last)
