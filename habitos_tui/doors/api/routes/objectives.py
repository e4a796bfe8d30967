"""What behaviors are for."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from habitos_tui.domain.model.objective import Objective
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import body_of, nothing, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import OBJECTIVE
from habitos_tui.doors.api.requests import NewObjective, ObjectiveChange
from habitos_tui.doors.api.state import State
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace

router = APIRouter(tags=["objectives"])
ObjectiveName = Annotated[str, Path(max_length=100, description="The name of an objective.", examples=["health"])]


@router.get("/objectives", **describes("Objectives", {"items": [OBJECTIVE]}))
def list_objectives(state: State, mine: Mine) -> Response:
    """List the objectives in the person's order, with the share of the whole that each has."""
    with state.directory.database.reading():
        shares = mine.objectives.shares()
        items = [_document(objective, shares) for objective in mine.objectives.all()]
    return told({"items": items})


@router.post("/objectives", status_code=201, **describes("Objective", OBJECTIVE, 201, takes=NewObjective))
def add_objective(mine: Mine, given: Annotated[NewObjective, Depends(body_of(NewObjective))]) -> Response:
    """Add an objective at the end of the list."""
    added = mine.objectives.add(Objective(name=given.name, weight=given.weight))
    return told(_document(added, mine.objectives.shares()), 201)


@router.get("/objectives/{objective:path}", **describes("Objective", OBJECTIVE, problems=(404,)))
def read_objective(mine: Mine, objective: ObjectiveName) -> Response:
    """Show an objective."""
    return told(_found(mine, objective))


@router.patch(
    "/objectives/{objective:path}", **describes("Objective", OBJECTIVE, takes=ObjectiveChange, problems=(404,))
)
def change_objective(
    mine: Mine, objective: ObjectiveName, given: Annotated[ObjectiveChange, Depends(body_of(ObjectiveChange))]
) -> Response:
    """Give an objective another name or another weight; one of the two at a time."""
    if given.name is not None and given.weight is not None:
        raise InvalidInputError("Name and weight change one at a time.", issues=(("name", "changes by itself"),))
    if given.name is not None and given.name != objective:
        mine.objectives.rename(objective, given.name)
    if given.weight is not None:
        mine.objectives.set_weight(objective, given.weight, from_now=given.from_now)
    return told(_found(mine, objective if given.name is None else given.name))


@router.delete("/objectives/{objective:path}", status_code=204, **describes(problems=(404,)))
def delete_objective(mine: Mine, objective: ObjectiveName) -> Response:
    """Delete an objective, and what behaviors do for it."""
    mine.objectives.delete(objective)
    return nothing()


def _found(mine: Workspace, name: str) -> dict[str, Any]:
    objective = next((each for each in mine.objectives.all() if each.name == name), None)
    if objective is None:
        raise NotFoundError(f"There is no objective “{name}”.")
    return _document(objective, mine.objectives.shares())


def _document(objective: Objective, shares: dict[str, float]) -> dict[str, Any]:
    return objective.model_dump(mode="json") | {"share": round(shares[objective.name], 6)}
