"""The accepted plan for other programs' calendars."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from habitos_tui.clock import Clock
from habitos_tui.domain.model.agenda import AgendaItem, PlannedSession, SessionState
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.calendar_entry import CalendarEntry, WrittenCalendar
from habitos_tui.domain.model.profile import Profile
from habitos_tui.extras import require
from habitos_tui.services.tracking import Tracking

DOMAIN: Final = "@habitos-tui"
_SHOWN: Final = frozenset({SessionState.PLANNED, SessionState.DONE, SessionState.SKIPPED, SessionState.MISSED})


def owner_of(profile: Profile) -> str:
    """Return the end of the UID of every session of a profile."""
    return f".{profile.id.hex[:12]}{DOMAIN}"


class CalendarExport:
    """The sessions of one profile, written for calendars."""

    def __init__(self, profile: Profile, clock: Clock, tracking: Tracking) -> None:
        self._profile = profile
        self._clock = clock
        self._tracking = tracking

    def entries(self, weeks: int) -> tuple[CalendarEntry, ...]:
        """Return the sessions of this week and those after it, `weeks` in all, with what became of them."""
        return tuple(self._entries(self._first(), self._first() + weeks * ONE_WEEK))

    def write(self, place: Path, weeks: int, alarm: timedelta | None = None) -> WrittenCalendar:
        """Write the sessions into a folder as one item each, or else as one file.

        HabitosError when the file is another calendar or nothing can be written there.
        """
        require("calendar")
        from habitos_tui.exchange.calendars.writer import (  # noqa: PLC0415 - needs what not everybody has
            Writing,
            write_file,
            write_folder,
        )

        how = Writing(self._clock.now(), owner_of(self._profile), alarm)
        if place.is_dir():
            return write_folder(place, self.entries(weeks), how, self._first())
        return write_file(place, self.entries(weeks), how)

    def _first(self) -> date:
        return self._profile.weeks.of(self._tracking.today())

    def _entries(self, first: date, last: date) -> Iterator[CalendarEntry]:
        for agenda in self._tracking.days(first, (last - first) // ONE_DAY):
            for item in agenda.items:
                if item.session is not None and item.state in _SHOWN:
                    yield self._entry(item, item.session, agenda.day)

    def _entry(self, item: AgendaItem, session: PlannedSession, day: date) -> CalendarEntry:
        start = self._clock.at(day, item.start)
        return CalendarEntry(
            uid=f"{session.id}{owner_of(self._profile)}",
            title=item.behavior.name,
            start=start,
            end=start + timedelta(minutes=item.minutes),
            category=item.behavior.category,
            state=item.state,
            note=item.completion.note if item.completion is not None else "",
        )
