"""What repositories share."""

import pytest

from habitos_tui.storage.repository import shifted


@pytest.mark.parametrize(
    ("item", "steps", "order"),
    [("b", 1, "acbd"), ("b", -1, "bacd"), ("b", 9, "acdb"), ("c", -9, "cabd"), ("a", 0, "abcd"), ("d", -2, "adbc")],
)
def test_an_item_moves_by_its_steps_and_no_further_than_the_ends(item: str, steps: int, order: str) -> None:
    assert "".join(shifted("abcd", item, steps)) == order
