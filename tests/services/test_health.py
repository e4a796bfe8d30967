"""What is told of the directory of the data."""

import os
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import HabitosError
from habitos_tui.extras import EXTRAS, FoundExtra, FoundPackage, install_command, mend_command
from habitos_tui.paths import Paths
from habitos_tui.services import health, places
from habitos_tui.services.backups import Backups
from habitos_tui.services.health import (
    LIBRARIES,
    describe_backups,
    describe_directory,
    describe_extras,
    describe_program,
    describe_settings,
)
from habitos_tui.services.places import describe_places
from habitos_tui.settings import SettingsFile
from habitos_tui.storage import checkup


@pytest.mark.parametrize(
    ("free", "told"),
    [
        (5 * 2**30, ("good", "5120 MB are free", False)),
        (100 * 2**20, ("good", "100 MB are free", False)),
        (100 * 2**20 - 1, ("note", "99 MB are free", True)),
    ],
)
def test_little_room_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, told: tuple[str, str, bool]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    *_, room = describe_directory(tmp_path)
    assert (room.level.value, room.sentence, bool(room.hint)) == told


@pytest.mark.parametrize(("mode", "level"), [(0o700, "good"), (0o710, "note"), (0o701, "note")])
def test_whoever_can_enter_is_told(tmp_path: Path, mode: int, level: str) -> None:
    tmp_path.chmod(mode)
    first, *_ = describe_directory(tmp_path)
    assert (first.level.value, f"({mode:04o})" in first.sentence) == (level, True)


def test_settings_are_as_they_come_used_as_they_are_or_partly_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    told = [
        describe_settings(SettingsFile(path)),
        describe_settings(SettingsFile(path, problems=("No colour.", "No size."))),
    ]
    path.write_text("", encoding="utf-8")
    told.append(describe_settings(SettingsFile(path)))
    assert [(one.level.value, one.sentence, bool(one.hint)) for one in told] == [
        ("good", f"As they come; there is no “{path}”", False),
        ("note", "No colour. No size.", True),
        ("good", f"“{path}” can be used as it is", False),
    ]


@pytest.mark.parametrize(
    ("copies", "automatic", "level", "sentence"),
    [
        (0, True, "note", "There is none yet"),
        (0, False, "note", "There is none yet; automatic ones are switched off"),
        (1, True, "good", "1 in "),
        (1, False, "note", "; automatic ones are switched off"),
    ],
)
def test_backups_are_told_with_whether_they_are_made(
    household: DataDirectory, copies: int, automatic: bool, level: str, sentence: str
) -> None:
    backups = Backups(household.paths, household.clock)
    for _ in range(copies):
        backups.make(household.database)
    found = describe_backups(backups, automatic=automatic)
    assert (found.level.value, sentence in found.sentence) == (level, True)
    assert bool(found.hint) == (level == "note")


def test_copies_of_which_none_is_good_are_counted(household: DataDirectory) -> None:
    backups = Backups(household.paths, household.clock)
    backups.make(household.database).write_text("damaged")
    found = describe_backups(backups, automatic=True)
    assert (found.level.value, found.sentence) == ("note", "1 backup, none that can be restored")


def test_places_that_are_as_they_have_to_be_are_not_told(household: DataDirectory) -> None:
    assert list(describe_places(household.paths)) == []


@pytest.mark.parametrize("odd", ["backups", "crashes", "settings"])
@pytest.mark.parametrize("kind", ["file", "link", "closed"])
def test_a_place_that_cannot_be_used_is_told(
    tmp_path: Path, odd: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths(tmp_path, tmp_path / "settings")
    place = {"backups": paths.backups, "crashes": paths.crash_dir, "settings": tmp_path / "settings"}[odd]
    if kind == "file":
        place.write_text("")
    elif kind == "link":
        place.symlink_to("nowhere")
    else:
        place.mkdir()
        monkeypatch.setattr(places, "may", lambda path, right: path != place or right != os.W_OK)
    (found,) = describe_places(paths)
    assert (found.level.value, str(place) in found.sentence, bool(found.hint)) == ("bad", True, True)
    said = {"file": "is no directory", "link": "is a link", "closed": "cannot be written to"}
    assert said[kind] in found.sentence
    assert not found.sentence.endswith(".")


def test_behind_a_data_directory_that_is_closed_nothing_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "barred", lambda path: tmp_path if path.is_relative_to(tmp_path) else None)
    (found,) = describe_places(Paths(tmp_path))
    assert (found.subject, "may not be entered" in found.sentence) == ("Data", True)


def test_a_directory_that_nobody_gets_into_is_left_to_the_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    for root in (tmp_path / "lost", tmp_path / "lost" / "below", tmp_path / "file"):
        assert list(describe_directory(root)) == []
    monkeypatch.setattr(health, "barred", lambda root: root)
    assert list(describe_directory(tmp_path)) == []


@pytest.mark.parametrize(("safe", "mode"), [(True, "may use WAL"), (False, "keeps a rollback journal")])
def test_the_program_is_told_with_its_libraries_and_its_journal(
    monkeypatch: pytest.MonkeyPatch, safe: bool, mode: str
) -> None:
    monkeypatch.setattr(checkup, "wal_is_safe", lambda: safe)
    found = {one.subject: one for one in describe_program()}
    assert list(found) == ["Program", "Libraries", "SQLite"]
    assert {one.level.value for one in found.values()} == {"good"}
    assert [word.partition(" ")[0] for word in found["Libraries"].sentence.split(", ")] == list(LIBRARIES)
    assert mode in found["SQLite"].sentence


def test_libraries_that_are_missing_are_told_beside_those_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name in {"pulp", "highspy"}:
            raise PackageNotFoundError
        return "1.2"

    monkeypatch.setattr(health, "version", version)
    found = next(one for one in describe_program() if one.subject == "Libraries")
    assert found.level.value == "bad"
    assert found.sentence == "pulp and highspy missing; textual 1.2, peewee 1.2, pydantic 1.2, bcrypt 1.2"
    assert "pip install pulp highspy" in found.hint


def test_each_extra_is_told_with_what_brings_it() -> None:
    there, missing, broken = (EXTRAS[name] for name in ("web", "mcp", "solvers"))
    found = describe_extras(
        (
            FoundExtra(there, (FoundPackage("aiohttp", "3.12", ""), FoundPackage("textual-serve", "1.1", ""))),
            FoundExtra(missing, (FoundPackage("anyio", "4.9", ""), FoundPackage("mcp", "", "", "is not installed"))),
            FoundExtra(broken, (FoundPackage("scipy", "1.0", "", "is 1.0 where >=1.15 is wanted"),)),
        )
    )
    assert [(one.subject, one.level.value, one.sentence, one.hint) for one in found] == [
        ("[web]", "good", f"{there.purpose}: aiohttp 3.12, textual-serve 1.1", ""),
        ("[mcp]", "note", f"{missing.purpose}: not installed (mcp)", install_command("mcp")),
        ("[solvers]", "bad", f"{broken.purpose}: scipy is 1.0 where >=1.15 is wanted", mend_command("solvers")),
    ]


def test_backups_that_cannot_be_looked_at_are_told(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Backups) -> None:
        raise HabitosError("They are closed.", hint="Open them.")

    monkeypatch.setattr(Backups, "last_made", closed)
    found = describe_backups(Backups(household.paths, household.clock), automatic=True)
    assert (found.level.value, found.sentence, found.hint) == ("bad", "They are closed", "Open them.")
