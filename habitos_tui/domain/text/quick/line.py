"""A typed line made plain for reading, with the way back to what was typed."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from unicodedata import normalize

_PLAIN: Final = str.maketrans(
    {
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "★": "*",
        "⭐": "*",
    }
)
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|\S")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, as bytes of a command line that are no text come in: no database takes it."""
_HALF: Final = "\N{VULGAR FRACTION ONE HALF}"
MAX_LINE: Final = 500
"""Characters that are read; what is longer is no line."""


class Span(NamedTuple):
    """A part of what was typed: from the character at `start` up to that before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line in lower case with single spaces; `places` has for each character where it was typed."""

    typed: str
    plain: str = field(init=False)
    places: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(self.typed):
            for one in _plain_letters(char, letters[-1:]):
                if one != " " or (letters and letters[-1] != " "):
                    letters.append(one)
                    places.append(place)
        object.__setattr__(self, "plain", "".join(letters))
        object.__setattr__(self, "places", (*places, len(self.typed)))

    def span(self, start: int, end: int) -> Span:
        """Return where the plain characters from `start` to `end` were typed, without spaces around them."""
        text = self.plain[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        return Span(self.places[start], self.places[end - 1] + 1) if start < end else Span(0, 0)

    def text(self, start: int, end: int) -> str:
        """Return what was typed there, with single spaces."""
        first, last = self.span(start, end)
        words = " ".join(self.typed[first:last].split())
        return normalize("NFC", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", words))

    def token_end(self, start: int) -> int:
        """Return the end of the word, number or sign that begins at `start`, which is no space."""
        match = _TOKEN.match(self.plain, start)
        return start + 1 if match is None else match.end()


def _plain_letters(char: str, before: list[str]) -> str:
    if char == _HALF:
        return ".5" if before and before[0].isdigit() else "0.5"
    plain = char.translate(_PLAIN).lower()
    return " " if plain.isspace() else plain


def phrase(pattern: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that ends where a word ends."""
    return re.compile(rf"(?:{pattern})(?!\w)")
