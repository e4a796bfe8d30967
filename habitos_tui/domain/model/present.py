"""The present moment beside planned sessions and entries, whatever day each of them counts for.

A session at 24:30 of Monday takes place on Tuesday, and one at 23:00 may be logged after midnight: distances to now are
measured in real time, so that neither the end of a day nor of a week nor summer time matters.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from habitos_tui.clock import Clock, wall_clock_end
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.completion import Completion

JUST_OVER: Final = timedelta(hours=2)
"""How long after its end a session is still the one that is meant, though another day has begun."""
FAR_AHEAD: Final = timedelta(hours=12)
"""From when on a session that begins on another date is too far ahead to be the one that is meant."""
NOW: Final = timedelta()


class Present:
    """A moment, the present one unless another is given, and the date that the present one counts for."""

    def __init__(self, clock: Clock, today: date, moment: datetime | None = None) -> None:
        self.today = today
        self._clock = clock
        self._moment = (moment or clock.now()).astimezone(UTC)

    def distance(self, session: PlannedSession) -> timedelta:
        """Return how long a session is over or still to come; nothing while it runs."""
        begin, end = self._span(session.day, session.start, session.minutes)
        return max(begin - self._moment, self._moment - end, NOW)

    def end_of(self, done: Completion) -> int:
        """Return when something done was over on the wall clock, in minutes after midnight of the day it counts for."""
        return wall_clock_end(self._clock, done.done_at, done.start, done.minutes)

    def holds(self, day: date, start: int, minutes: int) -> bool:
        """Tell whether something is in progress, or ended a moment ago, whatever day it counts for."""
        begin, end = self._span(day, start, minutes)
        return begin <= self._moment <= end + JUST_OVER

    def in_progress(self, session: PlannedSession) -> bool:
        """Tell whether a session is running or ended a moment ago."""
        return self.holds(session.day, session.start, session.minutes)

    def reaches(self, session: PlannedSession) -> bool:
        """Tell whether a session can be meant when no day is named: what is left of a date is often done early.

        One that begins after the next midnight can be meant from half a day before on. At half past one in the morning
        “Read” is the reading that has just ended and never the one 23 hours ahead, though both are of that date.
        """
        begin = self._clock.at(session.day, session.start)
        same_date = begin.date() <= self._clock.local(self._moment).date()
        return same_date or begin.astimezone(UTC) - self._moment <= FAR_AHEAD

    def nearest(self, sessions: Iterable[PlannedSession]) -> PlannedSession | None:
        """Return the session that runs, else the one that is over or to come the shortest; the earlier of two."""
        return min(sessions, key=lambda s: (self.distance(s), s.day, s.start, s.id), default=None)

    def _span(self, day: date, start: int, minutes: int) -> tuple[datetime, datetime]:
        begin = self._clock.at(day, start).astimezone(UTC)
        return begin, begin + timedelta(minutes=minutes)
