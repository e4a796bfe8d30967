"""Which rows and days of the week are in view, and where they are drawn."""

from dataclasses import replace
from datetime import timedelta

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from habitos_tui.ui.week.axis import even_axis
from habitos_tui.ui.week.cursor import Cursor
from habitos_tui.ui.week.draft import BusyDraft
from habitos_tui.ui.week.layout import Columns, WeekLayout
from habitos_tui.ui.week.presenter import week_view
from habitos_tui.ui.week.window import GridWindow, changed_lines
from tests.support.weeks import CROWDED, SESSIONS, WEDNESDAY_NOON, Placing, agenda_week

BEFORE = WEDNESDAY_NOON - timedelta(days=7)
COLUMNS = Columns(gutter=12, width=20, first=2, count=3)


def window(top: int = 10, height: int = 8, sessions: tuple[Placing, ...] = SESSIONS) -> GridWindow:
    view = week_view(agenda_week(sessions, now=BEFORE), BEFORE, 0)
    return GridWindow(WeekLayout(view, even_axis(view, 30)), COLUMNS, top, height)


def test_rows_in_view_have_a_line_below_the_names_of_the_days() -> None:
    assert [window().line_of(row) for row in (9, 10, 17, 18)] == [None, 1, 8, None]


def test_the_mouse_finds_the_place_that_is_drawn_under_it() -> None:
    shown = window()
    assert shown.cursor_at(12, 1) == Cursor(2, 10)
    assert shown.cursor_at(71, 8) == Cursor(4, 17)
    for x, y in ((11, 1), (72, 1), (12, 0), (12, 9)):
        assert shown.cursor_at(x, y) is None


def test_the_mouse_finds_each_of_the_blocks_that_share_a_row() -> None:
    shown = replace(window(sessions=CROWDED), columns=Columns(12, 20, 0, 3), top=0, height=38)
    shared = next(placed for placed in shown.layout.placed() if placed.lanes > 1)
    found = {shown.cursor_at(x, shared.first + 1) for x in range(13, 32)}
    assert {cursor.key for cursor in found if cursor is not None} == {
        placed.block.key for placed in shown.layout.at(0, shared.first)
    }


def test_a_cursor_covers_its_row_or_its_whole_block_as_far_as_it_is_in_view() -> None:
    shown = window(top=24, height=4)
    assert list(shown.cursor_regions(Cursor(3, 25))) == [Region(33, 2, 19, 1)]
    assert list(shown.cursor_regions(Cursor(3, 2))) == []
    block = next(placed for placed in shown.layout.placed() if (placed.block.day, placed.block.start) == (3, 1085))
    assert shown.rows_under(Cursor(3, block.first, block.block.key)) == range(block.first, block.last)
    regions = list(shown.cursor_regions(Cursor(3, block.first, block.block.key)))
    assert [(region.y, region.bottom) for region in regions] == [(block.first - 23, min(block.last, 28) - 23)]


def test_a_draft_covers_those_of_its_days_that_are_in_view() -> None:
    draft = BusyDraft(begun=4, day=6, start=600, end=660, grid=5)
    assert list(window().draft_regions(draft)) == [Region(53, 1, 19, 2)]
    assert list(window().draft_regions(replace(draft, begun=5))) == []
    assert list(window(top=20).draft_regions(draft)) == []


def test_scrolling_moves_as_little_as_shows_the_row_and_its_block_if_that_fits() -> None:
    shown = window(top=10, height=8)
    assert shown.top_showing(range(12, 14), 12) == 10
    assert shown.top_showing(range(16, 20), 16) == 12
    assert shown.top_showing(range(5, 7), 5) == 5
    assert shown.top_showing(range(5, 30), 25) == 18  # too long: the row itself counts


def test_a_week_is_entered_with_what_went_before_in_view() -> None:
    shown = window(height=9)
    assert shown.top_at_start(Cursor(3, 20)) == 17
    assert shown.top_at_start(Cursor(3, 1)) == 0
    view = replace(shown.layout.view, now=(3, 12 * 60))  # row 14: all since now fits
    later = replace(shown, layout=WeekLayout(view, shown.layout.axis))
    assert later.top_at_start(Cursor(3, 20)) == 14
    assert later.top_at_start(Cursor(3, 30)) == 27


def line(text: str) -> Strip:
    return Strip([Segment(text)])


def test_a_line_that_was_never_painted_is_painted_in_full() -> None:
    assert list(changed_lines({}, [line("Run")], {}, top=7, width=40)) == [Region(0, 7, 40, 1)]


def test_only_lines_that_differ_are_painted_as_far_as_anything_was_ever_painted_there() -> None:
    painted = {0: line("Run"), 1: line("Read a book")}
    reach = {0: 3, 1: 17}
    shorter = [line("Run"), line("Read")]
    assert list(changed_lines(painted, shorter, reach, top=7, width=40)) == [Region(0, 8, 17, 1)]
    assert list(changed_lines(painted, shorter, reach, top=7, width=5)) == [Region(0, 8, 5, 1)]
    longer = [line("Run"), line("Read a book, or two")]
    assert list(changed_lines(painted, longer, reach, top=7, width=40)) == [Region(0, 8, 19, 1)]
    assert list(changed_lines(painted, list(painted.values()), reach, top=7, width=40)) == []
