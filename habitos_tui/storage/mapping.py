"""Domain objects to rows and back. Where a field has a column of its own, the two have the same name."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, PlannedSession, Run, RunSummary, WeeklyBusy
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import PlanSettings, Problem
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Rhythm, Season
from habitos_tui.domain.model.rule import RULE_ADAPTER, Rule
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import WISHED, Wish
from habitos_tui.errors import DamagedDatabaseError

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

_NESTED: Final = {"impacts", "context", "settings"}


def columns_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the columns that a model's own fields are in."""
    return tuple(name for name in model.model_fields if name not in _NESTED)


BEHAVIOR_COLUMNS: Final = columns_of(Behavior)
SUMMARY_COLUMNS: Final = columns_of(RunSummary)
WISH_COLUMNS: Final = WISHED
RULE_COLUMNS: Final = ("id", "type", "active", "body")
_COMPLETION: Final = columns_of(Completion)
_CONTEXT: Final = tuple(name for name in columns_of(Context) if name != "tags")
COMPLETION_COLUMNS: Final = (*_COMPLETION, *_CONTEXT)
_PREFERENCES: Final = columns_of(Preferences)
_SETTINGS: Final = columns_of(PlanSettings)


def plain_row(
    model: Objective | Slot | WeeklyBusy | DatedBusy | BusyDayOff | PlannedSession | Skip | Away | Pause,
) -> dict[str, Any]:
    """Return the row of a model whose every field is a column."""
    return {name: getattr(model, name) for name in type(model).model_fields}


def plain(model: type[M], row: Mapping[str, Any]) -> M:
    """Return the model of a row whose every column is a field."""
    return _restored(lambda: model.model_validate(row), model.__name__)


def preferences_row(preferences: Preferences) -> dict[str, Any]:
    """Return the columns of a profile that hold its preferences."""
    own = preferences.model_dump(exclude={"settings", "app"})
    app = preferences.app.model_dump_json(exclude_none=True)
    budget = budget_text(preferences.energy_budget)
    return {**own, **preferences.settings.model_dump(), "energy_budget": budget, "app": app}


def profile(row: Mapping[str, Any], weeks: Weeks) -> Profile:
    """Return the profile of a row with id, name, password_hash and the preferences, and its weeks."""

    def build() -> Profile:
        own = {name: row[name] for name in _PREFERENCES} | {"energy_budget": json.loads(row["energy_budget"])}
        own["app"] = json.loads(row["app"])
        settings = {name: row[name] for name in _SETTINGS}
        preferences = Preferences.model_validate({**own, "settings": settings})
        protected = row["password_hash"] is not None
        return Profile(id=row["id"], name=row["name"], protected=protected, preferences=preferences, weeks=weeks)

    return _restored(build, "Profile")


def behavior_row(behavior: Behavior) -> dict[str, Any]:
    """Return the row of a behavior, without its impacts, its place in the order and whether it is archived."""
    return {
        **{name: getattr(behavior, name) for name in BEHAVIOR_COLUMNS},
        "preferred_slots": listed(behavior.preferred_slots),
        "weekend_slots": None if behavior.weekend_slots is None else listed(behavior.weekend_slots),
        "weekdays": _bits(behavior.weekdays),
        **_recurrence_row(behavior),
        "task": None if behavior.task is None else behavior.task.model_dump_json(),
        "tags": listed(behavior.tags),
    }


def behavior(row: Mapping[str, Any], impacts: Mapping[str, float]) -> Behavior:
    """Return the behavior of a row and its impacts by objective."""

    def build() -> Behavior:
        fields = {
            "preferred_slots": json.loads(row["preferred_slots"]),
            "weekend_slots": None if row["weekend_slots"] is None else json.loads(row["weekend_slots"]),
            "weekdays": _weekdays(row["weekdays"]),
            **_recurrence(row),
            "task": None if row["task"] is None else Task.model_validate_json(row["task"]),
            "tags": json.loads(row["tags"]),
            "impacts": impacts,
        }
        return Behavior.model_validate({**row, **fields})

    return _restored(build, "Behavior")


def wish_row(wish: Wish, behavior_id: str, since: date) -> dict[str, Any]:
    """Return the row of what was wanted of a behavior from a day on."""
    fields = {name: getattr(wish.behavior, name) for name in WISH_COLUMNS}
    packed = {"weekdays": _bits(wish.behavior.weekdays), "impacts": impacts_text(wish.behavior.impacts)}
    packed |= _recurrence_row(wish.behavior)
    return {**fields, **packed, "behavior": behavior_id, "since": since, "active": wish.active}


