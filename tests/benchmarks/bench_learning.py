"""Whether plans get better by what the log says: people with chances of their own, planned for with and without it.

Every week is planned by the real planner and simulated with the same dice. The log goes through the code that learns;
what is without learning has the chances of the preference, so its week is the same one again and again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from multiprocessing import get_context
from random import Random
from statistics import fmean, stdev
from typing import Final

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.insight.adherence import KEPT_A_DAY, Chances
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from habitos_tui.services.week.chances import week_chances
from tests.benchmarks.people import MONDAY, Happened, Person, live, people, restless_people

TITLE = "Learning from the log"
PEOPLE: Final = 50
WEEKS: Final = 12
PROCESSES: Final = 2
OPTIONS: Final = SolveOptions(gap=0.01)
DRAWS: Final = 4000
AIM: Final = 0.8
"""Share of what perfect knowledge would bring."""
MANY: Final = 100
"""Forecasts of a bin that is judged."""


@dataclass(frozen=True)
class SimulatedWeeks:
    """A week as it was planned and as it went."""

    worth: float
    """Of all sessions, with the true chances."""
    objective: float
    """The whole objective of the planning model with the true chances."""
    realised: float
    """Worth of what was done, as long as it took."""
    planned: int
    done: int
    """Of these; what was skipped is in neither."""
    forecasts: tuple[tuple[float, bool], ...]
    """Chance that was planned with, and whether it was done."""


@dataclass(frozen=True)
class Lives:
    """One person's weeks without learning, with it, and the week of somebody who knows the true chances."""

    without: tuple[SimulatedWeeks, ...]
    learning: tuple[SimulatedWeeks, ...]
    best: float


def run() -> None:
    """Print what learning brings, and how far its chances can be trusted, for people of both kinds."""
    _show("people who stay as they are", people(PEOPLE))
    _show("restless people, of other seeds", restless_people(PEOPLE, WEEKS))


