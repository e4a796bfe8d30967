"""What is counted of a session besides its minutes."""

import pytest

from habitos_tui.domain.model.amount import Counted
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.counting import counted_of, fields_of
from tests.support.household import make_behavior

READ = make_behavior("read", unit="pages", amount=20)


def test_the_usual_amount_counts_where_none_is_said_and_nothing_for_zero() -> None:
    found = [counted_of(READ, amount) for amount in (None, 5, 0)]
    assert found == [Counted(20, "pages"), Counted(5, "pages"), None]
    assert counted_of(make_behavior("bike", unit="km"), None) is None
    assert counted_of(make_behavior("bike", unit="km"), 7.5) == Counted(7.5, "km")


def test_of_a_behavior_without_a_unit_nothing_but_minutes_is_counted() -> None:
    run = make_behavior("run")
    assert counted_of(run, None) is counted_of(run, 0) is None
    with pytest.raises(InvalidInputError) as refused:
        counted_of(run, 3)
    assert refused.value.issues[0][0] == "amount"


def test_a_completion_has_an_amount_with_its_unit_or_neither() -> None:
    assert fields_of(Counted(3, "km")) == {"amount": 3, "unit": "km"}
    assert fields_of(None) == {"amount": None, "unit": None}
