"""What the tables of a profile are like, and rows that are made to be what somebody says."""

from datetime import timedelta

import pytest

from habitos_tui.domain.model.completion import Context
from habitos_tui.storage.database import Database
from habitos_tui.storage.profile_rows import (
    ForeignKey,
    ProfileRows,
    RowChange,
    apply_rows,
    insert_profile,
    put_changes,
    read_rows,
    references,
    shapes,
)
from tests.support.storage import MONDAY, Room, make_behavior, make_completion, make_id, make_session


def test_tables_have_keys_and_columns_that_may_be_empty_or_hold_lists(database: Database) -> None:
    with database.reading():
        found = shapes(database.connections)
    assert not {"changes", "changed_rows", "row_changes", "schema_migration", "login_sources"} & found.keys()
    assert {"profiles", "behaviors", "seen_days", "promises"} < found.keys()
    impacts, wishes, profiles = found["behavior_impacts"], found["behavior_wishes"], found["profiles"]
    assert impacts.key == ("behavior", "objective")
    assert dict(impacts.columns) == {"behavior": "TEXT", "objective": "TEXT", "position": "INTEGER", "impact": "REAL"}
    assert found["busy_days_off"].key == ("day", "busy")
    assert wishes.json == {"impacts", "rhythm", "season"}
    assert wishes.optional == {"max_per_week", "rhythm", "season"}
    assert profiles.key == ()
    assert profiles.json == {"app", "energy_budget"}
    assert profiles.optional == {"password_hash"}
    assert "id" not in profiles.columns
    assert "profile_id" not in wishes.columns


def test_rows_refer_to_others_of_the_profile(database: Database) -> None:
    with database.reading():
        found = list(references(database.connections))
    assert len(found) == len(set(found)) == 13
    assert ForeignKey("behavior_impacts", ("objective",), "objectives") in found
    assert ForeignKey("completions", ("session",), "planned_sessions") in found
    assert "profiles" not in {reference.parent for reference in found}


@pytest.fixture
def full(room: Room) -> Room:
    Room(room.database, "Bob").behaviors.add(make_behavior())
    room.behaviors.update(make_behavior(tags=("calm",), preferred_slots=("morgendämmerung",)))
    room.behaviors.add(make_behavior("art"))
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], None)
    tags = Context(weekday=0, tags=("rain", "calm"))
    room.completions.add(make_completion(session=make_id("s1"), context=tags))
    room.completions.add(make_completion("c2", MONDAY + timedelta(days=1)))
    return room


def test_a_profile_is_read_and_stored_elsewhere_as_it_is(full: Room) -> None:
    database, other = full.database, make_id("Eve")
    rows = read_rows(database, full.profile.id)
    assert [row["id"] for row in rows.tables["behaviors"]] == ["art", "run"]
    assert [row["tag"] for row in rows.tables["completion_tags"]] == ["calm", "rain"]
    run = rows.tables["behaviors"][1]
    assert (run["tags"], run["preferred_slots"], run["rhythm"]) == (["calm"], ["morgendämmerung"], None)
    changes = [RowChange("behaviors", ("run",), "2026-01-01T00:00:00.000000+00:00", gone=False)]
    named = ProfileRows({**rows.profile, "name": "Eve", "name_key": "eve"}, rows.tables, changes)
    insert_profile(database, other, named)
    assert read_rows(database, other) == named
    owned = f"SELECT count(*) FROM changes WHERE profile_id = '{other.hex}'"
    assert database.select(owned, {}) == [(0,)]
    raw = database.select("SELECT preferred_slots FROM behaviors WHERE id = 'run' AND tags LIKE '%calm%'", {})
    assert raw == [('["morgendämmerung"]',)] * 2


def test_rows_become_what_they_are_said_to_be_and_those_of_others_stay(full: Room) -> None:
    database, profile = full.database, full.profile.id
    bobs, before = read_rows(database, make_id("Bob")), read_rows(database, profile)
    with database.reading():
        known = shapes(database.connections)
    rows = {(table, known[table].key_of(row)): dict(row) for table, found in before.tables.items() for row in found}
    rows["profiles", ()] = {"hints": 0}
    rows["behaviors", ("run",)]["name"] = "Jog"
    # A row may come before what it refers to.
    impact = {"behavior": "walk", "objective": "health", "position": 0, "impact": 0.5}
    rows["behavior_impacts", ("walk", "health")] = impact
    rows["behaviors", ("walk",)] = {**rows["behaviors", ("run",)], "id": "walk", "position": 7}
    gone = {place for place, row in rows.items() if "art" in (row.get("behavior"), row.get("id"))}
    gone.add(("completion_tags", (make_id("c1").hex, "rain")))
    for place in gone:
        del rows[place]
    apply_rows(database, profile, rows)
    after = read_rows(database, profile)
    assert {(table, known[table].key_of(row)): row for table, found in after.tables.items() for row in found} == {
        place: row for place, row in rows.items() if place[0] != "profiles"
    }
    assert after.profile == {**before.profile, "hints": 0}
    assert read_rows(database, make_id("Bob")).tables == bobs.tables
    apply_rows(database, profile, rows)
    assert read_rows(database, profile) == after


def test_when_rows_were_changed_is_noted_in_place_of_what_was(full: Room) -> None:
    database, profile = full.database, full.profile.id
    times = [
        RowChange("away", ("ä", 7), "2026-01-01T00:00:00.000000+00:00", gone=True),
        RowChange("behaviors", ("run",), "2026-01-02T00:00:00.000000+00:00", gone=False),
    ]
    put_changes(database, profile, times)
    found = {(change.table, change.key): change for change in read_rows(database, profile).changes}
    assert [found[change.table, change.key] for change in times] == times
    assert sum(change.table == "behaviors" for change in found.values()) == 2


def test_a_key_with_other_letters_is_noted_once(full: Room) -> None:
    full.completions.add(make_completion("c3", context=Context(weekday=0, tags=("grün",))))
    change = RowChange("completion_tags", (make_id("c3").hex, "grün"), "2026-01-01T00:00:00.000000+00:00", gone=False)
    put_changes(full.database, full.profile.id, [change])
    noted = read_rows(full.database, full.profile.id).changes
    assert [each for each in noted if each.key == change.key] == [change]
