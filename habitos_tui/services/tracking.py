"""Logging what was done: the agenda of a day, what was done, what was skipped, and the log of both.

Days are local dates that may go on past midnight, until the profile's day end. Moments are stored in UTC beside the
local date and the minutes after its midnight on the wall clock, so that neither travel nor summer time moves them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from habitos_tui.clock import existing
from habitos_tui.domain.model.agenda import DayAgenda, LogEntry, LogFilter, PlannedSession, SessionState, WeekAgenda
from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import LAST_MINUTE, MINUTES_PER_DAY, NOON, ONE_DAY, format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.present import Present
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.model.week import slot_at
from habitos_tui.domain.text.amount_phrasing import amount_after
from habitos_tui.domain.text.phrasing import day_label, duration, stars
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.agenda import agendas, read_history
from habitos_tui.services.counting import counted_of, fields_of, unit_of
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.task_progress import watched

EVERYTHING: Final = LogFilter()
WHAT: Final = "This entry"
_LOGGED: Final = ("completions", "absences", "away", "pauses")
"""The tables whose rows the log shows."""


class Tracking:
    """What one person did and skipped."""

    def __init__(self, store: Store, planning: Planning) -> None:
        self._store = store
        self._planning = planning
        self._log = store.completions

    def today(self) -> date:
        """Return the date that the present moment counts for."""
        return self._store.today()

    def day(self, day: date) -> DayAgenda:
        """Return what was planned for a day and what became of it, in time order."""
        return agendas(read_history(self._store, day - ONE_DAY, day + ONE_DAY), day, 1, self._present())[0]

    def days(self, first: date, count: int) -> tuple[DayAgenda, ...]:
        """Return so many days from `first` on, read as of one moment."""
        last = first + timedelta(days=count - 1)
        return agendas(read_history(self._store, first - ONE_DAY, last + ONE_DAY), first, count, self._present())

    def last_days(self) -> dict[str, date]:
        """Return by behavior the last day on which it was done; nothing of what was never done."""
        return self._log.last_days()

    def next_starts(self, days: int) -> dict[str, list[tuple[date, int]]]:
        """Return by behavior day and minute of what is planned from today on for so many days, in time order."""
        starts: dict[str, list[tuple[date, int]]] = {}
        for agenda in self.days(self.today(), days):
            for item in agenda.items:
                if item.session is not None and item.state is SessionState.PLANNED:
                    starts.setdefault(item.behavior.id, []).append((agenda.day, item.session.start))
        return starts

    def week(self, week: date) -> WeekAgenda:
        """Return the days of the week that `week` is in, with the frame to draw them on."""
        first, last = self._planning.week_of(week), self._planning.last_day(week)
        with self._store.database.reading():
            history = read_history(self._store, first - ONE_DAY, last + ONE_DAY)
            accepted = any(run.accepted_at is not None for run in self._store.plans.runs(week=first))
            problem = self._planning.outline(first, learned=True)
        days = agendas(history, first, (last - first).days + 1, self._present())
        days_of = {day.day for day in days}
        return WeekAgenda(first, days, problem, planned=accepted or any(s.day in days_of for s in history.sessions))

    def done(
        self,
        behavior_id: str,
        *,
        minutes: int | None = None,
        rating: int | None = None,
        at: datetime | None = None,
        day: date | None = None,
        note: str = "",
        energy_before: int | None = None,
        tags: Iterable[str] = (),
        session: UUID | None = None,
        amount: float | None = None,
    ) -> Completion:
        """Log a behavior as done and return the entry.

        It fulfils `session`, else the nearest session of the behavior still open on that day, or under the name of the
        day before or after if that is in progress; when there is none, or it is done already, or it is far ahead
        (`Present.reaches`), it is logged as unplanned. `minutes` default to the planned, else the typical ones;
        `amount` to the usual one of a behavior that has a unit, and 0 counts nothing. `at` (aware, local) is when it
        began. Without it, today it has just ended, or ended when the same began the last time, and on another `day` it
        began as planned. What began before midnight counts for the day it began on; of a session that could only begin
        after it, what there is of it since.
        """
        with self._store.change() as change:
            behavior = self._behavior(behavior_id)
            meant = None if session is None else self._session(session, behavior)
            planned = self._still_to_do(behavior, meant, day, at)
            if meant is None and self._begins_before(planned, minutes, at):
                planned = None
            usual = planned.minutes if planned is not None else self._usual_minutes(behavior)
            wanted = usual if minutes is None else minutes
            asked = next((session.day for session in (planned, meant) if session is not None), day)
            began = at or self._began(asked, wanted, behavior, planned)
            on = planned.day if planned is not None else self._day_of(asked, at, began)
            length = wanted if at is not None or planned is None else self._since(began, wanted)
            _refuse_another_day(began, on)
            counted = counted_of(behavior, amount)
            completion = validated(
                lambda: Completion(
                    id=uuid4(),
                    behavior=behavior.id,
                    day=on,
                    done_at=began.astimezone(UTC),
                    start=_minute_of(began, on),
                    minutes=length,
                    rating=rating,
                    note=note,
                    session=planned.id if planned is not None else None,
                    **fields_of(counted),
                    context=self._context(on, _minute_of(began, on), planned, energy_before, tags),
                ),
                WHAT,
            )
            change.label = f"Logged “{behavior.name}”, {duration(length)}{amount_after(counted)}"
            self._refuse_future(completion)
            self._forget_skip(planned)
            with watched(self._store, behavior.id) as progress:
                self._log.add(completion)
            change.label += progress.words
        return completion

    def rate(self, completion_id: UUID, rating: int | None) -> Completion:
        """Give an entry a rating from 1 to 5, or take it away."""
        with self._store.change() as change:
            rated = self._completion(completion_id).model_copy(update={"rating": rating})
            name = self._behavior(rated.behavior).name
            change.label = f"Rated “{name}” {stars(rating)}" if rating else f"Took the rating of “{name}” away"
            return self.edit(rated)

    def edit(self, completion: Completion) -> Completion:
        """Store a changed entry and return it; its moment, weekday and slot follow from its day and start.

        An entry moved to another day no longer fulfils the session it was planned as.
        """
        with self._store.change() as change:
            before = self._completion(completion.id)
            change.label = f"Changed the entry {self._entry(before)}"
            changed = validated(lambda: Completion.model_validate(completion.model_dump()), WHAT)
            if (changed.day, changed.start) != (before.day, before.start):
                changed = self._moved(changed, stays=changed.day == before.day)
                self._refuse_future(changed)
            with watched(self._store, changed.behavior) as progress:
                self._log.update(changed)
            change.label += progress.words
        return changed

    def with_amount(self, completion: Completion, amount: float) -> Completion:
        """Return an entry with another amount, in the unit it was counted in, else in that of its behavior.

        0 takes it away. Nothing is stored; InvalidInputError where nothing but minutes is counted.
        """
        unit = completion.unit or (unit_of(self._behavior(completion.behavior)) if amount else None)
        return completion.model_copy(update=fields_of(Counted(amount, unit) if amount and unit else None))

    def units(self, behavior_id: str) -> dict[str, int]:
        """Return how many entries of a behavior have an amount in each unit, the most first."""
        return self._log.units(behavior_id)

    def remove(self, completion_id: UUID) -> None:
        """Delete an entry; its session is open again."""
        with self._store.change() as change:
            completion = self._completion(completion_id)
            change.label, change.kind = f"Deleted the entry {self._entry(completion)}", UndoKind.DELETION
            with watched(self._store, completion.behavior, deleting=True) as progress:
                self._log.delete(completion.id)
            change.label += progress.words

    def skip(self, behavior_id: str, *, day: date | None = None, reason: str = "", session: UUID | None = None) -> Skip:
        """Leave out `session`, else the one still open that is nearest now, else the behavior for that day.

        On another `day` than today it is the first one still open. Without a `day`, one far ahead (`Present.reaches`)
        is not meant: an InvalidInputError names it.
        """
        with self._store.change() as change:
            behavior = self._behavior(behavior_id)
            change.label = f"Skipped “{behavior.name}”"
            meant = None if session is None else self._session(session, behavior)
            if meant is None:
                meant = self._to_skip(behavior, day)
            else:
                self._refuse_settled(meant)
            on = meant.day if meant is not None else day or self.today()
            if meant is None and any(known.behavior == behavior.id for known in self._log.skips_between(on, on)):
                raise InvalidInputError(f"“{behavior.name}” is skipped already on {day_label(on)}.")
            skip = validated(
                lambda: Skip(
                    id=uuid4(),
                    behavior=behavior.id,
                    day=on,
                    recorded_at=self._store.clock.now().astimezone(UTC),
                    reason=reason,
                    session=meant.id if meant is not None else None,
                ),
                WHAT,
            )
            self._log.add_skip(skip)
        return skip

    def edit_skip(self, skip: Skip) -> Skip:
        """Store another reason for a skip."""
        changed = validated(lambda: Skip.model_validate(skip.model_dump()), WHAT)
        with self._store.change(f"Changed the reason of {self._entry(skip)}"):
            self._log.set_reason(changed.id, changed.reason)
        return changed

    def unskip(self, skip_id: UUID) -> None:
        """Take a skip back; its session is open again."""
        with self._store.change() as change:
            skip = self._log.skip(skip_id)
            if skip is None:
                raise NotFoundError("This entry is no longer in the log.")
            change.label, change.kind = f"Deleted the skip {self._entry(skip)}", UndoKind.DELETION
            self._log.delete_skip(skip_id)

    def reopen(self, session_id: UUID) -> PlannedSession:
        """Plan a session again that was done or skipped, and return it: what was logged of it is deleted.

        NotFoundError when it is not planned, InvalidInputError when it is open anyway.
        """
        with self._store.change() as change:
            session = self.session(session_id)
            what = (
                f"“{self._behavior(session.behavior).name}” of {day_label(session.day)} {format_clock(session.start)}"
            )
            change.label = f"Reopened {what}"
            done = [c for c in self._log.between(session.day, session.day) if c.session == session.id]
            skips = list(self._skips_of(session))
            if not done and not skips:
                raise InvalidInputError(f"{what} is neither done nor skipped.", hint="It is open already.")
            with watched(self._store, session.behavior, deleting=True) as progress:
                for completion in done:
                    self._log.delete(completion.id)
            change.label += progress.words
            for skip in skips:
                self._log.delete_skip(skip.id)
        return session

    def session(self, session_id: UUID) -> PlannedSession:
        """Return a planned session; NotFoundError when it is not planned, or no longer."""
        session = self._store.plans.session(session_id)
        if session is None:
            raise NotFoundError("This session is no longer planned.")
        return session

    def entry(self, entry_id: UUID) -> Completion | Skip:
        """Return what the log has under an id; NotFoundError when that is nothing."""
        found = self._log.get(entry_id) or self._log.skip(entry_id)
        if found is None:
            raise NotFoundError("This entry is no longer in the log.")
        return found

    def log(self, wanted: LogFilter = EVERYTHING, limit: int = 50, offset: int = 0) -> tuple[LogEntry, ...]:
        """Return at most `limit` completions and skips behind the first `offset`, newest first."""
        by_assistants = self.by_assistants()
        return tuple(
            replace(entry, ended=self.end_of(entry.entry), by_assistant=entry.entry.id in by_assistants)
            for entry in self._log.page(wanted, limit, offset)
        )

    def by_assistants(self) -> frozenset[UUID]:
        """Return the ids of what an assistant changed last in the log, as far as changes are remembered."""
        return frozenset(map(UUID, self._store.journal.by_assistants(_LOGGED)))

    def end_of(self, entry: Completion | Skip | Away | Pause) -> int | None:
        """Return when something done was over on the wall clock, in minutes after midnight of its day."""
        return self._present().end_of(entry) if isinstance(entry, Completion) else None

    def count(self, wanted: LogFilter = EVERYTHING) -> int:
        """Return how many entries the log has."""
        return self._log.count(wanted)

    def tags(self, limit: int = 30) -> tuple[str, ...]:
        """Return at most `limit` of the tags in use, those used most first."""
        return self._log.tags(limit)

    def _entry(self, entry: Completion | Skip) -> str:
        """Return "“Run” of Mon 23 Nov"."""
        return f"“{self._behavior(entry.behavior).name}” of {day_label(entry.day)}"

    def _behavior(self, behavior_id: str) -> Behavior:
        behavior = self._store.behaviors.get(behavior_id)
        if behavior is None:
            raise NotFoundError(f"There is no behavior “{behavior_id}”.")
        return behavior

    def _session(self, session_id: UUID, behavior: Behavior) -> PlannedSession:
        session = self.session(session_id)
        if session.behavior != behavior.id:
            raise InvalidInputError(f"This session is not one of “{behavior.name}”.")
        return session

    def _completion(self, completion_id: UUID) -> Completion:
        completion = self._log.get(completion_id)
        if completion is None:
            raise NotFoundError("This entry is no longer in the log.")
        return completion

    def _present(self, moment: datetime | None = None) -> Present:
        return Present(self._store.clock, self.today(), moment)

    def _day_of(self, day: date | None, at: datetime | None, began: datetime) -> date:
        """Return the day that something unplanned counts for: today is only where it was asked for with a time."""
        if day is not None and (at is not None or day != self.today()):
            return day
        return self._store.day_of(began)

    def _open(self, behavior: Behavior, first: date, last: date) -> list[PlannedSession]:
        """Return the sessions of a behavior that were neither done nor skipped, in time order."""
        done, skipped = self._log.between(first, last), self._log.skips_between(first, last)
        settled = {completion.session for completion in done} | {skip.session for skip in skipped}
        sessions = self._store.plans.sessions(first, last)
        return [session for session in sessions if session.behavior == behavior.id and session.id not in settled]

    def _to_skip(self, behavior: Behavior, day: date | None) -> PlannedSession | None:
        """Return the session that is left out; InvalidInputError when the only one of an unnamed day is far ahead."""
        meant = self._nearest(behavior, day, None)
        if meant is None or day is not None or self._present().reaches(meant):
            return meant
        begins = f"{day_label(meant.day)} {format_clock(meant.start)}"
        raise InvalidInputError(
            f"“{behavior.name}” of {begins} is far ahead, and none is open before it.",
            hint="Name its day to leave it out already now, such as --day today.",
        )

    def _nearest(self, behavior: Behavior, day: date | None, at: datetime | None) -> PlannedSession | None:
        """Return the open session that is meant at a moment, the present one unless there is another.

        Those of the day, and of the days around it what is running or just over then. On another day than today
        without a moment, the first one.
        """
        present, today = self._present(at), self.today()
        if day is not None and day != today:
            sessions = self._open(behavior, day, day)
            return present.nearest(sessions) if at is not None else next(iter(sessions), None)
        on = day or (today if at is None else self._store.day_of(at))
        near = (s for s in self._open(behavior, on - ONE_DAY, on + ONE_DAY) if s.day == on or present.in_progress(s))
        return present.nearest(s for s in near if at is None or _is_within(at, s.day))

    def _still_to_do(
        self, behavior: Behavior, meant: PlannedSession | None, day: date | None, at: datetime | None
    ) -> PlannedSession | None:
        """Return the session that is fulfilled: the one that was meant unless it is done, else the nearest open one."""
        if meant is not None:
            return None if any(c.session == meant.id for c in self._log.between(meant.day, meant.day)) else meant
        nearest = self._nearest(behavior, day, at)
        if nearest is None or (day not in {None, self.today()} and at is None):
            return nearest
        return nearest if self._present(at).reaches(nearest) else None

    def _begins_before(self, planned: PlannedSession | None, minutes: int | None, at: datetime | None) -> bool:
        """Tell whether what has just ended began before the day of a session of today that is not in progress yet."""
        if planned is None or at is not None or planned.day != self.today() or self._present().in_progress(planned):
            return False
        began = self._just_ended(planned.behavior, planned.minutes if minutes is None else minutes)
        return began < self._first_moment(planned)

    def _began(self, day: date | None, minutes: int, behavior: Behavior, planned: PlannedSession | None) -> datetime:
        """Return when something began that is logged without a time."""
        ended = self._just_ended(behavior.id, minutes)
        if day is None or (planned is None and day == self.today()):
            return ended
        if planned is not None and (day == self.today() or self._present().in_progress(planned)):
            first = self._store.clock.local(max(ended.astimezone(UTC), self._first_moment(planned).astimezone(UTC)))
            if _minute_of(first, day) <= LAST_MINUTE:
                return first
        usual = self._store.clock.at(day, planned.start if planned is not None else self._usual_start(behavior))
        # On a day that is hardly over the usual time may be too late for as many minutes.
        late = usual.astimezone(UTC) > ended.astimezone(UTC) and _minute_of(ended, day) >= 0
        return ended if late and day < self.today() else usual

    def _just_ended(self, behavior_id: str, minutes: int) -> datetime:
        """Return when what ends now began; where the same was being done already, it ended before that.

        Lengths are lengths in UTC: a wall clock jumps with summer time.
        """
        length = timedelta(minutes=min(minutes, MINUTES_PER_DAY))
        end = self._store.clock.now().astimezone(UTC)
        for entry in self._latest_first(behavior_id):
            if entry.done_at < end and entry.done_at + timedelta(minutes=entry.minutes) > end - length:
                end = entry.done_at
        return self._store.clock.local(end - length)

    def _latest_first(self, behavior_id: str) -> list[Completion]:
        """Return what was logged of a behavior around today."""
        entries = self._log.between(self.today() - ONE_DAY, self.today() + ONE_DAY)
        return sorted((e for e in entries if e.behavior == behavior_id), key=lambda e: e.done_at, reverse=True)

    def _first_moment(self, session: PlannedSession) -> datetime:
        """Return the earliest that a session can have begun and still be one of its day."""
        first = min(self._store.profile.preferences.day_end, session.start)
        return self._store.clock.at(session.day, first)

    def _since(self, began: datetime, minutes: int) -> int:
        """Return the minutes of what began then, as far as they are over; nothing that is done ends in the future."""
        passed = self._store.clock.now().astimezone(UTC) - began.astimezone(UTC)
        return min(minutes, max(1, passed // timedelta(minutes=1))) if passed >= timedelta() else minutes

    def _usual_minutes(self, behavior: Behavior) -> int:
        """Return how long something takes that is not planned: of a task no more than is left of it."""
        done = self._log.minutes_before(None, (behavior.id,)) if behavior.task is not None else {}
        left = 0 if behavior.task is None else behavior.task.left(done.get(behavior.id, 0))
        return min(behavior.typical_minutes, left) if left else behavior.typical_minutes

    def _usual_start(self, behavior: Behavior) -> int:
        preferred = (slot for slot in self._store.calendar.slots() if slot.name in behavior.preferred_slots)
        return next((slot.start for slot in preferred), NOON)

    def _context(
        self, day: date, start: int, planned: PlannedSession | None, energy_before: int | None, tags: Iterable[str]
    ) -> Context:
        return Context(
            slot=slot_at(self._store.calendar.slots(), start),
            weekday=day.weekday(),
            planned_minutes=planned.minutes if planned is not None else None,
            planned_start=planned.start if planned is not None else None,
            energy_before=energy_before,
            tags=tuple(tags),
        )

    def _moved(self, completion: Completion, *, stays: bool) -> Completion:
        slot = slot_at(self._store.calendar.slots(), completion.start)
        context = completion.context.model_copy(update={"slot": slot, "weekday": completion.day.weekday()})
        began = existing(self._store.clock, completion.day, completion.start).astimezone(UTC)
        session = completion.session if stays else None
        return completion.model_copy(update={"done_at": began, "context": context, "session": session})

    def _refuse_future(self, completion: Completion) -> None:
        early = completion.day > self.today() and completion.session is None
        if early or completion.done_at > self._store.clock.now():
            raise InvalidInputError(
                f"{day_label(completion.day)} at that time is still to come.",
                issues=(("start", "is still to come"),),
                hint="Only what has been done can be logged.",
            )

    def _refuse_settled(self, session: PlannedSession) -> None:
        if any(c.session == session.id for c in self._log.between(session.day, session.day)):
            raise InvalidInputError("This session is done already.", hint="Delete its entry in the log first.")
        if any(s.session == session.id for s in self._log.skips_between(session.day, session.day)):
            raise InvalidInputError("This session is skipped already.")

    def _forget_skip(self, session: PlannedSession | None) -> None:
        """Take back the skip of a session that was done after all."""
        if session is not None:
            for skip in self._skips_of(session):
                self._log.delete_skip(skip.id)

    def _skips_of(self, session: PlannedSession) -> Iterable[Skip]:
        return (s for s in self._log.skips_between(session.day, session.day) if s.session == session.id)


def _refuse_another_day(moment: datetime, day: date) -> None:
    if not _is_within(moment, day):
        sentence = f"{day_label(moment.date())} is too far from {day_label(day)}, the day it would count for"
        raise InvalidInputError(f"{sentence}.", issues=(("day", sentence),))


def _is_within(moment: datetime, day: date) -> bool:
    return 0 <= _minute_of(moment, day) <= LAST_MINUTE


def _minute_of(moment: datetime, day: date) -> int:
    """Return what a wall clock shows, in minutes after midnight of `day`; negative on the day before."""
    return (moment.date() - day).days * MINUTES_PER_DAY + moment.hour * 60 + moment.minute
