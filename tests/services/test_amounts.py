"""Amounts besides minutes, from the entry in the log to the sums of days."""

import pytest

from habitos_tui.domain.insight.amounts import done_amounts
from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from tests.support.household import WEDNESDAY


@pytest.fixture
def reader(alice: Workspace) -> Workspace:
    """Alice, who reads 20 pages a session."""
    alice.behaviors.update(counting(alice, unit="pages", amount=20))
    return alice


def counting(workspace: Workspace, **fields: object) -> Behavior:
    return workspace.behaviors.get("read").model_copy(update=fields)


def counted_of(workspace: Workspace) -> list[tuple[str, Counted]]:
    return [(done.behavior, done.counted) for done in done_amounts(workspace.tracking.day(WEDNESDAY).items)]


def test_what_is_done_without_a_word_has_the_usual_amount(reader: Workspace) -> None:
    assert reader.tracking.done("read").counted == Counted(20, "pages")
    assert reader.tracking.done("run").counted is None


def test_an_amount_alone_leaves_the_minutes_as_planned(reader: Workspace) -> None:
    entry = reader.tracking.done("read", amount=25)
    assert (entry.counted, entry.minutes) == (Counted(25, "pages"), entry.context.planned_minutes)
    undone = reader.history.undo()
    assert undone is not None
    assert undone.label == "Logged “Reading”, 30 min, 25 pages"


def test_nothing_counted_is_said_with_zero(reader: Workspace) -> None:
    assert reader.tracking.done("read", amount=0).counted is None


def test_an_amount_of_what_has_no_unit_is_refused_and_nothing_is_logged(alice: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="Nothing but minutes is counted of “Reading”") as caught:
        alice.tracking.done("read", amount=3)
    assert caught.value.issues[0][0] == "amount"
    assert counted_of(alice) == []


def test_amounts_of_a_day_add_up(reader: Workspace) -> None:
    for amount in (8, 12.5):
        reader.tracking.done("read", amount=amount)
    assert counted_of(reader) == [("read", Counted(20.5, "pages"))]


def test_another_unit_turns_no_pages_into_kilometres(reader: Workspace) -> None:
    before = reader.tracking.done("read", amount=25)
    reader.behaviors.update(counting(reader, unit="km", amount=5))
    reader.tracking.done("read", amount=3)
    assert sorted(counted_of(reader), key=str) == [("read", Counted(25, "pages")), ("read", Counted(3, "km"))]
    assert reader.tracking.with_amount(before, 26).counted == Counted(26, "pages")
    reader.behaviors.update(counting(reader, unit=None, amount=None))
    assert ("read", Counted(25, "pages")) in counted_of(reader)


def test_an_entry_gets_another_amount_or_none(reader: Workspace) -> None:
    tracking = reader.tracking
    entry = tracking.done("read", amount=0)
    changed = tracking.edit(tracking.with_amount(entry, 7))
    assert tracking.entry(entry.id) == changed
    assert changed.counted == Counted(7, "pages")
    assert tracking.edit(tracking.with_amount(changed, 0)).counted is None
    run = tracking.done("run")
    assert tracking.with_amount(run, 0) == run
