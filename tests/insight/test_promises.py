"""Promises against what was done: whole weeks before and since, valued as of today."""

from datetime import timedelta

import pytest

from habitos_tui.domain.insight.aggregate import WeekAggregate
from habitos_tui.domain.insight.promise import Kept, Promise
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.insight.promises import kept
from tests.insight.advice.records import WEEKS
from tests.support.household import make_behavior

RUN, READ = make_behavior("run"), make_behavior("read")
DAY = WEEKS[6] + timedelta(days=2)
"""A Wednesday: the week of it counts on neither side."""
PROMISE = Promise("slot:run", DAY, 40.0, ("run",))


def lived(before: int, since: int, behavior: str = "run") -> list[WeekAggregate]:
    """So many sessions of 30 minutes a week, worth 50 points each."""
    times = [(week, before if week < DAY else since) for week in WEEKS]
    return [WeekAggregate(week, behavior, EVER, count, 30 * count, 30 * count) for week, count in times]


def held(promises: tuple[Promise, ...], done: list[WeekAggregate], weeks: tuple[object, ...] = WEEKS) -> Kept:
    chosen = [week for week in WEEKS if week in weeks]
    return kept(promises, done, chosen, [RUN, READ], {"health": 1.0})


def test_what_is_seen_is_the_difference_of_weeks() -> None:
    found = held((PROMISE,), lived(2, 3))
    assert (found.followed, found.measured, found.promised) == (1, 1, 40.0)
    assert found.seen == pytest.approx(50)


def test_only_the_behaviors_concerned_count() -> None:
    done = [*lived(2, 3), *lived(5, 1, "read")]
    assert held((PROMISE,), done).seen == pytest.approx(50)
    for_all = Promise("slack:0", DAY, 40.0, ())
    assert held((for_all,), done).seen == pytest.approx(50 - 200)


def test_it_takes_two_whole_weeks() -> None:
    assert held((PROMISE,), lived(2, 3), WEEKS[:8]) == Kept(1, 0, 40.0, None)
    assert held((PROMISE,), lived(2, 3), WEEKS[:9]).seen == pytest.approx(50)


def test_promises_about_the_same_are_held_against_one_difference() -> None:
    later = Promise("day:run", WEEKS[8], 10.0, ("run",))
    young = Promise("slot:read", WEEKS[11], 5.0, ("read",))
    found = held((PROMISE, later, young), lived(2, 3))
    assert (found.followed, found.measured, found.promised) == (3, 2, 50.0)
    assert found.seen == pytest.approx(50)


def test_longer_sessions_count_as_a_plan_values_them() -> None:
    long = [WeekAggregate(week, "run", EVER, 1, 60, 30) for week in WEEKS if week >= DAY]
    assert held((PROMISE,), long).seen == pytest.approx(50 * 1.15)
