"""The editor of VISUAL or EDITOR: what it gets, what comes back, and that nothing is lost when it fails."""

import os
import queue
import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from habitos_tui.errors import HabitosError
from habitos_tui.ui.runtime.editor import edited, editor_command
from habitos_tui.ui.runtime.signal_guard import Guard

NO_TERMINAL = 99_999
PATIENCE = 20.0


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


@pytest.mark.parametrize("script", ["kill -INT $PPID; echo new > $1", "echo new > $1; kill -INT $PPID $$"])
def test_ctrl_c_in_the_editor_does_not_end_a_guarded_app(tmp_path: Path, script: str) -> None:
    ends: list[object] = []
    with Guard(lambda: ends.append("stop"), fd=NO_TERMINAL, grace=0, die=ends.append) as guard:
        with suppress(HabitosError):  # of the editor that it ends
            edited("old", editor(tmp_path, script))
        assert edited("new", editor(tmp_path, "kill -INT $PPID")) == "new"
    assert (guard.signum, ends) == (0, [])


def test_after_the_editor_ctrl_c_is_for_the_app_again(tmp_path: Path) -> None:
    ends: queue.Queue[object] = queue.Queue()
    with Guard(lambda: ends.put("stop"), fd=NO_TERMINAL, grace=0, die=ends.put) as guard:
        edited("old", editor(tmp_path, "kill -INT $PPID"))
        os.kill(os.getpid(), signal.SIGINT)
        assert [ends.get(timeout=PATIENCE), ends.get(timeout=PATIENCE)] == ["stop", 130]
    assert guard.signum == signal.SIGINT


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_end_the_app_while_the_editor_is_open(tmp_path: Path, number: signal.Signals) -> None:
    """The editor stays until the app has been ended: a process whose main thread waits for it is not left alone."""
    ends: queue.Queue[object] = queue.Queue()
    gone = tmp_path / "gone"
    os.mkfifo(gone)

    def die(status: int) -> None:
        ends.put(status)
        gone.write_text("")

    with Guard(lambda: ends.put("stop"), fd=NO_TERMINAL, grace=0, die=die):
        edited("old", editor(tmp_path, f"kill -{number.name[3:]} $PPID; cat {gone}"))
        assert [ends.get_nowait(), ends.get_nowait()] == ["stop", 128 + number]
