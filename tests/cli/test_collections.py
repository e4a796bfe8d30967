"""behaviors, rules and objectives: listed, shown, added, changed, put away."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import READ, RUN, Habitos


def add(habitos: Habitos, kind: str, data: dict[str, Any]) -> dict[str, Any]:
    answer = habitos(kind, "add", "-", "--json", stdin=json.dumps(data))
    assert answer.code == 0, answer.err
    added: dict[str, Any] = answer.json
    return added


def test_an_added_behavior_gets_an_id_and_can_be_found(alice: Habitos, tmp_path: Path) -> None:
    file = tmp_path / "read.json"
    file.write_text(json.dumps(READ), "utf-8")
    answer = alice("behaviors", "add", file)
    assert (answer.code, answer.out) == (0, "Added: Read a book (read-a-book)\n")
    document = alice("behaviors", "show", "read", "--json").json
    assert document["id"] == "read-a-book"
    assert {**document, **READ} == document


def test_a_shown_behavior_can_be_added_again(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    document = alice("behaviors", "show", "run", "--json").json
    assert document["learned"]["chances"] == []
    added = add(alice, "behaviors", {**document, "id": "jog", "name": "Jog"})
    assert {**added, "learned": document["learned"]} == {**document, "id": "jog", "name": "Jog"}


def test_learning_can_be_switched_off_for_a_behavior(alice: Habitos) -> None:
    assert add(alice, "behaviors", RUN)["learning"] is True
    assert alice("behaviors", "edit", "run", "-", stdin='{"learning": false}').code == 0
    assert [found["learning"] for found in alice("behaviors", "list", "--json").listed] == [False]
    assert "learning is off" in alice("behaviors", "show", "run").out
    refused = alice("behaviors", "edit", "run", "-", stdin='{"learning": 0}')
    assert refused.code != 0
    assert "true or false" in refused.err


def test_the_list_shows_targets_and_worth(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    lines = alice("behaviors", "list").out.splitlines()
    assert lines[0].split() == ["Id", "Name", "Category", "Target", "Minutes", "Energy", "Worth"]
    assert lines[1].split() == ["run", "Run", "health", "3", "30", "costs", "4", "18.0"]
    shown = alice("behaviors", "show", "run").out
    assert "27 for the first of a week and 9 for the third" in shown
    assert "for health +0.9" in shown


def test_edit_changes_only_what_is_named(alice: Habitos) -> None:
    before = add(alice, "behaviors", RUN)
    answer = alice("behaviors", "edit", "run", "-", stdin='{"target_per_week": 2}')
    assert (answer.code, answer.out) == (0, "Changed: Run (run)\n")
    shown = alice("behaviors", "show", "run", "--json").json
    assert {**before, "target_per_week": 2, "learned": shown["learned"]} == shown


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"min_minutes": 40}, "min_minutes"),
        ({"impacts": {"fame": 1}}, "impacts.fame"),
        ({"preferred_slots": ["teatime"]}, "preferred_slots[0]"),
        ({"energy_cost": "much"}, "energy_cost"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_field_is_refused_with_its_path(alice: Habitos, change: dict[str, Any], path: str) -> None:
    add(alice, "behaviors", RUN)
    for words, data in ((["add", "-"], {**READ, **change}), (["edit", "run", "-"], change)):
        answer = alice("behaviors", *words, stdin=json.dumps(data))
        assert (answer.code, answer.out) == (2, "")
        assert path in answer.err
    assert len(alice("behaviors", "list", "--json").listed) == 1


@pytest.mark.parametrize("text", ["", "[]", "{", '"run"', '{"name": NaN}', '{"a": 1, "a": 2}'])
@pytest.mark.parametrize("kind", ["behaviors", "rules", "objectives"])
def test_what_is_no_object_is_refused(alice: Habitos, kind: str, text: str) -> None:
    answer = alice(kind, "add", "-", stdin=text)
    assert (answer.code, answer.out) == (2, "")
    assert "Standard input" in answer.err


def test_archived_behaviors_come_back(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    assert alice("behaviors", "archive", "run").out == "Archived: Run\n"
    assert alice("behaviors", "list", "--json").listed == []
    assert [b["id"] for b in alice("behaviors", "list", "--archived", "--json").listed] == ["run"]
    assert alice("behaviors", "restore", "run").out == "Restored: Run\n"
    assert [b["id"] for b in alice("behaviors", "list", "--json").listed] == ["run"]


def test_deleting_keeps_a_history_unless_forced(alice: Habitos) -> None:
    for behavior in (RUN, READ):
        add(alice, "behaviors", behavior)
    alice("done", "run")
    answer = alice("behaviors", "delete", "run")
    assert (answer.out, answer.code) == ("Archived: Run\n", 0)
    assert "--force" in answer.err
    assert len(alice("log", "--json").listed) == 1
    alice("behaviors", "restore", "run")
    assert alice("behaviors", "delete", "run", "--force").out == "Deleted: Run\n"
    assert alice("log", "--json").listed == []
    assert alice("behaviors", "delete", "read").out == "Deleted: Read a book\n"


def test_rules_are_sentences_with_their_strictness(alice: Habitos) -> None:
    for behavior in (RUN, READ):
        add(alice, "behaviors", behavior)
    rule = {"type": "mutual_exclusion", "behaviors": ["run", "read-a-book"], "period": "day"}
    added = add(alice, "rules", rule)
    assert {**added, **rule} == added
    line = alice("rules", "list").out.splitlines()[1]
    assert line.split()[:2] == [added["id"], "on"]
    assert "Run and Read a book" in line
    assert line.endswith("hard")
    assert "Run and Read a book" in alice("rules", "show", added["id"]).out
    assert alice("rules", "show", added["id"], "--json").json == added


def test_rules_are_changed_switched_and_deleted(alice: Habitos) -> None:
    rule = add(alice, "rules", {"type": "time_budget", "period": "day", "max_minutes": 120})["id"]
    assert alice("rules", "edit", rule, "-", stdin='{"max_minutes": 90, "penalty": 5}').code == 0
    changed = alice("rules", "show", rule, "--json").json
    assert (changed["max_minutes"], changed["penalty"]) == (90, 5)
    assert alice("rules", "off", rule).out.startswith("Off: ")
    assert alice("rules", "off", rule).out.startswith("Off already: ")
    assert alice("rules", "show", rule, "--json").json["active"] is False
    assert alice("rules", "show", rule).out.endswith("(off)\n")
    assert alice("rules", "on", rule).code == 0
    assert alice("rules", "delete", rule).out.startswith("Deleted: ")
    assert alice("rules", "list", "--json").listed == []


def test_deleting_a_behavior_tells_what_becomes_of_its_rules(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    add(alice, "rules", {"type": "duration_bounds", "behavior": "run", "max_minutes": 40})
    answer = alice("behaviors", "delete", "run")
    assert answer.out == "Deleted: Run\n"
    assert "is deleted too" in answer.err
    assert alice("rules", "list", "--json").listed == []


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "party"},
        {"type": "stack", "first": "run", "then": "swim"},
        {"type": "time_budget", "period": "day"},
        {"type": "frequency", "period": "day", "min_sessions": 3, "max_sessions": 2},
        {"period": "day"},
    ],
)
def test_a_rule_without_sense_is_refused(alice: Habitos, rule: dict[str, Any]) -> None:
    add(alice, "behaviors", RUN)
    answer = alice("rules", "add", "-", stdin=json.dumps(rule))
    assert (answer.code, answer.out) == (2, "")
    assert alice("rules", "list", "--json").listed == []


@pytest.mark.parametrize("command", ["show", "on", "off", "delete"])
def test_a_rule_that_is_not_there_is_named(alice: Habitos, command: str) -> None:
    answer = alice("rules", command, "r99")
    assert (answer.code, answer.out) == (1, "")
    assert "r99" in answer.err


def test_objectives_share_100_percent(alice: Habitos) -> None:
    lines = alice("objectives", "list").out.splitlines()
    assert lines[1].split() == ["health", "20", "20", "%"]
    answer = alice("objectives", "edit", "health", "--weight", "120")
    assert answer.out == "Changed: health, weight 120 (60 %)\n"
    assert alice("objectives", "edit", "health", "-", "--json", stdin='{"weight": 20}').json["weight"] == 20
    assert alice("objectives", "show", "Health", "--json").json == {
        "format": "habitos-objective/1",
        "name": "health",
        "weight": 20,
    }
    listed = alice("objectives", "list", "--json").listed
    assert listed[0] == {"name": "health", "weight": 20}
    assert len(listed) == 5


def test_objectives_are_added_and_deleted_with_their_impacts(alice: Habitos) -> None:
    assert add(alice, "objectives", {"name": "creativity", "weight": 20})["name"] == "creativity"
    add(alice, "behaviors", {**RUN, "impacts": {"creativity": 0.5}})
    answer = alice("objectives", "delete", "creativity")
    assert answer.out == "Deleted: creativity\n"
    assert "Run" in answer.err
    assert alice("behaviors", "show", "run", "--json").json["impacts"] == {}


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (["edit", "health"], None),
        (["edit", "health", "-", "--weight", "3"], '{"weight": 2}'),
        (["edit", "health", "--weight", "-1"], None),
        (["edit", "health", "--weight", "nan"], None),
        (["edit", "health", "-"], '{"name": "wealth"}'),
        (["edit", "health", "-"], '{"weight": "much"}'),
        (["add", "-"], '{"name": "health", "weight": 1}'),
    ],
)
def test_an_objective_without_sense_is_refused(alice: Habitos, words: list[str], stdin: str | None) -> None:
    answer = alice("objectives", *words, stdin=stdin)
    assert (answer.code, answer.out) == (2, "")
    assert alice("objectives", "show", "health", "--json").json["weight"] == 20


def test_an_objective_that_is_not_there_is_named(alice: Habitos) -> None:
    for command in ("show", "delete"):
        answer = alice("objectives", command, "fame")
        assert answer.code == 1
        assert "fame" in answer.err


def test_an_archived_behavior_can_be_shown_and_deleted(planned: Habitos) -> None:
    assert planned("done", "run").code == 0
    assert planned("behaviors", "delete", "run").out == "Archived: Run\n"
    assert planned("behaviors", "show", "run").code == 0
    assert planned("log", "--behavior", "run").out.count("Run") == 1
    assert planned("behaviors", "delete", "run", "--force").out == "Deleted: Run\n"
    assert planned("behaviors", "restore", "run").code == 1


def test_what_is_archived_is_not_archived_again(planned: Habitos) -> None:
    assert planned("done", "run").code == 0
    assert planned("behaviors", "archive", "run").out == "Archived: Run\n"
    assert planned("behaviors", "archive", "run", "--from-now").out == "Archived: Run\n"  # not from next week on
    for words in (("archive", "run", "--from-now"), ("delete", "run")):
        answer = planned("behaviors", *words)
        assert (answer.code != 0, answer.out) == (True, "")
        assert "archived already" in answer.err
    assert planned("undo").out == "Undone: Archived “Run”\n"
    assert planned("undo").out == "Undone: Archived “Run”\n"
    assert planned("undo").out.startswith("Undone: Logged “Run”")


def test_what_changes_nothing_says_so_and_is_not_to_be_undone(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    alice("done", "run", "--minutes", "30")
    last = alice("undo", "--json").json, alice("redo").code
    assert last[1] == 0
    for command, change in (
        (("behaviors", "edit", "run"), {"name": "Run", "target_per_week": 3}),
        (("objectives", "edit", "health"), {}),
    ):
        assert alice(*command, "-", stdin=json.dumps(change)).out.startswith("Unchanged: ")
    assert alice("log", "edit", "run", "--minutes", "30").out.startswith("Unchanged: ")
    assert alice("undo", "--json").json == last[0]


def test_a_change_tells_from_when_it_holds(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    assert "holds from" not in alice("behaviors", "edit", "run", "-", stdin='{"target_per_week": 2}').err
    alice("done", "run", "--at", "2026-11-16T07:00")
    changed = alice("behaviors", "edit", "run", "-", stdin='{"target_per_week": 1}')
    assert "It holds from Mon 30 Nov on" in changed.err
    assert alice("stats", "--json").json["streaks"]["lines"][0]["wanted"] == 2
    changed = alice("behaviors", "edit", "run", "-", "--from-now", stdin='{"energy_cost": 1}')
    assert "holds from" not in changed.err
    assert alice("stats", "--json").json["streaks"]["lines"][0]["wanted"] == 1
    assert "It holds from Mon 30 Nov on" in alice("behaviors", "archive", "run").err
    assert alice("stats").out.splitlines()[3].startswith("Run (archived)")
    assert alice("undo").code == 0
    assert "It holds from Mon 30 Nov on" in alice("behaviors", "delete", "run").err
    assert alice("behaviors", "archive", "run", "--from-now").err == ""  # also what was archived just before


def test_weights_and_budgets_hold_from_the_next_week_unless_from_now(alice: Habitos) -> None:
    add(alice, "behaviors", RUN)
    alice("done", "run", "--at", "2026-11-22T07:00")
    alice("done", "run", "--at", "07:00")

    def budgets() -> list[float]:
        return [day["budget"] for day in alice("stats", "--json").json["energy"]["days"]]

    assert budgets() == [16, 12]
    changes = '{"energy_budget": [3, 3, 3, 3, 3, 3, 3]}'
    assert "It holds from Mon 30 Nov on" in alice("settings", "edit", "-", stdin=changes).err
    assert budgets() == [16, 12]
    assert alice("settings", "edit", "-", "--from-now", stdin=changes).err == ""
    assert budgets() == [16, 3]
    assert alice("today", "--day", "2026-11-22", "--json").json["energy_limit"] == 16
    assert "It holds from Mon 30 Nov on" in alice("objectives", "edit", "health", "--weight", "5").err
    assert alice("objectives", "edit", "health", "--weight", "5", "--from-now").err == ""
