"""The rows of a day: folded where nothing can be, cut where much is, and made to fill the height."""

from dataclasses import replace
from itertools import pairwise

import pytest

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.week import Busy
from habitos_tui.ui.week.axis import ABREAST, SCALES, WHOLE_WEEK, Scale, axis_of, even_axis, fitting_axis
from habitos_tui.ui.week.layout import WeekLayout
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import CROWDED, WEDNESDAY_NOON, Placing, agenda_week, crowded_week

NIGHT = tuple(
    Busy(day=day, start=start, end=end, title="Sleep") for day in DAYS for start, end in ((0, 420), (1380, 1440))
)


def view_of(sessions: tuple[Placing, ...] = (), busy: tuple[Busy, ...] = NIGHT) -> WeekView:
    return replace(week_view(agenda_week(sessions), WEDNESDAY_NOON, 0), busy=busy)


def test_a_row_has_its_minutes_and_the_whole_day_is_in_rows() -> None:
    axis = even_axis(WeekView.EMPTY, 30)
    assert (axis.rows, axis.bounds[0], axis.bounds[-1]) == (38, 300, 1440)
    assert [axis.row_of(minute) for minute in (0, 300, 329, 330, 3000)] == [0, 0, 0, 1, 37]
    assert [axis.nearest(minute) for minute in (300, 314, 315, 1440)] == [0, 0, 1, 38]


def test_what_is_slept_on_all_days_is_one_row() -> None:
    axis = axis_of(view_of(), Scale(30), 99)
    assert axis.bounds[:3] == (300, 420, 450)
    assert axis.folds == {0, axis.rows - 1}
    assert axis.bounds[-2:] == (1380, 1440)


def test_what_is_planned_or_free_on_one_day_is_not_folded() -> None:
    night_run = view_of((("run", 3, 330, 35),))
    assert not axis_of(night_run, Scale(30), 99).folds & {0, 1}
    up_early = tuple(bar for bar in NIGHT if (bar.day, bar.start) != (2, 0))
    assert axis_of(view_of(busy=up_early), Scale(30), 99).bounds[:2] == (300, 330)


def test_a_week_away_is_not_folded_up() -> None:
    away = tuple(Busy(day=day, start=0, end=1440, title="Vacation") for day in DAYS)
    assert axis_of(view_of(busy=away), Scale(30), 99).rows == 38


def test_a_row_is_cut_into_as_many_as_sessions_begin_in_it_on_one_day() -> None:
    axis = axis_of(view_of(CROWDED), Scale(30), 99)
    starts = [minute for minute in axis.bounds if 540 <= minute <= 600]
    assert starts == [540, 550, 560, 570, 580, 590, 600]
    abreast = axis_of(view_of(CROWDED), Scale(60, ABREAST), 99)
    assert [minute for minute in abreast.bounds if 540 <= minute <= 600] == [540, 570, 600]


def test_rows_fill_the_height_by_cutting_the_fullest_in_halves() -> None:
    view = view_of((("run", 0, 1085, 60), ("read", 1, 1085, 60)))
    hours = axis_of(view, Scale(60), 99)
    filled = axis_of(view, Scale(60, fills=True), hours.rows + 5)
    assert filled.rows == hours.rows + 2
    assert {1110, 1170} <= set(filled.bounds)  # half past six and half past seven: the two with sessions


def test_rows_in_which_nothing_is_are_joined_until_all_fit() -> None:
    working = tuple(Busy(day=day, start=480, end=1020, title="Work") for day in range(5))
    view = view_of((("run", 5, 720, 60),), busy=(*NIGHT, *working))
    hours = axis_of(view, Scale(60), 99)
    joined = axis_of(view, Scale(60, fills=True), hours.rows - 2)
    assert joined.rows == hours.rows - 2
    long = [(start, end) for row, (start, end) in enumerate(pairwise(joined.bounds)) if row not in joined.folds]
    assert {end - start for start, end in long} == {60, 120}
    assert all(end <= 720 or start >= 780 for start, end in long if end - start == 120)


def test_the_finest_rows_that_show_the_whole_day_are_taken() -> None:
    view = view_of()
    for room, step in ((70, 15), (53, 20), (36, 30)):
        assert fitting_axis(view, SCALES, room).step == step
    assert fitting_axis(view, SCALES, 20, Scale(30)).rows == 34
    for room in (17, 20, 25):
        assert fitting_axis(view, WHOLE_WEEK, room).rows <= room


def test_a_time_within_a_folded_stretch_is_on_its_row() -> None:
    axis = axis_of(view_of(), Scale(30), 99)
    assert axis.covering(390, 420) == range(1)
    assert axis.covering(390, 450) == range(2)
    assert axis.step_at(300) == 30


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("scales", "room", "lanes"), [(WHOLE_WEEK, 17, 5), (WHOLE_WEEK, 43, 3), (SCALES, 17, 3)])
def test_a_hundred_short_sessions_all_have_a_place_of_their_own(
    seed: int, scales: tuple[Scale, ...], room: int, lanes: int
) -> None:
    view = view_of(crowded_week(seed))
    layout = WeekLayout(view, fitting_axis(view, scales, room, None if scales is WHOLE_WEEK else Scale(30)))
    placed = list(layout.placed())
    assert len(placed) == len(view.blocks) > 80
    cells = [(p.block.day, row, p.lane) for p in placed for row in range(p.first, p.last)]
    assert len(set(cells)) == len(cells)
    assert max(p.lanes for p in placed) <= lanes
    assert all(abs(layout.minute(p.first) - p.block.start) < 60 for p in placed)
