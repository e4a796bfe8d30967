"""Writes the table of characters that look alike from Unicode's `confusables.txt` (UTS 39), which is given as argument.

To be run by hand when there is a new one, from https://www.unicode.org/Public/security/latest/confusables.txt. What
NFKC makes the same anyhow is left out, which is more than half of it, and so is what no name can hold.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

TABLE: Final = Path(__file__).parent.parent / "habitos_tui" / "domain" / "model" / "confusables.txt"
IN_NAMES: Final = "LMNPS"
"""Categories of characters that a name can hold: letters, marks, numbers, punctuation and symbols."""


def written(lines: Iterable[str]) -> str:
    """Return the table: a line for each prototype, with the characters that look like it, in hexadecimal."""
    texts = [*lines]
    version = next(line.removeprefix("# Version:").strip() for line in texts if line.startswith("# Version:"))
    prototypes = dict(pair for line in texts for pair in _pair(line))
    alike: dict[str, list[str]] = {}
    for character, prototype in prototypes.items():
        plain = normalize("NFKC", character)
        if plain == character or "".join(prototypes.get(one, one) for one in normalize("NFD", plain)) != prototype:
            alike.setdefault(_hex(prototype), []).append(_hex(character))
    head = f"# Characters that look alike, from Unicode's confusables.txt {version}; see docs/write_confusables.py.\n"
    licence = "# Copyright Unicode, Inc. For terms of use and license, see https://www.unicode.org/terms_of_use.html\n"
    return head + licence + "".join(f"{prototype}; {' '.join(found)}\n" for prototype, found in sorted(alike.items()))


def _pair(line: str) -> Iterator[tuple[str, str]]:
    """Yield the character and the prototype of a line with one that a name can hold; nothing for another line."""
    fields = line.lstrip("\ufeff").partition("#")[0].split(";")
    if len(fields) < 2:
        return
    character, prototype = ("".join(chr(int(code, 16)) for code in field.split()) for field in fields[:2])
    if category(character)[0] in IN_NAMES:
        yield character, prototype


def _hex(text: str) -> str:
    return " ".join(f"{ord(character):04X}" for character in text)


if __name__ == "__main__":
    TABLE.write_text(written(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()), encoding="utf-8")
