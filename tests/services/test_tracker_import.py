"""What other trackers have kept, taken over. It is Wednesday, 25 November 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from habitos_tui.domain.model.amount import MAX_AMOUNT, MAX_UNIT
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, TimesAMonth
from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackedTask, TrackerKind
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.services.tracker_import import HabitMap, TrackerPreview, _amount, _unit, tags_of, usual_fields, wanted
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, TUESDAY, WEDNESDAY, make_behavior

DAY = timedelta(days=1)


def days(first: date, *states: TrackedState | None) -> tuple[TrackedDay, ...]:
    """Return a day for each state from the first on; None leaves one out."""
    return tuple(TrackedDay(first + n * DAY, state) for n, state in enumerate(states) if state is not None)


DONE, SKIPPED = TrackedState.DONE, TrackedState.SKIPPED
KEPT = days(MONDAY - 10 * DAY, *[DONE] * 5, None, SKIPPED, *[DONE] * 5)
YOGA = TrackedHabit("yoga", "Yoga", 1, 1, KEPT, "Body & mind")
LOOP = Tracked(TrackerKind.LOOP, (YOGA,))


def test_a_habit_becomes_a_behavior_with_its_days(idle: Workspace) -> None:
    preview = idle.tracker_import.preview(LOOP)
    [yoga] = preview.habits
    assert (yoga.is_new, len(yoga.completions), len(yoga.skips), yoga.known) == (True, 10, 1, 0)
    assert "Yoga" not in {behavior.name for behavior in idle.behaviors.all()}
    idle.tracker_import.add(preview)
    behavior = next(b for b in idle.behaviors.all() if b.name == "Yoga")
    assert (behavior.target_per_week, behavior.tags) == (7, ("body & mind",))
    assert sum(entry.name == "Yoga" for entry in idle.tracking.log(limit=99)) == 11
    undone = idle.history.undo()
    assert undone is not None
    assert undone.label == "Took over 11 entries from loop"
    assert "Yoga" not in {behavior.name for behavior in idle.behaviors.all()}


def test_a_second_reading_adds_only_what_is_new(idle: Workspace) -> None:
    idle.tracker_import.add(idle.tracker_import.preview(LOOP))
    assert not idle.tracker_import.preview(LOOP).anything
    more = Tracked(TrackerKind.LOOP, (TrackedHabit("yoga", "Yoga", days=(*YOGA.days, TrackedDay(WEDNESDAY, DONE))),))
    [yoga] = idle.tracker_import.preview(more).habits
    assert (yoga.is_new, len(yoga.completions), yoga.known) == (False, 1, 11)


def test_a_renamed_behavior_is_still_the_one(idle: Workspace) -> None:
    idle.tracker_import.add(idle.tracker_import.preview(LOOP))
    behavior = next(b for b in idle.behaviors.all() if b.name == "Yoga")
    idle.behaviors.update(behavior.model_copy(update={"name": "Stretching on the mat"}))
    assert not idle.tracker_import.preview(LOOP).anything


def test_a_behavior_of_that_name_takes_the_days_in(idle: Workspace) -> None:
    name = idle.behaviors.get("run").name
    tracked = Tracked(TrackerKind.LOOP, (TrackedHabit("r", name.upper(), days=days(MONDAY, DONE)),))
    [run] = idle.tracker_import.preview(tracked).habits
    assert (run.is_new, run.behavior.id, len(run.completions)) == (False, "run", 1)


def test_two_habits_of_one_name_stay_two(idle: Workspace) -> None:
    tracked = Tracked(TrackerKind.LOOP, (YOGA, TrackedHabit("yoga 2", "Yoga", days=days(MONDAY, DONE))))
    preview = idle.tracker_import.preview(tracked)
    assert [habit.behavior.name for habit in preview.habits] == ["Yoga", "Yoga 2"]
    idle.tracker_import.add(preview)
    assert not idle.tracker_import.preview(tracked).anything


def test_amounts_notes_and_archived_ones(idle: Workspace) -> None:
    read = TrackedHabit(
        "b", "Novels", 1, 1, (TrackedDay(MONDAY, DONE, 12.5, "chapter 3"),), unit="pages", archived=True
    )
    preview = idle.tracker_import.preview(Tracked(TrackerKind.LOOP, (read,)))
    idle.tracker_import.add(preview)
    [entry] = [entry.entry for entry in idle.tracking.log() if entry.name == "Novels"]
    assert entry == preview.habits[0].completions[0]
    assert (entry.amount, entry.unit, entry.note) == (12.5, "pages", "chapter 3")
    [novels] = [behavior for behavior in idle.behaviors.archived() if behavior.name == "Novels"]
    assert idle.behaviors.holds_from(novels.id) is None


def test_days_to_come_are_left_out(idle: Workspace) -> None:
    tracked = Tracked(TrackerKind.LOOP, (TrackedHabit("y", "Yoga", days=days(WEDNESDAY, DONE, DONE, DONE)),))
    preview = idle.tracker_import.preview(tracked)
    assert (preview.entries, preview.left_out) == (1, (("days", "2 days still to come"),))


def test_open_tasks_come_over_once(idle: Workspace) -> None:
    """What is due on a date has its midnight, which an hour ahead of UTC is on the day before there."""
    midnight = datetime(2026, 12, 23, 23, tzinfo=UTC)
    tasks = (TrackedTask("1", "Taxes", midnight, tags=("Home",)), TrackedTask("2", "Old", done=midnight))
    tracked = Tracked(TrackerKind.TASKWARRIOR, tasks=tasks)
    preview = idle.tracker_import.preview(tracked)
    assert preview.taken == "1 task"
    idle.tracker_import.add(preview)
    [task] = [behavior for behavior in idle.behaviors.all() if behavior.task is not None]
    assert task.task is not None
    assert (task.name, task.task.due, task.tags) == ("Taxes", date(2026, 12, 24), ("home",))
    assert preview.left_out == (("tasks", "1 task done already"),)
    assert not idle.tracker_import.preview(tracked).anything


@pytest.mark.parametrize(
    ("times", "every", "target", "rhythm"),
    [
        (1, 1, 7, None),
        (3, 7, 3, None),
        (2, 3, 5, None),
        (1, 7, 1, None),
        (2, 1, 14, None),
        (1, 5, None, EveryDays(every_days=5, since=MONDAY)),
        (1, 14, 1, EveryWeeks(every_weeks=2, since=MONDAY)),
        (2, 30, None, TimesAMonth(times_a_month=2)),
        (3, 14, 2, None),
        (0, 7, 0, None),
        (1, 364, 1, EveryWeeks(every_weeks=52, since=MONDAY)),
        (1, 366, None, EveryDays(every_days=366, since=MONDAY)),
        (1, 367, 1, None),
        (28, 28, None, TimesAMonth(times_a_month=28)),
        (29, 31, 7, None),  # 6.5 a week
        (60, 1, 350, None),  # no more than 50 a day
    ],
)
def test_how_often(idle: Workspace, times: int, every: int, target: int | None, rhythm: object) -> None:
    """Two in three days is 4.67 a week, five of them; three in a fortnight one and a half, two."""
    fields = wanted(TrackedHabit("h", "Habit", times, every), MONDAY)
    behavior = idle.behaviors.from_json(
        {"name": "Habit", "min_minutes": 5, "typical_minutes": 10, "max_minutes": 20} | fields
    )
    assert behavior.rhythm == rhythm
    assert target is None or behavior.target_per_week == target


def test_streak_and_strength_are_those_of_a_daily_habit(idle: Workspace) -> None:
    """Loop's score of a daily habit grows by 1 - 0.5 ** (1/13) of what is missing with each day done.

    After 13 days in a row it is 0.5, after 26 it is 0.75. The streak is the days in a row.
    """
    for count, score in ((13, 0.5), (26, 0.75)):
        habit = TrackedHabit(f"h{count}", f"Daily {count}", 1, 1, days(WEDNESDAY - (count - 1) * DAY, *[DONE] * count))
        idle.tracker_import.add(idle.tracker_import.preview(Tracked(TrackerKind.LOOP, (habit,))))
        behavior = next(b for b in idle.behaviors.all() if b.name == habit.name)
        [streak] = idle.insights.streaks(behavior.id, day=WEDNESDAY).lines
        assert streak.current == count
        assert idle.insights.strengths([behavior])[behavior.id] == pytest.approx(score, abs=0.005)


@pytest.mark.parametrize(
    "word",
    ["5 km", "\x1b[2J", "\u202e", "x" * 99, "a,b", ""],
    ids=["a number first", "an escape", "from right to left", "too long", "a comma", "empty"],
)
def test_odd_units_amounts_and_tags_keep_no_habit_out(idle: Workspace, word: str) -> None:
    day = (TrackedDay(MONDAY, DONE, 1e14), TrackedDay(WEDNESDAY, DONE, 2.0))
    habit = TrackedHabit("h", "Odd", 10**15, 1, day, word, (word,), unit=word, amount=1e300)
    task = TrackedTask("1", "Odd task", datetime(2999, 12, 31, tzinfo=UTC), tags=(word,))
    idle.tracker_import.add(idle.tracker_import.preview(Tracked(TrackerKind.LOOP, (habit,), (task,))))
    behavior = next(b for b in idle.behaviors.all() if b.name == "Odd")
    kept = [entry.entry for entry in idle.tracking.log() if entry.name == "Odd"]
    assert behavior.amount is None
    assert sorted(entry.amount or 0 for entry in kept if isinstance(entry, Completion)) == [0, 2]


def test_skipped_days_neither_break_a_streak_nor_weaken(idle: Workspace) -> None:
    """Loop's score of 20 days of which three are skipped is that of 17 days in a row: 0.596."""
    states = [SKIPPED if back in {5, 10, 11} else DONE for back in reversed(range(20))]
    habit = TrackedHabit("h", "Daily", 1, 1, days(WEDNESDAY - 19 * DAY, *states))
    idle.tracker_import.add(idle.tracker_import.preview(Tracked(TrackerKind.LOOP, (habit,))))
    behavior = next(b for b in idle.behaviors.all() if b.name == "Daily")
    [streak] = idle.insights.streaks(behavior.id, day=WEDNESDAY).lines
    assert streak.current == 17
    assert idle.insights.strengths([behavior])[behavior.id] == pytest.approx(0.596033, abs=0.0005)


