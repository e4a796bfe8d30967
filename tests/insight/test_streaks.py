from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.regularity import Period, StreakLine, Streaks, longest_streak
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.insight.streaks import streak, streaks
from tests.support.storage import make_behavior

TODAY = date(2026, 11, 25)
ROWS: tuple[tuple[str, Period, int], ...] = (("run", "day", 20), ("swim", "week", 3), ("call", "week", 1))


def ago(*days: int) -> set[date]:
    return {TODAY - timedelta(days=day) for day in days}


DAILY, TWICE_A_DAY, WEEKLY, THRICE = (make_behavior(target_per_week=target) for target in (7, 14, 1, 3))
MONDAY = TODAY - timedelta(days=2)


def line(
    behavior: Behavior,
    done: Sequence[int],
    skipped: Sequence[int] = (),
    away: Sequence[int] = (),
    *,
    week_start: int = 0,
    today: date = TODAY,
) -> StreakLine:
    """Return the streak of a behavior done so many days ago."""
    marks = Marks(*({behavior.id: [TODAY.toordinal() - day for day in days]} for days in (done, skipped)))
    found = streak(behavior, marks, [TODAY.toordinal() - day for day in away], today, week_start)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("done", "skipped", "away", "expected"),
    [
        ((0, 1, 2), (), (), (3, 3)),
        ((1, 2), (), (), (2, 2)),  # today is not over
        ((0, 1, 3, 4, 5), (), (), (2, 3)),
        ((0, 1, 3, 4, 5), (2,), (), (5, 5)),  # skipped neither counts nor breaks
        ((0, 1, 5, 6), (), (2, 3, 4), (4, 4)),  # nor does being away
        ((3, 4), (2,), (1,), (2, 2)),
        ((3, 4), (2,), (), (0, 2)),
    ],
)
def test_days_in_a_row_of_a_daily_behavior(
    done: Sequence[int], skipped: Sequence[int], away: Sequence[int], expected: tuple[int, int]
) -> None:
    found = line(DAILY, done, skipped, away)
    assert found.period == "day"
    assert (found.current, found.best) == expected


def test_twice_a_day_is_not_met_by_once() -> None:
    found = line(TWICE_A_DAY, (0, 1, 1, 2, 2, 3))
    assert (found.period, found.wanted, found.current, found.done_now, found.met_now) == ("day", 2, 2, 1, False)


@pytest.mark.parametrize(
    ("done", "skipped", "away", "expected"),
    [
        # Today is a Wednesday: three to nine days ago was the week before.
        ((3, 5, 7, 10, 11, 16), (), (), (2, 2)),
        ((3, 5, 7, 10, 11), (), (), (1, 1)),
        ((0, 1, 2, 3, 5, 7), (), (), (2, 2)),  # this week is met already
        ((3, 5, 7, 10, 17, 18, 19), (), (), (1, 1)),  # once is too little
        ((3, 5, 7, 10, 17, 18, 19), (11, 12), (), (2, 2)),  # but for two skips it would have been met
        ((3, 5, 7, 17, 18, 19), (), range(10, 17), (2, 2)),
        ((3, 5, 7, 10, 17, 18, 19), (), range(11, 16), (2, 2)),  # two days there, done once: in proportion enough
    ],
)
def test_weeks_in_a_row_of_a_weekly_target(
    done: Sequence[int], skipped: Sequence[int], away: Sequence[int], expected: tuple[int, int]
) -> None:
    found = line(THRICE, done, skipped, away)
    assert found.period == "week"
    assert (found.current, found.best) == expected


def test_weeks_begin_when_the_profile_says() -> None:
    sunday, monday = 3, 2
    assert line(WEEKLY, (sunday, monday)).current == 2
    assert line(WEEKLY, (sunday, monday), week_start=6).current == 1


def test_the_best_streak_says_when_it_ended() -> None:
    found = line(WEEKLY, (3, 17, 24, 31))
    assert (found.current, found.best, found.best_until) == (1, 3, MONDAY - timedelta(days=15))
    assert line(DAILY, (0, 1)).best_until == TODAY
    assert line(WEEKLY, (0, 5)).best_until == TODAY  # the week is not over
    assert line(THRICE, (10,)).best_until is None
    assert (line(THRICE, (10,)).best, line(THRICE, (10,)).periods) == (0, 3)


def test_without_target_or_log_there_is_no_streak() -> None:
    nothing, something = Marks({}, {}), Marks({"run": [TODAY.toordinal()]}, {})
    assert streak(DAILY, nothing, (), TODAY, 0) is None
    assert streak(make_behavior(target_per_week=0), something, (), TODAY, 0) is None
    found = streaks((DAILY, make_behavior("swim")), something, (), TODAY, 0)
    assert (found.evidence, [entry.behavior for entry in found.lines]) == (1, ["run"])


def week_days(*weeks: Iterable[int]) -> list[int]:
    """Return ordinals of the weekdays of week after week, the last of them TODAY's."""
    first = TODAY - timedelta(days=TODAY.weekday(), weeks=len(weeks) - 1)
    return [(first + timedelta(weeks=at, days=day)).toordinal() for at, days in enumerate(weeks) for day in days]


@pytest.mark.parametrize(
    ("away", "row"),
    [
        (week_days((), (), (), ()), 1),  # once in the second week was too little
        (week_days((), range(7), (), ()), 2),
        (week_days((), range(1, 7), (), ()), 2),  # Monday was all there was of it
        (week_days((), (5, 6), (), ()), 1),  # it is only ever done from Monday to Thursday
        (week_days((), (2, 3), (), ()), 1),
        (week_days((), (1, 2, 3), (), ()), 2),
    ],
)
def test_weeks_of_absence_break_no_streak(away: list[int], row: int) -> None:
    run = make_behavior("run", target_per_week=3, weekdays=(0, 1, 2, 3))
    done = [] if away == week_days((), range(7), (), ()) else [0]
    marks = Marks({"run": week_days((0, 1, 2), done, (0, 1, 3), ())}, {})
    line = streak(run, marks, away, TODAY, 0)
    assert line is not None
    assert line.current == row


def test_days_months_apart_are_no_row() -> None:
    """Nothing was planned in between, so that nothing was missed; the target was not met all the same."""
    daily = make_behavior("read", target_per_week=7)
    done = [(TODAY - timedelta(days=days)).toordinal() for days in (0, 90, 180)]
    line = streak(daily, Marks({"read": done}, {}), (), TODAY, 0)
    assert line is not None
    assert (line.current, line.best) == (1, 1)
    assert longest_streak(Streaks(1, (line,))) is None


def test_the_longest_streak_is_that_of_the_most_days() -> None:
    lines = [StreakLine(name, name, unit, 1, current, 9, TODAY, 0, 9) for name, unit, current in ROWS]
    found = longest_streak(Streaks(4, tuple(lines)))
    assert found is not None
    assert (found.name, found.in_a_row) == ("swim", "3 weeks in a row")
    assert lines[2].in_a_row == "1 week in a row"
