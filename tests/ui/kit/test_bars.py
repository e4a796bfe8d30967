"""Bars out of characters."""

import pytest

from habitos_tui.ui.kit.bars import Amount, amount_bar, plain_amount_bar


@pytest.mark.parametrize(
    ("amount", "drawn"),
    [
        (Amount(0, 0), "··········"),
        (Amount(5, 10, 20), "━━───·····"),
        (Amount(10, 10, 10), "━━━━━━━━━━"),
        (Amount(0.1, 10, 1000), "━·········"),
        (Amount(-3, -1, 12), "··········"),
        (Amount(2, 20, 10), "━─────────"),
        (Amount(3, 6), "━━━━━─────"),
    ],
)
def test_done_planned_and_free_cells_differ_in_shape(amount: Amount, drawn: str) -> None:
    assert plain_amount_bar(amount, 10) == drawn
    assert amount_bar(amount, 10).plain == drawn


def test_over_the_limit_is_told_apart() -> None:
    assert Amount(0, 11, 10).over
    assert not Amount(0, 10, 10).over
    assert not Amount(0, 10).over


def test_no_room_is_no_bar() -> None:
    assert plain_amount_bar(Amount(1, 2, 3), 0) == ""
