"""Bars out of characters."""

import pytest

from habitos_tui.ui.kit.marks import (
    Amount,
    amount_bar,
    bar,
    bar_leftwards,
    columns,
    fold,
    points,
    spark,
)


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
    assert amount_bar(amount, 10).plain == drawn


def test_over_the_limit_is_told_apart() -> None:
    assert Amount(0, 11, 10).over
    assert not Amount(0, 10, 10).over
    assert not Amount(0, 10).over


def test_no_room_is_no_bar() -> None:
    assert amount_bar(Amount(1, 2, 3), 0).plain == ""


def test_bars_and_columns_show_something_and_never_too_much() -> None:
    assert (bar(0, 4), bar(0.01, 4), bar(0.5, 4), bar(9, 4)) == ("    ", "▖   ", "▄▄  ", "▄▄▄▄")
    assert (bar_leftwards(0.4, 4), bar_leftwards(-1, 2)) == ("  ▗▄", "  ")
    assert columns([0, 0.01, 0.5, 1, None, 2], 2) == ["   █ █", " ▁██ █"]
    assert points([0, 0.34, 1, None], 2) == ["  ▀ ", "▄▀  "]
    assert spark([0, 0.5, 1, None]) == "▁▄█ "


def test_folding_averages_neighbours_and_keeps_the_newest_together() -> None:
    assert fold([1, 2, 3, 4, 5], 3) == [1, 2.5, 4.5]
    assert fold([1, None, None, None], 2) == [1, None]
    assert fold([], 3) == []
