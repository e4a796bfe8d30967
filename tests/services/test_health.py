"""What is told of the directory of the data."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from habitos_tui.services.health import MIN_FREE_BYTES, describe_directory, describe_settings
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
