"""Characters as people see them, which may be several of Unicode's, and their width on a terminal.

Libraries for this know all text there is, and take longer to load than a key or a completion may take. What `clean`
lets through is less: few joiners, in few places.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Final
from unicodedata import category, combining, east_asian_width

ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
EMOJI_STYLE: Final = "\ufe0f"
TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
NEWEST_EMOJI: Final = range(0x1FA70, 0x1FB00)
"""Still filling up, so an older Python knows only some of them."""

_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_VIRAMA: Final = 9
"""The class of the signs that tie the letters of an Indic conjunct."""
_TRAILING: Final = frozenset("\u0e33\u0eb3\uff9e\uff9f")
"""Letters by their category that belong to the one before: Thai and Lao am, Japanese voicing marks."""
_LEADING: Final = frozenset(
    map(chr, [0x0D4E, 0x111C2, 0x111C3, 0x1193F, 0x11941, 0x11A3A, *range(0x11A84, 0x11A8A), 0x11D46, 0x11F02])
)
"""Letters that belong to the one behind."""
_HANGUL_LEADS: Final = (range(0x1100, 0x1160), range(0xA960, 0xA97D))
_HANGUL_SYLLABLES: Final = range(0xAC00, 0xD7A4)
_VOWELS_AND_FINALS: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD7FC))
"""Parts of Hangul drawn into the letter before."""
_WIDE_SINCE_UNICODE_16: Final = (
    *(range(0x2630, 0x2638), range(0x268A, 0x2690)),
    *(range(0x4DC0, 0x4E00), range(0x1D300, 0x1D377)),
)


def graphemes(text: str) -> Iterator[tuple[int, int]]:
    """Yield, for each character as people see it of a line that `clean` returned, where it ends and its cells."""
    width = flags = 0
    before, tied = "", False
    for place, char, cells in zip(count(), text, widths(text), strict=False):
        flags = flags + 1 if ord(char) in _FLAG_LETTERS else 0
        extends = _extends(char)
        joined = extends or before == ZWJ or (flags and flags % 2 == 0) or (tied and char.isalpha())
        if place and not joined and before not in _LEADING and not _is_one_syllable(before, char):
            yield place, width
            width = 0
        width += cells
        before, tied = char, combining(char) == _VIRAMA or (tied and extends and char != ZWNJ)
    if text:
        yield len(text), width


def widths(text: str) -> Iterator[int]:
    """Yield the cells that each character adds: a joined emoji adds none, an emoji style widens a narrow symbol."""
    base = 0
    joined = False
    for char in text:
        if char == EMOJI_STYLE:
            width = int(base == 1)
            base += width
        else:
            width = 0 if joined else char_width(char)
            base = width or base
        joined = char == ZWJ
        yield width


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Return the cells of a character by itself."""
    if char in TONES or category(char) in {"Cc", "Cf"} or stacks(char):
        return 0
    codepoint = ord(char)
    if codepoint in NEWEST_EMOJI or any(codepoint in block for block in _WIDE_SINCE_UNICODE_16):
        return 2
    return 2 if east_asian_width(char) in "WF" else 1


def stacks(char: str) -> bool:
    """Tell whether a character is drawn over or into the one before it."""
    return category(char)[0] == "M" or any(ord(char) in block for block in _VOWELS_AND_FINALS)


def _extends(char: str) -> bool:
    if char.isascii():
        return False
    return char in {ZWNJ, ZWJ, EMOJI_STYLE} or char in TONES or char in _TRAILING or stacks(char)


def _is_one_syllable(before: str, char: str) -> bool:
    """Tell whether a leading part of Hangul is followed by another one or by a syllable."""
    if not before or not any(ord(before) in block for block in _HANGUL_LEADS):
        return False
    return ord(char) in _HANGUL_SYLLABLES or any(ord(char) in block for block in _HANGUL_LEADS)
