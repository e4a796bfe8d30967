"""What is read from the files of other trackers, each in its own layout."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from habitos_tui.domain.model.tracked import TrackedDay, TrackedHabit, TrackedState, TrackerKind
from habitos_tui.exchange.trackers.read import read_tracker
from tests.exchange.trackers.files import LISTED, write_loop, write_zip

DONE, SKIPPED = TrackedState.DONE, TrackedState.SKIPPED
MON, TUE, WED = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


class TestLoopZip:
    def test_the_present_layout(self, tmp_path: Path) -> None:
        path = write_zip(
            tmp_path / "loop.zip",
            {
                "Habits.csv": LISTED
                + '001,"Meditate, long",YES_NO,,,3,7,#FF8F00,,,,false\n'
                + "002,Read,NUMERICAL,,,1,1,#FF8F00,pages,AT_LEAST,20.0,true\n",
                "001 Meditate long/Checkmarks.csv": "Date,Value,Notes\n2026-11-25,SKIP,ill\n2026-11-24,YES_AUTO,\n"
                "2026-11-23,YES_MANUAL,good\n2026-11-22,NO,lazy\n2026-11-21,UNKNOWN,\n",
                "002 Read/Checkmarks.csv": "Date,Value,Notes\n2026-11-24,12500,\n2026-11-23,UNKNOWN,\n2026-11-22,0,\n",
                "Checkmarks.csv": "Date,Meditate, long,Read,\n",
                "002 Read/Scores.csv": "Date,Score\n",
            },
        )
        tracked = read_tracker(TrackerKind.LOOP, path)
        assert tracked.habits == (
            TrackedHabit(
                "Meditate, long",
                "Meditate, long",
                3,
                7,
                (TrackedDay(MON, DONE, None, "good"), TrackedDay(WED, SKIPPED, None, "ill")),
            ),
            TrackedHabit(
                "Read", "Read", 1, 1, (TrackedDay(TUE, DONE, 12.5),), unit="pages", amount=20.0, archived=True
            ),
        )
        assert tracked.left_out == (
            ("Meditate, long", "1 day that the program filled in itself, as its frequency allows"),
            ("Meditate, long", "1 note on days on which nothing was done"),
        )

    def test_the_old_layout(self, tmp_path: Path) -> None:
        """No header, values -1 to 3; whatever is above them is in thousandths."""
        head = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"
        listed = head + "001,Run,,,2,7,#fff\n002,Water,,,1,1,#fff\n"
        files = {
            "Habits.csv": listed,
            "001 Run/Checkmarks.csv": "2026-11-25,3\n2026-11-24,2\n2026-11-23,1\n2026-11-22,0\n2026-11-21,-1\n",
            "002 Water/Checkmarks.csv": "2026-11-25,3\n2026-11-24,1500\n2026-11-23,0\n",
        }
        run, water = read_tracker(TrackerKind.LOOP, write_zip(tmp_path / "old.zip", files)).habits
        assert (run.times, run.every, run.days) == (2, 7, (TrackedDay(TUE, DONE), TrackedDay(WED, SKIPPED)))
        assert water.days == (TrackedDay(TUE, DONE, 1.5), TrackedDay(WED, SKIPPED))

    def test_folders_of_one_name_are_told_apart_by_their_position(self, tmp_path: Path) -> None:
        rows = "".join(f"{n:03},Vegan,YES_NO,,,1,1,#fff,,,,false\n" for n in (1, 2))
        files = {"Habits.csv": LISTED + rows}
        files |= {f"{n:03} Vegan/Checkmarks.csv": f"Date,Value,Notes\n2026-11-2{n},YES_MANUAL,\n" for n in (1, 2)}
        first, second = read_tracker(TrackerKind.LOOP, write_zip(tmp_path / "two.zip", files)).habits
        assert [habit.days[0].day.day for habit in (first, second)] == [21, 22]
        assert first.key != second.key


class TestLoopBackup:
    @pytest.mark.parametrize("version", [9, 15, 16, 22, 23, 24, 25])
    def test_every_version(self, tmp_path: Path, version: int) -> None:
        """Before version 16 whatever stands there is done; notes came with 25."""
        habit = {"id": 4, "name": "Run", "freq_num": 2, "freq_den": 7, "archived": 0, "type": 0, "uuid": "abc"}
        rows = [(4, TUE, 2, "good"), (4, WED, 3, ""), (4, MON, 1, "")] if version >= 16 else [(4, TUE, 0, "")]
        tracked = read_tracker(TrackerKind.LOOP, write_loop(tmp_path / "loop.db", version, [habit], rows))
        [run] = tracked.habits
        note = "good" if version >= 25 else ""
        days = (TrackedDay(TUE, DONE, None, note), TrackedDay(WED, SKIPPED))
        assert run.days == (days if version >= 16 else days[:1])
        assert (run.name, run.times, run.every, run.key) == ("Run", 2, 7, "abc" if version >= 24 else "Run 4")
        assert len(tracked.left_out) == int(version >= 16)

    def test_amounts_are_in_thousandths(self, tmp_path: Path) -> None:
        habit = {
            "id": 1,
            "name": "Read",
            "freq_num": 1,
            "freq_den": 1,
            "archived": 1,
            "type": 1,
            "unit": "pages",
            "target_value": 20,
        }
        path = write_loop(tmp_path / "loop.db", 25, [habit], [(1, TUE, 25500, ""), (1, WED, 3, "")])
        [read] = read_tracker(TrackerKind.LOOP, path).habits
        assert (read.unit, read.amount, read.archived) == ("pages", 20.0, True)
        assert read.days == (TrackedDay(TUE, DONE, 25.5), TrackedDay(WED, SKIPPED))


def test_harsh(tmp_path: Path) -> None:
    (tmp_path / "habits").write_text(
        "# mine\n! Health\nGym: 3/7\nRun: 7: 2027-01-01\nCall: 1w\nSleep: 0\nWater: 1\n\nno frequency here\n"
    )
    (tmp_path / "log").write_text(
        "2026-11-23 : Gym : y : Leg day : 1.5\n2026-11-24 : Gym : s : ill\n2026-11-25 : Gym : n\n"
        "2026-11-24 : Old: one : y\n# a comment\nnonsense\n"
    )
    tracked = read_tracker(TrackerKind.HARSH, tmp_path)
    assert [(h.name, h.times, h.every, h.category) for h in tracked.habits] == [
        ("Gym", 3, 7, "Health"),
        ("Run", 1, 7, "Health"),
        ("Call", 1, 7, "Health"),
        ("Sleep", 0, 7, "Health"),
        ("Water", 1, 1, "Health"),
        ("Old: one", 0, 7, ""),
    ]
    assert tracked.habits[0].days == (TrackedDay(MON, DONE, 1.5, "Leg day"), TrackedDay(TUE, SKIPPED, None, "ill"))
    assert tracked.habits[-1].archived
    assert tracked.left_out == (
        ("no frequency here", "says no frequency that is known"),
        ("log", "1 line that cannot be read"),
    )


def test_habitbull(tmp_path: Path) -> None:
    path = tmp_path / "bull.csv"
    path.write_text(
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
        "Run,,Health,11/23/2026,1,slow\nRun,,Health,2026-11-24,0,\nPushups,,Fitness,2026-11-24,30,\n"
        "Pushups,,Fitness,2026-11-25,-2150000000,\nRun,,Health,soon,1,\n"
    )
    tracked = read_tracker(TrackerKind.HABITBULL, path)
    assert tracked.habits == (
        TrackedHabit("Run", "Run", days=(TrackedDay(MON, DONE, None, "slow"),), category="Health"),
        TrackedHabit("Pushups", "Pushups", days=(TrackedDay(TUE, DONE, 30.0),), category="Fitness", unit="times"),
    )
    assert tracked.left_out == (("Run", "cannot be read: soon"),)


def test_beaver(tmp_path: Path) -> None:
    path = tmp_path / "beaver.json"
    records = [{"day": "2026-11-24", "done": True, "text": "good"}, {"day": "2026-11-23", "done": False}]
    period = {"period_type": "W", "period_count": 2, "target_count": 3}
    path.write_text(
        json.dumps(
            {"habits": [{"name": "Run", "records": records, "tags": ["out"], "period": period}, {"name": "Read"}]}
        )
    )
    assert read_tracker(TrackerKind.BEAVER, path).habits == (
        TrackedHabit("Run", "Run", 3, 14, (TrackedDay(TUE, DONE, None, "good"),), tags=("out",)),
        TrackedHabit("Read", "Read", 1, 1),
    )


def test_dijo(tmp_path: Path) -> None:
    path = tmp_path / "habit_record.json"
    path.write_text(
        json.dumps(
            [
                {"type": "Bit", "name": "Run", "stats": {"2026-11-24": [True], "2026-11-23": [False]}, "goal": [True]},
                {"type": "Count", "name": "Water", "stats": {"2026-11-24": 3}, "goal": 8, "auto": False},
                {
                    "type": "Float",
                    "name": "Way",
                    "stats": {"2026-11-24": {"value": 125, "precision": 1}},
                    "goal": {"value": 50, "precision": 1},
                },
            ]
        )
    )
    run, water, way = read_tracker(TrackerKind.DIJO, path).habits
    assert run.days == (TrackedDay(TUE, DONE),)
    assert (water.days, water.amount) == ((TrackedDay(TUE, DONE, 3.0),), 8.0)
    assert (way.days, way.amount) == ((TrackedDay(TUE, DONE, 12.5),), 5.0)


def test_taskwarrior(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(
        json.dumps(
            [
                {
                    "uuid": "1",
                    "description": "Taxes",
                    "status": "pending",
                    "due": "20261224T230000Z",
                    "project": "home",
                    "tags": ["x"],
                },
                {"uuid": "2", "description": "Old", "status": "completed", "end": "20261101T100000Z"},
                {"uuid": "3", "description": "Gone", "status": "deleted"},
            ]
        )
    )
    tracked = read_tracker(TrackerKind.TASKWARRIOR, path)
    assert [(task.name, task.due, task.done, task.tags) for task in tracked.tasks] == [
        ("Taxes", datetime(2026, 12, 24, 23, tzinfo=UTC), None, ("home", "x")),
        ("Old", None, datetime(2026, 11, 1, 10, tzinfo=UTC), ()),
    ]
    assert tracked.left_out == (("tasks", "1 task deleted, or templates of repeating ones"),)


ORG = """\
#+TITLE: Life
#+TODO: TODO NEXT(n) | DONE(d!) CANCELLED(c@)
* Habits
** TODO [#B] Shave daily :body:early:
   SCHEDULED: <2026-11-24 Di .+2d/4d>
   :PROPERTIES:
   :STYLE:    habit
   :CATEGORY: Care
   :ID:       4f1a
   :END:
   :LOGBOOK:
   - State "DONE"       from "TODO"       [2026-11-25 Wed 08:10] \\\\
     In a hurry,
     but done
   - State "CANCELLED"  from "TODO"       [2026-11-24 Tue]
   - State "DONE"       from              [2026-11-24 Tue]
   - State "CANCELLED"  from "NEXT"       [2026-11-23 Mon 21:00] \\\\
     ill
   - State "NEXT"       from "TODO"       [2026-11-22 Sun]
   - Rescheduled from "[2026-11-20 Fri]" on [2026-11-21 Sat]
   :END:
** DONE Water the plants
   SCHEDULED: <2026-11-24 Tue ++1w>
   :PROPERTIES:
   :STYLE: habit
   :END:
** Stretch
   :PROPERTIES:
   :style: Habit
   :END:
   - State "DONE" from "TODO" [2026-11-25 Wed]
** Stretch                                                           :ARCHIVE:
   :STYLE: habit
   SCHEDULED: <2026-11-24 Tue 08:00 +12h>
* TODO Call Sam
"""


def test_org(tmp_path: Path) -> None:
    (tmp_path / "habits.org").write_text(ORG, encoding="utf-8")
    tracked = read_tracker(TrackerKind.ORG, tmp_path / "habits.org")
    shave = (
        TrackedDay(MON, SKIPPED, None, "ill"),
        TrackedDay(TUE, DONE),
        TrackedDay(WED, DONE, None, "In a hurry,\nbut done"),
    )
    assert tracked.habits == (
        TrackedHabit("4f1a", "Shave daily", 1, 2, shave, "Care", ("body", "early")),
        TrackedHabit("Water the plants", "Water the plants", 1, 7, archived=True),
        TrackedHabit("Stretch", "Stretch", 0, 7, (TrackedDay(WED, DONE),)),
        TrackedHabit("Stretch 3", "Stretch", 1, 1, archived=True),
    )
    assert tracked.left_out == (
        ("Stretch", "is not scheduled again and again: it only comes with what was done"),
        ("file", "2 headings that are no habits"),
    )


@pytest.mark.parametrize("one", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_lines_end_only_where_a_text_file_ends_them(tmp_path: Path, one: str) -> None:
    (tmp_path / "habits").write_text(f"Go{one}out: 3/7\r\n", encoding="utf-8", newline="")
    (tmp_path / "log").write_text(f"2026-11-23 : Go{one}out : y : far{one}away\r\n", encoding="utf-8", newline="")
    harsh = read_tracker(TrackerKind.HARSH, tmp_path)
    assert [(habit.name, habit.times, harsh.left_out) for habit in harsh.habits] == [("Go out", 3, ())]
    assert harsh.habits[0].days == (TrackedDay(MON, DONE, None, f"far{one}away"),)
    text = f'* TODO Go{one}out\r\n:STYLE: habit\r\n- State "DONE" from "TODO" [2026-11-23] \\\\\r\nfar{one}away\r\n'
    (tmp_path / "a.org").write_text(text, encoding="utf-8", newline="")
    [habit] = read_tracker(TrackerKind.ORG, tmp_path / "a.org").habits
    assert (habit.name, habit.days) == ("Go out", (TrackedDay(MON, DONE, None, f"far{one}away"),))


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        (TrackerKind.DIJO, '[{"name": "x"}, {"name": "x"}, {"name": "x 2"}]', ["x", "x 3", "x 2"]),
        (TrackerKind.BEAVER, '{"habits": [{"id": "a", "name": "x"}, {"id": "a", "name": "y"}]}', ["a", "a 2"]),
        (TrackerKind.ORG, "* A 2\n:STYLE: habit\n* A\n:STYLE: habit\n* A\n:STYLE: habit\n", ["A 2", "A", "A 2 2"]),
    ],
)
def test_habits_of_one_key_are_told_apart(tmp_path: Path, kind: TrackerKind, text: str, keys: list[str]) -> None:
    (tmp_path / "file").write_text(text)
    assert [habit.key for habit in read_tracker(kind, tmp_path / "file").habits] == keys


def test_habits_of_a_backup_with_one_id_are_told_apart(tmp_path: Path) -> None:
    habits = [{"id": n, "name": "Run", "uuid": "abc"} for n in (1, 2)]
    found = read_tracker(TrackerKind.LOOP, write_loop(tmp_path / "a.db", 25, habits, []))
    assert [habit.key for habit in found.habits] == ["abc", "abc 2"]
