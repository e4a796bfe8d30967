"""Whether what a terminal shows is to be scrolled: a list or text that moved by some rows need not be sent again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Row = Sequence[Any]
FARTHEST: Final = 3
"""Most rows that are scrolled; farther moves leave little of what was there."""
FEWEST_ROWS: Final = 5
"""Fewer rows that change are sent as they are."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """The rows from `top` to `bottom` move up by `rows`, or down where that is negative."""

    top: int
    bottom: int
    rows: int

    def code(self) -> str:
        """Return what makes a terminal do it; the cursor is anywhere then."""
        at, step = (self.bottom, "\n") if self.rows > 0 else (self.top, "\x1bM")
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{at + 1};1H{step * abs(self.rows)}\x1b[r"

    def sources(self) -> Iterator[tuple[int, int | None]]:
        """Yield each row with the one whose text it gets; None for a row that comes in empty."""
        for y in range(self.top, self.bottom + 1):
            yield y, y + self.rows if self.top <= y + self.rows <= self.bottom else None


def best_scroll(old: Mapping[int, Row], new: Mapping[int, Row]) -> Scroll | None:
    """Return the scroll after which less than half of the `new` rows are still to be sent; None where there is none."""
    changed = [y for y, row in new.items() if old.get(y) != row]
    if len(changed) < FEWEST_ROWS:
        return None
    best, least = None, len(changed) // 2
    for rows in (shift for far in range(1, FARTHEST + 1) for shift in (far, -far)):
        matching = [y for y in changed if old.get(y + rows) == new[y]]
        if not matching:
            continue
        ends = matching[0], matching[-1], matching[0] + rows, matching[-1] + rows
        scroll = Scroll(min(ends), max(ends), rows)
        left = sum(1 for y, source in scroll.sources() if source is None or old.get(source) != new.get(y, old.get(y)))
        left += sum(1 for y in changed if not scroll.top <= y <= scroll.bottom)
        if left < least:
            best, least = scroll, left
    return best
