"""What was done and what was skipped, and the log of both, of the days away and of pauses."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from peewee import SQL, CompoundSelectQuery, Expression, Select, TextField, Value, fn

from habitos_tui.domain.model.agenda import LogEntry, LogFilter
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.storage import mapping
from habitos_tui.storage.file import fold
from habitos_tui.storage.repository import Repository, Row
from habitos_tui.storage.tables import Absences, AwayTable, Behaviors, Completions, CompletionTags, Owned, Pauses

_SKIP_COLUMNS = mapping.columns_of(Skip)
_Dated = type[Completions] | type[Absences]
_Logged = type[Completions] | type[Absences] | type[Pauses]
_COMPLETION, _SKIP = "completion with that id", "skip with that id"


class CompletionRepository(Repository):
    """Completions and skips of a profile."""

    def add(self, completion: Completion) -> None:
        """Add a completion; InvalidInputError when its session has one already."""
        self.add_all([completion])

    def add_all(self, completions: Iterable[Completion]) -> None:
        """Add many completions at once, all or none of them."""
        new = tuple(completions)
        with self._database.unit():
            self._insert(Completions, map(mapping.completion_row, new))
            self._insert(CompletionTags, (row for completion in new for row in mapping.tag_rows(completion)))

    def update(self, completion: Completion) -> None:
        """Replace the completion with the same id."""
        with self._database.unit():
            self._update(Completions, _COMPLETION, mapping.completion_row(completion), id=completion.id)
            tags = self._mine(CompletionTags, completion=completion.id)
            self._database.run(CompletionTags.delete().where(tags, CompletionTags.tag.not_in(completion.context.tags)))
            there = {row["tag"] for row in self._database.rows(CompletionTags.select(CompletionTags.tag).where(tags))}
            self._insert(CompletionTags, (row for row in mapping.tag_rows(completion) if row["tag"] not in there))

    def delete(self, completion_id: UUID) -> None:
        """Delete a completion."""
        self._delete(Completions, _COMPLETION, id=completion_id)

    def get(self, completion_id: UUID) -> Completion | None:
        """Return a completion."""
        rows = self._database.rows(self._whole(id=completion_id))
        return mapping.completion(rows[0]) if rows else None

    def between(self, first: date, last: date) -> tuple[Completion, ...]:
        """Return the completions that count for the days from `first` to `last`, oldest first."""
        query = (
            self._whole()
            .where(Completions.day.between(first, last))
            .order_by(Completions.day, Completions.done_at, Completions.id)
        )
        return tuple(mapping.completion(row) for row in self._database.rows(query))

    def minutes_before(self, day: date | None, behaviors: Iterable[str]) -> dict[str, int]:
        """Return the minutes of some behaviors in all, before a day if one is given; nothing of what was never done."""
        query = self._select(Completions, ["behavior"]).select_extend(fn.sum(Completions.minutes).alias("minutes"))
        query = query.where(Completions.behavior.in_(list(behaviors))).group_by(Completions.behavior)
        if day is not None:
            query = query.where(Completions.day < day)
        return {row["behavior"]: row["minutes"] for row in self._database.rows(query)}

    def days(self, behaviors: Collection[str], first: date, last: date) -> dict[str, list[date]]:
        """Return on which days from `first` to `last` some behaviors were done, each oldest first, one a completion."""
        query = self._select(Completions, ["behavior", "day"]).where(
            Completions.behavior.in_(tuple(behaviors)), Completions.day.between(first, last)
        )
        found: dict[str, list[date]] = {behavior: [] for behavior in behaviors}
        for row in self._database.rows(query.order_by(Completions.day)):
            found[row["behavior"]].append(row["day"])
        return found

    def last_days(self) -> dict[str, date]:
        """Return by behavior the last day on which it was done; nothing of what was never done."""
        query = self._select(Completions, ["behavior"]).select_extend(fn.max(Completions.day).alias("day"))
        rows = self._database.rows(query.group_by(Completions.behavior))
        return {row["behavior"]: row["day"] for row in rows}

    def tags(self, limit: int) -> tuple[str, ...]:
        """Return at most `limit` of the tags in use, those used most first."""
        query = self._select(CompletionTags, ["tag"]).group_by(CompletionTags.tag)
        query = query.order_by(fn.count(SQL("*")).desc(), CompletionTags.tag).limit(limit)
        return tuple(row["tag"] for row in self._database.rows(query))

    def units(self, behavior_id: str) -> dict[str, int]:
        """Return how many completions of a behavior have an amount in each unit, the most first."""
        query = self._select(Completions, ["unit"], behavior=behavior_id).where(Completions.unit.is_null(False))
        number = fn.count(SQL("*"))
        query = query.select_extend(number.alias("number")).group_by(Completions.unit)
        rows = self._database.rows(query.order_by(number.desc(), Completions.unit))
        return {row["unit"]: row["number"] for row in rows}

    def tag_counts(self) -> dict[str, int]:
        """Return how many completions have each tag."""
        query = CompletionTags.select(CompletionTags.tag, fn.count(SQL("*")).alias("number"))
        rows = self._database.rows(query.where(self._mine(CompletionTags)).group_by(CompletionTags.tag))
        return {row["tag"]: row["number"] for row in rows}

    def rename_tag(self, tag: str, new: str) -> None:
        """Give a tag another name; a completion that has both keeps one."""
        if tag == new:
            return
        with self._database.unit():
            tagged, known = (
                {
                    row["completion"]
                    for row in self._database.rows(self._select(CompletionTags, ["completion"], tag=name))
                }
                for name in (tag, new)
            )
            self._database.run(CompletionTags.delete().where(self._mine(CompletionTags, tag=tag)))
            self._insert(CompletionTags, ({"completion": each, "tag": new} for each in tagged - known))

    def add_skip(self, skip: Skip) -> None:
        """Add a skip; InvalidInputError when its session has one already."""
        self._insert(Absences, [mapping.plain_row(skip)])

    def add_skips(self, skips: Iterable[Skip]) -> None:
        """Add many skips at once, all or none of them."""
        self._insert(Absences, map(mapping.plain_row, skips))

    def set_reason(self, skip_id: UUID, reason: str) -> None:
        """Note another reason for a skip."""
        self._update(Absences, _SKIP, {"reason": reason}, id=skip_id)

    def delete_skip(self, skip_id: UUID) -> None:
        """Delete a skip."""
        self._delete(Absences, _SKIP, id=skip_id)

    def skip(self, skip_id: UUID) -> Skip | None:
        """Return a skip."""
        rows = self._database.rows(self._select(Absences, _SKIP_COLUMNS, id=skip_id))
        return mapping.plain(Skip, rows[0]) if rows else None

    def skips_between(self, first: date, last: date) -> tuple[Skip, ...]:
        """Return the skips of the days from `first` to `last`, oldest first."""
        query = self._select(Absences, _SKIP_COLUMNS).where(Absences.day.between(first, last))
        query = query.order_by(Absences.day, Absences.recorded_at, Absences.id)
        return tuple(mapping.plain(Skip, row) for row in self._database.rows(query))

    def page(self, wanted: LogFilter, limit: int, offset: int) -> tuple[LogEntry, ...]:
        """Return at most `limit` log entries behind the first `offset`: by day, then by moment, newest first."""
        entries: Select | CompoundSelectQuery = _named(Completions, Completions.select(*_DONE_COLUMNS)).where(
            self._done(wanted)
        )
        if not _only_done(wanted):
            skipped = _named(Absences, Absences.select(*_SKIPPED_COLUMNS)).where(self._skipped(wanted))
            paused = _named(Pauses, Pauses.select(*_PAUSED_COLUMNS)).where(self._paused(wanted))
            entries = entries.union_all(skipped).union_all(paused)
            if wanted.behavior is None:
                entries = entries.union_all(AwayTable.select(*_AWAY_COLUMNS).where(self._away(wanted)))
        newest = entries.order_by(SQL("day").desc(), SQL("done_at").desc(), SQL("id").desc())
        return tuple(_entry(row) for row in self._database.rows(newest.limit(limit).offset(offset)))

    def count(self, wanted: LogFilter) -> int:
        """Return how many log entries there are."""
        with self._database.reading():
            number = self._number(Completions, self._done(wanted))
            if not _only_done(wanted):
                number += self._number(Absences, self._skipped(wanted))
                number += self._number(Pauses, self._paused(wanted))
                if wanted.behavior is None:
                    number += self._number(AwayTable, self._away(wanted))
            return number

    def _whole(self, **equal: object) -> Select:
        """Return the query for completions with their tags."""
        columns = (getattr(Completions, name) for name in mapping.COMPLETION_COLUMNS)
        return Completions.select(*columns, _TAGS).where(self._mine(Completions, **equal))

    def _number(self, table: type[Owned], condition: Expression) -> int:
        return int(self._database.rows(table.select(fn.count(SQL("*")).alias("number")).where(condition))[0]["number"])

    def _done(self, wanted: LogFilter) -> Expression:
        condition = self._matching(Completions, Completions.note, wanted)
        if wanted.rating is not None:
            condition &= Completions.rating == wanted.rating
        if wanted.tag is not None:
            tagged = self._select(CompletionTags, ["completion"], tag=wanted.tag)
            condition &= Completions.id.in_(tagged) | Completions.behavior.in_(self._tagged(wanted.tag))
        return condition

    def _tagged(self, tag: str) -> list[str]:
        """Return the behaviors that have a tag, which all that is done of them has as well."""
        rows = self._database.rows(self._select(Behaviors, ["id", "tags"]))
        return [row["id"] for row in rows if tag in json.loads(row["tags"])]

    def _skipped(self, wanted: LogFilter) -> Expression:
        return self._matching(Absences, Absences.reason, wanted)

    def _away(self, wanted: LogFilter) -> Expression:
        condition = self._mine(AwayTable)
        if wanted.first is not None:
            condition &= AwayTable.last >= wanted.first
        if wanted.last is not None:
            condition &= AwayTable.first <= wanted.last
        if wanted.text:
            looked_for = fold(wanted.text)
            condition &= _contains(AwayTable.note, looked_for) | _contains(AwayTable.reason, looked_for)
        return condition

    def _paused(self, wanted: LogFilter) -> Expression:
        condition = self._about(Pauses, Pauses.note, wanted)
        if wanted.first is not None:
            condition &= Pauses.last.is_null() | (Pauses.last >= wanted.first)
        if wanted.last is not None:
            # As a function it keeps the query to the index that the log is read by.
            condition &= fn.date(Pauses.first) <= wanted.last.isoformat()
        return condition

    def _matching(self, table: _Dated, text: TextField, wanted: LogFilter) -> Expression:
        """Return the condition for what completions and skips have in common."""
        condition = self._about(table, text, wanted)
        if wanted.first is not None:
            condition &= table.day >= wanted.first
        if wanted.last is not None:
            condition &= table.day <= wanted.last
        return condition

    def _about(self, table: _Logged, text: TextField, wanted: LogFilter) -> Expression:
        """Return the condition for the behavior and the text of an entry."""
        condition = self._mine(table)
        if wanted.behavior is not None:
            condition &= table.behavior == wanted.behavior
        if wanted.text:
            looked_for = fold(wanted.text)
            condition &= _contains(text, looked_for) | table.behavior.in_(self._named_like(looked_for))
        return condition

    def _named_like(self, folded: str) -> Select:
        return self._select(Behaviors, ["id"]).where(_contains(Behaviors.name, folded))


def _contains(text: TextField, folded: str) -> Expression:
    """Return the condition that `folded` is a part of a text, whatever its case.

    SQLite compares ASCII by itself; only a text with other letters is worth a call of Python.
    """
    with_others = fn.glob("*[^ -~]*", text) & fn.fold(text).contains(folded)
    return text.contains(folded) | with_others if folded.isascii() else with_others


def _only_done(wanted: LogFilter) -> bool:
    """Tell whether neither skips, nor days away, nor pauses can be wanted."""
    return wanted.rating is not None or wanted.tag is not None


_TAGS: Final = (
    CompletionTags.select(fn.json_group_array(CompletionTags.tag))
    .where(CompletionTags.profile_id == Completions.profile_id, CompletionTags.completion == Completions.id)
    .alias("tags")
)

# The parts of the log have the same columns: those of a completion, then what all need. A skip has no value for most
# of them, and other names for the moment and the text. An absence stands at its last day, its first in the place of the
# moment, its reason in that of a behavior's name. A pause does so too, or while it is open at its first day; its last
# one is in the place of the slot.
_OF_SKIP: Final = {"done_at": Absences.recorded_at, "note": Absences.reason}
_NONE: Any = Value(None)
_DONE_COLUMNS: Final = (
    # With an alias: the bare name of an id would be ambiguous in ORDER BY, behaviors have one too.
    *(getattr(Completions, name).alias(name) for name in mapping.COMPLETION_COLUMNS),
    _TAGS,
    Behaviors.name,
    Behaviors.archived,
    Value(Completion.__name__).alias("kind"),
)
_SKIPPED_COLUMNS: Final = (
    *(_OF_SKIP.get(name) or getattr(Absences, name, _NONE) for name in mapping.COMPLETION_COLUMNS),
    _NONE,
    Behaviors.name,
    Behaviors.archived,
    Value(Skip.__name__),
)
_OF_ABSENCE: Final = {
    "id": AwayTable.id,
    "day": AwayTable.last,
    "done_at": AwayTable.first,
    "note": AwayTable.note,
}
_AWAY_COLUMNS: Final = (
    *(_OF_ABSENCE.get(name, _NONE) for name in mapping.COMPLETION_COLUMNS),
    _NONE,
    AwayTable.reason,
    _NONE,
    Value(Away.__name__),
)

_OF_PAUSE: Final = {
    "id": Pauses.id,
    "behavior": Pauses.behavior,
    "day": fn.coalesce(Pauses.last, Pauses.first),
    "done_at": Pauses.first,
    "slot": Pauses.last,
    "note": Pauses.note,
}
_PAUSED_COLUMNS: Final = (
    *(_OF_PAUSE.get(name, _NONE) for name in mapping.COMPLETION_COLUMNS),
    _NONE,
    Behaviors.name,
    Behaviors.archived,
    Value(Pause.__name__),
)


def _named(table: _Logged, query: Select) -> Select:
    same = (Behaviors.profile_id == table.profile_id) & (Behaviors.id == table.behavior)
    return query.join(Behaviors, on=same)


def _entry(row: Row) -> LogEntry:
    name, archived = row.pop("name"), bool(row.pop("archived"))
    kind = row.pop("kind")
    if kind == Completion.__name__:
        return LogEntry(name, archived, mapping.completion(row))
    if kind == Away.__name__:
        days = {"first": row["done_at"].date(), "last": row["day"]}
        away = mapping.plain(Away, {"id": row["id"], **days, "reason": name, "note": row["note"]})
        return LogEntry(away.title, archived=False, entry=away)
    if kind == Pause.__name__:
        days = {"first": row["done_at"].date(), "last": row["slot"] and date.fromisoformat(row["slot"])}
        pause = mapping.plain(Pause, {"id": row["id"], "behavior": row["behavior"], **days, "note": row["note"]})
        return LogEntry(name, archived, pause)
    skip = row | {"recorded_at": row["done_at"], "reason": row["note"]}
    return LogEntry(name, archived, mapping.plain(Skip, {column: skip[column] for column in _SKIP_COLUMNS}))
