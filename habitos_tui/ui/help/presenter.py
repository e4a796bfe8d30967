"""The guide: read from `guide.md` beside this module, and laid out with the keys as they are mapped now.

A section begins with a heading of the second level. A comment of one line in it, such as
`<!-- screen: week; keys: week grid; found: calendar -->`, says which screen it is about, the keys of which commands
belong below it, and other words to find it by. Everything else is paragraphs, one a block.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from textual.content import Content

from habitos_tui.text import shorten
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.safe_text import safe

WIDEST: Final = 84
"""Longest comfortable line in cells."""
KEY_CELLS: Final = 16
FEW_KEY_CELLS: Final = 9
"""Width of key names on a narrow page."""

_HEADING: Final = re.compile(r"^## +", re.MULTILINE)
_BLOCKS: Final = re.compile(r"\n\s*\n")
_ABOUT: Final = re.compile(r"<!-- (?P<fields>.+) -->")

KeyNames = Callable[[Command], str]
"""Names the keys of a command."""


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of the guide: paragraphs, and the areas whose commands it lists."""

    title: str
    paragraphs: tuple[str, ...]
    areas: tuple[str, ...] = ()
    mode: str = ""
    """The screen it is about."""
    found_by: str = ""
    """Other words that people look for it by."""


@cache
def sections() -> tuple[GuideSection, ...]:
    """Return the guide that comes with the package."""
    return tuple(parsed(files("habitos_tui.ui.help").joinpath("guide.md").read_text(encoding="utf-8")))


def parsed(text: str) -> Iterator[GuideSection]:
    """Yield the sections of a guide in Markdown; text before the first is for its editors.

    ValueError for a comment with other keys than `screen`, `keys` and `found`.
    """
    for part in _HEADING.split(text)[1:]:
        title, _, body = part.partition("\n")
        blocks = [" ".join(block.split()) for block in _BLOCKS.split(body.strip())]
        about: dict[str, str] = {}
        for block in blocks:
            if found := _ABOUT.fullmatch(block):
                about |= _fields(found["fields"])
        yield GuideSection(
            title=title.strip(),
            paragraphs=tuple(block for block in blocks if not _ABOUT.fullmatch(block)),
            areas=tuple(about.get("keys", "").split()),
            mode=about.get("screen", ""),
            found_by=about.get("found", ""),
        )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for field in text.split(";"):
        name, _, value = (part.strip() for part in field.partition(":"))
        if name not in {"screen", "keys", "found"} or not value:
            raise ValueError(f"The guide says “{field.strip()}” of a section; it can say screen, keys and found.")
        yield name, value


def sections_with(wanted: str) -> tuple[GuideSection, ...]:
    """Return the sections that contain every word of `wanted`, ignoring case."""
    words = wanted.casefold().split()
    return tuple(section for section in sections() if all(word in _text(section) for word in words))


def section_of(mode: str) -> int:
    """Return the index of the section about a screen, else 0."""
    return next((place for place, section in enumerate(sections()) if mode and section.mode == mode), 0)


def section_lines(
    section: GuideSection, commands: Iterable[Command], names: KeyNames, width: int
) -> tuple[Content, ...]:
    """Return the lines of a section in `width` cells."""
    width = min(width, WIDEST)
    lines = [safe(section.title, "bold $primary"), Content("")]
    for paragraph in section.paragraphs:
        lines += [*_wrapped(paragraph, width), Content("")]
    keys = tuple(_keys(section, tuple(commands), names, width))
    return (*lines, *((safe("Keys", "bold $primary"), *keys) if keys else ()))


def _text(section: GuideSection) -> str:
    return " ".join((section.title, *section.paragraphs)).casefold()


def _wrapped(paragraph: str, width: int) -> Iterator[Content]:
    """Yield the lines of a paragraph; its number or the text before its first colon is highlighted."""
    head, colon, _ = paragraph.partition(":")
    strong = len(head) + 1 if colon and len(head) <= 24 else 0
    for number, line in enumerate(textwrap.wrap(paragraph, max(width, 20))):
        content = Content(line)
        yield content.stylize("bold", 0, min(strong, len(line))) if strong and not number else content


def _keys(section: GuideSection, commands: Sequence[Command], names: KeyNames, width: int) -> Iterator[Content]:
    cells = KEY_CELLS if width >= 3 * KEY_CELLS else FEW_KEY_CELLS
    told = [command for command in commands if command.guide and command.area in section.areas]
    for command in sorted(told, key=lambda command: section.areas.index(command.area)):
        first, *more = textwrap.wrap(command.help, max(width - cells, 8))
        keys = shorten(names(command), cells - 1)
        yield Content.assemble(safe(f"{keys:<{cells}}", "bold $accent"), first)
        yield from (Content(" " * cells + line) for line in more)
