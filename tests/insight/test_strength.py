from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.regularity import StrengthLine
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.recurrence import Rate
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, TimesAMonth
from habitos_tui.insight.strength import course, strength, strengths, wanted_on
from tests.support.storage import make_behavior
from tests.support.wishes import changing, wished

FIRST = date(2026, 1, 5)
END = FIRST.toordinal() + 1000


def on(days: Iterable[int], times: int = 1) -> dict[date, int]:
    return {FIRST + timedelta(days=day): times for day in days}


def after(days: int, target: int, marks: dict[date, int]) -> float | None:
    """Return the strength at the end of so many days."""
    return strength(target, marks, FIRST + timedelta(days=days - 1))


@pytest.mark.parametrize(
    ("days", "skipped", "expected"),
    [
        (1, (), 0.051922),
        (20, (), 0.655747),
        (20, (5, 10, 11), 0.596033),
    ],
)
def test_the_reference_values_of_a_daily_habit(days: int, skipped: tuple[int, ...], expected: float) -> None:
    assert after(days, 7, on(range(days)) | on(skipped, 0)) == pytest.approx(expected, abs=1e-6)


def test_what_is_kept_up_comes_near_to_all() -> None:
    assert (after(90, 7, on(range(90))) or 0) > 0.99
    assert (after(39 * 7, 1, on(range(0, 39 * 7, 7))) or 0) > 0.99


def test_two_of_three_a_week_come_to_two_thirds() -> None:
    monday_and_friday = (week * 7 + day for week in range(60) for day in (0, 4))
    assert after(420, 3, on(monday_and_friday)) == pytest.approx(2 / 3, abs=1e-3)


def test_a_day_skipped_leaves_it_and_a_day_missed_does_not() -> None:
    twenty, skipped = on(range(20)), on(range(20, 25), 0)
    assert after(25, 7, twenty | skipped) == after(20, 7, twenty)
    assert (after(25, 7, twenty) or 0) < 0.6


def test_today_counts_once_something_is_done() -> None:
    twenty = on(range(20))
    assert after(21, 7, twenty) == after(20, 7, twenty)
    assert (after(21, 7, twenty | on([20])) or 0) > (after(20, 7, twenty) or 0)


def test_twice_a_day_is_half_done_by_once() -> None:
    assert after(30, 14, on(range(30), 2)) == pytest.approx(2 * (after(30, 14, on(range(30))) or 0))


def test_without_evidence_or_target_there_is_none() -> None:
    assert after(10, 3, {}) is None
    assert after(10, 3, on(range(5), 0)) is None
    assert after(10, 3, on([12])) is None
    assert after(10, 0, on(range(10))) is None


def line(done: Iterable[int], away: Iterable[int] = (), *, last: int, today: int) -> StrengthLine:
    marks = Marks({"run": [FIRST.toordinal() + day for day in done]}, {})
    absent = [FIRST.toordinal() + day for day in away]
    days = (FIRST + timedelta(days=day) for day in (last, today))
    (found,) = strengths(
        (wished(make_behavior(target_per_week=7)), wished(make_behavior("swim"))), marks, absent, *days
    ).lines
    return found


def test_a_day_of_absence_leaves_it_as_it_is() -> None:
    present = [day for day in range(20) if day not in {5, 10, 11}]
    assert line(present, (5, 10, 11), last=19, today=19).value == pytest.approx(0.596033, abs=1e-6)
    assert line(range(20), (20, 21, 22), last=22, today=22).value == pytest.approx(0.655747, abs=1e-6)


def test_it_is_told_how_it_came_to_be_week_by_week() -> None:
    found = line(range(20), last=19, today=19)
    assert found.history == tuple(after(days, 7, on(range(20))) for days in (6, 13, 20))
    assert (found.times, found.since) == (20, FIRST)


def test_a_day_missed_counts_once_it_is_over() -> None:
    missed = line(range(20), last=20, today=25)
    assert missed.value == after(22, 7, on(range(20)))
    assert missed.history[-1] == missed.value
    assert line(range(20), last=20, today=20).value == after(20, 7, on(range(20)))


