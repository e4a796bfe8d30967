"""What a person can do with busy time: that of every week, that of single dates, and dates on which it is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from habitos_tui.clock import existing
from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy, on_own_day
from habitos_tui.domain.model.base import MINUTES_PER_DAY, ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.domain.model.week import Busy
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label, on_days
from habitos_tui.errors import NotFoundError
from habitos_tui.services.store import Store
from habitos_tui.services.week.problem import busy_parts, occurrences

BUSY_TIME: Final = "This busy time"
"""What sentences call it that say what is wrong with it."""

ONE_MINUTE: Final = 1
"""The grid of what is shown as it was typed."""


@dataclass(frozen=True, slots=True)
class BusyChange:
    """A change of busy time as one step; dates that it does not name stay as they are."""

    weekly: tuple[WeeklyBusy, ...]
    """The whole list of weekly busy time."""
    dropped: tuple[UUID, ...] = ()
    """Busy time of single dates to delete."""
    dated: tuple[DatedBusy, ...] = ()
    """Busy time of single dates to add."""
    days_off: tuple[BusyDayOff, ...] = ()
    """Dates on which weekly busy time becomes free."""


class BusyTime:
    """The busy time of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.calendar

    def busy(self) -> tuple[WeeklyBusy, ...]:
        """Return the busy time of every week, by weekday (Monday = 0) and start."""
        return self._repository.busy()

    def dated(self, first: date, last: date = LATEST) -> tuple[DatedBusy, ...]:
        """Return the busy time of single dates from `first` to `last`, both included, in time order."""
        return self._repository.dated(first, last)

    def days_off(self, first: date, last: date = LATEST) -> tuple[BusyDayOff, ...]:
        """Return the dates from `first` to `last` on which busy time of every week is free."""
        return self._repository.days_off(first, last)

    def of_week(self, week: date) -> tuple[tuple[WeeklyBusy | DatedBusy, int], ...]:
        """Return what touches the week beginning on `week`, each with its day counted from the first."""
        around = (week - ONE_DAY, week + ONE_WEEK)
        with self._store.database.reading():
            return tuple(occurrences(week, self.busy(), self.dated(*around), self.days_off(*around)))

    def on_days(self, first: date, days: int) -> tuple[tuple[Busy, ...], ...]:
        """Return what is taken on each of so many days from `first` on, a week at most, in time order.

        A night is part of the day that it begins on, as far as that day goes on past midnight, and of the next.
        """
        latest = max((slot.end for slot in self._repository.slots()), default=MINUTES_PER_DAY)
        found = [part.busy for block, day in self.of_week(first) for part in busy_parts(block, day, latest, ONE_MINUTE)]
        found.sort(key=lambda busy: (busy.start, busy.end, busy.title))
        return tuple(tuple(busy for busy in found if busy.day == day) for day in range(days))

    def add_busy(self, weekday: int, start: int, end: int, title: str = "") -> WeeklyBusy:
        """Store busy time of every week; an end before the start means the next morning, 25:00 the night after."""
        block = on_own_day(_weekly({"id": uuid4(), "weekday": weekday, "start": start, "end": end, "title": title}))
        with self._store.change(f"Added {_named(block)}"):
            self._repository.add_busy(block)
        return block

    def add_on(self, weekdays: Iterable[int], start: int, end: int, title: str = "") -> tuple[WeeklyBusy, ...]:
        """Store the same busy time of every week on several weekdays, as one change."""
        with self._store.change() as change:
            added = tuple(self.add_busy(weekday, start, end, title) for weekday in weekdays)
            change.label = f"Added {busy_name(title)} {on_days([block.weekday for block in added]) or 'every day'}"
        return added

    def update_busy(self, block: WeeklyBusy) -> WeeklyBusy:
        """Store changed busy time under the id it has."""
        block = _weekly(block.model_dump())
        with self._store.change(f"Changed {_named(block)}"):
            self._get_busy(block.id)
            self._repository.update_busy(block)
        return block

    def delete_busy(self, busy_id: UUID) -> None:
        """Free the time again, in every week."""
        block = self._get_busy(busy_id)
        with self._store.change(f"Deleted {_named(block)}", UndoKind.DELETION):
            self._repository.delete_busy(block.id)

    def replace_busy(self, blocks: tuple[WeeklyBusy, ...], label: str = "Changed the busy time") -> None:
        """Store a whole new list of what is taken every week; `label` names the change for undo."""
        self.change_busy(BusyChange(blocks), label)

    def change_busy(self, change: BusyChange, label: str, kind: UndoKind = UndoKind.CHANGE) -> None:
        """Make a change of what is taken every week and on single dates; `label` and `kind` are for undo.

        A new date on which the clocks leave out its start is refused.
        """
        weekly = tuple(_weekly(block.model_dump()) for block in change.weekly)
        dated = tuple(_dated(block.model_dump()) for block in change.dated)
        for block in dated:
            existing(self._store.clock, block.day, block.start)
        with self._store.change(label, kind):
            self._repository.replace_busy(weekly)
            for gone in change.dropped:
                self._give_up(gone)
            self._repository.add_dated(dated)
            known = set(self._repository.days_off(date.min, LATEST))
            self._repository.add_days_off([off for off in dict.fromkeys(change.days_off) if off not in known])

    def add_dated(self, day: date, start: int, end: int, title: str = "") -> DatedBusy:
        """Store busy time of one date; an end before the start means the next morning, 25:00 the night after."""
        block = on_own_day(_dated({"id": uuid4(), "day": day, "start": start, "end": end, "title": title}))
        existing(self._store.clock, block.day, block.start)
        with self._store.change(f"Added {_named(block)}"):
            self._repository.add_dated([block])
        return block

    def delete_dated(self, block: DatedBusy) -> None:
        """Free the time of one date again; NotFoundError when it is free already.

        What comes from a calendar stays known as freed: the next reading would bring it back otherwise.
        """
        said = "Deleted" if block.source is None else "Freed"
        with self._store.change(f"{said} {_named(block)}", UndoKind.DELETION):
            self._give_up(block.id)

    def take_dated_again(self, block: DatedBusy) -> None:
        """Take the time of a calendar again that was freed."""
        with self._store.change(f"Took {_named(block)} again"):
            self._repository.update_dated(block.model_copy(update={"freed": False}))

    def _give_up(self, block_id: UUID) -> None:
        """Delete busy time of one date, or note it as freed where a calendar says it."""
        block = self._repository.dated_by_id(block_id)
        if block is None or block.source is None:
            self._repository.delete_dated(block_id)
        else:
            self._repository.update_dated(block.model_copy(update={"freed": True}))

    def free_on(self, busy_id: UUID, day: date) -> BusyDayOff:
        """Free busy time of every week on one date, on which it must fall."""
        block, off = self._get_busy(busy_id), BusyDayOff(busy=busy_id, day=day)
        if day.weekday() != block.weekday:
            sentence = f"falls on a {WEEKDAYS[day.weekday()]}, the busy time on a {WEEKDAYS[block.weekday]}"
            raise invalid("This date", (("day", sentence),))
        with self._store.change(f"Freed {busy_name(block.title)} on {day_label(day)}"):
            if off not in self._repository.days_off(day, day):
                self._repository.add_days_off([off])
        return off

    def take_again(self, off: BusyDayOff) -> None:
        """Take the time again that was free on one date."""
        block = self._get_busy(off.busy)
        with self._store.change(f"Took {busy_name(block.title)} on {day_label(off.day)} again"):
            self._repository.delete_day_off(off)

    def _get_busy(self, busy_id: UUID) -> WeeklyBusy:
        block = next((block for block in self.busy() if block.id == busy_id), None)
        if block is None:
            raise NotFoundError("This busy time is no longer in the calendar.")
        return block


def _named(block: WeeklyBusy | DatedBusy) -> str:
    """Return "the busy time “Work” on Monday", or on a date."""
    day = day_label(block.day) if isinstance(block, DatedBusy) else WEEKDAYS[block.weekday]
    return f"{busy_name(block.title)} on {day}"


def busy_name(title: str) -> str:
    """Return how a sentence calls busy time."""
    return f"the busy time “{title}”" if title else "busy time"


def _weekly(fields: dict[str, Any]) -> WeeklyBusy:
    """Return the block with these fields, or refuse it."""
    return validated(partial(WeeklyBusy.model_validate, fields), BUSY_TIME)


def _dated(fields: dict[str, Any]) -> DatedBusy:
    return validated(partial(DatedBusy.model_validate, fields), BUSY_TIME)
