"""Where blocks lie on the grid."""

from datetime import timedelta

import pytest

from habitos_tui.ui.week.axis import even_axis
from habitos_tui.ui.week.layout import WeekLayout, share_width
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import CROWDED, SESSIONS, WEDNESDAY_NOON, Placing, agenda_week

BEFORE = WEDNESDAY_NOON - timedelta(days=7)


def layout(sessions: tuple[Placing, ...] = SESSIONS, step: int = 30) -> WeekLayout:
    view = week_view(agenda_week(sessions, now=BEFORE), BEFORE, 0)
    return WeekLayout(view, even_axis(view, step))


def key_of(made: WeekLayout, day: int, start: int) -> str:
    return next(block.key for block in made.view.blocks if (block.day, block.start) == (day, start))


class TestScale:
    def test_gives_the_whole_waking_day_a_row_per_step(self) -> None:
        made = layout()
        assert made.rows == 38
        assert made.minute(0) == 5 * 60
        assert made.row_of(12 * 60 + 40) == 15
        assert made.row_of(0) == 0
        assert made.row_of(3000) == 37


class TestRows:
    def test_a_session_takes_the_rows_nearest_to_its_time(self) -> None:
        made = layout()
        deep_work = made.find(key_of(made, 0, 18 * 60 + 5))
        assert deep_work is not None
        assert (deep_work.first, deep_work.last) == (26, 29)

    def test_the_shortest_session_still_has_a_row(self) -> None:
        for placed in layout(CROWDED).placed():
            assert placed.last > placed.first

    def test_neighbours_less_than_a_step_apart_follow_each_other_down(self) -> None:
        made = layout((("walk", 0, 540, 5), ("journal", 0, 550, 5)))
        assert [(placed.first, placed.lanes) for placed in made.placed()] == [(8, 1), (9, 1)]

    def test_sessions_that_must_share_rows_lie_side_by_side(self) -> None:
        crowd = [placed for placed in layout(CROWDED).placed() if placed.block.day == 0]
        assert len({(placed.first, placed.lane) for placed in crowd}) == len(crowd)
        assert max(placed.lanes for placed in crowd) > 1

    @pytest.mark.parametrize("step", [15, 20, 30, 60])
    def test_no_two_blocks_ever_share_a_cell(self, step: int) -> None:
        for sessions in (SESSIONS, CROWDED):
            made = layout(sessions, step)
            for day in range(7):
                for row in range(made.rows):
                    lanes = [placed.lane for placed in made.at(day, row)]
                    assert len(set(lanes)) == len(lanes)
                    assert all(lane < placed.lanes for lane, placed in zip(lanes, made.at(day, row), strict=True))

    def test_a_block_is_drawn_less_than_a_step_from_its_time(self) -> None:
        for sessions in (SESSIONS, CROWDED):
            for placed in layout(sessions).placed():
                assert abs(layout(sessions).minute(placed.first) - placed.block.start) < 30

    def test_touching_blocks_of_one_category_are_told_apart(self) -> None:
        made = layout()
        course, guitar = made.find(key_of(made, 3, 1085)), made.find(key_of(made, 3, 1150))
        assert course is not None
        assert guitar is not None
        assert (course.paler, guitar.paler) == (False, True)

    def test_an_empty_week_has_rows(self) -> None:
        made = WeekLayout(WeekView.EMPTY, even_axis(WeekView.EMPTY, 30))
        assert made.rows == 38
        assert list(made.placed()) == []


class TestColumns:
    @pytest.mark.parametrize("width", [59, 79, 98])
    @pytest.mark.parametrize(("few", "days"), [(False, 7), (True, 3)])
    def test_a_narrow_screen_shows_the_week_or_three_days(self, width: int, few: bool, days: int) -> None:
        columns = share_width(width, 0, 0, few=few)
        assert (columns.count, columns.gutter + days * columns.width) == (days, width)

    @pytest.mark.parametrize("width", [99, 119, 140, 199, 300])
    def test_a_wide_screen_shows_the_week_and_wastes_no_cell(self, width: int) -> None:
        columns = share_width(width, 6, 4, few=True)
        assert (columns.first, columns.count) == (0, 7)
        assert columns.gutter + 7 * columns.width == width

    def test_three_days_follow_the_cursor_and_move_as_little_as_they_can(self) -> None:
        assert share_width(80, 2, 0, few=True).first == 0
        assert share_width(80, 3, 0, few=True).first == 1
        assert share_width(80, 2, 1, few=True).first == 1
        assert share_width(80, 0, 1, few=True).first == 0
        assert share_width(80, 6, 0, few=True).first == 4

    def test_the_mouse_finds_days_but_not_the_gutter(self) -> None:
        columns = share_width(80, 3, 2, few=True)
        assert columns.day_at(columns.gutter - 1) is None
        assert columns.day_at(columns.left(3)) == 3
        assert columns.day_at(79) == 4
        assert columns.day_at(80) is None