def test_what_a_habit_counts_is_said_by_its_unit_its_goal_or_its_days(idle: Workspace) -> None:
    counted = (
        TrackedHabit("a", "Novels", days=days(MONDAY, DONE), unit="pages"),
        TrackedHabit("b", "Push-ups", days=days(MONDAY, DONE), amount=20),
        TrackedHabit("c", "Water", days=(TrackedDay(MONDAY, DONE, 3),)),
        TrackedHabit("d", "Yoga", days=days(MONDAY, DONE)),
    )
    found = [habit.behavior for habit in idle.tracker_import.preview(Tracked(TrackerKind.LOOP, counted)).habits]
    assert [(b.unit, b.amount) for b in found] == [("pages", None), ("times", 20), ("times", None), (None, None)]


def test_an_entry_is_at_noon_of_its_day_and_as_long_as_usual(idle: Workspace) -> None:
    habit = TrackedHabit("y", "Yoga", days=(TrackedDay(MONDAY, DONE), TrackedDay(TUESDAY, SKIPPED, note="ill")))
    [yoga] = idle.tracker_import.preview(Tracked(TrackerKind.LOOP, (habit,))).habits
    [done], [skip] = yoga.completions, yoga.skips
    at_noon = idle.clock.at(MONDAY, 12 * 60)
    assert (done.day, done.start, done.done_at, done.minutes) == (MONDAY, 720, at_noon, yoga.behavior.typical_minutes)
    assert (done.context.weekday, done.amount, done.unit, done.rating) == (0, None, None, None)
    assert (skip.day, skip.recorded_at, skip.reason) == (TUESDAY, idle.clock.at(TUESDAY, 12 * 60), "ill")
    assert (skip.behavior, done.behavior) == (yoga.behavior.id, yoga.behavior.id)


