"""Ids made from names, and things found again by what a person types."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from difflib import get_close_matches
from itertools import chain, count
from typing import Final, TypeVar
from unicodedata import normalize

from habitos_tui.errors import InvalidInputError, NotFoundError

T = TypeVar("T")

SLUG_LENGTH: Final = 40
MOST_NAMES: Final = 3
"""That are told of those that come near a misspelt one."""
_LIKENESS: Final = 0.62
"""From which share of equal letters on, of 1, a name comes near: short words have half of them in common by chance."""

_ACCENTS = re.compile("[\u0300-\u036f]")


def folded(name: str) -> str:
    """Return what two names have in common that differ only by case or by how their letters are composed."""
    return normalize("NFKC", normalize("NFKC", name).casefold()).strip()


def slug(name: str, fallback: str) -> str:
    """Return `name` as a short id: letters and digits of any script in lower case, accents dropped, hyphens between."""
    # Only accents go: the marks of other scripts make other letters.
    plain = normalize("NFC", _ACCENTS.sub("", normalize("NFKD", name).casefold()))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:SLUG_LENGTH].strip("-") or fallback


def unused(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or the first of wanted-2, wanted-3 and so on that is not taken."""
    return next(name for name in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if name not in taken)


def find_one(things: Sequence[T], text: str, labels: Callable[[T], Iterable[str]], what: str) -> T:
    """Return the one thing that `text` means: a whole label before the beginning of one before a part of one.

    Case and composition do not matter. NotFoundError names what comes near; InvalidInputError names all that fit.
    """
    wanted = folded(text)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [thing for thing in things if wanted and any(fits(folded(x), wanted) for x in labels(thing))]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"“{_shown(thing, labels)}”" for thing in found)
            raise InvalidInputError(f"“{text}” fits more than one {what}: {names}.", hint="Type more of it, or the id.")
    raise _not_found(things, text, labels, what)


def did_you_mean(text: str, names: Iterable[str]) -> str:
    """Return the question that names what comes near a misspelt text, such as "Did you mean “today”?"; "" for nothing.

    The nearest first, each once. Case and composition do not matter, and one word of a name may be near alone.
    """
    return _question(text, ((name, name) for name in names))


def _question(text: str, labels: Iterable[tuple[str, str]]) -> str:
    """Return the question of `did_you_mean` for pairs of a label and the name that is told for it."""
    names = {key: name for label, name in labels for key in (*folded(label).split(), folded(label))}
    near = get_close_matches(folded(text), names, n=2 * MOST_NAMES, cutoff=_LIKENESS)
    shown = list(dict.fromkeys(names[key] for key in near))[:MOST_NAMES]
    return f"Did you mean {', '.join(f'“{name}”' for name in shown)}?" if shown else ""


def _shown(thing: T, labels: Callable[[T], Iterable[str]]) -> str:
    return " / ".join(dict.fromkeys(labels(thing)))


def _not_found(things: Sequence[T], text: str, labels: Callable[[T], Iterable[str]], what: str) -> NotFoundError:
    # A name stands for its thing: its id is mostly the same once more.
    names = ((label, next(iter(labels(thing)))) for thing in things for label in labels(thing))
    return NotFoundError(f"There is no {what} “{text}”.", hint=_question(text, names))
