"""What cannot be read well on a picture or a screen: letters and signs too near to the colour of their ground."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from rich.color import ColorSystem
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.screen import Screen

from habitos_tui.ui.kit.contrast import SIGN, TEXT, contrast_ratio

VGA: Final = TerminalTheme(
    (0, 0, 0),
    (255, 255, 255),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [
        *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
        *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
    ],
)
"""The sixteen colours, as terminals show them that are not told otherwise."""

_CELL, _ROW = 12.2, 24.4
_STYLE = re.compile(r"\.terminal-(r\d+) \{ fill: (#[0-9a-f]{6})")
_GROUND = re.compile(r'<rect fill="(#[0-9a-f]{6})" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" shape-')
_PIECE = re.compile(
    r'<text class="terminal-(r\d+)" x="([\d.]+)" y="[\d.]+" textLength="[\d.]+" '
    r'clip-path="url\(#terminal-line-(\d+)\)">([^<]*)</text>'
)


@dataclass(frozen=True)
class Piece:
    """Some text of one look."""

    text: str
    ink: str
    ground: str

    @property
    def faint(self) -> bool:
        """Whether it has less contrast than letters, or signs where there are none, need."""
        letters = any(char.isalnum() for char in self.text)
        return _ratio(self.ink, self.ground) < (TEXT if letters else SIGN)

    def __str__(self) -> str:
        return f"{self.text.strip()!r}: {self.ink} on {self.ground} is {_ratio(self.ink, self.ground):.2f}"


def faint(pieces: Iterable[Piece]) -> list[str]:
    """Return what cannot be read well, in words."""
    return sorted({str(piece) for piece in pieces if piece.faint})


def of_picture(svg: str) -> Iterator[Piece]:
    """Yield the pieces of a picture that Textual exported."""
    inks, grounds = dict(_STYLE.findall(svg)), defaultdict[int, dict[int, str]](dict)
    for ground, x, y, width in _GROUND.findall(svg):
        first = round(float(x) / _CELL)
        cells = range(first, first + round(float(width) / _CELL))
        grounds[round((float(y) - 1.5) / _ROW)].update(dict.fromkeys(cells, ground))
    for name, x, row, text in _PIECE.findall(svg):
        if unescape(text).strip():
            yield Piece(unescape(text), inks[name], grounds[int(row)][round(float(x) / _CELL)])


def of_screen(screen: Screen[object], *, sixteen: bool) -> Iterator[Piece]:
    """Yield the pieces of a screen as it is on show, in the sixteen colours or in those of its theme."""
    for strip in screen._compositor.render_strips():
        for text, style, control in strip:
            if style is not None and not control and text.strip():
                ink, ground = _shown(style, sixteen=sixteen)
                yield Piece(text, ink, ground)


@lru_cache(maxsize=4096)
def _shown(style: Style, *, sixteen: bool) -> tuple[str, str]:
    colors = []
    for color, foreground in ((style.color, True), (style.bgcolor, False)):
        assert color is not None, f"the terminal's own colour may be any: {style}"
        known = color.downgrade(ColorSystem.STANDARD) if sixteen else color
        colors.append(known.get_truecolor(VGA, foreground=foreground).hex)
    return (colors[1], colors[0]) if style.reverse else (colors[0], colors[1])


@lru_cache(maxsize=4096)
def _ratio(ink: str, ground: str) -> float:
    return contrast_ratio(Color.parse(ink), Color.parse(ground))
