"""The text inside a session block, cut by cells: letter, state, name over as many rows as there are, time below."""

from functools import lru_cache

from habitos_tui.text import cell_width
from habitos_tui.ui.kit.dates import clock, span
from habitos_tui.ui.kit.marks import STAR
from habitos_tui.ui.kit.text_layout import fit, wrapped
from habitos_tui.ui.session.block import Block

INDENT = 2
"""Cells for letter and state glyph, which the rows below the first leave blank."""


@lru_cache(maxsize=1024)
def block_rows(block: Block, width: int, height: int) -> tuple[tuple[str, str], ...]:
    """Return (head, rest) for each of `height` rows of `width` cells: head is letter and glyph, or blanks below."""
    head = (block.mark.letter + block.glyph)[:width]
    room = width - INDENT
    if room <= 0:
        return ((fit(head, width), ""),) * height
    if height == 1:
        return ((head, _one_row(block, room)),)
    name = wrapped(block.name, room, height - 1)
    rows = [fit(part, room) for part in (*name, _fine_print(block, room))]
    rows += [" " * room] * (height - len(rows))
    return ((head, rows[0]), *((" " * INDENT, row) for row in rows[1:]))


def name_rows(block: Block, width: int, height: int) -> int:
    """Return how many rows of the block show its name."""
    return 1 if height == 1 or width <= INDENT else len(wrapped(block.name, width - INDENT, height - 1))


def _one_row(block: Block, room: int) -> str:
    """The name, with the start at the right where both fit."""
    start = clock(block.start)
    if cell_width(block.name) + 1 + len(start) <= room:
        return fit(block.name, room - len(start)) + start
    return fit(block.name, room)


def _fine_print(block: Block, room: int) -> str:
    """The times and the rating, as much of them as there is room for."""
    times = span(block.start, block.end)
    if len(times) > room:
        times = clock(block.start)
    rating = f" {block.rating}{STAR}" if block.rating is not None else ""
    return times + rating if len(times + rating) <= room else times
