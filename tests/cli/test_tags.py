"""Tags on the command line: in the list of behaviors, listed and renamed, and in rules."""

from tests.cli.conftest import Habitos


def test_behaviors_are_listed_by_their_tag(planned: Habitos) -> None:
    assert planned("behaviors", "edit", "run", "-", stdin='{"tags": ["#Home", "with Sam"]}').code == 0
    assert [b["id"] for b in planned("behaviors", "list", "--tag", "Home", "--json").listed] == ["run"]
    assert "home, with sam" in planned("behaviors", "list").out
    assert "read-a-book" not in planned("behaviors", "list", "--tag", "home").out
    assert "#home #with sam" in planned("behaviors", "show", "run").out


def test_they_are_listed_and_renamed(planned: Habitos) -> None:
    assert planned("tags").out == "No tags.\n"
    planned("behaviors", "edit", "run", "-", stdin='{"tags": ["home"]}')
    planned(
        "rules", "add", "-", stdin='{"type": "frequency", "period": "day", "max_sessions": 3, "scope": {"tag": "home"}}'
    )
    assert planned("tags", "--json").listed == [{"tag": "home", "behaviors": 1, "rules": 1, "entries": 0}]
    assert planned("tags", "rename", "home", "House").out == "Renamed: home is house now (1 behavior, 1 rule)\n"
    assert "At most 3 sessions tagged “house” a day - hard" in planned("rules", "list").out
    planned("behaviors", "edit", "run", "-", stdin='{"tags": []}')
    assert "concerns nothing: no behavior in use is tagged “house”" in planned("rules", "list").out
    answer = planned("tags", "rename", "home", "x")
    assert (answer.code, answer.err.splitlines()[0]) == (1, "Not found: Nothing is tagged “home”.")


def test_time_is_summed_by_tag(planned: Habitos) -> None:
    planned("behaviors", "edit", "run", "-", stdin='{"tags": ["outdoors"]}')
    planned("done", "run", "--minutes", "40", "--tag", "with Sam", "--at", "08:00")
    planned("done", "read", "--minutes", "20", "--tag", "outdoors", "--at", "07:00")
    lines = planned("stats").out.splitlines()
    assert [line.split() for line in lines if line.startswith("#")] == [
        ["#outdoors", "2", "1", "h", "1", "h"],
        ["#with", "sam", "1", "40", "min", "40", "min"],
    ]
    assert "2 sessions tagged #outdoors, 1 h" in planned("stats", "--tag", "Outdoors").out
    assert planned("stats", "--tag", "with sam", "--json").json["minutes"] == 40
    assert "0 sessions tagged #garden" in planned("stats", "--tag", "garden").out


def test_a_day_and_a_week_can_be_narrowed_to_a_tag(planned: Habitos) -> None:
    planned("behaviors", "edit", "run", "-", stdin='{"tags": ["outdoors"]}')
    planned("done", "read", "--minutes", "20", "--tag", "outdoors", "--at", "07:00")
    whole, day = planned("today", "--json").json, planned("today", "--tag", "Outdoors", "--json").json
    found = {item["behavior"] for item in day["sessions"]}
    assert found <= {"run", "read-a-book"}
    assert {item["state"] for item in day["sessions"] if item["behavior"] == "read-a-book"} == {"done"}
    assert day["minutes"] <= whole["minutes"]
    assert day["minutes"] == sum(item["minutes"] for item in day["sessions"])
    week = planned("week", "--tag", "outdoors", "--json").json
    assert len([item for each in week["days"] for item in each["sessions"] if item["behavior"] == "read-a-book"]) == 1
    assert planned("week", "--tag", "garden").out.count("Run") == 0
