"""A terminal emulator behind the app, in one process: what a person sees after all that was ever sent."""

import re
from typing import Any, Final
from zlib import crc32

import pyte
from pyte.screens import wcwidth
from rich.cells import split_graphemes
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

_STAND_INS: Final = {1: (0x0100, 128), 2: (0x4E00, 20000)}
"""By their width: the first of the letters that stand for what pyte would give other cells, and how many there are."""

_UNSEEN: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""What only tells in which direction text runs; it belongs to no letter."""

_PARTS: Final = re.compile(r"(\x1b\[[0-9;?]*[@-~])|[^\x00-\x1f\x7f-\x9f]+")
"""Codes, which may stand right before a character without width, and texts."""


class Emulator:
    """A screen that gives as many cells to a character as Textual does; pyte by itself knows no joined emoji."""

    def __init__(self, columns: int, lines: int) -> None:
        self.size = columns, lines
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)

    def feed(self, data: str) -> None:
        """Take what was sent."""
        self._stream.feed(data if data.isascii() else _PARTS.sub(_stand_ins, data))

    def text(self) -> list[str]:
        """Return what stands in every line; a wide letter takes up two places, the second of them empty."""
        return ["".join(cell.data for cell in line) for line in self._cells()]

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Column and line of the terminal's own cursor; None while it is hidden."""
        cursor = self._screen.cursor
        return None if cursor.hidden else (cursor.x, cursor.y)

    def differences(self, other: "Emulator") -> list[str]:
        """Return the lines in which another screen has other text, both of each; else those in other colours."""
        both = list(zip(self.text(), other.text(), strict=True))
        found = [f"{y:2} {mine!r}\n   {theirs!r}" for y, (mine, theirs) in enumerate(both) if mine != theirs]
        cells = enumerate(zip(self._cells(), other._cells(), strict=True))
        return found or [f"{y:2} {both[y][0]!r} in other colours" for y, (mine, theirs) in cells if mine != theirs]

    def _cells(self) -> list[list[Any]]:
        columns, lines = self.size
        return [[_seen(self._screen.buffer[y][x]) for x in range(columns)] for y in range(lines)]


class EmulatorDriver(HeadlessDriver):
    """Sends to an emulator of the app's size what goes to the terminal."""

    def __init__(self, app: App[Any], *, size: tuple[int, int] | None = None, **options: Any) -> None:
        super().__init__(app, size=size, **options)
        self.emulator = Emulator(*self._get_terminal_size())

    @property
    def is_headless(self) -> bool:
        """Let Textual write."""
        return False

    def write(self, data: str) -> None:
        """Show it; after a change of size on a screen of that size, on which nothing is right yet."""
        size = self._get_terminal_size()
        if size != self.emulator.size:
            self.emulator = Emulator(*size)
            self.emulator.feed("\x1b#8")  # every cell an E
        self.emulator.feed(data)


def on_terminal(app: App[Any]) -> Emulator:
    """Return what an app that runs on an emulator has painted so far."""
    assert isinstance(app._driver, EmulatorDriver)
    return app._driver.emulator


def painted_anew(app: App[Any]) -> Emulator:
    """Return the screen as it is when all of it is painted at once."""
    emulator = Emulator(*app.size)
    update: Any = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    emulator.feed(update.render_segments(app.console))
    return emulator


def _seen(cell: Any) -> Any:
    """Return a cell without what nobody sees of a blank: its colour, and that it is bold or italic."""
    if cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def _stand_ins(text: re.Match[str]) -> str:
    if text[1]:
        return text[0]
    seen = text[0].translate(_UNSEEN)
    spans, _ = split_graphemes(seen)
    return "".join(_stand_in(seen[start:end], cells) for start, end, cells in spans)


def _stand_in(character: str, cells: int) -> str:
    if cells == 0 or (len(character) == 1 and wcwidth(character) == cells):
        return character[:cells]
    first, many = _STAND_INS[cells]
    return chr(first + crc32(character.encode()) % many)
