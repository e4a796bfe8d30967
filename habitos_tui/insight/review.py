"""Looks back on a week that is over, from what the log says of it and of the months before.

What surprises must be hardly chance: how often planned sessions were done is held against their learned chances
(exactly, as a sum of events with different chances), ratings and lengths against those of the months before
(permutation tests). All that could surprise is tested at once, so that one week in twenty at most tells of something
that is nothing; see `exact_tests.standing_out`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from statistics import fmean, median
from typing import Final, TypeVar

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.effort import ObjectiveLine, ObjectiveWeeks
from habitos_tui.domain.insight.regularity import SHORTEST_ROW, StreakLine, Streaks
from habitos_tui.domain.insight.review import (
    GOOD_RATING,
    MAX_SURPRISES,
    NOTHING_FOLLOWED,
    BestRated,
    Followed,
    Good,
    ObjectiveAbove,
    RecordStreak,
    ReviewLine,
    SomethingDone,
    Surprise,
    TargetsReached,
    UnlikelyLength,
    UnlikelyRating,
    UnlikelyTimes,
    WeekReview,
)
from habitos_tui.domain.model.amount import summed
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion
from habitos_tui.insight.exact_tests import Claim, counts_of, drawn_larger, drawn_unlike, standing_out, unlikely_count

T = TypeVar("T")

MIN_BEFORE: Final = 8
"""Least sessions, or ratings, of the months before that say what is usual."""
MIN_WEEKS: Final = 4
"""Least weeks before that a median is taken of."""
MIN_BETTER: Final = 0.05
"""Least difference of two shares that is told of."""
MUCH_LONGER: Final = 1.25
"""Times the planned minutes."""
MAX_RECORDS: Final = 2
MAX_ABOVE: Final = 2
MAX_BEST: Final = 3
OUTSIDE: Final = 0.025
"""What is left on either side of the interval that is told."""


@dataclass(frozen=True, slots=True)
class WantedBehavior:
    """A behavior in the week, and how often it was wanted in it."""

    behavior: Behavior
    wanted: int


@dataclass(frozen=True, slots=True)
class PlannedChance:
    """A planned session that counted: whether it was done, and how likely that was."""

    behavior: str
    chance: float
    done: bool


@dataclass(frozen=True, slots=True)
class ReviewMaterial:
    """All that a week is looked back on from."""

    week: date
    last: date
    """Its last day."""
    behaviors: Sequence[WantedBehavior]
    """In the user's order: those in use in the week, and others done in it."""
    completions: Sequence[Completion]
    """Of the week, oldest first."""
    away: int = 0
    paused: Sequence[str] = ()
    """Names of behaviors that were paused on a day of it."""
    streaks: Streaks = Streaks.EMPTY
    """At the end of the week."""
    objectives: ObjectiveWeeks = ObjectiveWeeks.EMPTY
    """Of the week and those before it."""
    chances: Sequence[PlannedChance] = ()
    """Of the week, of behaviors that much is known of."""
    before: Sequence[Episode] = ()
    """Sessions of the months before the week."""
    followed: Followed = field(default=NOTHING_FOLLOWED)
    begun: bool = True
    """Whether anything was done up to now."""


def week_review(material: ReviewMaterial) -> WeekReview:
    """Return the week as it went."""
    done = material.completions
    rows = {line.behavior: line for line in material.streaks.lines if not line.archived}
    lines = tuple(_lines(material, rows))
    good = tuple(_good(material, lines, rows.values())) if done else ()
    minutes = sum(completion.minutes for completion in done)
    return WeekReview(
        evidence=len(done),
        week=material.week,
        last=material.last,
        away=material.away,
        paused=tuple(material.paused),
        minutes=minutes,
        good=good or ((SomethingDone(len(done), minutes),) if done else ()),
        lines=lines,
        surprises=tuple(_surprises(material)),
        followed=material.followed,
        begun=material.begun or bool(lines),
    )


def _lines(material: ReviewMaterial, rows: Mapping[str, StreakLine]) -> Iterator[ReviewLine]:
    of = _by_behavior(material.completions, lambda completion: completion.behavior)
    for behavior, wanted in ((each.behavior, each.wanted) for each in material.behaviors):
        done = of.get(behavior.id, [])
        if wanted or done:
            row = rows.get(behavior.id)
            streak = row.in_a_row if row is not None and row.current >= SHORTEST_ROW else ""
            minutes = sum(completion.minutes for completion in done)
            amounts = summed(counted for completion in done if (counted := completion.counted) is not None)
            known = behavior.id, behavior.name, behavior.category
            yield ReviewLine(*known, wanted, len(done), minutes, streak, amounts)


