"""pause and resume: days on which one behavior rests."""

from typing import Any

import pytest

from tests.cli.conftest import Habitos


def test_pauses_are_entered_listed_and_forgotten(planned: Habitos) -> None:
    answer = planned("pause", "run", "2026-12-01", "2026-12-05", "--note", "Knee")
    assert (answer.code, answer.out) == (0, "Paused: Run, Tue 1 Dec to Sat 5 Dec, 5 days\n")
    assert planned("pause", "read", "--json").json["last"] is None
    first, second = planned("pause", "--json").listed
    assert (first["behavior"], first["first"], first["last"]) == ("read-a-book", "2026-11-23", None)
    assert (second["behavior"], second["last"], second["note"]) == ("run", "2026-12-05", "Knee")
    assert planned("pause").out == planned("pause", "list").out
    assert "Read a book  2026-11-23  open" in planned("pause").out
    answer = planned("pause", "remove", "run", "2026-12-03")
    assert answer.out == "No longer paused: Run, Tue 1 Dec to Sat 5 Dec, 5 days\n"
    assert planned("resume", "read").out == "Resumed: Read a book\n"
    assert planned("pause", "list").out == "No pauses.\n"
    assert planned("undo").code == 0
    assert len(planned("pause", "list", "--json").listed) == 1


def test_behaviors_and_the_log_tell_of_them(planned: Habitos) -> None:
    planned("pause", "run", "2026-11-20", "2026-12-05", "--note", "Knee")
    assert "until 5 Dec" in planned("behaviors", "list").out
    assert "  paused until Sat 5 Dec\n" in planned("behaviors", "show", "run").out
    shown = planned("behaviors", "show", "run", "--json")
    assert [pause["note"] for pause in shown.json["pauses"]] == ["Knee"]
    assert planned("behaviors", "edit", "run", "-", stdin=shown.out).code == 0
    (entry,) = planned("log", "--behavior", "run", "--json").listed
    assert (entry["kind"], entry["name"], entry["first"]) == ("paused", "Run", "2026-11-20")
    assert "paused  Run" in planned("log").out


def items(habitos: Habitos) -> list[Any]:
    """Return what the week has of the run."""
    days = habitos("week", "--json").json["days"]
    return [item for day in days for item in day["sessions"] if item["behavior"] == "run"]


def test_planned_sessions_stay_or_are_taken_out(planned: Habitos) -> None:
    answer = planned("pause", "run", "today", "sunday")
    assert "planned sessions stay in the plan" in answer.err
    assert {item["state"] for item in items(planned)} == {"paused"}
    planned("undo")
    assert planned("pause", "run", "today", "sunday", "--clear").err == ""
    assert items(planned) == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("pause", "run", "soonish"), 2, "soonish"),
        (("pause", "run", "2026-11-25", "2026-11-24"), 2, "must not be before the first day"),
        (("pause", "read", "2026-12-24", "2026-12-26"), 2, "“Read a book” is paused already: from Thu 24 Dec on."),
        (("pause", "dragon"), 1, "dragon"),
        (("pause", "remove", "run"), 1, "“Run” is not paused on Mon 23 Nov."),
        (("resume", "run"), 1, "“Run” is not paused."),
    ],
)
def test_what_cannot_be_is_refused(planned: Habitos, words: tuple[str, ...], code: int, sentence: str) -> None:
    planned("pause", "read", "2026-12-24")
    answer = planned(*words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
