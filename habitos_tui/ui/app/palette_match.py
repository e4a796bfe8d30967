"""How well an entry of the palette fits what was typed: the words people use first, scattered letters last."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

SAME: Final = 1.0
BEGINS: Final = 0.95
BEGUN: Final = 0.94
"""It begins with the same words, whatever stands between them."""
PHRASE: Final = 0.92
"""It stands as it is among the other words for it."""
TITLE: Final = 0.9
"""Each word typed begins one of the title."""
NAMES: Final = 0.8
"""Each begins one of the title or of the other words for it."""
ABOUT: Final = 0.6
"""Each begins one of all that is said of it."""
INSIDE: Final = 0.5
"""It stands within the title."""
SCATTERED: Final = 0.3
"""Its letters are in the title, in their order, and each word of them begins there where one does."""


def fit(typed: str, title: str, also: str = "", about: str = "") -> float:
    """Return from 0 (not at all) to 1 how well an entry fits; `also` are other words for it, `about` its sentence."""
    wanted, name = _words(typed), " ".join(_words(title))
    line = " ".join(wanted)
    known, said = _words(f"{title} {also}"), _words(f"{title} {also} {about}")
    ways = (
        (SAME, line == name),
        (BEGINS, title.casefold().startswith(typed.casefold().strip())),
        (BEGUN, name.startswith(line)),
        (PHRASE, len(wanted) > 1 and f" {line}" in f" {' '.join(_words(also))}"),
        (TITLE, _each_begins(wanted, _words(title))),
        (NAMES, _each_begins(wanted, known)),
        (ABOUT, _each_begins(wanted, said)),
        (INSIDE, line in name),
        (SCATTERED, bool(found_in(line, name))),
    )
    return next((score for score, fits in ways if wanted and fits), 0)


def found_in(typed: str, title: str) -> tuple[int, ...]:
    """Return where the letters typed stand in a title: as one piece if they do, else one by one; () if they do not."""
    wanted, name = typed.casefold().strip(), title.casefold()
    start = name.find(wanted)
    if wanted and start >= 0:
        return tuple(range(start, start + len(wanted)))
    places: list[int] = []
    for letter in wanted.replace(" ", ""):
        place = name.find(letter, places[-1] + 1 if places else 0)
        if place < 0:
            return ()
        places.append(place)
    return tuple(places)


@lru_cache(maxsize=2048)
def _words(text: str) -> Sequence[str]:
    return tuple(text.casefold().replace(":", " ").replace(",", " ").replace("?", " ").split())


def _each_begins(wanted: Sequence[str], known: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in wanted)
