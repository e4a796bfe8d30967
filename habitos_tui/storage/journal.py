"""The undo journal of a profile: what was changed last, and the way back and forth."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from peewee import Ordering, Select
from peewee import Table as RawTable

from habitos_tui.domain.model.undo_entry import Author, UndoEntry, UndoKind
from habitos_tui.errors import HabitosError, InvalidInputError, NotFoundError, OutdatedError
from habitos_tui.storage.repository import Repository, Row
from habitos_tui.storage.tables import ChangedRows, Changes
from habitos_tui.storage.triggers import Watched, watched_tables

MAX_CHANGES: Final = 500
"""Changes that are remembered; older ones are final."""

UNLABELLED: Final = "A change"

_COLUMNS: Final = ("id", "label", "made_at", "kind", "author")

_OPEN, _DONE, _UNDONE, _REPLAYING = "open", "done", "undone", "replaying"


@dataclass(frozen=True, slots=True)
class JournalStep:
    """A row on its way from one image to another; None where it does not exist."""

    watched: Watched
    before: Row | None
    after: Row | None

    def back(self) -> "JournalStep":
        """Return the way back."""
        return JournalStep(self.watched, self.after, self.before)


Allows = Callable[[Sequence[JournalStep]], object]
"""Is shown the steps of a change before they are taken; an error that it raises leaves everything as it is."""


class JournalRepository(Repository):
    """What a profile changed. Rows get into the journal by triggers, see `storage/triggers.py`."""

    changed: bool | None = None
    """Whether the units of work labelled here since this was reset to None have changed anything."""

    def label(self, text: str, at: datetime, kind: UndoKind = UndoKind.CHANGE, author: Author = Author.PERSON) -> None:
        """Name what this unit of work has changed so far, if anything, and forget what is too long ago."""
        with self._database.unit():
            named = Changes.update(label=text, kind=kind.value, made_at=at, author=author.value)
            made = bool(self._database.run(named.where(self._mine(Changes, state=_OPEN))))
            self.changed = made or bool(self.changed)
            if made:
                newest = self._database.rows(self._select(Changes, ["id"], state=_OPEN))[0]["id"]
                old = Changes.id <= newest - MAX_CHANGES
                self._database.run(Changes.delete().where(self._mine(Changes) & old))

    def touched(self, tables: Iterable[str]) -> frozenset[str]:
        """Return the tables among these in which this unit of work has changed something so far."""
        opened = self._select(Changes, ["id"], state=_OPEN)
        rows = self._select(ChangedRows, ["table_name"]).where(ChangedRows.change.in_(opened)).distinct()
        return frozenset(tables) & {row["table_name"] for row in self._database.rows(rows)}

    def by_assistants(self, tables: Collection[str]) -> frozenset[str]:
        """Return the ids of the rows of some tables that an assistant changed last, as far as that is remembered."""
        with self._database.reading():
            of_assistants = self._select(Changes, ["id"], state=_DONE, author=Author.ASSISTANT.value)
            first = self._database.rows(of_assistants.order_by(Changes.id).limit(1))
            if not first:
                return frozenset()
            authors: dict[str, str] = {}
            watched = watched_tables(self._database.connections)
            rows = self._database.rows(self._changed_since(first[0]["id"], tables))
            with self._fitting():
                for row in rows:
                    image = watched[row["table_name"]].image(row["after"] or row["before"]) or {}
                    authors[image["id"]] = row["author"] if row["after"] else ""
            return frozenset(key for key, author in authors.items() if author == Author.ASSISTANT)

    def _changed_since(self, first: int, tables: Collection[str]) -> Select:
        """Return the query for the rows of some tables that were changed since a change, each with who did it."""
        same = (Changes.profile_id == ChangedRows.profile_id) & (Changes.id == ChangedRows.change)
        columns = (ChangedRows.table_name, ChangedRows.before, ChangedRows.after, Changes.author)
        query = ChangedRows.select(*columns).join(Changes, on=same)
        mine = self._mine(ChangedRows) & ChangedRows.table_name.in_(list(tables))
        done = (Changes.state == _DONE) & (Changes.id >= first)
        return query.where(mine & done).order_by(ChangedRows.change, ChangedRows.place)

    def coalesce(self, label: str, since: datetime, author: Author = Author.PERSON) -> None:
        """Let what this unit of work changes belong to the last change, if that has this label and was made `since`.

        What somebody else has made stays a change of its own.
        """
        last = self.last()
        same = last is not None and (last.label, last.author) == (label, author) and last.made_at >= since
        if last is not None and same and self.next() is None:
            self._set_state(last, _OPEN)

    def last(self) -> UndoEntry | None:
        """Return what `undo` would take back."""
        return self._first(_DONE, Changes.id.desc())

    def next(self) -> UndoEntry | None:
        """Return what `redo` would do again."""
        return self._first(_UNDONE, Changes.id.asc())

    def forget(self) -> None:
        """Make everything up to now final."""
        self._database.run(Changes.delete().where(self._mine(Changes)))

    def undo(self, may: Allows = lambda steps: None) -> UndoEntry | None:
        """Take the last change back and return it; None when there is nothing to undo.

        OutdatedError, and nothing is changed, when its rows are not as it left them. `may` raises what forbids the way
        that is about to be gone.
        """
        return self._turn(self.last, may, back=True)

    def redo(self, may: Allows = lambda steps: None) -> UndoEntry | None:
        """Do again what was undone last and return it; as `undo` otherwise."""
        return self._turn(self.next, may, back=False)

    def _first(self, state: str, order: Ordering) -> UndoEntry | None:
        query = self._select(Changes, _COLUMNS, state=state).order_by(order).limit(1)
        rows = self._database.rows(query)
        if not rows:
            return None
        row = rows[0]
        kind, author = UndoKind(row["kind"]), Author(row["author"])
        return UndoEntry(row["id"], row["label"] or UNLABELLED, row["made_at"], kind, author)

    def _turn(self, find: Callable[[], UndoEntry | None], may: Allows, *, back: bool) -> UndoEntry | None:
        change = None
        try:
            with self._database.unit():
                change = find()
                if change is not None:
                    steps = self._steps(change)
                    way = [step.back() for step in reversed(steps)] if back else steps
                    may(way)
                    self._walk(change, way, _UNDONE if back else _DONE)
        except (NotFoundError, InvalidInputError) as error:
            if change is None:
                raise
            raise _moved_on(change, "undone" if back else "done again") from error
        return change

    def _steps(self, change: UndoEntry) -> list[JournalStep]:
        watched = watched_tables(self._database.connections)
        query = self._select(ChangedRows, ["table_name", "before", "after"], change=change.id)
        steps = []
        rows = self._database.rows(query.order_by(ChangedRows.place))
        with self._fitting():
            for row in rows:
                table = watched[row["table_name"]]
                steps.append(JournalStep(table, table.image(row["before"]), table.image(row["after"])))
        return steps

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Read images; where they do not fit the tables they are of, the database is damaged."""
        try:
            yield
        except (KeyError, ValueError, TypeError) as error:
            raise self._database.place.damaged("is damaged: its undo journal does not fit its tables") from error

    def _walk(self, change: UndoEntry, way: list[JournalStep], state: str) -> None:
        """Take the steps; rows must be as the first ones expect them, and afterwards as the last ones leave them."""
        self._set_state(change, _REPLAYING)
        # In between a session may exist before its behavior; at the end every reference is valid again.
        self._database.connections.pragma("defer_foreign_keys", 1)
        self._check(step.back() for step in reversed(way))
        for step in way:
            self._take(step)
        self._check(way)
        self._set_state(change, state)

    def _take(self, step: JournalStep) -> None:
        """Change one row. A cascade may have done so already, or removed the row that is to be changed."""
        watched, row = step.watched, step.before or {}
        if step.after is None:
            self._write(f'DELETE FROM "{watched.table}" WHERE {_keys(watched)}', _key_of(watched, row))  # noqa: S608 - names
            return
        if row and self._write(_update(watched), _key_of(watched, row) | step.after):
            return
        table = RawTable(watched.table)
        values = {getattr(table.c, name): value for name, value in step.after.items()}
        key = step.watched.key
        rest = [column for column in values if column.name not in key]
        # A row with key columns only needs no update.
        known = {"preserve": rest} if rest else {"action": "nothing"}
        self._database.run(table.insert(values).on_conflict(conflict_target=list(key), **known))

    def _write(self, sql: str, parameters: Row) -> int:
        """Run a statement, as text since a change may have many rows; return how many it changed."""
        return int(self._database.connections.execute_sql(sql, parameters).rowcount)

    def _check(self, way: Iterable[JournalStep]) -> None:
        """NotFoundError unless the rows are as these steps leave them."""
        left: dict[tuple[Any, ...], JournalStep] = {}
        for step in way:
            for row, stays in ((step.before, None), (step.after, step.after)):
                if row is not None:
                    key = (step.watched.table, *(row[name] for name in step.watched.key))
                    left[key] = JournalStep(step.watched, row, stays)
        # As text, since that is a fraction of the time for changes of many rows.
        queries = {step.watched.table: _select(step.watched) for step in left.values()}
        for step in left.values():
            row, watched = step.before or {}, step.watched
            found = self._database.select(queries[watched.table], _key_of(watched, row))
            left_with = [] if step.after is None else [tuple(step.after[name] for name in watched.columns)]
            if found != left_with:
                raise NotFoundError(f"A row of {watched.table} is not as the journal has it.")

    def _set_state(self, change: UndoEntry, state: str) -> None:
        self._update(Changes, "change with that id", {"state": state}, id=change.id)


def _select(watched: Watched) -> str:
    """Return the query for the row with a key."""
    columns = ", ".join(f'"{name}"' for name in watched.columns)
    return f'SELECT {columns} FROM "{watched.table}" WHERE {_keys(watched)}'  # noqa: S608 - names of the schema


def _update(watched: Watched) -> str:
    """Return the statement that gives the row with a key other values, by the names of their columns."""
    values = ", ".join(f'"{name}" = :{name}' for name in watched.columns)
    return f'UPDATE "{watched.table}" SET {values} WHERE {_keys(watched)}'  # noqa: S608 - names of the schema


def _keys(watched: Watched) -> str:
    """Return the condition for the row with a key; every key begins with the profile."""
    return " AND ".join(f'"{name}" = :key_{name}' for name in watched.key)


def _key_of(watched: Watched, row: Row) -> Row:
    """Return what `_keys` compares with."""
    return {f"key_{name}": row[name] for name in watched.key}


def _moved_on(change: UndoEntry, verb: str) -> HabitosError:
    return OutdatedError(
        f"“{change.description}” cannot be {verb}: something else has changed what it touched. Nothing was done.",
        hint="Put it right by hand; what you change from here on can be undone as usual.",
    )
