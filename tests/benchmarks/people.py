"""People to plan for, each with chances that only the simulation knows.

A chance is drawn on the log-odds scale around what the planner takes for granted without evidence, 0.8 where a slot is
preferred or nothing is, 0.5 elsewhere: half of the people do better and half worse than it assumes. Around it vary the
person, the slot, the slot on this kind of day, the behavior, and the behavior in the slot, each with the standard
deviation given below, 1.2 in all: two people in three have true chances of 0.55 to 0.93 where the planner says 0.8.
Neither the drawing nor any of these figures is known to what learns. What learns may be tuned on people of seeds from 2
to 999; those of seed 1 and of seeds from 1000 judge it.

Restless people have weekdays that go better or worse, are tired on the day after a hard one, and have habits that drift
from week to week. That population was drawn up once, and nothing was tuned on it.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Any, Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import FIRST_EDITION, Adherence, Problem
from habitos_tui.domain.planning.valuation import prior_chance

MONDAY: Final = date(2026, 1, 5)
OBJECTIVES: Final = {"health": 0.4, "learning": 0.35, "social": 0.25}
BEHAVIORS: Final = 5
PERSON, SLOT, SLOT_AND_DAY, BEHAVIOR, BEHAVIOR_AND_SLOT = 0.4, 0.7, 0.4, 0.4, 0.7
"""Standard deviations in log-odds."""
MOOD: Final = 0.3
"""The same, of a week."""
SKIPPED: Final = 0.1
"""Share of what is not done that is skipped with a reason."""
UNPLANNED: Final = 0.3
"""How often a week a behavior comes up without a plan; then it is done with the chance of that place."""
WEEKDAY, TIRED, DRIFT = 0.4, 0.5, 0.12
"""Of restless people, in log-odds: of a weekday, off the day after a hard one, and of a behavior from week to week."""
HARD_ENERGY: Final = 7
"""Energy of the sessions planned for a hard day."""
BIAS, NOISE = 0.25, 0.2
"""Standard deviations of the logarithm of actual over planned minutes: of a behavior, and of a session."""
WORK: Final = (("00:00", "06:00"), ("08:30", "12:30"), ("13:15", "17:30"), ("23:00", "30:00"))
FREE_DAY: Final = (("00:00", "08:00"), ("11:00", "15:00"), ("19:30", "30:00"))

Place = tuple[str, bool, str]
"""Behavior, whether it is a weekend, slot."""


def chance_of(log_odds: float) -> float:
    """Return the chance of log-odds."""
    return 1 / (1 + exp(-log_odds))


def log_odds_of(chance: float) -> float:
    """Return the log-odds of a chance."""
    return log(chance / (1 - chance))


@dataclass(frozen=True)
class Person:
    """A week as it is planned without evidence, and what only the simulation knows."""

    number: int
    problem: Problem
    log_odds: Mapping[Place, float]
    bias: Mapping[str, float]
    dice: str
    """What the dice of this person begin with."""
    weekdays: tuple[float, ...] = (0.0,) * 7
    """What each weekday adds, in log-odds."""
    tired: float = 0.0
    drift: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """What a behavior has gained or lost by a week, in log-odds."""

    def chance(
        self, behavior: str, day: int, slot: str, week: int, tired: Container[int] = (), mood: float = 0.0
    ) -> float:
        """Return the true chance on a day of a week of some mood, with tired days."""
        odds = self.log_odds[behavior, day >= 5, slot] + self.weekdays[day] + self.drift.get((behavior, week), 0.0)
        return chance_of(odds + mood - (self.tired if day in tired else 0.0))

    def tired_days(self, sessions: Iterable[Session]) -> frozenset[int]:
        """Return the days after hard ones."""
        energy: Counter[int] = Counter()
        for session in sessions:
            energy[session.day] += int(self.problem.behavior_by_id[session.behavior].energy_cost)
        return frozenset(day + 1 for day, cost in energy.items() if cost >= HARD_ENERGY)

    def truth(self, week: int, sessions: Sequence[Session] = ()) -> Problem:
        """Return the week with the true chances, those on tired days as `sessions` make them."""
        tired = self.tired_days(sessions)
        return self.problem.model_copy(
            update={
                "adherence": tuple(
                    Adherence(
                        behavior=b.id, day=day, slot=s.name, probability=self.chance(b.id, day, s.name, week, tired)
                    )
                    for b in self.problem.behaviors
                    for day in range(7)
                    for s in self.problem.slots
                )
            }
        )


@dataclass(frozen=True)
class Happened:
    """One line of the log; `planned` tells whether it was, `done` is None when it was skipped."""

    behavior: str
    day: date
    slot: str
    planned: bool
    done: bool | None
    minutes: int = 0


def people(count: int, seed: int = 1) -> list[Person]:
    """Draw people."""
    return [_person(number, Random(f"{seed} {number}"), _first_dice(seed, number)) for number in range(count)]


def restless_people(count: int, weeks: int, seed: int = 1000) -> list[Person]:
    """Draw restless people, with habits that drift for so many weeks."""
    return [_restless(person, weeks, Random(f"restless {person.dice}")) for person in people(count, seed)]


def _first_dice(seed: int, number: int) -> str:
    return str(number) if seed == 1 else f"{seed} {number}"


def _restless(person: Person, weeks: int, random: Random) -> Person:
    weekdays = tuple(random.gauss(0, WEEKDAY) for _ in range(7))
    drift: dict[tuple[str, int], float] = {}
    for behavior in person.problem.behaviors:
        steps = accumulate(random.gauss(0, DRIFT) for _ in range(weeks))
        drift |= {(behavior.id, week): gained for week, gained in enumerate(steps)}
    return replace(person, weekdays=weekdays, tired=TIRED, drift=drift)


def live(person: Person, week: int, sessions: tuple[Session, ...]) -> Iterator[Happened]:
    """Yield what becomes of a planned week; the same dice fall for a behavior, day and slot whoever planned it."""
    monday = MONDAY + timedelta(weeks=week)
    mood = Random(f"{person.dice} {week}").gauss(0, MOOD)
    tired = person.tired_days(sessions)
    for session in sessions:
        dice = _dice(person, week, session.behavior, session.day, session.slot)
        done = dice.random() < person.chance(session.behavior, session.day, session.slot, week, tired, mood)
        skipped = dice.random() < SKIPPED
        minutes = max(1, round(session.minutes * person.bias[session.behavior] * exp(dice.gauss(0, NOISE))))
        day = monday + timedelta(days=session.day)
        fate = True if done else None if skipped else False
        yield Happened(session.behavior, day, session.slot, True, fate, minutes)
    for behavior in person.problem.behaviors:
        dice = _dice(person, week, behavior.id, 7, "unplanned")
        on, slot = dice.randrange(7), dice.choice(person.problem.slots).name
        planned = any((s.behavior, s.day) == (behavior.id, on) for s in sessions)
        if not planned and dice.random() < UNPLANNED * person.chance(behavior.id, on, slot, week, tired, mood):
            yield Happened(behavior.id, monday + timedelta(days=on), slot, False, True, behavior.typical_minutes)


def _dice(person: Person, week: int, behavior: str, day: int, slot: str) -> Random:
    return Random(f"{person.dice} {week} {behavior} {day} {slot}")


def _person(number: int, random: Random, dice: str) -> Person:
    names = ("early_morning", "morning", "midday", "afternoon", "evening", "night")
    behaviors = [_behavior(f"b{at}", random, names) for at in range(BEHAVIORS)]
    person = random.gauss(0, PERSON)
    slots = {slot: random.gauss(0, SLOT) for slot in names}
    days = {(slot, weekend): random.gauss(0, SLOT_AND_DAY) for slot in names for weekend in (False, True)}
    log_odds = {}
    for behavior in behaviors:
        own = random.gauss(0, BEHAVIOR)
        for slot in names:
            here = random.gauss(0, BEHAVIOR_AND_SLOT)
            usual = log_odds_of(prior_chance(behavior, slot))
            for weekend in (False, True):
                place = person + own + slots[slot] + days[slot, weekend] + here
                log_odds[behavior.id, weekend, slot] = usual + place
    busy = [
        {"day": day, "start": start, "end": end} for day in range(7) for start, end in (WORK if day < 5 else FREE_DAY)
    ]
    problem = Problem.model_validate(
        {
            "format": FIRST_EDITION,
            "week_start": MONDAY,
            "objectives": OBJECTIVES,
            "energy_budget": 9,
            "busy": busy,
            "behaviors": [behavior.model_dump() for behavior in behaviors],
        }
    )
    return Person(number, problem, log_odds, {b.id: exp(random.gauss(0, BIAS)) for b in behaviors}, dice)


def _behavior(name: str, random: Random, slots: tuple[str, ...]) -> Behavior:
    typical = random.choice((20, 30, 45, 60))
    fields: dict[str, Any] = {
        "id": name,
        "name": name,
        "min_minutes": typical // 2 // 5 * 5,
        "typical_minutes": typical,
        "max_minutes": typical * 3 // 2 // 5 * 5,
        "energy_cost": random.choice((1, 2, 2, 3)),
        "impacts": {
            random.choice(list(OBJECTIVES)): random.choice((0.4, 0.6, 0.8)),
            "health": random.choice((0.1, 0.3)),
        },
        "preferred_slots": random.sample(slots, random.choice((0, 1, 1, 2, 2, 3))),
        "target_per_week": random.choice((2, 3, 3, 4, 5)),
        "min_gap_days": random.choice((0, 0, 0, 1)),
    }
    if 2 * fields["target_per_week"] > 7:
        fields["min_gap_days"] = 0
    return Behavior.model_validate(fields)
