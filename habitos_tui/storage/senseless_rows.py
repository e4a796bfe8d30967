"""Rows that fit their tables and yet cannot be read, and what becomes of them when a damaged database is mended.

Nothing but the program knows what a rhythm is, or a rule. Of a row with one that makes no sense the value alone goes
where the row can do without, as a behavior with its log can without its rhythm; else the row is left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, PlannedSession, WeeklyBusy
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Skip
from habitos_tui.domain.model.consistency import slot_issues
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.tag import Tag
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.storage import mapping, tables
from habitos_tui.storage.calendar_sources import source_of
from habitos_tui.storage.database import Database

Row = Mapping[str, Any]
Values = Mapping[str, Any]

_ANY: Final = Behavior(id="any", name="Any", min_minutes=1, typical_minutes=1, max_minutes=1, target_per_week=0)
"""What a wish is of makes no difference to whether it can be read."""
_TAG: Final[TypeAdapter[str]] = TypeAdapter(Tag)
_BUDGET: Final = mapping.budget_text(Preferences().energy_budget)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The rows of a table: how one is read, what tells it from others, and what it can do without, tried in order."""

    table: type[tables.Table]
    read: Callable[[Row], object]
    key: tuple[str, ...] = ("profile_id", "id")
    spared: tuple[Values, ...] = ()


def mend_senseless_rows(draft: Database) -> Counter[str]:
    """Reset or leave out what cannot be read; return by table how many rows have lost a value.

    The connection must be open, in a transaction, and nothing watch the tables.
    """
    reset = Counter[str]()
    for kind in _KINDS:
        for row in _rows(draft, kind.table):
            if _can_be_read(kind, row):
                continue
            values = next((some for some in _resets(draft, kind, row) if _can_be_read(kind, {**row, **some})), None)
            if values is None:
                _leave_out(draft, kind, row)
            else:
                _reset(draft, kind, row, values)
                reset[_name(kind.table)] += 1
    _drop_torn_slots(draft)
    return reset


def _name(table: type[tables.Table]) -> str:
    return str(table._meta.table_name)


def _rows(draft: Database, table: type[tables.Table]) -> Iterator[Row]:
    """Yield the rows of a table, with what is read together with them."""
    rows = draft.rows(table.select())
    if table is tables.Behaviors:
        impacts = _gathered(
            draft, tables.BehaviorImpacts.select().order_by(tables.BehaviorImpacts.position), "behavior"
        )
        for row in rows:
            found = impacts.get((row["profile_id"], row["id"]), ())
            yield {**row, "impacts": {impact["objective"]: impact["impact"] for impact in found}}
    elif table is tables.Completions:
        tags = _gathered(draft, tables.CompletionTags.select(), "completion")
        for row in rows:
            yield {**row, "tags": [tag["tag"] for tag in tags.get((row["profile_id"], row["id"]), ())]}
    else:
        yield from rows


def _gathered(draft: Database, query: Any, column: str) -> dict[tuple[Any, Any], list[Row]]:
    """Return rows by what they belong to."""
    found: dict[tuple[Any, Any], list[Row]] = {}
    for row in draft.rows(query):
        found.setdefault((row["profile_id"], row[column]), []).append(row)
    return found


def _can_be_read(kind: _Kind, row: Row) -> bool:
    try:
        kind.read(row)
    except (DamagedDatabaseError, ValidationError):
        return False
    return True


def _resets(draft: Database, kind: _Kind, row: Row) -> Iterator[Values]:
    """Yield the values to try in a row: as few as will do, and what was wanted last rather than nothing."""
    if kind.table is tables.Behaviors:
        yield from ({name: wished[name]} for wished in _last_wish(draft, row) for name in ("rhythm", "season"))
        yield from kind.spared
        yield {"name": row["id"]}
    else:
        yield from kind.spared
    yield {name: value for some in kind.spared for name, value in some.items()}


def _last_wish(draft: Database, behavior: Row) -> Iterable[Row]:
    wishes = tables.BehaviorWishes
    mine = (wishes.profile_id == behavior["profile_id"]) & (wishes.behavior == behavior["id"])
    return draft.rows(wishes.select().where(mine).order_by(wishes.since.desc()).limit(1))


def _this(kind: _Kind, row: Row) -> Any:
    """Return the condition that picks a row."""
    condition = getattr(kind.table, kind.key[0]) == row[kind.key[0]]
    for name in kind.key[1:]:
        condition &= getattr(kind.table, name) == row[name]
    return condition


