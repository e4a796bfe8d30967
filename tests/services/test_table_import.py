"""Tables that an export wrote, or a spreadsheet, brought in. It is Wednesday, 25 November 2026."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.completion import Completion
from habitos_tui.exchange.csv_reading import Tables, read_tables
from habitos_tui.exchange.csv_tables import behaviors_csv, completions_csv
from habitos_tui.services.tracker_import import TrackerPreview
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, TUESDAY, WEDNESDAY
from tests.support.storage import make_behavior, make_completion

HEAD = "day,start,minutes,behavior,name,rating,note\n"


def tables(folder: Path, **files: str) -> Tables:
    """Return what is read of some tables in a folder."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return read_tables(folder)


def preview(space: Workspace, folder: Path, **files: str) -> TrackerPreview:
    return space.table_import.preview(tables(folder, **files))


def done(space: Workspace, name: str) -> list[object]:
    log = space.tracking.log(LogFilter(), limit=999)
    return [entry.entry for entry in log if entry.name == name and isinstance(entry.entry, Completion)]


def test_what_an_export_wrote_comes_back_as_it_was(idle: Workspace, tmp_path: Path) -> None:
    swim = make_behavior("swim", tags=("with sam", "water"), unit="lanes", amount=20, target_per_week=9, max_per_day=2)
    old = make_behavior("old", name=swim.name)
    entry = make_completion(behavior="swim", note="'=1+1\r\n -2", amount=2.5, unit="lanes", rating=4)
    entry = entry.model_copy(update={"context": entry.context.model_copy(update={"tags": ("at sea", "cold")})})
    there = {
        "behaviors": behaviors_csv([swim], [old]),
        "completions": completions_csv([entry], {"swim": swim.name}),
        "plans": "day,start,minutes,behavior,name,slot,locked,id\n",
    }
    found = preview(idle, tmp_path, **there)
    assert found.left_out == (
        ("plans.csv", "is not read back: a plan comes in with its profile, from a file of export without --csv"),
    )
    assert "swim" not in {behavior.id for behavior in idle.behaviors.all()}
    idle.tracker_import.add(found)
    mine = idle.behaviors.get("swim")
    assert (mine.tags, mine.unit, mine.amount, mine.target_per_week) == (swim.tags, "lanes", 20, 9)
    lengths = (swim.min_minutes, swim.typical_minutes, swim.max_minutes)
    assert (mine.min_minutes, mine.typical_minutes, mine.max_minutes) == lengths
    assert [behavior.name for behavior in idle.behaviors.archived() if behavior.id == "old"] == [f"{swim.name} 2"]
    [stored] = done(idle, swim.name)
    assert isinstance(stored, Completion)
    assert stored.model_copy(update={"session": None, "done_at": entry.done_at}) == entry.model_copy(
        update={"session": None}
    )
    assert not preview(idle, tmp_path, **there).anything
    undone = idle.history.undo()
    assert undone is not None
    assert undone.label == "Took over 1 entry from tables"
    assert "swim" not in {behavior.id for behavior in idle.behaviors.all()}


def test_a_renamed_behavior_is_still_the_one(idle: Workspace, tmp_path: Path) -> None:
    text = HEAD + "2026-11-23,07:00,20,,Yoga,,\n"
    idle.tracker_import.add(preview(idle, tmp_path, completions=text))
    yoga = next(each for each in idle.behaviors.all() if each.name == "Yoga")
    idle.behaviors.update(yoga.model_copy(update={"name": "Stretching"}))
    found = preview(idle, tmp_path, completions=text + "2026-11-24,07:00,20,,Yoga,,\n")
    assert [(one.behavior.id, one.is_new, one.known) for one in found.habits] == [(yoga.id, False, 1)]
    assert (found.left_out, yoga.target_per_week) == ((), 0)


