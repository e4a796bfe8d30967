"""The sessions of a plan as a calendar gets them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.errors import HabitosError
from habitos_tui.services import calendar_export
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, FRIDAY


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


def test_only_what_was_planned_and_is_asked_for_is_written(alice: Workspace) -> None:
    before = alice.calendar_export.entries(1)
    alice.tracking.done("friends")
    alice.away.add(FRIDAY)
    assert [entry.title for entry in before if entry not in alice.calendar_export.entries(1)] == ["Meet friends"]
    assert len(alice.calendar_export.entries(1)) == len(before) - 1


def test_without_what_writes_calendars_nothing_is_written(
    alice: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(name: str) -> None:
        raise HabitosError(f"{name} is not installed")

    monkeypatch.setattr(calendar_export, "require", lacking)
    with pytest.raises(HabitosError, match="calendar is not installed"):
        alice.calendar_export.write(tmp_path / "plan.ics", 1)
    assert not (tmp_path / "plan.ics").exists()


def test_into_a_folder_each_session_goes_by_itself(alice: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    written = alice.calendar_export.write(folder, 1)
    assert len(list(folder.iterdir())) == written.added == 13
