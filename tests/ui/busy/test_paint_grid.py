"""Painting a week: the half hours, and the grid they are painted on."""

import random

from textual.app import App, ComposeResult

from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.busy.painting import (
    BLANK,
    CELLS,
    FREE,
    SLEEP,
    WORK,
    days_with,
    free_minutes,
    painted,
    painting_of,
    stretches_of,
)
from tests.support.ui import shown


def test_a_night_goes_on_the_next_morning_and_on_sundays_wraps_around() -> None:
    painting = painting_of([(6, 23 * 60, 30 * 60, SLEEP)])
    assert stretches_of(painting) == ((0, 0, 360, SLEEP), (6, 1380, 1440, SLEEP))
    assert free_minutes(painting) == 7 * 1440 - 7 * 60
    assert days_with(painting, SLEEP) == (0, 6)


def test_what_touches_half_an_hour_takes_it() -> None:
    assert stretches_of(painting_of([(2, 8 * 60 + 40, 9 * 60 + 5, "Bus")])) == ((2, 510, 570, "Bus"),)


def test_what_was_painted_comes_back_whatever_the_strokes() -> None:
    chance = random.Random(7)
    painting = BLANK
    for _ in range(200):
        first, last = sorted(chance.choices(range(CELLS), k=2))
        days = chance.sample(range(7), k=chance.randint(1, 7))
        painting = painted(painting, days, first, last, chance.choice([FREE, WORK, SLEEP]))
        assert painting_of(stretches_of(painting)) == painting
        assert sum(end - start for _, start, end, _ in stretches_of(painting)) == 7 * 1440 - free_minutes(painting)


class Canvas(App[None]):
    """Just a grid, its weeks beginning on Sunday."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield PaintGrid(painting_of([(6, 60, 120, "[b]Choir")]), first_weekday=6)

    def on_paint_grid_changed(self) -> None:
        self.changes += 1


async def test_keys_select_and_paint() -> None:
    app = Canvas()
    async with app.run_test(size=(60, 12)) as pilot:
        grid = app.query_one(PaintGrid)
        assert "Su  · ▒▒· ·" in shown(app.screen)
        await pilot.press("home", "L", "L", "L", "s")
        assert "Sun 00:00\N{EN DASH}02:00  Sleep" in shown(app.screen)
        assert stretches_of(grid.painting) == ((6, 0, 120, SLEEP),)
        await pilot.press("end", "shift+left", "J", "w")
        assert stretches_of(grid.painting)[0] == (0, 1380, 1440, WORK)
        assert "Sun\N{EN DASH}Mon 23:00\N{EN DASH}00:00  Work" in shown(app.screen)
        await pilot.press("space")
        assert stretches_of(grid.painting) == ((6, 0, 120, SLEEP),)
        await pilot.press("space", "left", "down", "space", "up", "right", "H", "x")
        assert stretches_of(grid.painting)[0] == (0, 1410, 1440, WORK)
        assert app.changes == 6
        await pilot.resize_terminal(110, 12)
        assert "Su  SSSSSSSS·   ·   " in shown(app.screen)
        grid.first_weekday = 1
        await pilot.pause()
        assert shown(app.screen).splitlines()[1].startswith("Tu")


async def test_the_mouse_selects_and_a_second_click_paints() -> None:
    app = Canvas()
    async with app.run_test(size=(60, 14)) as pilot:
        grid = app.query_one(PaintGrid)
        await pilot.mouse_down(PaintGrid, offset=(4 + 20, 2))
        await pilot.hover(PaintGrid, offset=(4 + 23, 3))
        await pilot.mouse_up(PaintGrid, offset=(4 + 23, 3))
        await pilot.press("w")
        assert stretches_of(grid.painting) == ((0, 600, 720, WORK), (1, 600, 720, WORK), (6, 60, 120, "[b]Choir"))
        await pilot.click(PaintGrid, offset=(4 + 40, 7), times=2)
        assert (5, 1200, 1230, WORK) in stretches_of(grid.painting)
        await pilot.click(PaintGrid, offset=(1, 0), times=2)
        assert app.changes == 2
