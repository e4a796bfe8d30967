from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.agenda import PlannedSession, WeeklyBusy
from habitos_tui.domain.model.base import LAST_MINUTE, MINUTES_PER_DAY
from habitos_tui.domain.model.completion import Completion, Context
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.problem import (
    FixedSession,
    NotBefore,
    PlanSettings,
    Problem,
)
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import MutualExclusion, Scope, Stack, TimeBudget
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.week.problem import Instant, WeekMaterial, build_problem
from tests.support.household import MONDAY, TUESDAY, make_behavior

NIGHT_OWL_SLOTS = (
    Slot(name="day", start=8 * 60, end=20 * 60),
    Slot(name="night", start=20 * 60, end=28 * 60),
)
WEEKDAYS = range(7)


def material(week: date = MONDAY, **fields: Any) -> WeekMaterial:
    preferences = Preferences(week_start=week.weekday())
    plain = WeekMaterial(
        week=week,
        weeks=Weeks(week.weekday()),
        preferences=preferences,
        slots=DEFAULT_SLOTS,
        busy=(),
        objectives=(Objective(name="health", weight=2), Objective(name="fun", weight=0)),
        behaviors=(make_behavior("run"), make_behavior("read")),
        rules=(),
    )
    return replace(plain, **fields)


def busy(weekday: int, start: int, end: int, title: str = "") -> WeeklyBusy:
    return WeeklyBusy(id=uuid4(), weekday=weekday, start=start, end=end, title=title)


def done(behavior: str, day: date, start: int, minutes: int = 30) -> Completion:
    return Completion(
        id=uuid4(),
        behavior=behavior,
        day=day,
        done_at=datetime.combine(day, datetime.min.time(), UTC),
        start=start,
        minutes=minutes,
        context=Context(weekday=day.weekday()),
    )


def session(behavior: str, day: date, start: int, minutes: int = 30) -> PlannedSession:
    return PlannedSession(id=uuid4(), behavior=behavior, day=day, slot=None, start=start, minutes=minutes)


def taken(problem: Problem) -> set[tuple[int, int, int]]:
    return {(block.day, block.start, block.end) for block in problem.busy}


def spans(fixed: Iterable[FixedSession]) -> list[tuple[str, int, int, int]]:
    return [(f.behavior, f.day, f.start, f.minutes) for f in fixed]


@pytest.mark.parametrize("first", WEEKDAYS)
def test_everything_follows_its_weekday_into_the_week(first: int) -> None:
    week = Weeks(first).of(MONDAY)
    budgets = (1.0, 2.0, 3.0, None, 5.0, 6.0, 7.0)
    problem = build_problem(
        material(
            week,
            preferences=Preferences(week_start=first, energy_budget=budgets),
            busy=tuple(busy(day, 600 + day * 5, 700) for day in WEEKDAYS),
            behaviors=(make_behavior("run", weekdays=(0, 2)),),
            rules=(TimeBudget(id="r", period="day", days=(5, 6), max_minutes=60),),
        )
    )

    def weekday(day: int) -> int:
        return (week + timedelta(days=day)).weekday()

    assert [problem.energy_limit(day) for day in WEEKDAYS] == [budgets[weekday(day)] for day in WEEKDAYS]
    assert all(block.start == 600 + weekday(block.day) * 5 for block in problem.busy)
    assert {weekday(day) for day in problem.behaviors[0].weekdays} == {0, 2}
    assert {weekday(day) for day in problem.rules[0].days} == {5, 6}


def test_a_week_knows_nothing_of_what_reaches_beyond_it() -> None:
    problem = build_problem(material(behaviors=(make_behavior("run", tags=("home",)),)))
    assert problem.behaviors == (make_behavior("run"),)


def test_objectives_and_settings_are_the_profiles() -> None:
    settings = PlanSettings(variety=0.2, slack=0.3, routine=0.3, balance=0.4, stability=0.01, pause_beside_busy=False)
    problem = build_problem(material(preferences=Preferences(settings=settings, transition_minutes=10)))
    assert problem.objectives == {"health": 2, "fun": 0}
    assert problem.settings == settings
    assert (problem.transition_minutes, problem.grid_minutes, problem.first_edition) == (10, 5, False)


@pytest.mark.parametrize(("wanted", "stability"), [(0.0, 0.02), (0.5, 0.5)])
def test_planning_the_rest_prefers_what_is_planned_already(wanted: float, stability: float) -> None:
    settings = PlanSettings(stability=wanted)
    problem = build_problem(material(preferences=Preferences(settings=settings), replanning=True))
    assert problem.settings.stability == stability


