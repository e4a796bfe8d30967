"""Planning again leaves what begins at once where it is, and begins nothing new before the notice is over."""

from typing import Any

import pytest

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Precedence, Rule, Stack
from habitos_tui.services.week.problem import Instant, build_problem
from tests.services.week.test_problem import busy, done, material, session
from tests.support.household import TUESDAY, WEDNESDAY, make_behavior

NINE = Instant(1, 540)


def replanned(*previous: PlannedSession, **fields: Any) -> Problem:
    plain: dict[str, Any] = {"now": NINE, "previous": previous, "replanning": True}
    return build_problem(material(**plain | fields))


def held(problem: Problem) -> list[tuple[str, int]]:
    return [(fixed.behavior, fixed.start) for fixed in problem.fixed if fixed.kind == "locked"]


def first_start(problem: Problem) -> int:
    return next(window.start for window in problem.windows if window.day == 1)


@pytest.mark.parametrize(("notice", "start"), [(0, 540), (15, 555), (20, 560), (22, 565)])
def test_nothing_new_begins_before_the_notice_is_over(notice: int, start: int) -> None:
    problem = replanned(preferences=Preferences(notice_minutes=notice))
    assert (problem.notice_minutes, first_start(problem)) == (notice, start)


def test_a_notice_may_reach_into_the_next_day() -> None:
    problem = replanned(now=Instant(1, 1430), preferences=Preferences(notice_minutes=600))
    assert next((window.day, window.start) for window in problem.windows) == (2, 590)


def test_a_week_ahead_and_what_is_placed_by_hand_need_no_notice() -> None:
    assert build_problem(material()).notice_minutes == 0
    assert first_start(replanned(at_once=True)) == 540


def test_what_is_planned_within_the_notice_stays() -> None:
    problem = replanned(session("run", TUESDAY, 550), session("read", TUESDAY, 600))
    assert held(problem) == [("run", 550)]
    assert [(p.behavior, p.start) for p in problem.previous] == [("read", 600)]
    assert first_start(problem) == 585


@pytest.mark.parametrize("start", [555, 600])
def test_what_begins_later_may_be_moved(start: int) -> None:
    problem = replanned(session("run", TUESDAY, start))
    assert (held(problem), len(problem.previous)) == ([], 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"busy": (busy(1, 560, 600, "Call"),)},
        {"behaviors": (make_behavior("run", weekdays=(3,)), make_behavior("read"))},
        {"behaviors": (make_behavior("run", min_minutes=45, typical_minutes=60), make_behavior("read"))},
        {"completions": (done("run", TUESDAY, 480),)},
    ],
)
def test_what_the_week_allows_no_longer_may_be_moved_at_once(fields: dict[str, Any]) -> None:
    problem = replanned(session("run", TUESDAY, 550), **fields)
    assert (held(problem), len(problem.previous)) == ([], 1)


def test_a_limit_that_the_session_helps_to_keep_does_not_move_it() -> None:
    behaviors = (make_behavior("run", min_per_week=3), make_behavior("read"))
    assert held(replanned(session("run", TUESDAY, 550), behaviors=behaviors)) == [("run", 550)]


def test_what_is_stacked_right_behind_stays_with_it() -> None:
    rules = (Stack(id="s", first="run", then="read"),)
    problem = replanned(session("run", TUESDAY, 550, 15), session("read", TUESDAY, 570), rules=rules)
    assert held(problem) == [("run", 550), ("read", 570)]
    apart = replanned(session("run", TUESDAY, 550, 15), session("read", TUESDAY, 570))
    assert held(apart) == [("run", 550)]


@pytest.mark.parametrize(
    "rule",
    [
        Stack(id="s", first="run", then="read", active=False),
        Stack(id="s", first="run", then="read", days=(3,)),
        Precedence(id="s", before="run", after="read"),
    ],
    ids=["switched off", "on another day", "anywhere later"],
)
def test_what_need_not_be_right_behind_may_be_moved(rule: Rule) -> None:
    problem = replanned(session("run", TUESDAY, 550, 15), session("read", TUESDAY, 570), rules=(rule,))
    assert held(problem) == [("run", 550)]


def test_what_is_stacked_stays_whatever_else_stays_on_its_day_or_earlier() -> None:
    behaviors = tuple(make_behavior(name, min_minutes=5) for name in ("swim", "run", "read"))
    planned = [session("swim", TUESDAY, 540, 5), session("run", TUESDAY, 550, 15), session("read", TUESDAY, 570)]
    rules = (Stack(id="s", first="run", then="read"),)
    assert len(held(replanned(*planned, behaviors=behaviors, rules=rules))) == 3
    later = session("read", TUESDAY, 575)
    assert len(held(replanned(*planned[:2], later, behaviors=behaviors, rules=rules))) == 2
    next_day = session("read", WEDNESDAY, 570)
    assert len(held(replanned(*planned[:2], next_day, behaviors=behaviors, rules=rules))) == 2
