"""The week grid in a small app of its own, driven by keys."""

from dataclasses import replace

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from habitos_tui.text import cell_width
from habitos_tui.ui.kit.themes import THEMES, variable_defaults
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import (
    CROWDED,
    SESSIONS,
    WEDNESDAY_NOON,
    Placing,
    agenda_week,
    crowded_week,
    hostile_names,
    session_id,
)


class GridApp(App[None]):
    def __init__(self, view: WeekView, theme: str = "habitos-dark", *, few: bool = False) -> None:
        super().__init__()
        self._view, self._few = view, few
        self.opened: list[str] = []
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield WeekGrid()

    def on_mount(self) -> None:
        self.grid.few_days = self._few
        self.grid.view = self._view
        self.grid.focus()

    def on_week_grid_session_opened(self, event: WeekGrid.SessionOpened) -> None:
        self.opened.append(event.block.key)

    @property
    def grid(self) -> WeekGrid:
        return self.query_one(WeekGrid)

    def lines(self) -> list[str]:
        return [self.grid.render_line(y).text for y in range(self.grid.size.height)]


def week(sessions: tuple[Placing, ...] = SESSIONS, names: tuple[str, ...] = ()) -> WeekView:
    return week_view(agenda_week(sessions, names=names), WEDNESDAY_NOON, 0)


async def test_the_cursor_starts_at_now_with_some_of_the_day_before_it_in_view() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)):
        assert app.grid.cursor == (2, 12 * 60 + 30)
        assert "┃▸Wed 25 · today" in app.lines()[0]
        assert any("▸12:40" in line for line in app.lines()[3:])


async def test_another_week_starts_at_its_first_session() -> None:
    app = GridApp(replace(week(), now=None))
    async with app.run_test(size=(80, 22)):
        assert app.grid.selected is not None
        assert app.grid.selected.key == str(session_id(0, 365))


async def test_letters_and_arrows_move_alike() -> None:
    app = GridApp(week())
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (("down", "right", "up", "left"), ("j", "l", "k", "h")):
            seen = []
            for key in keys:
                await pilot.press(key)
                seen.append(app.grid.cursor)
            assert seen == [(2, 780), (3, 780), (3, 750), (2, 750)]


async def test_three_days_follow_the_cursor_on_a_narrow_screen() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)) as pilot:
        assert "Tue 24" not in app.lines()[0]
        assert "Wed 25 · today" in app.lines()[0]
        assert "Fri 27" in app.lines()[0]
        assert app.lines()[0].startswith(" ◂ ▸")
        await pilot.press("left")
        assert "Tue 24" in app.lines()[0]
        assert "Fri 27" not in app.lines()[0]


async def test_seven_days_with_letters_and_marks_fit_eighty_columns() -> None:
    app = GridApp(week())
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("J")
        lines = app.lines()
        assert all(day in lines[0] for day in ("Mon 23", "▸Wed 25", "Sun 29"))
        night = next(line for line in lines if line.startswith(" 21:00"))
        assert "▌M✓" in night
        assert "Deep work on side project · productivity" in lines[-1]
        seen = {app.grid.selected.key} if app.grid.selected is not None else set()
        await pilot.press(*["K"] * len(SESSIONS))
        for _ in SESSIONS:
            assert app.grid.selected is not None
            seen.add(app.grid.selected.key)
            await pilot.press("J")
        assert len(seen) == len(SESSIONS)


@pytest.mark.parametrize(("size", "few"), [((80, 22), False), ((80, 22), True), ((60, 16), False), ((200, 47), False)])
async def test_a_week_of_a_hundred_short_sessions_stays_readable(size: tuple[int, int], few: bool) -> None:
    app = GridApp(week(crowded_week(3)), few=few)
    async with app.run_test(size=size) as pilot:
        blocks = app.grid.view.blocks
        assert len(blocks) > 80
        for block in blocks[::7]:
            app.grid.select(block.key)
            await pilot.pause()
            assert app.grid.selected == block
            lines = app.lines()
            row = lines[next(iter(app.grid._window.cursor_regions(app.grid._cursor))).y]
            assert block.mark.letter + block.glyph in row
            assert block.name[:10] in lines[app.grid.rows_end + 2]
            assert all(cell_width(line) == app.grid.scrollable_content_region.width for line in lines)


