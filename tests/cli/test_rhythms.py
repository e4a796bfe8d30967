"""Rhythms and seasons on the command line."""

import json

from tests.cli.conftest import RUN, Habitos

FILTER = {name: value for name, value in RUN.items() if name not in {"target_per_week", "max_per_week", "min_per_week"}}


def test_a_behavior_with_a_rhythm_is_added_listed_and_shown(alice: Habitos) -> None:
    rhythm = {"every_days": 10, "since": "2026-12-30"}
    made = FILTER | {
        "id": "filter",
        "name": "Filter",
        "rhythm": rhythm,
        "season": {"first": "october", "last": "april"},
    }
    assert alice("behaviors", "add", "-", stdin=json.dumps(made)).code == 0
    heading, row = alice("behaviors", "list").out.splitlines()
    assert heading.endswith("Next due")
    assert "every 10 days" in row
    assert row.endswith("30 Dec")
    lines = alice("behaviors", "show", "filter").out.splitlines()
    assert "  every 10 days" in lines
    assert "  from October to April" in lines
    assert "  due 30 Dec, 9 Jan, 19 Jan and 29 Jan" in lines
    document = alice("behaviors", "show", "filter", "--json").json
    assert (document["rhythm"], document["season"]) == (rhythm, {"first": "10-01", "last": "04-30"})
    assert document["next_due"] == {"first": "2026-12-30", "last": "2026-12-30"}
    again = {**document, "id": "again", "name": "Again"}
    assert alice("behaviors", "add", "-", stdin=json.dumps(again)).code == 0
    assert alice("behaviors", "edit", "again", "-", stdin='{"rhythm": null, "season": null}').code == 0
    assert "rhythm" not in alice("behaviors", "show", "again", "--json").json


def test_what_is_no_rhythm_is_refused_and_nothing_is_lost(alice: Habitos) -> None:
    alice("behaviors", "add", "-", stdin=json.dumps(RUN))
    answer = alice("behaviors", "edit", "run", "-", stdin='{"rhythm": {"dates": ["40"]}}')
    assert answer.code == 2
    assert "rhythm.dates[0]: must lie between 1 and 31" in answer.err
    assert "rhythm" not in alice("behaviors", "show", "run", "--json").json
