"""Bars, the rating scale, lists drawn by line, and the rulers behind the grid."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input

from habitos_tui.text import cell_width
from habitos_tui.ui.kit.bars import Amount, amount_bar, plain_amount_bar
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.text_layout import fit
from habitos_tui.ui.session.rating import ENERGY, Rating
from habitos_tui.ui.week.block_text import block_rows, name_rows
from habitos_tui.ui.week.board import Ruler, WeekBoard
from habitos_tui.ui.week.columns import share_width
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.presenter import week_view
from tests.support.hostile import FAMILY, HOSTILE_NAMES
from tests.support.weeks import WEDNESDAY_NOON, agenda_week


class TestBars:
    @pytest.mark.parametrize(
        ("amount", "drawn"),
        [
            (Amount(0, 0), "··········"),
            (Amount(5, 10, 20), "━━───·····"),
            (Amount(10, 10, 10), "━━━━━━━━━━"),
            (Amount(0.1, 10, 1000), "━·········"),
            (Amount(-3, -1, 12), "··········"),
            (Amount(2, 20, 10), "━─────────"),
            (Amount(3, 6), "━━━━━─────"),
        ],
    )
    def test_done_planned_and_free_cells_differ_in_shape(self, amount: Amount, drawn: str) -> None:
        assert plain_amount_bar(amount, 10) == drawn
        assert amount_bar(amount, 10).plain == drawn

    def test_over_the_limit_is_told_apart(self) -> None:
        assert Amount(0, 11, 10).over
        assert not Amount(0, 10, 10).over
        assert not Amount(0, 10).over

    def test_no_room_is_no_bar(self) -> None:
        assert plain_amount_bar(Amount(1, 2, 3), 0) == ""


class TestBlockText:
    @pytest.mark.parametrize("name", [*HOSTILE_NAMES, "Deep work on side project"])
    def test_rows_fill_their_cells_exactly(self, name: str) -> None:
        for block in week_view(agenda_week((("run", 0, 365, 35),), names=[name or "x"]), WEDNESDAY_NOON, 0).blocks:
            for width in (1, 2, 3, 6, 12, 26):
                for height in (1, 2, 3, 5):
                    rows = block_rows(block, width, height)
                    assert len(rows) == height
                    assert {cell_width(head + rest) for head, rest in rows} == {width}
                    assert 1 <= name_rows(block, width, height) <= height

    def test_wide_letters_are_cut_by_cells(self) -> None:
        assert fit("漢字漢字", 5) == "漢字…"
        assert fit("漢字漢字", 6) == "漢字… "
        assert fit(f"{FAMILY} family", 5) == f"{FAMILY} f…"


class RatingApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def compose(self) -> ComposeResult:
        yield Rating(2, id="rating")
        yield Rating(scale=ENERGY, id="energy")
        yield Input(id="next")

    def on_rating_changed(self) -> None:
        self.heard += 1


class TestRating:
    @pytest.mark.parametrize(
        ("keys", "value"),
        [
            (("4",), 4),
            (("0",), None),
            (("backspace",), None),
            (("right", "right"), 4),
            (("l", "h", "left"), 1),
            (("left", "left", "left"), None),
            (("5", "right"), 5),
        ],
    )
    async def test_keys_set_and_change_it(self, keys: Sequence[str], value: int | None) -> None:
        app = RatingApp()
        async with app.run_test() as pilot:
            await pilot.press(*keys)
            assert app.query_one("#rating", Rating).value == value
            assert app.heard

    async def test_it_says_its_step_in_a_word_and_its_keys_while_it_has_the_focus(self) -> None:
        app = RatingApp()
        async with app.run_test() as pilot:
            rating, energy = app.query_one("#rating", Rating), app.query_one("#energy", Rating)
            assert rating.render().plain == "★★☆☆☆  so-so   1-5 sets, 0 clears"
            assert energy.render().plain == "○○○○○  not said"
            await pilot.press("tab", "5")
            assert rating.render().plain == "★★☆☆☆  so-so"
            assert energy.render().plain.startswith("●●●●●  full of energy")


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

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.opened.append(event.key)

    def lines(self) -> list[str]:
        return [self.numbers.render_line(y).text.rstrip() for y in range(self.numbers.size.height)]


class TestLineList:
    async def test_the_cursor_walks_over_what_can_be_chosen(self) -> None:
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

    async def test_a_move_repaints_two_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
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

    async def test_the_cursor_stays_near_when_its_line_goes_away(self) -> None:
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

    async def test_the_mouse_chooses_and_opens(self) -> None:
        app = ListApp(5)
        async with app.run_test(size=(20, 10)) as pilot:
            await pilot.click(Numbers, offset=(3, 4))
            assert app.numbers.cursor == "3"
            await pilot.click(Numbers, offset=(3, 2), times=2)
            assert app.opened == ["1"]
            await pilot.click(Numbers, offset=(3, 0))
            await pilot.click(Numbers, offset=(3, 9))
            assert app.numbers.cursor == "1"

    async def test_a_line_can_be_chosen_from_outside(self) -> None:
        app = ListApp(30)
        async with app.run_test(size=(20, 10)):
            app.numbers.select("25")
            assert "▸ 25" in app.lines()
            app.numbers.select("nothing")
            assert app.numbers.cursor == "25"


class BoardApp(App[None]):
    def compose(self) -> ComposeResult:
        yield WeekBoard(WeekGrid())


@pytest.mark.parametrize("width", [60, 80, 100, 200])
async def test_the_rulers_lie_where_the_columns_are(width: int) -> None:
    app = BoardApp()
    async with app.run_test(size=(width, 24)):
        columns = share_width(app.query_one(WeekGrid).scrollable_content_region.width, 0, 0)
        edges = [ruler.region.x for ruler in app.query(Ruler)][1 : columns.count + 1]
        assert edges == [columns.left(day) for day in range(columns.count)]
