"""Estimates from the log how likely a behavior gets done on a day in a slot.

Log-odds add up: what is usual for the behavior in the slot, moved by effects that are each drawn to nothing until
evidence speaks for them. They are of the person; of the slot and of the weekday, over all behaviors; of the behavior;
of the behavior in the slot; and of that on weekdays or on Saturday and Sunday:

    usual       = 0.8 in a preferred slot or without preferences, else 0.5
    log-odds(p) = log-odds(usual) + person + slot + weekday + behavior + behavior in slot + the same in part of the week

`habitos_tui/insight/logit.py` fits them to times done and counted, with the spreads below (hierarchical logistic
regression, Gelman et al., Bayesian Data Analysis, 5.4 and 16; Morris 1983). So a slot where a behavior was never tried
takes after what became of the behavior elsewhere, and of the others there. Without any evidence every effect is 0.

Planned and done counts for, planned and missed against; skipped, or missed while away, counts neither way. A session
counts for the slot it was planned in, even if it was done or marked done later that day. An unplanned completion
counts for its own slot. Evidence weighs half as much every 16 weeks; what was missed on a day that nobody looked at the
program weighs a quarter, since it may have been done without being logged, or have been forgotten with the program.

See docs/planning-model.md, section 2.2.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.domain.insight.learning import LearnedChance, SharedChance
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import SATURDAY
from habitos_tui.domain.planning.valuation import prior_chance
from habitos_tui.insight.logit import Cell, additive_effects, chance_of, log_odds_of

HALF_LIFE_DAYS: Final = 112
KEPT_A_DAY: Final = 0.5 ** (1 / HALF_LIFE_DAYS)
"""Daily decay factor of evidence."""
UNSEEN: Final = 0.25
"""Weight of what was missed on a day on which the program was not looked at."""
WEEKS_THAT_COUNT: Final = 26
"""Older evidence is omitted, so that the counts shown explain the chance."""
DIGITS: Final = 3
"""Decimals of a chance in a problem; with more, every completion would change the problem."""
BOTH_PARTS: Final = (False, True)
SLOT_EFFECT, WEEKDAY_EFFECT = 1, 2
"""Places among the families of `groups`."""


SPREADS: Final = (0.5, 0.5, 0.2, 0.5, 0.7, 0.3)
"""Standard deviations of the effects in log-odds, in the order of `groups`; chosen by simulation."""


def is_weekend(weekday: int) -> bool:
    """Tell whether a weekday, Monday = 0, is a Saturday or Sunday."""
    return weekday >= SATURDAY


def groups(behavior: str, slot: str, weekday: int) -> tuple[Hashable, ...]:
    """Return the groups that a session is in, of which each has an effect."""
    return (), slot, weekday, behavior, (behavior, slot), (behavior, slot, is_weekend(weekday))


@dataclass(slots=True)
class Evidence:
    """Times done and counted, plain and decayed."""

    done: int = 0
    counted: int = 0
    faded_done: float = 0.0
    faded: float = 0.0

    def add(self, more: "Evidence | EvidenceAggregate") -> None:
        """Count more evidence in."""
        self.done += more.done
        self.counted += more.counted
        self.faded_done += more.faded_done
        self.faded += more.faded


Place = tuple[str, str, int]
"""Behavior, slot and weekday."""


class Chances:
    """The chances of one profile; nothing is learned about the behaviors `apart`, nor from them."""

    def __init__(
        self, behaviors: Iterable[Behavior], aggregates: Iterable[EvidenceAggregate], apart: Container[str] = ()
    ) -> None:
        self._behaviors = {behavior.id: behavior for behavior in behaviors if behavior.id not in apart}
        self._aggregates = aggregates

    @cached_property
    def _known(self) -> Mapping[Place, Evidence]:
        known: dict[Place, Evidence] = defaultdict(Evidence)
        for aggregate in self._aggregates:
            if aggregate.behavior in self._behaviors:
                known[aggregate.behavior, aggregate.slot, aggregate.weekday].add(aggregate)
        return known

    @cached_property
    def _effects(self) -> Sequence[Mapping[Hashable, float]]:
        cells = [
            Cell(log_odds_of(self._usual(place)), found.faded_done, found.faded, groups(*place))
            for place, found in sorted(self._known.items())
        ]
        return additive_effects(cells, SPREADS)

    def _usual(self, place: Place) -> float:
        behavior, slot, weekday = place
        return prior_chance(self._behaviors[behavior], slot, weekend=is_weekend(weekday))

    def chance(self, behavior: Behavior, slot: str, weekday: int) -> float:
        """Return the chance that a behavior gets done on a weekday, Monday = 0."""
        usual = prior_chance(behavior, slot, weekend=is_weekend(weekday))
        if behavior.id not in self._behaviors or not self._known:
            return usual
        families = zip(self._effects, groups(behavior.id, slot, weekday), strict=True)
        moved = sum(effects.get(group, 0.0) for effects, group in families)
        return chance_of(log_odds_of(usual) + moved)

    def learned(self, behavior: Behavior, slots: Iterable[str]) -> tuple[LearnedChance, ...]:
        """Return the learned chances of each slot with evidence, for both parts of the week."""
        return tuple(
            self._learned(behavior, slot, weekend)
            for slot in slots
            if self.counts(behavior, slot).counted
            for weekend in BOTH_PARTS
        )

    def _learned(self, behavior: Behavior, slot: str, weekend: bool) -> LearnedChance:
        days = [weekday for weekday in DAYS if is_weekend(weekday) == weekend]
        here = self._sum((behavior.id, slot, weekday) for weekday in days)
        return LearnedChance(
            slot,
            weekend,
            here.done,
            here.counted,
            prior_chance(behavior, slot, weekend=weekend),
            fmean(self.chance(behavior, slot, weekday) for weekday in days),
        )

    def counts(self, behavior: Behavior, slot: str | None = None) -> Evidence:
        """Return what became of a behavior in a slot, or in all of them."""
        return self._sum(
            place for place in self._known if place[0] == behavior.id and (slot is None or place[1] == slot)
        )

    def _sum(self, places: Iterable[Place]) -> Evidence:
        """Return the evidence of several places."""
        total = Evidence()
        for place in places:
            if place in self._known:
                total.add(self._known[place])
        return total

    def of_slot(self, slot: str) -> SharedChance | None:
        """Return how all behaviors went in a slot; None without evidence."""
        return self._shared([place for place in self._known if place[1] == slot], SLOT_EFFECT, slot=slot)

    def on_weekday(self, weekday: int) -> SharedChance | None:
        """Return how all behaviors went on a weekday, Monday = 0; None without evidence."""
        return self._weekdays[weekday]

    @cached_property
    def _weekdays(self) -> Mapping[int, SharedChance | None]:
        # Every behavior asks for its days.
        places = {weekday: [place for place in self._known if place[2] == weekday] for weekday in DAYS}
        return {weekday: self._shared(places[weekday], WEEKDAY_EFFECT, weekday=weekday) for weekday in DAYS}

    def weekdays_of(self, behavior: Behavior) -> tuple[SharedChance, ...]:
        """Return how all behaviors went on the weekdays on which this one may be planned, those with evidence."""
        found = map(self.on_weekday, behavior.weekdays)
        return tuple(chance for chance in found if chance is not None)

    def shared(self, slots: Iterable[str]) -> tuple[SharedChance, ...]:
        """Return how all behaviors went in each slot and on each weekday with evidence."""
        found = (*map(self.of_slot, slots), *map(self.on_weekday, DAYS))
        return tuple(chance for chance in found if chance is not None)

    def _shared(
        self, places: Collection[Place], family: int, slot: str | None = None, weekday: int | None = None
    ) -> SharedChance | None:
        if not places:
            return None
        there = self._sum(places)
        effect = self._effects[family].get(groups(*next(iter(places)))[family], 0.0)
        said = [(self.chance(self._behaviors[place[0]], *place[1:]), self._known[place].faded) for place in places]
        chance, usual = (
            sum(chance_of(log_odds_of(p) - less) * weight for p, weight in said) / there.faded for less in (0, effect)
        )
        return SharedChance(slot, weekday, there.done, there.counted, usual, chance)
