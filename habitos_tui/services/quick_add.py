"""Stores what typed lines describe: behaviors, busy time, entries of the log."""

from habitos_tui.clock import existing
from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.text.quick.draft import BehaviorDraft, BusyDraft, LogDraft
from habitos_tui.services.workspace import Workspace


def add_behavior(space: Workspace, draft: BehaviorDraft) -> Behavior:
    """Store a behavior or a task; InvalidInputError where the profile has no room for it as it is."""
    return space.behaviors.add(space.behaviors.from_json(draft.fields()))


def add_busy(space: Workspace, draft: BusyDraft) -> tuple[WeeklyBusy | DatedBusy, ...]:
    """Store busy time, of one day or of several weekdays, as one change."""
    if draft.day is not None:
        return (space.busy_time.add_dated(draft.day, draft.start, draft.end, draft.title),)
    return space.busy_time.add_on(draft.weekdays, draft.start, draft.end, draft.title)


def log_entry(space: Workspace, draft: LogDraft) -> Completion:
    """Log something done; InvalidInputError for what is still to come, and for a time that the clocks left out."""
    day, start = draft.day, draft.start
    return space.tracking.done(
        draft.behavior,
        minutes=draft.minutes,
        rating=draft.rating,
        day=day,
        at=None if start is None or day is None else existing(space.clock, day, start),
        note=draft.note,
        energy_before=draft.energy_before,
        tags=draft.tags,
        amount=draft.amount,
    )
