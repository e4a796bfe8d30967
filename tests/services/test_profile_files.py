"""A profile in a file comes out as it went in; a file that does not fit leaves nothing behind."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import STARTING_OBJECTIVES
from habitos_tui.domain.text.entry_words import ENTRY_WORDS
from habitos_tui.errors import HabitosError, InvalidInputError, NewerDatabaseError, WrongPasswordError
from habitos_tui.exchange.profile_file import ProfileFile, profile_json, read_profile
from habitos_tui.services.profile_files import HELD_BACK, ProfileFiles, _checked, file_schema
from habitos_tui.services.store import Store
from habitos_tui.storage import profile_drafts
from habitos_tui.storage.profile_rows import insert_profile, read_rows, shapes
from habitos_tui.storage.profiles import ProfileRepository
from tests.storage.test_upgrade import database_of
from tests.support import storage as support
from tests.support.cli import ROOT
from tests.support.storage import make_id, rows_of
from tests.support.year import add_year

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def opened(directory: Path) -> DataDirectory:
    support.lay_down(directory / "habitos.db")
    found = open_data_directory(directory, create=True, clock=FixedClock(NOW), cost=4, env={})
    support.spare_the_disk(found.database)
    return found


def files_of(home: DataDirectory) -> ProfileFiles:
    return ProfileFiles(home.database, home.accounts, home.clock)


@pytest.fixture
def home(tmp_path: Path) -> DataDirectory:
    (tmp_path / "home").mkdir(mode=0o700)
    return opened(tmp_path / "home")


@pytest.fixture
def other(tmp_path: Path) -> DataDirectory:
    (tmp_path / "other").mkdir(mode=0o700)
    return opened(tmp_path / "other")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    """One household for many examples."""
    folder = tmp_path_factory.mktemp("shared")
    folder.chmod(0o700)
    return opened(folder)


def through_text(file: ProfileFile, folder: Path) -> ProfileFile:
    path = folder / "profile.json"
    path.write_text(profile_json(file), encoding="utf-8")
    return read_profile(path)


def moved(file: ProfileFile, home: DataDirectory, name: str | None = None, password: str | None = None) -> ProfileFile:
    """Return what another export says, once the file has come in."""
    files = files_of(home)
    profile = files.add(file, files.read(file, Path("profile.json")), name, password)
    return files.export(profile)


def same(one: ProfileFile, other: ProfileFile) -> bool:
    return (one.profile, one.tables) == (other.profile, other.tables)


def wanted(store: Store) -> list[tuple[object, ...]]:
    """Return what was ever wanted of the behaviors of a profile."""
    return [(one.now, one.wishes.versions, one.archived, one.made, one.pauses) for one in store.all_wishes().behaviors]


def fill(store: Store, data: st.DataObject) -> None:
    """Put drawn things of every kind into a profile."""
    behavior: Behavior = data.draw(support.behaviors(STARTING_OBJECTIVES[:3]))
    store.behaviors.add(behavior)
    if behavior.id != "run":
        store.behaviors.add(support.make_behavior("run"))
    store.rules.add(data.draw(support.rules()))
    store.completions.add(data.draw(support.completions(behavior.id)))
    store.away.add(data.draw(support.absences()))
    store.pauses.add(data.draw(support.pauses()))
    ProfileRepository(store.database).set_preferences(store.profile.id, data.draw(support.preferences()))


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_stored_comes_back(shared: DataDirectory, data: st.DataObject) -> None:
    for left in shared.accounts.profiles():
        shared.accounts.delete(left.name, None)
    profile = shared.accounts.create("Ada", None)
    store = Store.of(shared.database, profile, shared.clock)
    with store.change("Filled"):
        fill(store, data)
    file = ProfileFile.model_validate_json(profile_json(files_of(shared).export(profile)))
    again = moved(file, shared, "Another")
    assert same(file, again)
    copy = shared.accounts.wanted("Another")
    assert copy is not None
    theirs = Store.of(shared.database, copy, shared.clock)
    assert theirs.behaviors.all() == store.behaviors.all()
    assert theirs.rules.all() == store.rules.all()
    assert wanted(theirs) == wanted(store)


def test_a_year_comes_back_and_undo_begins_anew(home: DataDirectory, other: DataDirectory, tmp_path: Path) -> None:
    profile = add_year(home)
    file = files_of(home).export(profile)
    assert all(file.tables[table] for table in ("completions", "optimization_runs", "behavior_wishes"))
    assert same(file, moved(through_text(file, tmp_path), other))
    assert file.password_hash is None
    (there,) = other.accounts.profiles()
    assert there.id == profile.id
    assert other.open_workspace(there).history.last() is None
    assert other.damage() is None


def test_a_password_goes_along_only_where_that_is_wanted(home: DataDirectory, other: DataDirectory) -> None:
    profile = home.accounts.create("Ada", "secret")
    assert "password_hash" not in files_of(home).export(profile).profile
    moved(files_of(home).export(profile, with_password=True), other)
    moved(files_of(home).export(profile), other, "Open")
    moved(files_of(home).export(profile), other, "Closed", "another")
    assert other.accounts.authenticate("Ada", "secret").protected
    assert not other.accounts.authenticate("Open", None).protected
    assert other.accounts.authenticate("Closed", "another").protected


@pytest.mark.parametrize(
    "bad",
    ["1:nothing", "$2b$04$" + "x" * 53, "1:$2b$31$" + "x" * 53],
    ids=["no hash", "no version", "too much work"],
)
def test_a_password_that_nothing_opens_is_refused(home: DataDirectory, other: DataDirectory, bad: str) -> None:
    file = files_of(home).export(home.accounts.create("Ada", None)).model_copy(update={"password_hash": bad})
    with pytest.raises(InvalidInputError, match="password"):
        moved(file, other)
    assert other.accounts.profiles() == ()


def test_a_password_may_only_take_so_long_to_check(home: DataDirectory) -> None:
    file = files_of(home).export(home.accounts.create("Ada", None))
    slow, slower = (f"1:$2b${cost}${'x' * 53}" for cost in (15, 16))
    assert _checked(file.model_copy(update={"password_hash": slow})) == slow
    with pytest.raises(InvalidInputError):
        _checked(file.model_copy(update={"password_hash": slower}))


def test_tables_have_what_is_put_away_too(home: DataDirectory) -> None:
    profile = home.accounts.create("Ada", None)
    store = Store.of(home.database, profile, home.clock)
    for name in ("run", "swim"):
        store.behaviors.add(support.make_behavior(name))
        store.completions.add(support.make_completion(name, behavior=name))
    store.behaviors.archive("swim")
    tables = {name: text.splitlines()[1:] for name, text in files_of(home).csv(profile).items()}
    assert {name: len(lines) for name, lines in tables.items()} == {
        "completions.csv": 2,
        "behaviors.csv": 2,
        "plans.csv": 0,
    }


def test_what_was_tried_on_a_name_before_it_came_is_forgotten(home: DataDirectory, other: DataDirectory) -> None:
    other.accounts.create("Bob", "secret")
    with pytest.raises(WrongPasswordError):
        other.accounts.authenticate("Ada", "guess")
    moved(files_of(home).export(home.accounts.create("Ada", "pass"), with_password=True), other)
    assert not other.accounts.login_report(other.accounts.authenticate("Ada", "pass"))


def test_a_name_that_is_taken_is_told(home: DataDirectory) -> None:
    home.accounts.create("Eve", None)
    ada = home.accounts.create("Ada", None)
    file = files_of(home).export(ada)
    assert files_of(home).known(file) == ada
    with pytest.raises(InvalidInputError, match="already, and it is not the one in the file"):
        moved(file, home)
    moved(file, home, "Bob")
    assert len({one.id for one in home.accounts.profiles()}) == 3


def test_files_of_earlier_versions_are_upgraded(tmp_path: Path, other: DataDirectory) -> None:
    old = database_of(tmp_path, "0008_nights", 8)
    with old.connections.connection_context():
        columns = [name for name in shapes(old.connections)["profiles"].columns if name not in HELD_BACK]
        (values,) = old.connections.execute_sql(f"SELECT {', '.join(columns)} FROM profiles").fetchall()
    profile = dict(zip(columns, values, strict=True)) | {"energy_budget": [12.0] * 7}
    tables: dict[str, Any] = {
        "objectives": [{"name": "health", "position": 0, "weight": 3.5}],
        "slots": [{"name": "morning", "position": 0, "start": 420, "end": 720}],
    }
    file = ProfileFile(version=8, exported_at=NOW, id=make_id("Ada").hex, name="Ada", profile=profile, tables=tables)
    again = moved(through_text(file, tmp_path), other)
    assert again.version == other.database.version
    assert again.tables["objectives"] == tables["objectives"]
    assert [wish["weight"] for wish in again.tables["objective_wishes"]] == [3.5]
    with pytest.raises(NewerDatabaseError):
        moved(file.model_copy(update={"version": 99}), other, "Bob")


def changed(file: ProfileFile, **tables: Any) -> ProfileFile:
    return file.model_copy(update={"tables": {**file.tables, **tables}})


@pytest.mark.parametrize(
    ("tables", "path"),
    [
        ({"nonsense": []}, "tables.nonsense"),
        ({"objectives": [{"name": "health", "position": 0, "weight": 1, "colour": 1}]}, "tables.objectives[0].colour"),
        ({"objectives": [{"name": "health", "position": 0}]}, "tables.objectives[0].weight is missing"),
        ({"objectives": [{"name": "health", "position": 0, "weight": -1}]}, "objectives[0].weight must be from 0"),
        ({"objectives": [{"name": "health", "position": 10**30, "weight": 1}]}, "position is too large"),
        ({"objectives": [{"name": "health", "position": "first", "weight": 1}]}, "position must be a number"),
        ({"objectives": [{"name": "a", "position": 0, "weight": 1}] * 2}, "tables.objectives[1] has the same name"),
        ({"pauses": [{"id": "0" * 32, "behavior": "no", "first": "2026-11-23", "last": None, "note": ""}]}, "pauses"),
        ({"rules": [{"id": "r", "position": 0, "type": "stack", "active": 1, "body": {"x": 1}}]}, "rules"),
        ({"budget_wishes": []}, "what was wanted when"),
        ({"week_starts": []}, "on which day weeks begin"),
        ({"slots": []}, "tables.slots"),
    ],
)
def test_a_file_that_does_not_fit_leaves_nothing_behind(
    home: DataDirectory, other: DataDirectory, tables: dict[str, Any], path: str
) -> None:
    file = changed(files_of(home).export(home.accounts.create("Ada", None)), **tables)
    before = rows_of(other.paths.database)
    with pytest.raises(InvalidInputError) as caught:
        moved(file, other)
    assert path in f"{caught.value.message} {caught.value.issues}"
    assert str(other.paths.root) not in caught.value.message
    assert rows_of(other.paths.database) == before


@pytest.mark.parametrize("step", ["make_like", "insert_row"])
def test_no_room_for_a_file_is_told_as_that(
    home: DataDirectory, other: DataDirectory, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = files_of(home).export(home.accounts.create("Ada", None))
    before = rows_of(other.paths.database)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    monkeypatch.setattr(profile_drafts, step, Mock(side_effect=full))
    with pytest.raises(HabitosError, match="There is no space left"):
        moved(file, other)
    assert rows_of(other.paths.database) == before


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "habitos-problem/1"}', '{"format": "habitos-profile/2"}', "\x00", "nonsense"]
)
def test_other_files_are_told_apart(tmp_path: Path, text: str) -> None:
    (tmp_path / "file.json").write_text(text)
    with pytest.raises(InvalidInputError, match=r"file\.json"):
        read_profile(tmp_path / "file.json")


def test_rows_that_refer_to_nothing_are_not_stored(home: DataDirectory) -> None:
    rows = read_rows(home.database, home.accounts.create("Ada", None).id)
    lost = {"id": "0" * 32, "behavior": "no", "first": "2026-11-23", "last": None, "note": ""}
    torn = type(rows)(dict(rows.profile) | {"name": "B", "name_key": "b"}, {**rows.tables, "pauses": [lost]})
    with pytest.raises(Exception, match="does not exist"):
        insert_profile(home.database, make_id("B"), torn)


def test_the_schema_in_the_docs_is_that_of_the_files(home: DataDirectory) -> None:
    text = (ROOT / "docs" / "profile-file.schema.json").read_text(encoding="utf-8")
    assert text == file_schema(home.database), "run: make man"
    schema = json.loads(text)
    file = json.loads(profile_json(files_of(home).export(home.accounts.create("Ada", None))))
    assert set(file) == set(schema["properties"])
    assert set(ENTRY_WORDS) == {"profiles", *file["tables"]}
    for table, entries in file["tables"].items():
        columns = schema["properties"]["tables"]["properties"][table]["items"]["properties"]
        assert all(set(entry) == set(columns) for entry in entries)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"id": "ABC"}, "id: must be an id of 32 hexadecimal digits"),
        ({"changes": [{"at": "2026-99-31T23:59:59.000000+00:00"}]}, "changes[0].at: must be a moment such as"),
    ],
)
def test_ids_and_moments_are_those_that_there_can_be(
    home: DataDirectory, tmp_path: Path, fields: dict[str, Any], sentence: str
) -> None:
    file = json.loads(profile_json(files_of(home).export(home.accounts.create("Ada", None)))) | fields
    for change in fields.get("changes", ()):
        change.update(table="rules", key=["run"], gone=False)
    (tmp_path / "file.json").write_text(json.dumps(file))
    with pytest.raises(InvalidInputError) as caught:
        read_profile(tmp_path / "file.json")
    assert sentence in caught.value.message
