"""Undo and redo: every change of every service, one by one, and what may come between."""

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui import services
from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.errors import OutdatedError, RestrictedError
from habitos_tui.services.history import History
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.journal import MAX_CHANGES
from tests.support.changes import CHANGES, accept, rows
from tests.support.household import CHEAP, FRIDAY, make_behavior


def test_every_change_has_a_label_and_a_way_back(household: DataDirectory, alice: Workspace) -> None:
    """One person's changes, all on one profile, while another one's rows stay as they are."""
    household.open_workspace(household.accounts.create("bob", None)).behaviors.add(make_behavior("run"))
    path = household.database.path
    alice.history.forget()
    start = rows(path)
    for label, make in CHANGES.items():
        make(alice)
        after = rows(path)
        assert after != start, label
        last = alice.history.last()
        assert last is not None
        assert last.label == label
        assert (last.kind is UndoKind.DELETION) == label.startswith("Deleted")
        assert last.way_back == ("brings it back" if label.startswith("Deleted") else "takes it back")
        assert alice.history.undo() == last
        assert rows(path) == start, label
        assert alice.history.last() is None
        assert alice.history.redo() == last
        assert rows(path) == after, label
        assert alice.history.next() is None
        alice.history.undo()
    bob = household.open_workspace(household.accounts.authenticate("bob", None))
    assert bob.history.last() is not None


def test_preferences_come_back_but_never_a_password(household: DataDirectory, alice: Workspace) -> None:
    before = alice.profile
    household.accounts.save_preferences(alice.profile, Preferences(week_start=6, day_end=60))
    changed = household.accounts.change_password(before, None, "correct horse")
    last = alice.history.undo()
    assert last is not None
    assert last.label == "Changed the settings"
    assert alice.history.profile() == changed.model_copy(update={"preferences": before.preferences})
    assert household.accounts.authenticate("alice", "correct horse").protected


def test_a_new_change_drops_what_was_undone(alice: Workspace) -> None:
    alice.behaviors.archive("run")
    alice.history.undo()
    alice.behaviors.archive("read")
    assert alice.history.next() is None
    assert alice.history.redo() is None
    assert [behavior.id for behavior in alice.behaviors.archived()] == ["read"]


def test_what_changes_nothing_is_no_change(alice: Workspace) -> None:
    alice.history.forget()
    alice.objectives.set_weight("health", alice.objectives.all()[0].weight)
    alice.planning.problem_for(FRIDAY)
    assert alice.history.last() is None


def test_what_fails_leaves_no_trace(alice: Workspace) -> None:
    alice.behaviors.archive("run")
    alice.history.undo()
    with pytest.raises(Exception, match="used already"):
        alice.behaviors.add(make_behavior("run"))
    upcoming = alice.history.next()
    assert upcoming is not None
    assert upcoming.label == "Archived “Morning run”"


def test_a_run_stays_in_the_history_of_runs(alice: Workspace) -> None:
    (run,) = alice.planning.runs()
    accept(alice)
    alice.history.undo()
    assert alice.planning.runs() == (run,)


def test_history_outlives_the_program(household: DataDirectory, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    again = open_data_directory(household.paths.root, create=False, clock=household.clock, cost=CHEAP)
    undone = again.open_workspace(alice.profile).history.undo()
    assert undone is not None
    assert undone.made_at == household.clock.now()
    assert alice.behaviors.archived() == ()


def test_a_row_that_something_else_changed_is_left_alone(household: DataDirectory, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    path = household.database.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = 1")
        connection.execute("UPDATE behaviors SET max_per_day = 2 WHERE id = 'run'")
        connection.execute("DELETE FROM changes WHERE state = 'open'")  # as if no trigger had seen it
        connection.commit()
    before = rows(path)
    with pytest.raises(OutdatedError, match="“Archived “Morning run”” cannot be undone"):
        alice.history.undo()
    assert rows(path) == before
    last = alice.history.last()
    assert last is not None
    assert last.label == "Archived “Morning run”"


def test_what_refers_to_something_gone_for_good_is_left_alone(household: DataDirectory, alice: Workspace) -> None:
    accept(alice)  # the sessions of before are of a run that is deleted now
    path = household.database.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE changed_rows SET before = replace(before, ?, ?)", (alice.planning.runs()[0].id.hex, uuid4().hex)
        )
        connection.execute("PRAGMA foreign_keys = 1")
        connection.commit()
    before = rows(path)
    with pytest.raises(OutdatedError):
        alice.history.undo()
    assert rows(path) == before


def test_presses_in_a_row_are_one_change(alice: Workspace) -> None:
    before = alice.objectives.shares()
    for share in (0.1, 0.2, 0.3):
        alice.objectives.set_share("health", share, coalesce=True)
    alice.objectives.set_share("wellness", 0.5, coalesce=True)
    alice.history.undo()
    assert alice.objectives.shares()["health"] == pytest.approx(0.3)
    alice.objectives.set_share("health", 0.4, coalesce=True)  # what was undone is gone: this is a change of its own
    alice.history.undo()
    assert alice.objectives.shares()["health"] == pytest.approx(0.3)
    alice.history.undo()
    assert alice.objectives.shares() == pytest.approx(before)
    alice.history.redo()
    assert alice.objectives.shares()["health"] == pytest.approx(0.3)


def test_old_changes_become_final(alice: Workspace, household: DataDirectory) -> None:
    with household.database.unit():  # quicker: only the journal's own rows count here
        household.database.connections.execute_sql("DELETE FROM changes")
        household.database.connections.execute_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO changes (profile_id, id, state, made_at, label) "
            "SELECT ?, i, 'done', '2026-11-25T09:00:00.000000+00:00', 'old' FROM n",
            (MAX_CHANGES, alice.profile.id.hex),
        )
    alice.behaviors.archive("run")
    with household.database.reading():
        kept = household.database.connections.execute_sql("SELECT min(id), max(id) FROM changes").fetchone()
    assert kept == (2, MAX_CHANGES + 1)


