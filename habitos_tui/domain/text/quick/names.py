"""Finds the behavior that a person means by what they say they did: “ran” is Run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.text.phrasing import listed
from habitos_tui.domain.text.quick.context import KnownBehavior
from habitos_tui.text import clean

_IRREGULAR: Final = {
    "ran": "run",
    "swam": "swim",
    "swum": "swim",
    "wrote": "write",
    "written": "write",
    "rode": "ride",
    "ridden": "ride",
    "drew": "draw",
    "drawn": "draw",
    "sang": "sing",
    "sung": "sing",
    "met": "meet",
    "slept": "sleep",
    "ate": "eat",
    "drank": "drink",
    "taught": "teach",
    "thought": "think",
    "bought": "buy",
    "built": "build",
    "paid": "pay",
    "swept": "sweep",
    "spoke": "speak",
    "spent": "spend",
    "learnt": "learn",
    "went": "go",
    "made": "make",
    "knew": "know",
    "saw": "see",
    "sat": "sit",
    "took": "take",
    "gave": "give",
    "wove": "weave",
    "sewn": "sew",
    "did": "do",
    "done": "do",
    "biked": "bike",
    "biking": "bike",
}
_SAYING_NOTHING: Final = frozenset(
    {
        "played",
        "practiced",
        "practised",
        "finished",
        "i",
        "my",
        "the",
        "a",
        "an",
        "some",
        "did",
        "do",
        "done",
        "went",
        "had",
        "for",
        "to",
        "of",
        "and",
        "just",
        "now",
        "was",
    }
)
_WORD: Final = re.compile(r"[^\W_]+")
_ENDINGS: Final = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ates",
    "ate",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
_SHORTEST: Final = 3
"""Letters that are left of a word without its ending, and that the beginning of one has."""
MOST_WORDS: Final = 12
NOTHING_SAID: Final = "What was done? Such as: ran 25m yesterday 4*."
MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The behavior that is meant, or why none is; its name are the words from `first` to before `last`."""

    behavior: KnownBehavior | None
    first: int = 0
    last: int = 0
    sentence: str = ""


def says_something(word: str) -> bool:
    """Tell whether a word can be one of a name; “did” and “the” never are."""
    return word not in _SAYING_NOTHING


def stem(word: str) -> str:
    """Return what the forms of a word have in common: “run” of ran and running."""
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    doubled = len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word


def behavior_meant(words: Sequence[str], behaviors: Sequence[KnownBehavior]) -> Found:
    """Return the behavior that `words` name: as many of the first as can be, else of the last."""
    if not behaviors:
        return Found(None, sentence="There is no behavior yet to log.")
    count = min(len(words), MOST_WORDS)
    stretches = [*((0, last) for last in range(count, 0, -1)), *((first, count) for first in range(1, count))]
    for first, last in stretches:
        wanted = [stem(word) for word in words[first:last] if word not in _SAYING_NOTHING]
        fitting = _fitting(wanted, behaviors) if wanted else []
        if len(fitting) == 1:
            return Found(fitting[0], first, last)
        if fitting:
            return Found(None, first, last, _which(fitting))
    said = clean(" ".join(words[:count]))
    unknown = f"There is no behavior like “{said}” yet; add it to your behaviors first."
    return Found(None, sentence=unknown if said else NOTHING_SAID)


def _which(fitting: Sequence[KnownBehavior]) -> str:
    names = [f"“{clean(one.name)}”" for one in fitting[:MOST_NAMED]]
    more = ["others"] if len(fitting) > MOST_NAMED else []
    return f"Which is meant: {listed([*names, *more], 'or')}? Type more of its name."


def _fitting(wanted: Sequence[str], behaviors: Sequence[KnownBehavior]) -> list[KnownBehavior]:
    """Return the behaviors that have all wanted stems, those alone that have nothing else if there are any."""
    stems = {behavior: _stems(behavior) for behavior in behaviors}
    fitting = [one for one in behaviors if all(any(_alike(word, other) for other in stems[one]) for word in wanted)]
    whole = [one for one in fitting if len(stems[one]) == len(set(wanted))]
    exact = [one for one in whole if set(stems[one]) == set(wanted)]
    return exact or whole or fitting


def _stems(behavior: KnownBehavior) -> tuple[str, ...]:
    words = _WORD.findall(behavior.name.lower())
    return tuple(dict.fromkeys(stem(word) for word in words if word not in _SAYING_NOTHING)) or (behavior.id,)


def _alike(wanted: str, known: str) -> bool:
    return wanted == known or (len(wanted) >= _SHORTEST and known.startswith(wanted))
