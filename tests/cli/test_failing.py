"""With --json what goes wrong is a document too: the last line on stderr, with the status that it has without."""

import json
from typing import Any

import pytest

from habitos_tui.cli.failing import json_wanted
from habitos_tui.errors import DamagedDatabaseError
from tests.cli.conftest import Habitos
from tests.support.cli import Answer, invoke


def failure(answer: Answer) -> dict[str, Any]:
    """Return the document that a call ended with; nothing may stand on stdout."""
    assert answer.out == ""
    found: dict[str, Any] = json.loads(answer.err.splitlines()[-1])
    assert found["exit_code"] == answer.code != 0
    return found


@pytest.mark.parametrize(
    ("words", "code", "title", "hint"),
    [
        ("today --json --nonsense", 2, "Usage", "See habitos-tui today -h."),
        ("todya --json", 2, "Usage", "Did you mean “today”? See habitos-tui -h."),
        ("behaviors show nothing --json", 1, "Not found", ""),
        (
            "--profile nobody today --json",
            10,
            "No such profile",
            "To see which profiles there are: habitos-tui profile list",
        ),
    ],
)
def test_an_error_is_a_document(alice: Habitos, words: str, code: int, title: str, hint: str) -> None:
    plain, found = alice(*words.replace(" --json", "").split()), failure(alice(*words.split()))
    assert plain.err.startswith(f"{found['title']}: {found['message']}\n")
    assert found == {
        "format": "habitos-error/1",
        "title": title,
        "message": found["message"],
        "hint": hint or found["hint"],
        "issues": [],
        "exit_code": code,
    }
    assert plain.code == code


def test_the_fields_that_do_not_fit_are_listed(alice: Habitos) -> None:
    found = failure(alice("behaviors", "add", "-", "--json", stdin='{"name": "Run", "min_minutes": "ten"}'))
    assert {"path": "min_minutes", "message": "must be a whole number"} in found["issues"]
    assert {issue["path"] for issue in found["issues"]} == {
        "min_minutes",
        "typical_minutes",
        "max_minutes",
        "target_per_week",
    }


def test_what_is_told_before_it_stands_on_lines_of_its_own(alice: Habitos) -> None:
    answer = alice("behaviors", "add", "guitar 3x week gibberish qwx", "--json")
    assert failure(answer)["title"] == "Not possible"
    assert not answer.err.splitlines()[0].startswith("{")


def test_what_the_system_and_the_database_refuse_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "habitos.db")

    def damaged(*_: object) -> None:
        raise DamagedDatabaseError("It\x1b[2J cannot be read.")

    for raised, title, message in (
        (fail, "The system refused", "Permission denied (habitos.db)."),
        (damaged, DamagedDatabaseError.title, "It\x1b[2J cannot be read."),
    ):
        monkeypatch.setattr("habitos_tui.cli.invocation.Invocation.workspace", raised)
        answer = invoke("today", "--json")
        found = failure(answer)
        assert (found["title"], found["message"]) == (title, message)
        assert "\x1b" not in answer.err


def test_a_document_of_another_kind_is_refused(alice: Habitos) -> None:
    shown = alice("settings", "show", "--json").out
    answer = alice("behaviors", "add", "-", stdin=shown)
    assert 'of the format habitos-behavior/1, not "habitos-settings/1"' in answer.err
    assert alice("settings", "edit", "-", stdin=shown).code == 0


def test_only_an_option_asks_for_json() -> None:
    assert json_wanted(["today", "--json"])
    assert not json_wanted(["log", "add", "--", "--json"])
