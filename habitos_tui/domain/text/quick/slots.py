"""In which part of the day: mornings, in the evening, only at night, or a slot of the person's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.numbers import either
from habitos_tui.domain.text.quick.parts import Part, Reader

_WORDS: Final[Mapping[str, str]] = {
    "early morning": "early_morning",
    "before breakfast": "early_morning",
    "morning": "morning",
    "midday": "midday",
    "lunchtime": "midday",
    "over lunch": "midday",
    "at lunch": "midday",
    "afternoon": "afternoon",
    "evening": "evening",
    "after work": "evening",
    "night": "night",
    "before bed": "night",
    "bedtime": "night",
}
_NEXT: Final = re.compile(r"(?:,? or |,? and | ?[,/&+] ?| )(?=\w)")

_BOTH: Final = frozenset({"and", "&", "+"})


@dataclass(frozen=True, slots=True)
class SlotNames:
    """Names of slots; `only` where nothing else will do, `each` for “every evening”, `all_of` where it is in each of
    them: “every morning and evening”."""

    names: tuple[str, ...]
    only: bool = False
    each: bool = False
    all_of: bool = False


def slot_reader(slots: Sequence[Slot]) -> Reader:
    """Return the reader of the slots that a person has, by the usual words and by their names."""
    known = {slot.name for slot in slots}
    words = {word: name for word, name in _WORDS.items() if name in known}
    words |= {slot.name.lower().replace("_", " "): slot.name for slot in slots}
    if not words:
        return lambda _line, _start: None
    one = phrase(
        r"(only )?(?:(?:in|at|on|during|over) )?(?:the )?(?:(every|each) )?"
        rf"({either(map(re.escape, words))})(s?)( only)?"
    )

    def read(line: Line, start: int) -> Part | None:
        names: list[str] = []
        links: set[str] = set()
        only = each = False
        position = end = start
        while len(names) <= len(words) and (match := one.match(line.plain, position)):
            names.append(words[match[3]])
            only, each = only or bool(match[1] or match[5]), each or match[2] is not None
            end = match.end()
            following = _NEXT.match(line.plain, end)
            if following is None:
                break
            position = following.end()
            if one.match(line.plain, position):
                links.add(following[0].strip(" ,"))
        if not names:
            return None
        soft = len(names) == 1 and line.plain[start:end].removeprefix("the ") in words
        all_of = each and bool(links & _BOTH) and "or" not in links
        return Part("slots", SlotNames(tuple(dict.fromkeys(names)), only, each, all_of), start, end, soft=soft)

    return read
