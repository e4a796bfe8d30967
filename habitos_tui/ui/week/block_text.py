"""The text inside a session block, cut to its cells: letter, state, the name over the rows available, time below."""

from functools import lru_cache

from habitos_tui.domain.text.phrasing import STAR
from habitos_tui.text import cell_width
from habitos_tui.ui.kit.dates import clock, span
from habitos_tui.ui.kit.safe_text import fit, wrapped
from habitos_tui.ui.session.view import Block

INDENT = 2
"""Cells for letter and state glyph, which the rows below the first leave blank."""


@lru_cache(maxsize=1024)
def block_rows(block: Block, width: int, height: int) -> tuple[tuple[str, str, bool], ...]:
    """Return (head, rest, fine) for each of `height` rows of `width` cells.

    Head is letter and glyph, or blanks below; rest is fine print below the name.
    """
    head = (block.mark.letter + block.glyph)[:width]
    room = width - INDENT
    if room <= 0:
        return ((fit(head, width), "", False),) * height
    if height == 1:
        return ((head, _one_row(block, room), False),)
    name = wrapped(block.name, room, height - 1)
    rows = [*name, _fine_print(block, room), *[""] * (height - len(name) - 1)]
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
    times = span(block.start, block.end)
    if len(times) > room:
        times = clock(block.start)
    rating = f" {block.rating}{STAR}" if block.rating is not None else ""
    return times + rating if len(times + rating) <= room else times