@pytest.mark.parametrize("size", [(60, 16), (80, 22)])
async def test_what_is_cut_ends_in_an_ellipsis(size: tuple[int, int]) -> None:
    long = "Practise the third movement of the sonata very slowly with both hands and a metronome, twice over"
    app = GridApp(week((("run", 0, 600, 30), ("read", 2, 900, 30)), names=(long,) * 20))
    async with app.run_test(size=size) as pilot:
        await pilot.press("J")
        shown = [line for line in app.lines() if "Pr" in line]
        assert len(shown) == 3
        assert all("…" in line for line in shown)
        assert shown[-1].rstrip().endswith("… · learning")


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)) as pilot:
        before, top = app.grid.cursor, app.grid.scroll_offset.y
        for kind in (events.MouseScrollDown, events.MouseScrollUp, events.MouseScrollUp):
            app.grid.post_message(kind(app.grid, 20, 5, 0, 0, 0, False, False, False))
            await pilot.pause()
        assert app.grid.scroll_offset.y < top
        assert app.grid.cursor == before


async def test_jumping_goes_from_session_to_session_and_enter_opens_one() -> None:
    app = GridApp(week())
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("J", "J", "enter")
        assert app.opened == [str(session_id(2, 1180))]
        await pilot.press("K", "shift+up", "enter")
        assert app.opened[-1] == str(session_id(2, 755))
        await pilot.press("shift+down", "enter")
        assert app.opened[-1] == str(session_id(2, 1085))


async def test_enter_on_an_empty_place_opens_nothing() -> None:
    app = GridApp(week(()))
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("enter")
        assert app.opened == []


async def test_pages_and_edges_of_the_day() -> None:
    app = GridApp(week(()), few=True)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("home")
        assert app.grid.cursor == (2, 300)
        await pilot.press("pagedown")
        assert app.grid.cursor == (2, 360 + 16 * 30)  # the first row is an hour of sleep
        await pilot.press("G")
        assert app.grid.cursor == (2, 23 * 60 + 30)
        assert any("23:00" in line for line in app.lines())
        await pilot.press("pageup", "g")
        assert app.grid.cursor == (2, 300)


async def test_zooming_out_shows_the_whole_day_and_keeps_the_place() -> None:
    app = GridApp(week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J")
        chosen = app.grid.selected
        await pilot.press("minus")
        text = "\n".join(app.lines())
        assert "05:00" in text
        assert "23:00" in text
        assert app.grid.selected == chosen
        await pilot.press("plus", "plus", "plus", "plus")
        assert app.grid.selected == chosen


async def test_the_days_begin_in_one_column_at_every_width() -> None:
    app = GridApp(week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "home")  # to the hour that is folded
        for width in (*range(60, 67), 71, 78, 100):
            await pilot.resize_terminal(width, 24)
            left = app.grid._columns.left(0)
            lines = app.lines()[: app.grid.rows_end]
            assert {line[left] for line in lines} <= {"│", "┃"}, width
            assert sum("05:00⋮" in line[:left] for line in lines) == 1


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((60, 16), "habitos-dark"),
        ((80, 22), "ansi-dark"),
        ((100, 24), "habitos-light"),
        ((200, 48), "habitos-dark"),
    ],
)
async def test_every_line_fits_its_width_whatever_the_names(size: tuple[int, int], theme: str) -> None:
    for start in range(0, len(hostile_names()), 16):
        app = GridApp(week(names=hostile_names()[start:]), theme)
        async with app.run_test(size=size) as pilot:
            await pilot.press("minus", "J", "l")
            for line in app.lines():
                assert cell_width(line) == app.grid.scrollable_content_region.width
                assert line.isprintable() or "\u200d" in line or "\u200c" in line


