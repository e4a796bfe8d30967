"""What is on: days and weeks with what was planned and what became of it."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response

from habitos_tui.cli.agenda import day_document, week_document
from habitos_tui.cli.weeks import week_meant
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import json_bytes, nothing, told, told_bytes
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import DAY, SESSION, WEEK
from habitos_tui.doors.api.routes.parameters import DayPath, TagQuery, UuidPath
from habitos_tui.doors.api.state import ApiState, State
from habitos_tui.services.workspace import Workspace

router = APIRouter(tags=["agenda"])
WeekName = Annotated[
    str,
    Path(
        max_length=20,
        pattern=r"^(this|next|last|\d{4}-W\d\d|\d{4}-\d\d-\d\d)$",
        description="`this`, `next`, `last`, a week such as 2026-W48, or any day of it.",
        examples=["this"],
    ),
]


@router.get("/today", **describes("AgendaDay", DAY))
async def read_today(state: State, mine: Mine, tag: TagQuery = None) -> Response:
    """Show what is on today, by time, with what became of it."""
    return await _day(state, mine, mine.tracking.today(), tag)


@router.get("/days/{day}", **describes("AgendaDay", DAY))
async def read_day(state: State, mine: Mine, day: DayPath, tag: TagQuery = None) -> Response:
    """Show the same of any day."""
    return await _day(state, mine, day, tag)


async def _day(state: ApiState, mine: Workspace, day: date, tag: str | None) -> Response:
    def find() -> dict[str, Any]:
        agenda = mine.tracking.day(day)
        return day_document(agenda if tag is None else agenda.of_tag(str(plain_tag(tag))))

    return await _known(state, mine, ("day", day, tag), find)


@router.get("/weeks/{week}", **describes("AgendaWeek", WEEK))
async def read_week(state: State, mine: Mine, week: WeekName) -> Response:
    """Show the seven days of a week."""

    def find() -> dict[str, Any]:
        with state.directory.database.reading():
            return week_document(mine.tracking.week(week_meant(mine, week)))

    return await _known(state, mine, ("week", week), find)


async def _known(state: ApiState, mine: Workspace, what: tuple[object, ...], find: Callable[[], Any]) -> Response:
    """Return the answer with a document that holds until somebody changes something, or the clock goes on."""
    minute = mine.clock.now().replace(second=0, microsecond=0)
    body = await state.answers.get((mine.profile.id, minute, *what), lambda: json_bytes(find()))
    return told_bytes(body)


@router.post("/sessions/{session}/reopen", **describes("PlannedSession", SESSION, problems=(404,)))
def reopen_session(mine: Mine, session: UuidPath) -> Response:
    """Plan a session again that was done or skipped: what was logged of it is deleted."""
    return told(mine.tracking.reopen(session).model_dump(mode="json"))


@router.post("/sessions/{session}/lock", status_code=204, **describes(problems=(404,)))
def lock_session(mine: Mine, session: UuidPath) -> Response:
    """Pin a session to its place, which plans leave alone then."""
    mine.planning.lock(session, locked=True)
    return nothing()


@router.post("/sessions/{session}/unlock", status_code=204, **describes(problems=(404,)))
def unlock_session(mine: Mine, session: UuidPath) -> Response:
    """Release a session."""
    mine.planning.lock(session, locked=False)
    return nothing()
