"""Lines that say what to add as people say it, on Monday 23 November 2026 at nine."""

from pathlib import Path

import pytest

from tests.cli.conftest import Habitos


def test_a_behavior_is_added_as_it_is_said(alice: Habitos) -> None:
    answer = alice("behaviors", "add", "guitar 3x week 40m evenings every other day")
    assert (answer.code, answer.out) == (0, "Added: Guitar (guitar)\n")
    assert answer.err == (
        "Understood: Guitar: 40 min, 3 a week, at least 1 day between, best in the evening; creativity (guessed).\n"
    )
    added = alice("behaviors", "show", "guitar", "--json").json
    assert (added["target_per_week"], added["min_gap_days"], added["preferred_slots"]) == (3, 1, ["evening"])


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("swim twice a month", "rhythm", {"times_a_month": 2}),
        ("pay rent on the 1st 10m", "rhythm", {"dates": ["1"]}),
        ("ski weekends in winter", "season", {"first": "12-01", "last": "02-29"}),
        ("call mum by friday 15m", "task", {"due": "2026-11-27", "total_minutes": 15, "finished": None}),
        ("plan the week sundays 5pm 30m", "ideal_time", "17:00"),
        ("read 20 pages daily #bed", "tags", ["bed"]),
    ],
)
def test_what_a_line_says_is_kept(alice: Habitos, line: str, name: str, value: object) -> None:
    assert alice("behaviors", "add", *line.split()).code == 0
    (kept,) = alice("behaviors", "list", "--json").listed
    assert kept[name] == value
    assert kept["impacts"]


def test_nothing_is_saved_of_a_line_that_is_not_understood(alice: Habitos) -> None:
    answer = alice("behaviors", "add", "run 3x week \N{CJK UNIFIED IDEOGRAPH-8AAD} purple 30m")
    assert (answer.code, answer.out) == (2, "")
    shown, marks, understood, *_ = answer.err.splitlines()
    assert shown == "run 3x week \N{CJK UNIFIED IDEOGRAPH-8AAD} purple 30m"
    assert marks == "            ^^^^^^^^^"
    assert understood.startswith("Understood: Run: 30 min")
    assert "Not understood: “\N{CJK UNIFIED IDEOGRAPH-8AAD} purple”. Nothing was saved." in answer.err
    assert alice("behaviors", "list", "--json").listed == []
    assert alice("behaviors", "add", "3x week").code == 2


def test_a_dry_run_only_shows(alice: Habitos) -> None:
    assert alice("busy", "add", "sleep 23-7 daily", "--dry-run").out == (
        "Understood: Sleep: every day, 23:00-07:00 the next day.\n"
    )
    shown = alice("busy", "add", "dentist tue 14-15", "--dry-run", "--json").json
    assert shown["draft"] == {
        "title": "Dentist", "start": "14:00", "end": "15:00", "weekdays": [], "day": "2026-11-24",
    }  # fmt: skip
    assert alice("behaviors", "add", "run 3x week", "--dry-run").code == 0
    in_order = alice("busy", "add", "mon", "9", "17", "Work", "--dry-run")
    assert in_order.out == "Understood: Work: every week on Monday, 09:00-17:00.\n"
    assert alice("busy", "list", "--json").listed == alice("behaviors", "list", "--json").listed == []


def test_a_file_and_standard_input_are_documents(alice: Habitos, tmp_path: Path) -> None:
    document = '{"name": "Run", "min_minutes": 5, "typical_minutes": 5, "max_minutes": 5, "target_per_week": 1}'
    file = tmp_path / "run 3x week"
    file.write_text(document, "utf-8")
    assert alice("behaviors", "add", file).out == "Added: Run (run)\n"
    assert alice("behaviors", "add", "-", stdin=document.replace("Run", "Jog")).out == "Added: Jog (jog)\n"
    assert "no.json does not exist" in alice("behaviors", "add", "no.json").err
    assert alice("behaviors", "add", file, "--dry-run").code == 2


def test_busy_time_of_a_line_is_one_change(alice: Habitos) -> None:
    assert alice("busy", "add", "work", "weekdays", "9-17").out.count("Added:") == 5
    assert alice("undo", "--json").json["change"] == "Added the busy time “Work” on weekdays"
    assert alice("busy", "list", "--json").listed == []
    assert alice("busy", "add", "dentist fri 14:00").out == "Added: 2026-11-27 14:00-15:00 Dentist\n"


def test_what_was_done_is_logged_as_it_is_said(alice: Habitos) -> None:
    assert alice("behaviors", "add", "run 3x week").code == 0
    answer = alice("log", "add", "ran 25m yesterday at 7pm 4* #outdoors with Sam - in the rain")
    assert answer.out.startswith("Logged: Run, 2026-11-22 19:00-19:25, 25 min, ★★★★☆")
    (entry,) = alice("log", "--json").listed
    assert (entry["note"], entry["context"]["tags"]) == ("in the rain", ["outdoors", "with sam"])
    assert alice("undo").code == 0
    for line, said in (("yoga 20m", "no behavior like “yoga”"), ("ran 20m tomorrow", "still to come")):
        refused = alice("log", "add", line)
        assert refused.code == 2
        assert said in refused.err
    assert "put a dash before a note" in alice("log", "add", "ran 20m too tired").err
    assert alice("log", "--json").listed == []
