"""What the log says about a person's days and behaviors.

    insights = workspace.insights
    span = insights.span()               the last 53 weeks up to today; or span(first, last)
    insights.everything(span)            -> Statistics: all of the following at once, for a screen
    insights.rates(span)                 -> RateMap, and so on: one insight each

All take the id of a behavior as well, to look at nothing else. They are frozen values that say how much evidence they
rest on and are `empty` without any. Figures are read from the log and never stored: it may be filled in and changed
afterwards. Nothing here writes.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, TypeVar

from habitos_tui.domain.insight.effort import Booked, BookedDay, Efforts, Energy, Lengths, ObjectiveWeeks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Span
from habitos_tui.domain.insight.regularity import (
    Correlations,
    RateMap,
    Ratings,
    SlotStandings,
    Streaks,
    Strengths,
    YearMap,
)
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.agenda import DayAgenda, SessionState
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.week import free_windows, week_of
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.strength import DAYS_THAT_COUNT, strengths
from habitos_tui.services.insight_reader import LookBack
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.week.away import away_days

T = TypeVar("T")

WEEKS: Final = 53
"""Weeks looked back on, the present one included, unless another span is asked for: a year and the week it began in."""


class Insights:
    """One person's insights; `behavior` narrows each to one behavior, by its id."""

    def __init__(self, store: Store, tracking: Tracking, planning: Planning) -> None:
        self._store = store
        self._tracking = tracking
        self._planning = planning

    def span(self, first: date | None = None, last: date | None = None) -> Span:
        """Return the days from `first` to `last`, at most to today; without them the last 53 weeks.

        InvalidInputError when there are none.
        """
        today = self._tracking.today()
        until = today if last is None else min(last, today)
        this_week = week_of(until, self._store.profile.preferences.week_start)
        begin = this_week - timedelta(weeks=WEEKS - 1) if first is None else first
        if begin > until:
            why = "is still to come" if begin > today else f"comes after the last, {until}"
            raise InvalidInputError(f"The first day, {begin}, {why}.")
        return Span(begin, until)

    def everything(self, span: Span, behavior: str | None = None) -> Statistics:
        """Return every insight, read as of one moment."""

        def all_of(log: LookBack) -> Statistics:
            return Statistics(
                span=span,
                behavior=behavior,
                strengths=log.strengths(),
                streaks=log.streaks(),
                rates=log.rates(),
                standings=log.standings(),
                year=log.year(),
                ratings=log.ratings(),
                lengths=log.lengths(),
                energy=log.energy(),
                efforts=log.efforts(),
                objectives=log.objectives(),
                correlations=log.correlations(),
                booked=self.booked(),
            )

        return self._look(all_of, span, behavior)

    def strengths(self, behaviors: Iterable[Behavior]) -> dict[str, float]:
        """Return by id how firm each of `behaviors` is today, 0 to 1; those without evidence or target are left out."""
        today = self._tracking.today()
        span = Span(today - timedelta(days=DAYS_THAT_COUNT - 1), today)
        with self._store.database.reading():
            marks = self._store.statistics.marks(span)
            absences = self._store.away.between(span.first, span.last)
        away = [day.toordinal() for day in away_days(absences, span.first, span.last)]
        return {line.behavior: line.value for line in strengths(behaviors, marks, away, today, today).lines}

    def strength_lines(self, span: Span, behavior: str | None = None) -> Strengths:
        """Return how firm each active behavior is at the end of the span, and how it came to be."""
        return self._look(LookBack.strengths, span, behavior)

    def streaks(self, behavior: str | None = None, day: date | None = None) -> Streaks:
        """Return the streaks of each active behavior up to today, over all time; as they were on an earlier `day`."""
        until = self._tracking.today() if day is None else day
        with self._store.database.reading():
            return LookBack(self._store, Span(until, until), behavior, until).streaks()

    def rates(self, span: Span, behavior: str | None = None) -> RateMap:
        """Return the completion rate by weekday and slot."""
        return self._look(LookBack.rates, span, behavior)

    def standings(self, span: Span, behavior: str | None = None) -> SlotStandings:
        """Return how each behavior does in each slot, the best and the hardest of them."""
        return self._look(LookBack.standings, span, behavior)

    def year(self, span: Span, behavior: str | None = None) -> YearMap:
        """Return sessions and minutes day by day."""
        return self._look(LookBack.year, span, behavior)

    def ratings(self, span: Span, behavior: str | None = None) -> Ratings:
        """Return ratings over time and by slot."""
        return self._look(LookBack.ratings, span, behavior)

    def lengths(self, span: Span, behavior: str | None = None) -> Lengths:
        """Return planned against actual minutes of each behavior."""
        return self._look(LookBack.lengths, span, behavior)

    def energy(self, span: Span, behavior: str | None = None) -> Energy:
        """Return energy used against the budget, by day and week."""
        return self._look(LookBack.energy, span, behavior)

    def efforts(self, span: Span, behavior: str | None = None) -> Efforts:
        """Return minutes and sessions by objective and category, week by week."""
        return self._look(LookBack.efforts, span, behavior)

    def objectives(self, span: Span, behavior: str | None = None) -> ObjectiveWeeks:
        """Return the objectives reached per week against what is within reach."""
        return self._look(LookBack.objectives, span, behavior)

    def correlations(self, span: Span, behavior: str | None = None) -> Correlations:
        """Return which active behaviors are done on the same days; with `behavior`, only its pairs."""
        return self._look(LookBack.correlations, span, behavior)

    def booked(self) -> Booked:
        """Return how booked-out today and the six days after it are."""
        with self._store.database.reading():
            today = self._tracking.today()
            agendas = self._tracking.days(today, DAYS_A_WEEK)
            free = self._free_minutes()
        days = tuple(_booked(agenda, free[agenda.day]) for agenda in agendas)
        return Booked(sum(day.sessions for day in days), days)

    def _free_minutes(self) -> dict[date, int]:
        """Return by day the minutes within slots that busy time leaves, of the week that today is in and the next."""
        first = self._planning.this_week()
        free: dict[date, int] = {}
        for week in (first, first + timedelta(days=DAYS_A_WEEK)):
            problem = self._planning.outline(week)
            taken = [(busy.day, busy.start, busy.end) for busy in problem.busy]
            for day in range(DAYS_A_WEEK):
                free[week + timedelta(days=day)] = 0
            for window in free_windows(problem.slots, taken, grid=problem.grid_minutes, transition=0):
                free[week + timedelta(days=window.day)] += window.minutes
        return free

    def _look(self, insight: Callable[[LookBack], T], span: Span, behavior: str | None) -> T:
        with self._store.database.reading():
            return insight(LookBack(self._store, span, behavior, self._tracking.today()))


def _booked(agenda: DayAgenda, free: int) -> BookedDay:
    """Return how much of a day the plan takes: what was done without having been planned is no part of that."""
    standing = {SessionState.PLANNED, SessionState.DONE}
    planned = [item for item in agenda.items if item.session is not None and item.state in standing]
    return BookedDay(agenda.day, free, sum(item.minutes for item in planned), len(planned))
