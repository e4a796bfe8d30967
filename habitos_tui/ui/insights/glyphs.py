"""Charts out of characters: shades, bars and columns. Height, length and shade say it all; colour only helps.

Everything here is text without styles; who draws a chart colours it.
"""

from collections.abc import Sequence
from typing import Final

SHADES: Final = "·░▒▓█"
"""From nothing to most."""
BAR: Final = "▄"
"""Half as high as a row, so that bars one above the other stay apart."""
TRACK: Final = "·"
"""Stands for what is missing of the whole."""

_LEFT_HALF, _RIGHT_HALF = "▖", "▗"
_HEIGHTS: Final = "▁▂▃▄▅▆▇█"
_PARTS: Final = len(_HEIGHTS)


def bar(share: float, width: int) -> str:
    """Return a bar over `share` (0 to 1, more is cut off) of `width` cells, in half cells, filled up with blanks.

    Something above 0 is always seen.
    """
    full, half = divmod(_halves(share, width), 2)
    return (BAR * full + _LEFT_HALF * half).ljust(width)


def bar_leftwards(share: float, width: int) -> str:
    """Return a bar that grows from the right edge to the left."""
    full, half = divmod(_halves(share, width), 2)
    return (_RIGHT_HALF * half + BAR * full).rjust(width)


def columns(shares: Sequence[float | None], height: int) -> list[str]:
    """Return rows of text, the top one first, with a column of one cell for each share, 0 to 1."""
    parts = [_parts(share or 0.0, height) for share in shares]
    return ["".join(_piece(part - row * _PARTS) for part in parts) for row in reversed(range(height))]


def points(shares: Sequence[float | None], height: int) -> list[str]:
    """Return rows of text, the top one first, with a point for each share, 0 to 1, in half rows."""
    halves = [None if share is None else round(min(max(share, 0.0), 1.0) * (height * 2 - 1)) for share in shares]
    return [
        "".join(_point(None if half is None else half - row * 2) for half in halves) for row in reversed(range(height))
    ]


def spark(shares: Sequence[float | None]) -> str:
    """Return a row of columns; 0 is the lowest block, so that a line never breaks off, and None is blank."""
    return "".join(" " if share is None else _HEIGHTS[max(_parts(share, 1) - 1, 0)] for share in shares)


def fold(values: Sequence[float | None], most: int) -> list[float | None]:
    """Return at most so many values: neighbours are averaged, the last of them always together."""
    if most <= 0:
        return []
    each = -(-len(values) // most) if values else 1
    short = -len(values) % each
    padded: list[float | None] = [*[None] * short, *values]
    return [_mean(padded[begin : begin + each]) for begin in range(0, len(padded), each)]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _parts(share: float, cells: int) -> int:
    if share <= 0 or cells <= 0:
        return 0
    return max(1, round(min(share, 1.0) * cells * _PARTS))


def _point(half: int | None) -> str:
    return {0: "▄", 1: "▀"}.get(-1 if half is None else half, " ")


def _halves(share: float, cells: int) -> int:
    return max(1, round(min(share, 1.0) * cells * 2)) if share > 0 and cells > 0 else 0


def _piece(part: int) -> str:
    return " " if part <= 0 else _HEIGHTS[min(part, _PARTS) - 1]
