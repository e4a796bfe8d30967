"""More figures about a log, from the words of the glossary alone: lengths, ratings, pairs, and what plans learn of.

As in `recount.py` nothing here uses the code that it is compared with.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from itertools import combinations
from math import atanh, erfc, sqrt, tanh
from statistics import correlation, fmean, median
from typing import Final, NamedTuple

from tests.support.noted import DAY, Done, Record, days

LEAST_DAYS, LEAST_OF_EACH = 20, 5
"""What two behaviors are compared over."""
NORMAL: Final = 1.959964
LOOKED_BACK_ON: Final = 26 * 7
"""Days that say what plans are made with."""


def lengths(record: Record, first: date, last: date) -> dict[str, tuple[int, float, float]]:
    """Return by behavior how many planned sessions were done, and the mean minutes planned and taken."""
    minutes = {planned.id: planned.minutes for planned in record.planned}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for done in _within(record, first, last):
        if done.session in minutes:
            found[done.behavior].append((minutes[done.session], done.minutes))
    return {
        behavior: (len(pairs), fmean(planned for planned, _ in pairs), fmean(taken for _, taken in pairs))
        for behavior, pairs in found.items()
    }


def ratings(record: Record, first: date, last: date) -> dict[Hashable, tuple[float, int]]:
    """Return the mean and the number of the ratings of all, of each week and of each slot."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for done in _within(record, first, last):
        if done.rating is not None:
            for key in ("all", record.week(done.day), ("slot", done.slot)):
                found[key].append(done.rating)
    return {key: (fmean(given), len(given)) for key, given in found.items()}


class Together(NamedTuple):
    """How two behaviors went together."""

    table: tuple[int, int, int, int]
    """Days with both, with the first only, with the second only, and with neither."""
    phi: float
    low: float
    high: float
    chance: float
    """That it is nothing but chance."""


def pairs(record: Record, first: date, last: date) -> dict[tuple[str, str], Together]:
    """Return all pairs with enough days to compare."""
    possible = {behavior: _possible(record, behavior, first, last) for behavior in record.behaviors}
    done = {behavior: {d.day for d in record.done if d.behavior == behavior} for behavior in record.behaviors}
    found = {}
    for pair in combinations(record.behaviors, 2):
        shared = sorted(possible[pair[0]] & possible[pair[1]])
        marks = [[int(day in done[behavior]) for day in shared] for behavior in pair]
        enough = all(LEAST_OF_EACH <= sum(each) <= len(shared) - LEAST_OF_EACH for each in marks)
        if len(shared) >= LEAST_DAYS and enough:
            found[pair] = _together(*marks)
    return found


def _together(one: list[int], other: list[int]) -> Together:
    rows = list(zip(one, other, strict=True))
    phi, spread = correlation(one, other), NORMAL / sqrt(len(rows) - 3)
    middle = atanh(max(min(phi, 1 - 1e-12), 1e-12 - 1))
    table = rows.count((1, 1)), rows.count((1, 0)), rows.count((0, 1)), rows.count((0, 0))
    return Together(table, phi, tanh(middle - spread), tanh(middle + spread), erfc(sqrt(len(rows) * phi**2 / 2)))


def clear(found: Mapping[tuple[str, str], Together]) -> set[tuple[str, str]]:
    """Return the pairs that stand out although so many are looked at: one in twenty of them may be chance."""
    ranked = sorted(found, key=lambda pair: found[pair].chance)
    last = max((n for n, pair in enumerate(ranked, 1) if found[pair].chance <= 0.05 * n / len(ranked)), default=0)
    return {pair for pair in found if last and found[pair].chance <= found[ranked[last - 1]].chance}


def _possible(record: Record, behavior: str, first: date, last: date) -> set[date]:
    """Return the days on which something was done or could have been, since it first was."""
    done = {each.day for each in record.done if each.behavior == behavior}
    found = set()
    for day in days(max(first, min(done)), last) if done else ():
        wanted = record.behaviors[behavior].on(day)
        open_ = wanted["active"] and day.weekday() in wanted["weekdays"] and (behavior, day) not in record.skipped
        if (open_ or day in done) and not record.stands_still(behavior, day):
            found.add(day)
    return found


class Learned(NamedTuple):
    """What is known of a behavior."""

    times: int
    minutes: float | None
    ratings: dict[Hashable, tuple[float, int]]
    """Of all and by slot."""
    counted: dict[tuple[str, bool], tuple[int, int]]
    """By slot and part of the week: times done, of those that counted."""


def learned(record: Record, behavior: str) -> Learned:
    """Return what the last half-year says of a behavior."""
    first = record.today - DAY * (LOOKED_BACK_ON - 1)
    mine = [done for done in _within(record, first, record.today) if done.behavior == behavior]
    given: dict[Hashable, list[int]] = defaultdict(list)
    for done in mine:
        if done.rating is not None:
            given["all"].append(done.rating)
            given[done.slot].append(done.rating)
    return Learned(
        len(mine),
        median(done.minutes for done in mine) if mine else None,
        {key: (fmean(ratings), len(ratings)) for key, ratings in given.items()},
        _counted(record, behavior, mine, first),
    )


def _counted(
    record: Record, behavior: str, mine: Iterable[Done], first: date
) -> dict[tuple[str, bool], tuple[int, int]]:
    ever = {done.session for done in record.done}
    places = [(done.slot, done.day, True) for done in mine if done.session is None]
    for planned in record.planned:
        if planned.behavior == behavior and first <= planned.day <= record.today:
            missed = planned.day < record.today and not record.rests(behavior, planned.day)
            if planned.id in ever or (missed and planned.id not in record.skipped_sessions):
                places.append((planned.slot, planned.day, planned.id in ever))
    found: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for slot, day, was_done in places:
        if slot is not None:
            found[slot, day.weekday() >= 5].append(was_done)
    return {place: (sum(each), len(each)) for place, each in found.items()}


def _within(record: Record, first: date, last: date) -> list[Done]:
    return [done for done in record.done if first <= done.day <= last]


def wilson(done: int, counted: int) -> tuple[float, float]:
    """Return the shares between which the real one is with 95 %: where the score is as far off as chance allows."""
    square = NORMAL**2
    middle, root = 2 * done + square, NORMAL * sqrt(square + 4 * done * (counted - done) / counted)
    return max(0.0, middle - root) / (2 * (counted + square)), min((middle + root) / (2 * (counted + square)), 1.0)
