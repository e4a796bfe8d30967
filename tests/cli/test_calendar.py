"""Busy time, slots and settings: what a week is cut from, changed from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RUN, Habitos


def test_busy_time_is_added_for_each_day_listed_and_deleted_by_number(alice: Habitos) -> None:
    answer = alice("busy", "add", "mon-wed", "09:00", "17:00", "Work")
    assert answer.out.splitlines() == [
        "Added: Monday 09:00-17:00 Work",
        "Added: Tuesday 09:00-17:00 Work",
        "Added: Wednesday 09:00-17:00 Work",
    ]
    assert alice("busy", "list").out.splitlines()[2].split() == ["2", "Tuesday", "09:00-17:00", "Work"]
    assert alice("busy", "delete", "2").out == "Deleted: Tuesday 09:00-17:00 Work\n"
    assert [(block["weekday"], block["title"]) for block in alice("busy", "list", "--json").listed] == [
        (0, "Work"),
        (2, "Work"),
    ]


def test_busy_time_that_ends_before_it_starts_lasts_until_the_next_morning(alice: Habitos) -> None:
    assert alice("busy", "add", "sat", "23:00", "06:00", "Sleep").code == 0
    [block] = alice("busy", "list", "--json").listed
    assert (block["weekday"], block["start"], block["end"]) == (5, "23:00", "30:00")


def test_busy_time_of_one_date_is_added_listed_and_deleted(alice: Habitos) -> None:
    alice("busy", "add", "wed", "09:00", "17:00", "Work")
    assert (
        alice("busy", "add", "2026-12-01", "14:00", "15:00", "Dentist").out == "Added: 2026-12-01 14:00-15:00 Dentist\n"
    )
    assert alice("busy", "delete", "1", "--on", "2026-12-02").out == "Freed on 2026-12-02: Wednesday 09:00-17:00 Work\n"
    assert [line.split()[:2] for line in alice("busy", "list").out.splitlines()[1:]] == [
        ["1", "Wednesday"],
        ["2", "2026-12-01"],
        ["3", "2026-12-02"],
    ]
    assert alice("busy", "list", "--json").listed[1]["day"] == "2026-12-01"
    problem = json.loads(alice("problem", "--week", "next").out)
    assert [(busy["day"], busy["title"]) for busy in problem["busy"]] == [(1, "Dentist")]
    assert "leave --on out" in alice("busy", "delete", "2", "--on", "2026-12-01").err
    assert alice("busy", "delete", "3").out == "Deleted: 2026-12-02 09:00-17:00 Work is free\n"
    assert alice("busy", "delete", "2").code == 0
    assert len(alice("busy", "list", "--json").listed) == 1


def test_busy_time_is_kept_out_of_the_week(alice: Habitos) -> None:
    alice("busy", "add", "all", "12:00", "13:00", "Lunch")
    problem = json.loads(alice("problem", "--week", "next").out)
    assert [(busy["day"], busy["start"], busy["end"]) for busy in problem["busy"]] == [
        (day, "12:00", "13:00") for day in range(7)
    ]


def test_nights_cover_every_morning_and_every_evening_of_the_week(alice: Habitos) -> None:
    added = alice("busy", "add", "all", "23:00", "07:00", "Sleep")
    assert added.code == 0
    assert added.out.splitlines()[-1] == "Added: Sunday 23:00-07:00 Sleep"
    assert [block["end"] for block in alice("busy", "list", "--json").listed] == ["31:00"] * 7
    problem = json.loads(alice("problem", "--week", "next").out)
    taken = {(busy["day"], busy["start"], busy["end"]) for busy in problem["busy"]}
    assert taken == {(day, *span) for day in range(7) for span in (("00:00", "07:00"), ("23:00", "24:00"))}


@pytest.mark.parametrize(
    ("arguments", "words", "listed", "taken"),
    [
        (
            ("mon", "23:00", "48:00"),
            "Monday 23:00-48:00",
            (0, "23:00", "48:00"),
            {0: ["23:00-24:00"], 1: ["00:00-24:00"]},
        ),
        (("mon", "25:00", "07:00"), "Tuesday 01:00-07:00", (1, "01:00", "07:00"), {1: ["01:00-07:00"]}),
        (("mon", "24:00", "25:00"), "Tuesday 00:00-01:00", (1, "00:00", "01:00"), {1: ["00:00-01:00"]}),
        (("sun", "25:00", "26:00"), "Monday 01:00-02:00", (0, "01:00", "02:00"), {0: ["01:00-02:00"]}),
        (
            ("mon", "07:00", "31:00"),
            "Monday 07:00-31:00",
            (0, "07:00", "31:00"),
            {0: ["07:00-24:00"], 1: ["00:00-07:00"]},
        ),
        (("mon", "22:00", "24:00"), "Monday 22:00-24:00", (0, "22:00", "24:00"), {0: ["22:00-24:00"]}),
    ],
)
def test_what_is_said_listed_and_kept_out_of_the_week_is_the_same_time(
    alice: Habitos, arguments: tuple[str, ...], words: str, listed: tuple[int, str, str], taken: dict[int, list[str]]
) -> None:
    assert alice("busy", "add", *arguments, "X").out == f"Added: {words} X\n"
    assert [*words.split(), "X"] == alice("busy", "list").out.splitlines()[1].split()[1:]
    (block,) = alice("busy", "list", "--json").listed
    assert (block["weekday"], block["start"], block["end"]) == listed
    found: dict[int, list[str]] = {}
    for busy in json.loads(alice("problem", "--week", "next").out)["busy"]:
        found.setdefault(busy["day"], []).append(f"{busy['start']}-{busy['end']}")
    assert found == taken


def test_a_night_of_a_date_is_of_the_next_date(alice: Habitos) -> None:
    assert alice("busy", "add", "2026-12-01", "25:00", "26:00", "Party").out == "Added: 2026-12-02 01:00-02:00 Party\n"


def test_a_dated_night_reaches_into_the_next_date(alice: Habitos) -> None:
    assert (
        "2026-12-06 22:30-09:00 Night train" in alice("busy", "add", "2026-12-06", "22:30", "09:00", "Night train").out
    )
    weeks = [json.loads(alice("problem", "--week", week).out)["busy"] for week in ("2026-W49", "2026-W50")]
    spans = [[(busy["day"], busy["start"], busy["end"]) for busy in week] for week in weeks]
    assert spans == [[(6, "22:30", "24:00")], [(0, "00:00", "09:00")]]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("all", [0, 1, 2, 3, 4, 5, 6]),
        ("weekdays", [0, 1, 2, 3, 4]),
        ("Weekend", [5, 6]),
        ("sat-mon", [0, 5, 6]),
        ("mon,WED,friday", [0, 2, 4]),
    ],
)
def test_days_are_named_as_people_name_them(alice: Habitos, days: str, expected: list[int]) -> None:
    assert alice("busy", "add", days, "12:00", "13:00").code == 0
    assert [block["weekday"] for block in alice("busy", "list", "--json").listed] == expected


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("t", "09:00", "10:00"), "is not a weekday"),
        (("mon-", "09:00", "10:00"), "is not a weekday"),
        (("mon", "9 bells", "10:00"), "must be a time such as 7:30"),
        (("mon", "09:00", "49:00"), "must lie between 00:00 and 48:00"),
    ],
)
def test_bad_busy_time_is_refused(alice: Habitos, arguments: tuple[str, ...], part: str) -> None:
    answer = alice("busy", "add", *arguments)
    assert answer.code == 2
    assert part in answer.err
    assert alice("busy", "list", "--json").listed == []


def test_a_number_that_is_not_in_the_list_is_not_found(alice: Habitos) -> None:
    answer = alice("busy", "delete", "1")
    assert answer.code == 1
    assert "no busy time number 1" in answer.err


def test_slots_can_be_taken_out_and_put_back(alice: Habitos) -> None:
    document = alice("slots", "list", "--json").json
    document["slots"] = document["slots"][1:]
    assert alice("slots", "replace", "-", stdin=json.dumps(document)).code == 0
    assert alice("slots", "list", "--json").json == document
    assert alice("slots", "list").out.splitlines()[1].split() == ["morning", "07:00-12:00"]


def test_a_renamed_slot_is_renamed_in_behaviors(alice: Habitos) -> None:
    alice("behaviors", "add", "-", stdin=json.dumps(RUN))
    assert alice("slots", "rename", "evening", "dusk").out == "Renamed: evening, now dusk\n"
    assert alice("behaviors", "show", "run", "--json").json["preferred_slots"] == ["dusk"]


@pytest.mark.parametrize(
    ("slots", "part"),
    [
        ([], "must be between 1 and 48"),
        ([{"name": "day", "start": "10:00", "end": "09:00"}], "must be later than the start"),
        ([{"name": "day", "start": "10:01", "end": "11:00"}], "multiple of the grid"),
    ],
)
def test_bad_slots_are_refused(alice: Habitos, slots: list[dict[str, str]], part: str) -> None:
    before = alice("slots", "list", "--json").json
    answer = alice("slots", "replace", "-", stdin=json.dumps({"slots": slots}))
    assert answer.code == 2
    assert part in answer.err
    assert alice("slots", "list", "--json").json == before


def test_settings_change_only_what_is_named(alice: Habitos) -> None:
    before = alice("settings", "show", "--json").json
    answer = alice("settings", "edit", "-", "--json", stdin='{"week_start": 6, "energy_budget": [5,5,5,5,5,5,null]}')
    assert answer.json == {**before, "week_start": 6, "energy_budget": [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, None]}
    assert alice("settings", "show", "--json").json == answer.json
    assert ["week_start", "6", "the", "profile"] in [
        line.split() for line in alice("settings", "show").out.splitlines()
    ]


def test_another_first_weekday_is_told_and_cuts_the_next_week(alice: Habitos) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("done", "run", "--at", "08:00", "--minutes", "30").code == 0
    said = alice("settings", "edit", "-", stdin='{"week_start": 6}')
    assert "Mon 30 Nov to Sat 5 Dec are a short week, and weeks begin on Sunday from Sun 6 Dec on." in said.err
    days = [day["day"] for day in alice("week", "--week", "next", "--json").json["days"]]
    assert (days[0], days[-1], len(days)) == ("2026-11-30", "2026-12-05", 6)
    head = alice("week", "--week", "next").out.splitlines()[0]
    assert ("Sat 5 Dec" in head, "Sun" in head) == (True, False)
    assert alice("week", "--week", "2026-12-06", "--json").json["week_start"] == "2026-12-06"
    assert alice("plan", "--week", "next", "--json").code == 0
    assert alice("settings", "edit", "-", stdin='{"day_end": "02:00"}').err == ""


def test_bad_settings_are_refused(alice: Habitos) -> None:
    answer = alice("settings", "edit", "-", stdin='{"grid_minutes": 7}')
    assert answer.code == 2
    assert "grid_minutes must be one of" in answer.err.replace(":", "")


def test_settings_of_the_profile_and_of_the_machine_are_shown_and_changed(alice: Habitos, tmp_path: Path) -> None:
    changes = {"app": {"theme": "nord"}, "machine": {"terminal": {"mouse": "on"}, "lock": {"idle_at_most": 15}}}
    answer = alice("settings", "edit", "-", "--json", stdin=json.dumps(changes)).json
    assert (answer["app"]["theme"], answer["app"]["engine"], answer["machine"]["look"]["theme"]) == ("nord", None, "")
    lines = [line.split() for line in alice("settings", "show").out.splitlines()]
    assert ["app.theme", '"nord"', "the", "profile"] in lines
    assert ["terminal.mouse", '"on"', "the", "settings", "file"] in lines
    assert f"The settings file is {tmp_path / 'data' / 'settings.toml'}." in alice("settings", "show").out
    assert alice("settings", "edit", "-", "--json", stdin=json.dumps(answer)).json == answer
    alice("undo")
    assert alice("settings", "show", "--json").json["app"]["theme"] is None
    assert (
        alice("--restricted", "settings", "edit", "-", stdin='{"machine": {"terminal": {"mouse": "off"}}}').code == 77
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"app": {"gap": 101}}, "app.gap: must be at most 100"),
        ({"app": {"colour": 1}}, "app.colour: is not a known field"),
        ({"machine": 3}, "must be an object with named fields"),
        ({"machine": {"terminal": {"mouse": "yes"}}}, "terminal.mouse must be auto, on or off"),
        ({"machine": {"terminal": {"cat": 1}}}, "terminal.cat is not known here"),
        ({"day_end": "02:00", "machine": {"look": 1}}, "look must be a table"),
    ],
)
def test_settings_that_do_not_fit_change_nothing(alice: Habitos, changes: dict[str, object], sentence: str) -> None:
    before = alice("settings", "show", "--json").json
    answer = alice("settings", "edit", "-", stdin=json.dumps(changes))
    assert (answer.code, sentence in answer.err.replace("\n", " ")) == (2, True), answer.err
    assert alice("settings", "show", "--json").json == before


def test_settings_say_what_each_does(alice: Habitos) -> None:
    lines = alice("settings", "show").out.splitlines()
    assert ["settings.slack", "0.5", "the", "profile"] in [line.split() for line in lines]
    assert "transition_minutes: Break. Kept free between two sessions." in lines
    assert any(line.startswith("notice_minutes: Notice. Nothing new is planned to begin sooner") for line in lines)
    assert lines[-1].startswith("Meals: ")