@pytest.mark.parametrize(("target", "done_on"), [(7, range(7)), (3, (0, 2, 4)), (1, (3,))])
def test_days_of_absence_are_no_days(target: int, done_on: Iterable[int]) -> None:
    weeks, weeks_away = range(10), range(4, 7)
    done = {FIRST.toordinal() + week * 7 + day: 1 for week in weeks if week not in weeks_away for day in done_on}
    end = FIRST.toordinal() + 70
    away = frozenset(FIRST.toordinal() + day for week in weeks_away for day in range(week * 7, week * 7 + 7))
    with_absence = course([(1, END, Rate(target))], done, end, away)
    without = course(
        [(1, END, Rate(target))], {day if day < min(away) else day - 21: times for day, times in done.items()}, end - 21
    )
    assert with_absence[-1] == pytest.approx(without[-1])
    assert len({value for day, value in enumerate(with_absence, min(done)) if day in away}) == 1


def test_a_daily_habit_gains_nothing_and_loses_nothing_on_days_of_absence() -> None:
    days = {FIRST.toordinal() + day: 1 for day in range(20) if day not in {5, 10, 11}}
    away = frozenset(FIRST.toordinal() + day for day in (5, 10, 11))
    assert course([(1, END, Rate(7))], days, FIRST.toordinal() + 19, away)[-1] == pytest.approx(0.596033, abs=1e-6)


def test_what_was_done_while_away_counts() -> None:
    days = {FIRST.toordinal() + day: 1 for day in range(20)}
    assert course([(1, END, Rate(7))], days, FIRST.toordinal() + 19, frozenset(days))[-1] == pytest.approx(
        0.655747, abs=1e-6
    )


def through(changes: Mapping[int, Mapping[str, object] | None], done: Iterable[int], *, last: int) -> StrengthLine:
    """Return the strength of a behavior wanted twice a week at first, and other things from some days on."""
    behavior = changing(
        make_behavior(target_per_week=2), {FIRST + timedelta(days=day): fields for day, fields in changes.items()}
    )
    marks = Marks({"run": [FIRST.toordinal() + day for day in done]}, {})
    end = FIRST + timedelta(days=last)
    (found,) = strengths((behavior,), marks, (), end, end).lines
    return found


TWICE = [week * 7 + day for week in range(8) for day in (0, 3)]


def test_a_higher_target_counts_from_its_day_on_and_takes_nothing_from_before() -> None:
    steady, raised = (through(changes, TWICE, last=55) for changes in ({}, {56: {"target_per_week": 3}}))
    assert raised == steady
    thrice = [*TWICE, 56, 58, 60, 63, 65, 67]
    assert through({56: {"target_per_week": 3}}, thrice, last=69).value > steady.value
    # Seven of the ten sessions that three a week would ask of the first days were not wanted yet.
    first_days = through({56: {"target_per_week": 3}}, [*TWICE, 56], last=57)
    assert first_days.value > steady.value


def test_a_lower_target_forgives_nothing_that_was_missed() -> None:
    seldom = [week * 7 for week in range(8)]
    before = through({}, seldom, last=62).history[-2]
    lowered = through({56: {"target_per_week": 1}}, [*seldom, 56, 63], last=69)
    assert lowered.history[-3] == before
    assert lowered.value > before


def test_without_a_target_and_put_away_it_stands_still() -> None:
    steady = through({}, TWICE, last=62).history[-2]
    changes: tuple[dict[str, object] | None, ...] = ({"target_per_week": 0}, None)
    for change in changes:
        later = through({56: change}, TWICE, last=55 + 700)
        assert later.value == steady
        assert later.archived == (change is None)


EVERY_TEN = {"rhythm": EveryDays(every_days=10, since=FIRST), "target_per_week": 1}
FORTNIGHT = {"rhythm": EveryWeeks(every_weeks=2, since=FIRST), "target_per_week": 1}
TWICE_A_MONTH = {"rhythm": TimesAMonth(times_a_month=2), "target_per_week": 1}


