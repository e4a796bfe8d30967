"""The changes that change nothing a test could see, each with the reason: `equivalent.toml`."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.mutants.mutant import Key, Mutant

FILE: Final = Path(__file__).parent / "equivalent.toml"


@dataclass(frozen=True, slots=True)
class Equivalents:
    """What is listed."""

    entries: tuple[dict[str, Any], ...]

    @classmethod
    def load(cls) -> "Equivalents":
        return cls(tuple(tomllib.loads(FILE.read_text(encoding="utf-8")).get("mutant", ())))

    @property
    def keys(self) -> frozenset[Key]:
        """The listed mutants by what tells each from all others."""
        return frozenset(key_of(entry) for entry in self.entries)

    def check(self, mutants: Iterable[Mutant], files: Collection[str]) -> None:
        """Raise SystemExit when a listed mutant of these files is no longer among them."""
        there = {mutant.key for mutant in mutants}
        gone = [key for key in sorted(self.keys) if key[0] in files and key not in there]
        if gone:
            raise SystemExit("\n".join(["No longer there, take them out of equivalent.toml:", *map(str, gone)]))


def key_of(entry: dict[str, Any]) -> Key:
    """Return what tells a mutant from every other."""
    return entry["path"], entry["scope"], entry["before"], entry["after"], entry.get("occurrence", 1)
