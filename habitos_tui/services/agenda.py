"""Puts planned sessions, completions, skips, absences and pauses together into days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from habitos_tui.domain.model.agenda import (
    AgendaItem,
    DayAgenda,
    PlannedSession,
    SessionState,
    energy_of,
    minutes_of,
)
from habitos_tui.domain.model.away import Away, away_on
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause, paused_on
from habitos_tui.domain.model.present import Present
from habitos_tui.domain.model.wishes import Wishes
from habitos_tui.services.due_today import DueBehavior, due_today
from habitos_tui.services.store import Store


@dataclass(frozen=True, slots=True)
class LoggedDays:
    """What was planned and what happened on some days."""

    sessions: tuple[PlannedSession, ...]
    completions: tuple[Completion, ...]
    skips: tuple[Skip, ...]
    absences: tuple[Away, ...]
    pauses: tuple[Pause, ...]
    wishes: Wishes
    budget: tuple[float | None, ...]
    """The energy that plans may use, by weekday, Monday first."""
    due_today: tuple[DueBehavior, ...] = ()
    """What is overdue or due today."""

    def behavior(self, behavior_id: str, day: date, today: date) -> Behavior:
        """Return a behavior as it was wanted on a day gone by, or from today on as it is planned."""
        wished = self.wishes.by_id[behavior_id]
        return wished.on(day.toordinal()).behavior if day < today else wished.now

    def energy_limit(self, day: date, today: date) -> float | None:
        """Return the energy budget of a day: that of then, or from today on that of plans."""
        return self.wishes.budget_on(day) if day < today else self.budget[day.weekday()]


def read_history(store: Store, first: date, last: date) -> LoggedDays:
    """Read everything about the days from `first` to `last`, as of one moment."""
    with store.database.reading():
        wishes = store.all_wishes()
        in_use = [wished.now for wished in wishes.behaviors if not wished.archived]
        due = due_today(store, in_use) if first <= store.today() <= last else ()
        return LoggedDays(
            store.plans.sessions(first, last),
            store.completions.between(first, last),
            store.completions.skips_between(first, last),
            store.away.between(first, last),
            store.pauses.between(first, last),
            wishes,
            store.profile.preferences.energy_budget,
            due,
        )


def agendas(history: LoggedDays, first: date, days: int, present: Present) -> tuple[DayAgenda, ...]:
    """Return the agendas of so many days from `first` on.

    What was planned before today and left open is missed, unless it is in progress. On a day of absence, or of
    a pause of its behavior, it is neither missed nor to be done. The history of the days around today is needed to find
    what is in progress on it as well.
    """
    return tuple(_agenda(history, first + timedelta(days=offset), present) for offset in range(days))


def _agenda(history: LoggedDays, day: date, present: Present) -> DayAgenda:
    items = sorted(_items(history, day, present), key=_in_time_order)
    return DayAgenda(
        day=day,
        items=tuple(items),
        minutes=minutes_of(items),
        energy=energy_of(items),
        energy_limit=history.energy_limit(day, present.today),
        away=away_on(history.absences, day),
        night=tuple(_night(history, day, present)) if day == present.today else (),
    )


def _night(history: LoggedDays, today: date, present: Present) -> Iterator[AgendaItem]:
    """Yield what is in progress and counts for the day before or after, each day's in time order."""
    for day in (today - ONE_DAY, today + ONE_DAY):
        for item in sorted(_items(history, day, present), key=_in_time_order):
            timed = item.completion or item.session
            if item.state.asked_for and timed and present.holds(day, timed.start, timed.minutes):
                yield item


def _items(history: LoggedDays, day: date, present: Present) -> list[AgendaItem]:
    done = {c.session: c for c in history.completions if c.session is not None}
    skipped = {s.session: s for s in history.skips if s.session is not None}
    sessions = [session for session in history.sessions if session.day == day]
    items = [_planned(history, session, done, skipped, present) for session in sessions]
    planned = {session.id for session in history.sessions}
    items += [
        _done(history.behavior(c.behavior, day, present.today), None, c, present)
        for c in history.completions
        if c.day == day and c.session not in planned
    ]
    items += [
        AgendaItem(history.behavior(s.behavior, day, present.today), None, SessionState.SKIPPED, skip=s)
        for s in history.skips
        if s.day == day and s.session not in planned
    ]
    return [*_due(history, day, items), *items] if day == present.today else items


def _due(history: LoggedDays, day: date, items: Sequence[AgendaItem]) -> Iterator[AgendaItem]:
    """Yield what is overdue or due on the day, unless the day has it planned still, or skipped."""
    if away_on(history.absences, day) is not None:
        return
    there = {item.behavior.id for item in items if item.state in {SessionState.PLANNED, SessionState.SKIPPED}}
    for behavior, due in history.due_today:
        if behavior.id not in there and paused_on(history.pauses, behavior.id, day) is None:
            yield AgendaItem(behavior, None, SessionState.PLANNED, due=due)


def _planned(
    history: LoggedDays,
    session: PlannedSession,
    done: Mapping[UUID, Completion],
    skipped: Mapping[UUID, Skip],
    present: Present,
) -> AgendaItem:
    behavior = history.behavior(session.behavior, session.day, present.today)
    if session.id in done:
        return _done(behavior, session, done[session.id], present)
    if session.id in skipped:
        return AgendaItem(behavior, session, SessionState.SKIPPED, skip=skipped[session.id])
    if away_on(history.absences, session.day) is not None:
        return AgendaItem(behavior, session, SessionState.AWAY)
    if paused_on(history.pauses, session.behavior, session.day) is not None:
        return AgendaItem(behavior, session, SessionState.PAUSED)
    missed = session.day < present.today and not present.in_progress(session)
    return AgendaItem(behavior, session, SessionState.MISSED if missed else SessionState.PLANNED)


def _done(behavior: Behavior, session: PlannedSession | None, done: Completion, present: Present) -> AgendaItem:
    return AgendaItem(behavior, session, SessionState.DONE, completion=done, ended=present.end_of(done))


def _in_time_order(item: AgendaItem) -> tuple[int, int, str]:
    """Sort by time; what is due comes first, what else has none, such as a day without the behavior, last."""
    if item.due is not None:
        return -1, item.due.due.toordinal(), item.behavior.name
    return int(not item.timed), item.start, item.behavior.name
