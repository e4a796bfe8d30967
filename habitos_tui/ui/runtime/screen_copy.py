"""A copy of what the terminal shows, so that only those cells are sent that change.

Textual sends every cell of a region that is painted, each stretch with its whole style. Over a slow line that is what a
key waits for: most of what is painted is on the screen already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, repeat, takewhile
from typing import Any, Final, NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Offset
from textual.strip import Strip

from habitos_tui.bidi import isolated
from habitos_tui.ui.runtime.scrolling import Scroll, best_scroll

NOWHERE: Final = Offset(-1, -1)
"""Of a cursor of which nothing is known."""
SHORT_GAP: Final = 4
"""Cells that stay the same and are sent all the same, since skipping them takes more bytes."""


class Look(NamedTuple):
    """The style of a cell as codes of a terminal, each part empty where it is the usual one."""

    attributes: str
    foreground: str | None
    """None where nothing can be seen of it, as on a blank."""
    background: str


Cell = tuple[str, Look]
Piece = tuple[int, Sequence[Cell]]
"""A column, and the cells from there on."""
PLAIN: Final = Look("", "", "")
ERASED_BLANKS: Final = 12
"""Blanks in a row from which erasing them takes fewer bytes."""
UNSEEN_ON_BLANKS: Final = frozenset(("1", "2", "3"))
"""Codes of bold, dim and italic."""
NO_WRAP: Final = "\x1b[?7l"
WRAP: Final = "\x1b[?7h"
SWITCHED_OFF: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""Codes that switch attributes off and leave the colours; bold and dim share one."""