@pytest.mark.parametrize(
    ("rhythm", "done", "days", "expected"),
    [
        # f = 1 / 10: m = 0.983280; half of 2 in 20 days for ten days, all of it for thirty more.
        (EVERY_TEN, range(0, 40, 10), 40, 1 - (1 - 0.5 * (1 - 0.983280**10)) * 0.983280**30),
        # Every other time only: one of two in all days.
        (EVERY_TEN, range(0, 400, 20), 400, 0.5 * (1 - 0.983280**400)),
        # f = 1 / 14: m = 0.985851; two in 28 days.
        (FORTNIGHT, range(0, 56, 14), 56, 1 - (1 - 0.5 * (1 - 0.985851**14)) * 0.985851**42),
        # f = 2 / 30, which is 1 / 15: m = 0.986328; two in 30 days.
        (TWICE_A_MONTH, range(0, 60, 15), 60, 1 - (1 - 0.5 * (1 - 0.986328**15)) * 0.986328**45),
    ],
)
def test_a_rhythm_is_so_many_times_in_its_own_days(
    rhythm: dict[str, object], done: Iterable[int], days: int, expected: float
) -> None:
    behavior = wished(make_behavior().model_copy(update=rhythm))
    marks, end = Marks({"run": [FIRST.toordinal() + day for day in done]}, {}), FIRST + timedelta(days=days - 1)
    (line,) = strengths([behavior], marks, (), end, end + timedelta(days=1)).lines
    assert line.value == pytest.approx(expected, abs=2e-5)


def test_a_target_that_becomes_a_rhythm_is_measured_by_it_from_then_on() -> None:
    every_ten = [*TWICE, 56, 66, 76]
    slower, same = (through(changes, every_ten, last=80).value for changes in ({56: EVERY_TEN}, {}))
    assert slower > same


def test_nothing_is_measured_before_a_rhythm_begins() -> None:
    later = {"rhythm": EveryDays(every_days=10, since=FIRST + timedelta(days=200)), "target_per_week": 1}
    steady = through({}, TWICE, last=62).history[-2]
    assert through({56: later}, TWICE, last=199).value == pytest.approx(steady)
    assert through({56: later}, TWICE, last=260).value < steady


SIXTY = {"rhythm": EveryDays(every_days=60, since=FIRST), "target_per_week": 1}
AWAY_FOR_100 = {100: {"target_per_week": 0}, 200: {"target_per_week": 7}}


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({0: {"target_per_week": 7}}, 400),
        # Ten times 13 / sqrt(1/60) days are 1006.98; with a faster time before it is the slowest that counts.
        ({0: SIXTY}, 1007),
        ({0: {"target_per_week": 7}, 300: SIXTY}, 1007),
        # Without a target, or put away, for 100 days: these are looked at besides.
        (AWAY_FOR_100, 500),
        ({100: None, 200: {"target_per_week": 7}}, 500),
    ],
)
def test_as_many_days_count_as_weigh_anything(changes: Mapping[int, Mapping[str, object] | None], days: int) -> None:
    assert through(changes, [0, days - 1], last=days - 1).times == 2
    assert through(changes, [0, days], last=days).times == 1


def test_days_of_a_pause_are_looked_at_besides() -> None:
    pause = Pause(id=UUID(int=1), behavior="run", first=FIRST + timedelta(days=50), last=FIRST + timedelta(days=149))
    behavior = replace(wished(make_behavior(target_per_week=7)), pauses=(pause,))
    for last, times in ((499, 2), (500, 1)):
        end = FIRST + timedelta(days=last)
        marks = Marks({"run": [FIRST.toordinal(), end.toordinal()]}, {})
        (found,) = strengths([behavior], marks, (), end, end).lines
        assert found.times == times


def test_half_a_year_is_told_week_by_week() -> None:
    found = line(range(300), last=299, today=299)
    assert len(found.history) == 26
    assert found.history[-1] == found.value


def test_what_was_done_on_the_day_after_is_not_known_yet() -> None:
    found = line(range(22), last=20, today=25)
    assert (found.value, found.times) == (after(21, 7, on(range(21))), 21)
    assert found.history == tuple(after(days, 7, on(range(21))) for days in (7, 14, 21))


@pytest.mark.parametrize(
    ("begins", "stretches"),
    [(-5, [(0, 9, 1)]), (0, [(0, 9, 1)]), (1, [(0, 0, 0), (1, 9, 1)]), (9, [(0, 8, 0), (9, 9, 1)]), (15, [(0, 9, 0)])],
)
def test_nothing_is_wanted_up_to_the_day_before_a_rhythm_begins(
    begins: int, stretches: list[tuple[int, int, int]]
) -> None:
    first, rhythm = FIRST.toordinal(), EveryDays(every_days=10, since=FIRST + timedelta(days=begins))
    behavior = wished(make_behavior().model_copy(update={"rhythm": rhythm, "target_per_week": 1}))
    found = wanted_on(behavior.eras(first, first + 9))
    assert [(begin - first, end - first, rate.times) for begin, end, rate in found] == stretches
