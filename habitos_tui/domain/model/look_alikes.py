"""Names that look the same though they are not: the Latin and the Cyrillic a, l and 1, rn and m.

After Unicode Technical Standard 39: characters that look alike become one of them, and what is left is compared. Case
and composition do not matter either, nor do signs at the ends of a name, which are easily overlooked. The standard
tells the small Cyrillic letters that look like small capitals from Latin ones; in a name nobody does.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Final
from unicodedata import category, normalize

from habitos_tui.domain.model.naming import folded

_ENDS: Final = ("P", "S", "Z")
"""Categories of what is left out at the ends: punctuation, symbols and spaces."""
_LIKE_SIGNS: Final = range(0x2B0, 0x300), range(0x1C0, 0x1C4)
"""Letters that look like those: modifiers such as apostrophes, and clicks."""
_SMALL_CAPITALS: Final = {
    "\N{CYRILLIC SMALL LETTER VE}": "b",
    "\N{CYRILLIC SMALL LETTER KA}": "k",
    "\N{CYRILLIC SMALL LETTER EM}": "rn",
    "\N{CYRILLIC SMALL LETTER EN}": "h",
    "\N{CYRILLIC SMALL LETTER TE}": "t",
}
"""Letters that look like small capitals, and the prototypes of the Latin ones: that of m is rn."""
_SECOND_DOT: Final = re.compile("(?<=[ij])\u0307")
"""A dot above what has one already, which is drawn as one."""


def look_alike(one: str, other: str) -> bool:
    """Tell whether somebody could take one name for the other."""
    return not _skeletons(one).isdisjoint(_skeletons(other))


def alike_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each two names that look alike."""
    return ((one, other) for one, other in combinations(names, 2) if look_alike(one, other))


def why_taken(name: str, names: Iterable[str]) -> str:
    """Return why a name cannot be beside these, as the end of a sentence about it; "" where it can."""
    others = tuple(names)
    if (same := next((one for one in others if folded(one) == folded(name)), None)) is not None:
        return "is taken already" if same == name else f"must differ from “{same}” in more than upper and lower case"
    like = next((one for one in others if look_alike(one, name)), None)
    return "" if like is None else f"looks too much like “{like}”, which is there already"


def _skeletons(name: str) -> frozenset[str]:
    """Return what two names have in common that look alike, as they are written and in lower case.

    Both, since an upper-case I looks like l, and as i it does not any more.
    """
    plain = " ".join(_trimmed(name).split())
    return frozenset(_skeleton(text).casefold() for text in (plain, normalize("NFKC", plain).casefold()))


def _trimmed(name: str) -> str:
    """Return a name without signs at its ends; one that has nothing else as it is."""
    kept = [place for place, character in enumerate(name) if not _is_sign(character)]
    return name[kept[0] : kept[-1] + 1] if kept else name


def _is_sign(character: str) -> bool:
    return category(character).startswith(_ENDS) or any(ord(character) in block for block in _LIKE_SIGNS)


def _skeleton(text: str) -> str:
    """Return the prototypes of a text: of its characters, then of what they stand for."""
    return _replaced(normalize("NFKC", _replaced(text)))


def _replaced(text: str) -> str:
    prototypes = _prototypes()
    return _SECOND_DOT.sub("", "".join(prototypes.get(one, one) for one in normalize("NFD", text)))


@cache
def _prototypes() -> dict[str, str]:
    """Return what each character looks like, of the table beside this module; read when a name is first compared."""
    lines = files("habitos_tui.domain.model").joinpath("confusables.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(";") for line in lines if not line.startswith("#"))
    return {
        chr(int(code, 16)): _text(prototype) for prototype, codes in pairs for code in codes.split()
    } | _SMALL_CAPITALS


def _text(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())
