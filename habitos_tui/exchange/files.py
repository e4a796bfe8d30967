"""Problem and plan files: reading them strictly, and writing them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, JsonValue

from habitos_tui.domain.model.base import DAYS, FrozenModel
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import MAX_SESSIONS, Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import FIRST_SETTINGS, Problem
from habitos_tui.domain.model.validation import Issue, invalid, validated
from habitos_tui.domain.planning.changes import SessionDelta, counts
from habitos_tui.exchange.disk import Source, name_of, read_bytes, write_text
from habitos_tui.exchange.strict_json import decode


class PlanFile(FrozenModel):
    """A plan file from any program: only its sessions are used; its figures are not trusted."""

    format: Literal["habitos-plan/1", "habitos-plan/2"]
    problem: str = ""
    status: PlanStatus | None = None
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float | None = None
    engine: str = ""
    sessions: Annotated[tuple[Session, ...], Field(max_length=MAX_SESSIONS)]
    unplaced: JsonValue = None
    conflict: JsonValue = None
    repairs: JsonValue = None
    repairs_complete: JsonValue = None
    objectives: JsonValue = None
    days: JsonValue = None
    changes: JsonValue = None
    diff: JsonValue = None


def read_problem(source: Source) -> Problem:
    """Return the problem in a file or on standard input; raises InvalidInputError with the path of each bad field."""
    text = decode(read_bytes(source), name_of(source))
    return validated(lambda: Problem.model_validate_json(text, strict=True), name_of(source))


def read_plan(source: Source, problem: Problem) -> PlanFile:
    """Return the plan for `problem` in a file or on standard input.

    Raises InvalidInputError with the path of each bad field, unknown behaviors and slots included.
    """
    text = decode(read_bytes(source), name_of(source))
    plan = validated(lambda: PlanFile.model_validate_json(text, strict=True), name_of(source))
    slots = {slot.name for slot in problem.slots}
    issues: list[Issue] = []
    for index, session in enumerate(plan.sessions):
        if session.behavior not in problem.behavior_by_id:
            issues.append((f"sessions[{index}].behavior", f"there is no behavior “{session.behavior}”"))
        if session.slot not in slots:
            issues.append((f"sessions[{index}].slot", f"there is no slot “{session.slot}”"))
    if issues:
        raise invalid(name_of(source), tuple(issues))
    return plan


def problem_json(problem: Problem) -> str:
    """Return the file text of `problem`; default values are omitted, except those that divide the week."""
    data = {
        "format": problem.format,
        **_brief(problem),
        **problem.model_dump(mode="json", include={"grid_minutes", "transition_minutes", "slots", "settings"}),
    }
    if problem.first_edition:
        data["settings"] = problem.settings.model_dump(mode="json", exclude=set(FIRST_SETTINGS))
        data["behaviors"] = [_with_first_default(behavior) for behavior in problem.behaviors]
    # A rule's type equals its class default, but is needed to distinguish the classes.
    data["rules"] = [{"id": rule.id, "type": rule.type, **_brief(rule)} for rule in problem.rules]
    ordered = {name: data[name] for name in Problem.model_fields if data.get(name) not in (None, [], "")}
    return _text(ordered)


def plan_json(plan: Plan, changes: Sequence[SessionDelta] = ()) -> str:
    """Return the file text of `plan`, with the `changes` against the week's previous plan if known."""
    diff = {"diff": _diff(changes)} if changes else {}
    return _text({**plan.model_dump(mode="json"), **diff})


def write_plan(path: Path, plan: Plan) -> None:
    """Write a plan file atomically; raises HabitosError if that is impossible."""
    write_text(path, plan_json(plan))


def _diff(changes: Sequence[SessionDelta]) -> JsonValue:
    """Return the number of sessions by kind of change, and each with its old and new place."""
    sessions: list[JsonValue] = [
        {
            "kind": change.kind.value,
            "before": None if change.before is None else change.before.model_dump(mode="json"),
            "after": None if change.after is None else change.after.model_dump(mode="json"),
        }
        for change in changes
    ]
    return {"counts": {kind.value: amount for kind, amount in counts(changes).items()}, "sessions": sessions}


def _with_first_default(behavior: Behavior) -> dict[str, JsonValue]:
    """Return a behavior without the maximum that format edition 1 assumes by default."""
    fields = _brief(behavior)
    if behavior.max_per_week == len(DAYS) * behavior.max_per_day:
        del fields["max_per_week"]
    return fields


def _brief(model: BaseModel) -> dict[str, JsonValue]:
    return model.model_dump(mode="json", exclude_defaults=True)


def _text(data: dict[str, JsonValue]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
