"""How much a miss should weigh on a day on which nobody looked at the program.

People live with the same plan for twelve weeks and leave the program alone now and then for a few days, on which all
that was planned is missed. On some of these days they just were not there, which says nothing of the weeks to come; on
the others they let it slide, as they will again. Nobody knows how many are which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from random import Random
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.domain.model.plan import Session
from habitos_tui.insight.adherence import KEPT_A_DAY, Chances
from habitos_tui.planner.solve import solve
from tests.benchmarks.bench_learning import OPTIONS, WEEKS
from tests.benchmarks.people import MONDAY, Person, people

TITLE = "Misses that nobody saw"
PEOPLE: Final = 40
SEED: Final = 3
"""One of those to tune with."""
WEIGHTS: Final = (0.0, 0.25, 0.5, 1.0)
SLID: Final = (0.0, 0.25, 0.5, 1.0)
"""Shares of the days alone on which things were let slide."""
LEFT_ALONE: Final = 0.07
"""How often a day begins two to four days without the program."""


@dataclass(frozen=True)
class Outcome:
    """What became of a session."""

    session: Session
    day: date
    done: bool
    seen: bool
    slid: bool = False


def run() -> None:
    """Print how far chances are off, by the weight of such misses and by what they were."""
    planned = [(person, solve(person.problem, OPTIONS).sessions) for person in people(PEOPLE, SEED)]
    for share in SLID:
        lives = [(person, plan, list(_lived(person, plan, share))) for person, plan in planned]
        errors = {weight: sqrt(fmean(_error(*life, weight) for life in lives)) for weight in WEIGHTS}
        said = ", ".join(f"weight {weight}: {100 * error:.1f}" for weight, error in errors.items())
        print(f"  {share:.0%} of the days alone were let slide; points off at {said}")


def _lived(person: Person, plan: Sequence[Session], share: float) -> Iterator[Outcome]:
    random = Random(f"{person.dice} {share}")
    for week in range(WEEKS):
        alone: dict[int, bool] = {}
        for first in range(7):
            if first not in alone and random.random() < LEFT_ALONE:
                slid, length = random.random() < share, random.choice((2, 3, 4))
                alone |= dict.fromkeys(range(first, min(first + length, 7)), slid)
        for session in plan:
            day = MONDAY + timedelta(weeks=week, days=session.day)
            if session.day in alone:
                yield Outcome(session, day, done=False, seen=False, slid=alone[session.day])
            else:
                done = random.random() < person.chance(session.behavior, session.day, session.slot, week)
                yield Outcome(session, day, done, seen=True)


def _error(person: Person, plan: Sequence[Session], lived: Sequence[Outcome], weight: float) -> float:
    """Return the mean squared error of the chances of the plan, after what was lived."""
    today = MONDAY + timedelta(weeks=WEEKS)
    log = []
    for outcome in lived:
        faded = KEPT_A_DAY ** (today - outcome.day).days * (1.0 if outcome.seen else weight)
        place = outcome.session.behavior, outcome.session.day, outcome.session.slot
        log.append(EvidenceAggregate(*place, int(outcome.done), 1, faded * outcome.done, faded))
    learned = Chances(person.problem.behaviors, [found for found in log if found.faded])
    lasting = 1 - fmean(outcome.slid for outcome in lived)
    return fmean(
        (
            learned.chance(person.problem.behavior_by_id[session.behavior], session.slot, session.day)
            - lasting * person.chance(session.behavior, session.day, session.slot, WEEKS)
        )
        ** 2
        for session in plan
    )
