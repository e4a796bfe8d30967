"""Signs, bars and columns out of characters: what they mean shows without colour, which only helps.

Functions that return strings leave colouring to the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import FAINT, MUTED
from habitos_tui.ui.kit.themes import category_variable

LOCK: Final = "⚑"

STATE_GLYPHS: Final[Mapping[SessionState, str]] = {
    SessionState.PLANNED: " ",
    SessionState.DONE: "✓",
    SessionState.SKIPPED: "↷",
    SessionState.MISSED: "✗",
    SessionState.AWAY: "~",
    SessionState.PAUSED: "~",
}
"""One cell each; planned sessions have no sign."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The look of a category: one letter, and the theme variable of its colour."""

    letter: str
    variable: str


@lru_cache(maxsize=256)
def mark_of(category: str) -> Mark:
    """Return the mark of `category`; a custom one gets its first letter."""
    first = clean(category)[:1].upper()
    letter = first if len(first) == 1 and cell_width(first) == 1 and first != " " else "•"
    return Mark(letter, category_variable(category))


def state_glyph(state: SessionState, *, locked: bool = False) -> str:
    """Return the one-cell sign of a session; a lock shows only on a planned one."""
    return LOCK if locked and state is SessionState.PLANNED else STATE_GLYPHS[state]


def tag_words(tags: Sequence[str]) -> str:
    """Return tags as shown, such as "#outdoors #with sam"."""
    return " ".join(f"#{clean(tag)}" for tag in tags)


DONE: Final = "━"
PLANNED: Final = "─"
FREE: Final = "·"
"""Marks the unfilled rest, in charts too."""
FULL: Final = "▰"
EMPTY: Final = "▱"
SHADES: Final = "·░▒▓█"
"""From none to the most."""
SHADE_STYLES: Final = (MUTED, *(f"$shade-{level}" for level in range(1, len(SHADES))))
"""The colour of each, where there are colours."""
BAR: Final = "▄"
"""Half a row high, so that bars in adjacent rows stay apart."""

_LEFT_HALF, _RIGHT_HALF = "▖", "▗"
_HEIGHTS: Final = "▁▂▃▄▅▆▇█"
_PARTS: Final = len(_HEIGHTS)


@dataclass(frozen=True, slots=True)
class Amount:
    """Done and planned (done included) against a limit (None: no limit), all in one unit."""

    done: float
    planned: float
    limit: float | None = None

    @property
    def over(self) -> bool:
        """Tell whether more is planned than the limit allows."""
        return self.limit is not None and self.planned > self.limit

    @property
    def scale(self) -> float:
        """The amount that fills the whole bar: the limit, or the planned amount if there is no limit or a lower one."""
        return max(self.limit or 0.0, self.planned, self.done, 0.0)


def shade_mark(level: int, cells: int, style: str, *, colors: bool) -> tuple[str, str]:
    """Return a mark for a level, 0 to 4, and its style: its own shade, or without colours its own sign in `style`."""
    if level == 0:
        return SHADES[0].ljust(cells), MUTED
    return (SHADES[-1] * cells, SHADE_STYLES[level]) if colors else (SHADES[level] * cells, style)


def cells_of(value: float, scale: float, width: int) -> int:
    """Return how many of `width` cells `value` fills; a value above 0 fills at least one."""
    if value <= 0 or scale <= 0 or width <= 0:
        return 0
    return max(1, min(width, round(width * value / scale)))


def amount_bar(amount: Amount, width: int) -> Content:
    """Return a bar of `width` cells: done heavy, planned light, the rest dots; over the limit in red."""
    done = cells_of(amount.done, amount.scale, width)
    planned = max(cells_of(amount.planned, amount.scale, width), done)
    return Content.assemble(
        (DONE * done, "$success"),
        (PLANNED * (planned - done), "$text-error" if amount.over else "$primary"),
        (FREE * (width - planned), FAINT),
    )


def track(filled: int, cells: int, style: str) -> Content:
    """Return a line of `cells` cells of which `filled` are heavy, and the rest dots."""
    return Content.assemble((DONE * filled, style), (FREE * (cells - filled), FAINT))


def meter(share: float, cells: int, style: str) -> Content:
    """Return a row of `cells` signs of which a `share` (0 to 1, clipped) is full."""
    filled = min(cells, max(0, round(share * cells)))
    return Content.assemble((FULL * filled, style), (EMPTY * (cells - filled), MUTED))


def bar(share: float, width: int) -> str:
    """Return a bar over `share` (0 to 1, clipped) of `width` cells, in half cells, padded with blanks.

    A share above 0 is always visible.
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
    blocks = f" {_HEIGHTS}"
    return [
        "".join(blocks[min(max(part - row * _PARTS, 0), _PARTS)] for part in parts) for row in reversed(range(height))
    ]


def points(shares: Sequence[float | None], height: int) -> list[str]:
    """Return rows of text, the top one first, with a point for each share, 0 to 1, in half rows."""
    halves = [-1 if share is None else round(min(max(share, 0.0), 1.0) * (height * 2 - 1)) for share in shares]
    return ["".join({0: "▄", 1: "▀"}.get(half - row * 2, " ") for half in halves) for row in reversed(range(height))]


def spark(shares: Sequence[float | None]) -> str:
    """Return a sparkline; 0 is the lowest block, so that the line is unbroken, and None is blank."""
    return "".join(" " if share is None else _HEIGHTS[max(_parts(share, 1) - 1, 0)] for share in shares)


def fold(values: Sequence[float | None], most: int) -> list[float | None]:
    """Return at most `most` values by averaging neighbours; groups are aligned to the end."""
    if most <= 0:
        return []
    each = -(-len(values) // most) if values else 1
    short = -len(values) % each
    padded: list[float | None] = [*[None] * short, *values]
    groups = ([value for value in padded[at : at + each] if value is not None] for at in range(0, len(padded), each))
    return [sum(known) / len(known) if known else None for known in groups]


def _parts(share: float, cells: int) -> int:
    if share <= 0 or cells <= 0:
        return 0
    return max(1, round(min(share, 1.0) * cells * _PARTS))


def _halves(share: float, cells: int) -> int:
    return max(1, round(min(share, 1.0) * cells * 2)) if share > 0 and cells > 0 else 0
