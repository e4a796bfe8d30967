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


def test_eight_weeks_on_either_side_are_looked_at() -> None:
    """Ten weeks before and ten since: ten sessions in the outer two of each, two in the others, then three."""
    weeks = [WEEKS[0] + timedelta(weeks=number) for number in range(20)]
    times = [10, 10, *[2] * 8, *[3] * 8, 10, 10]
    done = [
        WeekAggregate(week, "run", EVER, count, 30 * count, 30 * count)
        for week, count in zip(weeks, times, strict=True)
    ]
    promise = Promise("slot:run", weeks[10], 40.0, ("run",))
    assert kept([promise], done, weeks, [RUN], {"health": 1.0}).seen == pytest.approx(50)


def test_a_promise_on_a_first_day_has_its_week_on_the_later_side() -> None:
    on_monday = Promise("slot:run", WEEKS[7], 40.0, ("run",))
    assert held((on_monday,), lived(2, 3), WEEKS[5:9]).seen == pytest.approx(50)
    assert held((on_monday,), lived(2, 3), WEEKS[6:9]).measured == 0
    assert held((on_monday,), lived(2, 3), WEEKS[5:8]).measured == 0


def test_between_two_promises_nothing_is_measured() -> None:
    later = Promise("day:run", WEEKS[9], 10.0, ("run",))
    # Nothing in weeks 7 and 8: between the promises.
    done = [week for week in lived(2, 3) if week.week not in WEEKS[7:9]]
    assert held((PROMISE, later), done).seen == pytest.approx(50)


def test_weeks_with_a_day_of_a_pause_are_left_out() -> None:
    """Of the two weeks before, the second is left out for its last day, the first for its first."""
    for day, measured in ((WEEKS[4], 0), (WEEKS[5] + timedelta(days=6), 0), (WEEKS[6], 1), (WEEKS[3], 1)):
        weeks = [*WEEKS[4:6], *WEEKS[7:]]
        found = kept([PROMISE], lived(2, 3), weeks, [RUN], {"health": 1.0}, paused={"run": {day}})
        assert found.measured == measured


def test_what_harms_harms_by_every_minute_and_what_is_gone_teaches_nothing() -> None:
    # 60 instead of 30 minutes: 0.4 + 0.6 x 2 of -50 points each.
    harmful = make_behavior("run", impacts={"health": -0.5})
    long = [WeekAggregate(week, "run", EVER, 1, 60, 30) for week in WEEKS if week >= DAY]
    gone = [WeekAggregate(week, "gone", EVER, 1, 60, 30) for week in WEEKS]
    found = kept([PROMISE], [*gone, *long], WEEKS, [harmful], {"health": 1.0})
    assert found.seen == pytest.approx(-50 * 1.6)
