"""The learned chances of one week; pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import SATURDAY, Adherence
from habitos_tui.domain.planning.valuation import prior_chance
from habitos_tui.domain.text.chance_phrasing import evidence_phrase
from habitos_tui.insight.adherence import DIGITS, Chances


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or Sunday."""
    return day.weekday() >= SATURDAY


def week_chances(
    chances: Chances, week: date, behaviors: Iterable[Behavior], slots: Sequence[str], away: Collection[int]
) -> Iterator[Adherence]:
    """Yield the chances of the week that begins on `week`, those that are other than without evidence.

    The weekdays of `behaviors` count from its first day. Where none of them is allowed, none is needed.
    """
    weekend = [is_weekend(week + timedelta(days=day)) for day in DAYS]
    for behavior in behaviors:
        for slot in slots:
            if not chances.known(behavior, slot):
                continue
            parts = chances.learned(behavior, [slot])
            said = [(round(at.chance, DIGITS), evidence_phrase(at, parts[1 - part])) for part, at in enumerate(parts)]
            for day in behavior.weekdays:
                chance, evidence = said[weekend[day]]
                if behavior.allows(day, slot) and day not in away and chance != prior_chance(behavior, slot):
                    yield Adherence(behavior=behavior.id, day=day, slot=slot, probability=chance, evidence=evidence)
