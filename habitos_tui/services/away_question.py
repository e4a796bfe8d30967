"""The question about days on which nobody looked: was the person away, or was what they planned missed?

It is asked once, on return. What was not done on such days is less sure to have been missed than what was seen to be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.away import MAX_DAYS, Away, AwayReason, away_on
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.pause import paused_on
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.away import TimeAway
from habitos_tui.services.store import Store
from habitos_tui.storage.seen_days import Seen

LOOK_BACK: Final = timedelta(days=60)
"""How far back days are asked about."""

MIN_DAYS: Final = 2
"""Days in a row: whoever looks every other day was not away."""


@dataclass(frozen=True, slots=True)
class UnseenDays:
    """Days in a row on which nothing was opened or logged although sessions were planned."""

    first: date
    last: date
    sessions: int
    """Planned on them."""

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last)


class AwayQuestion:
    """What is known of the days on which one person used their profile, and what they say of the others."""

    def __init__(self, store: Store, away: TimeAway) -> None:
        self._store, self._away = store, away

    def note_use(self) -> None:
        """Note that the profile is used today; writes once a day, and undo passes it over."""
        self._store.seen_days.add([self._store.today()], Seen.USED)

    def days(self) -> UnseenDays | None:
        """Return the latest days that are to be asked about; None when there are none."""
        today = self._store.today()
        span = Span(today - LOOK_BACK, today - ONE_DAY)
        with self._store.database.reading():
            known = self._store.days_seen(span) | self._store.seen_days.asked(span)
            absences = self._store.away.between(span.first, span.last)
            unknown = [day for day in span if day not in known and away_on(absences, day) is None]
            stretches = [stretch for stretch in _in_a_row(unknown) if stretch.days >= MIN_DAYS]
            found = [UnseenDays(s.first, s.last, self._planned(s)) for s in stretches]
        return next((days for days in reversed(found) if days.sessions), None)

    def _planned(self, days: Span) -> int:
        """Return how many sessions were planned on some days of behaviors that were not paused on them."""
        pauses = self._store.pauses.between(days.first, days.last)
        sessions = self._store.plans.sessions(days.first, days.last)
        return sum(paused_on(pauses, session.behavior, session.day) is None for session in sessions)

    def was_away(self, days: UnseenDays) -> Away:
        """Enter the days as an absence, which undo takes back, and ask about them no more."""
        with self._store.change() as change:
            self.leave_open(days)
            away = self._away.add(days.first, days.last, AwayReason.OTHER)
            change.label = f"Away {away_span(away)}"
        return away

    def was_there(self, first: date, last: date) -> None:
        """Note that the person was there: what was planned on these days was missed. They are not asked again.

        InvalidInputError for days that are out of order, too many, or not over yet.
        """
        if not first <= last < self._store.today() or (last - first).days >= MAX_DAYS:
            raise InvalidInputError(
                f"{day_label(first)} to {day_label(last)} are no days that are over.",
                hint=f"Name at most {MAX_DAYS} days before today, the first one first.",
            )
        self._store.seen_days.add(Span(first, last), Seen.MISSED)

    def leave_open(self, days: UnseenDays) -> None:
        """Ask about these days no more; nothing is known of them."""
        self._store.seen_days.add(days.span, Seen.ASKED)


def _in_a_row(days: Iterable[date]) -> Iterator[Span]:
    """Yield the stretches of consecutive days in sorted ones."""
    for _, group in groupby(enumerate(days), lambda placed: placed[1].toordinal() - placed[0]):
        stretch = [day for _, day in group]
        yield Span(stretch[0], stretch[-1])
