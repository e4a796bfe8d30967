"""Lines are painted again only where they changed."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from habitos_tui.ui.week.painted_lines import PaintedLines


def line(text: str) -> Strip:
    return Strip([Segment(text)])


def test_a_line_that_was_never_painted_is_painted_in_full() -> None:
    assert list(PaintedLines().changed([line("Run")], top=7, width=40)) == [Region(0, 7, 40, 1)]


def test_only_lines_that_differ_are_painted_up_to_their_last_cell() -> None:
    lines = PaintedLines()
    assert lines.painted(0, line("Run")) == line("Run")
    lines.painted(1, line("Read a book"))
    assert list(lines.changed([line("Run"), line("Read")], top=7, width=40)) == [Region(0, 8, 11, 1)]
    assert list(lines.changed([line("Run"), line("Read")], top=7, width=5)) == [Region(0, 8, 5, 1)]
    assert list(lines.changed([line("Run"), line("Read a book")], top=7, width=40)) == []
