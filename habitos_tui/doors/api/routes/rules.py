"""What a week must keep to."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from habitos_tui.domain.model.rule import RULE_ADAPTER, Rule
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import body_object, nothing, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import NEW_RULE, RULE
from habitos_tui.doors.api.requests import RuleChange
from habitos_tui.doors.api.state import State
from habitos_tui.services.rules import Rules

router = APIRouter(tags=["rules"])
RuleId = Annotated[str, Path(max_length=100, description="The id of a rule.", examples=["r1"])]
Body = Annotated[dict[str, Any], Depends(body_object)]


@router.get("/rules", **describes("Rules", {"items": [RULE]}))
def list_rules(state: State, mine: Mine) -> Response:
    """List the rules in the person's order, switched on or not, each with its sentence."""
    with state.directory.database.reading():
        return told({"items": [_document(mine.rules, rule) for rule in mine.rules.all()]})


@router.post(
    "/rules",
    status_code=201,
    **describes("Rule", RULE, 201, takes=RULE_ADAPTER, takes_example=NEW_RULE, optional=("id",)),
)
def add_rule(mine: Mine, given: Body) -> Response:
    """Add a rule; without an id it gets one."""
    return told(_document(mine.rules, mine.rules.add(mine.rules.from_json(given))), 201)


@router.get("/rules/{rule:path}", **describes("Rule", RULE, problems=(404,)))
def read_rule(mine: Mine, rule: RuleId) -> Response:
    """Show a rule."""
    return told(_document(mine.rules, mine.rules.get(rule)))


@router.patch(
    "/rules/{rule:path}",
    **describes("Rule", RULE, takes=RuleChange, takes_example={"active": False}, problems=(404,)),
)
def change_rule(mine: Mine, rule: RuleId, given: Body) -> Response:
    """Change the fields that are given, such as `active`; the others stay."""
    changed = mine.rules.update(mine.rules.from_json(given, mine.rules.get(rule)))
    return told(_document(mine.rules, changed))


@router.delete("/rules/{rule:path}", status_code=204, **describes(problems=(404,)))
def delete_rule(mine: Mine, rule: RuleId) -> Response:
    """Delete a rule."""
    mine.rules.delete(rule)
    return nothing()


def _document(rules: Rules, rule: Rule) -> dict[str, Any]:
    return rule.model_dump(mode="json", exclude_none=True) | {"sentence": rules.sentence(rule)}
