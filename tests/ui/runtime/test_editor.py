"""The editor of VISUAL or EDITOR: what it gets, what comes back, and that nothing is lost when it fails."""

import re
import signal
from pathlib import Path

import pytest

from habitos_tui.errors import HabitosError
from habitos_tui.ui.runtime.editor import edited, editor_command


def editor(folder: Path, script: str) -> list[str]:
    """Return the words that run a shell script as an editor; `$1` in it is the file."""
    place = folder / "editor"
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o700)
    return [str(place)]


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which texts are while they are edited."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_visual_comes_before_editor_and_may_have_words_of_its_own() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"VISUAL": " ", "EDITOR": "vi"}) == ["vi"]
    with pytest.raises(HabitosError) as unset:
        editor_command({})
    assert "EDITOR=nano" in unset.value.hint
    with pytest.raises(HabitosError, match="VISUAL cannot be read"):
        editor_command({"VISUAL": "'vi"})


@pytest.mark.parametrize("text", ["", "one", "one\n\ttwo\n\nwide 漢字", "x" * 2000])
def test_what_is_saved_as_it_was_comes_back_as_it_was(tmp_path: Path, drafts: Path, text: str) -> None:
    assert edited(text, editor(tmp_path, "true")) == text
    assert list(drafts.iterdir()) == []


def test_the_file_is_its_owners_and_what_is_written_comes_back(tmp_path: Path, drafts: Path) -> None:
    script = f'cp "$1" {tmp_path}/seen; stat -c %a "$1" > {tmp_path}/mode; printf \'new\\r\\nlines\\n\' > "$1"'
    assert edited("old", editor(tmp_path, script)) == "new\r\nlines"
    assert (tmp_path / "seen").read_text() == "old\n"
    assert (tmp_path / "mode").read_text() == "600\n"
    assert list(drafts.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "sentence"),
    [("echo written > $1; exit 3", "ended with status 3"), ("printf '\\377' > $1", "no UTF-8")],
)
def test_what_a_failing_editor_wrote_is_kept_and_named(
    tmp_path: Path, drafts: Path, script: str, sentence: str
) -> None:
    with pytest.raises(HabitosError, match=sentence) as failed:
        edited("old", editor(tmp_path, script))
    named = re.search(r"is in (.*)", failed.value.hint)
    assert named is not None
    assert [Path(named[1])] == list(drafts.iterdir())


def test_an_editor_left_without_writing_leaves_nothing_behind(tmp_path: Path, drafts: Path) -> None:
    with pytest.raises(HabitosError, match=r"status 1\. The text is as it was"):
        edited("old", editor(tmp_path, "exit 1"))
    with pytest.raises(HabitosError, match="cannot be started: No such file"):
        edited("old", [str(tmp_path / "nothing")])
    assert list(drafts.iterdir()) == []


def test_ctrl_c_in_the_editor_is_not_for_the_app(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    assert edited("old", editor(tmp_path, "kill -INT $PPID; echo new > $1")) == "new"
    assert signal.getsignal(signal.SIGINT) is before
