"""habitos-tui undo and redo."""

import json

from tests.cli.conftest import RUN, Habitos


def test_undo_and_redo_say_what_they_did(alice: Habitos) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("behaviors", "archive", "run").code == 0
    assert alice("undo").out == "Undone: Archived “Run”\n"
    assert alice("redo", "--json").json["change"] == "Archived “Run”"
    answer = alice("redo")
    assert (answer.code, answer.out) == (1, "")
    assert "nothing to do again" in answer.err