class ScreenCopy:
    """Knows every cell that was sent, and passes on what differs from it."""

    def __init__(self, *, erases_in_colour: bool = True) -> None:
        """`erases_in_colour` tells whether the terminal gives cells that it erases the background of that moment."""
        self._erases = erases_in_colour
        self._rows: dict[int, list[Cell | None]] = {}
        """None is a cell of which nothing is known."""
        self._whole: set[int] = set()
        """Rows with characters that are not one cell wide. What such a row shows depends on the terminal."""
        self.caret: Offset | None = NOWHERE
        """Where the terminal's cursor was put after the last update; None where it is hidden."""

    def forget(self) -> None:
        """Send everything anew: the terminal was used by something else, or has another size."""
        self._rows.clear()
        self._whole.clear()
        self.caret = NOWHERE

    def only_changes(self, update: Any) -> Any:
        """Return an update that sends only what it changes; any other object as it is."""
        return Changes(self, update) if isinstance(update, LayoutUpdate | ChopsUpdate) else update

    def take(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """Return what to send for an update, and know it as sent."""
        out = _Output(erases=self._erases)
        colors = console._color_system or ColorSystem.TRUECOLOR
        painted = {
            y: [(x, _cells(strip, colors)) for _, x, strip in pieces]
            for y, pieces in groupby(_pieces(update), key=lambda piece: piece[0])
        }
        for y, pieces in (painted | self._scrolled(out, painted)).items():
            self._take_row(out, y, pieces)
        text = out.text()
        if text:
            self.caret = NOWHERE
        return text

    def _scrolled(self, out: "_Output", painted: Mapping[int, Sequence[Piece]]) -> dict[int, list[Piece]]:
        """Let the terminal move what only changes its place; return the whole rows that are to stand there then."""
        new = {y: self._with(self._rows.get(y, []), pieces) for y, pieces in painted.items()}
        scroll = best_scroll(self._rows, new)
        if scroll is None:
            return {}
        moved = list(scroll.sources())
        wanted = {y: new.get(y, self._rows.get(y, [])) for y, _ in moved}
        rows = {y: [cell for cell in row if cell is not None] for y, row in wanted.items()}
        if any(len(rows[y]) < len(row) for y, row in wanted.items()):
            return {}  # something is to stay there that nobody knows
        out.scroll(scroll)
        self._whole = self._whole - rows.keys() | {y for y, source in moved if source in self._whole}
        self._rows |= {y: [] if source is None else self._rows.get(source, []) for y, source in moved}
        return {y: [(0, cells)] for y, cells in rows.items()}

    @staticmethod
    def _with(row: Sequence[Cell | None], pieces: Sequence[Piece]) -> list[Cell | None]:
        """Return a row with something painted on it."""
        changed = list(row)
        for x, cells in pieces:
            changed.extend(repeat(None, x - len(changed)))
            changed[x : x + len(cells)] = cells
        return changed

    def _take_row(self, out: "_Output", y: int, painted: Sequence[Piece]) -> None:
        row = self._rows.setdefault(y, [])
        if all(row[x : x + len(cells)] == cells for x, cells in painted):
            return
        whole = y in self._whole or any(map(_is_odd, painted))
        self._rows[y] = shown = self._with(row, painted)
        for x, cells in painted:
            old = row[x : x + len(cells)]
            for start, end in [(0, len(cells))] if whole else _differences(old, cells):
                out.write(y, x + start, cells[start:end])
            if whole and not _is_certain(next((text for text, _ in reversed(cells) if text), "")):
                out.write(y, x + len(cells), _known(shown[x + len(cells) :]))  # it may have been drawn over that
        if whole:
            (self._whole.add if _is_odd((0, shown)) else self._whole.discard)(y)


class Changes(CompositorUpdate):
    """An update that is compared with what the terminal shows when it is first asked for what to send."""

    def __init__(self, copy: ScreenCopy, update: LayoutUpdate | ChopsUpdate) -> None:
        self._copy, self._update = copy, update
        self._text: str | None = None

    def render_segments(self, console: Console) -> str:
        """Return what to send."""
        if self._text is None:
            self._text = self._copy.take(self._update, console)
        return self._text


class _Output:
    """Text with the fewest codes between its parts."""

    def __init__(self, *, erases: bool) -> None:
        self._erases = erases
        self._parts: list[str] = []
        self._look = PLAIN
        self._row = -1

    def write(self, y: int, x: int, cells: Sequence[Cell]) -> None:
        """Write cells from a place on."""
        if not cells:
            return
        self._parts.append(f"\x1b[{x + 1}G" if y == self._row else f"\x1b[{y + 1};{x + 1}H")
        self._row = y
        left = len(cells)
        for look, group in groupby(cells, key=lambda cell: cell[1]):
            code, self._look = _change(self._look, look)
            texts = [text for text, _ in group]
            left -= len(texts)
            self._parts.append(code)
            if look.foreground is None:
                self._parts.append(self._blanks(len(texts), left))
            else:
                self._parts += self._letters(x + len(cells) - left - len(texts), texts)

    def _blanks(self, cells: int, left: int) -> str:
        """Return so many blanks, with so many cells `left` to write behind them."""
        if not self._erases or cells < ERASED_BLANKS:
            return " " * cells
        return f"\x1b[{cells}X" + (f"\x1b[{cells}C" if left else "")

    def _letters(self, x: int, texts: Sequence[str]) -> Iterator[str]:
        """Yield texts at a column.

        Terminals do not agree on the cells of joined characters: what follows is put in its place, on blanks.
        """
        for text, cells in _spans(texts):
            if cells == 1 or _is_certain(text):
                yield text
            else:
                yield self._ground(x, cells)
                yield f"{NO_WRAP}{text.rstrip(' ')}{WRAP}\x1b[{x + cells + 1}G"
            x += cells

    def _ground(self, x: int, cells: int) -> str:
        """Return blanks in the look of now, and the way back to their first."""
        if self._erases and set(self._look.attributes.split(";")) <= {*UNSEEN_ON_BLANKS, ""}:
            return f"\x1b[{cells}X"
        return f"{' ' * cells}\x1b[{x + 1}G"

    def scroll(self, scroll: Scroll) -> None:
        """Move rows."""
        self._parts.append(scroll.code())

    def text(self) -> str:
        """Return all of it, with the usual style at its end."""
        return "".join([*self._parts, _change(self._look, PLAIN)[0]])


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield row, column and strip of all that an update paints, as Textual would send it."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for each in line:
                yield y, x, each
                x += each.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= last and end > first:
                yield y, x, strip if x >= first and end <= last else strip.crop(0, min(end, last) - x)


def _cells(strip: Strip, colors: ColorSystem) -> list[Cell]:
    """Return a cell for each column; a wide character is followed by empty ones, what has no width joins the last."""
    cells: list[Cell] = []
    first = ""
    for text, style, _ in strip:
        look = PLAIN if style is None else _look(style, colors)
        blank = _on_blanks(look)
        characters = text if text.isascii() else _characters(isolated(text))
        if characters:
            cells += [(character, blank if character == " " else look) for character in characters]
        elif cells:
            cells[-1] = (cells[-1][0] + text, cells[-1][1])
        else:
            first += text
    if first and cells:
        cells[0] = (first + cells[0][0], cells[0][1])
    return cells


@lru_cache(maxsize=4096)
def _characters(text: str) -> Sequence[str]:
    """Return a text for each cell; all of it in the first one where not every character takes up one."""
    if all(cell_len(character) == 1 for character in text):
        return text
    cells = cell_len(text)
    return (text, *repeat("", cells - 1)) if cells else ()


def _spans(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield what is drawn at once, with the cells that it takes."""
    if all(len(text) == 1 for text in texts):
        yield "".join(texts), len(texts)
        return
    starts = [place for place, text in enumerate(texts) if text or place == 0]
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        yield texts[start] or " " * (end - start), end - start  # a wide one of which the first half is gone


@lru_cache(maxsize=4096)
def _is_certain(text: str) -> bool:
    """Tell whether every terminal gives a text the same cells: none of its characters is joined of several."""
    return text.isascii() or all(end - start == 1 and cells for start, end, cells in split_graphemes(text)[0])


@lru_cache(maxsize=4096)
def _on_blanks(look: Look) -> Look:
    """Return as much of a look as can be seen on a blank."""
    seen = [code for code in look.attributes.split(";") if code not in UNSEEN_ON_BLANKS]
    return look if any(seen) else Look("", None, look.background)


def _known(cells: Iterable[Cell | None]) -> Sequence[Cell]:
    """Return the first cells, up to one of which nothing is known."""
    return [cell for cell in takewhile(lambda cell: cell is not None, cells) if cell is not None]


def _is_odd(piece: tuple[int, Sequence[Cell | None]]) -> bool:
    """Tell whether not every character of a piece is one cell wide."""
    return any(cell is not None and len(cell[0]) != 1 for cell in piece[1])


@lru_cache(maxsize=4096)
def _look(style: Style, colors: ColorSystem) -> Look:
    """Return a style as Textual would send it."""
    codes = Strip.render_style(style, " ", colors).partition(" ")[0].removeprefix("\x1b[").removesuffix("m")
    parts: dict[str, list[str]] = {"attributes": [], "foreground": [], "background": []}
    rest = iter(codes.split(";")) if codes else iter(())
    for code in rest:
        parts[_part(int(code))].append(_whole(code, rest))
    return Look(**{part: ";".join(codes) for part, codes in parts.items()})


def _part(code: int) -> str:
    if 30 <= code < 40 or 90 <= code < 98:
        return "foreground"
    return "background" if 40 <= code < 50 or 100 <= code < 108 else "attributes"


def _whole(code: str, rest: Iterator[str]) -> str:
    """Return a code with its figures: those of a colour by number, or by its red, green and blue."""
    if code not in {"38", "48"}:
        return code
    kind = next(rest)
    return ";".join((code, kind, *(next(rest) for _ in range(1 if kind == "5" else 3))))


@lru_cache(maxsize=4096)
def _change(old: Look, new: Look) -> tuple[str, Look]:
    """Return the shortest code from one look to another, and the look that it leads to."""
    if new == PLAIN:
        return "" if old == PLAIN else "\x1b[0m", PLAIN
    if new.foreground is None:
        unseen = set(old.attributes.split(";")) <= {*UNSEEN_ON_BLANKS, ""}
        new = Look(old.attributes if unseen else "", old.foreground, new.background)
    foreground = (new.foreground or "39") if old.foreground != new.foreground else ""
    background = (new.background or "49") if old.background != new.background else ""
    ways = [_code("0", new.attributes, new.foreground or "", new.background)]
    attributes = _attributes(old.attributes, new.attributes)
    if attributes is not None:
        ways.append(_code(attributes, foreground, background))
    return min(ways, key=len), new


def _attributes(old: str, new: str) -> str | None:
    """Return the codes from some attributes to others, each switched off by itself; None where one has no such code."""
    before, after = ([code for code in attributes.split(";") if code] for attributes in (old, new))
    gone = [code for code in before if code not in after]
    if any(code not in SWITCHED_OFF for code in gone):
        return None
    off = {SWITCHED_OFF[code]: None for code in gone}
    kept = {code for code in before if SWITCHED_OFF.get(code) not in off}
    return ";".join((*off, *(code for code in after if code not in kept)))


def _code(*parts: str) -> str:
    codes = ";".join(filter(None, parts))
    return f"\x1b[{codes}m" if codes else ""


def _differences(old: Sequence[Cell | None], new: Sequence[Cell]) -> Iterable[tuple[int, int]]:
    """Yield the stretches that differ, as one where what lies between is short."""
    start = end = -1
    for place, cell in enumerate(new):
        if place < len(old) and old[place] == cell:
            continue
        if start >= 0 and place - end > SHORT_GAP:
            yield start, end
            start = place
        start, end = (place if start < 0 else start), place + 1
    if start >= 0:
        yield start, end
