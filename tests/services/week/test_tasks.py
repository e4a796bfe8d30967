"""What a week asks of a task: its pieces, its days, how much it is worth, and when it becomes a limit."""

from datetime import date, timedelta
from typing import Any, Literal
from uuid import uuid4

import pytest

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.planning.deadline import deadline_id, due_of, is_deadline, task_of
from habitos_tui.domain.planning.valuation import FOR_ALL
from habitos_tui.services.week.problem import Instant, WeekMaterial, build_problem
from habitos_tui.services.week.tasks import TaskProgress, TaskWeek, most_minutes, time_for
from tests.planner.mini import habit
from tests.planner.mini import week as mini_week
from tests.services.week.test_problem import busy, done, material, session
from tests.support.household import FRIDAY, MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, make_behavior

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
    assert (asked.min_minutes, asked.typical_minutes, asked.max_minutes) == (30, 45, 60)
    assert asked.weekdays == (0, 1, 2, 3, 4)
    rule = deadline(problem)
    assert (rule.min_minutes, rule.max_minutes, rule.hard, task_of(rule)) == (120, 120, True, "report")
    assert rule.name == "Report: 2 h left, due Fri 27 Nov"


def test_before_its_last_week_a_share_of_what_is_left_is_a_wish() -> None:
    problem, asked = planned(task(LATER, total=300))
    assert not problem.rules
    assert (asked.target_per_week, asked.week_limit, asked.min_per_week) == (3, 3, 0)  # 7 of 19 days: 111 minutes
    assert asked.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert (asked.min_minutes, asked.typical_minutes, asked.max_minutes) == (30, 45, 45)


def test_what_is_done_or_locked_in_the_week_or_planned_elsewhere_is_not_asked_again() -> None:
    here = {"completions": (done("report", MONDAY, 600, 40),), "locked": (session("report", TUESDAY, 600, 30),)}
    problem, asked = planned(task(), TaskProgress(minutes=20), **here)
    rule = deadline(problem)
    assert (asked.target_per_week, asked.week_limit) == (2 + 1, 2 + 1)
    assert (rule.min_minutes, rule.max_minutes) == (70 + 30, 70 + 30)
    over, ended = planned(task(), TaskProgress(minutes=120))
    assert (ended.target_per_week, ended.week_limit, over.rules) == (0, 0, ())
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


@pytest.mark.parametrize(
    ("total", "lengths"), [(95, (95, 95)), (90, (90, 90)), (120, (120, 120)), (125, (60, 90)), (40, (40, 40))]
)
def test_no_piece_leaves_less_than_the_shortest_one(total: int, lengths: tuple[int, int]) -> None:
    _, asked = planned(task(LATER, total=total, pieces=(60, 90, 120) if total >= 60 else (30, 35, 60)))
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (1, *lengths)


def test_nor_do_several_pieces() -> None:
    friday = FRIDAY + timedelta(weeks=1)
    _, asked = planned(task(friday, total=150, pieces=(45, 65, 90)), TaskProgress(days_after=5))
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (2, 75, 75)
    assert asked.typical_minutes == 75


def test_a_week_before_days_of_absence_is_the_last_one() -> None:
    monday = MONDAY + timedelta(weeks=1)
    problem, asked = planned(task(monday), TaskProgress(days_after=0))
    assert (deadline(problem).min_minutes, asked.week_limit) == (120, 4)


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


def test_the_days_of_a_task_follow_their_weekdays_into_a_week_that_begins_on_sunday() -> None:
    problem, asked = planned(task(weekdays=(0, 4)), week=MONDAY - timedelta(days=1))
    assert (asked.weekdays, deadline(problem).days) == ((1, 5), (1, 5))


def test_a_task_due_on_the_first_day_of_a_week_to_come_is_in_time_on_it() -> None:
    problem, asked = planned(task(MONDAY, total=60))
    assert (asked.weekdays, deadline(problem).min_minutes) == ((0,), 60)


def task_week(behavior: Behavior, progress: TaskProgress | None = None, **fields: Any) -> TaskWeek:
    found = week_of_task(behavior, progress, **fields).task_week(behavior)
    assert found is not None
    return found


NEXT_MONDAY = MONDAY + timedelta(weeks=1)


def test_a_share_is_that_of_the_days_at_home_and_rounded_up() -> None:
    assert task_week(task(LATER, total=300)).asked == 111  # 7 of 19 days
    away = Away(id=uuid4(), first=MONDAY, last=TUESDAY)
    assert task_week(task(LATER, total=300), absences=(away,)).asked == 89  # 5 of 17
    assert task_week(task(LATER, total=300), completions=(done("report", MONDAY, 600, 100),)).asked == 11
    assert task_week(task(None), TaskProgress(minutes=100)).asked == 20
    assert task_week(task(None)).must == 0


def test_what_is_fixed_on_the_last_day_or_of_what_is_overdue_is_in_time() -> None:
    friday = (session("report", FRIDAY, 600, 30),)
    assert task_week(task(), locked=friday).missing == 90
    assert task_week(task(THURSDAY), locked=friday).missing == 120
    late = task_week(task(TUESDAY, weekdays=(0, 1)), now=Instant(2, 540), locked=friday)
    assert (late.overdue, late.missing) == (True, 90)
    without_days = task_week(task(THURSDAY, weekdays=(5, 6)), locked=friday)
    assert (without_days.days, without_days.missing) == ((), 90)


