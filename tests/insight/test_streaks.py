from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.regularity import Period, StreakLine, Streaks, longest_streak
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.insight.streaks import streak, streaks
from tests.support.storage import make_behavior
from tests.support.wishes import changing, wished

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
    found = streak(wished(behavior), marks, [TODAY.toordinal() - day for day in away], today, Weeks(week_start))
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
    assert streak(wished(DAILY), nothing, (), TODAY, Weeks()) is None
    assert streak(wished(make_behavior(target_per_week=0)), something, (), TODAY, Weeks()) is None
    found = streaks((wished(DAILY), wished(make_behavior("swim"))), something, (), TODAY, Weeks())
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
    line = streak(wished(run), marks, away, TODAY, Weeks())
    assert line is not None
    assert line.current == row


def test_days_months_apart_are_no_row() -> None:
    """Nothing was planned in between, so that nothing was missed; the target was not met all the same."""
    daily = make_behavior("read", target_per_week=7)
    done = [(TODAY - timedelta(days=days)).toordinal() for days in (0, 90, 180)]
    line = streak(wished(daily), Marks({"read": done}, {}), (), TODAY, Weeks())
    assert line is not None
    assert (line.current, line.best) == (1, 1)
    assert longest_streak(Streaks(1, (line,))) is None


def test_the_longest_streak_is_that_of_the_most_days() -> None:
    lines = [StreakLine(name, name, unit, 1, current, 9, TODAY, 0, 9, unit) for name, unit, current in ROWS]
    found = longest_streak(Streaks(4, tuple(lines)))
    assert found is not None
    assert (found.name, found.in_a_row) == ("swim", "3 weeks in a row")
    assert lines[2].in_a_row == "1 week in a row"


def changed_line(
    behavior: Behavior, changes: dict[int, dict[str, object] | None], done: Iterable[int], *, today: date = TODAY
) -> StreakLine:
    """Return the streak of a behavior done so many days ago, of which other things are wanted since some days ago."""
    since = {TODAY - timedelta(days=ago): fields for ago, fields in changes.items()}
    marks = Marks({"run": [TODAY.toordinal() - ago for ago in done]}, {})
    found = streak(changing(behavior, since), marks, (), today, Weeks())
    assert found is not None
    return found


TWO_A_WEEK = make_behavior(target_per_week=2)
EIGHT_WEEKS = [2 + 7 * week - day for week in range(1, 9) for day in (0, 3)]
"""Mondays and Thursdays of the eight weeks before this one."""


def test_a_higher_target_takes_no_streak_away() -> None:
    before = changed_line(TWO_A_WEEK, {}, EIGHT_WEEKS)
    assert (before.current, before.best, before.wanted) == (8, 8, 2)
    raised = changed_line(TWO_A_WEEK, {2: {"target_per_week": 3}}, EIGHT_WEEKS)
    assert (raised.current, raised.best, raised.wanted, raised.best_until) == (8, 8, 3, before.best_until)


def test_a_week_is_judged_by_what_was_wanted_on_its_last_day() -> None:
    assert changed_line(TWO_A_WEEK, {5: {"target_per_week": 3}}, EIGHT_WEEKS).current == 0
    assert changed_line(TWO_A_WEEK, {5: {"target_per_week": 1}}, EIGHT_WEEKS).current == 8


def test_a_row_goes_on_when_weeks_become_days_and_days_weeks() -> None:
    days = changed_line(TWO_A_WEEK, {2: {"target_per_week": 7}}, [*EIGHT_WEEKS, 0, 1, 2])
    assert (days.period, days.current, days.best, days.best_period) == ("day", 59, 59, "day")
    missed = changed_line(TWO_A_WEEK, {2: {"target_per_week": 7}}, [*EIGHT_WEEKS, 0])
    assert (missed.current, missed.best, missed.best_period) == (1, 8, "week")
    weeks = changed_line(DAILY, {2: {"target_per_week": 2}}, [*range(3, 13), 1, 2])
    assert (weeks.period, weeks.current, weeks.best_period) == ("week", 2, "week")


def test_without_a_target_today_none_is_told() -> None:
    dropped = changed_line(TWO_A_WEEK, {30: {"target_per_week": 0}}, [day for day in EIGHT_WEEKS if day > 30])
    assert (dropped.wanted, dropped.current, dropped.best) == (0, 4, 4)
    marks = Marks({"run": [TODAY.toordinal()]}, {})
    since = {TODAY - timedelta(days=1): {"target_per_week": 0}}
    assert streak(changing(TWO_A_WEEK, since), marks, (), TODAY, Weeks()) is None


def test_the_best_row_is_never_told_as_none() -> None:
    """Three days, and the two of a week that is cut, are no week: they are told as days."""
    cut = Weeks(0).beginning_on(2, TODAY - timedelta(days=3))
    since = {TODAY - timedelta(days=2): {"target_per_week": 6}}
    done = [TODAY.toordinal() - ago for ago in (1, 1, 3, 4, 5)]
    found = streak(changing(DAILY, since), Marks({"run": done}, {}), (), TODAY, cut)
    assert found is not None
    assert (found.period, found.current, found.best, found.best_period) == ("week", 0, 5, "day")


