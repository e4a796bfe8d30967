"""What is told of the directory of the data."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.paths import Paths
from habitos_tui.services import places
from habitos_tui.services.backups import Backups
from habitos_tui.services.health import MIN_FREE_BYTES, describe_backups, describe_directory, describe_settings
from habitos_tui.services.places import describe_places
from habitos_tui.settings import SettingsFile


@pytest.mark.parametrize(
    ("free", "told"),
    [
        (5 * 2**30, ("good", "5120 MB are free", False)),
        (MIN_FREE_BYTES, ("good", f"{MIN_FREE_BYTES >> 20} MB are free", False)),
        (MIN_FREE_BYTES - 1, ("note", f"{(MIN_FREE_BYTES >> 20) - 1} MB are free", True)),
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
