"""Pausing a behavior for some days: nothing is asked of it, nothing is missed, its streak and strength stand still."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.pause import Pause, paused_on
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.text.pause_phrasing import pause_span
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.store import Store
from habitos_tui.services.week.reader import WeekReader


class BehaviorPauses:
    """The pauses of one profile's behaviors, past ones and those to come; no two of one behavior overlap."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.pauses

    def all(self) -> tuple[Pause, ...]:
        """Return every pause, oldest first."""
        return self._repository.all()

    def of(self, behavior_id: str) -> tuple[Pause, ...]:
        """Return the pauses of a behavior, oldest first."""
        return self._repository.of(behavior_id)

    def on(self, behavior_id: str, day: date) -> Pause | None:
        """Return the pause that a behavior is in on a day."""
        return paused_on(self.of(behavior_id), behavior_id, day)

    def at(self, behavior_id: str, day: date) -> Pause:
        """Return the pause that a behavior is in on a day; NotFoundError when there is none."""
        pause = self.on(behavior_id, day)
        if pause is None:
            raise NotFoundError(
                f"“{self._name(behavior_id)}” is not paused on {day_label(day)}.", hint="See: habitos-tui pause list"
            )
        return pause

    def coming(self) -> dict[str, Pause]:
        """Return by behavior the pause that it is in today, or the next one to come."""
        today = self._store.today()
        found: dict[str, Pause] = {}
        for pause in self.all():
            if pause.end >= today:
                found.setdefault(pause.behavior, pause)
        return found

    def planned(self, behavior_id: str, first: date, last: date | None) -> tuple[PlannedSession, ...]:
        """Return the sessions from today on that a pause would leave in the plan: not done, skipped or locked."""
        begin, end = max(first, self._store.today()), LATEST if last is None else last
        with self._store.database.reading():
            settled = WeekReader(self._store).settled_between(begin, end)
            found = self._store.plans.sessions(begin, end)
        mine = (session for session in found if session.behavior == behavior_id and not session.locked)
        return tuple(session for session in mine if session.id not in settled)

    def add(
        self, behavior_id: str, first: date, last: date | None = None, note: str = "", *, clear: bool = False
    ) -> Pause:
        """Pause a behavior from `first` to `last`, both included; without `last` until it is taken up again.

        With `clear` its `planned` sessions are taken out of the plan. InvalidInputError when the days are out of order,
        some of them are in another pause of it, or it is archived and would be paused today or later.
        """
        fields = {"id": uuid4(), "behavior": behavior_id, "first": first, "last": last, "note": note}
        pause = _checked(fields)
        with self._store.change(f"Paused “{self._name(behavior_id)}”, {pause_span(pause)}"):
            self._refuse_archived(pause)
            self._refuse_overlap(pause)
            self._repository.add(pause)
            if clear:
                self._clear(pause)
        return pause

    def edit(self, pause: Pause, *, clear: bool = False) -> Pause:
        """Store a changed pause under the id it has; `clear` and errors as of `add`."""
        changed = _checked(pause.model_dump())
        with self._store.change(f"Changed the pause of “{self._name(changed.behavior)}”, {pause_span(changed)}"):
            self._get(changed.id)
            self._refuse_overlap(changed)
            self._repository.update(changed)
            if clear:
                self._clear(changed)
        return changed

    def resume(self, behavior_id: str) -> Pause:
        """Take a behavior up again today and return what its pause was; what was paused before today stays so.

        NotFoundError when it is not paused today.
        """
        today = self._store.today()
        with self._store.change(f"Took “{self._name(behavior_id)}” up again"):
            pause = self.on(behavior_id, today)
            if pause is None:
                raise self._not_paused(behavior_id)
            if pause.first == today:
                self._repository.delete(pause.id)
            else:
                self._repository.update(pause.model_copy(update={"last": today - ONE_DAY}))
        return pause

    def remove(self, pause_id: UUID) -> Pause:
        """Forget a pause, its past days too, and return what it was."""
        with self._store.change() as change:
            pause = self._get(pause_id)
            name = self._name(pause.behavior)
            change.label, change.kind = f"Deleted the pause of “{name}”, {pause_span(pause)}", UndoKind.DELETION
            self._repository.delete(pause_id)
        return pause

    def _clear(self, pause: Pause) -> None:
        removed = [session.id for session in self.planned(pause.behavior, pause.first, pause.last)]
        self._store.plans.change_sessions(added=(), changed=(), removed=removed)

    def _get(self, pause_id: UUID) -> Pause:
        pause = self._repository.get(pause_id)
        if pause is None:
            raise NotFoundError("This pause is no longer there.")
        return pause

    def _name(self, behavior_id: str) -> str:
        behavior = self._store.behaviors.get(behavior_id)
        if behavior is None:
            raise NotFoundError(f"There is no behavior “{behavior_id}”.")
        return behavior.name

    def _not_paused(self, behavior_id: str) -> NotFoundError:
        name, coming = self._name(behavior_id), self.coming().get(behavior_id)
        if coming is None:
            return NotFoundError(f"“{name}” is not paused.", hint="See: habitos-tui pause list")
        hint = f"Its next pause: {pause_span(coming)}. It can be deleted: habitos-tui pause remove"
        return NotFoundError(f"“{name}” is not paused today.", hint=f"{hint} {behavior_id} {coming.first}")

    def _refuse_archived(self, pause: Pause) -> None:
        archived = {behavior.id for behavior in self._store.behaviors.all(archived=True)}
        if pause.behavior in archived and pause.end >= self._store.today():
            raise InvalidInputError(
                f"“{self._name(pause.behavior)}” is archived: it rests already.",
                hint="Take it back into use first, or enter a pause that is over.",
            )

    def _refuse_overlap(self, pause: Pause) -> None:
        for other in self.of(pause.behavior):
            if other.id != pause.id and other.first <= pause.end and pause.first <= other.end:
                where = "first" if other.covers(pause.first) else "last"
                raise InvalidInputError(
                    f"“{self._name(pause.behavior)}” is paused already: {pause_span(other)}.",
                    issues=((where, f"overlaps with another pause: {pause_span(other)}"),),
                    hint="Change that pause, or remove it first.",
                )


def _checked(fields: dict[str, Any]) -> Pause:
    return validated(lambda: Pause.model_validate(fields), "This pause")
