"""What is told to whom: names, passwords that are not one's own, and what only the owner of the data may do."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock, call

import click
import pytest

from habitos_tui.cli import completing, invocation, passwords
from habitos_tui.cli.commands import profile as profile_command
from tests.cli.conftest import Habitos

SECRET = "correct horse battery staple"


@pytest.fixture
def home(habitos: Habitos, tmp_path: Path) -> Habitos:
    """The command line with alice, who has a password, and zoe, who has none."""
    for name, text in (("right", SECRET), ("wrong", "battery"), ("other", "staple")):
        (tmp_path / name).write_text(text)
    assert habitos("profile", "create", "alice", "--password-file", tmp_path / "right").code == 0
    assert habitos("profile", "create", "zoe").code == 0
    return habitos


@pytest.fixture
def stranger(home: Habitos, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    """The same for another account of the machine than the one that the data belong to."""
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    return home


def lock(home: Habitos, tmp_path: Path, name: str = "alice") -> None:
    for _ in range(3):
        assert home("today", "--profile", name, "--password-file", tmp_path / "wrong").code == 12


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["sentence", "json"])
def test_an_unknown_name_looks_like_a_wrong_password(home: Habitos, tmp_path: Path, json: tuple[str, ...]) -> None:
    for words in (("today",), ("profile", "passwd", "NAME", "--remove"), ("profile", "delete", "NAME", "--yes")):
        answers = []
        for name in ("alice", "nobody"):
            named = [name if word == "NAME" else word for word in words]
            for password in (["--password-file", tmp_path / "wrong"], []):
                answer = home("--profile", name, *named, *password, *json)
                answers.append((answer.code, answer.out, answer.err.replace(name, "NAME")))
        assert answers[:2] == answers[2:]
        assert {code for code, _, _ in answers} == {12}


def test_both_wait_alike(home: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = Mock()
    monkeypatch.setattr(passwords, "sleep", waited)
    answers = []
    for name in ("alice", "nobody"):
        lock(home, tmp_path, name)
        answer = home("today", "--profile", name, "--password-file", tmp_path / "right")
        answers.append((answer.code, answer.err.replace(name, "NAME")))
    assert answers[0] == answers[1]
    assert "try again in 1 s" in answers[0][1]
    assert waited.call_args_list == [call(1)] * 2 * passwords.PATIENCE_SECONDS


def test_where_nobody_has_a_password_a_misspelt_name_is_told(habitos: Habitos) -> None:
    assert habitos("profile", "create", "zoe").code == 0
    answer = habitos("today", "--profile", "zoee")
    assert answer.code == 10
    assert "Did you mean “zoe”?" in answer.err


def test_nobody_is_named_by_what_asks_whose_data_are_meant(home: Habitos) -> None:
    answer = home("today")
    assert answer.code == 2
    assert "several profiles" in answer.err
    assert "alice" not in answer.err
    assert "habitos-tui profile list" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("profile", "list"),
        ("--profile", "zoe", "profile", "list"),
        ("backup", "--list"),
        ("restore", "x.db", "--yes"),
        ("profile", "unlock", "alice", "--yes"),
        ("profile", "passwd", "alice", "--reset", "--yes", "--remove"),
    ],
    ids=" ".join,
)
def test_some_things_are_left_to_the_owner_of_the_data(stranger: Habitos, words: tuple[str, ...]) -> None:
    answer = stranger(*words)
    assert (answer.code, answer.out) == (77, "")
    assert "Only the account that the data belong to" in answer.err
    assert "zoe" not in answer.err


def test_a_shell_completes_names_for_the_owner_of_the_data_alone(
    home: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = invocation.Invocation(data_dir=tmp_path / "data")
    ctx = click.Context(click.Command("x"), obj=call)
    offered = [item.value for item in completing.profiles(ctx, click.Argument(["name"]), "")]
    assert offered == ["alice", "zoe"]
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    assert completing.profiles(ctx, click.Argument(["name"]), "") == []


def test_a_check_names_nobody_to_a_stranger(stranger: Habitos, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "habitos.db")) as connection, connection:
        connection.execute("UPDATE objectives SET name = CAST(x'ff' AS TEXT) WHERE name = 'health'")
    answer = stranger("check")
    assert answer.code == 13
    assert "The objectives of another profile" in answer.out
    assert "zoe" not in answer.out + answer.err


def test_the_owner_of_the_data_ends_a_wait(home: Habitos, tmp_path: Path) -> None:
    lock(home, tmp_path)
    right = ("today", "--profile", "alice", "--password-file", tmp_path / "right")
    assert home(*right).code == 12
    assert home("profile", "unlock", "alice").code == 2
    answer = home("profile", "unlock", "alice", "--yes")
    assert (answer.code, answer.out) == (0, "Unlocked: alice\n")
    assert home(*right).code == 0
    assert home("profile", "unlock", "nobody", "--yes").code == 10


def test_the_owner_of_the_data_resets_a_password(home: Habitos, tmp_path: Path) -> None:
    lock(home, tmp_path)
    words = ("profile", "passwd", "alice", "--reset", "--new-password-file", tmp_path / "other")
    assert home(*words).code == 2
    answer = home(*words, "--yes")
    assert (answer.code, answer.out) == (0, "Password set: alice\n")
    assert home("today", "--profile", "alice", "--password-file", tmp_path / "other").code == 0
    assert home("profile", "passwd", "alice", "--yes", "--remove").code == 2


def test_a_person_confirms_by_the_name(home: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (passwords, profile_command):
        monkeypatch.setattr(module, "can_ask", lambda: True)
    answer = home("profile", "unlock", "alice", stdin="zoe\n")
    assert answer.code == 2
    assert "Type alice to end the wait" in answer.err
    assert home("profile", "unlock", "alice", stdin="alice\n").code == 0


def test_a_login_on_a_terminal_tells_what_happened_to_the_password(
    home: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(home, tmp_path)
    assert home("profile", "unlock", "alice", "--yes").code == 0
    monkeypatch.setattr(invocation, "at_terminal", lambda *_streams: True)
    right = ("today", "--profile", "alice", "--password-file", tmp_path / "right")
    assert "The owner of the data ended the wait after wrong passwords on Mon 23 Nov at 09:00" in home(*right).err
    assert "ended the wait" not in home(*right).err


def test_those_who_may_not_list_names_are_told_none_that_is_near(
    habitos: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("zoe", "sandra"):
        assert habitos("profile", "create", name).code == 0
    told = (10, "No such profile: There is no profile “zoee”.\nAsk whoever set it up.\n")
    guest = habitos("--data-dir", tmp_path / "data", "--profile", "zoee", "--restricted", "today", env={})
    assert (guest.code, guest.err) == told
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    stranger = habitos("--profile", "zoee", "today")
    assert (stranger.code, stranger.err) == told
    assert habitos("today").err == "Not possible: There are several profiles.\nSay whose data with --profile NAME.\n"


def test_a_wrong_password_leads_a_guest_to_no_list(home: Habitos, tmp_path: Path) -> None:
    assert "profile list" in home("--profile", "alice", "today", "--password-file", tmp_path / "wrong").err
    words = ("--data-dir", tmp_path / "data", "--profile", "alice", "--restricted", "today", "--password-file", "-")
    answer = home(*words, env={}, stdin="battery\n")
    assert (answer.code, answer.err) == (12, "Wrong password: The name or the password is wrong.\n")


def test_a_person_is_told_that_the_password_is_gone(home: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home("profile", "passwd", "alice", "--reset", "--yes", "--remove").code == 0
    monkeypatch.setattr(invocation, "at_terminal", lambda *_streams: True)
    assert "removed your password on Mon 23 Nov at 09:00." in home("today", "--profile", "alice").err
    assert "your password" not in home("today", "--profile", "alice").err
