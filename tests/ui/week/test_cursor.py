"""How the cursor walks over the week, where it starts, and where it stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from habitos_tui.ui.week.axis import even_axis
from habitos_tui.ui.week.cursor import (
    Cursor,
    block_beside,
    cursor_at,
    kept_in,
    move_down,
    move_sideways,
    move_up,
    start_of,
)
from habitos_tui.ui.week.layout import WeekLayout
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import CROWDED, SESSIONS, WEDNESDAY_NOON, Placing, agenda_week

BEFORE = WEDNESDAY_NOON - timedelta(days=7)


def layout(sessions: tuple[Placing, ...] = SESSIONS, step: int = 30) -> WeekLayout:
    view = week_view(agenda_week(sessions, now=BEFORE), BEFORE, 0)
    return WeekLayout(view, even_axis(view, step))


def key_of(made: WeekLayout, day: int, start: int) -> str:
    return next(block.key for block in made.view.blocks if (block.day, block.start) == (day, start))


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
            cursor = block_beside(made, cursor, 1)
            seen.append(cursor.key)
        assert seen == [placed.block.key for placed in made.placed()]
        assert block_beside(made, cursor, 1) == cursor
        assert block_beside(made, cursor, -1).key == seen[-2]
        assert block_beside(made, Cursor(0, 0), -1) == Cursor(0, 0)

    def test_jumping_from_an_empty_place_goes_to_the_nearest_session_in_time(self) -> None:
        made = layout()
        assert block_beside(made, Cursor(3, 20), 1).key == key_of(made, 3, 1085)
        assert block_beside(made, Cursor(3, 20), -1).key == key_of(made, 3, 755)


class TestStart:
    def test_is_the_next_session_else_now_else_the_first_one(self) -> None:
        view = layout().view
        axis = even_axis(view, 30)
        assert start_of(WeekLayout(replace(view, now=(3, 1000)), axis)).key == key_of(layout(), 3, 1085)
        assert start_of(WeekLayout(replace(view, now=(6, 1430)), axis)) == Cursor(6, 37)
        assert start_of(layout()).key == next(layout().placed()).block.key
        assert start_of(WeekLayout(WeekView.EMPTY, even_axis(WeekView.EMPTY, 30))) == Cursor(0, 0)


class TestKeeping:
    def test_the_cursor_follows_its_block_to_another_day(self) -> None:
        made = layout()
        key = key_of(made, 3, 1085)
        placed = made.find(key)
        assert placed is not None
        assert kept_in(made, Cursor(3, placed.last + 4, key)) == Cursor(3, placed.last - 1, key)
        assert kept_in(made, Cursor(1, 0, key)) == Cursor(3, placed.first, key)

    def test_without_its_block_it_stays_in_its_place(self) -> None:
        made = layout()
        assert kept_in(made, Cursor(0, 10, "gone")) == Cursor(0, 10)
        assert kept_in(made, Cursor(0, 100, "gone")) == cursor_at(made, 0, made.rows - 1)


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
