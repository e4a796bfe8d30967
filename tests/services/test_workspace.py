from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.errors import RestrictedError
from habitos_tui.services.calendars import CalendarPreview
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace, open_workspace
from tests.support.hostile import CLICK_BAIT
from tests.support.household import MONDAY, TUESDAY, add_alice, add_hostile


def test_alice_is_in_the_middle_of_an_accepted_week(alice: Workspace) -> None:
    week = alice.tracking.week(MONDAY)
    assert week.planned
    assert [[item.state for item in day.items] for day in week.days[:3]] == [
        [SessionState.DONE, SessionState.MISSED, SessionState.MISSED],
        [SessionState.DONE, SessionState.SKIPPED],
        [SessionState.PLANNED] * 4,
    ]


def test_hostile_names_reach_every_place_that_holds_one_unchanged(household: DataDirectory) -> None:
    workspace = household.open_workspace(add_hostile(household))
    assert CLICK_BAIT in {behavior.name for behavior in workspace.behaviors.all()}
    assert len(workspace.behaviors.all()) > 30
    assert all(slot.name not in {"morning", "evening"} for slot in workspace.slots.all())
    assert len(workspace.planning.sessions(TUESDAY)) == 14
    notes = [getattr(entry.entry, "note", "") for entry in workspace.tracking.log()]
    assert any(notes)


def test_nothing_of_one_profile_shows_in_another(household: DataDirectory) -> None:
    add_alice(household)
    bob = household.open_workspace(household.accounts.create("bob", None))
    assert bob.behaviors.all() == ()
    assert bob.rules.all() == ()
    assert bob.busy_time.busy() == ()
    assert bob.planning.runs() == ()
    assert bob.tracking.log() == ()
    assert not bob.tracking.week(MONDAY).planned


def test_what_is_put_away_keeps_its_name_and_what_was_wanted_of_it(household: DataDirectory) -> None:
    store = Store.of(household.database, add_alice(household), household.clock)
    store.behaviors.archive("read")
    assert store.names()["read"] == "Reading"
    assert len(store.names()) == len(store.all_wishes().behaviors) == len(store.behaviors.all()) + 1


def test_a_guest_brings_no_calendar_back(household: DataDirectory, tmp_path: Path) -> None:
    profile = add_alice(household)
    alice = household.open_workspace(profile)
    source = alice.calendars.new(tmp_path / "work.ics")
    alice.calendars.add(CalendarPreview(source, ()))
    alice.calendars.remove(source.id)
    guest = open_workspace(household.database, profile, household.clock, guest=True)
    with pytest.raises(RestrictedError):
        guest.history.undo()
    assert alice.history.undo() is not None