def test_days_before_a_week_that_is_judged_as_a_whole_are_no_days_of_their_own() -> None:
    """Monday and Tuesday belong to this week, which is one of two sessions since today."""
    found = changed_line(DAILY, {0: {"target_per_week": 2}}, [3, 4, 5])
    assert (found.period, found.wanted, found.done_now, found.periods) == ("week", 2, 0, 3 + 1)
    assert changed_line(DAILY, {0: {"target_per_week": 2}}, [0, 1, 3]).done_now == 2
    later = changed_line(TWO_A_WEEK, {1: {"target_per_week": 7}}, [9, 6, 1])
    assert (later.period, later.current, later.periods) == ("day", 8, 1 + 2)


def test_put_away_and_without_a_target_a_row_stands_still() -> None:
    changes: tuple[dict[str, object] | None, ...] = ({"target_per_week": 0}, None)
    for change in changes:
        found = changed_line(TWO_A_WEEK, {30: change}, [day for day in EIGHT_WEEKS if day > 30])
        assert (found.current, found.best, found.archived) == (4, 4, change is None)
        assert longest_streak(Streaks(1, (found,))) == (None if change is None else found)
    back = changed_line(TWO_A_WEEK, {30: None, 16: {}}, [day for day in EIGHT_WEEKS if not 16 < day <= 30])
    assert (back.current, back.archived) == (6, False)


@pytest.mark.parametrize(
    ("made", "done", "expected"),
    [
        (4, (3,), (3, 1)),  # Saturday and Sunday of the week before: 3 * 2 / 7, so once
        (6, (5, 3), (3, 1)),  # from Thursday: 3 * 4 / 7, so twice
        (6, (3,), (3, 0)),
        (9, (9, 3), (3, 0)),  # the week before that was cut, too: 3 * 1 / 7, but of the next one nothing is
        (0, (0,), (2, 0)),  # made today, which is a Wednesday: 3 * 5 / 7, so twice
        (0, (0, 0), (2, 1)),
    ],
)
def test_the_week_in_which_it_began_asks_for_its_days(
    made: int, done: Sequence[int], expected: tuple[int, int]
) -> None:
    marks = Marks({"run": [TODAY.toordinal() - day for day in done]}, {})
    found = streak(replace(wished(THRICE), made=TODAY - timedelta(days=made)), marks, (), TODAY, Weeks())
    assert found is not None
    assert (found.wanted, found.current) == expected


def test_of_two_rows_as_long_the_later_is_the_best() -> None:
    found = line(DAILY, (1, 2, 3, 6, 7, 8))
    assert (found.best, found.best_until) == (3, TODAY - timedelta(days=1))


def test_days_and_weeks_have_no_length_of_their_own_to_tell() -> None:
    assert (line(DAILY, (0, 1)).days, line(THRICE, (0, 1)).days) == (0, 0)


def test_a_behavior_that_asks_for_nothing_in_a_cut_week_is_judged_by_the_next() -> None:
    """Made on a Sunday, once a week: that week asks for it once as well, and the weeks after it go on."""
    sunday = MONDAY - timedelta(days=15)
    made = replace(wished(WEEKLY), made=sunday)
    done = [sunday.toordinal(), *((MONDAY - timedelta(days=7 * weeks)).toordinal() for weeks in (0, 1, 2))]
    found = streak(made, Marks({WEEKLY.id: done}, {}), (), TODAY, Weeks())
    assert found is not None
    assert (found.current, found.periods) == (4, 4)


def test_a_week_in_which_it_was_put_away_for_a_day_breaks_nothing_and_ends_nothing() -> None:
    """Three times a week but in the week four weeks ago, on a Wednesday of which it was put away."""
    away = TODAY - timedelta(days=28)
    behavior = changing(THRICE, {away: None, away + timedelta(days=1): {}})
    done = [(MONDAY - timedelta(days=7 * week - day)).toordinal() for week in (1, 2, 3, 5, 6) for day in (0, 1, 2)]
    found = streak(behavior, Marks({THRICE.id: done}, {}), (), TODAY, Weeks())
    assert found is not None
    assert (found.current, found.best) == (5, 5)


def test_a_cut_week_asks_for_its_share_of_the_weekdays_it_is_limited_to() -> None:
    """Five times from Monday to Friday, made on a Friday: that one day of five asks for once."""
    workdays = make_behavior(target_per_week=5, weekdays=(0, 1, 2, 3, 4))
    friday = MONDAY - timedelta(days=3)
    for done, current in (([friday], 1), ([], 0)):
        made = replace(wished(workdays), made=friday)
        marks = Marks({workdays.id: [day.toordinal() for day in (*done, MONDAY)]}, {})
        found = streak(made, marks, (), TODAY, Weeks())
        assert found is not None
        assert found.current == current


def test_what_is_wanted_from_the_last_day_of_a_week_on_is_asked_for_in_it() -> None:
    sunday = MONDAY + timedelta(days=6)
    marks = Marks({THRICE.id: [MONDAY.toordinal()]}, {})
    found = streak(changing(THRICE, {sunday: {"target_per_week": 1}}), marks, (), sunday, Weeks())
    assert found is not None
    assert (found.wanted, found.current) == (1, 1)
