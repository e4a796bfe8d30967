"""Weeks of behaviors with rhythms and seasons, planned one after the other, their dates written out by hand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, usual_target
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.planning.week_in_rhythm import Happening, in_week
from habitos_tui.services.week.problem import Instant, build_problem
from habitos_tui.services.week.soon_due import soon_after_due
from tests.planner.mini import week as mini_week
from tests.services.week.test_problem import busy, done, material, session
from tests.support.household import make_behavior

WINTER = date(2026, 11, 30)
"""Eight weeks over the end of a year."""
AUTUMN = date(2026, 10, 12)
"""Summer time ends on 25 October."""
LEAP_SPRING = date(2028, 2, 21)
"""With a 29 February; summer time begins on 26 March."""


def rhythmic(rhythm: dict[str, Any] | None, season: tuple[str, str] | None = None, **fields: Any) -> Behavior:
    usual = None if rhythm is None else usual_target(RHYTHM_ADAPTER.validate_python(rhythm))
    whole = {"rhythm": rhythm, "target_per_week": 1 if usual is None else usual} | fields
    if season is not None:
        whole["season"] = {"first": season[0], "last": season[1]}
    return make_behavior("filter", **whole)


def asked(behavior: Behavior, week: date, before: Iterable[date] = (), **fields: Any) -> Behavior:
    """Return what the problem of a week asks for."""
    (found,) = build_problem(
        material(week, behaviors=(behavior,), days_before={"filter": sorted(before)}, **fields)
    ).behaviors
    return found


def soonest(behavior: Behavior, week: date) -> list[date]:
    """Plan a week by hand: on the first days that are allowed."""
    chosen: list[int] = []
    for day in behavior.weekdays:
        far = not chosen or day - chosen[-1] > behavior.min_gap_days
        if far and len(chosen) < behavior.target_per_week:
            chosen.append(day)
    return [week + timedelta(days=day) for day in chosen]


def eight_weeks(behavior: Behavior, first: date, before: Iterable[str] = ()) -> str:
    """Return the days of eight weeks in a row, in each of which all is done as planned."""
    log = [date.fromisoformat(day) for day in before]
    start = len(log)
    for number in range(8):
        week = first + number * ONE_WEEK
        log += soonest(asked(behavior, week, log), week)
    return " ".join(day.strftime("%m-%d") for day in log[start:])


IN_NOVEMBER = ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-20", "2026-11-24"]


@pytest.mark.parametrize(
    ("behavior", "first", "before", "days"),
    [
        (rhythmic({"every_weeks": 2, "since": "2026-12-02"}), WINTER, [], "11-30 12-14 12-28 01-11"),
        (
            rhythmic({"every_weeks": 3, "since": "2026-12-07"}, target_per_week=2),
            WINTER,
            [],
            "12-07 12-08 12-28 12-29 01-18 01-19",
        ),
        (rhythmic({"every_days": 10, "since": "2026-12-03"}), WINTER, [], "12-03 12-13 12-23 01-02 01-12 01-22"),
        (rhythmic({"every_days": 3, "since": "2027-01-15"}), WINTER, [], "01-15 01-18 01-21 01-24"),
        (rhythmic({"every_days": 10, "since": "2026-11-30"}, weekdays=(0,)), WINTER, [], "11-30 12-14 12-28 01-11"),
        (rhythmic({"every_days": 14, "since": "2026-10-18"}), AUTUMN, [], "10-18 11-01 11-15 11-29"),
        (rhythmic({"every_days": 30, "since": "2028-02-28"}), LEAP_SPRING, [], "02-28 03-29"),
        (rhythmic({"times_a_month": 1}), LEAP_SPRING, ["2028-02-10"], "03-20"),
        (rhythmic({"times_a_month": 2}), WINTER, IN_NOVEMBER, "12-07 12-21 01-04 01-18"),
        (rhythmic({"times_a_month": 5}), WINTER, IN_NOVEMBER, "12-01 12-07 12-14 12-21 12-28 01-04 01-11 01-18 01-19"),
        (rhythmic({"dates": ["1", "15"]}), WINTER, [], "12-01 12-15 01-01 01-15"),
        (rhythmic({"dates": ["last", "first saturday"]}), WINTER, [], "11-30 12-05 12-31 01-02"),
        (rhythmic({"dates": ["30"]}, weekdays=(5,)), LEAP_SPRING, [], "02-29 03-30"),
        (rhythmic({"dates": ["31"]}, ("12-15", "01-10")), WINTER, [], "12-31"),
        (rhythmic(None, ("12-19", "01-06"), target_per_week=2), WINTER, [], "12-19 12-21 12-22 12-28 12-29 01-04"),
        (rhythmic({"every_days": 10, "since": "2026-11-30"}, ("january", "march")), WINTER, [], "01-01 01-11 01-21"),
    ],
)
def test_eight_weeks_done_as_planned(behavior: Behavior, first: date, before: list[str], days: str) -> None:
    assert eight_weeks(behavior, first, before) == days


@pytest.mark.parametrize("first", range(7))
def test_weeks_that_begin_on_another_day_ask_for_the_same_dates(first: int) -> None:
    week = WINTER - timedelta(days=(0 - first) % 7)
    days = eight_weeks(rhythmic({"dates": ["1", "15"]}), week)
    assert days.startswith("12-01 12-15 01-01")
    assert eight_weeks(rhythmic({"every_days": 10, "since": "2026-12-03"}), week).startswith("12-03 12-13 12-23 01-02")


def test_what_is_overdue_is_asked_for_from_the_first_day_that_is_left() -> None:
    ten = rhythmic({"every_days": 10, "since": "2026-11-01"}, min_per_week=1)
    late = asked(ten, WINTER, [date(2026, 11, 12)])
    assert (late.target_per_week, late.min_per_week, late.weekdays) == (1, 1, (0, 1, 2))
    on_thursday = asked(ten, WINTER, [date(2026, 11, 12)], now=Instant(3, 600))
    assert on_thursday.weekdays == (3, 4, 5)


def test_a_week_before_the_due_day_asks_for_nothing() -> None:
    ten = rhythmic({"every_days": 10, "since": "2026-11-01"}, min_per_week=1)
    early = asked(ten, WINTER, [date(2026, 11, 29)])
    assert (early.target_per_week, early.min_per_week, early.week_limit) == (0, 0, 0)


def test_what_was_done_in_the_week_counts_and_the_next_is_due_from_then_on() -> None:
    three = rhythmic({"every_days": 3, "since": "2026-11-30"})
    log = (done("filter", WINTER + timedelta(days=1), 600),)
    rest = asked(three, WINTER, completions=log, now=Instant(2, 600))
    assert (rest.target_per_week, rest.min_gap_days, rest.weekdays) == (2, 2, (4, 5))
    ten = asked(rhythmic({"every_days": 10, "since": "2026-11-30"}), WINTER, completions=log, now=Instant(2, 600))
    assert ten.target_per_week == 1


def test_a_month_asks_for_the_same_however_much_of_the_week_is_over() -> None:
    twice, before = rhythmic({"times_a_month": 2}), [date(2026, 12, 7)]
    week = date(2026, 12, 21)
    targets = {asked(twice, week, before, now=Instant(day, 600)).target_per_week for day in range(7)}
    assert targets == {1}


def test_the_last_week_of_a_month_asks_for_all_that_is_left_and_serves_the_next() -> None:
    week = asked(rhythmic({"times_a_month": 20}, max_per_week=None), date(2026, 12, 28), [date(2026, 12, 7)] * 16)
    assert week.target_per_week == 4 + 2
    assert week.weekdays == (0, 1, 2, 3, 4, 5, 6)
    only_new = asked(rhythmic({"times_a_month": 20}), date(2026, 12, 28), [date(2026, 12, 7)] * 20)
    assert (only_new.target_per_week, only_new.weekdays) == (2, (4, 5, 6))


def away(first: str, last: str) -> tuple[Away, ...]:
    return (Away.model_validate({"id": "0" * 32, "first": first, "last": last}),)


def test_days_away_are_left_out() -> None:
    ten = asked(rhythmic({"every_days": 10, "since": "2026-12-01"}), WINTER, absences=away("2026-11-30", "2026-12-03"))
    assert (ten.target_per_week, ten.weekdays) == (1, (4, 5, 6))
    gone = asked(rhythmic({"every_days": 10, "since": "2026-12-01"}), WINTER, absences=away("2026-11-30", "2026-12-06"))
    assert gone.target_per_week == 0
    dates = rhythmic({"dates": ["1", "3", "5"]})
    assert asked(dates, WINTER, absences=away("2026-12-02", "2026-12-03")).weekdays == (1, 5)
    before_leaving = rhythmic({"times_a_month": 1})
    later = frozenset(date(2026, 12, 14) + timedelta(days=day) for day in range(18))
    assert asked(before_leaving, date(2026, 12, 7), away_later=later).target_per_week == 1
    assert asked(before_leaving, date(2026, 12, 7)).target_per_week == 0


def test_a_date_that_was_met_early_is_not_asked_for_again() -> None:
    rent = rhythmic({"dates": ["15"]})
    november = date(2026, 11, 15)
    assert asked(rent, date(2026, 12, 14), [november, date(2026, 12, 12)]).target_per_week == 0
    assert asked(rent, date(2026, 12, 14), [november, date(2026, 11, 30)]).target_per_week == 1
    # Late for the one of November.
    assert asked(rent, date(2026, 12, 14), [date(2026, 12, 12)]).target_per_week == 1


@pytest.mark.parametrize("first", range(7))
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("late", [False, True])
def test_every_month_has_its_times_whenever_in_the_week_they_are_planned(first: int, times: int, late: bool) -> None:
    behavior, weeks = rhythmic({"times_a_month": times}), Weeks(first)
    week, log = weeks.of(date(2026, 11, 1)), list[date]()
    while week < date(2028, 4, 1):
        here = in_week(behavior, Happening(week, weeks, log))
        days = [day for day in (week + timedelta(days=number) for number in range(7)) if day.weekday() in here.weekdays]
        log += sorted(days, reverse=late)[: here.target_per_week]
        week = weeks.after(week)
    months = Counter((day.year, day.month) for day in log)
    assert {months[2027, month] for month in range(1, 13)} == {times}
    assert months[2028, 2] == times


def test_what_is_due_in_the_week_comes_soon_after_and_not_on_its_last_day() -> None:
    four = rhythmic({"every_days": 4, "since": "2026-11-30"})
    assert asked(four, WINTER, [date(2026, 11, 29)]).weekdays == (3, 4)  # due on Thursday: a day late at most
    three = asked(rhythmic({"every_days": 3, "since": "2026-11-30"}), WINTER, [date(2026, 11, 28)])
    assert (three.target_per_week, three.weekdays) == (2, (1, 2, 4, 5))  # Tuesday, then Friday
    month = asked(rhythmic({"every_days": 30, "since": "2026-11-30"}), WINTER)
    assert month.weekdays == (0, 1, 2, 3, 4, 5, 6)


def test_a_day_without_room_is_not_the_one_on_which_something_is_due() -> None:
    shut = tuple(busy(day, 0, 24 * 60) for day in (3, 4))
    four = rhythmic({"every_days": 4, "since": "2026-11-30"})
    assert asked(four, WINTER, [date(2026, 11, 29)], busy=shut).weekdays == (5, 6)


def test_a_day_on_which_it_is_planned_already_stays_allowed() -> None:
    four = rhythmic({"every_days": 4, "since": "2026-11-30"})
    moved = session("filter", WINTER + timedelta(days=6), 18 * 60)
    assert asked(four, WINTER, [date(2026, 11, 29)], previous=(moved,)).weekdays == (3, 4, 6)


def test_no_day_is_kept_for_more_than_is_still_to_be_placed() -> None:
    often = rhythmic({"every_days": 2, "since": "2026-11-30"}, impacts={"good": 1})
    fixed = {"behavior": "filter", "day": 6, "start": "08:00", "minutes": 30, "kind": "done"}
    problem = mini_week(make_behavior("filter", target_per_week=2, impacts={"good": 1}), fixed=[fixed])
    assert soon_after_due(problem, [often]).behaviors[0].weekdays == (0, 1, 6)


def test_only_what_is_wanted_every_so_many_days_is_kept_near_its_day() -> None:
    since = {"since": "2026-11-30"}
    names = {"filter": 4, "oven": 8, "boiler": 30}
    behaviors = [
        rhythmic({"every_days": every, **since}).model_copy(update={"id": name}) for name, every in names.items()
    ]
    before = {"filter": [date(2026, 11, 29)], "oven": [date(2026, 11, 24)]}
    problem = build_problem(material(WINTER, behaviors=(*behaviors, make_behavior("run")), days_before=before))
    everywhere = (0, 1, 2, 3, 4, 5, 6)
    assert {behavior.id: behavior.weekdays for behavior in problem.behaviors} == {
        "filter": (3, 4),
        "oven": (2, 3, 4),
        "boiler": everywhere,
        "run": everywhere,
    }
