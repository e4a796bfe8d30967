"""Files that are written whole or not at all."""

import os
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

from habitos_tui.atomic_file import folder_for_a_moment, write_atomically


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


def test_a_power_cut_takes_neither_content_nor_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, synced, fsync = tmp_path / "week.json", list[tuple[bool, bool]](), os.fsync

    def noted(descriptor: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), path.exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    write_atomically(path, b"new")
    assert synced == [(False, False), (True, True)]


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


def test_what_killed_processes_left_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen(["true"]) as gone:
        pass
    moment = tmp_path / "moment"
    for left in (f"habitos-tui-{gone.pid}-abcd_123", f"habitos-tui-{os.getpid()}-abcd_123", "habitos-tui-of-others"):
        moment.joinpath(left).mkdir(parents=True)
        moment.joinpath(left, "profile.db").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(moment))
    with folder_for_a_moment() as folder:
        kept = {f"habitos-tui-{os.getpid()}-abcd_123", "habitos-tui-of-others"}
        assert {path.name for path in moment.iterdir()} == {*kept, folder.name}
        assert mode_of(folder) == 0o700
    assert {path.name for path in moment.iterdir()} == kept

    (tmp_path / f".week.json.{gone.pid}-0123abcd.partial").touch()
    (tmp_path / f".other.json.{gone.pid}-0123abcd.partial").touch()
    write_atomically(tmp_path / "week.json", b"new")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "week.json",
        f".other.json.{gone.pid}-0123abcd.partial",
    }


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("👩" * 62 + ".json")
    write_atomically(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
