"""Entries of the log and planned sessions, put right from the command line; undo takes each of it back."""

from datetime import UTC, datetime
from typing import Any

import pytest

from habitos_tui.clock import FixedClock
from tests.cli.conftest import Habitos


def read_of(habitos: Habitos, day: str = "today") -> dict[str, Any]:
    """Return the session of reading on a day."""
    sessions: list[dict[str, Any]] = habitos("today", "--day", day, "--json").json["sessions"]
    return next(s for s in sessions if s["behavior"] == "read-a-book")


def entry(habitos: Habitos) -> dict[str, Any]:
    """Return the newest entry of the log."""
    newest: dict[str, Any] = habitos("log", "--json").listed[0]
    return newest


@pytest.fixture
def done(planned: Habitos, clock: FixedClock) -> Habitos:
    """The same late on Monday, with today's reading done."""
    clock.moment = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    answer = planned("done", "read", "--at", "21:15", "--minutes", "25", "--rating", "4", "--note", "two\nchapters")
    assert answer.code == 0
    return planned


def test_an_entry_is_changed_where_it_is_said_to_and_nowhere_else(done: Habitos) -> None:
    before = entry(done)
    words = ("--minutes", "40", "--rating", "0", "--start", "20:30", "--energy", "2", "--tag", "Bed", "--tag", "late")
    after = done("log", "edit", "read", *words, "--json").json
    assert after == {"format": "habitos-log-entry/1", **entry(done)}
    assert (after["minutes"], after["rating"], after["start"], after["done_at"]) == (
        40,
        None,
        "20:30",
        "2026-11-23T20:30:00Z",
    )
    assert (after["context"]["energy_before"], after["context"]["tags"]) == (2, ["bed", "late"])
    assert (after["note"], after["session"], after["id"]) == ("two\nchapters", before["session"], before["id"])
    assert done("log", "edit", before["id"], "--tag", "", "--note", "").out.startswith(
        "Changed: Read a book, 2026-11-23"
    )
    assert (entry(done)["context"]["tags"], entry(done)["note"]) == ([], "")
    for _ in range(2):
        assert done("undo").code == 0
    assert entry(done) == before


def test_an_entry_left_as_it_is_is_no_change(done: Habitos) -> None:
    assert done("log", "edit", "read", "--minutes", "25").code == 0
    assert done("undo", "--json").json["change"].startswith("Logged")


def test_an_entry_moved_to_another_day_is_no_longer_of_its_session(done: Habitos) -> None:
    after = done("log", "edit", "read", "--on", "yesterday", "--start", "24:30", "--json").json
    assert (after["day"], after["start"], after["done_at"]) == ("2026-11-22", "24:30", "2026-11-23T00:30:00Z")
    assert after["session"] is None
    assert read_of(done)["state"] == "planned"


@pytest.mark.parametrize(
    "words", [("--start", "23:59"), ("--start", "soon"), ("--note", "x" * 2001), ("--rating", "9")]
)
def test_what_does_not_fit_changes_nothing(done: Habitos, words: tuple[str, str]) -> None:
    before = entry(done)
    answer = done("log", "edit", "read", *words)
    assert (answer.code, answer.out) == (2, "")
    assert entry(done) == before


def test_a_deleted_entry_opens_its_session_and_undo_brings_it_back(done: Habitos) -> None:
    before = entry(done)
    assert done("log", "delete", "read").out.startswith("Deleted: Read a book, 2026-11-23 21:15-21:40, 25 min, ★★★★☆")
    assert (done("log", "--json").listed, read_of(done)["state"]) == ([], "planned")
    assert done("undo").code == 0
    assert entry(done) == before


def test_of_a_skip_the_reason_is_changed(planned: Habitos) -> None:
    assert planned("skip", "read", "--reason", "visitors").code == 0
    assert planned("log", "edit", "read", "--minutes", "5").err.startswith("Not possible: This was skipped")
    assert planned("log", "edit", "read", "--note", "a cold", "--json").json["reason"] == "a cold"
    assert planned("log", "delete", "read").out == "Deleted: Read a book, 2026-11-23, skipped, a cold\n"
    assert read_of(planned)["state"] == "planned"


