"""How often suggestions claim what is only chance, and how soon they find what is real.

Fair people have nothing to find: weekday, slot and cue make no difference, though some get better with the months, have
days on which nothing works out, or good and bad weeks. The others have one behavior that gets done half as often on one
weekday, or in the slot where it is mostly planned.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from random import Random
from statistics import fmean
from typing import Final, Literal

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.insight.advice.ranking import suggestions
from habitos_tui.insight.advice.record import Record
from tests.support.household import make_behavior

TITLE = "Suggestions that are only chance, and real ones found"
FIRST_SEED: Final = 1000
FAIR: Final = 1000
REAL: Final = 200
PROCESSES: Final = 2
MOST_FALSE: Final = 0.05
"""Share of fair people who may see any false claim."""
SLOTS: Final = ("morning", "afternoon", "evening")
MONDAY: Final = date(2026, 3, 2)
FAIR_WEEKS: Final = (12, 26)
WEEKS: Final = (8, 12, 26)
CLAIMS: Final = frozenset({"slot", "day", "stack", "slack", "length", "rest"})
"""Kinds that would be false here; targets are met or not, whatever the reason."""
TEMPERS: Final = ("steady", "improving", "lost days", "good and bad weeks")
SPOILED: Final = "b0"

Effect = Literal["day", "slot"]


@dataclass(frozen=True)
class _Life:
    """What a person does in some weeks; all that is drawn comes from one seed."""

    draw: Random
    weeks: int
    temper: str
    effect: Effect | None

    def record(self) -> Record:
        """Return what is known of the person at the end."""
        behaviors = [self._behavior(number) for number in range(self.draw.randint(8, 30))]
        days = range(7 * self.weeks)
        lost = {day for day in days if self.temper == "lost days" and self.draw.random() < 0.1}
        moods = [self.draw.uniform(0.4, 1.0) if self.temper == TEMPERS[3] else 1.0 for _ in range(self.weeks)]
        episodes = [episode for behavior in behaviors for episode in self._lived(behavior, moods, lost)]
        done = Counter(episode.behavior for episode in episodes if episode.done)
        counted = Counter(episode.behavior for episode in episodes)
        return Record(
            behaviors=behaviors,
            weights={"health": 1.0},
            episodes=episodes,
            weeks=[MONDAY + timedelta(weeks=week) for week in range(self.weeks)],
            strengths={name: done[name] / counted[name] for name in counted},
            rules=(),
            ready=(),
            slots=SLOTS,
            grid_minutes=5,
            balance=0.2,
        )

    def _behavior(self, number: int) -> Behavior:
        spoiled = number == 0 and self.effect is not None
        target = self.draw.randint(3 if spoiled else 1, 7)
        preferred = ("morning",) if spoiled else tuple(self.draw.sample(SLOTS, self.draw.randint(0, 2)))
        return make_behavior(f"b{number}", target_per_week=target, preferred_slots=preferred)

    def _lived(self, behavior: Behavior, moods: list[float], lost: set[int]) -> Iterator[Episode]:
        draw, spoiled = self.draw, behavior.id == SPOILED and self.effect is not None
        rate = (
            0.8 if spoiled else draw.choice((draw.uniform(0.3, 0.95), draw.betavariate(6, 2), 1 - 0.1 * draw.random()))
        )
        main, often, bad_day = draw.choice(SLOTS), draw.uniform(0.5, 1.0), draw.randrange(7)
        if spoiled and self.effect == "slot":
            main, often = "morning", 0.6
        for week, mood in enumerate(moods):
            better = 0.5 + 0.5 * week / (self.weeks - 1) if self.temper == TEMPERS[1] else 1.0
            for weekday in self._days(behavior, bad_day if spoiled and self.effect == "day" else None):
                slot = main if draw.random() < often else draw.choice(SLOTS)
                bad = spoiled and (weekday == bad_day if self.effect == "day" else slot == "morning")
                likely = rate * mood * better * (0.5 if bad else 1.0)
                done = draw.random() < likely and 7 * week + weekday not in lost
                minutes = max(5, round(draw.gauss(30, 6) / 5) * 5) if done else None
                rating = draw.randint(1, 5) if done and draw.random() < 0.5 else None
                yield Episode(behavior.id, MONDAY + timedelta(weeks=week, days=weekday), slot, 30, minutes, rating)

    def _days(self, behavior: Behavior, with_day: int | None) -> list[int]:
        days = self.draw.sample(range(7), behavior.target_per_week)
        if with_day is not None and with_day not in days:
            days[0] = with_day
        return days


def said(seed: int, weeks: int, effect: Effect | None = None) -> tuple[Suggestion, ...]:
    """Return what is suggested to a person after some weeks."""
    return suggestions(_Life(Random(seed), weeks, TEMPERS[seed % len(TEMPERS)], effect).record()).lines


def run() -> None:
    """Print the share of fair people who see a false claim, and how often a real one is found."""
    with get_context("spawn").Pool(PROCESSES) as pool:
        for weeks in FAIR_WEEKS:
            began = time.perf_counter()
            everyone = pool.map(partial(said, weeks=weeks), range(FIRST_SEED, FIRST_SEED + FAIR))
            false = [[line.kind for line in lines if line.kind in CLAIMS] for lines in everyone]
            seeing = fmean(map(bool, false))
            verdict = "ok" if seeing <= MOST_FALSE else "TOO MANY"
            kinds = dict(Counter(kind for found in false for kind in found).most_common())
            print(f"  fair, {weeks} weeks: {seeing:.1%} see a false claim, {fmean(map(len, false)):.3f} each {verdict}")
            print(f"    {kinds}, {(time.perf_counter() - began) / FAIR * PROCESSES:.2f} s for a list")
        for effect in ("day", "slot"):
            for weeks in WEEKS:
                ask = partial(said, weeks=weeks, effect=effect)
                lists = pool.map(ask, range(FIRST_SEED, FIRST_SEED + REAL))
                found = fmean(any(line.key == f"{effect}:{SPOILED}" for line in lines) for lines in lists)
                print(f"  a {effect} half as good is found after {weeks} weeks by {found:.0%}")