async def test_short_sessions_in_one_row_are_all_shown_and_all_reached() -> None:
    app = GridApp(week(CROWDED))
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("home", "left", "left")
        seen = []
        for _ in range(60):
            await pilot.press("down")
            if app.grid.selected is not None and app.grid.selected.key not in seen:
                seen.append(app.grid.selected.key)
        assert seen == [str(session_id(0, start)) for _, day, start, _ in CROWDED if day == 0]


async def test_reading_the_week_again_leaves_the_cursor_on_its_session() -> None:
    app = GridApp(week())
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("J")
        app.grid.view = replace(app.grid.view, summary="again")
        assert app.grid.selected is not None
        assert app.grid.selected.key == str(session_id(2, 1085))
        gone = tuple(block for block in app.grid.view.blocks if block.key != str(session_id(2, 1085)))
        app.grid.view = replace(app.grid.view, blocks=gone)
        assert app.grid.cursor == (2, 1080)


async def test_a_resize_keeps_the_time_under_the_cursor() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("down", "down", "down")
        before = app.grid.cursor
        for size in ((200, 50), (100, 20), (60, 18), (80, 22)):
            await pilot.resize_terminal(*size)
            assert app.grid.cursor == before
            assert any(line.count("▸14:00") for line in app.lines())


async def test_a_move_repaints_only_the_cells_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    app = GridApp(week())
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("down")
        painted: list[Region] = []
        refresh = app.grid.refresh

        def note(*regions: Region, **options: bool) -> WeekGrid:
            painted.extend(regions or [app.grid.region])
            return refresh(*regions, **options)

        monkeypatch.setattr(app.grid, "refresh", note)
        await pilot.press("down")
        assert 0 < sum(region.area for region in painted) < 260
        painted.clear()
        await pilot.press("J")
        assert 0 < sum(region.area for region in painted) < 400


async def test_the_mouse_puts_the_cursor_and_a_double_click_opens() -> None:
    app = GridApp(week())
    async with app.run_test(size=(200, 50)) as pilot:
        y = next(index for index, line in enumerate(app.lines()) if "Meet friends" in line)
        x = app.lines()[y].index("Meet friends")
        await pilot.click(WeekGrid, offset=(x, y))
        assert app.grid.selected is not None
        assert app.grid.selected.name == "Meet friends"
        await pilot.click(WeekGrid, offset=(x, y), times=2)
        assert app.opened == [str(session_id(4, 1085))]
        await pilot.click(WeekGrid, offset=(2, 0))
        assert app.grid.selected.name == "Meet friends"


async def test_the_bottom_shows_time_and_energy_and_what_is_under_the_cursor() -> None:
    app = GridApp(week())
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("J")
        text = "\n".join(app.lines())
        assert "4 h 30 min" in text
        assert "10/12" in text
        assert "Wed 25 · 18:05" in text
        assert "✗ missed" in app.lines()[-1]


async def test_a_selected_block_is_marked_without_colour() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("J")
        assert sum("▸P Deep work" in line for line in app.lines()) == 1


async def test_select_and_now_move_the_cursor_from_outside() -> None:
    app = GridApp(week(), few=True)
    async with app.run_test(size=(80, 22)):
        app.grid.select(str(session_id(6, 1285)))
        assert app.grid.cursor[0] == 6
        assert "Sun 29" in app.lines()[0]
        app.grid.select("nowhere")
        assert app.grid.cursor[0] == 6
        app.grid.go_to_next()
        assert app.grid.cursor == (2, 750)


async def test_a_grid_without_a_view_draws_empty_lines_and_takes_every_key() -> None:
    app = GridApp(WeekView.EMPTY)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.press("down", "right", "J", "K", "enter", "plus", "minus", "home", "end", "pageup", "pagedown")
        assert all(cell_width(line) == 79 for line in app.lines())