@pytest.mark.parametrize("how", ["done", "skip"])
def test_a_session_is_planned_again(done: Habitos, how: str) -> None:
    if how == "skip":
        done("undo")
        done("skip", "read")
    session = read_of(done)["session"]
    answer = done("reopen", "read" if how == "done" else session, "--json")
    assert answer.json["id"] == session
    assert (read_of(done)["state"], done("log", "--json").listed) == ("planned", [])
    assert done("reopen", session).err.startswith("Not possible: “Read a book” of Mon 23 Nov")
    assert done("undo", "--json").json["change"].startswith("Reopened “Read a book” of Mon 23 Nov")
    assert read_of(done)["state"] == ("done" if how == "done" else "skipped")


def test_what_several_fit_is_listed_and_named_by_day_and_time(planned: Habitos) -> None:
    for at in ("2026-11-22T07:30", "2026-11-22T20:00", "2026-11-21T09:00"):
        assert planned("done", "run", "--at", at).code == 0
    answer = planned("log", "delete", "run")
    assert answer.code == 2
    assert "Sat 21 Nov 09:00, Sun 22 Nov 07:30 or Sun 22 Nov 20:00?" in answer.err
    assert planned("log", "delete", "run", "--day", "yesterday").code == 2
    assert planned("log", "delete", "run", "--day", "yesterday", "--at", "20:00").code == 0
    assert planned("log", "delete", "run", "--day", "yesterday").code == 0
    assert [each["start"] for each in planned("log", "--json").listed] == ["09:00"]
    missing = planned("log", "delete", "run", "--day", "yesterday")
    assert (missing.code, missing.err.splitlines()[0]) == (1, "Not found: There is no entry of “Run” then.")


def test_a_session_is_locked_and_let_go(planned: Habitos) -> None:
    assert planned("lock", "read", "--day", "tomorrow", "--json").json["locked"] is True
    assert read_of(planned, "tomorrow")["locked"] is True
    assert planned("lock", "read", "--day", "tomorrow").out.startswith("Locked already: Read a book, Tue 24 Nov ")
    assert planned("unlock", "read", "--day", "tomorrow").out.startswith("Unlocked: Read a book, Tue 24 Nov ")
    assert planned("unlock", "read", "--day", "tomorrow").out.startswith("Unlocked already: ")
    assert planned("undo").code == 0
    assert read_of(planned, "tomorrow")["locked"] is True


def test_what_is_done_can_neither_be_locked_nor_moved(done: Habitos) -> None:
    session = read_of(done)["session"]
    for words in (("lock", session), ("move", session, "tomorrow", "20:00")):
        answer = done(*words)
        assert answer.code == 2
        assert f"habitos-tui reopen {session}" in answer.err


def test_a_session_is_moved_at_a_price_and_back(planned: Habitos) -> None:
    before = read_of(planned)
    moved = planned("move", "read", "today", "12:00", "--minutes", "15", "--json").json
    assert (moved["session"]["start"], moved["session"]["minutes"], moved["session"]["locked"]) == ("12:00", 15, True)
    assert moved["session"]["id"] == before["session"]
    assert moved["price"] > 0
    assert planned("undo").code == 0
    assert read_of(planned) == before


def test_a_move_that_is_not_allowed_says_what_it_breaks_and_what_force_would_do(planned: Habitos) -> None:
    before = planned("week", "--json").json
    other = read_of(planned, "tomorrow")["session"]
    answer = planned("move", "read", "tomorrow", "20:00", "--day", "today")
    assert answer.code == 2
    assert "2 sessions on Tuesday, at most 1 allowed" in answer.err
    assert "--force takes that" in answer.err
    assert planned("week", "--json").json == before
    forced = planned("move", "read", "tomorrow", "20:00", "--day", "today", "--force", "--json").json
    assert forced["session"]["day"] == "2026-11-24"
    assert forced["session"]["slot"] == "evening"
    days = planned("week", "--json").json["days"]
    assert len([s for s in days[1]["sessions"] if s["behavior"] == "read-a-book"]) == 1
    assert other not in [s["session"] for s in days[1]["sessions"]] or forced["session"]["id"] == other
    assert planned("undo").code == 0
    assert planned("week", "--json").json == before


@pytest.mark.parametrize(("day", "time"), [("2026-12-01", "20:00"), ("tomorrow", "03:00"), ("someday", "20:00")])
def test_a_session_moves_within_its_week_and_slots(planned: Habitos, day: str, time: str) -> None:
    answer = planned("move", "read", day, time, "--day", "today")
    assert (answer.code, answer.out) == (2, "")
