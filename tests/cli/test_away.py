"""away: days on which nothing is planned and nothing can be missed; and the tags of what was done."""

from datetime import datetime

import pytest

from habitos_tui.clock import FixedClock
from tests.cli.conftest import Habitos


def test_days_away_are_entered_listed_and_removed(planned: Habitos) -> None:
    answer = planned("away", "2026-11-25", "2026-11-27", "--reason", "vacation", "--note", "Lake")
    assert (answer.code, answer.out) == (0, "Away: Wed 25 Nov to Fri 27 Nov, 3 days (vacation)\n")
    assert planned("away", "tomorrow", "--json").json["last"] == "2026-11-24"
    first, second = planned("away", "list", "--json").listed
    assert (first["first"], first["reason"]) == ("2026-11-24", "other")
    assert (second["first"], second["last"], second["reason"], second["note"]) == (
        "2026-11-25",
        "2026-11-27",
        "vacation",
        "Lake",
    )
    assert planned("away").out == planned("away", "list").out
    assert planned("away", "--json").listed == [first, second]
    assert "2026-11-25  2026-11-27     3  vacation  Lake" in planned("away").out
    assert (
        planned("away", "remove", "2026-11-26").out == "No longer away: Wed 25 Nov to Fri 27 Nov, 3 days (vacation)\n"
    )
    assert len(planned("away", "list", "--json").listed) == 1
    assert planned("undo").code == 0
    assert len(planned("away", "list", "--json").listed) == 2


def test_options_may_stand_in_front(alice: Habitos) -> None:
    answer = alice("away", "--reason", "illness", "today")
    assert (answer.code, answer.out) == (0, "Away: Mon 23 Nov (illness)\n")
    assert "FROM" in alice("away", "-h").out


def test_an_empty_list_says_so(alice: Habitos) -> None:
    assert alice("away").out == "No days away.\n"
    assert alice("away", "list", "--json").listed == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("soon",), 2, "“soon” is not a day"),
        (("2026-11-25", "2026-11-24"), 2, "must not be before the first day"),
        (("2026-11-25", "2028-11-24"), 2, "at most 366 days"),
        (("2026-11-25", "2026-11-26", "--reason", "strike"), 2, "strike"),
        (("2026-12-24",), 2, "You are away already: Away, Thu 24 Dec"),
        (("remove", "today"), 1, "You are not away on Mon 23 Nov."),
    ],
)
def test_what_cannot_be_is_refused(alice: Habitos, words: tuple[str, ...], code: int, sentence: str) -> None:
    alice("away", "2026-12-24")
    answer = alice("away", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert len(alice("away", "list", "--json").listed) == 1


def test_day_week_and_log_tell_of_it(planned: Habitos) -> None:
    planned("away", "today", "2026-11-24", "--reason", "illness", "--note", "a cold")
    document = planned("today", "--json").json
    assert document["away"]["last"] == "2026-11-24"
    assert {session["state"] for session in document["sessions"]} == {"away"}
    assert document["minutes"] == 0
    assert planned("today").out.splitlines()[0].endswith(", away until Tue 24 Nov (illness)")
    assert planned("week").out.splitlines()[-1] == "Illness: Mon 23 Nov to Tue 24 Nov, 2 days"
    [entry] = planned("log", "--json").listed
    assert (entry["kind"], entry["name"], entry["first"], entry["note"]) == ("away", "Illness", "2026-11-23", "a cold")
    assert "Illness" in planned("log", "--text", "cold").out
    assert planned("log", "--json", "--behavior", "run").listed == []


def test_no_time_is_planned_on_these_days(planned: Habitos) -> None:
    planned("away", "2026-11-30", "2026-12-03", "--reason", "vacation")
    problem = planned("problem", "--week", "next").json
    taken = {(busy["day"], busy["start"], busy["end"], busy["title"]) for busy in problem["busy"]}
    assert {(day, "00:00", "24:00", "Vacation") for day in range(4)} <= taken
    plan = planned("plan", "--week", "next", "--json")
    assert plan.code == 0
    week = planned("week", "--week", "next", "--json").json
    assert [bool(day["sessions"]) for day in week["days"]] == [False] * 4 + [True] * 3


def test_tags_and_energy_are_logged_and_found(planned: Habitos) -> None:
    done = planned("done", "run", "--energy", "2", "--tag", "#Outdoors", "--tag", "with  Sam", "--json").json
    assert (done["context"]["energy_before"], done["context"]["tags"]) == (2, ["outdoors", "with sam"])
    planned("done", "read")
    [found] = planned("log", "--json", "--tag", "OUTDOORS").listed
    assert found["behavior"] == "run"
    assert "outdoors, with sam" in planned("log").out
    assert planned("log", "--json", "--tag", "indoors").listed == []


@pytest.mark.parametrize("tag", ["", "#", "x" * 51, "a,b"])
def test_what_is_no_tag_is_refused(planned: Habitos, tag: str) -> None:
    answer = planned("done", "run", "--tag", tag)
    assert (answer.code, answer.out) == (2, "")
    assert "tags" in answer.err
    assert planned("log", "--json").listed == []


def test_days_nobody_looked_are_told_until_it_is_said_what_they_were(planned: Habitos, clock: FixedClock) -> None:
    use(planned, clock, "2026-11-23", "2026-11-26")
    assert planned("today", "--json").json["were_you_away"] == {
        "first": "2026-11-24",
        "last": "2026-11-25",
        "sessions": sum(len(day["sessions"]) for day in planned("week", "--json").json["days"][1:3]),
    }
    told = planned("today").err
    assert "Were you away from Tue 24 Nov to Wed 25 Nov?" in told
    assert "habitos-tui away 2026-11-24 2026-11-25" in told
    assert planned("away", "missed", "2026-11-24", "2026-11-25").out == "Not away: Tue 24 Nov to Wed 25 Nov\n"
    assert planned("today", "--json").json["were_you_away"] is None
    assert planned("away", "missed", "tomorrow").code == 2


@pytest.mark.parametrize(("typed", "absences"), [("away\n", 1), ("missed\n", 0), ("\n", 0)])
def test_a_person_is_asked_once(
    planned: Habitos, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, typed: str, absences: int
) -> None:
    use(planned, clock, "2026-11-23", "2026-11-26")
    monkeypatch.setattr("habitos_tui.cli.away_question.at_terminal", lambda *streams: True)
    answer = planned("today", stdin=typed)
    assert "away, missed or later [later]:" in answer.err
    assert len(planned("away", "list", "--json").listed) == absences
    assert planned("today", stdin="").err == ""
    if absences:
        assert "habitos-tui undo takes it back" in answer.out
        assert planned("undo", "--json").json["change"].startswith("Away Tue 24 Nov")


def use(habitos: Habitos, clock: FixedClock, *days: str) -> None:
    """Look at each of these days as somebody at a terminal does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("habitos_tui.cli.invocation.at_terminal", lambda *streams: True)
        for day in days:
            clock.moment = datetime.fromisoformat(f"{day}T09:00+00:00")
            assert habitos("week").code == 0
