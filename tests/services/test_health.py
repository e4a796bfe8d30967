"""What is told of the directory of the data."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from habitos_tui.services.health import MIN_FREE_BYTES, describe_directory


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
