"""Streaks of behaviors with rhythms and seasons, counted by hand. It is Wednesday 25 November 2026."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.regularity import StreakLine, Streaks, longest_streak
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Season
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.insight.streaks import streak
from tests.support.storage import make_behavior
from tests.support.wishes import changing

TODAY = date(2026, 11, 25)
TEN_DAYS: Mapping[str, Any] = {"every_days": 10, "since": "2026-09-01"}
FORTNIGHT: Mapping[str, Any] = {"every_weeks": 2, "since": "2026-09-07"}
KEPT = ["2026-09-05", "2026-09-15", "2026-10-02", "2026-10-12", "2026-10-22", "2026-11-01", "2026-11-12"]
"""Every ten days but from 21 to 30 September."""


def days(texts: Sequence[str]) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in texts]


def between(first: str, last: str) -> list[int]:
    begin, end = days([first, last])
    return list(range(begin, end + 1))


def fields(rhythm: Mapping[str, Any] | None, **more: object) -> dict[str, object]:
    return {"rhythm": None if rhythm is None else RHYTHM_ADAPTER.validate_python(rhythm), "target_per_week": 1, **more}


def line(
    changes: Mapping[str, Mapping[str, object]],
    done: Sequence[str],
    skipped: Sequence[str] = (),
    away: Sequence[int] = (),
    today: date = TODAY,
) -> StreakLine:
    """Return the streak of a behavior of which something was wanted since ever, and other things from some days on."""
    first, *later = changes.items()
    begun = make_behavior().model_copy(update=dict(first[1]))
    behavior = changing(begun, {date.fromisoformat(day): dict(update) for day, update in later})
    found = streak(behavior, Marks({"run": days(done)}, {"run": days(skipped)}), away, today, Weeks())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rhythm", "done", "skipped", "away", "expected"),
    [
        (TEN_DAYS, KEPT, [], [], ("period", 5, 5, 9)),
        (TEN_DAYS, KEPT, ["2026-09-25"], [], ("period", 7, 7, 9)),
        (TEN_DAYS, KEPT, [], between("2026-09-21", "2026-09-30"), ("period", 7, 7, 9)),
        (TEN_DAYS, [*KEPT, "2026-11-20"], [], [], ("period", 6, 6, 9)),
        (
            {"times_a_month": 2},
            ["2026-08-03", "2026-08-20", "2026-09-01", "2026-09-02", "2026-10-10", "2026-11-05", "2026-11-06"],
            [],
            [],
            ("month", 1, 2, 4),
        ),
        (FORTNIGHT, ["2026-09-08", "2026-09-30", "2026-10-06", "2026-10-20"], [], [], ("period", 0, 4, 6)),
        (
            FORTNIGHT,
            ["2026-09-08", "2026-09-30", "2026-10-06", "2026-10-20"],
            [],
            between("2026-11-02", "2026-11-08"),
            ("period", 4, 4, 6),
        ),
        (
            FORTNIGHT,
            ["2026-09-08", "2026-09-30", "2026-10-06", "2026-10-20"],
            [],
            between("2026-11-09", "2026-11-15"),
            ("period", 0, 4, 6),
        ),
        (
            {"dates": ["1", "last"]},
            ["2026-09-01", "2026-09-30", "2026-10-02", "2026-10-31", "2026-11-01"],
            [],
            [],
            ("month", 2, 2, 3),
        ),
        (
            {"dates": ["1", "last"]},
            ["2026-09-01", "2026-09-30", "2026-10-02", "2026-11-01"],
            [],
            between("2026-10-31", "2026-10-31"),
            ("month", 1, 1, 3),
        ),
    ],
)
def test_periods_in_a_row(
    rhythm: Mapping[str, Any],
    done: Sequence[str],
    skipped: Sequence[str],
    away: Sequence[int],
    expected: tuple[str, int, int, int],
) -> None:
    found = line({"ever": fields(rhythm)}, done, skipped, away)
    assert (found.period, found.current, found.best, found.periods) == expected


def test_the_running_period_says_how_far_it_is() -> None:
    found = line({"ever": fields({"times_a_month": 2})}, ["2026-10-01", "2026-11-05"])
    assert (found.wanted, found.done_now, found.met_now, found.in_a_row) == (2, 1, False, "0 months in a row")
    ten = line({"ever": fields(TEN_DAYS)}, KEPT)
    assert (ten.wanted, ten.done_now, ten.days, ten.best_until) == (1, 0, 10, date(2026, 11, 19))
    assert ten.in_a_row == "5 periods in a row"


def test_nothing_is_asked_before_a_rhythm_begins() -> None:
    found = line({"ever": fields(TEN_DAYS)}, ["2026-06-01", *KEPT])
    assert (found.current, found.periods) == (5, 9)


def test_out_of_season_a_streak_stands_still() -> None:
    summer = {"season": Season.model_validate({"first": "05-01", "last": "08-30"}), "target_per_week": 3}
    monday = date(2026, 8, 3)
    done = [(monday + timedelta(days=7 * week + day)).isoformat() for week in range(4) for day in (0, 2, 4)]
    assert line({"ever": fields(None, **summer)}, done).current == 4
    assert line({"ever": fields(None, target_per_week=3)}, done).current == 0


def test_a_row_goes_on_when_a_target_becomes_a_rhythm() -> None:
    mondays = ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"]
    later = ["2026-10-06", "2026-10-16", "2026-10-26", "2026-11-06", "2026-11-20"]
    changes = {"ever": fields(None), "2026-10-05": fields({"every_days": 10, "since": "2026-10-05"})}
    found = line(changes, [*mondays, *later])
    # Five weeks and five periods of ten days are 85 days.
    assert (found.period, found.current, found.best) == ("period", 8, 8)


def test_a_month_in_which_a_rhythm_began_asks_for_its_days() -> None:
    changes = {"ever": fields(None), "2026-11-16": fields({"times_a_month": 4})}
    weekly = ["2026-11-02", "2026-11-09"]
    met = line(changes, [*weekly, "2026-11-17", "2026-11-25"], today=date(2026, 12, 5))
    # Two weeks, and half a month that wants half as much: 29 days, which are no month, but more than the best so far.
    assert (met.current, met.best, met.best_period, met.wanted) == (0, 4, "week", 4)
    december = line(
        changes,
        [*weekly, "2026-11-17", "2026-11-25", *(f"2026-12-0{day}" for day in (1, 2, 3, 4))],
        today=date(2026, 12, 5),
    )
    assert (december.period, december.current) == ("month", 1)


def test_the_longest_streak_is_told_by_its_days() -> None:
    rows = (
        StreakLine("run", "Run", "day", 1, 25, 25, None, 0, 30, "day"),
        StreakLine("filter", "Filter", "period", 1, 3, 3, None, 0, 3, "period", days=10),
        StreakLine("rent", "Rent", "month", 1, 2, 2, None, 0, 2, "month"),
    )
    longest = longest_streak(Streaks(35, rows))
    assert longest is not None
    assert longest.behavior == "rent"


@pytest.mark.parametrize(
    ("day", "current"),
    [("2026-09-20", 5), ("2026-09-21", 7), ("2026-09-30", 7), ("2026-10-01", 4)],
)
def test_a_period_in_which_it_was_put_away_for_a_day_breaks_nothing(day: str, current: int) -> None:
    """Nothing was done from 21 to 30 September, after two good periods and before five.

    Put away on the day before or after, it is a miss; the day after leaves nine of the next period's ten days.
    """
    away = date.fromisoformat(day)
    behavior = changing(make_behavior().model_copy(update=fields(TEN_DAYS)), {away: None, away + timedelta(days=1): {}})
    found = streak(behavior, Marks({"run": days(KEPT)}, {}), (), TODAY, Weeks())
    assert found is not None
    assert found.current == current
