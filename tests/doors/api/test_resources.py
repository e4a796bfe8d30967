"""Behaviors, objectives, rules, days, the log and insights: what is told, changed and refused."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui.cli.agenda import day_document
from habitos_tui.services.calendars import CalendarPreview
from tests.doors.api.conftest import Served
from tests.support.cli import ROOT
from tests.support.household import MONDAY, WEDNESDAY

READ = {"name": "Poetry", "min_minutes": 10, "typical_minutes": 20, "max_minutes": 30, "target_per_week": 2}


def names(page: dict[str, Any]) -> list[str]:
    return [item["name"] for item in page["items"]]


def test_behaviors_come_in_pages(served: Served) -> None:
    first = served("GET", "/behaviors?limit=2")
    assert (names(first), first["total"], first["next_offset"]) == (["Morning run", "Meditation"], 5, 2)
    last = served("GET", "/behaviors?limit=2&offset=4")
    assert (names(last), last["next_offset"]) == (["Meet friends"], None)
    assert served("GET", "/behaviors?offset=9")["items"] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("category=learning", ["Reading"]),
        ("objective=learning", ["Deep work", "Reading"]),
        ("text=ME", ["Meditation", "Meet friends"]),
        ("tag=outdoors", []),
        ("archived=true", []),
    ],
)
def test_behaviors_are_chosen(served: Served, asked: str, found: list[str]) -> None:
    assert names(served("GET", f"/behaviors?{asked}")) == found


def test_a_behavior_is_added_changed_put_away_and_deleted(served: Served) -> None:
    added = served("POST", "/behaviors", {**READ, "learning": False, "tags": ["home"]}, 201)
    assert (added["id"], added["learning"], added["archived"]) == ("poetry", False, False)
    changed = served("PATCH", "/behaviors/poetry", {"target_per_week": 1})
    assert changed == added | {"target_per_week": 1}
    assert names(served("GET", "/behaviors?tag=home")) == ["Poetry"]
    for _ in range(2):
        assert served("PATCH", "/behaviors/poetry", {"archived": True})["archived"]
    assert served("GET", "/behaviors/poetry")["archived"]
    assert not served("PATCH", "/behaviors/poetry", {"archived": False})["archived"]
    served("PATCH", "/behaviors/poetry", {"archived": True, "target_per_week": 1}, 422)
    served("PATCH", "/behaviors/poetry", {"archived": "yes"}, 422)
    assert served("DELETE", "/behaviors/poetry")["outcome"] == "deleted"
    served("GET", "/behaviors/poetry", status=404)


def test_a_behavior_with_a_history_is_kept_unless_that_goes_too(planned: Served) -> None:
    assert planned("DELETE", "/behaviors/run")["outcome"] == "archived"
    told = planned("DELETE", "/behaviors/run?force=true")
    assert told["outcome"] == "deleted"
    assert "one-effort" not in [rule["id"] for rule in planned("GET", "/rules")["items"]]
    assert told["consequences"] == ["The rule “Morning run and Meet friends never on the same day” is deleted too."]


def test_what_is_wrong_with_a_behavior_is_told_field_by_field(served: Served) -> None:
    problem = served("POST", "/behaviors", {**READ, "min_minutes": "ten", "colour": "red"}, 422)
    assert {issue["path"]: issue["message"] for issue in problem["issues"]} == {
        "min_minutes": "must be a whole number",
        "colour": "is not a known field",
    }
    served("PATCH", "/behaviors/run", {"id": "walk"}, 422)
    served("PATCH", "/behaviors/swim", {"target_per_week": 1}, 404)
    assert len(served("GET", "/behaviors")["items"]) == 5


def test_a_behavior_needs_no_more_than_the_page_says(served: Served) -> None:
    page = (ROOT / "docs" / "http-api.md").read_text(encoding="utf-8")
    least = json.loads(page.split("send to `/behaviors` at least\n`")[1].split("`")[0])
    assert served("POST", "/behaviors", least, 201)["name"] == "Run"
    for name in least:
        served("POST", "/behaviors", {field: value for field, value in least.items() if field != name}, 422)


def test_an_id_may_hold_what_addresses_are_made_of(served: Served) -> None:
    served("POST", "/behaviors", {**READ, "id": "a/b?c#d e"}, 201)
    assert served("GET", "/behaviors/a%2Fb%3Fc%23d%20e")["name"] == "Poetry"
    assert served("PATCH", "/behaviors/a%2Fb%3Fc%23d%20e", {"archived": True})["archived"]


def test_objectives_are_added_weighed_renamed_and_deleted(served: Served) -> None:
    added = served("POST", "/objectives", {"name": "music", "weight": 100}, 201)
    assert added == {"name": "music", "weight": 100.0, "share": 0.5}
    assert served("PATCH", "/objectives/music", {"weight": 0})["share"] == 0
    assert served("PATCH", "/objectives/music", {"name": "sound"})["name"] == "sound"
    served("PATCH", "/objectives/sound", {"name": "music", "weight": 3}, 422)
    served("POST", "/objectives", {"name": "Health", "weight": 3}, 422)
    assert [item["name"] for item in served("GET", "/objectives")["items"]][-1] == "sound"
    served("DELETE", "/objectives/sound", status=204)
    served("GET", "/objectives/sound", status=404)
    served("PATCH", "/objectives/sound", {"weight": 3}, 404)


def test_rules_are_added_switched_off_and_deleted(served: Served) -> None:
    added = served("POST", "/rules", {"type": "frequency", "period": "week", "max_sessions": 9}, 201)
    assert (added["id"], added["sentence"]) == ("r1", "At most 9 sessions a week")
    assert not served("PATCH", "/rules/r1", {"active": False})["active"]
    assert served("GET", "/rules/r1")["max_sessions"] == 9
    assert len(served("GET", "/rules")["items"]) == 4
    served("DELETE", "/rules/r1", status=204)
    served("GET", "/rules/r1", status=404)
    served("POST", "/rules", {"type": "wish"}, 422)
    served("POST", "/rules", [1], 422)


def test_days_and_weeks_are_those_of_the_command_line(planned: Served) -> None:
    tracking = planned.workspace.tracking
    assert planned("GET", "/today") == day_document(tracking.day(WEDNESDAY))
    assert planned("GET", "/days/2026-11-23") == day_document(tracking.day(MONDAY))
    week = planned("GET", "/weeks/this")
    assert (week["week_start"], week["planned"], len(week["days"])) == ("2026-11-23", True, 7)
    assert planned("GET", "/weeks/2026-W48") == planned("GET", "/weeks/2026-11-29") == week
    assert not planned("GET", "/weeks/next")["planned"]
    assert planned("GET", "/weeks/last")["week_start"] == "2026-11-16"
    assert planned("GET", "/today?tag=outdoors")["sessions"] == []


@pytest.mark.parametrize("path", ["/days/1", "/days/2026-02-30", "/days/1969-12-31", "/weeks/soon", "/weeks/2026-W99"])
def test_what_is_no_day_or_week_is_refused(served: Served, path: str) -> None:
    served("GET", path, status=422)


def test_what_somebody_else_changes_is_seen_at_once(planned: Served) -> None:
    before = planned("GET", "/today")["done"]
    planned.workspace.tracking.done("meditate")
    assert planned("GET", "/today")["done"] == before + 1


def test_things_are_logged_rated_corrected_and_taken_back(planned: Served) -> None:
    done = planned("POST", "/log/done", {"behavior": "run", "minutes": 30, "rating": 4, "tags": ["rain"]}, 201)
    assert (done["rating"], done["context"]["planned_minutes"]) == (4, 35)
    entry = f"/log/entries/{done['id']}"
    changed = planned(
        "PATCH", entry, {"minutes": 20, "rating": 0, "energy_before": 3, "tags": [], "note": "short", "start": "05:30"}
    )
    assert (changed["minutes"], changed["rating"], changed["note"]) == (20, None, "short")
    assert (changed["context"]["energy_before"], changed["context"]["tags"]) == (3, [])
    planned("PATCH", entry, {"reason": "a cold"}, 422)
    planned("PATCH", entry, {"amount": 3}, 422)
    assert planned("GET", entry)["kind"] == "done"
    planned("DELETE", entry, status=204)
    planned("GET", entry, status=404)
    assert planned("POST", "/undo")["change"] == "Deleted the entry “Morning run” of Wed 25 Nov"
    assert planned("GET", "/changes/last")["change"] == "Changed the entry “Morning run” of Wed 25 Nov"
    assert planned("POST", "/redo")["change"].startswith("Deleted the entry")
    planned("POST", "/redo", status=404)


def test_sessions_are_skipped_reopened_and_pinned(planned: Served) -> None:
    skip = planned("POST", "/log/skip", {"behavior": "run", "reason": "a cold"}, 201)
    assert planned("PATCH", f"/log/entries/{skip['id']}", {"reason": "tired"})["reason"] == "tired"
    planned("PATCH", f"/log/entries/{skip['id']}", {"minutes": 3}, 422)
    assert planned("PATCH", f"/log/entries/{skip['id']}", {})["reason"] == "tired"
    reopened = planned("POST", f"/sessions/{skip['session']}/reopen")
    assert (reopened["behavior"], reopened["locked"]) == ("run", False)
    planned("POST", f"/sessions/{skip['session']}/lock", status=204)
    assert planned("GET", "/today")["sessions"][0]["locked"]
    planned("POST", f"/sessions/{skip['session']}/unlock", status=204)
    planned("POST", f"/sessions/{uuid4()}/lock", status=404)
    again = planned("POST", "/log/skip", {"behavior": "run"}, 201)
    planned("DELETE", f"/log/entries/{again['id']}", status=204)


def test_a_moment_needs_a_zone_and_a_day_is_none_that_nobody_plans(served: Served) -> None:
    done = served("POST", "/log/done", {"behavior": "run", "at": "2026-11-24T06:00:00+00:00"}, 201)
    assert (done["day"], done["start"]) == ("2026-11-24", "07:00")
    for moment in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1969-12-31T23:00:00Z"):
        problem = served("POST", "/log/done", {"behavior": "run", "at": moment}, 422)
        assert problem["issues"] == [{"path": "at", "message": "is too far away"}]
    for given in ({"at": "2026-11-24T06:00:00"}, {"day": "3000-01-01"}, {"day": 20000}, {"minutes": 0}, {"rating": 6}):
        served("POST", "/log/done", {"behavior": "run", **given}, 422)
    served("POST", "/log/done", {"behavior": "swim"}, 404)


def test_the_log_is_searched_in_pages(planned: Served) -> None:
    page = planned("GET", "/log?limit=1&offset=1")
    assert (page["total"], page["next_offset"], len(page["items"])) == (3, 2, 1)
    assert [item["kind"] for item in planned("GET", "/log")["items"]] == ["skipped", "done", "done"]
    assert planned("GET", "/log?rating=5&behavior=run&from=2026-11-23&to=2026-11-23&text=cold")["total"] == 1
    assert planned("GET", "/log?tag=rain")["total"] == 0
    planned("GET", "/log?from=2026-11-24&to=2026-11-23", status=422)
    planned("GET", "/log?limit=0", status=422)


def test_insights_are_those_of_the_command_line(planned: Served) -> None:
    whole = planned("GET", "/insights/stats?from=2026-11-01&to=2026-11-25")
    assert whole["span"]["first"] == "2026-11-01"
    assert planned("GET", "/insights/adherence?from=2026-11-01")["rates"]["evidence"] == whole["rates"]["evidence"] > 0
    assert planned("GET", "/insights/streaks?behavior=run")["lines"][0]["behavior"] == "run"
    assert planned("GET", "/insights/strength")["lines"]
    planned("GET", "/insights/stats?behavior=swim", status=404)
    planned("GET", "/insights/stats?from=2026-12-01", status=422)


def test_health_is_told_to_anybody(served: Served) -> None:
    served.client.headers.clear()
    assert served("GET", "/health") == {"status": "alive"}


def test_no_file_is_read_again_that_the_host_reads_no_more(served: Served, tmp_path: Path) -> None:
    alice = served.workspace
    source = alice.calendars.new(tmp_path / "work.ics")
    alice.calendars.add(CalendarPreview(source, ()))
    alice.calendars.remove(source.id)
    served("POST", "/undo", status=403)
    assert alice.calendars.all() == ()


def test_there_may_be_nothing_to_undo(served: Served) -> None:
    served.workspace.history.forget()
    served("POST", "/undo", status=404)
    served("GET", "/changes/last", status=404)
