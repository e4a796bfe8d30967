"""What the lines of the grid say."""

from habitos_tui.ui.week.painter import capacity_label


def test_free_time_is_told_in_few_cells() -> None:
    assert [capacity_label(minutes, 12) for minutes in (35, 60, 95)] == ["35 min ", "1 h ", "1 h 35 "]
    assert capacity_label(95, 16) == "1 h 35 free "
    assert capacity_label(95, 6) == ""