def _good(material: ReviewMaterial, lines: Sequence[ReviewLine], rows: Iterable[StreakLine]) -> Iterator[Good]:
    reached = [line for line in lines if line.reached]
    if reached:
        more = tuple(line.name for line in reached if line.more)
        targets = sum(line.wanted > 0 for line in lines)
        yield TargetsReached(tuple(line.name for line in reached), more, targets)
    records = (row for row in rows if _is_record(row, material))
    longest = sorted(records, key=lambda row: -row.current)[:MAX_RECORDS]
    yield from (RecordStreak(row.name, row.in_a_row) for row in longest)
    above = [found for line in material.objectives.lines if (found := _above(line, material.week)) is not None]
    yield from sorted(above, key=lambda found: found.median - found.share)[:MAX_ABOVE]
    best = _best_rated(material)
    if best is not None:
        yield best


def _is_record(row: StreakLine, material: ReviewMaterial) -> bool:
    """Tell whether a row grew in the week, and is the longest there was."""
    grew = row.best_until is not None and material.week <= row.best_until <= material.last
    return grew and row.current == row.best > SHORTEST_ROW and row.period == row.best_period


def _above(line: ObjectiveLine, week: date) -> ObjectiveAbove | None:
    before = [each.share for each in line.weeks if each.week < week and each.share is not None]
    share = next((each.share for each in line.weeks if each.week == week), None)
    if share is None or len(before) < MIN_WEEKS or share < median(before) + MIN_BETTER:
        return None
    return ObjectiveAbove(line.objective, share, median(before), len(before))


def _best_rated(material: ReviewMaterial) -> BestRated | None:
    names = {each.behavior.id: each.behavior.name for each in material.behaviors}
    best = max((completion.rating or 0 for completion in material.completions), default=0)
    if best < GOOD_RATING:
        return None
    sessions = [(names[each.behavior], each.day) for each in material.completions if each.rating == best]
    return BestRated(best, tuple(sessions[:MAX_BEST]), max(len(sessions) - MAX_BEST, 0))


def _surprises(material: ReviewMaterial) -> Sequence[Surprise]:
    """Return what is hardly chance among all that was looked at, the least likely first."""
    found = [*_unlikely_times(material), *_unlikely_ratings(material), *_unlikely_lengths(material)]
    hold = standing_out([claim for claim, _ in found])
    kept = sorted((pair for pair, holds in zip(found, hold, strict=True) if holds), key=lambda pair: pair[0].p)
    return [surprise for _, surprise in kept[:MAX_SURPRISES]]


def _unlikely_times(material: ReviewMaterial) -> Iterator[tuple[Claim, Surprise]]:
    planned = _by_behavior(material.chances, lambda session: session.behavior)
    for behavior in (each.behavior for each in material.behaviors):
        sessions = planned.get(behavior.id, [])
        if sessions:
            chances, done = [each.chance for each in sessions], sum(each.done for each in sessions)
            low, high = _interval(counts_of(chances))
            surprise = UnlikelyTimes(behavior.id, behavior.name, done, len(sessions), low, high)
            yield unlikely_count(chances, done), surprise


def _interval(chances: Sequence[float]) -> tuple[int, int]:
    """Return the least and the largest number that is not in either tail."""
    low = next(number for number, sum_ in enumerate(accumulate(chances)) if sum_ > OUTSIDE)
    above = next(number for number, sum_ in enumerate(accumulate(reversed(chances))) if sum_ > OUTSIDE)
    return low, len(chances) - 1 - above


def _unlikely_ratings(material: ReviewMaterial) -> Iterator[tuple[Claim, Surprise]]:
    now = _by_behavior(material.completions, lambda completion: completion.behavior)
    before = _by_behavior(material.before, lambda episode: episode.behavior)
    for behavior in (each.behavior for each in material.behaviors):
        here = [each.rating for each in now.get(behavior.id, []) if each.rating is not None]
        usual = [each.rating for each in before.get(behavior.id, []) if each.rating is not None]
        if here and len(usual) >= MIN_BEFORE:
            means = fmean(here), len(here), fmean(usual), len(usual)
            yield drawn_unlike(here, usual), UnlikelyRating(behavior.id, behavior.name, *means)


def _unlikely_lengths(material: ReviewMaterial) -> Iterator[tuple[Claim, Surprise]]:
    now = _by_behavior(material.completions, lambda completion: completion.behavior)
    before = _by_behavior(material.before, lambda episode: episode.behavior)
    for behavior in (each.behavior for each in material.behaviors):
        lengths = ((each.context.planned_minutes, each.minutes) for each in now.get(behavior.id, []))
        here = list(_longer(lengths))
        usual = list(_longer((each.planned, each.minutes) for each in before.get(behavior.id, [])))
        if here and len(usual) >= MIN_BEFORE:
            counts = sum(here), len(here), sum(usual), len(usual)
            yield drawn_larger(here, usual), UnlikelyLength(behavior.id, behavior.name, *counts)


def _longer(lengths: Iterable[tuple[int | None, int | None]]) -> Iterator[int]:
    """Yield 1 for each planned session done that took much longer than planned, 0 for the others."""
    for planned, minutes in lengths:
        if planned is not None and minutes is not None:
            yield int(minutes >= MUCH_LONGER * planned)


def _by_behavior(values: Iterable[T], behavior: Callable[[T], str]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for value in values:
        found[behavior(value)].append(value)
    return found
