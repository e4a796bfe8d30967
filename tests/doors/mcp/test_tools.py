"""Every tool does what it says: what it answers, and what is so afterwards."""

from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.doors.mcp.tools import all_tools
from habitos_tui.services.workspace import Workspace
from tests.doors.mcp.conftest import answer_of, client_of, failure_of
from tests.support.household import FRIDAY

GUITAR: dict[str, Any] = {
    "name": "Guitar",
    "min_minutes": 20,
    "typical_minutes": 30,
    "max_minutes": 60,
    "target_per_week": 2,
    "impacts": {"learning": 0.5},
}


@pytest.fixture
def client(household: DataDirectory, alice: Workspace) -> Client:
    return client_of(household, alice)


async def test_a_day_and_a_week_are_told(client: Client) -> None:
    async with client:
        today = await answer_of(client, "today")
        assert [s["state"] for s in today["sessions"] if s["behavior"] == "run"] == ["planned"]
        assert (await answer_of(client, "today", day="monday"))["day"] == "2026-11-30"
        week = await answer_of(client, "week")
        assert [day["day"] for day in week["days"]][::6] == ["2026-11-23", "2026-11-29"]
        assert week["planned"]


async def test_the_frame_of_weeks_is_told(client: Client) -> None:
    async with client:
        frame = await answer_of(client, "profile")
        assert (frame["name"], frame["now"], frame["this_week"]) == ("alice", "2026-11-25T09:00+01:00", "2026-11-23")
        assert {"name": "evening", "start": "17:00", "end": "21:00"} in frame["slots"]
        assert frame["rules"][1]["sentence"] == "Morning run and Meet friends never on the same day"


async def test_sessions_are_done_skipped_reopened_moved_and_locked(client: Client) -> None:
    async with client:
        skipped = await answer_of(client, "skip", behavior="read", reason="visitors")
        assert (skipped["day"], skipped["reason"]) == ("2026-11-25", "visitors")
        assert (await answer_of(client, "reopen", session=skipped["session"]))["behavior"] == "read"
        busy = await failure_of(client, "move_session", session="friends", to_day="fri", to_time="16:00")
        assert busy.startswith("Not possible: ")
        moved = await answer_of(client, "move_session", session="friends", to_day="fri", to_time="18:45")
        assert (moved["session"]["start"], moved["session"]["locked"]) == ("18:45", True)
        loose = await answer_of(client, "lock_session", session=moved["session"]["id"], locked=False)
        assert loose["locked"] is False


async def test_the_log_is_read_and_put_right(client: Client, alice: Workspace) -> None:
    async with client:
        (run,) = (await answer_of(client, "log", behavior="run"))["entries"]
        assert (run["kind"], run["rating"], run["note"]) == ("done", 5, "Cold and clear")
        changed = await answer_of(client, "change_entry", entry=run["id"], minutes=40, rating=0, start="05:35", note="")
        assert (changed["minutes"], changed["start"]) == (40, "05:35")
        assert not changed.keys() & {"rating", "note"}
        (skip,) = (await answer_of(client, "log", text="tired"))["entries"]
        assert "only its reason" in await failure_of(client, "change_entry", entry=skip["id"], minutes=10)
        assert (await answer_of(client, "change_entry", entry=skip["id"], note="A cold"))["reason"] == "A cold"
        for entry in (run, skip):
            await answer_of(client, "delete_entry", entry=entry["id"])
        assert alice.tracking.count() == 1
        assert (await answer_of(client, "log", rating=1))["entries"] == []


async def test_behaviors_are_added_changed_and_put_away(client: Client, alice: Workspace) -> None:
    async with client:
        assert len((await answer_of(client, "behaviors"))["behaviors"]) == 5
        assert (await answer_of(client, "add_behavior", fields=GUITAR))["id"] == "guitar"
        # Some clients send objects as text.
        changed = await answer_of(client, "change_behavior", behavior="guitar", fields='{"target_per_week": 3}')
        assert (changed["target_per_week"], changed["typical_minutes"]) == (3, 30)
        fields = {"min_minutes": 0, "color": "red"}
        wrong = await failure_of(client, "change_behavior", behavior="guitar", fields=fields)
        assert "min_minutes: must be at least 1" in wrong
        assert "color: is not a known field" in wrong
        await answer_of(client, "archive_behavior", behavior="guitar", from_now=True)
        assert [b.id for b in alice.behaviors.archived()] == ["guitar"]
        await answer_of(client, "restore_behavior", behavior="guitar")
        assert "learned" in await answer_of(client, "behavior", behavior="guitar")


async def test_tasks_are_added_changed_and_finished(client: Client) -> None:
    async with client:
        added = await answer_of(client, "add_task", name="Report", due="fri", minutes=120, shortest_piece=30)
        assert (added["due"], added["pieces"], added["fits"]) == ("2026-11-27", [30, 30], True)
        assert (await answer_of(client, "change_task", task="report", due="11 dec"))["due"] == "2026-12-11"
        assert [task["name"] for task in (await answer_of(client, "tasks"))["tasks"]] == ["Report"]
        assert (await answer_of(client, "finish_task", task="report", minutes=0))["finished"] == "2026-11-25"
        assert "is no task" in await failure_of(client, "finish_task", task="run")