def test_busy_time_is_rounded_outwards() -> None:
    problem = build_problem(material(preferences=Preferences(grid_minutes=15), busy=(busy(0, 487, 751, "Work"),)))
    assert taken(problem) == {(0, 480, 765)}
    assert problem.busy[0].title == "Work"


def test_a_block_past_midnight_blocks_the_next_morning_too() -> None:
    problem = build_problem(material(busy=(busy(1, 1365, 1741),)))
    assert taken(problem) == {(1, 1365, 1440), (2, 0, 305)}
    assert not any(window.day == 2 and window.start < 305 for window in problem.windows)


def test_the_last_night_of_the_week_runs_into_its_first_morning() -> None:
    sunday_night = busy(6, 1380, 1800)
    assert (0, 0, 360) in taken(build_problem(material(busy=(sunday_night,))))
    from_sunday = build_problem(material(Weeks(6).of(MONDAY), busy=(sunday_night,)))
    assert taken(from_sunday) == {(0, 1380, 1440), (1, 0, 360)}


def test_nights_of_any_length_leave_no_morning_out() -> None:
    nights = [busy(day, 1380, 1380 + 600) for day in range(7)]
    expected = {(day, *span) for day in range(7) for span in ((0, 540), (1380, 1440))}
    assert taken(build_problem(material(busy=tuple(nights)))) == expected
    reaching = taken(build_problem(material(slots=NIGHT_OWL_SLOTS, busy=(busy(6, 1380, 1980),))))
    assert reaching == {(0, 0, 540), (6, 1380, max(slot.end for slot in NIGHT_OWL_SLOTS))}


def test_a_block_that_begins_after_midnight_is_only_on_the_next_day() -> None:
    assert (1, 60, 120) in taken(build_problem(material(busy=(busy(0, 1500, 1560),))))


def test_an_early_block_also_ends_a_long_night_before() -> None:
    problem = build_problem(material(slots=NIGHT_OWL_SLOTS, busy=(busy(0, 60, 120), busy(3, 0, 600))))
    assert taken(problem) == {(0, 60, 120), (6, 1500, 1560), (3, 0, 600), (2, 1440, LAST_MINUTE)}
    assert not any(window.day == 6 and window.start < 1560 and window.end > 1500 for window in problem.windows)


@given(
    st.integers(0, 6),
    st.integers(0, 1799).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, 1800))),
    st.sampled_from([5, 10, 15]),
)
def test_no_minute_that_is_busy_is_ever_free(weekday: int, span: tuple[int, int], grid: int) -> None:
    preferences = Preferences(week_start=3, grid_minutes=grid)
    problem = build_problem(
        material(Weeks(3).of(MONDAY), preferences=preferences, slots=NIGHT_OWL_SLOTS, busy=(busy(weekday, *span),))
    )
    day = (weekday - 3) % 7
    week = 7 * MINUTES_PER_DAY
    blocked = {(day * MINUTES_PER_DAY + minute) % week for minute in range(*span)}
    for window in problem.windows:
        free = {(window.day * MINUTES_PER_DAY + minute) % week for minute in range(window.start, window.end)}
        assert not blocked & free


def test_slots_are_rounded_inwards_and_one_too_short_is_named() -> None:
    coarse = Preferences(grid_minutes=15)
    slots = (Slot(name="a", start=425, end=500), Slot(name="b", start=500, end=515))
    problem = build_problem(material(preferences=coarse, slots=slots[:1]))
    assert (problem.slots[0].start, problem.slots[0].end) == (435, 495)
    with pytest.raises(InvalidInputError, match="slot “b” is too short for a grid of 15 minutes"):
        build_problem(material(preferences=coarse, slots=slots))


def test_archived_behaviors_are_left_out_of_rules_too() -> None:
    archived = (make_behavior("swim"),)
    rules = (
        Stack(id="gone", first="run", then="swim"),
        MutualExclusion(id="narrow", behaviors=("run", "read", "swim"), period="day"),
        TimeBudget(id="all", period="day", max_minutes=60, scope=Scope(category="other")),
    )
    problem = build_problem(material(archived=archived, rules=rules))
    assert [behavior.id for behavior in problem.behaviors] == ["run", "read"]
    assert [(rule.id, rule.behavior_ids) for rule in problem.rules] == [("narrow", ("run", "read")), ("all", ())]


def test_what_was_done_counts_even_when_its_behavior_is_archived() -> None:
    archived = (make_behavior("swim", min_per_week=2), make_behavior("fly"))
    problem = build_problem(material(archived=archived, completions=(done("swim", MONDAY, 420),)))
    swim = problem.behavior_by_id["swim"]
    assert (swim.min_per_week, swim.max_per_week, swim.target_per_week) == (0, 1, 1)
    assert "fly" not in problem.behavior_by_id
    assert spans(problem.fixed) == [("swim", 0, 420, 30)]