def wish(row: Mapping[str, Any], now: Behavior) -> Wish:
    """Return what was wanted of a behavior, which is `now` in all else.

    The tables have checked its bounds; read again with every insight, it is not validated once more.
    """

    def build() -> Wish:
        fields = {name: row[name] for name in WISH_COLUMNS}
        fields |= {"weekdays": _weekdays(row["weekdays"]), "impacts": impacts(row["impacts"])}
        fields |= _recurrence(row)
        return Wish(now.model_copy(update=fields), bool(row["active"]))

    return _restored(build, "Wish")


def _recurrence_row(behavior: Behavior) -> dict[str, str | None]:
    """Return the columns of rhythm and season."""
    fields = {"rhythm": behavior.rhythm, "season": behavior.season}
    return {name: None if value is None else value.model_dump_json() for name, value in fields.items()}


def _recurrence(row: Mapping[str, Any]) -> dict[str, Rhythm | Season | None]:
    """Return the fields rhythm and season."""
    rhythm, season = row["rhythm"], row["season"]
    return {
        "rhythm": None if rhythm is None else RHYTHM_ADAPTER.validate_json(rhythm),
        "season": None if season is None else Season.model_validate_json(season),
    }


def impacts(text: str) -> dict[str, float]:
    """Return the impacts by objective that a text holds."""
    return {str(objective): float(impact) for objective, impact in json.loads(text).items()}


def impacts_text(impacts: Mapping[str, float]) -> str:
    """Return impacts by objective as one text."""
    return json.dumps(dict(impacts), ensure_ascii=False)


def budget(text: str) -> tuple[float | None, ...]:
    """Return the energy budgets by weekday that a text holds."""
    return _restored(lambda: Preferences(energy_budget=json.loads(text)).energy_budget, "Budget")


def budget_text(budgets: Sequence[float | None]) -> str:
    """Return energy budgets by weekday as one text."""
    return json.dumps(budgets)


def rule_row(rule: Rule) -> dict[str, Any]:
    """Return the row of a rule, without its place in the order."""
    body = rule.model_dump_json(exclude={"id", "type", "active"})
    return {"id": rule.id, "type": rule.type, "active": rule.active, "body": body}


def rule(row: Mapping[str, Any]) -> Rule:
    """Return the rule of a row."""

    def build() -> Rule:
        named = {"id": row["id"], "type": row["type"], "active": row["active"]}
        return RULE_ADAPTER.validate_python(json.loads(row["body"]) | named)

    return _restored(build, "Rule")


def run_row(run: Run) -> dict[str, Any]:
    """Return the row of an optimization, its problem and plan as JSON."""
    summary = {name: getattr(run.summary, name) for name in SUMMARY_COLUMNS}
    return {**summary, "problem": run.problem.model_dump_json(), "plan": run.plan.model_dump_json()}


def run(row: Mapping[str, Any]) -> Run:
    """Return the optimization of a whole row."""
    summary = plain(RunSummary, {name: row[name] for name in SUMMARY_COLUMNS})
    problem = _restored(lambda: Problem.model_validate_json(row["problem"]), "Problem")
    return Run(summary, problem, _restored(lambda: Plan.model_validate_json(row["plan"]), "Plan"))


def completion_row(completion: Completion) -> dict[str, Any]:
    """Return the row of a completion, its context beside its own fields, without the tags."""
    own = {name: getattr(completion, name) for name in _COMPLETION}
    return own | {name: getattr(completion.context, name) for name in _CONTEXT}


def tag_rows(completion: Completion) -> list[dict[str, Any]]:
    """Return a row for each tag of a completion."""
    return [{"completion": completion.id, "tag": tag} for tag in completion.context.tags]


def completion(row: Mapping[str, Any]) -> Completion:
    """Return the completion of a row with its tags as a JSON list; columns that belong to neither are left alone."""

    def build() -> Completion:
        own = {name: row[name] for name in _COMPLETION}
        context = {name: row[name] for name in _CONTEXT} | {"tags": json.loads(row["tags"])}
        return Completion.model_validate({**own, "context": context})

    return _restored(build, "Completion")


def _bits(weekdays: Sequence[int]) -> int:
    return sum(1 << day for day in weekdays)


def _weekdays(bits: int) -> tuple[int, ...]:
    return tuple(day for day in DAYS if bits >> day & 1)


def listed(words: Sequence[str]) -> str:
    """Return words, such as tags or the names of slots, as one text."""
    return json.dumps(words, ensure_ascii=False)


def _restored(build: Callable[[], T], what: str) -> T:
    try:
        return build()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        why = f": {error.errors()[0]['msg']}" if isinstance(error, ValidationError) else ""
        raise DamagedDatabaseError(
            f"A stored {what.lower()} cannot be read{why}.",
            hint="The disk, or something other than habitos-tui, has changed it: habitos-tui check says more.",
        ) from error
