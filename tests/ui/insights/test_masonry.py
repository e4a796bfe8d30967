"""Panes on a board: as many columns as there is room for, no hole between them, and one alone gets everything."""

from itertools import combinations

import pytest
from textual.geometry import Region, Size
from textual.widget import Widget

from habitos_tui.ui.insights.masonry import Masonry


class Box(Widget):
    """A pane that wants so many rows."""

    def __init__(self, rows: int, *, wide: bool = False) -> None:
        super().__init__()
        self.rows = rows
        self.wide = wide
        self.taken = Size(0, 0)

    def rows_for(self, width: int) -> int:
        return self.rows

    def prepare(self, size: Size) -> None:
        self.taken = size


def arranged(width: int, height: int, *boxes: Box) -> list[Region]:
    placed = Masonry().arrange(Widget(), list(boxes), Size(width, height))
    regions = [placement.region for placement in placed]
    assert [box.taken for box in boxes] == [region.size for region in regions]
    assert all(not one.overlaps(other) for one, other in combinations(regions, 2))
    return regions


def test_one_alone_gets_everything() -> None:
    assert arranged(80, 20, Box(5, wide=True)) == [Region(0, 0, 80, 20)]


def test_a_wide_one_spans_two_columns_and_the_next_go_where_there_is_room_first() -> None:
    wide, second, third, fourth = arranged(120, 10, Box(4, wide=True), Box(6), Box(3), Box(5))
    assert wide == Region(0, 0, 120, 4)
    assert second == Region(0, 4, 60, 8)
    assert third == Region(60, 4, 60, 3)
    assert fourth == Region(60, 7, 60, 5)


@pytest.mark.parametrize(("width", "columns"), [(97, 1), (99, 2), (185, 2), (199, 3), (250, 4)])
def test_columns_end_at_one_height(width: int, columns: int) -> None:
    regions = arranged(width, 40, *(Box(rows) for rows in (9, 4, 7, 5, 6, 3)))
    assert len({region.x for region in regions}) == columns
    assert min(region.width for region in regions) >= min(width // columns, 49)
    bottoms = [max(r.bottom for r in regions if r.x == x) for x in {region.x for region in regions}]
    assert bottoms == [max(bottoms)] * columns
    assert sum(region.area for region in regions) == width * max(bottoms)
