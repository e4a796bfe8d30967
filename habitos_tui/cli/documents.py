"""What several doors tell as JSON: behaviors, tasks, entries of the log and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from habitos_tui.domain.insight.promise import Kept
    from habitos_tui.domain.insight.suggestion import Suggestion
    from habitos_tui.domain.model.agenda import LogEntry
    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.domain.model.completion import Completion, Skip
    from habitos_tui.domain.model.task_state import TaskState, TaskTooLong
    from habitos_tui.services.workspace import Workspace


def behavior_document(workspace: Workspace, behavior: Behavior) -> dict[str, object]:
    """Return a behavior with what is no field of the model: its learning switch, its pauses and its next due days."""
    pauses = [pause.model_dump(mode="json") for pause in workspace.pauses.of(behavior.id)]
    own = {**behavior.model_dump(mode="json"), "learning": workspace.learning.on(behavior.id), "pauses": pauses}
    due = workspace.dues.next([behavior]).get(behavior.id)
    return own if due is None else own | {"next_due": {"first": due.first.isoformat(), "last": due.last.isoformat()}}


def task_document(state: TaskState, too_long: TaskTooLong | None) -> dict[str, Any]:
    """Return a task; `too_long` tells that there is no room for it until it is due."""
    from habitos_tui.domain.model.base import format_clock

    behavior, task = state.behavior, state.task
    return {
        "id": behavior.id,
        "name": behavior.name,
        "due": None if task.due is None else task.due.isoformat(),
        "overdue": state.overdue,
        "finished": None if task.finished is None else task.finished.isoformat(),
        "total_minutes": task.total_minutes,
        "done_minutes": state.done,
        "left_minutes": state.left,
        "pieces": [behavior.min_minutes, behavior.max_minutes],
        "objectives": list(behavior.impacts),
        "planned": [
            {"day": s.day.isoformat(), "start": format_clock(s.start), "minutes": s.minutes} for s in state.planned
        ],
        "fits": too_long is None,
        "later": None if too_long is None else too_long.later.isoformat(),
    }


def log_entry_of(workspace: Workspace, entry: Completion | Skip) -> LogEntry:
    """Return an entry as the log has it, with the name of its behavior and when it ended."""
    from habitos_tui.domain.model.agenda import LogEntry

    name, ended = workspace.behaviors.get(entry.behavior).name, workspace.tracking.end_of(entry)
    by_assistant = entry.id in workspace.tracking.by_assistants()
    return LogEntry(name, archived=False, entry=entry, ended=ended, by_assistant=by_assistant)


def log_document(entry: LogEntry) -> dict[str, Any]:
    """Return an entry of the log, its kind said first."""
    from habitos_tui.domain.model.away import Away
    from habitos_tui.domain.model.completion import Completion
    from habitos_tui.domain.model.pause import Pause

    record = entry.entry
    kinds = {Completion: "done", Away: "away", Pause: "paused"}
    about = {"kind": kinds.get(type(record), "skipped"), "name": entry.name, "by_assistant": entry.by_assistant}
    return about | record.model_dump(mode="json")


def suggestion_document(suggestion: Suggestion) -> dict[str, object]:
    """Return a suggestion with what it proposes and what that is worth, in points a week."""
    return {
        "key": suggestion.key,
        "kind": suggestion.kind,
        "behavior": suggestion.behavior,
        "sentence": suggestion.sentence,
        "evidence": suggestion.evidence,
        "observations": suggestion.observations,
        "points": round(suggestion.points, 2),
        "least": None if suggestion.gain is None else round(suggestion.gain.least, 2),
        "most": None if suggestion.gain is None else round(suggestion.gain.most, 2),
        "proposal": suggestion.proposal.model_dump(mode="json"),
    }


def kept_document(kept: Kept) -> dict[str, object]:
    """Return what the suggestions that were followed have promised, and what is seen of it."""
    seen = None if kept.seen is None else round(kept.seen, 2)
    return {"suggestions": kept.followed, "measured": kept.measured, "promised": round(kept.promised, 2), "seen": seen}
