"""Profiles and where their passwords come from."""

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock, call

import pytest

from habitos_tui import bootstrap
from habitos_tui.cli import passwords
from habitos_tui.cli.commands import profile as profile_command
from habitos_tui.errors import TooManyTriesError
from tests.cli.conftest import Habitos
from tests.support.pty import Terminal

SECRET = "correct horse battery staple"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{SECRET}\nsecond line\n", "utf-8")
    return file


@pytest.fixture
def bob(habitos: Habitos, secret: Path) -> Habitos:
    """The command line with one profile that has a password."""
    assert habitos("profile", "create", "bob", "--password-file", secret).code == 0
    return habitos


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at the prompts, in order; the prompts are kept in `prompts`."""
    answers: list[str] = []

    def ask(_prompt: str, stream: object = None) -> str:
        assert stream is not None
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr(getpass, "getpass", ask)
    for module in (passwords, profile_command):
        monkeypatch.setattr(module, "can_ask", lambda: True)
    return answers


def test_profiles_are_listed_with_whether_they_have_a_password(bob: Habitos) -> None:
    answer = bob("profile", "create", "alice")
    assert (answer.code, answer.out) == (0, "Created: alice (no password)\n")
    assert bob("profile", "list").out.splitlines() == ["Name   Password", "alice  no", "bob    yes"]
    assert bob("profile", "list", "--json").listed == [
        {"name": "alice", "protected": False},
        {"name": "bob", "protected": True},
    ]


def test_the_data_directory_is_private(habitos: Habitos, tmp_path: Path) -> None:
    habitos("profile", "create", "alice", "--json")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_name_is_used_once(bob: Habitos) -> None:
    assert bob("profile", "create", "BOB").code == 2


def test_the_first_line_of_a_file_opens_a_profile(bob: Habitos, secret: Path, tmp_path: Path) -> None:
    assert bob("today", "--password-file", secret).code == 0
    for content in (SECRET, f"{SECRET}\r\n"):
        (tmp_path / "other.txt").write_bytes(content.encode())
        assert bob("today", "--password-file", tmp_path / "other.txt").code == 0
    assert bob("today", "--profile", "BoB", "--password-file", "-", stdin=f"{SECRET}\n").code == 0


def test_a_wrong_password_ends_with_12_and_is_not_repeated(bob: Habitos, tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text("wrong horse\n")
    answer = bob("today", "--password-file", tmp_path / "wrong.txt")
    assert (answer.code, answer.out) == (12, "")
    assert "wrong horse" not in answer.err


def test_without_a_terminal_and_a_file_a_password_is_missed_not_asked_for(bob: Habitos) -> None:
    answer = bob("today", stdin=f"{SECRET}\n")
    assert answer.code == 12
    assert "--password-file" in answer.err


def test_no_password_is_taken_from_arguments_or_the_environment(bob: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HABITOS_PASSWORD", "HABITOS_TUI_PASSWORD", "HABITOS_PASSWORD_FILE"):
        monkeypatch.setenv(name, SECRET)
    assert bob("today").code == 12
    assert bob("today", "--password", SECRET).code == 2


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\n"])
def test_a_password_file_that_cannot_be_used_is_named(bob: Habitos, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "unusable.txt"
    if content is not None:
        file.write_bytes(content)
    answer = bob("today", "--password-file", file)
    assert (answer.code, answer.out) == (2, "")
    assert "unusable.txt" in answer.err


def test_password_and_data_cannot_share_standard_input(bob: Habitos) -> None:
    answer = bob("behaviors", "add", "-", "--password-file", "-", stdin=f"{SECRET}\n{{}}")
    assert answer.code == 2
    assert "Standard input cannot hold both" in answer.err


def test_a_person_is_asked_on_the_terminal(bob: Habitos, typed: list[str]) -> None:
    typed += [SECRET]
    assert bob("today").code == 0
    typed += ["wrong"]
    assert bob("today").code == 12
    assert bob("today").code == 12


def test_a_new_password_is_typed_twice(habitos: Habitos, typed: list[str]) -> None:
    typed += ["one", "two", SECRET, SECRET]
    answer = habitos("profile", "create", "carol")
    assert answer.code == 0
    assert "passwords differ" in answer.err
    typed += [SECRET]
    assert habitos("today").code == 0
    typed += [""]
    assert habitos("profile", "create", "dave").out == "Created: dave (no password)\n"


def test_a_password_is_changed_and_removed(bob: Habitos, secret: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("another one")
    answer = bob("profile", "passwd", "bob", "--password-file", secret, "--new-password-file", new)
    assert (answer.code, answer.out) == (0, "Password set: bob\n")
    assert bob("today", "--password-file", new).code == 0
    assert bob("profile", "passwd", "bob", "--password-file", secret, "--remove").code == 12
    answer = bob("profile", "passwd", "bob", "--password-file", new, "--remove")
    assert (answer.code, answer.out) == (0, "No password: bob\n")
    assert bob("today").code == 0


def test_both_passwords_can_come_from_standard_input(bob: Habitos) -> None:
    words = ["profile", "passwd", "bob", "--password-file", "-", "--new-password-file", "-"]
    assert bob(*words, stdin=f"{SECRET}\nanother one\n").code == 0
    assert bob("today", "--password-file", "-", stdin="another one\n").code == 0


def test_a_new_password_has_to_come_from_somewhere(bob: Habitos, secret: Path) -> None:
    assert bob("profile", "passwd", "bob", "--password-file", secret).code == 2
    assert bob("profile", "passwd", "bob", "--remove", "--new-password-file", secret).code == 2
    assert bob("today", "--password-file", secret).code == 0


def test_deleting_asks_for_the_name(bob: Habitos, secret: Path, typed: list[str]) -> None:
    words = ["profile", "delete", "bob", "--password-file", secret]
    answer = bob(*words, stdin="bobby\n")
    assert answer.code == 2
    assert "Type bob" in answer.err
    assert bob(*words, stdin="bob\n").out.endswith("Deleted: bob\n")
    assert bob("profile", "list", "--json").listed == []
    assert typed == []


def test_deleting_without_a_person_needs_a_yes(bob: Habitos, secret: Path) -> None:
    words = ["profile", "delete", "bob", "--password-file", secret]
    assert bob(*words).code == 2
    assert bob("profile", "delete", "bob", "--yes").code == 12
    assert bob("profile", "delete", "mallory", "--yes").code == 12
    assert bob(*words, "--yes").code == 0
    assert bob("today").code == 10


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, str | None]]:
    """The profiles the app was started for: (asked for, logged in)."""
    starts: list[tuple[str | None, str | None]] = []

    def run_app(_household: object, name: str | None, *, auto_login: Any = None, **_more: object) -> int:
        starts.append((name, auto_login and auto_login.name))
        return 7

    monkeypatch.setattr(bootstrap, "run_app", run_app)
    monkeypatch.setattr(bootstrap, "require_terminal", lambda: None)
    return starts


def test_without_a_command_the_app_starts(
    bob: Habitos, secret: Path, started: list[tuple[str | None, str | None]]
) -> None:
    assert bob().code == 7
    assert bob("--profile", "bob").code == 7
    assert bob("--password-file", secret).code == 7
    assert started == [(None, None), ("bob", None), (None, "bob")]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal("-m", "habitos_tui", "profile", "create", "erin", "--data-dir", str(tmp_path / "data")) as terminal:
        yield terminal


def test_on_a_real_terminal_a_password_is_never_echoed(terminal: Terminal) -> None:
    for prompt in ("New password", "Repeat"):
        terminal.wait_for(prompt)
        terminal.send(f"{SECRET}\n".encode())
    assert terminal.status() == 0
    assert "Created: erin" in terminal.screen()
    assert "correct" not in terminal.screen()
    assert terminal.is_clean()


@pytest.mark.parametrize(
    ("stored", "offered", "opens"),
    [
        (b"pa\rss\n", b"pa\n", False),
        (b"\xef\xbb\xbfpass\r\n", b"pass", True),
        (b"pass\nsecond line", b"pass\r\nother", True),
    ],
    ids=["a lone CR is part of a password", "a byte order mark is not", "only the first line counts"],
)
def test_the_first_line_of_a_file_is_the_password(
    habitos: Habitos, tmp_path: Path, stored: bytes, offered: bytes, opens: bool
) -> None:
    (tmp_path / "stored").write_bytes(stored)
    (tmp_path / "offered").write_bytes(offered)
    assert habitos("profile", "create", "zoe", "--password-file", tmp_path / "stored").code == 0
    assert habitos("today", "--password-file", tmp_path / "offered").code == (0 if opens else 12)
    assert habitos("today", "--password-file", "-", stdin=offered).code == (0 if opens else 12)


def test_a_password_is_refused_rather_than_cut(habitos: Habitos, tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"x" * 5000)
    answer = habitos("profile", "create", "zoe", "--password-file", tmp_path / "long")
    assert answer.code == 2
    assert "too long" in answer.err
    assert habitos("profile", "list").out.splitlines()[1:] == []


def test_the_app_for_a_profile_that_is_not_there_makes_nothing(
    habitos: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "require_terminal", lambda: None)
    for words in (("--profile", "alice"), ("--profile", "alice", "--password-file", "-")):
        assert habitos(*words).code == 10
    assert not (tmp_path / "data").exists()


def test_a_call_for_one_profile_names_and_touches_no_other(habitos: Habitos) -> None:
    for name in ("ada", "zoe"):
        assert habitos("profile", "create", name).code == 0
    assert [one["name"] for one in habitos("--profile", "ADA", "profile", "list", "--json").listed] == ["ada"]
    for words in (("create", "eve"), ("delete", "zoe", "--yes"), ("passwd", "zoe", "--remove")):
        answer = habitos("--profile", "ada", "profile", *words)
        assert (answer.code, "“ada” alone" in answer.err) == (2, True)
    for asked in ("today", "profile list"):
        answer = habitos("--profile", "eve", *asked.split())
        assert answer.code == 10
        assert "zoe" not in answer.out + answer.err
    assert habitos("--profile", "ada", "today").code == 0
    assert len(habitos("profile", "list", "--json").listed) == 2


@pytest.mark.parametrize(
    ("waits", "slept", "comes_in"),
    [([], [], True), ([1, 2, 4, 8], [1, 2, 4, 8], True), ([1, 2, 4, 8, 1], [1, 2, 4, 8], False), ([16], [], False)],
)
def test_a_command_waits_for_a_few_seconds_behind_others_with_the_same_password(
    monkeypatch: pytest.MonkeyPatch, waits: list[int], slept: list[int], comes_in: bool
) -> None:
    sleep = Mock()
    monkeypatch.setattr(passwords, "sleep", sleep)
    check = Mock(side_effect=[*(TooManyTriesError("Wait.", seconds) for seconds in waits), "in"])
    if comes_in:
        assert passwords.patiently(check) == "in"
    else:
        with pytest.raises(TooManyTriesError):
            passwords.patiently(check)
    assert sleep.call_args_list == [call(seconds) for seconds in slept]
