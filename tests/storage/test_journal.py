"""The undo journal below the services: what is watched, and images that are exact."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.undo_entry import Author, UndoKind
from habitos_tui.errors import OutdatedError
from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import UNLABELLED, JournalRepository, JournalStep
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.triggers import (
    HELD_BACK,
    JOURNAL,
    NOTES,
    expected_triggers,
    stop_watching,
    watch,
    watched_tables,
)
from tests.support import storage
from tests.support.storage import MONDAY, NOON, Room, make_id, make_run, make_session

NOBODYS = {"api_logins", "login_sources", "login_buckets", "login_notices", "schema_migration"}

examples = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_every_table_and_column_is_watched_but_those_held_back(database: Database) -> None:
    with database.reading():
        connections = database.connections
        tables = set(connections.get_tables())
        watched = watched_tables(connections)
        found = connections.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        columns = {table: [column.name for column in connections.get_columns(table)] for table in watched}
    assert set(watched) == tables - JOURNAL - NOTES - NOBODYS
    triggers = dict(found)
    for table, names in columns.items():
        held_back = HELD_BACK.get(table, frozenset())
        for event in ("update",) if held_back else ("insert", "update", "delete"):
            statement = triggers.pop(f"watch_{table}_{event}")
            assert [name for name in names if f'."{name}"' not in statement] == [
                name for name in names if name in held_back
            ]
    assert set(triggers) == {"journal_entry", "journal_time"}


def test_what_watches_can_be_taken_off_and_made_again(room: Room) -> None:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'watch_*'"
    with room.database.unit():
        connections = room.database.connections
        before = dict(connections.execute_sql(query).fetchall())
        assert expected_triggers(connections) == before
        stop_watching(connections)
        assert connections.execute_sql(query).fetchall() == []
        assert connections.execute_sql("SELECT count(*) FROM changes").fetchone() == (0,)
        room.objectives.set_weight("health", 7)
        for _ in range(2):
            watch(connections)
            assert dict(connections.execute_sql(query).fetchall()) == before
    assert JournalRepository(room.database, room.profile.id).last() is None


@examples
@given(first=storage.behaviors(), second=storage.behaviors())
def test_any_behavior_comes_back_to_the_last_digit(room: Room, first: Behavior, second: Behavior) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    second = second.model_copy(update={"id": first.id})
    with room.database.unit():
        if room.behaviors.get(first.id) is not None:
            room.behaviors.delete(first.id)
        room.behaviors.add(first)
        journal.forget()
    room.behaviors.update(second)
    journal.undo()
    assert room.behaviors.get(first.id) == first
    journal.redo()
    assert room.behaviors.get(first.id) == second


@examples
@given(before=storage.preferences(), after=storage.preferences())
def test_any_preferences_come_back_to_the_last_digit(room: Room, before: Preferences, after: Preferences) -> None:
    profiles, journal = ProfileRepository(room.database), JournalRepository(room.database, room.profile.id)
    for preferences in (before, after):
        profiles.set_preferences(room.profile.id, preferences)
    if before != after:
        journal.undo()
    (stored,) = profiles.all()
    assert stored.profile.preferences == before


def test_a_unit_of_work_is_one_change_and_its_last_label_counts(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    journal.forget()
    with room.database.unit():
        room.objectives.set_weight("health", 7)
        journal.label("Inner", NOON)
        room.behaviors.archive("run")
        journal.label("Outer", NOON)
    change = journal.last()
    assert change is not None
    assert (change.id, change.label, change.made_at) == (1, "Outer", NOON)


def test_a_change_is_remembered_with_its_kind_whatever_its_label(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    for label, kind in (("Deleted scenes, watched", UndoKind.CHANGE), ("Threw “Run” away", UndoKind.DELETION)):
        with room.database.unit():
            room.objectives.set_weight("health", len(label))
            journal.label(label, NOON, kind)
        last = journal.last()
        assert last is not None
        assert (last.label, last.kind) == (label, kind)
        assert journal.undo() == journal.next() == last
        assert journal.redo() == last


def test_a_change_is_remembered_with_who_made_it(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    journal.forget()
    for weight, author in enumerate((Author.ASSISTANT, Author.PERSON), 5):
        with room.database.unit():
            # The same name a moment later, but by somebody else: it can be taken back alone.
            journal.coalesce("Changed a weight", NOON, author)
            room.objectives.set_weight("health", weight)
            journal.label("Changed a weight", NOON, author=author)
        last = journal.last()
        assert last is not None
        assert (last.id, last.author) == (weight - 4, author)
    assert journal.undo() is not None
    undone = journal.undo()
    assert undone is not None
    assert undone.description == "Changed a weight (by an assistant)"
    assert journal.redo() == undone


def test_a_change_without_a_label_can_be_taken_back_too(room: Room) -> None:
    room.objectives.set_weight("health", 7)
    change = JournalRepository(room.database, room.profile.id).undo()
    assert change is not None
    assert change.label == UNLABELLED
    assert room.objectives.all()[0].weight == 1


def test_the_documents_of_a_run_are_never_copied(room: Room) -> None:
    room.plans.save_run(make_run())
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], make_id("r1"))
    room.plans.mark_accepted(make_id("r1"), NOON)
    journal = JournalRepository(room.database, room.profile.id)
    with room.database.reading():
        images = room.database.connections.execute_sql(
            "SELECT after FROM changed_rows WHERE table_name = 'optimization_runs'"
        ).fetchall()
    assert len(images) == 1
    assert "habitos-problem" not in images[0][0]
    journal.undo()
    run = room.plans.run(make_id("r1"))
    assert run is not None
    assert run.summary.accepted_at is None


def labelled(room: Room, label: str, minute: int, *, since: int | None = None) -> JournalRepository:
    """Change something with a label so many minutes after noon; coalesce with what was done since a minute."""
    journal = JournalRepository(room.database, room.profile.id)
    with room.database.unit():
        if since is not None:
            journal.coalesce(label, NOON + timedelta(minutes=since))
        room.objectives.set_weight("health", 10 + minute)
        journal.label(label, NOON + timedelta(minutes=minute))
    return journal


def labels(journal: JournalRepository) -> list[str]:
    """Take everything back and return what that was, the newest first."""
    found = []
    while (change := journal.undo()) is not None:
        found.append(change.label)
    return found


def test_a_change_joins_the_last_one_of_its_label_if_that_is_young_and_nothing_was_taken_back(room: Room) -> None:
    JournalRepository(room.database, room.profile.id).forget()
    labelled(room, "a", 0)
    labelled(room, "a", 2, since=0)
    labelled(room, "b", 3, since=0)
    labelled(room, "b", 9, since=4)
    journal = labelled(room, "c", 10)
    journal.undo()
    labelled(room, "b", 11, since=0)
    assert labels(journal) == ["b", "b", "b", "a"]


def test_the_oldest_changes_are_forgotten(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("habitos_tui.storage.journal.MAX_CHANGES", 3)
    JournalRepository(room.database, room.profile.id).forget()
    for minute, label in enumerate("abcde"):
        journal = labelled(room, label, minute)
    assert labels(journal) == ["e", "d", "c"]


def test_five_hundred_changes_are_remembered(room: Room) -> None:
    many = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 510)
        INSERT INTO changes (id, profile_id, label, kind, made_at, state)
        SELECT n + 1000, ?, 'a', 'change', '2026-11-23T12:00:00.000000+00:00', 'done' FROM numbers
    """
    with room.database.unit():
        room.database.connections.execute_sql(many, (room.profile.id.hex,))
    labelled(room, "b", 0)
    assert room.database.select("SELECT count(*) FROM changes", {}) == [(500,)]


