from collections.abc import Callable

import pytest

from habitos_tui.domain.model.objective import Objective
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import WEDNESDAY


def names(workspace: Workspace) -> list[str]:
    return [objective.name for objective in workspace.objectives.all()]


def test_shares_are_parts_of_the_whole(idle: Workspace) -> None:
    idle.objectives.replace((Objective(name="health", weight=3), Objective(name="fun", weight=1)))
    assert idle.objectives.shares() == {"health": 0.75, "fun": 0.25}


def test_an_objective_is_added_at_the_end(idle: Workspace) -> None:
    idle.objectives.add(Objective(name="creativity", weight=10))
    assert names(idle)[-1] == "creativity"
    with pytest.raises(InvalidInputError, match="that of another one"):
        idle.objectives.add(Objective(name="Creativity", weight=10))


def test_a_weight_is_changed(idle: Workspace) -> None:
    idle.objectives.set_weight("health", 55)
    assert {o.name: o.weight for o in idle.objectives.all()}["health"] == 55


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_is_a_number_of_at_least_nothing(idle: Workspace, weight: float) -> None:
    with pytest.raises(InvalidInputError, match="This objective: weight"):
        idle.objectives.set_weight("health", weight)


def test_an_unknown_objective_names_the_known(idle: Workspace) -> None:
    actions: tuple[Callable[[], object], ...] = (
        lambda: idle.objectives.set_weight("fame", 1),
        lambda: idle.objectives.set_share("fame", 0.5),
        lambda: idle.objectives.delete("fame"),
    )
    for action in actions:
        with pytest.raises(NotFoundError, match="no objective “fame”") as caught:
            action()
        assert "health" in caught.value.hint


def test_where_nothing_matters_nothing_has_a_share(idle: Workspace) -> None:
    idle._store.objectives.replace((Objective(name="a", weight=0), Objective(name="b", weight=0)))
    assert idle.objectives.shares() == {"a": 0, "b": 0}


def test_deleting_an_objective_takes_what_behaviors_do_for_it(idle: Workspace) -> None:
    idle.behaviors.archive("read")
    assert idle.objectives.consequences("learning") == (
        "“Deep work” loses its impact on “learning”.",
        "“Reading” loses its impact on “learning”.",
    )
    idle.objectives.delete("learning")
    assert "learning" not in names(idle)
    assert idle.behaviors.get("read").impacts == {"wellness": 0.4}
    idle.planning.problem_for(WEDNESDAY)


def test_replacing_keeps_impacts_on_what_stays(idle: Workspace) -> None:
    idle.objectives.replace((Objective(name="wellness", weight=1), Objective(name="new", weight=2)))
    assert names(idle) == ["wellness", "new"]
    assert idle.behaviors.get("run").impacts == {"wellness": 0.4}
    with pytest.raises(InvalidInputError, match="“New” is used twice"):
        idle.objectives.replace((Objective(name="New", weight=1), Objective(name="new", weight=2)))


def test_something_always_matters(idle: Workspace) -> None:
    sentence = "must be above 0 for at least one"
    with pytest.raises(InvalidInputError, match=sentence):
        idle.objectives.replace(tuple(Objective(name=name, weight=0) for name in names(idle)))
    for name in names(idle)[1:]:
        idle.objectives.set_weight(name, 0)
    with pytest.raises(InvalidInputError, match=sentence):
        idle.objectives.set_weight("health", 0)
    with pytest.raises(InvalidInputError, match=sentence):
        idle.objectives.delete("health")


def percents(workspace: Workspace) -> list[int]:
    return [round(share * 100) for share in workspace.objectives.shares().values()]


def test_a_share_is_given_and_the_others_give_way_in_proportion(idle: Workspace) -> None:
    idle.objectives.replace(
        (Objective(name="a", weight=30), Objective(name="b", weight=20), Objective(name="c", weight=0))
    )
    idle.objectives.set_share("a", 0.8)
    assert percents(idle) == [80, 20, 0]
    idle.objectives.set_share("a", 1)
    idle.objectives.set_share("a", 0.4)
    assert percents(idle) == [40, 30, 30]
    idle.objectives.set_share("b", 0)
    assert percents(idle) == [57, 0, 43]
    for share in (-0.1, 1.1):
        with pytest.raises(InvalidInputError, match="between 0 and 100"):
            idle.objectives.set_share("a", share)


def test_shares_given_in_a_row_are_one_change_where_that_is_wanted(idle: Workspace) -> None:
    before = percents(idle)
    for share in (0.3, 0.4):
        idle.objectives.set_share("health", share)
    for share in (0.5, 0.6):
        idle.objectives.set_share("health", share, coalesce=True)
    for left in (30, before[0]):
        idle.history.undo()
        assert percents(idle)[0] == left


def test_one_alone_keeps_the_whole(idle: Workspace) -> None:
    idle.objectives.replace((Objective(name="all", weight=0.5),))
    assert idle.objectives.set_share("all", 0.1).weight == 100


def test_an_objective_is_added_with_a_share(idle: Workspace) -> None:
    idle.objectives.replace((Objective(name="a", weight=3), Objective(name="b", weight=1)))
    idle.objectives.add_with_share("c", 0.2)
    assert percents(idle) == [60, 20, 20]
    with pytest.raises(InvalidInputError, match="that of another one"):
        idle.objectives.add_with_share("C", 0.5)


def test_a_renamed_objective_keeps_what_behaviors_do_for_it(idle: Workspace) -> None:
    idle.objectives.edit("health", "body", 0.5)
    assert names(idle)[0] == "body"
    assert percents(idle)[0] == 50
    assert idle.behaviors.get("run").impacts["body"] == 0.9
    with pytest.raises(InvalidInputError, match="that of another one"):
        idle.objectives.edit("body", "learning", 0.9)
    assert percents(idle)[0] == 50


def test_an_objective_is_moved_and_moves_in_a_row_are_one_change(idle: Workspace) -> None:
    before = names(idle)
    for _ in range(2):
        idle.objectives.move(before[0], 1)
    assert names(idle) == [*before[1:3], before[0], *before[3:]]
    idle.history.undo()
    assert names(idle) == before
