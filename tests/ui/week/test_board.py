"""The rulers behind the grid."""

import pytest
from textual.app import App, ComposeResult

from habitos_tui.ui.week.screen import Ruler, WeekBoard
from habitos_tui.ui.week.layout import share_width
from habitos_tui.ui.week.grid import WeekGrid


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
