"""The day as a time axis: its rows by hand, on Wednesday 25 November 2026 at nine."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.week import Busy, Slot
from habitos_tui.ui.today.axis import AxisDay, AxisRow, Stretch, axis_day, axis_rows
from habitos_tui.ui.today.presenter import TodayView
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import add_alice
from tests.support.ui import make_app, press, settle, shown

SLOTS = (Slot(name="morning", start=360, end=720), Slot(name="evening", start=720, end=1440))
WORK = Stretch(540, 600, title="Work")


def busy(start: int, end: int) -> Busy:
    return Busy(day=0, start=start, end=end, title="Sleep")


def day(*stretches: Stretch, now: int | None = None, tells_free: bool = True) -> AxisDay:
    return AxisDay(stretches, SLOTS, 480, 720, now, tells_free=tells_free)


def told(rows: Sequence[AxisRow]) -> list[str]:
    """Return "9:00 Work", "10:00 free 60", "9:30 now", or the label of a row on which nothing begins."""
    lines = []
    for row in rows:
        what = "now" if row.now else f"free {row.free}" if row.free else ""
        if row.taken is not None:
            what = row.taken.title if row.begins else "goes on"
        time = "-" if row.label is None else f"{row.label // 60}:{row.label % 60:02d}"
        lines.append(f"{time} {what}".strip())
    return lines


def column(*days: AxisDay, height: int = 8, at: int = 0) -> list[str]:
    rows = axis_rows(days, height)
    assert rows is not None
    return told([row[at] for row in rows])


def test_time_is_drawn_in_proportion_with_what_is_free() -> None:
    expected = ["8:00 free 60", "-", "9:00 Work", "- goes on", "10:00 free 120", "-", "11:00", "-"]
    assert column(day(WORK)) == expected


def test_what_begins_in_one_row_gets_a_row_each_and_the_day_beside_keeps_step() -> None:
    short = [Stretch(485 + 5 * at, 490 + 5 * at, title=name) for at, name in enumerate("abc")]
    days = (day(*short), day(WORK))
    assert column(*days, height=10)[:4] == ["8:05 a", "8:10 b", "8:15 c", "8:20 free 220"]
    beside = column(*days, height=10, at=1)
    assert beside[:5] == ["8:00 free 60", "-", "-", "-", "9:00 Work"]


def test_rows_stand_for_as_little_time_as_fits_and_not_at_all_where_an_hour_does_not() -> None:
    assert len(column(day(WORK), height=24)) == 24
    assert len(column(day(WORK), height=4)) == 4
    assert axis_rows([day(WORK)], 3) is None


def test_hours_stand_at_the_rows_nearest_to_them() -> None:
    assert column(day(), height=7) == ["8:00 free 240", "-", "9:00", "10:00", "-", "11:00", "-"]


def test_no_hour_is_told_twice() -> None:
    rows = column(day(WORK, now=540), height=10)
    assert rows.count("9:00 Work") == rows.count("9:00 now") == 1
    assert "9:00" not in rows


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (480, ["8:00 now", "8:00 free 60", "9:00 Work", "10:00 free 120", "11:00"]),
        (570, ["8:00", "9:00 Work", "9:30 now", "10:00 free 120", "11:00"]),
        (660, ["8:00", "9:00 Work", "10:00", "11:00 now", "11:00 free 60"]),
    ],
)
def test_free_time_is_told_from_now_on(now: int, expected: list[str]) -> None:
    assert column(day(WORK, now=now), height=5) == expected


def test_nothing_is_told_free_of_a_day_that_is_over() -> None:
    assert column(day(WORK, tells_free=False), height=4) == ["8:00", "9:00 Work", "10:00", "11:00"]


def test_sleep_takes_no_rows() -> None:
    view = replace(TodayView.EMPTY, slots=SLOTS, busy=(busy(0, 450), busy(1350, 1440)))
    axis = axis_day(view)
    assert (axis.first, axis.last) == (420, 1380)
    assert [stretch.ends for stretch in axis.stretches] == [True, False]
    assert axis_day(replace(view, now=15)).first == 0


async def test_a_large_terminal_shows_the_day_tomorrow_and_the_session_side_by_side(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        lines = shown(app.screen).splitlines()
        top = next(line for line in lines if "Tomorrow · Thursday 26 Nov 2026" in line)
        assert top.index("Tomorrow") > 80
        assert any("08:30" in line and line.count("Work") == 2 for line in lines)
        assert any("09:00 now" in line for line in lines)
        assert any("Wednesday 25 Nov 2026" in line for line in lines[6:])
        assert "1 session · 15 min · energy -1 of 12" in shown(app.screen)
        await press(pilot, "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "In 4 days · Sunday 29 Nov 2026" in shown(app.screen)


async def test_a_window_that_gets_lower_shows_the_whole_day_without_a_scroll_bar(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        for height in (49, 44, 50):
            await pilot.resize_terminal(200, height)
            await settle(pilot)
            assert isinstance(app.screen, TodayScreen)
            assert not app.screen.agenda.show_vertical_scrollbar
            assert not app.screen.tomorrow.show_vertical_scrollbar


async def test_a_click_anywhere_in_a_session_chooses_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        lines = shown(app.screen).splitlines()
        row = next(row for row, line in enumerate(lines) if "Deep work" in line)
        await pilot.click(offset=(40, row + 1))
        await settle(pilot)
        assert lines[row + 1][40:60].strip() == ""
        assert shown(app.screen).splitlines()[row].startswith("│ ▸19:00")


async def test_an_empty_day_says_what_to_do_over_its_axis(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        text = shown(app.screen)
        assert "Press 5" in text
        assert "08:30 ┊  Work" in text
        assert "Nothing is planned on this day yet." in text
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "Press 5" in shown(app.screen)
        assert "Work" not in shown(app.screen)