def test_only_a_rhythm_in_weeks_says_how_often_in_a_week() -> None:
    habit = TrackedHabit("h", "Habit", 1, 10)
    assert wanted(habit, MONDAY) == {"rhythm": {"every_days": 10, "since": "2026-11-23"}}
    assert wanted(TrackedHabit("h", "Habit", 1, 21), MONDAY) == {
        "rhythm": {"every_weeks": 3, "since": "2026-11-23"},
        "target_per_week": 1,
    }


@pytest.mark.parametrize(
    ("times", "every", "fields"),
    [
        (50, 1, {"target_per_week": 350, "max_per_day": 50}),
        (51, 1, {"target_per_week": 350, "max_per_day": 50}),
        (8, 7, {"target_per_week": 8, "max_per_day": 2}),
        (7, 7, {"target_per_week": 7, "max_per_day": 1}),
        (0, 7, {"target_per_week": 0}),
        (28, 30, {"rhythm": {"times_a_month": 28}}),
        (29, 30, {"target_per_week": 7, "max_per_day": 1}),
        (1, 364, {"rhythm": {"every_weeks": 52, "since": "2026-11-23"}, "target_per_week": 1}),
        (1, 366, {"rhythm": {"every_days": 366, "since": "2026-11-23"}}),
        (1, 367, {"target_per_week": 1, "max_per_day": 1}),
        (1, 0, {"target_per_week": 7, "max_per_day": 1}),
    ],
)
def test_the_edges_of_how_often(times: int, every: int, fields: dict[str, object]) -> None:
    assert wanted(TrackedHabit("h", "Habit", times, every), MONDAY) == fields


