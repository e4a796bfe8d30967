"""Objectives as shares of 100 %."""

from habitos_tui.ui.rules.objectives_pane import nudged, share_line, share_rows, shares_summary, whole_percents


def test_shares_add_up_to_a_hundred_whatever_they_are() -> None:
    assert whole_percents((1 / 3, 1 / 3, 1 / 3)) == (34, 33, 33)
    assert sum(whole_percents((0.125, 0.125, 0.75))) == 100
    rows = share_rows({"health": 0.85, "my_own": 0.15, "none": 0.0})
    assert [row.percent for row in rows] == [85, 15, 0]
    assert shares_summary(rows) == "mostly health and my own"
    assert shares_summary(share_rows(dict.fromkeys("abcde", 0.2))) == "5 weighted alike"
    assert shares_summary(share_rows({"a": 0.3, "b": 0.3, "c": 0.3, "d": 0.1})) == "3 weighted alike, the others less"
    assert [nudged(rows[0], step) for step in (5, 20, -90)] == [0.9, 1.0, 0.0]
    assert [share_line(row, 40, 6).plain for row in rows] == [
        "  health " + "━" * 20 + "·" * 4 + "  85 % ",
        "  my own " + "━" * 4 + "·" * 20 + "  15 % ",
        "  none   " + "·" * 24 + "   0 % ",
    ]
