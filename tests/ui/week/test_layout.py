"""Where blocks lie on the grid, and how the cursor walks over them."""

from datetime import timedelta

import pytest

from habitos_tui.ui.week.layout import (
    Cursor,
    WeekLayout,
    cursor_at,
    fitting_step,
    move_down,
    move_sideways,
    move_up,
    next_block,
    previous_block,
    share_width,
)
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import CROWDED, SESSIONS, WEDNESDAY_NOON, Placing, agenda_week

BEFORE = WEDNESDAY_NOON - timedelta(days=7)


def layout(sessions: tuple[Placing, ...] = SESSIONS, step: int = 30) -> WeekLayout:
    return WeekLayout(week_view(agenda_week(sessions, now=BEFORE), BEFORE, 0), step)


def key_of(made: WeekLayout, day: int, start: int) -> str:
    return next(block.key for block in made.view.blocks if (block.day, block.start) == (day, start))


class TestScale:
    @pytest.mark.parametrize(("rows", "step"), [(76, 15), (57, 20), (42, 30), (38, 30), (37, 30), (17, 30)])
    def test_is_the_finest_that_shows_the_waking_day_else_the_usual_one(self, rows: int, step: int) -> None:
        assert fitting_step(19 * 60, rows) == step

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

    def test_an_empty_week_has_rows_to_walk_on(self) -> None:
        made = WeekLayout(WeekView.EMPTY, 30)
        assert made.rows == 38
        assert list(made.placed()) == []


class TestWalking:
    def test_down_leaves_a_block_at_its_end_and_up_comes_back_to_it(self) -> None:
        made = layout()
        key = key_of(made, 5, 7 * 60)
        on_strength = cursor_at(made, 5, 4)
        assert on_strength.key == key
        below = move_down(made, on_strength)
        assert below == Cursor(5, 6, None)
        assert move_up(made, below) == Cursor(5, 5, key)

    @pytest.mark.parametrize("step", [15, 20, 30, 60])
    def test_going_down_reaches_every_session_of_the_day_in_order_and_up_again(self, step: int) -> None:
        for sessions in (SESSIONS, CROWDED):
            made = layout(sessions, step)
            for day in range(2):
                wanted = [placed.block.key for placed in made.placed() if placed.block.day == day]
                assert walk(made, cursor_at(made, day, 0), down=True) == wanted
                last = cursor_at(made, day, made.rows - 1, last_lane=True)
                assert walk(made, last, down=False) == wanted[::-1]

    def test_sideways_goes_lane_by_lane_then_day_by_day(self) -> None:
        made = layout(CROWDED)
        row = next(p.first for p in made.placed() if p.lanes > 1)
        lanes = [placed.block.key for placed in made.at(0, row)]
        cursor = cursor_at(made, 0, row)
        seen = [cursor.key]
        for _ in lanes[1:]:
            cursor = move_sideways(made, cursor, 1)
            seen.append(cursor.key)
        assert seen == lanes
        assert move_sideways(made, cursor, 1).day == 1

    def test_sideways_keeps_the_row_and_stops_at_the_edges(self) -> None:
        made = layout()
        assert move_sideways(made, Cursor(0, 10), -1) == Cursor(0, 10)
        assert move_sideways(made, Cursor(6, 10), 1) == Cursor(6, 10)
        assert move_sideways(made, Cursor(0, 10), 1) == Cursor(1, 10)

    def test_up_and_down_stop_at_the_ends_of_the_day(self) -> None:
        made = layout((("read", 0, 23 * 60, 60), ("run", 0, 300, 60)))
        top, bottom = cursor_at(made, 0, 0), cursor_at(made, 0, 37)
        assert move_up(made, top) == top
        assert move_down(made, bottom) == bottom
        assert move_up(made, Cursor(1, 0)) == Cursor(1, 0)
        assert move_down(made, Cursor(1, 37)) == Cursor(1, 37)

    def test_jumping_visits_every_session_of_the_week_and_stays_at_the_last(self) -> None:
        made = layout()
        cursor, seen = Cursor(0, 0), []
        for _ in made.view.blocks:
            cursor = next_block(made, cursor)
            seen.append(cursor.key)
        assert seen == [placed.block.key for placed in made.placed()]
        assert next_block(made, cursor) == cursor
        assert previous_block(made, cursor).key == seen[-2]
        assert previous_block(made, Cursor(0, 0)) == Cursor(0, 0)

    def test_jumping_from_an_empty_place_goes_to_the_nearest_session_in_time(self) -> None:
        made = layout()
        assert next_block(made, Cursor(3, 20)).key == key_of(made, 3, 1085)
        assert previous_block(made, Cursor(3, 20)).key == key_of(made, 3, 755)


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


def walk(made: WeekLayout, cursor: Cursor, *, down: bool) -> list[str]:
    """Return the keys of the blocks met on the way to the end of the day."""
    seen = [cursor.key] if cursor.key else []
    while True:
        moved = move_down(made, cursor) if down else move_up(made, cursor)
        if moved == cursor:
            return seen
        if moved.key and moved.key != cursor.key:
            seen.append(moved.key)
        cursor = moved