def test_deleting_a_profile_deletes_its_journal(household: DataDirectory, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    household.accounts.delete("alice", None)
    with household.database.reading():
        left = household.database.connections.execute_sql("SELECT count(*) FROM changed_rows").fetchone()
    assert left == (0,)


def test_a_new_profile_has_nothing_to_undo(household: DataDirectory) -> None:
    assert household.open_workspace(household.accounts.create("ada", None)).history.last() is None


UNLABELLED_UNITS = {
    "store.py",  # `Store.change` itself
    "accounts.py",  # new profiles and passwords, which nothing takes back
    "profile_files.py",  # new profiles as well
    "api_logins.py",  # who is logged in, which nothing takes back either
    "login_throttle.py",  # what is counted of logins
    "demo/profile.py",  # forgotten as soon as it is there
    "demo/year.py",  # as is the year behind it
}


def test_services_change_things_under_a_label() -> None:
    folder = Path(services.__path__[0])
    units = [module for module in folder.rglob("*.py") if "database.unit()" in module.read_text()]
    assert {module.relative_to(folder).as_posix() for module in units} == UNLABELLED_UNITS


def step(table: str, after: object) -> SimpleNamespace:
    return SimpleNamespace(watched=SimpleNamespace(table=table), after=after)


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([], False),
        ([step("calendar_sources", {"path": "/a"})], True),
        ([step("calendar_sources", None)], False),
        ([step("behaviors", {"id": "run"})], False),
        ([step("behaviors", {"id": "run"}), step("calendar_sources", {"path": "/a"})], True),
    ],
    ids=["nothing", "a calendar comes back", "a calendar goes", "another table", "both"],
)
def test_no_guest_brings_back_that_a_file_is_read(steps: list[Any], refused: bool) -> None:
    guest, host = (History(SimpleNamespace(guest=guest, journal=None)) for guest in (True, False))  # type: ignore[arg-type]
    host._check(steps)
    with pytest.raises(RestrictedError) if refused else nullcontext():
        guest._check(steps)


def test_the_log_tells_what_an_assistant_entered_until_the_person_changes_it(
    household: DataDirectory, alice: Workspace
) -> None:
    def told() -> list[tuple[str, bool]]:
        return [(entry.name, entry.by_assistant) for entry in alice.tracking.log(limit=3)]

    before = told()
    assert {by_assistant for _, by_assistant in before} == {False}
    assistant = household.open_for_assistant(alice.profile)
    done = assistant.tracking.done("meditate", minutes=20)
    alice.tracking.done("read", minutes=15)
    bob = household.open_workspace(household.accounts.create("Bob", None))
    assert bob.tracking.by_assistants() == frozenset()
    assert sorted(told())[:2] == [("Meditation", True), ("Reading", False)]
    assistant.tracking.rate(done.id, 4)
    alice.tracking.rate(done.id, 5)
    assert not any(by_assistant for _, by_assistant in told())
    alice.history.undo()
    assert alice.tracking.by_assistants() == {done.id}
    household.open_for_assistant(alice.profile).tracking.remove(done.id)
    assert alice.tracking.by_assistants() == frozenset()
