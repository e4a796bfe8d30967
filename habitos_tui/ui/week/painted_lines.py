"""Lines of a widget that are painted again only where they changed, up to their last cell."""

from collections.abc import Iterator, Sequence

from textual.geometry import Region
from textual.strip import Strip


class PaintedLines:
    """Remembers lines as they were painted last; they are numbered from 0."""

    def __init__(self) -> None:
        """Nothing was painted yet."""
        self._painted: dict[int, Strip] = {}

    def painted(self, number: int, line: Strip) -> Strip:
        """Remember and return a line that is painted now."""
        self._painted[number] = line
        return line

    def changed(self, lines: Sequence[Strip], top: int, width: int) -> Iterator[Region]:
        """Yield the parts of `lines`, the first of which is drawn at `top`, that differ from what was painted."""
        for number, line in enumerate(lines):
            before = self._painted.get(number)
            if before is None or before != line:
                reach = width if before is None else max(before.cell_length, line.cell_length)
                yield Region(0, top + number, min(reach, width), 1)
