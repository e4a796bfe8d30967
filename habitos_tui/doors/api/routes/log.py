"""What was done and left out."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from habitos_tui.cli.documents import log_document, log_entry_of
from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import body_of, nothing, page, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import COMPLETION, LOG_ENTRY, SKIP, page_of
from habitos_tui.doors.api.requests import DoneRequest, EntryChange, SkipRequest
from habitos_tui.doors.api.routes.parameters import (
    BehaviorQuery,
    First,
    Last,
    Limit,
    Offset,
    TagQuery,
    TextQuery,
    UuidPath,
)
from habitos_tui.doors.api.state import State
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.workspace import Workspace

router = APIRouter(tags=["log"])


@router.get("/log", **describes("LogPage", page_of(LOG_ENTRY)))
def read_log(
    *,
    state: State,
    mine: Mine,
    first: First = None,
    last: Last = None,
    behavior: BehaviorQuery = None,
    rating: Annotated[int | None, Query(ge=1, le=5, description="Only what got just that.", examples=[4])] = None,
    tag: TagQuery = None,
    text: TextQuery = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """List what was done or skipped, days away and pauses, the newest first."""
    if first is not None and last is not None and first > last:
        raise InvalidInputError(f"The first day, {first}, comes after the last, {last}.")
    plain = None if tag is None else str(plain_tag(tag))
    wanted = LogFilter(first, last, behavior, rating, text, plain)
    with state.directory.database.reading():
        items = [log_document(entry) for entry in mine.tracking.log(wanted, limit, offset)]
        return told(page(items, mine.tracking.count(wanted), limit, offset))


@router.post(
    "/log/done", status_code=201, **describes("Completion", COMPLETION, 201, takes=DoneRequest, problems=(404,))
)
def log_done(mine: Mine, given: Annotated[DoneRequest, Depends(body_of(DoneRequest))]) -> Response:
    """Log a behavior as done: the session planned for that day, else something unplanned."""
    at = None if given.at is None else mine.clock.local(given.at)
    done = mine.tracking.done(
        given.behavior,
        minutes=given.minutes,
        rating=given.rating,
        at=at,
        day=given.day,
        note=given.note,
        energy_before=given.energy_before,
        tags=given.tags,
        session=given.session,
        amount=given.amount,
    )
    return told(done.model_dump(mode="json"), 201)


@router.post("/log/skip", status_code=201, **describes("Skip", SKIP, 201, takes=SkipRequest, problems=(404,)))
def log_skip(mine: Mine, given: Annotated[SkipRequest, Depends(body_of(SkipRequest))]) -> Response:
    """Leave a session out: it counts neither as done nor as missed."""
    skipped = mine.tracking.skip(given.behavior, day=given.day, reason=given.reason, session=given.session)
    return told(skipped.model_dump(mode="json"), 201)


@router.get("/log/entries/{entry}", **describes("LogEntry", LOG_ENTRY, problems=(404,)))
def read_entry(mine: Mine, entry: UuidPath) -> Response:
    """Show what was done or skipped."""
    return told(_document(mine, mine.tracking.entry(entry)))


@router.patch("/log/entries/{entry}", **describes("LogEntry", LOG_ENTRY, takes=EntryChange, problems=(404,)))
def change_entry(mine: Mine, entry: UuidPath, given: Annotated[EntryChange, Depends(body_of(EntryChange))]) -> Response:
    """Change an entry: what is not given stays."""
    found = mine.tracking.entry(entry)
    changed = _skip_with(mine, found, given) if isinstance(found, Skip) else _done_with(mine.tracking, found, given)
    return told(_document(mine, changed))


@router.delete("/log/entries/{entry}", status_code=204, **describes(problems=(404,)))
def delete_entry(mine: Mine, entry: UuidPath) -> Response:
    """Delete an entry; its session is open again."""
    if isinstance(mine.tracking.entry(entry), Skip):
        mine.tracking.unskip(entry)
    else:
        mine.tracking.remove(entry)
    return nothing()


def _done_with(tracking: Tracking, found: Completion, given: EntryChange) -> Completion:
    if given.reason is not None:
        raise InvalidInputError("This was done: it has no reason.", issues=(("reason", "is for what was skipped"),))
    plain = ("minutes", "day", "start", "note")
    fields: dict[str, Any] = {name: value for name in plain if (value := getattr(given, name)) is not None}
    if given.rating is not None:
        fields["rating"] = given.rating or None
    context = found.context
    if given.energy_before is not None:
        context = context.model_copy(update={"energy_before": given.energy_before or None})
    if given.tags is not None:
        context = context.model_copy(update={"tags": given.tags})
    changed = found.model_copy(update=fields | {"context": context})
    changed = changed if given.amount is None else tracking.with_amount(changed, given.amount)
    return tracking.edit(changed) if changed != found else found


def _skip_with(mine: Workspace, found: Skip, given: EntryChange) -> Skip:
    others = [name for name, value in given if value is not None and name != "reason"]
    if others:
        issues = tuple((name, "is for what was done") for name in others)
        raise InvalidInputError("This was skipped: only its reason can be changed.", issues=issues)
    if given.reason is None or given.reason == found.reason:
        return found
    return mine.tracking.edit_skip(found.model_copy(update={"reason": given.reason}))


def _document(mine: Workspace, entry: Completion | Skip) -> dict[str, Any]:
    return log_document(log_entry_of(mine, entry))