def test_a_unit_of_work_knows_what_it_has_changed_so_far(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    room.behaviors.archive("run")
    changed = [journal.changed]
    with room.database.unit():
        journal.label("Nothing", NOON)
        changed.append(journal.changed)
        assert journal.touched(["behaviors", "objectives"]) == frozenset()
        room.objectives.set_weight("health", 7)
        assert journal.touched(["behaviors", "objectives"]) == {"objectives"}
        assert journal.touched(["rules"]) == frozenset()
        journal.label("A weight", NOON)
    with room.database.unit():
        journal.label("Nothing more", NOON)
    assert [*changed, journal.changed] == [None, False, True]
    assert labels(journal)[0] == "A weight"


def test_what_something_else_has_changed_is_not_taken_back_and_there_is_a_next_step(room: Room) -> None:
    journal = labelled(room, "a", 0)
    with room.database.unit():
        room.objectives.set_weight("health", 3)
        room.database.connections.execute_sql("DELETE FROM changes WHERE state = 'open'")
    with pytest.raises(OutdatedError, match="“a” cannot be undone") as caught:
        journal.undo()
    assert caught.value.hint
    assert room.objectives.all()[0].weight == 3
    journal.forget()
    assert journal.undo() is journal.redo() is None


def test_whoever_forbids_a_way_is_shown_it_before_it_is_gone(room: Room) -> None:
    journal, shown = JournalRepository(room.database, room.profile.id), list[JournalStep]()
    room.objectives.set_weight("health", 7)

    def refuse(steps: Sequence[JournalStep]) -> NoReturn:
        shown.extend(steps)
        raise KeyError

    with pytest.raises(KeyError):
        journal.undo(refuse)
    assert [(step.watched.table, (step.before or {})["weight"], (step.after or {})["weight"]) for step in shown] == [
        ("objectives", 7, 1)
    ]
    assert room.objectives.all()[0].weight == 7
    assert journal.undo() is not None