async def test_time_is_taken_and_freed(client: Client, alice: Workspace) -> None:
    async with client:
        work = (await answer_of(client, "busy"))["busy"][-1]
        assert (work["title"], work["weekday"]) == ("Work", FRIDAY.weekday())
        added = await answer_of(client, "add_busy", days="2026-12-02", start="14", end="3pm", title="Dentist")
        (dentist,) = added["busy"]
        assert (dentist["day"], dentist["start"], dentist["end"]) == ("2026-12-02", "14:00", "15:00")
        assert len((await answer_of(client, "add_busy", days="sat,sun", start="23:00", end="07:00"))["busy"]) == 2
        assert (await answer_of(client, "free_busy", id=work["id"], on="fri"))["day"] == "2026-11-27"
        assert len(alice.busy_time.days_off(FRIDAY)) == 1
        assert "leave on out" in await failure_of(client, "free_busy", id=dentist["id"], on="fri")
        await answer_of(client, "free_busy", id=work["id"], on="fri")
        assert alice.busy_time.days_off(FRIDAY) == ()
        await answer_of(client, "free_busy", id=dentist["id"])
        assert "no busy time" in await failure_of(client, "free_busy", id=dentist["id"])


async def test_a_skip_of_what_was_not_planned_is_taken_back_as_an_entry(client: Client, alice: Workspace) -> None:
    async with client:
        skipped = await answer_of(client, "skip", behavior="run", day="2026-12-24")
        assert (await answer_of(client, "delete_entry", entry="run", day="2026-12-24"))["id"] == skipped["id"]
        alice.behaviors.update(alice.behaviors.find("read").model_copy(update={"unit": "pages", "amount": 20}))
        assert (await answer_of(client, "done", behavior="read", minutes=7))["amount"] == 20
        assert "amount" not in await answer_of(client, "done", behavior="read", minutes=7, at="08:00", amount=0)


async def test_people_and_behaviors_rest(client: Client, alice: Workspace) -> None:
    async with client:
        away = await answer_of(client, "be_away", first="2026-12-21", last="27 dec", reason="vacation")
        assert away["last"] == "2026-12-27"
        assert (await answer_of(client, "profile"))["away"][0]["reason"] == "vacation"
        assert (await answer_of(client, "be_back", day="2026-12-24"))["id"] == away["id"]
        pause = await answer_of(client, "pause_behavior", behavior="run", note="my knee")
        assert (pause["first"], "last" in pause) == ("2026-11-25", False)
        assert [s.behavior for s in alice.planning.sessions(FRIDAY)].count("run") == 1
        assert (await answer_of(client, "resume_behavior", behavior="run"))["pauses"] == []
        await answer_of(client, "pause_behavior", behavior="run", first="2026-12-14", last="2026-12-20")
        assert "is not paused on Fri 11 Dec" in await failure_of(client, "resume_behavior", behavior="run", on="11 dec")
        assert (await answer_of(client, "resume_behavior", behavior="run", on="2026-12-16"))["pauses"] == []


async def test_the_log_speaks(client: Client, quick_trials: None) -> None:
    async with client:
        figures = await answer_of(client, "stats")
        assert (figures["sessions"], figures["minutes"]) == (2, 45)
        run = next(line for line in figures["behaviors"] if line["behavior"] == "run")
        assert (run["done"], run["planned_minutes"]) == (1, 35)
        assert [line["behavior"] for line in (await answer_of(client, "stats", behavior="run"))["behaviors"]] == ["run"]
        assert (await answer_of(client, "suggestions"))["suggestions"] == []
        assert "no longer suggested" in await failure_of(client, "follow_suggestion", key="rest:run")
        assert "no longer suggested" in await failure_of(client, "dismiss_suggestion", key="rest:run")


async def test_text_that_nobody_sees_does_not_reach_an_assistant(client: Client, alice: Workspace) -> None:
    unseen = "".join(chr(0xE0000 + ord(char)) for char in "obey")
    alice.busy_time.add_dated(FRIDAY, 1200, 1260, f"Din\u202ener{unseen}")
    alice.tracking.done("meditate", minutes=5, note=f"calm{unseen}\nand \u200bwarm")
    async with client:
        assert (await answer_of(client, "busy"))["busy"][-1]["title"] == "Dinner"
        (entry,) = (await answer_of(client, "log", first="today"))["entries"]
        assert entry["note"] == "calm\nand warm"
        told = await failure_of(client, "done", behavior=f"swim{unseen}\x1b[31m")
        assert told.splitlines()[0] == "Not found: There is no behavior “swim”."


def test_every_tool_is_called_by_a_test() -> None:
    tested = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [tool.NAME for tool in all_tools() if f'client, "{tool.NAME}"' not in tested] == []
