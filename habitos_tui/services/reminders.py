"""What is next: sessions that go on or begin soon, and what is due today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from habitos_tui.clock import Clock
from habitos_tui.domain.model.agenda import AgendaItem, SessionState
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.dues import Dues
from habitos_tui.services.tracking import Tracking

DAYS_AHEAD: Final = 7
"""In which the next session is looked for."""


class Urgency(StrEnum):
    """Why something is told."""

    NOW = "now"
    """A session goes on and is not done yet."""
    NEXT = "next"
    """A session begins."""
    DUE = "due"
    """A task or a rhythm has its day today."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be reminded of."""

    urgency: Urgency
    behavior: str
    name: str
    day: date
    """When it is planned, or since when it is due."""
    minutes: int | None = None
    """Of the session, or of the next piece of a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReminder(Reminder):
    """A session that goes on or begins."""

    begins: datetime
    """Aware, in local time."""

    def until(self, now: datetime) -> int:
        """Return the minutes until it begins, rounded up; negative when it goes on."""
        return -int((now - self.begins).total_seconds() // 60)


class Reminders:
    """What one person may be reminded of."""

    def __init__(self, clock: Clock, tracking: Tracking, behaviors: Behaviors, dues: Dues) -> None:
        self._clock = clock
        self._tracking = tracking
        self._behaviors = behaviors
        self._dues = dues

    def within(self, span: timedelta) -> tuple[SessionReminder, ...]:
        """Return the sessions that begin from now up to a span of time later, and no others, in time order."""
        now = self._clock.now()
        days = range(-1, 1 + span.days + 1)
        coming = (reminder for offset in days for reminder in self._sessions(self._tracking.today() + offset * ONE_DAY))
        return tuple(r for r in sorted(coming, key=_by_begin) if now <= r.begins < now + span)

    def now(self) -> tuple[Reminder, ...]:
        """Return what goes on, the next session of the coming days, and what is due or overdue today."""
        now, today = self._clock.now(), self._tracking.today()
        around = [reminder for offset in (-1, 0) for reminder in self._sessions(today + offset * ONE_DAY)]
        going_on = [r for r in around if r.begins <= now < r.begins + timedelta(minutes=r.minutes or 0)]
        following = next(self._following(now, today), None)
        return (*going_on, *([] if following is None else [following]), *self._due(today))

    def _following(self, now: datetime, today: date) -> Iterator[SessionReminder]:
        for offset in range(DAYS_AHEAD + 1):
            later = (r for r in self._sessions(today + offset * ONE_DAY) if r.begins > now)
            yield from sorted(later, key=_by_begin)

    def _sessions(self, day: date) -> Iterator[SessionReminder]:
        """Yield the sessions of a day that are still to be done."""
        for item in self._tracking.day(day).items:
            if item.session is not None and item.state in {SessionState.PLANNED, SessionState.MISSED}:
                yield self._reminder(item, day)

    def _reminder(self, item: AgendaItem, day: date) -> SessionReminder:
        begins = self._clock.at(day, item.start)
        urgency = Urgency.NEXT if begins > self._clock.now() else Urgency.NOW
        behavior = item.behavior
        return SessionReminder(urgency, behavior.id, behavior.name, day, item.minutes, begins=begins)

    def _due(self, today: date) -> Iterator[Reminder]:
        """Yield the tasks whose last day is over or today, then the behaviors whose rhythm asks for them."""
        for item in self._tracking.day(today).items:
            if item.due is not None:
                urgency = Urgency.OVERDUE if item.due.overdue else Urgency.DUE
                yield Reminder(urgency, item.behavior.id, item.behavior.name, item.due.due, item.minutes)
        known = {behavior.id: behavior for behavior in self._behaviors.all() if behavior.rhythm is not None}
        for behavior_id, due in self._dues.next(known.values()).items():
            # What is due on a day is among the items above, unless that day is one of absence.
            if not due.on_a_day and due.first <= today and not self._planned(behavior_id, today):
                yield Reminder(Urgency.DUE, behavior_id, known[behavior_id].name, due.first)

    def _planned(self, behavior_id: str, today: date) -> bool:
        """Tell whether a session of today is about a behavior already."""
        return any(item.behavior.id == behavior_id for item in self._tracking.day(today).items)


def _by_begin(reminder: SessionReminder) -> datetime:
    return reminder.begins
