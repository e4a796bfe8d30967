"""What a week's material says before a problem is made of it: lost days, pauses, and what is asked of whom."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import DAYS, LAST_MINUTE, MINUTES_PER_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Frequency, MutualExclusion, Rule, Scope, Stack, TimeBudget
from habitos_tui.domain.model.week import NEXT_WEEK
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.insight.adherence import Chances
from habitos_tui.services.week.away import LostDays
from habitos_tui.services.week.problem import Instant, build_problem, busy_parts, occurrences
from tests.services.week.test_problem import busy, done, material, session, spans
from tests.support.household import FRIDAY, MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, make_behavior

SUNDAY_BEFORE = MONDAY - timedelta(days=1)
DECEMBER = date(2026, 12, 7)
EVERY_DAY = make_behavior("run", target_per_week=7, min_per_week=7, max_per_week=7)


def pause(behavior: str, first: date, last: date | None = None) -> Pause:
    return Pause(id=uuid4(), behavior=behavior, first=first, last=last)


def away(first: date, last: date) -> Away:
    return Away(id=uuid4(), first=first, last=last)


def asked(behavior: Behavior, week: date = MONDAY, **fields: Any) -> tuple[int, int]:
    found = material(week, behaviors=(behavior,), **fields).asked_of(behavior)
    return found.target_per_week, found.min_per_week


def test_lost_days_are_told_by_the_moment_or_by_how_many_are_over() -> None:
    assert material().lost == LostDays()
    assert material(now=Instant(2, 600)).lost == LostDays(over=2)
    assert material(now=Instant(2, 600), over=5).lost == LostDays(over=5)
    begun = material(begins=1, asks_from=2, absences=(away(FRIDAY, FRIDAY),), weeks=Weeks(0, (SUNDAY,)))
    assert begun.lost == LostDays(frozenset({4}), before=1, asks_from=2, length=6)


def test_a_behavior_rests_where_all_its_days_of_the_week_are_paused() -> None:
    """Weeks that begin on Sunday have Monday as their second day."""
    mondays, both = make_behavior("run", weekdays=(0,)), make_behavior("run", weekdays=(0, 6))
    week = material(SUNDAY_BEFORE, pauses=(pause("run", MONDAY, MONDAY),))
    assert (week.rests(mondays), week.rests(both)) == (True, False)
    assert not week.rests(make_behavior("read", weekdays=(0,)))
    assert not material(SUNDAY_BEFORE, pauses=(pause("run", MONDAY + timedelta(days=5)),)).rests(mondays)
    weekends, cut = make_behavior("run", weekdays=(5, 6)), Weeks(0, (THURSDAY,))
    assert not material(weeks=cut).rests(weekends)
    assert material(weeks=cut, pauses=(pause("run", MONDAY, WEDNESDAY),)).rests(EVERY_DAY)


def test_days_of_absence_and_of_a_pause_lower_what_is_asked_together() -> None:
    paused = (pause("run", MONDAY, WEDNESDAY),)
    assert asked(EVERY_DAY, pauses=paused) == (4, 4)
    assert asked(EVERY_DAY, pauses=paused, absences=(away(WEDNESDAY, FRIDAY),)) == (2, 2)
    assert asked(make_behavior("read", target_per_week=7), pauses=paused) == (7, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"absences": (away(MONDAY, TUESDAY),)},
        {"pauses": (pause("run", MONDAY, TUESDAY),)},
        {"begins": 2},
        {"asks_from": 2},
        {"weeks": Weeks(0, (THURSDAY,))},
    ],
    ids=["absence", "pause", "first week", "late first week", "cut week"],
)
def test_what_is_usually_asked_knows_nothing_of_lost_days(fields: dict[str, Any]) -> None:
    week, usual = material(behaviors=(EVERY_DAY,), **fields), material().asked_of(EVERY_DAY)
    assert (usual.target_per_week, usual.weekdays) == (7, tuple(DAYS))
    assert week.asked_of(EVERY_DAY) != usual
    assert week.usually_asked_of(EVERY_DAY) == usual


def test_a_month_that_ends_early_asks_at_once_but_not_usually() -> None:
    monthly = make_behavior("run", rhythm={"times_a_month": 1}, target_per_week=1)
    rest = [DECEMBER + timedelta(days=day) for day in range(7, 25)]
    assert asked(monthly, DECEMBER) == (0, 0)
    assert asked(monthly, DECEMBER, away_later=rest) == (1, 0)
    assert asked(monthly, DECEMBER, pauses=(pause("run", rest[0], rest[-1]),)) == (1, 0)
    assert asked(monthly, DECEMBER, pauses=(pause("read", rest[0], rest[-1]),)) == (0, 0)
    gone = material(DECEMBER, away_later=rest, pauses=(pause("run", rest[0]),))
    assert gone.usually_asked_of(monthly).target_per_week == 0


def test_what_others_did_says_nothing_of_a_rhythm() -> None:
    ten = make_behavior("run", rhythm={"every_days": 10, "since": "2026-11-23"}, target_per_week=1)
    before = {"run": [MONDAY - timedelta(days=8)]}
    plain: dict[str, Any] = {"days_before": before, "now": Instant(1, 600)}
    assert material(**plain).asked_of(ten).weekdays == (2, 3, 4, 5, 6)
    other = material(**plain, completions=(done("read", MONDAY, 600),))
    assert other.asked_of(ten) == material(**plain).asked_of(ten)


def test_what_is_overdue_may_be_on_each_day_that_is_left() -> None:
    ten = make_behavior("run", rhythm={"every_days": 10, "since": "2026-11-01"}, target_per_week=1)
    late = material(days_before={"run": [MONDAY - timedelta(days=11)]})
    assert late.asked_of(ten).weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert replace(late, now=Instant(3, 600)).asked_of(ten).weekdays == (3, 4, 5, 6)


def test_out_of_season_all_week_it_keeps_its_days_and_asks_for_nothing() -> None:
    winter = make_behavior("run", season={"first": "12-15", "last": "02-28"}, weekdays=(0, 3))
    found = material().asked_of(winter)
    assert (found.target_per_week, found.weekdays) == (0, (0, 3))


def rule_of(rule: Rule, *pauses: Pause) -> Rule | None:
    return material(pauses=pauses).asked_by(rule)


def test_a_rule_has_no_meaning_on_days_on_which_all_that_it_is_about_rests() -> None:
    stack = Stack(id="s", first="run", then="read")
    early, later = pause("run", MONDAY, TUESDAY), pause("read", TUESDAY, WEDNESDAY)
    found = rule_of(stack, early, later)
    assert found is not None
    assert found.days == (2, 3, 4, 5, 6)
    assert rule_of(stack, later) == stack
    one_only = MutualExclusion(id="m", behaviors=("run", "read"), period="day")
    assert rule_of(one_only, early, later) == one_only
    daily = Frequency(id="f", period="day", min_sessions=1)
    assert rule_of(daily, early) == daily
    both = rule_of(daily, early, later)
    assert both is not None
    assert both.days == (0, 2, 3, 4, 5, 6)
    of_run = daily.model_copy(update={"scope": Scope(behaviors=("run",))})
    assert rule_of(of_run, later) == of_run
    alone = rule_of(of_run, early, later)
    assert alone is not None
    assert alone.days == (2, 3, 4, 5, 6)
    of_nobody = daily.model_copy(update={"scope": Scope(category="social")})
    assert rule_of(of_nobody, early) == of_nobody


def test_a_rule_is_none_of_the_week_where_its_behavior_rests() -> None:
    stack = Stack(id="s", first="run", then="read")
    assert rule_of(stack, pause("read", MONDAY)) is None
    tagged = Frequency(id="f", name="Home", period="week", min_sessions=1, scope=Scope(tag="home"))
    home = tuple(make_behavior(name, tags=("home",)) for name in ("run", "read"))
    week = material(behaviors=home, pauses=(pause("read", MONDAY),))
    found = week.asked_by(tagged)
    assert isinstance(found, Frequency)
    assert (found.scope, found.name) == (Scope(behaviors=("run",)), "Home (tagged “home”)")
    # What was done all the same counts.
    found = replace(week, completions=(done("read", MONDAY, 600),)).asked_by(tagged)
    assert isinstance(found, Frequency)
    assert found.scope == Scope(behaviors=("run", "read"))


def test_behaviors_that_rest_are_no_part_of_the_week_and_their_sessions_are_none_to_move() -> None:
    problem = build_problem(
        material(
            pauses=(pause("read", MONDAY),),
            previous=(session("run", TUESDAY, 420), session("read", TUESDAY, 480)),
            archived=(make_behavior("swim"),),
        )
    )
    assert [behavior.id for behavior in problem.behaviors] == ["run"]
    assert [(each.behavior, each.start) for each in problem.previous] == [("run", 420)]
    assert problem.name == "Week of 2026-11-23"


def test_chances_are_those_of_the_week_and_none_of_days_away() -> None:
    absent = (away(TUESDAY, TUESDAY),)
    assert build_problem(material()).adherence == ()
    learned = build_problem(material(chances=LEARNED, absences=absent)).adherence
    assert {each.day for each in learned} == {0, 2, 3, 4, 5, 6}


class AlwaysLikely(Chances):
    """Everything is likely to be done."""

    def __init__(self) -> None:
        super().__init__((make_behavior("run"), make_behavior("read")), ())

    def chance(self, behavior: Behavior, slot: str, weekday: int) -> float:
        return 0.97


LEARNED = AlwaysLikely()


def test_busy_times_are_those_of_the_week_and_of_the_days_around_it() -> None:
    sunday, monday = busy(6, 600, 660), busy(0, 600, 660)
    assert [(block.id, day) for block, day in occurrences(MONDAY, (sunday, monday), (), ())] == [
        (sunday.id, -1),
        (sunday.id, 6),
        (monday.id, 0),
        (monday.id, 7),
    ]
    off = (BusyDayOff(busy=sunday.id, day=SUNDAY), BusyDayOff(busy=monday.id, day=SUNDAY))
    assert [day for _, day in occurrences(MONDAY, (sunday,), (), off)] == [-1]
    dated = [DatedBusy(id=uuid4(), day=MONDAY + timedelta(days=day), start=600, end=660) for day in range(-2, 10)]
    assert [day for _, day in occurrences(MONDAY, (), dated, ())] == [-1, 0, 1, 2, 3, 4, 5, 6, 7]
    free = [each.model_copy(update={"freed": True}) for each in dated[2:4]]
    assert [day for _, day in occurrences(MONDAY, (), (*free, dated[4]), ())] == [2]


@pytest.mark.parametrize(
    ("day", "start", "end", "latest", "parts"),
    [
        (2, 602, 658, 1440, [(2, 600, 660, 0)]),
        (2, 600, 1440, 1440, [(2, 600, 1440, 0)]),
        (2, 1380, 1500, 1320, [(2, 1380, 1440, 0), (3, 0, 60, 1440)]),
        (2, 1440, 1500, 1440, [(3, 0, 60, 1440)]),
        (2, 1380, 1500, 1560, [(2, 1380, 1500, 0), (3, 0, 60, 1440)]),
        (2, 60, 120, 1500, [(2, 60, 120, 0)]),
        (2, 60, 120, 1505, [(2, 60, 120, 0), (1, 1500, 1560, -1440)]),
        (2, 0, 600, 1500, [(2, 0, 600, 0), (1, 1440, LAST_MINUTE, -1440)]),
        (6, 1380, 1500, 1440, [(6, 1380, 1440, 0)]),
        (7, 0, 60, 1500, [(6, 1440, 1500, -1440)]),
        (-1, 1380, 1500, 1440, [(0, 0, 60, 1440)]),
    ],
)
def test_a_block_lies_on_its_day_and_on_the_nights_beside_it(
    day: int, start: int, end: int, latest: int, parts: list[tuple[int, int, int, int]]
) -> None:
    block = busy(0, start, end, "Work")
    found = list(busy_parts(block, day, latest, 5))
    assert [(p.busy.day, p.busy.start, p.busy.end, p.later) for p in found] == parts
    assert {p.busy.title for p in found} == {"Work"}


def test_what_was_done_beside_another_session_stays_and_what_overlaps_finds_the_nearest_free_time() -> None:
    at_eight = (session("read", MONDAY, 480, 30),)

    def placed(start: int, minutes: int) -> tuple[str, int, int, int]:
        fixed = build_problem(material(locked=at_eight, completions=(done("run", MONDAY, start, minutes),))).fixed
        return next(span for span in spans(fixed) if span[0] == "run")

    assert placed(450, 30) == ("run", 0, 450, 30)
    assert placed(510, 30) == ("run", 0, 510, 30)
    assert placed(505, 30) == ("run", 0, 450, 30)
    assert placed(455, 30) == ("run", 0, 450, 30)
    assert placed(485, 480) == ("run", 0, 0, 480)
    assert placed(485, 485) == ("run", 0, 510, 485)


def test_what_was_done_moves_no_further_than_the_end_of_the_night() -> None:
    def fixed(locked: int, minutes: int, start: int) -> list[tuple[str, int, int, int]]:
        locks = (session("read", MONDAY, locked, minutes),)
        return spans(build_problem(material(locked=locks, completions=(done("run", MONDAY, start, 400),))).fixed)

    assert fixed(360, MINUTES_PER_DAY, 380) == [("read", 0, 360, 1440), ("run", 0, LAST_MINUTE, 400)]
    assert fixed(365, MINUTES_PER_DAY, 380) == [("read", 0, 365, 1440)]


def test_a_locked_night_pushes_what_was_done_next_morning_behind_it() -> None:
    problem = build_problem(
        material(locked=(session("read", MONDAY, 1380, 180),), completions=(done("run", TUESDAY, 30, 60),))
    )
    assert spans(problem.fixed) == [("read", 0, 1380, 180), ("run", 1, 120, 60)]


def test_a_budget_of_minutes_a_day_holds_on_the_days_that_are_left() -> None:
    daily = TimeBudget(id="r", period="day", max_minutes=60)

    def days(**fields: Any) -> tuple[int, ...] | None:
        found = material(**fields).asked_by(daily)
        return None if found is None else found.days

    assert days() == tuple(DAYS)
    assert days(now=Instant(5, 600)) == (5, 6)
    assert days(over=7) is None


def test_the_days_that_a_cut_week_leaves_to_the_next_are_taken() -> None:
    problem = build_problem(material(weeks=Weeks(0, (THURSDAY,)), preferences=Preferences(grid_minutes=15)))
    assert {window.day for window in problem.windows} == {0, 1, 2}
    assert [(block.day, block.start, block.end, block.title) for block in problem.busy] == [
        (day, 0, MINUTES_PER_DAY, NEXT_WEEK) for day in (3, 4, 5, 6)
    ]
    assert problem.grid_minutes == 15
