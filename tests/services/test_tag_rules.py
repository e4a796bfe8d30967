"""Rules about a tag: in the problem of a week they are about the behaviors that have it, and still say the tag."""

from datetime import timedelta

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Frequency, Rule, Scope, TimeBudget
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY

NEXT = MONDAY + timedelta(days=7)
OFTEN = Frequency(id="often", scope=Scope(tag="#Home "), period="week", min_sessions=2)
LONG = TimeBudget(id="long", name="Chores", scope=Scope(tag="home"), period="day", max_minutes=60)


def tag(workspace: Workspace, behavior: str, *tags: str) -> None:
    """Give a behavior tags."""
    known = workspace.behaviors.get(behavior)
    workspace.behaviors.update(workspace.behaviors.from_json({"tags": list(tags)}, known))


def in_week(workspace: Workspace) -> dict[str, Rule]:
    return {rule.id: rule for rule in workspace.planning.problem_for(NEXT).rules}


def test_its_sentence_says_the_tag(alice: Workspace) -> None:
    assert alice.rules.sentence(OFTEN) == "At least 2 sessions tagged “home” a week"
    assert alice.rules.line(LONG) == "Chores: At most 1 h of everything tagged “home” a day - hard"
    assert alice.rules.sentence(OFTEN.model_copy(update={"min_sessions": None, "max_sessions": 0})) == (
        "No sessions tagged “home”"
    )


def test_in_the_week_it_is_about_the_behaviors_that_have_the_tag(alice: Workspace) -> None:
    for behavior in ("run", "read"):
        tag(alice, behavior, "home", "with sam")
    alice.rules.add(OFTEN)
    alice.rules.add(LONG)
    often, long = (in_week(alice)[rule] for rule in ("often", "long"))
    assert isinstance(often, Frequency)
    assert often.scope == Scope(behaviors=("run", "read"))
    assert (often.name, long.name) == ("Tagged “home”", "Chores (tagged “home”)")
    assert alice.rules.get("often") == OFTEN
    tag(alice, "read")
    often = in_week(alice)["often"]
    assert isinstance(often, Frequency)
    assert often.scope == Scope(behaviors=("run",))
    assert alice.planning.solve(alice.planning.problem_for(NEXT)).status is PlanStatus.OPTIMAL


def test_a_tag_that_nobody_has_leaves_the_rule_without_a_meaning(alice: Workspace) -> None:
    alice.rules.add(OFTEN)
    assert "often" not in in_week(alice)
    assert alice.rules.unused(OFTEN) == "concerns nothing: no behavior in use is tagged “home”"
    tag(alice, "run", "home")
    assert alice.rules.unused(OFTEN) == ""
    alice.behaviors.archive("run")
    assert alice.rules.unused(OFTEN) != ""
    assert "often" not in in_week(alice)


def test_what_stands_in_the_way_is_told_by_the_tag(alice: Workspace) -> None:
    tag(alice, "meditate", "home")
    meditate = alice.behaviors.get("meditate")
    alice.behaviors.update(meditate.model_copy(update={"min_per_week": 5}))
    alice.rules.add(Frequency(id="never", scope=Scope(tag="home"), period="week", max_sessions=2))
    problem = alice.planning.problem_for(NEXT)
    plan = alice.planning.solve(problem)
    assert plan.status is PlanStatus.INFEASIBLE
    assert any(limit.sentence.startswith("Tagged “home”: ") for limit in plan.conflict)
    repair = next(repair for repair in plan.repairs if "Tagged “home”" in repair.sentence)
    alice.repairs.apply(problem, repair.change)
    changed = alice.rules.get("never")
    assert isinstance(changed, Frequency)
    assert changed.scope == Scope(tag="home")
    assert changed.name == ""


def test_one_of_two_ways_to_pick_is_enough(alice: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="by tag"):
        alice.rules.from_json(
            {"type": "frequency", "period": "day", "max_sessions": 1, "scope": {"tag": "a", "category": "b"}}
        )


def test_a_problem_file_knows_no_tags(alice: Workspace) -> None:
    problem = alice.planning.problem_for(NEXT)
    fields = {**problem.model_dump(), "rules": [OFTEN]}
    with pytest.raises(ValueError, match="belongs to a profile"):
        Problem(**{name: value for name, value in fields.items() if name in Problem.model_fields})
    assert "tag" not in Scope(category="health").model_dump()