def test_what_was_done_is_fixed_where_it_was_on_the_grid() -> None:
    problem = build_problem(material(completions=(done("run", TUESDAY, 423, 33), done("read", MONDAY, 1310, 22))))
    assert spans(problem.fixed) == [("read", 0, 1310, 22), ("run", 1, 420, 33)]
    assert {fixed.kind for fixed in problem.fixed} == {"done"}


def test_sessions_logged_at_once_do_not_overlap() -> None:
    at_nine = tuple(
        done(behavior, MONDAY, 1260 - minutes, minutes) for behavior, minutes in (("run", 30), ("read", 20))
    )
    problem = build_problem(material(completions=at_nine))
    assert spans(problem.fixed) == [("run", 0, 1210, 30), ("read", 0, 1240, 20)]


def test_what_does_not_fit_before_goes_after() -> None:
    just_after_midnight = (done("run", MONDAY, 10, 30), done("read", MONDAY, 15, 10))
    problem = build_problem(material(completions=just_after_midnight))
    assert spans(problem.fixed) == [("read", 0, 15, 10), ("run", 0, 25, 30)]


def test_a_night_that_was_done_does_not_run_into_the_next_day() -> None:
    problem = build_problem(material(completions=(done("run", MONDAY, 1420, 60), done("read", TUESDAY, 20, 10))))
    assert spans(problem.fixed) == [("run", 0, 1400, 60), ("read", 1, 20, 10)]


def test_locked_sessions_are_fixed_on_the_grid_and_never_moved() -> None:
    coarse = Preferences(grid_minutes=15)
    locked = (session("run", TUESDAY, 425, 30), session("read", TUESDAY, 440, 30), session("gone", TUESDAY, 900))
    problem = build_problem(material(preferences=coarse, locked=locked, completions=(done("read", TUESDAY, 450, 20),)))
    assert [(f.kind, *span) for f, span in zip(problem.fixed, spans(problem.fixed), strict=True)] == [
        ("done", "read", 1, 390, 20),
        ("locked", "run", 1, 420, 45),
    ]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1800), st.integers(1, 1440)), max_size=25),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 360).map(lambda n: n * 5), st.integers(1, 40)), max_size=10),
    st.sampled_from([5, 10, 15]),
)
def test_whatever_was_done_and_locked_the_problem_is_valid(
    completions: list[tuple[int, int, int]], locks: list[tuple[int, int, int]], grid: int
) -> None:
    problem = build_problem(
        material(
            preferences=Preferences(grid_minutes=grid),
            completions=tuple(done("run", MONDAY + timedelta(days=d), start, m) for d, start, m in completions),
            locked=tuple(session("read", MONDAY + timedelta(days=d), start, m * 5) for d, start, m in locks),
        )
    )
    assert len(problem.fixed) <= len(completions) + len(locks)


def test_previous_sessions_are_places_of_today() -> None:
    previous = (
        session("run", TUESDAY, 420),
        session("run", TUESDAY, 480),
        session("read", TUESDAY, 60),
        session("gone", TUESDAY, 420),
    )
    problem = build_problem(material(previous=previous))
    assert [(p.behavior, p.day, p.slot) for p in problem.previous] == [("run", 1, "morning")]


@pytest.mark.parametrize(
    ("now", "cut"),
    [
        (None, None),
        (Instant(2, 541), NotBefore(day=2, time=545)),
        (Instant(2, 545), NotBefore(day=2, time=545)),
        (Instant(2, 1799), NotBefore(day=2, time=1800)),
    ],
)
def test_nothing_is_planned_into_the_past(now: Instant | None, cut: NotBefore | None) -> None:
    assert build_problem(material(now=now)).not_before == cut


def test_what_does_not_fit_together_is_a_sentence() -> None:
    weightless = (Objective(name="health", weight=0),)
    with pytest.raises(InvalidInputError, match="This week cannot be planned as it is: objectives: needs at least one"):
        build_problem(material(objectives=weightless))


def test_what_was_done_before_a_first_plan_asks_counts_beside_what_is_asked_then() -> None:
    often = make_behavior("run", target_per_week=7, max_per_week=7)
    begun = material(
        behaviors=(often,), begins=2, asks_from=3, completions=(done("run", MONDAY + timedelta(days=2), 420),)
    )
    assert begun.asked_of(often).target_per_week == 4 + 1
    later = replace(begun, completions=(done("run", MONDAY + timedelta(days=3), 420),))
    assert later.asked_of(often).target_per_week == 4
