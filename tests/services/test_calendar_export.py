"""The sessions of a plan as a calendar gets them."""

from datetime import datetime, timedelta

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN


def test_an_entry_says_all_there_is_of_a_session(alice: Workspace) -> None:
    entries = alice.calendar_export.entries(1)
    assert len(entries) == len({entry.uid for entry in entries}) == 13
    run = entries[0]
    begun = datetime(2026, 11, 23, 5, 30, tzinfo=BERLIN)
    assert (run.title, run.category, run.state, run.note) == (
        "Morning run",
        "health",
        SessionState.DONE,
        "Cold and clear",
    )
    assert run.end - run.start == timedelta(minutes=run_minutes(alice))
    assert abs(run.start - begun) < timedelta(hours=24)
    assert run.uid.endswith(f".{alice.profile.id.hex[:12]}@habitos-tui")
    assert {entry.state for entry in entries} == {
        SessionState.DONE,
        SessionState.MISSED,
        SessionState.SKIPPED,
        SessionState.PLANNED,
    }
    assert alice.calendar_export.entries(2) == entries


def run_minutes(space: Workspace) -> int:
    return space.tracking.week(space.planning.this_week()).days[0].items[0].minutes
