"""Tables of behaviors and of what was done, brought in: what is here already stays as it is.

Lines are known by their ids, so that a second reading adds nothing twice; a line without one gets an id that follows
from what stands in it. What a table does not say of a behavior is assumed as for a name that is typed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any, Final
from uuid import UUID

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.tag import parse_tags
from habitos_tui.domain.model.tracked import TrackedHabit
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.text.phrasing import count
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.csv_reading import Line, Tables
from habitos_tui.exchange.csv_tables import completion_cells
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.store import Store
from habitos_tui.services.table_cells import KIND, behavior_fields, day_in, id_in, name_in, place_of, start_in, wrong
from habitos_tui.services.tracker_import import HabitMap, Known, TrackerPreview, usual_fields

_YES: Final = frozenset({"yes", "true", "1"})
_NOT_COMPARED: Final = frozenset({"behavior", "name", "id"})


class TableImport:
    """Reads tables into one profile."""

    def __init__(self, store: Store, behaviors: Behaviors, context: Callable[[], QuickContext]) -> None:
        self._store = store
        self._behaviors = behaviors
        self._context = context

    def preview(self, tables: Tables) -> TrackerPreview:
        """Return what would become of tables; nothing is stored."""
        with self._store.database.reading():
            here = Known.of(self._store, self._context())
            reading = _Reading(self._store, self._behaviors, here, dict(_before(tables, here)))
            for line in tables.behaviors:
                reading.read(line, reading.behavior)
            for line in tables.completions:
                reading.read(line, reading.completion)
        late = (("days", f"{count(reading.late, 'entry', 'entries')} still to come"),) if reading.late else ()
        return TrackerPreview(KIND, reading.maps(), (), (*tables.left_out, *reading.left_out, *late))


@dataclass(slots=True)
class _Taken:
    """A behavior that lines of the tables are about."""

    theirs: str
    behavior: Behavior
    is_new: bool
    archived: bool = False
    completions: list[Completion] = field(default_factory=list)
    known: int = 0


@dataclass(slots=True)
class _Reading:
    """Tables that are being read, line by line."""

    store: Store
    behaviors: Behaviors
    here: Known
    before: Mapping[str, str]
    """The behavior here that entries of one in the file have gone to, by its id or name there."""
    taken: dict[str, _Taken] = field(default_factory=dict)
    """By the id in the file, or the name where there is none."""
    seen: set[UUID] = field(default_factory=set)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    late: int = 0

    def read(self, line: Line, reader: Callable[[Line], object]) -> None:
        """Have a line read; one that cannot be is left out, and named with what is wrong in it."""
        try:
            reader(line)
        except InvalidInputError as error:
            said = "; ".join(f"{path} {sentence}".strip() for path, sentence in error.issues) or error.message
            self.left_out.append((place_of(line), said))

    def maps(self) -> tuple[HabitMap, ...]:
        """Return what becomes of each behavior."""
        return tuple(
            HabitMap(
                TrackedHabit(key, one.theirs, archived=one.archived),
                *(one.behavior, one.is_new, tuple(one.completions), (), one.known),
            )
            for key, one in self.taken.items()
        )

    def behavior(self, line: Line) -> None:
        """Take a line of behaviors in."""
        key, name = line.cell("id"), name_in(line)
        if (key or name) in self.taken:
            raise wrong("id" if key else "name", "is in the table twice")
        self._take(key, name, behavior_fields(line), archived=line.cell("archived").casefold() in _YES)

    def completion(self, line: Line) -> None:
        """Take a line of completions in."""
        key, name = line.cell("behavior"), name_in(line)
        day, start = day_in(line), start_in(line)
        entry = id_in(line, key or name)
        if entry in self.seen:
            raise wrong("", "is in the table twice")
        self.seen.add(entry)
        if day > self.store.today():
            self.late += 1
        elif entry in self.here.owner:
            self._known(line, entry)
        else:
            done = self._completion(line, entry, day, start)
            one = self.taken.get(key or name) or self._take(key, name, {})
            usual = {} if line.cell("minutes") else {"minutes": one.behavior.typical_minutes}
            one.completions.append(done.model_copy(update={"behavior": one.behavior.id} | usual))

    def _take(self, key: str, name: str, said: Mapping[str, Any], *, archived: bool = False) -> _Taken:
        """Return the behavior that a line is about, a new one where there is none."""
        found = self._found(key, name)
        one = _Taken(name or key, found or self._new(key, name or key, said), found is None, archived)
        self.here.take(one.behavior)
        self.here.claimed.add(one.behavior.id)
        self.taken[key or name] = one
        return one

    def _found(self, key: str, name: str) -> Behavior | None:
        """Return the behavior here of a line: where its entries went before, else by its id, else by its name."""
        if before := self.here.behaviors.get(self.before.get(key or name, "")):
            return before
        known = self.here.behaviors.get(key)
        return known if known and known.id not in self.here.claimed else self.here.free_of_name(name or key)

    def _new(self, key: str, name: str, said: Mapping[str, Any]) -> Behavior:
        name = self.here.new_name(name)
        free = key and key not in self.here.behaviors
        fields = usual_fields(name, self.here.context) | {"target_per_week": 0} | dict(said)
        behavior = self.behaviors.from_json(fields | {"id": key if free else self.here.new_id(name), "name": name})
        if issues := self.behaviors.issues(behavior):
            raise InvalidInputError("This behavior does not fit.", issues=tuple(issues))
        return behavior

    def _known(self, line: Line, entry: UUID) -> None:
        """Count an entry that is here, and say so where the table has something else of it."""
        key, name = line.cell("behavior"), name_in(line)
        known = self.taken.get(key or name) or self._take(key, name, {})
        known.known += 1
        stored = self.store.completions.get(entry)
        ours = {} if stored is None else completion_cells(stored)
        other = [name for name, cell in ours.items() if name in line.cells and line.cells[name].strip() != cell.strip()]
        if changed := [name for name in other if name not in _NOT_COMPARED]:
            self.left_out.append((place_of(line), f"is here already with another {changed[0]}, which stays"))

    def _completion(self, line: Line, entry: UUID, day: date, start: int) -> Completion:
        cells = {column: line.cell(column) or None for column in ("rating", "unit")}
        amount = line.cell("amount").replace(",", ".") or None
        context = {column: line.cell(column) or None for column in ("slot", "planned_minutes", "energy_before")}
        fields = cells | {
            "id": entry,
            "behavior": "behavior",
            "day": day,
            "done_at": self.store.clock.at(day, start).astimezone(UTC),
            "start": start,
            "minutes": line.cell("minutes") or 1,
            "note": line.cells.get("note", ""),
            "amount": amount,
            "context": context
            | {"weekday": day.weekday(), "tags": parse_tags(line.cell("tags"))}
            | {"planned_start": line.cell("planned_start") or None},
        }
        return validated(lambda: Completion.model_validate(fields), "This entry")


def _before(tables: Tables, here: Known) -> Iterator[tuple[str, str]]:
    for line in tables.completions:
        key = line.cell("behavior") or name_in(line)
        with suppress(InvalidInputError):  # which is told where the line is read
            if owner := here.owner.get(id_in(line, key)):
                yield key, owner
