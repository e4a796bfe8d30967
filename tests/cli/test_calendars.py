"""habitos-tui calendar. It is Monday, 23 November 2026, in UTC."""

from pathlib import Path
from unittest import mock

import pytest

from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.exchange.calendars.reader import read_calendars
from habitos_tui.services import calendars as room
from habitos_tui.services.planning import Planning
from tests.cli.conftest import Habitos
from tests.support.calendars import event, read_here, write_calendar

DENTIST = event("dentist", "20261125", "0900", "1000", "Dentist")
CHOIR = event("choir", "20261126", "1800", "1930", "Choir")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read calendars in the process of the test."""
    monkeypatch.setattr(room, "read_calendars", read_here)


def test_a_calendar_is_shown_added_listed_followed_and_removed(alice: Habitos, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR)
    shown = alice("calendar", "add", str(path), "--dry-run", "--without", "choir").out.splitlines()
    assert shown == [
        "Wed 2026-11-25  09:00-10:00  Dentist",
        "It takes 1 time in these 8 weeks, 1 h.",
        f"{path}: 1 time of “work”",
        "  left out: “Choir” has “choir” in its title",
        "Nothing was saved.",
    ]
    assert alice("calendar", "list").err.startswith("There is no calendar yet")
    assert alice("calendar", "add", str(path)).out.endswith("Added “work”. It is read again before every plan.\n")
    assert alice("calendar", "list").out.splitlines()[1].split()[0] == "work"
    assert alice("calendar", "refresh").out == "“work”: nothing new.\n"
    write_calendar(path, DENTIST)
    assert alice("calendar", "refresh", "WORK").out == "“work”: 1 gone.\n"
    assert alice("busy", "delete", "1").out == "Deleted: 2026-11-25 09:00-10:00 Dentist\n"
    assert alice("busy", "list").out.splitlines()[1].endswith("Dentist is free")
    assert alice("calendar", "refresh").out == "“work”: nothing new.\n"
    assert alice("calendar", "remove", "work").out == "Removed “work”.\n"
    assert alice("calendar", "remove", "work").code == 1


def test_a_plan_follows_a_calendar_first(alice: Habitos, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "work.ics", DENTIST)
    alice("calendar", "add", str(path))
    write_calendar(path, DENTIST, CHOIR)
    assert "“work”: 1 new." in alice("plan").err
    path.unlink()
    assert "“work” stays as it was: " in alice("plan").err
    assert {busy["title"] for busy in alice("problem").json["busy"]} >= {"Dentist", "Choir"}


def test_a_plan_that_fails_behind_a_calendar_has_changed_nothing_that_was_asked_for(
    alice: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_calendar(tmp_path / "work.ics", DENTIST)
    alice("calendar", "add", str(path))
    write_calendar(path, DENTIST, CHOIR)
    monkeypatch.setattr(Planning, "problem_for", mock.Mock(side_effect=DamagedDatabaseError("Torn.")))
    answer = alice("plan")
    assert "“work”: 1 new." in answer.err
    assert (answer.code, answer.err.splitlines()[-1]) == (13, "The database is damaged: Torn.")


def test_what_ends_a_line_elsewhere_ends_none_of_a_calendar(
    alice: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the name of a calendar and in titles, which come from the process that reads it line by line."""
    monkeypatch.setattr(room, "read_calendars", read_calendars)
    breaks = ("\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e")
    odd = [event(f"n{n}", "20261125", f"{n + 8:02}00", f"{n + 8:02}30", f"A{one}b") for n, one in enumerate(breaks)]
    path = write_calendar(tmp_path / "work.ics", DENTIST, name="".join(("We", *breaks, "s")))
    assert alice("calendar", "add", str(path), "--name", "work").code == 0
    write_calendar(path, DENTIST, *odd, name="".join(("We", *breaks, "s")))
    assert alice("calendar", "refresh").out == "“work”: 8 new.\n"
    assert alice("calendar", "add", str(path), "--name", "again").code == 0
    assert len(alice("busy", "list", "--json").listed) == 18


def test_a_calendar_is_taken_once(alice: Habitos, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "work.ics", DENTIST)
    answer = alice("calendar", "add", str(path), "--once", "--json")
    assert [block["title"] for block in answer.json["busy"]] == ["Dentist"]
    assert alice("calendar", "list", "--json").listed == []
    assert [block["source"] for block in alice("busy", "list", "--json").listed] == [None]


def test_standard_input_is_called_so(alice: Habitos, tmp_path: Path) -> None:
    """Not by the file in which it lies for a moment."""
    text = write_calendar(tmp_path / "work.ics", DENTIST).read_text()
    assert "\nStandard input: 1 time of “" in alice("calendar", "add", "-", "--dry-run", stdin=text).out
    assert "Standard input is no calendar" in alice("calendar", "add", "-", stdin="nothing").err


@pytest.mark.parametrize("content", ["", "no calendar", None])
def test_what_is_no_calendar_gets_a_sentence(alice: Habitos, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "x.ics"
    if content is not None:
        path.write_text(content)
    answer = alice("calendar", "add", str(path), "--dry-run")
    assert answer.code == 1
    assert "is no calendar" in answer.err or "could not be read" in answer.err


def test_what_counts_of_a_calendar_is_changed(alice: Habitos, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR)
    alice("calendar", "add", str(path), "--only", "Choir")
    change = ("calendar", "edit", "work", "--only", "", "--without", "choir")
    assert alice(*change, "--dry-run").out.splitlines() == [
        "+ Wed 2026-11-25  09:00-10:00  Dentist",
        "- Thu 2026-11-26  18:00-19:30  Choir",
        "1 time new, 1 time gone.",
        f"{path}: 1 time of “work”",
        "  left out: “Choir” has “choir” in its title",
        "Nothing was saved.",
    ]
    assert [block["title"] for block in alice("busy", "list", "--json").listed] == ["Choir"]
    document = alice(*change, "--json").json
    assert [len(document[part]) for part in ("added", "changed", "removed")] == [1, 0, 1]
    assert [block["title"] for block in alice("busy", "list", "--json").listed] == ["Dentist"]
    path.unlink()
    assert alice("calendar", "edit", "work", "--name", "Team").out == "It is called “Team” now.\n"
    assert alice("calendar", "edit", "team", "--all-day").code == 1
    assert alice("calendar", "edit", "team").code == 2
    assert alice("calendar", "edit", "work", "--all-day").code == 1
    assert alice("calendar", "edit", "team", "--location", "~nobody-of-that-name/x").code == 2
