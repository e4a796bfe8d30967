"""What the log says."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from habitos_tui.cli.document import document
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import json_bytes, told_bytes
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import ADHERENCE, STATISTICS, STREAKS, STRENGTHS
from habitos_tui.doors.api.routes.parameters import BehaviorQuery, First, Last
from habitos_tui.doors.api.state import ApiState, State
from habitos_tui.services.workspace import Workspace

router = APIRouter(prefix="/insights", tags=["insights"])


@router.get("/stats", **describes("Statistics", STATISTICS, problems=(404,)))
async def read_statistics(
    state: State, mine: Mine, first: First = None, last: Last = None, behavior: BehaviorQuery = None
) -> Response:
    """Tell everything that the log says of some days, of the last 53 weeks unless others are meant."""
    return await _told(state, mine, (first, last, behavior), "all", document)


@router.get("/adherence", **describes("Adherence", ADHERENCE, problems=(404,)))
async def read_adherence(
    state: State, mine: Mine, first: First = None, last: Last = None, behavior: BehaviorQuery = None
) -> Response:
    """Tell how often what was planned was done, by weekday and part of the day, and behavior by behavior."""

    def part(found: Statistics) -> dict[str, Any]:
        return {"rates": document(found.rates), "standings": document(found.standings)}

    return await _told(state, mine, (first, last, behavior), "adherence", part)


@router.get("/streaks", **describes("Streaks", STREAKS, problems=(404,)))
async def read_streaks(state: State, mine: Mine, behavior: BehaviorQuery = None) -> Response:
    """Tell the streaks of each behavior, over all time."""
    return await _told(state, mine, (None, None, behavior), "streaks", lambda found: document(found.streaks))


@router.get("/strength", **describes("Strengths", STRENGTHS, problems=(404,)))
async def read_strength(state: State, mine: Mine, behavior: BehaviorQuery = None) -> Response:
    """Tell how firm each behavior is today, 0 to 1, with its course over the last weeks."""
    return await _told(state, mine, (None, None, behavior), "strength", lambda found: document(found.strengths))


async def _told(
    state: ApiState, mine: Workspace, what: tuple[Any, Any, str | None], name: str, part: Callable[[Statistics], Any]
) -> Response:
    first, last, behavior = what

    def find() -> bytes:
        if behavior is not None:
            mine.behaviors.get(behavior)
        return json_bytes(part(mine.insights.everything(mine.insights.span(first, last), behavior)))

    return told_bytes(await state.answers.get((mine.profile.id, mine.tracking.today(), name, *what), find))