def test_a_table_of_a_spreadsheet_with_few_columns(idle: Workspace, tmp_path: Path) -> None:
    """Semicolons and a byte order mark, as saved in Europe; the length as usual, and noon, where nothing is said."""
    found = preview(idle, tmp_path, completions="\ufeffDay;Behavior;Amount\r\n2026-11-23;run;\r\n;;\r\n")
    [run] = found.habits
    assert run.habit.name == "run"
    [entry] = run.completions
    usual = idle.behaviors.get("run").typical_minutes
    assert (run.behavior.id, entry.start, entry.minutes, found.left_out) == ("run", 720, usual, ())
    idle.tracker_import.add(found)
    assert preview(idle, tmp_path, completions="Day;Behavior\n2026-11-23;run\n").left_out == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("2026-02-30,07:00,20,run,,,", "day must be a date such as 2026-11-23"),
        ("1764374400,07:00,20,run,,,", "day must be a date such as 2026-11-23"),
        ("2026-11-23,99:00,20,run,,,", "start must"),
        ("2026-11-23,07:00,many,run,,,", "minutes must be a whole number"),
        ("2026-11-23,07:00,20,run,,9,", "rating must be at most 5"),
        ("2026-11-23,07:00,20,,,,", "name must not be empty"),
    ],
)
def test_a_line_that_cannot_be_read_costs_only_itself(idle: Workspace, tmp_path: Path, line: str, wrong: str) -> None:
    found = preview(idle, tmp_path, completions=HEAD + line + "\n2026-11-23,08:00,20,run,,,\n")
    assert found.entries == 1
    [(where, why)] = found.left_out
    assert where == "line 2"
    assert wrong in why


def test_what_is_here_stays(idle: Workspace, tmp_path: Path) -> None:
    entry = make_completion(note="as it was")
    idle.tracker_import.add(preview(idle, tmp_path, completions=completions_csv([entry], {})))
    other = completions_csv([entry.model_copy(update={"note": "changed"})], {})
    found = preview(idle, tmp_path, completions=other + other.splitlines()[1] + "\n")
    assert not found.anything
    said = ("is here already with another note, which stays", "is in the table twice")
    assert found.left_out == tuple((f"line {number}", why) for number, why in enumerate(said, 2))


def test_days_to_come_are_left_out(idle: Workspace, tmp_path: Path) -> None:
    lines = ("2026-11-25,07:00,20,run,,,", "2026-11-26,07:00,20,run,,,", "2026-12-24,07:00,20,run,,,")
    found = preview(idle, tmp_path, completions=HEAD + "\n".join(lines))
    assert [done.day for habit in found.habits for done in habit.completions] == [WEDNESDAY]
    assert found.left_out == (("days", "2 entries still to come"),)


TEXTS = st.text(st.sampled_from("'=+-@\t\r\n ,;\"aé"), max_size=8)


