"""habitos-tui undo and redo."""

import json
from pathlib import Path

from habitos_tui import bootstrap
from tests.cli.conftest import RUN, Habitos


def test_undo_and_redo_say_what_they_did(alice: Habitos) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("behaviors", "archive", "run").code == 0
    assert alice("undo").out == "Undone: Archived “Run”\n"
    assert alice("redo", "--json").json["change"] == "Archived “Run”"
    answer = alice("redo")
    assert (answer.code, answer.out) == (1, "")
    assert "nothing to do again" in answer.err


def test_what_an_assistant_has_changed_is_told_as_such(ready: Habitos, tmp_path: Path) -> None:
    directory = bootstrap.open_data_directory(tmp_path / "data", create=False)
    (alice,) = directory.accounts.profiles()
    directory.open_for_assistant(alice).behaviors.archive("run")
    assert ready("undo").out == "Undone: Archived “Run” (by an assistant)\n"
    assert ready("redo", "--json").json["author"] == "assistant"
    assert ready("undo").code == 0
    assert ready("undo", "--json").json["author"] == "person"


def test_the_log_tells_what_an_assistant_entered(ready: Habitos, tmp_path: Path) -> None:
    assert "Entered" not in ready("log").out
    directory = bootstrap.open_data_directory(tmp_path / "data", create=False)
    (alice,) = directory.accounts.profiles()
    assert ready("log", "add", "run 20m").code == 0
    directory.open_for_assistant(alice).tracking.skip("run", reason="rain")
    heading, skipped, done = ready("log").out.splitlines()
    assert heading.split()[-1] == "Entered"
    assert skipped.split("rain")[1].split() == ["by", "an", "assistant"]
    assert not done.endswith("assistant")
    assert [entry["by_assistant"] for entry in ready("log", "--json").listed] == [True, False]
