"""Lists drawn by line."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.themes import variable_defaults


class Numbers(LineList):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def build(self, width: int, height: int) -> Sequence[Line]:
        head = Line(Content("  numbers"))
        return (head, *(Line(Content(f"  {number}"), str(number)) for number in range(self.count)))


class ListApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.numbers = Numbers(count)
        self.opened: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.opened.append(event.key)

    def lines(self) -> list[str]:
        return [self.numbers.render_line(y).text.rstrip() for y in range(self.numbers.size.height)]


async def test_the_cursor_moves_over_selectable_lines() -> None:
    app = ListApp(50)
    async with app.run_test(size=(20, 10)) as pilot:
        assert app.lines()[:2] == ["  numbers", "▸ 0"]
        await pilot.press("j", "down", "k", "enter")
        assert app.opened == ["1"]
        await pilot.press("G")
        assert app.numbers.cursor == "49"
        assert app.lines()[-1] == "▸ 49"
        await pilot.press("pageup")
        assert app.numbers.cursor == "40"
        await pilot.press("pagedown", "home")
        assert app.lines()[:2] == ["  numbers", "▸ 0"]
        await pilot.press("up")
        assert app.numbers.cursor == "0"


async def test_a_move_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(50)
    async with app.run_test(size=(20, 10)) as pilot:
        painted: list[Region] = []
        refresh = app.numbers.refresh

        def note(*regions: Region, **options: bool) -> LineList:
            painted.extend(regions)
            return refresh(*regions, **options)

        monkeypatch.setattr(app.numbers, "refresh", note)
        await pilot.press("j")
        assert sorted(region.y for region in painted) == [1, 2]
        assert {region.height for region in painted} == {1}


async def test_the_cursor_stays_near_when_its_line_goes_away() -> None:
    app = ListApp(5)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press("end")
        seen = []
        for count in (3, 0):
            app.numbers.count = count
            app.numbers.rebuild()
            seen.append(app.numbers.cursor)
        assert seen == ["2", None]
        await pilot.press("j", "enter", "end", "pagedown")
        assert app.opened == []


async def test_the_mouse_chooses_and_opens() -> None:
    app = ListApp(5)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.click(Numbers, offset=(3, 4))
        assert app.numbers.cursor == "3"
        await pilot.click(Numbers, offset=(3, 2), times=2)
        assert app.opened == ["1"]
        await pilot.click(Numbers, offset=(3, 0))
        await pilot.click(Numbers, offset=(3, 9))
        assert app.numbers.cursor == "1"


async def test_a_line_can_be_chosen_from_outside() -> None:
    app = ListApp(30)
    async with app.run_test(size=(20, 10)):
        app.numbers.select("25")
        assert "▸ 25" in app.lines()
        app.numbers.select("nothing")
        assert app.numbers.cursor == "25"


async def test_a_line_that_is_too_long_ends_in_an_ellipsis() -> None:
    app = ListApp(3)
    async with app.run_test(size=(6, 10)):
        assert app.lines()[0] == "  nu…"
