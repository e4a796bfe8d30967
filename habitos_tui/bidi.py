"""Right-to-left text beside other text: it is isolated, so that it does not turn its row round.

A terminal that orders text by itself takes a Hebrew name at the beginning of a row for the direction of all of it, and
draws the figures behind a name on its wrong side. So each stretch goes out between the two characters that say where it
begins and ends. They take up no cells. Terminals that do not know them may show a box for each, or nothing: hence only
text that has such letters gets any.
"""

from functools import lru_cache
from typing import Final
from unicodedata import bidirectional

ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_CARRIED_ALONG: Final = frozenset({"NSM", "BN"})
"""Marks that belong to the letter before."""


@lru_cache(maxsize=4096)
def isolated(line: str) -> str:
    """Return the line with every stretch of right-to-left letters isolated, each from its first letter to its last."""
    if line.isascii():
        return line
    parts: list[str] = []
    start = end = -1
    copied = 0
    for place, char in enumerate(line):
        kind = bidirectional(char)
        if kind in _RIGHT_TO_LEFT:
            start, end = (place if start < 0 else start), place + 1
        elif kind in _CARRIED_ALONG and end == place:
            end = place + 1
        elif kind == "L" and start >= 0:
            parts += line[copied:start], ISOLATE, line[start:end], END
            start, copied = -1, end
    if start >= 0:
        parts += line[copied:start], ISOLATE, line[start:end], END
        copied = end
    return "".join([*parts, line[copied:]])
