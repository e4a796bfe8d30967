"""The words of the guide: `guide.md` beside this module, read into sections.

A section begins with a heading of the second level. A comment of one line in it, such as
`<!-- screen: week; keys: week grid -->`, says which screen it is about and the keys of which commands belong below it.
Everything else is paragraphs, one a block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_HEADING: Final = re.compile(r"^## +", re.MULTILINE)
_BLOCKS: Final = re.compile(r"\n\s*\n")
_ABOUT: Final = re.compile(r"<!-- (?P<fields>.+) -->")


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of the guide: paragraphs, and the areas of the commands it is about (what their ids begin with)."""

    title: str
    paragraphs: tuple[str, ...]
    areas: tuple[str, ...] = ()
    mode: str = ""
    """The screen it is about."""


@cache
def sections() -> tuple[GuideSection, ...]:
    """Return the guide that comes with the package."""
    return tuple(parsed(files("habitos_tui.ui.help").joinpath("guide.md").read_text(encoding="utf-8")))


def parsed(text: str) -> Iterator[GuideSection]:
    """Yield the sections of a guide in Markdown; what stands before the first is for those who edit it.

    ValueError for a comment that says something else than `screen` and `keys`.
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
        )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for field in text.split(";"):
        name, _, value = (part.strip() for part in field.partition(":"))
        if name not in {"screen", "keys"} or not value:
            raise ValueError(f"The guide says “{field.strip()}” of a section; it can say screen and keys.")
        yield name, value
