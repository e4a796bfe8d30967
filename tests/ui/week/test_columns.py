"""How the width of the grid is shared."""

import pytest

from habitos_tui.ui.week.columns import share_width


class TestColumns:
    @pytest.mark.parametrize("width", [60, 79, 99])
    def test_a_narrow_screen_shows_three_days(self, width: int) -> None:
        columns = share_width(width, 0, 0)
        assert columns.count == 3
        assert columns.gutter + 3 * columns.width == width

    @pytest.mark.parametrize("width", [100, 119, 140, 199, 300])
    def test_a_wide_screen_shows_the_week_and_wastes_no_cell(self, width: int) -> None:
        columns = share_width(width, 6, 4)
        assert (columns.first, columns.count) == (0, 7)
        assert columns.gutter + 7 * columns.width == width

    def test_three_days_follow_the_cursor_and_move_as_little_as_they_can(self) -> None:
        assert share_width(80, 2, 0).first == 0
        assert share_width(80, 3, 0).first == 1
        assert share_width(80, 2, 1).first == 1
        assert share_width(80, 0, 1).first == 0
        assert share_width(80, 6, 0).first == 4

    def test_the_mouse_finds_days_but_not_the_gutter(self) -> None:
        columns = share_width(80, 3, 2)
        assert columns.day_at(columns.gutter - 1) is None
        assert columns.day_at(columns.left(3)) == 3
        assert columns.day_at(79) == 4
        assert columns.day_at(80) is None
