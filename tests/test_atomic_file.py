"""Files that are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from habitos_tui.atomic_file import write_atomically


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_keeps_its_permissions_unless_others_are_given(tmp_path: Path) -> None:
    path = tmp_path / "week.json"
    path.touch(0o640)
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert (path.read_bytes(), mode_of(path)) == (b"new", 0o640)
    write_atomically(path, b"secret", 0o600)
    assert (path.read_bytes(), mode_of(path)) == (b"secret", 0o600)


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, link = tmp_path / "week.json", tmp_path / "link.json"
    path.write_bytes(b"old")
    link.symlink_to(path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(link, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert {entry.name for entry in tmp_path.iterdir()} == {"week.json", "link.json"}
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