def _reset(draft: Database, kind: _Kind, row: Row, values: Values) -> None:
    own = {name: value for name, value in values.items() if name in kind.table._meta.fields}
    if own:
        draft.run(kind.table.update(own).where(_this(kind, row)))
    if own.keys() != values.keys():
        tags = tables.CompletionTags
        draft.run(tags.delete().where(tags.profile_id == row["profile_id"], tags.completion == row["id"]))


def _leave_out(draft: Database, kind: _Kind, row: Row) -> None:
    """Delete a row, and what is nothing without it; what only came of it stays."""
    if kind.table is tables.Profiles:
        return  # with all that it has: whoever asked is told that it cannot be read
    for table, column in _COME_OF.get(kind.table, ()):
        mine = (table.profile_id == row["profile_id"]) & (getattr(table, column) == row["id"])
        draft.run(table.update({column: None}).where(mine))
    draft.run(kind.table.delete().where(_this(kind, row)))


def _drop_torn_slots(draft: Database) -> None:
    """Leave out the slots of profiles in which they cannot make up a day: the usual ones come into their place."""
    for (owner, _), rows in _gathered(
        draft, tables.Slots.select().order_by(tables.Slots.position), "profile_id"
    ).items():
        if slot_issues(tuple(mapping.plain(Slot, _part(Slot, row)) for row in rows)):
            draft.run(tables.Slots.delete().where(tables.Slots.profile_id == owner))


def _part(model: Any, row: Row) -> Row:
    return {name: row[name] for name in mapping.columns_of(model)}


def _plain(model: Any) -> Callable[[Row], object]:
    return lambda row: mapping.plain(model, _part(model, row))


def _behavior(row: Row) -> object:
    return mapping.behavior({name: row[name] for name in mapping.BEHAVIOR_COLUMNS}, row["impacts"])


def _completion(row: Row) -> object:
    return mapping.completion({**row, "tags": mapping.listed(row["tags"])})


_COME_OF: Final[Mapping[type[tables.Table], tuple[tuple[type[tables.Owned], str], ...]]] = {
    tables.PlannedSessions: ((tables.Completions, "session"), (tables.Absences, "session")),
    tables.OptimizationRuns: ((tables.PlannedSessions, "run"),),
}
"""What names where it came of, and is something without it."""

_NOTHING_ASKED: Final[Values] = {"target_per_week": 0, "min_per_week": 0, "max_per_week": None}

_KINDS: Final = (
    _Kind(
        tables.Profiles, lambda row: mapping.profile(row, Weeks()), ("id",), ({"app": "{}"}, {"energy_budget": _BUDGET})
    ),
    _Kind(tables.Objectives, _plain(Objective), ("profile_id", "name")),
    _Kind(
        tables.BehaviorWishes,
        lambda row: mapping.wish(row, _ANY),
        ("profile_id", "behavior", "since"),
        ({"rhythm": None}, {"season": None}, {"impacts": "{}"}),
    ),
    _Kind(
        tables.Behaviors,
        _behavior,
        spared=(
            {"max_per_week": None},
            _NOTHING_ASKED,
            {"rhythm": None},
            {"season": None},
            {"task": None},
            {"weekend_slots": None},
            {"preferred_slots": "[]"},
            {"tags": "[]"},
            {"unit": None, "amount": None},
            {"ideal_time": None},
            {"category": "other"},
        ),
    ),
    _Kind(tables.Rules, mapping.rule),
    _Kind(tables.Slots, _plain(Slot), ("profile_id", "name")),
    _Kind(tables.BusyBlocks, _plain(WeeklyBusy)),
    _Kind(tables.DatedBusyTable, _plain(DatedBusy)),
    _Kind(tables.BusyDaysOff, _plain(BusyDayOff), ("profile_id", "busy", "day")),
    _Kind(tables.CalendarSources, source_of),
    _Kind(tables.OptimizationRuns, mapping.run),
    _Kind(tables.PlannedSessions, _plain(PlannedSession), spared=({"slot": None},)),
    _Kind(tables.CompletionTags, lambda row: _TAG.validate_python(row["tag"]), ("profile_id", "completion", "tag")),
    _Kind(
        tables.Completions,
        _completion,
        spared=(
            {"tags": []},
            {"unit": None, "amount": None},
            {"slot": None},
            {"note": ""},
            {"rating": None, "energy_before": None},
            {"planned_minutes": None, "planned_start": None},
        ),
    ),
    _Kind(tables.Absences, _plain(Skip), spared=({"reason": ""},)),
    _Kind(tables.AwayTable, _plain(Away), spared=({"note": ""},)),
    _Kind(tables.Pauses, _plain(Pause), spared=({"note": ""},)),
    _Kind(tables.BudgetWishes, lambda row: mapping.budget(row["energy_budget"]), ("profile_id", "since")),
)
