"""How session blocks look: colours blended from the theme, and their text cut to cells.

Every difference of colour is also shown by a glyph or letter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rich.style import Style
from textual.color import Color

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.text.phrasing import STAR
from habitos_tui.text import cell_width
from habitos_tui.ui.kit.contrast import readable
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.safe_text import fit, wrapped
from habitos_tui.ui.session.view import Block

_TINT: Final = {SessionState.PLANNED: 0.30, SessionState.DONE: 0.16}
_FADED_TINT: Final = 0.07
"""Share of the category's colour in a block's background; other states fade."""

GRID_CSS: Final = """
WeekGrid {
    height: 1fr;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    background: $background;
    & > .week-grid--line { color: $border-blurred; }
    & > .week-grid--hour { color: $foreground-muted; }
    & > .week-grid--slot { color: $foreground-muted; text-style: italic; }
    & > .week-grid--head { color: $foreground; text-style: bold; }
    & > .week-grid--today-head { color: $background; background: $accent; text-style: bold; }
    & > .week-grid--day { background: $background; }
    & > .week-grid--other-slot { background: $surface; }
    & > .week-grid--today { color: $accent; }
    & > .week-grid--busy { color: $foreground-muted; background: $panel; }
    & > .week-grid--now { color: $accent; text-style: bold; }
    & > .week-grid--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    & > .week-grid--foot { color: $foreground-muted; background: $surface; }
    &:ansi > .week-grid--busy, &:ansi > .week-grid--line, &:ansi > .week-grid--foot { text-style: dim; }
    & > .week-grid--room { color: $foreground-muted; text-style: italic; }
    & > .week-grid--draft { color: $background; background: $success; text-style: bold; }
    & > .week-grid--reason { color: $text-error; text-style: bold; }
    & > .week-grid--refused { color: $background; background: $error; text-style: bold; }
    & > .week-grid--over { color: $text-error; background: $surface; text-style: bold; }
}
"""
GRID_CLASSES: Final = frozenset(re.findall("week-grid--[a-z-]+", GRID_CSS))
"""Component classes of the week grid."""


@dataclass(frozen=True, slots=True)
class BlockStyles:
    """Styles of one block: its left edge with the letter, its name, and its fine print."""

    edge: Style
    name: Style
    fine: Style


@lru_cache(maxsize=512)
def block_styles(
    colour: Color, state: SessionState, background: Color, foreground: Color, *, selected: bool, paler: bool
) -> BlockStyles:
    """Return the styles of a block of a category's `colour` on `background`; `paler` differs from a neighbour."""
    if selected:
        return _solid(colour, background)
    fades = state not in _TINT
    if background.ansi is not None:
        plain = Style(dim=fades)
        return BlockStyles(Style(color=colour.rich_color, bold=True), plain, Style(dim=True))
    tint = background.blend(colour, _TINT.get(state, _FADED_TINT) * (0.65 if paler else 1))
    quiet = readable(foreground.blend(tint, 0.35), tint)
    skipped, over = state is SessionState.SKIPPED, tint.rich_color
    edge = readable(colour.blend(tint, 0.4) if skipped else colour, tint)
    return BlockStyles(
        Style(color=edge.rich_color, bgcolor=over, bold=not fades),
        Style(color=(quiet if fades else foreground).rich_color, bgcolor=over, strike=skipped),
        Style(color=quiet.rich_color, bgcolor=over),
    )


def _solid(colour: Color, background: Color) -> BlockStyles:
    """The cursor's block: reversed, so that it stands out in monochrome too."""
    if background.ansi is not None:
        style = Style(color=colour.rich_color, reverse=True)
    else:
        style = Style(color=colour.get_contrast_text(1.0).rich_color, bgcolor=colour.rich_color)
    bold = style + Style(bold=True)
    return BlockStyles(bold, bold, style)


INDENT = 2
"""Cells for letter and state glyph, which the rows below the first leave blank."""

NARROWEST_NAME = 3
"""Cells below which a name is left out: a letter and an ellipsis tell nothing."""


@lru_cache(maxsize=256)
def block_rows(block: Block, width: int, height: int) -> tuple[tuple[str, str, bool], ...]:
    """Return (head, rest, fine) for each of `height` rows of `width` cells.

    Head is letter and glyph, or blanks below; rest is fine print below the name.
    """
    head = (block.mark.letter + block.glyph)[:width]
    room = width - INDENT
    if room < NARROWEST_NAME:
        return tuple((fit(head if row == 0 else "", width), "", False) for row in range(height))
    if height == 1:
        return ((head, _one_row(block, room), False),)
    name = wrapped(block.name, room, height - 1)
    best = [] if block.best is None else [f"best {clock(block.best)}"]
    fine = [_fine_print(block, room), *best][: height - len(name)]
    rows = [*name, *fine, *[""] * (height - len(name) - len(fine))]
    heads = (head, *[" " * INDENT] * (height - 1))
    return tuple((heads[row], fit(text, room), row >= len(name)) for row, text in enumerate(rows))


def _one_row(block: Block, room: int) -> str:
    """The name, with the start at the right where both fit."""
    start = clock(block.start)
    if cell_width(block.name) + 1 + len(start) <= room:
        return fit(block.name, room - len(start)) + start
    return fit(block.name, room)


def _fine_print(block: Block, room: int) -> str:
    """The times and the rating, as far as they fit."""
    times = block.times
    if len(times) > room:
        times = clock(block.start)
    rating = f" {block.rating}{STAR}" if block.rating is not None else ""
    return times + rating if len(times + rating) <= room else times
