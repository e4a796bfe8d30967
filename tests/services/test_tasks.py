"""Tasks are ticked off in pieces until they are done, come back when an entry goes, and say where they do not fit."""

from datetime import date

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.planning.deadline import is_deadline
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.domain.text.task_phrasing import state_phrase, too_long_sentence
from habitos_tui.errors import InvalidInputError
from habitos_tui.services import tasks
from habitos_tui.services.workspace import Workspace
from tests.support.household import FRIDAY, MONDAY, NOW, THURSDAY, WEDNESDAY, accept_now, hand_made, placed, set_clock


def add(space: Workspace, name: str = "Report", due: date | None = FRIDAY, minutes: int = 120) -> Behavior:
    pieces = None if minutes < 60 else (30, 60)
    return space.tasks.add(space.tasks.document(name, due=due, minutes=minutes, pieces=pieces, objectives=["health"]))


def test_a_task_is_done_when_its_minutes_are_there_and_that_is_undone_in_one_step(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.done(task.id, minutes=60)
    assert [(state.done, state.left) for state in idle.tasks.all()] == [(60, 60)]
    idle.tracking.done(task.id, minutes=70)
    assert idle.tasks.all() == ()
    (finished,) = idle.tasks.all(finished=True)
    assert (finished.task.finished, finished.left, finished.done) == (WEDNESDAY, 0, 130)
    last = idle.history.last()
    assert last is not None
    assert last.label == "Logged “Report”, 1 h 10 min; the task is done"
    idle.history.undo()
    assert [(state.done, state.left) for state in idle.tasks.all()] == [(60, 60)]


def told(space: Workspace) -> str:
    """Return how the last change is named."""
    last = space.history.last()
    assert last is not None
    return last.label


def test_deleting_or_shortening_an_entry_brings_a_task_back(idle: Workspace) -> None:
    task = add(idle)
    whole = idle.tracking.done(task.id, minutes=120)
    idle.tracking.rate(whole.id, 4)
    assert idle.tasks.all() == ()
    shorter = idle.tracking.edit(whole.model_copy(update={"minutes": 100}))
    assert told(idle) == "Changed the entry “Report” of Wed 25 Nov; the task is open again"
    assert [(state.left, state.task.finished) for state in idle.tasks.all()] == [(20, None)]
    idle.tracking.edit(shorter.model_copy(update={"minutes": 120}))
    assert told(idle) == "Changed the entry “Report” of Wed 25 Nov; the task is done"
    idle.tracking.remove(whole.id)
    assert told(idle) == "Deleted the entry “Report” of Wed 25 Nov; the task is open again"
    assert [state.left for state in idle.tasks.all()] == [120]


def test_what_alters_nothing_about_a_task_says_nothing_of_it(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.remove(idle.tracking.done(task.id, minutes=30).id)
    assert told(idle) == "Deleted the entry “Report” of Wed 25 Nov"
    whole = idle.tracking.done(task.id, minutes=120)
    more = idle.tracking.done(task.id, minutes=10)
    assert told(idle) == "Logged “Report”, 10 min"
    idle.tracking.remove(more.id)
    assert (told(idle), idle.tasks.all()) == ("Deleted the entry “Report” of Wed 25 Nov", ())
    idle.behaviors.restore(task.id)
    idle.tracking.rate(whole.id, 4)
    assert [(state.left, state.task.finished) for state in idle.tasks.all()] == [(0, None)]


def test_a_single_minute_is_a_task_too(idle: Workspace) -> None:
    task = add(idle, minutes=1)
    idle.tracking.done(task.id)
    assert (idle.tasks.all(), idle.tasks.all(finished=True)[0].done) == ((), 1)


def test_a_task_that_is_put_away_unfinished_is_not_among_those_that_are_done(idle: Workspace) -> None:
    idle.behaviors.archive(add(idle).id)
    assert (idle.tasks.all(), idle.tasks.all(finished=True)) == ((), ())


def test_a_task_may_be_done_with_fewer_minutes(idle: Workspace) -> None:
    task = add(idle)
    part = idle.tracking.done(task.id, minutes=30)
    idle.tasks.finish(task.id, 20)
    assert (idle.tasks.all(), idle.tasks.all(finished=True)[0].done) == ((), 50)
    idle.tracking.rate(part.id, 5)
    assert idle.tasks.all() == ()
    idle.tracking.remove(part.id)
    assert [state.left for state in idle.tasks.all()] == [100]
    idle.tasks.finish(task.id, 0)
    assert idle.tasks.all(finished=True)[0].done == 20
    idle.behaviors.restore(task.id)
    assert [state.left for state in idle.tasks.all()] == [100]
    idle.tasks.finish(task.id)
    assert idle.tasks.all(finished=True)[0].done == 120


def plan_by_hand(space: Workspace, *entries: tuple[str, int, str, int]) -> None:
    accept_now(space, hand_made(space, MONDAY, placed(space.slots.all(), entries)))


def test_what_is_left_of_the_plan_goes_with_a_task_that_is_done(idle: Workspace) -> None:
    task = add(idle, minutes=240)
    plan_by_hand(idle, *((task.id, day, "18:00", 60) for day in (2, 3, 4)), ("run", 5, "09:00", 45))
    first, second, third = idle.tasks.all()[0].planned
    idle.tracking.done(task.id, session=first.id)
    idle.tracking.skip(task.id, session=second.id)
    assert idle.tasks.all()[0].planned == (third,)
    idle.tasks.finish(task.id)
    assert [session.behavior for session in idle.planning.sessions(MONDAY)][-1] == "run"
    assert third not in idle.planning.sessions(MONDAY)
    idle.history.undo()
    assert idle.tasks.all()[0].planned == (third,)


def test_a_planned_piece_that_is_opened_again_brings_the_task_back(idle: Workspace) -> None:
    task = add(idle, due=None, minutes=30)
    plan_by_hand(idle, (task.id, 2, "18:00", 30))
    (session,) = idle.planning.sessions(MONDAY)
    idle.tracking.done(task.id, session=session.id)
    assert idle.tasks.all() == ()
    idle.tracking.reopen(session.id)
    assert told(idle) == "Reopened “Report” of Wed 25 Nov 18:00; the task is open again"
    assert [state.left for state in idle.tasks.all()] == [30]


def test_a_piece_that_is_opened_again_brings_a_task_back_that_was_said_to_be_done(idle: Workspace) -> None:
    task = add(idle)
    plan_by_hand(idle, (task.id, 2, "18:00", 60))
    (session,) = idle.planning.sessions(MONDAY)
    idle.tracking.done(task.id, session=session.id)
    idle.tasks.finish(task.id, 0)
    idle.tracking.reopen(session.id)
    assert [state.left for state in idle.tasks.all()] == [120]


def test_a_task_with_fewer_minutes_than_are_done_is_done(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.done(task.id, minutes=60)
    fewer = idle.behaviors.from_json({"task": {"total_minutes": 60, "due": None}}, idle.behaviors.get(task.id))
    idle.behaviors.update(fewer)
    assert (idle.tasks.all(), [state.done for state in idle.tasks.all(finished=True)]) == ((), [60])


def test_a_task_that_still_lacks_some_or_is_one_no_more_is_not_done(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.done(task.id, minutes=60)
    idle.behaviors.update(idle.behaviors.from_json({"task": {"total_minutes": 90}}, idle.behaviors.get(task.id)))
    assert [state.left for state in idle.tasks.all()] == [30]
    often = idle.behaviors.from_json({"task": None, "target_per_week": 2}, idle.behaviors.get(task.id))
    idle.behaviors.update(often)
    assert idle.behaviors.all()[-1] == often


def test_a_piece_that_is_not_planned_takes_no_longer_than_what_is_left(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.done(task.id, minutes=110)
    assert idle.tracking.done(task.id).minutes == 10
    assert idle.tasks.all() == ()
    assert idle.tracking.done(add(idle, "Call", minutes=30).id).minutes == 30


def test_tasks_come_with_those_due_first_in_front(idle: Workspace) -> None:
    for name, due in (("Some day", None), ("Late", FRIDAY), ("Soon", WEDNESDAY), ("Overdue", MONDAY)):
        add(idle, name, due)
    states = idle.tasks.all()
    assert [state.behavior.name for state in states] == ["Overdue", "Soon", "Late", "Some day"]
    assert [(state.overdue, state.due_today) for state in states[:3]] == [(True, False), (False, True), (False, False)]


def test_a_day_shows_what_is_overdue_or_due_unless_it_is_planned_or_skipped(idle: Workspace) -> None:
    overdue, soon = add(idle, "Call", MONDAY, 15), add(idle, "Soon", WEDNESDAY)
    add(idle, "Late", FRIDAY)
    today = idle.tracking.day(WEDNESDAY)
    shown = [(item.behavior.id, item.due.due, item.minutes, item.due.left) for item in today.items if item.due]
    assert shown == [("call", MONDAY, 15, 15), ("soon", WEDNESDAY, 45, 120)]
    assert [item.due.overdue for item in today.items if item.due] == [True, False]
    assert today.minutes == 0
    assert not any(item.due for day in (MONDAY, FRIDAY) for item in idle.tracking.day(day).items)
    plan_by_hand(idle, (soon.id, 3, "18:00", 60))
    planned = [item.due.planned.day for item in idle.tracking.day(WEDNESDAY).items if item.due and item.due.planned]
    assert planned == [THURSDAY]
    plan_by_hand(idle, (soon.id, 2, "18:00", 60))
    idle.tracking.skip(overdue.id, day=WEDNESDAY)
    after = idle.tracking.day(WEDNESDAY).items
    assert not any(item.due for item in after)
    assert {item.state for item in after} == {SessionState.PLANNED, SessionState.SKIPPED}


def test_what_does_not_fit_before_it_is_due_is_told_with_a_later_day(idle: Workspace) -> None:
    idle.busy_time.replace_busy(())
    for day in range(5):
        idle.busy_time.add_busy(day, 0, 1440)
    add(idle)
    problem = idle.planning.problem_for(MONDAY)
    (told,) = idle.planning.tasks_too_long(problem)
    assert (told.name, told.left, told.possible, told.due, told.later) == ("Report", 120, 0, FRIDAY, FRIDAY + ONE_DAY)
    change = {"what": "due", "behavior": told.behavior, "rule": "x", "due": told.later.isoformat()}
    idle.repairs.apply(problem, change)
    assert idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY)) == ()


@pytest.mark.parametrize("days", [0, 4], ids=["in the middle of a week", "on its last day"])
def test_what_later_weeks_have_room_for_is_not_said_to_be_late(
    idle: Workspace, household: DataDirectory, days: int
) -> None:
    set_clock(household, NOW + days * ONE_DAY)
    add(idle, due=FRIDAY + ONE_WEEK, minutes=900)
    assert idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY)) == ()


def test_a_plan_is_not_outdated_because_less_of_a_task_is_left(idle: Workspace) -> None:
    task = add(idle)
    run = idle.planning.save(MONDAY, problem := idle.planning.problem_for(MONDAY), idle.planning.solve(problem))
    idle.planning.accept(run.summary.id, compared_with=())
    idle.tracking.done(task.id, minutes=30)
    assert not idle.planning.outdated(MONDAY)


def test_what_is_planned_in_another_week_is_not_asked_again(idle: Workspace) -> None:
    task = add(idle, due=FRIDAY + ONE_WEEK)
    plan_by_hand(idle, (task.id, 3, "10:00", 60))
    asked = idle.planning.problem_for(MONDAY + ONE_WEEK).behavior_by_id[task.id]
    assert (asked.target_per_week, asked.max_minutes) == (1, 60)
    (limit,) = (rule for rule in idle.planning.problem_for(MONDAY + ONE_WEEK).rules if is_deadline(rule))
    assert limit.min_minutes == 60


def test_only_what_is_a_task_can_be_finished_or_due(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="is no task"):
        idle.tasks.finish("run")
    with pytest.raises(InvalidInputError, match="is no task: it is done again"):
        idle.tasks.find("run")
    with pytest.raises(InvalidInputError, match="how much there is to do"):
        idle.tasks.add({"name": "X", "min_minutes": 5, "typical_minutes": 5, "max_minutes": 5, "target_per_week": 1})
    long = add(idle, "Book", None, 6000)
    with pytest.raises(InvalidInputError, match="more than a day has"):
        idle.tasks.finish(long.id)
    assert idle.tasks.set_due(long.id, FRIDAY).task == idle.tasks.find("Book").task


def test_a_task_is_in_no_streak_and_no_strength(idle: Workspace) -> None:
    task = add(idle)
    idle.tracking.done(task.id, minutes=60)
    assert task.id not in {line.behavior for line in idle.insights.streaks().lines}
    everything = idle.insights.everything(idle.insights.span(MONDAY, WEDNESDAY))
    assert task.id not in {line.behavior for line in everything.strengths.lines}
    assert everything.efforts.evidence == 1


def test_what_takes_a_whole_day_can_be_one_sitting(idle: Workspace) -> None:
    task = idle.tasks.add(idle.tasks.document("Hike", minutes=1440))
    idle.tasks.finish(task.id)
    assert idle.tasks.all(finished=True)[0].done == 1440


def test_a_sitting_of_more_than_a_day_asks_for_pieces(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="50 h are too long for one sitting"):
        idle.tasks.document("Report", minutes=3000)


def test_tasks_that_have_no_room_are_told_by_what_is_free_until_they_are_due(
    idle: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour is free each week, on its Saturday."""
    idle.busy_time.replace_busy(())
    for day in (0, 1, 2, 3, 4, 6):
        idle.busy_time.add_busy(day, 0, 1440)
    idle.busy_time.add_busy(5, 0, 600)
    idle.busy_time.add_busy(5, 690, 1440)
    monkeypatch.setattr(tasks, "MOST_WEEKS", 3)
    sunday = MONDAY + 6 * ONE_DAY
    for name, due, minutes in (
        ("Overdue", MONDAY, 600),
        ("Fits now", sunday, 60),
        ("Now", sunday, 100),
        ("Fits", sunday + ONE_WEEK, 120),
        ("Later", sunday + ONE_WEEK, 121),
        ("Far", sunday + 2 * ONE_WEEK, 600),
        ("Some day", None, 6000),
    ):
        add(idle, name, due, minutes)
    found = idle.tasks.too_long(idle.tasks.all())
    assert [(each.name, each.left, each.possible, each.due, each.later) for each in found] == [
        ("Later", 121, 120, sunday + ONE_WEEK, sunday + 2 * ONE_WEEK),
        ("Now", 100, 60, sunday, sunday + ONE_WEEK),
    ]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (FRIDAY + 2 * ONE_DAY, f"paused until {day_label(FRIDAY + 2 * ONE_DAY)}, so none of the 2 h"),
        (None, f"paused from {day_label(MONDAY)} on, so none of the 2 h"),
        (FRIDAY - ONE_DAY, f"paused until {day_label(FRIDAY - ONE_DAY)}, so "),
    ],
)
def test_a_task_that_is_paused_before_it_is_due_is_told_as_paused(
    idle: Workspace, last: date | None, words: str
) -> None:
    for day in range(7):
        idle.busy_time.add_busy(day, 0, 1440)
    task = add(idle)
    idle.pauses.add(task.id, MONDAY, last)
    (told,) = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert words in too_long_sentence(told)
    assert "which was not looked at" in too_long_sentence(told)
    (state,) = idle.tasks.all()
    assert state_phrase(state, told).startswith("paused ")
    assert [each.behavior for each in idle.tasks.too_long([state])] == [task.id]


def test_what_rests_this_week_alone_is_not_too_long_for_the_next(idle: Workspace) -> None:
    idle.pauses.add(add(idle, due=FRIDAY + ONE_WEEK).id, MONDAY, MONDAY + 6 * ONE_DAY)
    assert idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY)) == ()


def test_a_task_without_a_day_before_it_is_due_has_no_room(idle: Workspace) -> None:
    weekend = idle.tasks.document("Report", due=FRIDAY, minutes=120, pieces=(30, 60))
    idle.tasks.add({**weekend, "weekdays": [5, 6]})
    (told,) = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert (told.left, told.possible, told.due) == (120, 0, FRIDAY)


@pytest.mark.parametrize(
    ("last", "later"), [(None, 7), (FRIDAY, 7), (FRIDAY + 6 * ONE_DAY, 7), (FRIDAY + 9 * ONE_DAY, 10)]
)
def test_a_paused_task_is_possible_after_its_pause(idle: Workspace, last: date | None, later: int) -> None:
    task = add(idle)
    idle.pauses.add(task.id, MONDAY, last)
    (told,) = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert (told.later, told.possible) == (FRIDAY + later * ONE_DAY, 0)


@pytest.mark.parametrize(
    ("minutes", "this_week", "possible"),
    [(600, True, 180), (90, False, None)],
    ids=["too long for both weeks", "not too long for the next"],
)
def test_a_task_of_saturdays_counts_the_room_of_all_until_it_is_due(
    idle: Workspace, minutes: int, this_week: bool, possible: int | None
) -> None:
    """Two hours are free on a Saturday, one of them not on the next."""
    idle.busy_time.add_busy(5, 0, 600)
    idle.busy_time.add_busy(5, 720, 830)
    idle.busy_time.add_busy(5, 950, 1440)
    saturday = MONDAY + 5 * ONE_DAY
    idle.busy_time.add_dated(saturday + ONE_WEEK if this_week else saturday, 800 if this_week else 0, 1440)
    document = idle.tasks.document("Report", due=saturday + ONE_WEEK, minutes=minutes, pieces=(30, 60))
    idle.tasks.add({**document, "weekdays": [5]})
    told = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert [each.possible for each in told] == ([] if possible is None else [possible])


def test_a_later_day_that_was_looked_at_is_said_to_have_room(idle: Workspace) -> None:
    idle.busy_time.replace_busy(())
    for day in range(5):
        idle.busy_time.add_busy(day, 0, 1440)
    add(idle)
    (told,) = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert too_long_sentence(told).endswith(f"; {day_label(FRIDAY + ONE_DAY)} has room.")


def test_what_has_room_for_a_part_is_told_with_it(idle: Workspace) -> None:
    idle.busy_time.replace_busy(())
    for day in range(7):
        idle.busy_time.add_busy(day, 0, 600 if day == FRIDAY.weekday() else 1440)
    idle.busy_time.add_busy(FRIDAY.weekday(), 700, 1440)
    add(idle)
    (told,) = idle.planning.tasks_too_long(idle.planning.problem_for(MONDAY))
    assert (told.possible, told.later, told.looked_at) == (60, FRIDAY + ONE_WEEK, False)


def test_what_is_planned_in_other_weeks_is_not_asked_of_this_one(idle: Workspace) -> None:
    task = add(idle, due=FRIDAY + ONE_WEEK)
    before = idle.planning.problem_for(MONDAY).behavior_by_id[task.id].target_per_week
    accept_now(idle, hand_made(idle, MONDAY + ONE_WEEK, placed(idle.slots.all(), ((task.id, 0, "18:00", 60),))))
    assert before == 2
    assert idle.planning.problem_for(MONDAY).behavior_by_id[task.id].target_per_week == 1


def test_what_is_planned_after_it_is_due_is_in_time_only_where_that_is_over(idle: Workspace) -> None:
    asked = []
    for due in (WEDNESDAY, WEDNESDAY - ONE_DAY):
        task = add(idle, f"Due {due}", due=due)
        accept_now(idle, hand_made(idle, MONDAY + ONE_WEEK, placed(idle.slots.all(), ((task.id, 0, "18:00", 60),))))
        asked.append(idle.planning.problem_for(MONDAY).behavior_by_id[task.id].target_per_week)
    assert asked == [2, 1]


def test_a_task_takes_half_an_hour_in_one_sitting_where_nothing_is_said(idle: Workspace) -> None:
    said = idle.tasks.document("Call the bank", objectives=["health"])
    assert said["task"] == {"due": None, "total_minutes": 30}
    assert (said["min_minutes"], said["typical_minutes"], said["max_minutes"]) == (30, 30, 30)
    assert said["impacts"] == {"health": 0.5}
    pieces = idle.tasks.document("Write", minutes=600, pieces=(30, 61))
    assert (pieces["min_minutes"], pieces["typical_minutes"], pieces["max_minutes"]) == (30, 45, 61)