@pytest.mark.parametrize("name", ["\u200b", "x" * 500], ids=["unseen", "too long"])
def test_of_a_name_that_is_none_nothing_is_assumed(name: str) -> None:
    assert usual_fields(name, QuickContext(WEDNESDAY)) == {"name": name}


@pytest.mark.parametrize("amount", [MAX_AMOUNT, 1, 0.01])
def test_an_amount_is_taken_as_it_is(amount: float) -> None:
    assert _amount(amount) == amount


@pytest.mark.parametrize("amount", [None, 0, -1, MAX_AMOUNT + 1])
def test_what_nobody_does_is_no_amount(amount: float | None) -> None:
    assert _amount(amount) is None


def of_one(workspace: Workspace, **fields: Any) -> HabitMap:
    """Return what becomes of a file with one habit, which was done on Monday."""
    habit = replace(TrackedHabit("h", "Yoga", days=days(MONDAY, DONE)), **fields)
    [found] = workspace.tracker_import.preview(Tracked(TrackerKind.LOOP, (habit,))).habits
    return found


@pytest.mark.parametrize(
    ("new", "tasks", "anything", "taken"),
    [
        ((), 0, False, "0 entries"),
        ((False,), 0, False, "0 entries"),
        ((True,), 0, True, "1 behavior"),
        ((True, False), 0, True, "1 behavior"),
        ((True, True), 1, True, "2 behaviors"),
        ((), 2, True, "2 tasks"),
        ((False,), 1, True, "1 task"),
    ],
)
def test_what_has_no_days_comes_in_as_behaviors_and_tasks(
    new: tuple[bool, ...], tasks: int, anything: bool, taken: str
) -> None:
    habits = tuple(HabitMap(YOGA, make_behavior(), is_new, (), (), 0) for is_new in new)
    preview = TrackerPreview("loop", habits, (make_behavior(),) * tasks)
    assert (preview.anything, preview.taken, preview.entries) == (anything, taken, 0)


def test_a_rhythm_counts_from_the_first_day_or_from_today(idle: Workspace) -> None:
    every = {"times": 1, "every": 10}
    found = of_one(idle, **every, days=days(MONDAY, DONE, DONE)), of_one(idle, **every, days=())
    assert [habit.behavior.rhythm for habit in found] == [
        EveryDays(every_days=10, since=since) for since in (MONDAY, WEDNESDAY)
    ]


def test_one_day_with_an_amount_says_that_a_habit_is_counted(idle: Workspace) -> None:
    found = of_one(idle, days=(TrackedDay(MONDAY, DONE), TrackedDay(TUESDAY, DONE, 3)))
    assert (found.behavior.unit, [done.amount for done in found.completions]) == ("times", [None, 3])


def test_a_behavior_that_counts_nothing_takes_days_in_without_their_amounts(idle: Workspace) -> None:
    found = of_one(idle, name="Morning run", days=(TrackedDay(MONDAY, DONE, 3),))
    assert (found.behavior.id, [(done.amount, done.unit) for done in found.completions]) == ("run", [(None, None)])


def test_a_behavior_that_is_put_away_takes_the_days_of_its_name_in(idle: Workspace) -> None:
    idle.behaviors.archive("read")
    found = of_one(idle, name="READING")
    assert (found.behavior.id, found.is_new) == ("read", False)


def test_of_tasks_of_one_name_one_comes_over_and_without_a_date_none_is_due(idle: Workspace) -> None:
    done = datetime(2026, 11, 20, tzinfo=UTC)
    tasks = (TrackedTask("1", "Shelf"), TrackedTask("2", "shelf"), TrackedTask("3", "A", None, done))
    found = idle.tracker_import.preview(Tracked(TrackerKind.TASKWARRIOR, (), (*tasks, tasks[-1])))
    [shelf] = found.tasks
    assert shelf.task is not None
    assert (shelf.name, shelf.task.due, shelf.task.total_minutes) == ("Shelf", None, 30)
    assert found.left_out == (("tasks", "2 tasks done already"),)


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("km", "km"),
        ("k", "k"),
        ("m" * MAX_UNIT, "m" * MAX_UNIT),
        ("m" * (MAX_UNIT + 1), "times"),
        ("5 km", "times"),
        ("k5", "k5"),
        ("k\x1b", "times"),
        ("", "times"),
    ],
    ids=["a word", "a letter", "the longest", "too long", "a number first", "a number last", "unseen", "nothing"],
)
def test_a_unit_is_taken_where_a_behavior_can_have_it(word: str, unit: str) -> None:
    assert _unit(word) == unit


def test_tags_are_cut_to_what_a_tag_can_have() -> None:
    assert tags_of(["Home", "x" * 60, "home", "\x1b", "a,b", ""]) == ["a b", "home", "x" * 50]
