"""A recording of the app as one SVG that moves by itself: frames of the terminal, and below them the key just pressed.

Every row of the screen that differs is drawn once and used by all frames that show it, so that a minute of a terminal
is no larger than a few pictures. No script is in it, so that it moves wherever a picture may.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

ROW_HEIGHT: Final = 24.4
CAPTION_HEIGHT: Final = 46
"""Pixels of a row of the terminal, as Textual draws it, and of the line below the window."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_STYLE: Final = re.compile(r"\.[\w-]+-(r\d+) \{ ([^}]*?) ?\}")


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of the terminal with the keys that led to it, what they are for, and how long it stays, in seconds."""

    svg: str
    keys: str
    caption: str
    seconds: float


@dataclass(slots=True)
class _Sheet:
    """What frames share: each style and each row once, under the name it got."""

    styles: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)

    def style(self, declaration: str) -> str:
        return self.styles.setdefault(declaration, f"s{len(self.styles)}")

    def row(self, content: str) -> str:
        return self.rows.setdefault(content, f"r{len(self.rows)}")


def recording(frames: Sequence[Frame], title: str) -> str:
    """Return the SVG that shows the frames one after the other, for ever; all are of one size."""
    sheet = _Sheet()
    drawn = [_frame(frame, sheet, number) for number, frame in enumerate(frames)]
    root = ET.fromstring(frames[0].svg)
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    total = height + CAPTION_HEIGHT
    styles = "\n".join(f".{name} {{ {declaration} }}" for declaration, name in sheet.styles.items())
    rows = "\n".join(f'<g id="{name}">{content}</g>' for content, name in sheet.rows.items())
    return "\n".join(
        (
            f'<svg viewBox="0 0 {width:g} {total:g}" xmlns="http://www.w3.org/2000/svg">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{_LETTERS}\n{styles}\n{_times(frames)}\n</style>",
            f"<defs>\n{rows}\n</defs>",
            _window(width, height, title),
            *drawn,
            "</svg>\n",
        )
    )


def _window(width: float, height: float, title: str) -> str:
    """Return the frame of the window with its three buttons, as Textual's own pictures have it."""
    buttons = "".join(
        f'<circle cx="{26 + 22 * place}" cy="22" r="7" fill="{colour}"/>'
        for place, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<rect fill="#292929" x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" rx="8"/>{buttons}'
        f'<text x="{width / 2:g}" y="27" class="title">{escape(title)}</text>'
    )


def _frame(frame: Frame, sheet: _Sheet, number: int) -> str:
    """Return a frame: which row lies where, and the line below."""
    root = ET.fromstring(frame.svg)
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    uses = "".join(
        f'<use href="#{sheet.row(content)}" y="{place * ROW_HEIGHT:g}"/>' for place, content in _rows(root, sheet)
    )
    shown = f'<g class="frame" id="f{number}"><g transform="translate(9, 41)">{uses}</g>'
    return shown + _caption(frame, width, height) + "</g>"


def _caption(frame: Frame, width: float, height: float) -> str:
    """Return the key as a cap and what it is for, in the middle below the window."""
    cap = 22 + 11 * len(frame.keys) if frame.keys else 0
    left = (width - cap - 14 - 9.6 * len(frame.caption)) / 2
    middle = height + CAPTION_HEIGHT / 2 + 6
    key = (
        f'<rect class="cap" x="{left:g}" y="{middle - 21:g}" width="{cap}" height="30" rx="6"/>'
        f'<text class="key" x="{left + cap / 2:g}" y="{middle:g}">{escape(frame.keys)}</text>'
    )
    return (
        key if frame.keys else ""
    ) + f'<text class="said" x="{left + cap + 14:g}" y="{middle:g}">{escape(frame.caption)}</text>'


def _rows(root: ET.Element, sheet: _Sheet) -> Iterator[tuple[int, str]]:
    """Yield the rows of the terminal from the top that show anything, each with what it is drawn with."""
    names = {name: sheet.style(" ".join(said.split())) for name, said in _STYLE.findall(_text_of(root, "style"))}
    rows: dict[int, list[str]] = {}
    matrix = next(group for group in root.iter(f"{_SVG}g") if "clip-path" in group.attrib)
    for element in matrix.iter():
        if element.tag == f"{_SVG}rect":
            rows.setdefault(_place(element, 1.5), []).append(_box(element))
        elif element.tag == f"{_SVG}text" and (element.text or "").strip("\n"):
            rows.setdefault(_place(element, 20), []).append(_words(element, names))
    yield from ((place, "".join(rows[place])) for place in sorted(rows))


def _text_of(root: ET.Element, tag: str) -> str:
    return "".join(element.text or "" for element in root.iter(_SVG + tag))


def _place(element: ET.Element, offset: float) -> int:
    """Return the number of the row, from 0, that an element lies in."""
    return round((float(element.attrib["y"]) - offset) / ROW_HEIGHT)


def _box(element: ET.Element) -> str:
    x, width = float(element.attrib["x"]), float(element.attrib["width"])
    return f'<rect fill="{element.attrib["fill"]}" x="{x:g}" y="1.5" width="{width:g}" height="24.65"/>'


def _words(element: ET.Element, names: dict[str, str]) -> str:
    x, length = float(element.attrib["x"]), float(element.attrib["textLength"])
    style = names[element.attrib["class"].rpartition("-")[2]]
    return f'<text class="{style}" x="{x:g}" y="20" textLength="{length:g}">{escape(element.text or "")}</text>'


def _times(frames: Sequence[Frame]) -> str:
    """Return when each frame is seen. Where motion is not wanted the last one stands still."""
    whole = sum(frame.seconds for frame in frames)
    rules, begun = [], 0.0
    for number, frame in enumerate(frames):
        first, last = 100 * begun / whole, 100 * (begun + frame.seconds) / whole
        steps = f"{first:.3f}% {{ visibility: visible }} {last:.3f}% {{ visibility: hidden }}"
        before = "0% { visibility: hidden } " if number else ""
        rules.append(f"@keyframes k{number} {{ {before}{steps} }}")
        rules.append(f"#f{number} {{ animation: k{number} {whole:g}s step-end infinite }}")
        begun += frame.seconds
    still = f"#f{len(frames) - 1} {{ visibility: visible }}"
    return "\n".join([*rules, f"@media (prefers-reduced-motion) {{ .frame {{ animation: none !important }} {still} }}"])


_LETTERS: Final = """\
text { font: 20px Fira Code, FiraCode-Regular, ui-monospace, Menlo, Consolas, monospace; white-space: pre }
.frame { visibility: hidden }
.title { font: bold 18px sans-serif; fill: #c5c8c6; text-anchor: middle }
.cap { fill: #f4f5f7; stroke: #8b929c; stroke-width: 1.5 }
.key { fill: #22262b; font-weight: bold; font-size: 18px; text-anchor: middle }
.said { fill: #7d8590; font: 18px sans-serif }"""
