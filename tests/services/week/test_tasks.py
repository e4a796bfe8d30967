"""What a week asks of a task: its pieces, its days, how much it is worth, and when it becomes a limit."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.planning.deadline import deadline_id, due_of, is_deadline, task_of
from habitos_tui.domain.planning.valuation import FOR_ALL
from habitos_tui.services.week.problem import Instant, WeekMaterial, build_problem
from habitos_tui.services.week.tasks import TaskProgress, most_minutes, time_for
from tests.planner.mini import habit
from tests.planner.mini import week as mini_week
from tests.services.week.test_problem import busy, done, material, session
from tests.support.household import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, make_behavior

SOON, LATER = FRIDAY, FRIDAY + timedelta(weeks=2)


def task(
    due: date | None = SOON, total: int = 120, pieces: tuple[int, int, int] = (30, 45, 60), **fields: Any
) -> Behavior:
    least, typical, most = pieces
    lengths = {"min_minutes": least, "typical_minutes": typical, "max_minutes": most}
    return make_behavior(
        "report", **{**lengths, "target_per_week": 0, "task": {"due": due, "total_minutes": total}, **fields}
    )


def week_of_task(behavior: Behavior, progress: TaskProgress | None = None, **fields: Any) -> WeekMaterial:
    progress = progress or TaskProgress(days_after=12 if behavior.task and behavior.task.due == LATER else 0)
    return material(behaviors=(behavior,), tasks={"report": progress}, **fields)


def planned(behavior: Behavior, progress: TaskProgress | None = None, **fields: Any) -> tuple[Problem, Behavior]:
    problem = build_problem(week_of_task(behavior, progress, **fields))
    return problem, problem.behaviors[0]


def deadline(problem: Problem) -> TimeBudget:
    (found,) = (rule for rule in problem.rules if is_deadline(rule))
    return found


def test_in_its_last_week_all_that_is_left_is_asked_for_before_it_is_due() -> None:
    problem, asked = planned(task())
    assert asked.task is None
    assert (asked.target_per_week, asked.week_limit) == (2, 4)
    assert asked.weekdays == (0, 1, 2, 3, 4)
    rule = deadline(problem)
    assert (rule.min_minutes, rule.max_minutes, rule.hard, task_of(rule)) == (120, 120, True, "report")
    assert rule.name == "Report: 2 h left, due Fri 27 Nov"


def test_before_its_last_week_a_share_of_what_is_left_is_a_wish() -> None:
    problem, asked = planned(task(LATER, total=300))
    assert not problem.rules
    assert (asked.target_per_week, asked.week_limit, asked.min_per_week) == (3, 3, 0)  # 7 of 19 days: 111 minutes
    assert asked.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert 3 * asked.max_minutes <= 300


def test_what_is_done_or_locked_in_the_week_or_planned_elsewhere_is_not_asked_again() -> None:
    here = {"completions": (done("report", MONDAY, 600, 40),), "locked": (session("report", TUESDAY, 600, 30),)}
    problem, asked = planned(task(), TaskProgress(minutes=20), **here)
    rule = deadline(problem)
    assert (asked.target_per_week, asked.week_limit) == (2 + 1, 2 + 1)
    assert (rule.min_minutes, rule.max_minutes) == (70 + 30, 70 + 30)
    _, ended = planned(task(), TaskProgress(minutes=120))
    assert (ended.target_per_week, ended.week_limit) == (0, 0)
    _, finished = planned(task(task={"total_minutes": 120, "due": SOON, "finished": MONDAY}))
    assert (finished.target_per_week, finished.week_limit) == (0, 0)


def test_a_share_that_is_done_is_enough_for_the_week() -> None:
    _, asked = planned(task(LATER, total=300), completions=(done("report", MONDAY, 600, 120),))
    assert (asked.target_per_week, asked.week_limit) == (1, 1)


def test_what_is_left_may_be_shorter_than_a_piece_and_lie_off_the_grid() -> None:
    _, asked = planned(task(), TaskProgress(minutes=98))
    assert list(asked.lengths(5)) == [25]
    grid = Preferences(grid_minutes=15)
    _, call = planned(task(total=7, pieces=(7, 7, 7)), preferences=grid)
    assert list(call.lengths(15)) == [15]


def test_pieces_of_one_length_may_go_a_little_beyond_what_is_left() -> None:
    problem, asked = planned(task(total=100, pieces=(60, 60, 60)))
    assert (asked.target_per_week, deadline(problem).min_minutes, deadline(problem).max_minutes) == (2, 100, 120)


def test_a_task_that_is_overdue_is_asked_for_on_all_days_and_is_no_limit() -> None:
    problem, asked = planned(task(TUESDAY), now=Instant(2, 540))
    assert asked.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert (asked.target_per_week, deadline(problem).min_minutes) == (2, None)
    assert deadline(problem).name == "Report: 2 h left, overdue since Tue 24 Nov"
    _, next_week = planned(task(MONDAY - timedelta(days=3)))
    assert next_week.target_per_week == 2


def test_a_task_without_a_due_day_is_asked_for_once_a_week() -> None:
    problem, asked = planned(task(None, total=300))
    assert (asked.target_per_week, asked.impacts, problem.rules) == (1, {"health": 0.5}, ())
    _, again = planned(task(None, total=300), completions=(done("report", MONDAY, 600, 30),))
    assert (again.target_per_week, again.week_limit) == (1, 1)


@pytest.mark.parametrize(
    ("due", "impact"),
    [(None, 0.5), (FRIDAY + timedelta(weeks=3), 0.625), (FRIDAY + timedelta(weeks=1), 0.75), (SOON, 1)],
)
def test_its_worth_grows_as_it_comes_near(due: date | None, impact: float) -> None:
    _, asked = planned(task(due, impacts={"health": 0.5, "fun": -0.2}), TaskProgress(days_after=9))
    assert asked.impacts == {"health": pytest.approx(impact), "fun": -0.2}


def test_a_task_for_no_objective_does_a_little_for_all_of_them() -> None:
    _, asked = planned(task(None, impacts={}))
    assert asked.impacts == {"health": FOR_ALL}


def test_what_has_no_room_before_it_is_due_is_a_wish() -> None:
    full = [busy(day, 0, 1440) for day in range(7)]
    problem, _ = planned(task(), busy=(*full[1:], busy(0, 0, 1350)))
    assert deadline(problem).min_minutes is None
    free, _ = planned(task(), busy=full[5:])
    assert deadline(free).min_minutes == 120


def test_more_pieces_a_day_are_allowed_where_few_days_are_left() -> None:
    problem, asked = planned(task(WEDNESDAY, total=240), now=Instant(2, 540))
    assert (asked.max_per_day, deadline(problem).min_minutes) == (8, 240)


def test_a_week_must_do_what_the_longest_pieces_on_all_later_days_could_not() -> None:
    monday = MONDAY + timedelta(weeks=1)
    problem, asked = planned(task(monday, total=180), TaskProgress(days_after=1))
    rule = deadline(problem)
    assert (rule.min_minutes, due_of(rule)) == (120, monday)
    assert rule.name == "Report: this week 2 h of 3 h left, due Mon 30 Nov"
    assert asked.target_per_week * asked.max_minutes >= 120
    enough, _ = planned(task(monday, total=60), TaskProgress(days_after=1))
    assert not enough.rules


def test_a_day_may_have_as_many_pieces_as_its_share_of_what_is_left_needs() -> None:
    friday = FRIDAY + timedelta(weeks=1)
    problem, asked = planned(task(friday, total=1800, pieces=(60, 90, 120)), TaskProgress(days_after=5))
    assert (asked.target_per_week, asked.max_per_day) == (12, 2)
    assert deadline(problem).min_minutes == 1800 - 5 * 2 * 120
    with_gaps = task(friday, total=600, pieces=(60, 90, 120), min_gap_days=1)
    problem, apart = planned(with_gaps, TaskProgress(days_after=5))
    assert (apart.max_per_day, deadline(problem).min_minutes) == (1, 600 - 3 * 120)


def test_what_may_be_done_twice_a_day_is_left_for_as_many_pieces_on_later_days() -> None:
    monday = MONDAY + timedelta(weeks=1)
    problem, _ = planned(task(monday, total=400, max_per_day=2), TaskProgress(days_after=1))
    assert deadline(problem).min_minutes == 400 - 2 * 60


def test_what_just_fits_before_it_is_due_is_a_limit() -> None:
    full = tuple(busy(day, 0, 1440) for day in range(2, 7))
    around = (*full, busy(0, 0, 600), busy(0, 660, 1440), busy(1, 0, 600))
    for end, least in ((660, 120), (655, None)):
        problem, _ = planned(task(), busy=(*around, busy(1, end, 1440)), preferences=Preferences(transition_minutes=0))
        assert deadline(problem).min_minutes == least


@pytest.mark.parametrize(
    ("fields", "fixed", "busy_until", "minutes"),
    [
        ({}, (), {}, 60 + 60),  # one each on Monday and Tuesday
        ({}, (("run", 0),), {}, 60),
        ({}, (("read", 0),), {}, 60 + 60),
        ({"max_per_day": 2}, (("run", 0),), {}, 60 + 60),
        ({"weekdays": (0, 1, 2), "min_gap_days": 1, "max_per_day": 5}, (), {}, 60 + 60),
        ({"max_per_week": 1}, (), {0: "09:30"}, 60),
        ({}, (), {0: "09:30"}, 30 + 60),
        ({"max_per_week": 1}, (("run", 3),), {}, 0),
    ],
)
def test_how_many_minutes_have_room(
    fields: dict[str, Any], fixed: tuple[tuple[str, int], ...], busy_until: dict[int, str], minutes: int
) -> None:
    usual: dict[str, Any] = {"min_minutes": 30, "max_minutes": 60, "weekdays": (0, 1), "max_per_week": 9}
    run, read = habit("run", **usual | fields), habit("read", weekdays=(0,))
    problem = mini_week(
        run,
        read,
        fixed=[{"behavior": of, "day": day, "start": "06:00", "minutes": 30, "kind": "done"} for of, day in fixed],
        busy=[{"day": day, "start": "00:00", "end": end} for day, end in busy_until.items()],
    )
    assert most_minutes(problem, problem.behavior_by_id["run"]) == minutes


def test_the_time_until_a_task_is_due_ends_with_that_day() -> None:
    problem = mini_week(habit("run", weekdays=(0, 1, 2)))
    run = habit("run", weekdays=(0, 1, 2), max_per_week=1)
    assert [time_for(problem, run, MONDAY + timedelta(days=day)) for day in (-1, 0, 1, 2, 6)] == [0, 30, 60, 90, 90]


@pytest.mark.parametrize(("total", "lengths"), [(95, (95, 95)), (90, (90, 90)), (125, (60, 90)), (40, (40, 40))])
def test_no_piece_leaves_less_than_the_shortest_one(total: int, lengths: tuple[int, int]) -> None:
    _, asked = planned(task(LATER, total=total, pieces=(60, 90, 120) if total >= 60 else (30, 35, 60)))
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (1, *lengths)


def test_nor_do_several_pieces() -> None:
    friday = FRIDAY + timedelta(weeks=1)
    _, asked = planned(task(friday, total=150, pieces=(45, 65, 90)), TaskProgress(days_after=5))
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (2, 75, 75)


def test_a_week_before_days_of_absence_is_the_last_one() -> None:
    monday = MONDAY + timedelta(weeks=1)
    problem, _ = planned(task(monday), TaskProgress(days_after=0))
    assert deadline(problem).min_minutes == 120


def test_nothing_is_asked_of_a_task_on_days_on_which_it_is_paused() -> None:
    pause = Pause(id=uuid4(), behavior="report", first=MONDAY, last=WEDNESDAY)
    problem, asked = planned(task(), pauses=(pause,))
    assert asked.weekdays == (3, 4)
    assert deadline(problem).min_minutes == 120
    whole = pause.model_copy(update={"last": None})
    assert build_problem(week_of_task(task(), pauses=(whole,))).behaviors == ()


def test_no_rule_of_the_person_has_the_id_of_a_deadline() -> None:
    own = TimeBudget(id=deadline_id("report", SOON), period="week", max_minutes=600)
    problem, _ = planned(task(), rules=(own,))
    assert [is_deadline(rule) for rule in problem.rules] == [False, True]
    assert len({rule.id for rule in problem.rules}) == 2