def _show(name: str, population: Sequence[Person]) -> None:
    with get_context("spawn").Pool(PROCESSES) as pool:
        lives = pool.map(lives_of, population, chunksize=1)
    print(f"  {name}: {len(lives)}, {WEEKS} weeks each; gains are of the sums over all, with 95 % intervals")
    for week in range(WEEKS):
        print(f"    week {week + 1:>2}: {_gains(lives, week)}")
    known = _ratio([(life.best, life.without[-1].objective) for life in lives])
    reached = _ratio([(life.learning[-1].objective, life.without[-1].objective) for life in lives])
    print(f"    all that perfect knowledge could bring in week {WEEKS} is {known:+.1%} of objective")
    gain = "reached" if reached >= AIM * known else "missed"
    print(f"    aim of {AIM:.0%} of that: {gain} with {reached:+.1%}, {reached / known:.0%} of it")
    _show_follow_through("without", [week for life in lives for week in life.without[WEEKS // 2 :]])
    _show_follow_through("with", [week for life in lives for week in life.learning[WEEKS // 2 :]])
    _show_calibration([f for life in lives for week in life.learning for f in week.forecasts])


def lives_of(person: Person) -> Lives:
    """Live the weeks of a person twice; the best week of all is the last one with its true chances."""
    best = solve(person.truth(WEEKS - 1), OPTIONS).sessions
    plain = solve(person.problem, OPTIONS).sessions
    log: list[Happened] = []
    without, learning = [], []
    for week in range(WEEKS):
        without.append(_worth_done(person, week, person.problem, plain, list(live(person, week, plain))))
        problem = informed(person.problem, log, MONDAY + timedelta(weeks=week))
        sessions = solve(problem, OPTIONS).sessions if problem.adherence else plain
        happened = list(live(person, week, sessions))
        learning.append(_worth_done(person, week, problem, sessions, happened))
        log += happened
    return Lives(tuple(without), tuple(learning), verify(person.truth(WEEKS - 1, best), best).objective)


def informed(problem: Problem, log: Iterable[Happened], today: date) -> Problem:
    """Return the week with the chances that the log says, as the app would put them."""
    slots = [slot.name for slot in problem.slots]
    found = week_chances(
        Chances(problem.behaviors, aggregates(log, today)), problem.week_start, problem.behaviors, slots, ()
    )
    return problem.model_copy(update={"adherence": tuple(found)})


def aggregates(log: Iterable[Happened], today: date) -> list[EvidenceAggregate]:
    """Sum a log up as the database does."""
    sums: dict[tuple[str, int, str], list[float]] = defaultdict(lambda: [0, 0, 0.0, 0.0])
    for entry in log:
        if entry.done is not None:
            weight = KEPT_A_DAY ** (today - entry.day).days
            place = sums[entry.behavior, entry.day.weekday(), entry.slot]
            for at, more in enumerate((entry.done, 1, weight * entry.done, weight)):
                place[at] += more
    return [
        EvidenceAggregate(*place, int(done), int(counted), weight_done, weight_counted)
        for place, (done, counted, weight_done, weight_counted) in sums.items()
    ]


def _worth_done(
    person: Person, week: int, problem: Problem, sessions: Sequence[Session], happened: Sequence[Happened]
) -> SimulatedWeeks:
    verdict, valuation = verify(person.truth(week, sessions), sessions), Valuation(problem)
    by_id = problem.behavior_by_id
    planned = list(zip(sessions, (entry for entry in happened if entry.planned), strict=True))
    forecasts = tuple(
        (valuation.chance(by_id[session.behavior], session.day, session.slot), entry.done)
        for session, entry in planned
        if entry.done is not None
    )
    realised = sum(
        valuation.session_worth(by_id[entry.behavior], entry.minutes, 1.0) for _, entry in planned if entry.done
    )
    done = sum(done for _, done in forecasts)
    return SimulatedWeeks(sum(verdict.worths), verdict.objective, realised, len(forecasts), done, forecasts)


def _gains(lives: Sequence[Lives], week: int) -> str:
    figures = []
    for name, of in FIGURES.items():
        pairs = [(of(life.learning[week]), of(life.without[week])) for life in lives]
        low, high = _interval(pairs)
        figures.append(f"{name} {_ratio(pairs):+.1%} ({low:+.1%} to {high:+.1%})")
    return ", ".join(figures)


FIGURES: Final[dict[str, Callable[[SimulatedWeeks], float]]] = {
    "objective": lambda week: week.objective,
    "sessions": lambda week: week.worth,
    "realised": lambda week: week.realised,
}


def _ratio(pairs: Sequence[tuple[float, float]]) -> float:
    return sum(new for new, _ in pairs) / sum(old for _, old in pairs) - 1


def _interval(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the 95 % interval of the ratio over people, by drawing them anew (bootstrap)."""
    random = Random(1)
    drawn = sorted(_ratio(random.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    return drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS)]


def _show_follow_through(name: str, weeks: Sequence[SimulatedWeeks]) -> None:
    planned, done = sum(week.planned for week in weeks), sum(week.done for week in weeks)
    share = done / planned
    print(f"    {name} learning, second half: done {done} of {planned}, {share:.1%} of what was planned")


def _show_calibration(forecasts: Sequence[tuple[float, bool]]) -> None:
    usual = fmean(done for _, done in forecasts)
    brier = fmean((chance - done) ** 2 for chance, done in forecasts)
    constant = fmean((usual - done) ** 2 for _, done in forecasts)
    print(f"    Brier score {brier:.4f}, of the constant {usual:.2f} {constant:.4f}; {len(forecasts)} forecasts")
    off = worst = 0.0
    for low, high, found in _bins(forecasts):
        said, done = fmean(chance for chance, _ in found), fmean(done for _, done in found)
        off += abs(said - done) * len(found) / len(forecasts)
        worst = max(worst, abs(said - done)) if len(found) >= MANY else worst
        half = 1.96 * stdev(float(done) for _, done in found) / sqrt(len(found)) if len(found) > 1 else 1.0
        print(
            f"      {low:.0%} to {high:.0%}: said {said:.1%}, done {done:.1%} (within {half:.1%}),"
            f" off by {100 * (said - done):+.1f} points, {len(found)} forecasts"
        )
    print(f"    off by {100 * off:.1f} points on average, {100 * worst:.1f} in the worst bin of {MANY} and more")


def _bins(forecasts: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, list[tuple[float, bool]]]]:
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        found = [forecast for forecast in forecasts if low <= forecast[0] < high]
        if found:
            yield low, min(high, 1.0), found
