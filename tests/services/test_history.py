"""Undo and redo: every change of every service, one by one, and what may come between."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui.bootstrap import Household, open_household
from habitos_tui.domain.agenda import WeeklyBusy
from habitos_tui.domain.completion import Completion, Skip
from habitos_tui.domain.objective import Objective
from habitos_tui.domain.profile import Preferences
from habitos_tui.domain.rule import Frequency
from habitos_tui.domain.week import Slot
from habitos_tui.errors import OutdatedError
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.journal import MOST_CHANGES
from tests.support.household import CHEAP, FRIDAY, make_behavior
from tests.support.storage import make_id

BOOKKEEPING = {"changes", "changed_rows", "schema_migration", "login_attempts"}


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those of the journal."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
            if table not in BOOKKEEPING
        }


def done(alice: Workspace) -> Completion:
    return next(logged.entry for logged in alice.tracking.log() if isinstance(logged.entry, Completion))


def skipped(alice: Workspace) -> Skip:
    return next(logged.entry for logged in alice.tracking.log() if isinstance(logged.entry, Skip))


def accept(alice: Workspace) -> object:
    return alice.planning.accept(alice.planning.runs()[0].id)


def friday(alice: Workspace) -> Any:
    return next(session for session in alice.planning.sessions(FRIDAY) if session.day == FRIDAY)


def move(alice: Workspace) -> None:
    taken = alice.by_hand.take(friday(alice).id)
    alice.by_hand.settle(taken, alice.by_hand.check(taken, 5, 1110).sessions, taken.session_at(5, 1110))


BUSY = WeeklyBusy(id=make_id("b"), weekday=2, start=600, end=660, title="[b]Choir")
RULE = Frequency(id="often", period="week", min_sessions=2)
CHANGES: dict[str, Callable[[Workspace], object]] = {
    "Added “Swim”": lambda alice: alice.behaviors.add(make_behavior("swim")),
    "Changed “Swimming”": lambda alice: alice.behaviors.update(
        make_behavior("run", name="Swimming", impacts={"health": 0.1 + 0.2, "wellness": -0.6695722400595709})
    ),
    "Archived “Morning run”": lambda alice: alice.behaviors.archive("run"),
    "Archived “Deep work”": lambda alice: alice.behaviors.delete("deepwork"),
    "Deleted “Morning run” and changed 1 rule": lambda alice: alice.behaviors.delete("run", force=True),
    "Added the objective “fun”": lambda alice: alice.objectives.add(Objective(name="fun", weight=1 / 3)),
    "Changed the weight of “health”": lambda alice: alice.objectives.set_weight("health", 9.1171190653333401),
    "Changed the share of “health”": lambda alice: alice.objectives.set_share("health", 0.37),
    "Changed the objective “health”": lambda alice: alice.objectives.edit("health", "well-being", 1 / 3),
    "Renamed the objective “wellness” to “calm”": lambda alice: alice.objectives.rename("wellness", "calm"),
    "Deleted the objective “wellness”": lambda alice: alice.objectives.delete("wellness"),
    "Changed the objectives": lambda alice: alice.objectives.replace(
        (Objective(name="new", weight=2), Objective(name="social", weight=3))
    ),
    "Added the rule “At least 2 sessions a week”": lambda alice: alice.rules.add(RULE),
    "Changed the rule “At most 1 h 30 min of sessions a day on weekdays”": lambda alice: alice.rules.update(
        alice.rules.get("workdays").model_copy(update={"max_minutes": 90})
    ),
    "Switched the rule “At most 4 h of sessions a day on weekdays” off": lambda alice: alice.rules.set_active(
        "workdays", False
    ),
    "Deleted the rule “At most 4 h of sessions a day on weekdays”": lambda alice: alice.rules.delete("workdays"),
    "Changed the slots": lambda alice: alice.calendar.save_slots(
        tuple(slot for slot in alice.calendar.slots() if slot.name != "midday")
    ),
    "Changed the slot “night”": lambda alice: alice.calendar.put_slot(Slot(name="late", start=1275, end=1380), "night"),
    "Renamed the slot “night” to “late”": lambda alice: alice.calendar.rename_slot("night", "late"),
    "Added the busy time “[b]Choir” on Wednesday": lambda alice: alice.calendar.add_busy(2, 600, 660, "[b]Choir"),
    "Changed busy time on Monday": lambda alice: alice.calendar.update_busy(
        alice.calendar.busy()[0].model_copy(update={"title": ""})
    ),
    "Deleted the busy time “Work” on Monday": lambda alice: alice.calendar.delete_busy(alice.calendar.busy()[0].id),
    "Changed the busy time": lambda alice: alice.calendar.replace_busy((BUSY,)),
    "Accepted the plan of the week of Mon 23 Nov": accept,
    "Locked “Meet friends” on Fri 27 Nov": lambda alice: alice.planning.lock(friday(alice).id, True),
    "Moved “Meet friends” to Sat 28 Nov 18:30": move,
    "Took “Meet friends” on Fri 27 Nov out of the plan": lambda alice: alice.by_hand.drop(
        alice.by_hand.take(friday(alice).id)
    ),
    "Logged “Reading”, 30 min": lambda alice: alice.tracking.done("read", note="a\x00b"),
    "Rated “Meditation” ★★☆☆☆": lambda alice: alice.tracking.rate(done(alice).id, 2),
    "Took the rating of “Morning run” away": lambda alice: alice.tracking.rate(
        next(logged.entry.id for logged in alice.tracking.log() if logged.entry.behavior == "run"), None
    ),
    "Changed the entry “Meditation” of Tue 24 Nov": lambda alice: alice.tracking.edit(
        done(alice).model_copy(update={"start": 500, "note": "later"})
    ),
    "Deleted the entry “Meditation” of Tue 24 Nov": lambda alice: alice.tracking.remove(done(alice).id),
    "Skipped “Morning run”": lambda alice: alice.tracking.skip("run", reason="rain"),
    "Changed the reason of “Reading” of Tue 24 Nov": lambda alice: alice.tracking.edit_skip(
        skipped(alice).model_copy(update={"reason": "asleep"})
    ),
    "Deleted the skip “Reading” of Tue 24 Nov": lambda alice: alice.tracking.unskip(skipped(alice).id),
}


def test_every_change_has_a_label_and_a_way_back(household: Household, alice: Workspace) -> None:
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
        assert alice.history.undo() == last
        assert rows(path) == start, label
        assert alice.history.last() is None
        assert alice.history.redo() == last
        assert rows(path) == after, label
        assert alice.history.next() is None
        alice.history.undo()
    bob = household.open_workspace(household.accounts.authenticate("bob", None))
    assert bob.history.last() is not None


def test_preferences_come_back_but_never_a_password(household: Household, alice: Workspace) -> None:
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


def test_history_outlives_the_program(household: Household, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    again = open_household(household.paths.root, create=False, clock=household.clock, cost=CHEAP)
    undone = again.open_workspace(alice.profile).history.undo()
    assert undone is not None
    assert undone.made_at == household.clock.now()
    assert alice.behaviors.archived() == ()


def test_a_row_that_something_else_changed_is_left_alone(household: Household, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    path = household.database.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER watch_behaviors_update")
        connection.execute("UPDATE behaviors SET max_per_day = 2 WHERE id = 'run'")
        connection.commit()
    before = rows(path)
    with pytest.raises(OutdatedError, match="“Archived “Morning run”” cannot be undone"):
        alice.history.undo()
    assert rows(path) == before
    last = alice.history.last()
    assert last is not None
    assert last.label == "Archived “Morning run”"


def test_what_refers_to_something_gone_for_good_is_left_alone(household: Household, alice: Workspace) -> None:
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


def test_old_changes_become_final(alice: Workspace, household: Household) -> None:
    with household.database.unit():  # quicker: only the journal's own rows count here
        household.database.connections.execute_sql("DELETE FROM changes")
        household.database.connections.execute_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO changes SELECT ?, i, 'done', '2026-11-25T09:00:00.000000+00:00', 'old' FROM n",
            (MOST_CHANGES, alice.profile.id.hex),
        )
    alice.behaviors.archive("run")
    with household.database.reading():
        kept = household.database.connections.execute_sql("SELECT min(id), max(id) FROM changes").fetchone()
    assert kept == (2, MOST_CHANGES + 1)


def test_deleting_a_profile_deletes_its_journal(household: Household, alice: Workspace) -> None:
    alice.behaviors.archive("run")
    household.accounts.delete("alice", None)
    with household.database.reading():
        left = household.database.connections.execute_sql("SELECT count(*) FROM changed_rows").fetchone()
    assert left == (0,)


def test_a_new_profile_has_nothing_to_undo(household: Household) -> None:
    assert household.open_workspace(household.accounts.create("ada", None)).history.last() is None
