"""What a learned chance rests on, in words."""

from collections.abc import Iterable
from typing import Final

from habitos_tui.domain.insight.learning import LearnedChance, SharedChance
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, in_slot

ENOUGH: Final = 6
"""Times in one part of the week that are told of without those in the other."""
ALL: Final = "(all behaviors)"


def evidence_phrase(here: LearnedChance, elsewhere: LearnedChance, weekday: SharedChance | None = None) -> str:
    """Return "done 12 of 14 times in the evening", `elsewhere` being the same slot in the other part of the week.

    It tells of both, unless only one of them has any evidence or this one has enough; and of the `weekday` where that
    makes a difference: "; 3 of 11 on Fridays (all behaviors)".
    """
    place = in_slot(here.slot)
    if here.counted >= ENOUGH or (here.counted and not elsewhere.counted):
        own = f"{_followed(here.done, here.counted)} {place} on {'weekends' if here.weekend else 'weekdays'}"
    else:
        own = f"{_followed(here.done + elsewhere.done, here.counted + elsewhere.counted)} {place}"
    return "; ".join((own, *_differing(weekday)))


def untried_phrase(
    slot: str, known: Iterable[LearnedChance], there: SharedChance | None, weekday: SharedChance | None
) -> str:
    """Return what the chance in a slot without times of its own rests on: on what is `known` of the behavior elsewhere.

    And on how all behaviors went `there` and on the `weekday`, where that makes a difference.
    """
    places = tuple(known)
    counted = sum(chance.counted for chance in places)
    elsewhere = [f"{_followed(sum(chance.done for chance in places), counted)} elsewhere"] if counted else []
    shared = (*_differing(there), *_differing(weekday))
    return "; ".join((f"never tried {in_slot(slot)}", *elsewhere, *shared))


def shared_words(shared: SharedChance) -> str:
    """Return "3 of 11 on Fridays (all behaviors)"."""
    where = in_slot(shared.slot) if shared.slot is not None else on_weekdays(shared.weekday or 0)
    return f"{shared.done} of {shared.counted} {where} {ALL}"


def on_weekdays(weekday: int) -> str:
    """Return "on Fridays"; Monday = 0."""
    return f"on {WEEKDAYS[weekday]}s"


def _differing(shared: SharedChance | None) -> tuple[str, ...]:
    return (shared_words(shared),) if shared is not None and shared.differs else ()


def _followed(done: int, counted: int) -> str:
    return f"done {done} of {count(counted, 'time')}"
