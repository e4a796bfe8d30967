"""The history of plans, and accepting one."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from habitos_tui.domain.model.agenda import RunSummary
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import optional_body_of, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import PLAN, RUN, SESSION
from habitos_tui.doors.api.requests import Acceptance, RequestedDay
from habitos_tui.doors.api.routes.parameters import Limit, Offset, UuidPath
from habitos_tui.doors.api.state import State
from habitos_tui.errors import OutdatedError

router = APIRouter(tags=["plans"])


@router.get("/plans", **describes("Plans", {"items": [RUN], "limit": 20, "offset": 0, "next_offset": None}))
def list_plans(
    mine: Mine,
    week: Annotated[RequestedDay | None, Query(description="Any day of the week.", examples=["2026-11-23"])] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    """List the plans that were found, the newest first, accepted or not."""
    runs = mine.planning.runs(limit + 1, week, skip=offset)
    more = offset + limit if len(runs) > limit else None
    items = [_document(run) for run in runs[:limit]]
    return told({"items": items, "limit": limit, "offset": offset, "next_offset": more})


@router.get("/plans/{plan}", **describes("PlanFound", RUN | {"plan": PLAN}, problems=(404,)))
def read_plan(mine: Mine, plan: UuidPath) -> Response:
    """Show a plan: its sessions, what is not placed and why, or what clashes and what would repair it."""
    run = mine.planning.run(plan)
    return told(_document(run.summary) | {"plan": run.plan.model_dump(mode="json")})


@router.post(
    "/plans/{plan}/accept",
    **describes("Accepted", {"items": [SESSION]}, takes=Acceptance, body_needed=False, problems=(404, 409)),
)
def accept_plan(
    state: State, mine: Mine, plan: UuidPath, given: Annotated[Acceptance, Depends(optional_body_of(Acceptance))]
) -> Response:
    """Make a plan that of its week, and list the week's sessions.

    What is done, skipped or locked stays. Where the week is not what it was when the search began nothing changes,
    unless the plan is to `replace` whatever is there.
    """
    known = state.solves.compared_with(mine.profile.id, plan)
    if given.replace:
        known = mine.planning.sessions(mine.planning.run(plan).problem.week_start)
    elif known is None:
        mine.planning.run(plan)
        raise OutdatedError(
            "It is not known any more what the week held when this plan was made.", hint="Send {“replace”: true}."
        )
    accepted = mine.planning.accept(plan, compared_with=known)
    return told({"items": [session.model_dump(mode="json") for session in accepted]})


def _document(run: RunSummary) -> dict[str, Any]:
    return run.model_dump(mode="json")
