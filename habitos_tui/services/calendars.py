"""Busy time from calendar files: looked at first, taken once, or read again and again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4, uuid5

from habitos_tui.domain.model.agenda import DatedBusy
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.calendar_reading import CalendarReading, LeftOut, Occurrence
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.domain.planning.calendar_times import busy_of
from habitos_tui.errors import HabitosError, InvalidInputError, NotFoundError, OutdatedError
from habitos_tui.exchange.calendars.folders import calendar_files
from habitos_tui.exchange.calendars.reader import ReadingStoppedError, read_calendars, stop_reading
from habitos_tui.paths import expanded
from habitos_tui.services.calendar_export import owner_of
from habitos_tui.services.store import Store

WEEKS: Final = 8
"""That are read ahead, this one included."""
MAX_TIMES: Final = 20_000
"""That one calendar may take of them."""


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file takes of the next weeks, and what in it takes nothing, with the reason."""

    reading: CalendarReading
    busy: tuple[DatedBusy, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a calendar would do to the next weeks."""

    source: CalendarSource
    files: tuple[FilePreview, ...]

    @property
    def busy(self) -> tuple[DatedBusy, ...]:
        """The busy time of all files, in order."""
        return _in_order(self.files)

    @property
    def readable(self) -> tuple[DatedBusy, ...]:
        """The busy time of the files that could be read whole, in order."""
        return _in_order(file for file in self.files if not file.reading.trouble)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Which files could not be read, or not whole, and why."""
        return tuple(f"{file.reading.file} {file.reading.trouble}" for file in self.files if file.reading.trouble)


def _in_order(files: Iterable[FilePreview]) -> tuple[DatedBusy, ...]:
    every = {block.id: block for file in files for block in file.busy}
    return tuple(sorted(every.values(), key=lambda block: (block.day, block.start, block.event)))


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What reading a calendar again has changed; `trouble` says which file of it could not be read, and why."""

    source: CalendarSource
    added: int = 0
    changed: int = 0
    removed: int = 0
    trouble: str = ""

    @property
    def anything(self) -> bool:
        """Tell whether any busy time is another one now."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class BusyDelta:
    """What busy time of a calendar would come, become another, and go."""

    added: tuple[DatedBusy, ...] = ()
    changed: tuple[DatedBusy, ...] = ()
    removed: tuple[DatedBusy, ...] = ()

    @property
    def anything(self) -> bool:
        """Tell whether any busy time would be another one."""
        return bool(self.added or self.changed or self.removed)


class Calendars:
    """The calendars of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.calendar_sources
        self._read: dict[UUID, Refreshed] = {}
        """What came of the latest reading of each, in this process."""

    def all(self) -> tuple[CalendarSource, ...]:
        """Return the calendars that are read again and again, by name."""
        return self._repository.all()

    def named(self, name: str) -> CalendarSource:
        """Return the calendar of a name, whatever its case; NotFoundError when there is none."""
        for source in self.all():
            if source.name.casefold() == name.strip().casefold():
                return source
        raise NotFoundError(f"There is no calendar “{name}”.", hint="See: habitos-tui calendar list")

    def latest(self, source: CalendarSource) -> Refreshed:
        """Return what came of reading a calendar last, with the moment of the last success in its source."""
        known = self._read.get(source.id)
        if known is None or (source.read_at and known.source.read_at and source.read_at > known.source.read_at):
            return Refreshed(source)
        return known

    def new(
        self,
        location: Path,
        *,
        name: str = "",
        whole_days: bool = False,
        calendars: Sequence[str] = (),
        titles: Sequence[str] = (),
        without: Sequence[str] = (),
    ) -> CalendarSource:
        """Return a calendar that is stored nowhere yet; InvalidInputError where it cannot be one."""
        where = expanded(location)
        fields = {
            "id": uuid4(),
            "name": name or where.stem,
            "location": str(where),
            "whole_days": whole_days,
            "calendars": tuple(calendars),
            "titles": tuple(titles),
            "without": tuple(without),
        }
        return _checked(fields)

    def edited(self, source: CalendarSource, location: Path | None = None, **fields: object) -> CalendarSource:
        """Return a calendar with other fields, which is not stored yet; InvalidInputError where they will not do."""
        place = {} if location is None else {"location": str(expanded(location))}
        return _checked(source.model_dump() | place | fields)

    def preview(self, source: CalendarSource, called: str = "") -> CalendarPreview:
        """Read a calendar and return what it takes of the next eight weeks, without storing anything.

        What is `called` something has no path that anybody knows, such as standard input.
        HabitosError when there is nothing to read.
        """
        first, last = self._window()
        files = calendar_files(Path(source.location))
        # A day more on both sides: zones move what stands at the edge.
        readings = read_calendars(files, first - ONE_DAY, last + ONE_DAY)
        if called:
            readings = tuple(reading.model_copy(update={"file": called}) for reading in readings)
        if all(reading.trouble and not reading.occurrences for reading in readings):
            raise HabitosError(f"{readings[0].file} {readings[0].trouble}.", title="No calendar there")
        if not any(source.reads(reading.calendar) for reading in readings):
            known = ", ".join(sorted({f"“{reading.calendar}”" for reading in readings}))
            raise HabitosError(f"There is none of these calendars; there is {known}.", title="No calendar there")
        read = (self._previewed(source, reading, first, last) for reading in readings)
        return CalendarPreview(source, tuple(_told_apart(source, read)))

    def add(self, preview: CalendarPreview) -> CalendarSource:
        """Keep a calendar, to be read again before every plan, and its busy time.

        InvalidInputError if its name is taken.
        """
        source = preview.source.model_copy(update={"read_at": self._store.clock.now()})
        _refuse_too_many(preview.busy)
        with self._store.change(f"Added the calendar “{source.name}”"):
            self._refuse_name(source)
            self._repository.add(source)
            self._store.calendar.add_dated(preview.busy)
        return source

    def effect(self, preview: CalendarPreview) -> BusyDelta:
        """Return what would be busy and what free if what is kept of a calendar became what a preview shows."""
        first, last = self._window()
        return self._delta(preview.source, preview.busy, first, last)

    def rename(self, source: CalendarSource) -> CalendarSource:
        """Keep a calendar under the name that it has now, without reading it; InvalidInputError if that is taken."""
        with self._store.change() as change:
            known = self._get(source.id)
            change.label = f"Renamed the calendar “{known.name}” to “{source.name}”"
            self._refuse_name(source)
            renamed = known.model_copy(update={"name": source.name})  # others may have changed the rest of it
            self._repository.update(renamed)
        return renamed

    def replace(self, preview: CalendarPreview) -> CalendarSource:
        """Keep a calendar as it is now in the place of what it was, and have busy time follow.

        InvalidInputError if its name is taken, or a part of it cannot be read: what that takes would be lost.
        OutdatedError for a guest where the host has chosen other files since: theirs are not brought back.
        """
        _refuse_too_many(preview.busy)
        if preview.troubles:
            raise invalid("This calendar", (("location", f"is not read whole: {preview.troubles[0]}"),))
        with self._store.change(f"Changed the calendar “{preview.source.name}”"):
            known = self._get(preview.source.id)
            if self._store.guest and known.location != preview.source.location:
                raise OutdatedError("This calendar has been moved to other files.", hint="Open it again to change it.")
            self._refuse_name(preview.source)
            self._apply(self.effect(preview))
            source = preview.source.model_copy(update={"read_at": self._store.clock.now()})
            self._repository.update(source)
        self._read.pop(source.id, None)
        return source

    def take_once(self, preview: CalendarPreview) -> tuple[DatedBusy, ...]:
        """Store the busy time of a calendar as if it had been typed, to be edited; what is there already not again."""
        _refuse_too_many(preview.busy)
        first, last = self._window()
        with self._store.change(f"Added busy time from “{preview.source.name}”"):
            known = {_place(block) for block in self._store.calendar.dated(first, last)}
            own = [block.model_copy(update={"id": uuid4(), "source": None, "event": ""}) for block in preview.busy]
            new = tuple(block for block in own if _place(block) not in known)
            self._store.calendar.add_dated(new)
        return new

    def remove(self, source_id: UUID) -> CalendarSource:
        """Forget a calendar and its busy time from today on; what is past stays as it was."""
        with self._store.change(kind=UndoKind.DELETION) as change:
            source = self._get(source_id)
            change.label = f"Removed the calendar “{source.name}”"
            for block in self._of(source, self._store.today(), LATEST):
                self._store.calendar.delete_dated(block.id)
            self._repository.delete(source.id)
        return source

    def refresh(self, source_id: UUID) -> Refreshed:
        """Read a calendar again and follow what has changed; what was freed stays free.

        Where it cannot be read its busy time stays as it was, and the trouble is told. Of a folder in which some files
        cannot be read, or not whole, the others are followed; nothing is taken away then, since it may be theirs.
        """
        source = self._get(source_id)
        result = self._read[source_id] = self._read_again(source)
        return result

    def stop(self) -> None:
        """End every reading that is going on in another thread, since nobody waits for it any longer."""
        stop_reading()

    def refresh_all(self) -> tuple[Refreshed, ...]:
        """Read every calendar again."""
        return tuple(self.refresh(source.id) for source in self.all())

    def _read_again(self, source: CalendarSource) -> Refreshed:
        try:
            preview = self.preview(source)
            _refuse_too_many(preview.busy)
        except ReadingStoppedError:
            raise
        except HabitosError as error:
            return Refreshed(self.latest(source).source, trouble=error.message)
        return self._follow(source, preview)

    def _follow(self, source: CalendarSource, preview: CalendarPreview) -> Refreshed:
        """Make the busy time of a calendar what it is now, as far as its files could be read."""
        first, last = self._window()
        trouble = f"{preview.troubles[0]}." if preview.troubles else ""
        with self._store.change(f"Read the calendar “{source.name}” again"):
            known = self._as_read(source)
            if known is None:
                return Refreshed(source)
            delta = self._delta(source, preview.readable, first, last)
            if trouble:
                delta = replace(delta, removed=())
            self._apply(delta)
            read = known.model_copy(update={"read_at": self._store.clock.now()})
            if delta.anything and not trouble:
                self._repository.update(read)
        told = self.latest(source).source if trouble else read
        return Refreshed(told, len(delta.added), len(delta.changed), len(delta.removed), trouble)

    def _as_read(self, source: CalendarSource) -> CalendarSource | None:
        """Return a calendar as it is now; None where it has been removed, or made another one, while it was read."""
        known = next((one for one in self.all() if one.id == source.id), None)
        if known is None or known.model_copy(update={"name": source.name, "read_at": source.read_at}) != source:
            return None
        return known

    def _delta(self, source: CalendarSource, wanted: Iterable[DatedBusy], first: date, last: date) -> BusyDelta:
        """Return how busy time of a calendar differs from what it is now; what was freed stays free."""
        before = {block.id: block for block in self._of(source, first, last)}
        after = {block.id: _freed_as(block, before.get(block.id)) for block in wanted}
        return BusyDelta(
            tuple(block for key, block in after.items() if key not in before),
            tuple(block for key, block in after.items() if key in before and before[key] != block),
            tuple(block for key, block in before.items() if key not in after),
        )

    def _apply(self, delta: BusyDelta) -> None:
        for block in delta.removed:
            self._store.calendar.delete_dated(block.id)
        for block in delta.changed:
            self._store.calendar.update_dated(block)
        self._store.calendar.add_dated(delta.added)

    def _refuse_name(self, source: CalendarSource) -> None:
        others = (known for known in self.all() if known.id != source.id)
        if any(known.name.casefold() == source.name.casefold() for known in others):
            raise invalid("This calendar", (("name", f"is taken: there is a calendar “{source.name}” already"),))

    def _previewed(self, source: CalendarSource, reading: CalendarReading, first: date, last: date) -> FilePreview:
        if not source.reads(reading.calendar):
            other = LeftOut(title=reading.calendar, why="is not one of the calendars asked for")
            return FilePreview(reading, (), (other,))
        whys = [(one, self._left_out(source, one)) for one in reading.occurrences]
        counted = [one for one, why in whys if not why]
        others = [LeftOut(title=one.title, why=why) for one, why in whys if why]
        busy = [block for one in counted for block in busy_of(one, source.id, self._store.clock, first, last)]
        return FilePreview(reading, tuple(busy), (*reading.left_out, *others))

    def _left_out(self, source: CalendarSource, occurrence: Occurrence) -> str:
        """Return why one time does not count; a session that was written into a calendar takes no time from itself."""
        if occurrence.uid.endswith(owner_of(self._store.profile)):
            return "is a session of your own plan"
        return source.left_out(occurrence)

    def _of(self, source: CalendarSource, first: date, last: date) -> list[DatedBusy]:
        return [block for block in self._store.calendar.dated(first, last) if block.source == source.id]

    def _get(self, source_id: UUID) -> CalendarSource:
        found = next((source for source in self.all() if source.id == source_id), None)
        if found is None:
            raise NotFoundError("This calendar is no longer there.")
        return found

    def _window(self) -> tuple[date, date]:
        """Return the first day of this week, and the one after the last that is read."""
        first = self._store.profile.weeks.of(self._store.today())
        return first, first + WEEKS * ONE_WEEK


def _told_apart(source: CalendarSource, files: Iterable[FilePreview]) -> Iterator[FilePreview]:
    """Yield files with busy time of its own for each event.

    One that stands in two files, as an invitation does, is one; some programs number the events of every file from 1,
    and those are told apart by the name of their file.
    """
    known: dict[UUID, tuple[date, int, int]] = {}
    for file in files:
        busy = []
        for block in file.busy:
            if known.setdefault(block.id, _when(block)) != _when(block):
                own = uuid5(source.id, f"{block.event}@{Path(file.reading.file).name}")
                busy.append(block.model_copy(update={"id": own}))
            else:
                busy.append(block)
        yield replace(file, busy=tuple(busy))


def _when(block: DatedBusy) -> tuple[date, int, int]:
    return block.day, block.start, block.end


def _checked(fields: Mapping[str, object]) -> CalendarSource:
    return validated(lambda: CalendarSource.model_validate(fields), "This calendar")


def _freed_as(block: DatedBusy, before: DatedBusy | None) -> DatedBusy:
    """Return busy time as freed as it was, unless it has moved to another day."""
    kept = before is not None and before.freed and before.day == block.day
    return block.model_copy(update={"freed": kept})


def _place(block: DatedBusy) -> tuple[date, int, int, str]:
    return block.day, block.start, block.end, block.title


def _refuse_too_many(busy: Sequence[DatedBusy]) -> None:
    if len(busy) > MAX_TIMES:
        raise InvalidInputError(
            f"This calendar takes {len(busy)} times in {WEEKS} weeks; {MAX_TIMES} are the most.",
            hint="Leave some of it out: --calendar, --only, --without.",
        )