def test_a_task_without_days_before_it_is_due_keeps_its_days_and_has_no_pieces() -> None:
    problem, asked = planned(task(THURSDAY, weekdays=(5, 6)))
    assert (asked.weekdays, asked.target_per_week, asked.week_limit, problem.rules) == ((5, 6), 0, 0, ())


def test_a_piece_that_is_done_too_late_does_not_count_for_the_limit() -> None:
    problem, _ = planned(task(WEDNESDAY), locked=(session("report", THURSDAY, 600, 30),))
    assert (deadline(problem).days, deadline(problem).min_minutes) == ((0, 1, 2, 4, 5, 6), 120)


@pytest.mark.parametrize(
    ("total", "pieces", "grid", "times", "most", "minutes"),
    [
        (122, (30, 45, 62), 5, 3, 4, 125),
        (130, (30, 45, 60), 5, 3, 4, 130),
        (30, (7, 7, 7), 15, 2, 4, 30),
        (1, (1, 5, 5), 5, 1, 1, 5),
        (90, (30, 45, 60), 5, 2, 3, 90),
    ],
)
def test_all_that_is_left_is_asked_in_as_few_pieces_as_can_do_it(
    total: int, pieces: tuple[int, int, int], grid: Literal[5, 15], times: int, most: int, minutes: int
) -> None:
    problem, asked = planned(task(total=total, pieces=pieces), preferences=Preferences(grid_minutes=grid))
    assert (asked.target_per_week, asked.week_limit) == (times, most)
    assert (deadline(problem).min_minutes, deadline(problem).max_minutes) == (total, minutes)
    assert asked.max_minutes == max(min(pieces[2], minutes), grid)


def test_what_is_left_over_may_be_just_as_long_as_the_shortest_piece() -> None:
    _, asked = planned(task(LATER, total=70, pieces=(30, 40, 80)))
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (1, 30, 40)


def test_a_piece_is_longer_than_usual_where_two_short_ones_would_be_too_much() -> None:
    one_day_more = TaskProgress(days_after=1)
    _, asked = planned(task(NEXT_MONDAY, total=59, pieces=(30, 30, 60)), one_day_more)
    assert (asked.target_per_week, asked.min_minutes, asked.max_minutes) == (1, 30, 55)  # 7 of 8 days: 52 minutes
    assert task_week(task(NEXT_MONDAY, total=50, pieces=(30, 35, 60)), one_day_more).pieces == 1


def test_a_day_has_at_most_so_many_pieces_and_one_where_days_lie_between() -> None:
    _, last = planned(task(total=100_000, pieces=(5, 5, 5)))
    _, before = planned(task(LATER, total=100_000, pieces=(5, 5, 5)))
    assert (last.max_per_day, before.max_per_day) == (50, 50)
    _, apart = planned(task(min_gap_days=1))
    assert apart.max_per_day == 1
    mondays = task(NEXT_MONDAY, total=240, pieces=(30, 60, 60), weekdays=(0,))
    assert planned(mondays, TaskProgress(days_after=1))[1].max_per_day == 2


def test_no_limit_is_longer_than_a_week() -> None:
    problem, _ = planned(task(total=20_000))
    assert (deadline(problem).min_minutes, deadline(problem).max_minutes) == (None, 7 * 24 * 60)


def test_what_a_task_does_nothing_for_is_not_worth_more_near_its_day() -> None:
    _, asked = planned(task(impacts={"health": 0.5, "fun": 0.0}))
    assert asked.impacts == {"health": 1, "fun": 0}


def test_a_later_day_is_the_first_on_which_all_of_it_has_room() -> None:
    def later(due: date, progress: TaskProgress | None = None, **fields: Any) -> tuple[date, bool] | None:
        behavior = task(due)
        problem, asked = planned(behavior, progress, **fields)
        return task_week(behavior, progress, **fields).later(asked, problem)

    shut = [busy(day, 0, 1440) for day in range(7)]
    no_pause = Preferences(transition_minutes=0)
    assert later(WEDNESDAY, busy=(*shut[:3],)) == (THURSDAY, True)
    for start, day in ((660, THURSDAY), (665, FRIDAY)):
        two_hours = (*shut[:3], busy(3, 0, start), busy(3, 780, 1440))
        assert later(WEDNESDAY, busy=two_hours, preferences=no_pause) == (day, True)
    assert later(WEDNESDAY, busy=(*shut,)) == (WEDNESDAY + timedelta(weeks=1), False)
    assert later(LATER) == (LATER + timedelta(weeks=1), False)
    assert later(MONDAY - timedelta(days=3)) == (NEXT_MONDAY, False)
    assert task_week(task(None)).later(task(None), planned(task(None))[0]) is None


def test_of_two_windows_of_a_day_the_longer_one_counts_where_one_is_allowed() -> None:
    middle = [{"day": 0, "start": "08:30", "end": "09:00"}]
    for fields, minutes in (({}, 60), ({"min_gap_days": 1, "max_per_day": 2}, 60), ({"max_per_day": 2}, 90)):
        run = habit("run", min_minutes=30, max_minutes=60, max_per_week=9, **fields)
        problem = mini_week(run, busy=middle)
        assert most_minutes(problem, problem.behavior_by_id["run"]) == minutes


def test_the_time_for_a_task_is_that_of_its_weekdays_in_a_week_that_begins_on_sunday() -> None:
    run = habit("run", weekdays=(0,))
    problem = mini_week(habit("run", weekdays=(1,)), week_start=MONDAY - timedelta(days=1))
    assert [time_for(problem, run, day) for day in (MONDAY - timedelta(days=1), MONDAY, SUNDAY)] == [0, 30, 30]
