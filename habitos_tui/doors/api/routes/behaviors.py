"""What a person wants to do."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.naming import folded
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.model.validation import invalid
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import body_object, page, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import BEHAVIOR, NEW_BEHAVIOR, page_of
from habitos_tui.doors.api.routes.parameters import BehaviorId, FromNow, Limit, Offset, TagQuery, TextQuery
from habitos_tui.doors.api.state import State
from habitos_tui.services.learning import split
from habitos_tui.services.workspace import Workspace

router = APIRouter(tags=["behaviors"])
Body = Annotated[dict[str, Any], Depends(body_object)]


@router.get("/behaviors", **describes("BehaviorPage", page_of(BEHAVIOR)))
def list_behaviors(
    *,
    state: State,
    mine: Mine,
    limit: Limit = 50,
    offset: Offset = 0,
    archived: Annotated[bool, Query(description="Those that were put away.", examples=[False])] = False,
    tag: TagQuery = None,
    category: Annotated[str | None, Query(max_length=100, examples=["health"])] = None,
    objective: Annotated[str | None, Query(max_length=100, examples=["health"])] = None,
    text: TextQuery = "",
) -> Response:
    """List behaviors in the person's order, as far as they have what is asked for."""
    with state.directory.database.reading():
        known = mine.behaviors.archived() if archived else mine.behaviors.all()
        found = [
            behavior
            for behavior in known
            if (tag is None or plain_tag(tag) in behavior.tags)
            and (category is None or category == behavior.category)
            and (objective is None or objective in behavior.impacts)
            and folded(text) in folded(behavior.name)
        ]
        items = [_document(mine, behavior, archived=archived) for behavior in found[offset : offset + limit]]
    return told(page(items, len(found), limit, offset))


@router.post(
    "/behaviors",
    status_code=201,
    **describes("Behavior", BEHAVIOR, 201, takes=Behavior, takes_example=NEW_BEHAVIOR, optional=("id",)),
)
def add_behavior(mine: Mine, given: Body) -> Response:
    """Add a behavior; without an id it gets one made from its name."""
    data, learning = split(given)
    added = mine.behaviors.add(mine.behaviors.from_json(data), learning=learning)
    return told(_document(mine, added, archived=False), 201)


@router.get("/behaviors/{behavior:path}", **describes("Behavior", BEHAVIOR, problems=(404,)))
def read_behavior(state: State, mine: Mine, behavior: BehaviorId) -> Response:
    """Show a behavior, archived or not."""
    with state.directory.database.reading():
        return told(_found(mine, behavior))


@router.patch(
    "/behaviors/{behavior:path}",
    **describes(
        "Behavior",
        BEHAVIOR,
        takes=Behavior,
        takes_example={"target_per_week": 4},
        optional=tuple(Behavior.model_fields),
        problems=(404,),
    ),
)
def change_behavior(mine: Mine, behavior: BehaviorId, given: Body, from_now: FromNow = False) -> Response:
    """Change the fields that are given; the others stay.

    `archived` stands alone: it puts a behavior away, to be planned no more with its history kept, or takes it back.
    """
    before = mine.behaviors.get(behavior)
    if "archived" in given:
        _archive(mine, before, given, from_now=from_now)
    else:
        data, learning = split(given)
        mine.behaviors.update(mine.behaviors.from_json(data, before), learning=learning, from_now=from_now)
    return told(_found(mine, behavior))


def _archive(mine: Workspace, behavior: Behavior, given: dict[str, Any], *, from_now: bool) -> None:
    wanted = given["archived"]
    if not isinstance(wanted, bool) or len(given) > 1:
        raise invalid("This behavior", (("archived", "is true or false, and the only field that changes then"),))
    if wanted and (from_now or not _is_archived(mine, behavior.id)):
        mine.behaviors.archive(behavior.id, from_now=from_now)
    elif not wanted and _is_archived(mine, behavior.id):
        mine.behaviors.restore(behavior.id)


@router.delete(
    "/behaviors/{behavior:path}",
    **describes("BehaviorDeletion", {"outcome": "archived", "consequences": []}, problems=(404,)),
)
def delete_behavior(
    mine: Mine,
    behavior: BehaviorId,
    force: Annotated[bool, Query(description="Delete its history, too.", examples=[False])] = False,
) -> Response:
    """Delete a behavior; one that has a history is archived instead, unless that is to be deleted as well."""
    consequences = mine.behaviors.consequences(behavior)
    outcome = mine.behaviors.delete(behavior, force=force)
    return told({"outcome": outcome, "consequences": list(consequences) if outcome == "deleted" else []})


def _found(mine: Workspace, behavior_id: str) -> dict[str, Any]:
    behavior = mine.behaviors.get(behavior_id)
    return _document(mine, behavior, archived=_is_archived(mine, behavior_id))


def _is_archived(mine: Workspace, behavior_id: str) -> bool:
    return any(each.id == behavior_id for each in mine.behaviors.archived())


def _document(mine: Workspace, behavior: Behavior, *, archived: bool) -> dict[str, Any]:
    """Return a behavior with what is no field of the model."""
    own = behavior.model_dump(mode="json")
    return own | {"learning": mine.learning.on(behavior.id), "archived": archived}