@given(note=TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_comes_back(tmp_path: Path, note: str) -> None:
    [line] = tables(tmp_path, completions=completions_csv([make_completion(note=note)], {})).completions
    assert line.cells["note"] == note


def test_the_day_of_an_entry_is_kept(idle: Workspace, tmp_path: Path) -> None:
    found = preview(idle, tmp_path, completions=HEAD + "2026-11-23,25:10,20,run,,,\n")
    [entry] = found.habits[0].completions
    assert (entry.day, entry.start) == (MONDAY, 25 * 60 + 10)


def test_what_an_unknown_id_is_of_is_found_by_its_name(idle: Workspace, tmp_path: Path) -> None:
    found = preview(idle, tmp_path, behaviors="id,name\njog,Morning run\nread,Reading\nfriends,Meditation\n")
    assert [(each.behavior.id, each.is_new) for each in found.habits] == [
        ("run", False),
        ("read", False),
        ("friends", False),
    ]


@pytest.mark.parametrize(("key", "name"), [("jog", ""), ("", "Jogging"), ("jog", "Jogging")])
def test_lines_of_one_behavior_are_its_entries_whatever_names_it(
    idle: Workspace, tmp_path: Path, key: str, name: str
) -> None:
    lines = [f"2026-11-{day},07:00,{minutes},{key},{name},," for day, minutes in ((23, 20), (24, ""))]
    other = "2026-11-23,07:00,20,,Rowing,,"
    found = preview(idle, tmp_path, completions=HEAD + "\n".join((*lines, other)))
    jog, rowing = found.habits
    assert (jog.is_new, jog.habit.name, jog.behavior.name) == (True, name or key, name or key)
    assert [(done.day, done.minutes) for done in jog.completions] == [
        (MONDAY, 20),
        (TUESDAY, jog.behavior.typical_minutes),
    ]
    assert {done.behavior for done in jog.completions} == {jog.behavior.id}
    assert len(rowing.completions) == 1
    idle.tracker_import.add(found)
    again = preview(idle, tmp_path, completions=HEAD + "\n".join(lines))
    assert [(one.known, one.behavior.id, one.completions) for one in again.habits] == [(2, jog.behavior.id, ())]


def test_a_behavior_stands_once_in_its_table(idle: Workspace, tmp_path: Path) -> None:
    lines = ("jog,Jogging", "jog,Rowing", ",Yoga", ",Yoga", "row,Yoga")
    found = preview(idle, tmp_path, behaviors="id,name\n" + "\n".join(lines))
    assert [one.habit.name for one in found.habits] == ["Jogging", "Yoga", "Yoga"]
    assert found.left_out == (("line 3", "id is in the table twice"), ("line 5", "name is in the table twice"))


def test_a_behavior_here_takes_one_of_the_file_in(idle: Workspace, tmp_path: Path) -> None:
    """The first has its name, the second its id: that one comes in as another."""
    found = preview(idle, tmp_path, behaviors="id,name\njog,Morning run\nrun,Running\n")
    assert [(one.behavior.id, one.behavior.name, one.is_new) for one in found.habits] == [
        ("run", "Morning run", False),
        ("running", "Running", True),
    ]
    by_name = preview(idle, tmp_path, completions="day,behavior\n2026-11-23,MORNING RUN\n", behaviors="name\n")
    assert [one.behavior.id for one in by_name.habits] == ["run"]


def test_a_behavior_that_would_not_fit_is_left_out(idle: Workspace, tmp_path: Path) -> None:
    head = "name,min_minutes,typical_minutes,max_minutes,target_per_week,max_per_week\n"
    found = preview(idle, tmp_path, behaviors=f"{head}Yoga,7,7,7,2,2\nRowing,10,20,30,2,2\n")
    assert [one.habit.name for one in found.habits] == ["Rowing"]
    assert [where for where, _ in found.left_out] == ["line 2"]


def test_an_entry_has_what_the_other_columns_say(idle: Workspace, tmp_path: Path) -> None:
    head = "day,behavior,amount,unit,slot,planned_start,planned_minutes,energy_before,note\n"
    text = head + '2026-11-23,run,"2,5",km,morning,06:30,40,3," cold "\n'
    [run] = preview(idle, tmp_path, completions=text).habits
    [entry] = run.completions
    context = entry.context
    assert (entry.amount, entry.unit, entry.note) == (2.5, "km", " cold ")
    assert (context.slot, context.planned_start, context.planned_minutes) == ("morning", 390, 40)
    assert (context.energy_before, context.weekday) == (3, 0)


def test_what_is_here_as_a_day_left_out_is_known(idle: Workspace, tmp_path: Path) -> None:
    idle.tracking.skip("run", day=MONDAY)
    skip = idle.tracking.log(limit=1)[0].entry
    found = preview(idle, tmp_path, completions=f"day,behavior,note,id\n2026-11-23,run,other,{skip.id}\n")
    assert ([one.known for one in found.habits], found.entries, found.left_out) == ([1], 0, ())
