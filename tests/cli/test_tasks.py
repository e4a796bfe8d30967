"""tasks: what is done once is added, listed, planned, shown when it is due, and finished."""

import json

import pytest

from habitos_tui.clock import FixedClock
from tests.cli.conftest import Habitos

TAXES = {
    "name": "Taxes",
    "min_minutes": 30,
    "typical_minutes": 45,
    "max_minutes": 60,
    "task": {"total_minutes": 90, "due": "2026-11-29"},
}


def test_a_task_is_added_in_words_or_as_json_and_listed_by_its_due_day(alice: Habitos) -> None:
    said = ("--due", "11", "dec", "--minutes", "240", "--pieces", "30-90", "--for", "productivity")
    assert alice("tasks", "add", "Report", *said).out == "Added: Report: 4 h left, due Fri 11 Dec (report)\n"
    assert alice("tasks", "add", "Fix the bike").out == "Added: Fix the bike: 30 min left (fix-the-bike)\n"
    assert alice("tasks", "add", "--from", "-", stdin=json.dumps(TAXES)).code == 0
    assert alice("tasks", "add", "Call", "--due", "yesterday", "--minutes", "15").code == 0
    rows = [line.split("  ")[0] for line in alice("tasks", "list").out.splitlines()]
    assert rows == ["Id", "call", "taxes", "report", "fix-the-bike"]
    report = alice("tasks", "list", "--json").listed[2]
    assert (report["pieces"], report["objectives"], report["due"]) == ([30, 90], ["productivity"], "2026-12-11")
    assert (report["left_minutes"], report["overdue"], report["fits"]) == (240, False, True)


def test_tasks_are_planned_ticked_off_and_put_away(alice: Habitos) -> None:
    alice("tasks", "add", "--from", "-", stdin=json.dumps(TAXES))
    plan = alice("plan", "--json").json
    assert sum(session["minutes"] for session in plan["sessions"] if session["behavior"] == "taxes") == 90
    planned = alice("tasks", "list", "--json").listed[0]["planned"]
    assert planned
    assert planned[0]["day"] <= "2026-11-29"
    assert alice("done", "taxes", "--minutes", "60").code == 0
    assert alice("tasks", "list", "--json").listed[0]["left_minutes"] == 30
    assert alice("done", "taxes", "--minutes", "30").code == 0
    assert alice("tasks", "list").out == ""
    (done,) = alice("tasks", "list", "--finished", "--json").listed
    assert (done["finished"], done["done_minutes"], done["planned"]) == ("2026-11-23", 90, [])
    assert "done Mon 23 Nov, 1 h 30 min" in alice("tasks", "list", "--finished").out
    assert alice("undo").out == "Undone: Logged “Taxes”, 30 min; the task is done\n"
    assert alice("tasks", "list", "--json").listed[0]["left_minutes"] == 30


def test_today_shows_what_is_overdue_until_it_is_done(alice: Habitos) -> None:
    alice("tasks", "add", "Call the dentist", "--due", "yesterday", "--minutes", "15")
    alice("tasks", "add", "Letter", "--due", "today", "--minutes", "20")
    shown = alice("today").out.splitlines()
    assert "Call the dentist" in shown[2]
    assert "overdue since Sun 22 Nov" in shown[2]
    assert "due today" in shown[3]
    first = alice("today", "--json").json["sessions"][0]
    assert first["due"] == {"day": "2026-11-22", "overdue": True, "left_minutes": 15}
    assert (first["start"], first["minutes"], first["session"]) == (None, 15, None)
    assert alice("tasks", "done", "dentist").out == "Finished: Call the dentist, 15 min in all\n"
    assert alice("tasks", "done", "letter", "--minutes", "5").out == "Finished: Letter, 5 min in all\n"
    assert [item["due"] for item in alice("today", "--json").json["sessions"]] == [None, None]


def test_what_does_not_fit_is_told_and_may_be_due_later(alice: Habitos, clock: FixedClock) -> None:
    alice("busy", "add", "mon-thu", "00:00", "24:00")
    added = alice("tasks", "add", "Report", "--due", "wed", "--minutes", "120", "--pieces", "30-60")
    told = "“Report”: none of the 2 h that are left fits before it is due Wed 25 Nov; Fri 27 Nov has room."
    assert told in added.err
    assert f"{told} To let it: habitos-tui tasks due report 2026-11-27" in alice("plan").out
    assert "only 0 min free by then" in alice("tasks", "list").out
    assert alice("tasks", "due", "report", "sat").out == "Changed: Report: 2 h left, due Sat 28 Nov (report)\n"
    assert alice("tasks", "list", "--json").listed[0]["fits"] is True


def test_what_is_due_in_a_later_week_is_held_against_all_the_time_until_then(alice: Habitos) -> None:
    alice("busy", "add", "all", "06:00", "24:00")
    alice("tasks", "add", "Long", "--due", "2026-12-06", "--minutes", "600", "--pieces", "30-60")
    alice("tasks", "add", "Longer", "--due", "2026-12-06", "--minutes", "6000", "--pieces", "30-60")
    assert [task["fits"] for task in alice("tasks", "list", "--json").listed] == [True, False]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("add",), 2, "A task needs a name, or JSON with --from."),
        (("add", "X", "--due", "someday"), 2, "“someday” is not a day"),
        (("add", "X", "--pieces", "many"), 2, "“many” is no range of minutes"),
        (
            ("add", "X", "--minutes", "20", "--pieces", "30-60"),
            2,
            "must not be more than the minutes of the whole task",
        ),
        (("add", "X", "--for", "fame"), 2, "there is no objective “fame”"),
        (("add", "--from", "-", "--minutes", "5"), 2, "everything is said in the JSON"),
        (("done", "run"), 2, "“Run” is no task"),
        (("done", "nothing"), 1, "There is no behavior"),
    ],
)
def test_what_is_no_task_is_refused(planned: Habitos, words: tuple[str, ...], code: int, sentence: str) -> None:
    answer = planned("tasks", *words, stdin="{}")
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
