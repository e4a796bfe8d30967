"""The learned chances of one week; pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from habitos_tui.domain.insight.learning import LearnedChance
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Adherence
from habitos_tui.domain.planning.valuation import prior_chance
from habitos_tui.domain.text.chance_phrasing import evidence_phrase, untried_phrase
from habitos_tui.insight.adherence import DIGITS, Chances, is_weekend

LEAST, MOST = 10**-DIGITS, 1 - 10**-DIGITS
"""Nothing is certain, however often it happened."""
REMEMBERED: Final = 2048
"""Chances that are shared, as of a few weeks."""
WORTH_SAYING: Final = 0.01
"""Least difference from the usual chance that is put into a problem."""


def week_chances(
    chances: Chances, week: date, behaviors: Iterable[Behavior], slots: Sequence[str], away: Collection[int]
) -> Iterator[Adherence]:
    """Yield the chances of the week that begins on `week`, those that are other than without evidence.

    The weekdays of `behaviors` count from its first day. Where none of them is allowed, none is needed.
    """
    words = _Words(chances, slots)
    for behavior in behaviors:
        for day in behavior.weekdays:
            weekday = (week + timedelta(days=day)).weekday()
            weekend = is_weekend(weekday)
            for slot in slots:
                if day in away or not behavior.allows(day, slot, weekend=weekend):
                    continue
                chance = chances.chance(behavior, slot, weekday)
                if abs(chance - prior_chance(behavior, slot, weekend=weekend)) >= WORTH_SAYING:
                    probability = min(max(round(chance, DIGITS), LEAST), MOST)
                    yield _shared(behavior.id, day, slot, probability, words.of(behavior, slot, weekday))


@lru_cache(REMEMBERED)
def _shared(behavior: str, day: int, slot: str, probability: float, evidence: str) -> Adherence:
    """Return a chance, which the problems of a week share: each has hundreds of them, which outweigh all else."""
    return Adherence(behavior=behavior, day=day, slot=slot, probability=probability, evidence=evidence)


class _Words:
    """What chances rest on, each thing counted once."""

    def __init__(self, chances: Chances, slots: Sequence[str]) -> None:
        self._chances = chances
        self._slots = slots
        shared = chances.shared(slots)
        self._slot = {found.slot: found for found in shared if found.slot is not None}
        self._weekday = {found.weekday: found for found in shared if found.weekday is not None}
        self._places: dict[str, Mapping[tuple[str, bool], LearnedChance]] = {}

    def of(self, behavior: Behavior, slot: str, weekday: int) -> str:
        """Return what the chance of a behavior on a weekday in a slot rests on."""
        places = self._places.get(behavior.id)
        if places is None:
            learned = self._chances.learned(behavior, self._slots)
            places = self._places[behavior.id] = {(found.slot, found.weekend): found for found in learned}
        weekend, there = is_weekend(weekday), (self._slot.get(slot), self._weekday.get(weekday))
        here = places.get((slot, weekend))
        if here is None:
            return untried_phrase(slot, places.values(), *there)
        return evidence_phrase(here, places[slot, not weekend], there[1])
