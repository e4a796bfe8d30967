"""What a learned chance rests on, in words."""

from typing import Final

from habitos_tui.domain.insight.learning import LearnedChance
from habitos_tui.domain.text.phrasing import count, in_slot

ENOUGH: Final = 6
"""Times in one part of the week that are told of without those in the other."""


def evidence_phrase(here: LearnedChance, elsewhere: LearnedChance) -> str:
    """Return "done 12 of 14 times in the evening", `elsewhere` being the same slot in the other part of the week.

    It tells of both, unless only one of them has any evidence or this one has enough.
    """
    place = in_slot(here.slot)
    if here.counted >= ENOUGH or (here.counted and not elsewhere.counted):
        return f"{_followed(here.done, here.counted)} {place} on {'weekends' if here.weekend else 'weekdays'}"
    return f"{_followed(here.done + elsewhere.done, here.counted + elsewhere.counted)} {place}"


def _followed(done: int, counted: int) -> str:
    return f"done {done} of {count(counted, 'time')}"
