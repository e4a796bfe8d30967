"""What is counted of a session besides its minutes."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from habitos_tui.domain.model.amount import Counted, Unit, summed
from habitos_tui.domain.model.validation import issues_of
from tests.support.storage import make_completion


def test_amounts_add_up_unit_by_unit() -> None:
    """Kilometres are never added to pages."""
    counted = [Counted(20, "pages"), Counted(5, "km"), Counted(2.5, "pages")]
    assert summed(counted) == (Counted(22.5, "pages"), Counted(5, "km"))
    assert summed([]) == ()


def test_a_unit_is_a_word_as_it_is_written() -> None:
    read = TypeAdapter(Unit).validate_python
    assert read("  Glasses   of water ") == "Glasses of water"
    for refused in ("", " ", "20 pages", "a\tb\x00", "u" * 31):
        with pytest.raises(ValidationError):
            read(refused)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"amount": 3}, "amount"),
        ({"unit": "km"}, "amount"),
        ({"amount": 0, "unit": "km"}, "amount"),
        ({"amount": 1_000_001, "unit": "km"}, "amount"),
    ],
)
def test_an_entry_has_an_amount_with_its_unit_or_neither(fields: dict[str, Any], path: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make_completion(**fields)
    assert [found for found, _ in issues_of(caught.value)] == [path]


def test_what_an_entry_counts() -> None:
    assert make_completion(amount=3, unit="km").counted == Counted(3, "km")
    assert make_completion().counted is None
