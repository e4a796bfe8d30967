"""today, week, done, skip and log: living the plan."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from habitos_tui.cli.agenda import day_document, item_lines
from habitos_tui.clock import FixedClock
from tests.cli.conftest import RUN, Habitos
from tests.support.weeks import agenda_week


def today(habitos: Habitos, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = habitos("today", "--json", *options).json["sessions"]
    return found


def test_an_empty_day_says_so(alice: Habitos) -> None:
    answer = alice("today")
    assert answer.code == 0
    assert answer.out == "Mon 23 Nov: 0 min, energy 0 of 12, 0 done\nNothing planned and nothing done.\n"


def test_a_week_without_a_plan_is_told_and_whether_the_next_has_one(alice: Habitos) -> None:
    bare = alice("today")
    assert bare.err == "Nothing to plan yet; to describe what you want to do: habitos-tui behaviors add\n"
    alice("behaviors", "add", "-", stdin=json.dumps(RUN))
    assert alice("today").err == "No plan for this week yet; to make one: habitos-tui plan\n"
    assert alice("plan", "--week", "next").code == 0
    answer = alice("today")
    assert answer.out.endswith("Nothing planned and nothing done.\n")
    assert answer.err.splitlines() == [
        "No plan for this week yet; to make one: habitos-tui plan",
        "Next week is planned; to see it: habitos-tui week --week next",
    ]
    document = alice("today", "--json").json
    assert (document["week_planned"], document["next_week_planned"]) == (False, True)
    assert alice("today", "--day", "2026-12-08").err.endswith("habitos-tui plan --week 2026-12-07\n")
    assert alice("today", "--day", "2026-11-20").err == ""
    assert alice("done", "run").code == 0
    assert alice("today").err == ""


def test_today_shows_sessions_by_time_against_the_budget(planned: Habitos) -> None:
    document = planned("today", "--json").json
    assert document["day"] == "2026-11-23"
    assert document["energy_limit"] == 12
    assert document["minutes"] == sum(session["minutes"] for session in document["sessions"])
    starts = [session["start"] for session in document["sessions"]]
    assert starts == sorted(starts)
    lines = planned("today").out.splitlines()
    assert lines[0].startswith(f"Mon 23 Nov: {document['minutes']} min, energy ")
    assert "Read a book" in lines[-1]
    assert "planned" in lines[-1]


def test_sessions_of_last_night_in_progress_come_first() -> None:
    monday, tuesday = agenda_week().days[:2]
    late = replace(tuesday, night=monday.items[:1])
    first, *others = day_document(late)["sessions"]
    assert (first["day"], first["name"]) == ("2026-11-23", monday.items[0].behavior.name)
    assert {session["day"] for session in others} == {"2026-11-24"}
    assert day_document(late)["minutes"] == tuesday.minutes
    assert ", of Mon 23 Nov" in item_lines(late)[-len(tuesday.items) - 1]


def test_a_streak_is_the_same_in_today_and_in_stats(planned: Habitos, clock: FixedClock) -> None:
    """Days that are months apart are no row, though nothing was planned between them and so nothing missed."""
    for day in ("2026-07-01", "2026-09-01", "2026-11-22", "2026-11-23"):
        assert planned("done", "read", "--at", f"{day}T07:30").code == 0
        (line,) = [line for line in planned("today", "--json").json["streaks"] if line["behavior"] == "read-a-book"]
        stats = planned("stats", "--json").json["streaks"]["lines"]
        assert line == next(each for each in stats if each["behavior"] == "read-a-book")
        assert line["current"] == (2 if day == "2026-11-23" else int(day == "2026-11-22"))
    assert planned("today").out.splitlines()[0].endswith("; Read a book 2 days in a row")
    assert "in a row" not in planned("today", "--day", "2026-09-01").out


def test_done_fulfils_the_planned_session(planned: Habitos, clock: FixedClock) -> None:
    session = next(s for s in today(planned) if s["behavior"] == "read-a-book")
    clock.moment = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    answer = planned("done", "read", "--minutes", "25", "--rating", "4", "--at", "21:15", "--note", "two chapters")
    assert (answer.code, answer.out) == (0, "Done: Read a book, Mon 23 Nov 21:15, 25 min ★★★★☆\n")
    done = next(s for s in today(planned) if s["behavior"] == "read-a-book")
    assert (done["session"], done["state"], done["rating"]) == (session["session"], "done", 4)
    assert (done["minutes"], done["note"]) == (25, "two chapters")
    assert "✓" in planned("today").out
    assert "★★★★☆" in planned("today").out


def test_done_takes_the_planned_minutes_and_a_day_that_is_over(planned: Habitos, clock: FixedClock) -> None:
    session = next(s for s in today(planned) if s["behavior"] == "read-a-book")
    clock.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    document = planned("done", "Read a book", "--at", "2026-11-23", "--json").json
    assert document["day"] == "2026-11-23"
    assert document["session"] == session["session"]
    assert document["minutes"] == session["minutes"]
    assert document["start"] == document["context"]["planned_start"] == session["start"]


def test_what_was_done_has_its_real_start_and_end_in_one_form_everywhere(planned: Habitos, clock: FixedClock) -> None:
    session = next(s for s in today(planned) if s["behavior"] == "read-a-book")
    assert (session["start"], session["minutes"]) == (session["planned_start"], session["planned_minutes"])
    clock.moment = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    entry = planned("done", "read", "--minutes", "25", "--at", "21:17", "--json").json
    days = planned("week", "--json").json["days"]
    again = next(s for s in days[0]["sessions"] if s["session"] == session["session"])
    for document in (today(planned)[-1], again):
        assert (document["start"], document["end"], document["minutes"]) == ("21:17", "21:42", 25)
        assert document["planned_start"] == session["start"]
        assert (document["began_at"], document["ended_at"]) == ("2026-11-23T21:17:00Z", "2026-11-23T21:42:00Z")
    (logged,) = planned("log", "--json").listed
    assert entry["start"] == logged["start"] == "21:17"
    assert "21:17-21:42" in planned("today").out
    assert "21:17-21:42" in planned("log").out


def test_what_was_not_planned_can_be_done_too(planned: Habitos) -> None:
    assert planned("done", "run", "--at", "2026-11-22T07:30").code == 0
    [entry] = today(planned, "--day", "yesterday")
    assert (entry["behavior"], entry["start"], entry["session"]) == ("run", "07:30", None)


@pytest.mark.parametrize("moment", ["soon", "25:99", "2026-11-24", "23:59"])
def test_a_moment_that_cannot_be_is_refused(planned: Habitos, moment: str) -> None:
    answer = planned("done", "run", "--at", moment)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Not possible: ")


def test_a_behavior_that_is_not_there_is_named(planned: Habitos) -> None:
    for command in ("done", "skip"):
        answer = planned(command, "swim")
        assert answer.code == 1
        assert "swim" in answer.err


def test_skip_marks_the_session_with_its_reason(planned: Habitos) -> None:
    answer = planned("skip", "read", "--reason", "visitors")
    assert (answer.code, answer.out) == (0, "Skipped: Read a book, Mon 23 Nov\n")
    skipped = next(s for s in today(planned) if s["behavior"] == "read-a-book")
    assert (skipped["state"], skipped["reason"]) == ("skipped", "visitors")
    assert planned("skip", "read", "--day", "2026-11-24", "--json").json["day"] == "2026-11-24"


def test_a_weekday_to_skip_is_one_with_a_session(planned: Habitos, clock: FixedClock) -> None:
    clock.moment += timedelta(days=2)
    assert planned("skip", "read", "--day", "mon").out == "Skipped: Read a book, Mon 23 Nov\n"
    again = planned("skip", "read", "--day", "mon")
    assert (again.code, again.err) == (2, "Not possible: “Read a book” is skipped already on Mon 23 Nov.\n")
    assert planned("skip", "run", "--day", "sun").out == "Skipped: Run, Sun 29 Nov\n"


def test_week_is_a_grid_that_fits_80_columns_and_shows_what_became_of_sessions(
    planned: Habitos, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    planned("done", "read", "--at", "2026-11-23")
    answer = planned("week")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Mon 23 Nov Tue 24 Nov ")
    assert any(line.startswith("── night 21:00-24:00 ──") for line in lines)
    assert "✓" in answer.out
    assert answer.err == ""


def test_a_week_without_a_plan_says_how_to_get_one(alice: Habitos) -> None:
    answer = alice("week", "--week", "next")
    assert answer.code == 0
    assert "habitos-tui plan" in answer.err
    assert alice("week", "--json").json["planned"] is False


def test_the_log_is_newest_first_and_can_be_narrowed(planned: Habitos) -> None:
    planned("done", "run", "--at", "2026-11-20T07:00", "--rating", "5", "--note", "sun\nand wind")
    planned("done", "read", "--at", "2026-11-21T21:00")
    planned("skip", "run", "--day", "2026-11-22", "--reason", "rain")
    entries = planned("log", "--json").listed
    assert [(entry["kind"], entry["day"]) for entry in entries] == [
        ("skipped", "2026-11-22"),
        ("done", "2026-11-21"),
        ("done", "2026-11-20"),
    ]
    assert entries[2]["note"] == "sun\nand wind"
    assert len(planned("log", "--json", "--behavior", "run").listed) == 2
    assert len(planned("log", "--json", "--from", "2026-11-21", "--to", "2026-11-21").listed) == 1
    assert [entry["day"] for entry in planned("log", "--json", "--rating", "5").listed] == ["2026-11-20"]
    assert [entry["day"] for entry in planned("log", "--json", "--text", "RAIN").listed] == ["2026-11-22"]
    lines = planned("log").out.splitlines()
    assert len(lines) == 4
    assert "★★★★★" in lines[3]
    assert "sun ↵ and wind" in lines[3]
    assert "rain" in lines[1]


def test_a_shortened_log_says_how_to_see_the_rest(planned: Habitos) -> None:
    for day in (20, 21, 22):
        planned("done", "run", "--at", f"2026-11-{day}")
    answer = planned("log", "--limit", "2")
    assert len(answer.out.splitlines()) == 3
    assert answer.err == "1 more: --limit 3\n"


@pytest.mark.parametrize("option", ["--from", "--to"])
def test_a_log_of_no_day_is_refused(planned: Habitos, option: str) -> None:
    answer = planned("log", option, "last week")
    assert (answer.code, answer.out) == (2, "")


def test_hostile_names_are_harmless_in_every_view(alice: Habitos) -> None:
    name = "\x1b[2JEvil\x9b31m \u202eeman [b]\n朝"
    behavior = {
        "name": name,
        "min_minutes": 10,
        "typical_minutes": 10,
        "max_minutes": 10,
        "impacts": {"health": 1},
        "target_per_week": 7,
    }
    assert alice("behaviors", "add", "-", stdin=json.dumps(behavior)).code == 0
    assert alice("plan").code == 0
    assert alice("done", "evil", "--note", name).code == 0
    for command in (["today"], ["week"], ["log"], ["behaviors", "list"], ["behaviors", "show", "evil"], ["plan"]):
        answer = alice(*command)
        assert answer.code == 0
        assert not {"\x1b", "\x9b", "\u202e"} & set(answer.out + answer.err)
        assert "Evil" in answer.out
        if command[0] != "plan":
            assert not {"\x1b", "\x9b", "\u202e"} & set(alice(*command, "--json").out)
    assert alice("behaviors", "list", "--json").listed[0]["name"] == name


def test_a_log_cannot_end_before_it_begins(alice: Habitos) -> None:
    answer = alice("log", "--from", "2026-11-30", "--to", "2026-11-01")
    assert (answer.code, answer.out) == (2, "")
    assert "comes after" in answer.err
