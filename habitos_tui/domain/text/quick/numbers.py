"""Numbers and counts in digits and in words."""

from collections.abc import Iterable
from typing import Final

_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_TIMES: Final = {"once": 1, "twice": 2, "thrice": 3}
_PLACES: Final = {
    "first": 1,
    "other": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
}


def either(words: Iterable[str]) -> str:
    """Return the pattern of one of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


NUMBER: Final = rf"(?:\d{{1,4}}|{either(_WORDS)})"
"""The pattern of a whole number."""
DECIMAL: Final = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|{either(_WORDS)})"
TIMES: Final = rf"(?:{either(_TIMES)})"
PLACE: Final = rf"(?:{either(_PLACES)}|\d{{1,3}}th)"
"""Which of several: first, other, 3rd."""


def number_of(text: str) -> int:
    """Return the number that a match of `NUMBER` or `TIMES` means."""
    return _WORDS.get(text) or _TIMES.get(text) or int(text)


def decimal_of(text: str) -> float:
    """Return the number that a match of `DECIMAL` means."""
    return float(_WORDS.get(text) or text.replace(",", "."))


def place_of(text: str) -> int:
    """Return the number that a match of `PLACE` means."""
    return _PLACES.get(text) or int(text.removesuffix("th"))
