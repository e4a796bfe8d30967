"""Changing a plan by hand: a session is picked up, tried in other places, and placed there or dropped.

`pick_up` reads a week once; `check` then judges places without the database, in a few milliseconds, and `make_room`
looks for the best week that has the session there, in any thread. `place` stores the week that is kept in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Event
from uuid import UUID, uuid4

from habitos_tui.clock import existing
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import ALL_DAYS, DAYS, format_clock
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rhythm import MonthDates
from habitos_tui.domain.planning.changes import session_changes
from habitos_tui.domain.planning.why import Edit, EditCheck, Rearranged
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.planning import Planning
from habitos_tui.services.questions import Questions
from habitos_tui.services.store import Store
from habitos_tui.services.week.merge import as_placed
from habitos_tui.services.week.weekdays import turn_behavior


@dataclass(frozen=True, slots=True)
class PickedUp:
    """A planned session, or a new one of a behavior, with its week as that can still be changed."""

    week: date
    problem: Problem
    """Holds the session neither as fixed nor by its lock."""
    sessions: tuple[Session, ...]
    """What lies ahead and may be moved, the session included unless its time went by."""
    behavior: str
    minutes: int
    planned: PlannedSession | None = None
    old: Session | None = None
    """The session as it was, if it lies ahead."""
    known: frozenset[str] = frozenset()
    """What the week breaks already, whatever is done with the session."""
    objective: float | None = None
    """What the week is worth as it is, in model units."""

    def session_at(self, day: int, start: int, minutes: int | None = None) -> Session | None:
        """Return the session at a place of the week; None outside every slot."""
        slot = self.problem.slot_at(start)
        if slot is None:
            return None
        length = self.minutes if minutes is None else minutes
        return Session(behavior=self.behavior, day=day, slot=slot, start=start, minutes=length)


class PlanEditing:
    """What one person does to their plan without the solver."""

    def __init__(self, store: Store, planning: Planning, questions: Questions) -> None:
        self._store = store
        self._planning = planning
        self._questions = questions

    def pick_up(self, session_id: UUID) -> PickedUp:
        """Pick up a planned session; InvalidInputError when its week is over."""
        with self._store.database.reading():
            planned = self._planned(session_id)
            picked = self._picked_up(planned.day, planned.behavior, planned.minutes, planned)
        here = as_placed(planned, picked.week, picked.problem.slots)
        return replace(picked, old=here if here in picked.sessions else None)

    def pick_up_new(self, week: date, behavior_id: str) -> PickedUp:
        """Pick up a new session of a behavior, of its typical length in whole grid steps."""
        with self._store.database.reading():
            behavior = self._store.behaviors.get(behavior_id)
            if behavior is None:
                raise NotFoundError(f"There is no behavior “{behavior_id}”.")
            grid = self._store.profile.preferences.grid_minutes
            minutes = max(round(behavior.typical_minutes / grid), 1) * grid
            return self._picked_up(week, behavior_id, minutes, None)

    def check(self, picked: PickedUp, day: int, start: int, minutes: int | None = None) -> EditCheck:
        """Return what it breaks and costs to place the session there and change nothing else."""
        new = picked.session_at(day, start, minutes)
        nowhere = self._nowhere(picked.week + timedelta(days=day), start, in_slot=new is not None)
        if new is None or nowhere:
            return replace(self._judged(picked, Edit()), violations=(nowhere,))
        return self._judged(picked, Edit(picked.old, new))

    def _nowhere(self, day: date, start: int, *, in_slot: bool) -> str:
        """Return why no session can begin there, whatever else is planned; nothing where one can."""
        try:
            existing(self._store.clock, day, start)
        except InvalidInputError as error:
            return error.message
        return "" if in_slot else f"{WEEKDAYS[day.weekday()]} at {format_clock(start)} lies outside every slot."

    def check_drop(self, picked: PickedUp) -> EditCheck:
        """Return what it breaks and costs to leave the session out."""
        return self._judged(picked, Edit(picked.old, None))

    def make_room(self, picked: PickedUp, session: Session, cancel: Event | None = None) -> Rearranged | None:
        """Return the best week found that has the session in the slot of `session`; None when there is none."""
        return self._questions.price_of_move(picked.problem, picked.sessions, Edit(picked.old, session), cancel)

    def place(self, picked: PickedUp, sessions: Sequence[Session], lock: Session | None = None) -> None:
        """Make `sessions` what lies ahead in the week of `picked`; `lock` is the one of them that was moved or added.

        It stays where it is when the week is planned again. A session picked up whose time went by today is planned
        anew; one missed on an earlier day stays in the week as missed.
        """
        with self._store.change(self._label(picked, lock)):
            rows = self._rows(picked)
            before = {as_placed(row, picked.week, picked.problem.slots): row for row in rows}
            added, changed, removed = list[PlannedSession](), list[PlannedSession](), list[UUID]()
            for change in session_changes([session for session in before if session is not None], sessions):
                row = None if change.before is None else before[change.before]
                if change.after is None:
                    removed += [] if row is None else [row.id]
                    continue
                locked = change.after == lock
                if row is None:
                    added.append(_stored(change.after, picked.week, uuid4(), locked=locked))
                else:
                    changed.append(_stored(change.after, picked.week, row.id, locked=locked or row.locked))
            moved = [session for session in changed if session not in rows]
            self._store.plans.change_sessions(added=added, changed=moved, removed=removed)

    def drop(self, picked: PickedUp) -> None:
        """Take the session out of the plan."""
        if picked.planned is None:
            raise NotFoundError("There is no planned session to drop.")
        where = day_label(picked.planned.day)
        with self._store.change(f"Took “{self._name(picked)}” on {where} out of the plan"):
            removed = self._planned(picked.planned.id).id
            self._store.plans.change_sessions(added=(), changed=(), removed=[removed])

    def _label(self, picked: PickedUp, lock: Session | None) -> str:
        if lock is None:
            return f"Changed the plan of the week of {day_label(picked.week)}"
        verb = "Added" if picked.planned is None else "Moved"
        day = day_label(picked.week + timedelta(days=lock.day))
        return f"{verb} “{self._name(picked)}” to {day} {format_clock(lock.start)}"

    def _name(self, picked: PickedUp) -> str:
        behavior = self._store.behaviors.get(picked.behavior)
        return picked.behavior if behavior is None else behavior.name

    def _rows(self, picked: PickedUp) -> list[PlannedSession]:
        """Return the sessions that may be moved as they are stored; refuse when they are no longer those of `picked`.

        A session that was picked up, was to be today, and whose time went by, is among them.
        """
        planned = picked.planned
        rows = list(self._planning.movable(picked.week, None if planned is None else planned.id))
        placed = [as_placed(row, picked.week, picked.problem.slots) for row in rows]
        if tuple(session for session in placed if session is not None) != picked.sessions:
            raise InvalidInputError("The plan has changed in the meantime.", hint="Look at the week and try again.")
        if planned is not None and planned not in rows:
            self._planned(planned.id)
            rows += [planned] if planned.day == self._store.today() else []
        return rows

    def _planned(self, session_id: UUID) -> PlannedSession:
        session = self._store.plans.session(session_id)
        if session is None:
            raise NotFoundError("This session is no longer planned.")
        return session

    def _picked_up(self, week: date, behavior: str, minutes: int, planned: PlannedSession | None) -> PickedUp:
        unlocked = None if planned is None else planned.id
        first = self._planning.week_of(week)
        problem = self._open_to(behavior, self._planning.problem_for(first, at_once=True, unlocked=unlocked))
        if behavior not in problem.behavior_by_id:
            raise self._resting(behavior, first)
        placed = (as_placed(row, first, problem.slots) for row in self._planning.movable(first, unlocked))
        picked = PickedUp(
            week=first,
            problem=problem,
            sessions=tuple(session for session in placed if session is not None),
            behavior=behavior,
            minutes=minutes,
            planned=planned,
        )
        checked = self._judged(picked, Edit())
        return replace(picked, known=frozenset(checked.violations), objective=checked.objective)

    def _open_to(self, behavior_id: str, problem: Problem) -> Problem:
        """Return the week in which a rhythm or season keeps a behavior from no day: by hand it goes where it is put."""
        behavior, asked = self._store.behaviors.get(behavior_id), problem.behavior_by_id.get(behavior_id)
        if behavior is None or asked is None or (behavior.rhythm is None and behavior.season is None):
            return problem
        own = turn_behavior(behavior, -problem.week_start.weekday())
        days = ALL_DAYS if isinstance(behavior.rhythm, MonthDates) else own.weekdays
        free = len(DAYS) * behavior.max_per_day
        most = free if behavior.says_how_often else max(asked.week_limit, behavior.week_limit)
        update = {"weekdays": days, "min_gap_days": own.min_gap_days, "max_per_week": most}
        opened = asked.model_copy(update=update)
        return problem.changed(behaviors=tuple(opened if b is asked else b for b in problem.behaviors))

    def _resting(self, behavior_id: str, week: date) -> InvalidInputError:
        """Return the error for a behavior that is no part of a week: it is put away, or paused on all of its days."""
        behavior = self._store.behaviors.get(behavior_id)
        name = behavior_id if behavior is None else behavior.name
        return InvalidInputError(
            f"“{name}” rests in the week of {day_label(week)}: nothing of it can be planned there.",
            hint="End its pause earlier, or take it back into use.",
        )

    def _judged(self, picked: PickedUp, edit: Edit) -> EditCheck:
        checked = self._questions.check_edit(picked.problem, picked.sessions, edit, picked.objective)
        new = tuple(sentence for sentence in checked.violations if sentence not in picked.known)
        return replace(checked, violations=new)


def _stored(session: Session, week: date, session_id: UUID, *, locked: bool) -> PlannedSession:
    return PlannedSession(
        id=session_id,
        behavior=session.behavior,
        day=week + timedelta(days=session.day),
        slot=session.slot,
        start=session.start,
        minutes=session.minutes,
        locked=locked,
    )
