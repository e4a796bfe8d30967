"""What the log says about a person's days and behaviors.

    insights = workspace.insights
    span = insights.span()               the last 53 weeks up to today; or span(first, last)
    insights.everything(span)            -> Statistics: all of the following at once, for a screen
    insights.year(span)                  -> YearMap, and so on: what is shown by itself as well

All but strengths take the id of a behavior as well, to look at nothing else. They are frozen values that say how much
evidence they rest on and are `empty` without any. Figures are read from the log and never stored: it may be filled in
and changed afterwards. Nothing here writes.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.insight.effort import Booked, BookedDay
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Span
from habitos_tui.domain.insight.regularity import (
    Streaks,
    StrengthLine,
    YearMap,
)
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.agenda import DayAgenda, SessionState
from habitos_tui.domain.model.base import TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.week import free_windows
from habitos_tui.domain.model.wishes import EVER, WishedBehavior
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.strength import DAYS_THAT_COUNT, strengths
from habitos_tui.services.insight_reader import InsightReader
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.week.away import away_days

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
        begin = self._store.profile.weeks.away(until, 1 - WEEKS) if first is None else first
        if begin > until:
            why = "is still to come" if begin > today else f"comes after the last, {until}"
            raise InvalidInputError(f"The first day, {begin}, {why}.")
        return Span(begin, until)

    def everything(self, span: Span, behavior: str | None = None) -> Statistics:
        """Return every insight, read as of one moment."""
        with self._store.database.reading():
            return self._reader(span, behavior).statistics(self._booked())

    def strengths(self, behaviors: Iterable[Behavior]) -> dict[str, float]:
        """Return by id how firm each of `behaviors` is today, 0 to 1; those without evidence or target are left out."""
        return {behavior: line.value for behavior, line in self.strength_lines(behaviors).items()}

    def strength_lines(self, behaviors: Iterable[Behavior]) -> dict[str, StrengthLine]:
        """Return the strengths with their course over the last weeks."""
        today, ids = self._tracking.today(), {behavior.id for behavior in behaviors}
        with self._store.database.reading():
            wished = [behavior for behavior in self._store.all_wishes().behaviors if behavior.id in ids]
            span = Span(_first_that_counts(wished, today), today)
            marks = self._store.statistics.marks(span)
            absences = self._store.away.between(span.first, span.last)
        away = [day.toordinal() for day in away_days(absences, span.first, span.last)]
        return {line.behavior: line for line in strengths(wished, marks, away, today, today).lines}

    def streaks(self, behavior: str | None = None, day: date | None = None) -> Streaks:
        """Return the streaks of each behavior in use today, over all time; as they were on an earlier `day`."""
        until = self._tracking.today() if day is None else day
        with self._store.database.reading():
            return InsightReader(self._store, Span(until, until), behavior, until).streaks()

    def year(self, span: Span, behavior: str | None = None) -> YearMap:
        """Return sessions and minutes day by day."""
        with self._store.database.reading():
            return self._reader(span, behavior).year()

    def _booked(self) -> Booked:
        """Return how booked-out today and the six days after it are."""
        agendas, free = self._tracking.days(self._tracking.today(), DAYS_A_WEEK), self._free_minutes()
        days = tuple(_booked_day(agenda, free[agenda.day]) for agenda in agendas)
        return Booked(sum(day.sessions for day in days), days)

    def _free_minutes(self) -> dict[date, int]:
        """Return by day the minutes within slots that busy time leaves, of the weeks of the coming seven days."""
        today, weeks = self._tracking.today(), self._store.profile.weeks
        free: dict[date, int] = defaultdict(int)
        for week in weeks.between(today, today + TO_LAST_DAY):
            problem = self._planning.outline(week)
            taken = [(busy.day, busy.start, busy.end) for busy in problem.busy]
            for window in free_windows(problem.slots, taken, grid=problem.grid_minutes, transition=0):
                free[week + timedelta(days=window.day)] += window.minutes
        return free

    def _reader(self, span: Span, behavior: str | None) -> InsightReader:
        return InsightReader(self._store, span, behavior, self._tracking.today())


def _first_that_counts(behaviors: Iterable[WishedBehavior], today: date) -> date:
    """Return the first day that strengths look back to: all there are where one stood still or has a rhythm."""
    known = tuple(behaviors)
    changed = (version.value for b in known if len(b.wishes.versions) > 1 for version in b.wishes.versions)
    stood_still = any(b.pauses or b.has_seasons or b.has_rhythms for b in known) or not all(
        wish.judged for wish in changed
    )
    return EVER if stood_still else today - timedelta(days=DAYS_THAT_COUNT - 1)


def _booked_day(agenda: DayAgenda, free: int) -> BookedDay:
    """Return how much of a day the plan takes: what was done without having been planned is no part of that."""
    standing = {SessionState.PLANNED, SessionState.DONE}
    planned = [item for item in agenda.items if item.session is not None and item.state in standing]
    return BookedDay(agenda.day, free, sum(item.minutes for item in planned), len(planned))
