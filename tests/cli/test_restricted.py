"""Restricted mode on the command line: one profile, no other directory, no file of one's choice."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import click
import pytest

from habitos_tui import bootstrap, restriction
from habitos_tui.cli.invocation import WaitNotice
from habitos_tui.cli.main import cli
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import ExitCode, HabitosError, RestrictedError
from habitos_tui.restriction import for_guest
from tests.cli.conftest import Habitos, at_nine
from tests.support.cli import Answer

OF_THE_HOST: Final = {"--data-dir", "--profile", "--password-file"}
"""Options that the root command looks after: see `test_what_the_host_has_chosen_stays`."""
LINES: Final = {("behaviors add", "source"), ("import", "words")}
"""Words of which one may be a file; what becomes of it is tried below."""
LEFT_OUT: Final = (
    ("backup",),
    ("backup", "--list"),
    ("restore", "habitos.db", "--yes"),
    ("profile", "create", "carol"),
    ("profile", "delete", "alice", "--yes"),
    ("profile", "passwd", "bob", "--remove"),
    ("mcp",),
)


@pytest.fixture(scope="module")
def home_of_two(home_with_habits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = copytree(home_with_habits, tmp_path_factory.mktemp("two") / "data")
    with pytest.MonkeyPatch.context() as patch:
        assert at_nine(data, patch)("profile", "create", "bob").code == 0
    return data


@pytest.fixture
def guest(habitos: Habitos, home_of_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    """Run a command as alice, beside whom there is bob, where a file lies that a guest must not reach."""
    data = copytree(home_of_two, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    Path("secret.json").write_text("{}")

    def run(*words: str, **more: Any) -> Answer:
        return habitos("--profile", "alice", "--data-dir", data, "--restricted", *words, env={}, **more)

    return run


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield " ".join([*names, name]), command


def takes_a_path(param: click.Parameter) -> bool:
    """Tell whether a value is a path by its type, by what completes it, or by how the help calls it."""
    completes = getattr(param._custom_shell_complete, "__name__", "") in {"files", "backups"}
    said = {"FILE", "DIR", "FOLDER", "PATH", "PROBLEM", "PLAN"}
    words = {word for word in (param.metavar or "").replace("[", "|").replace("]", "|").split("|") if word}
    return isinstance(param.type, click.Path | click.File) or completes or bool(words & said)


def test_every_path_that_a_command_takes_is_held_back() -> None:
    free = []
    left_out = {" ".join(words[:2]) if words[0] == "profile" else words[0] for words in LEFT_OUT}
    for name, command in commands(cli):
        for param in command.params:
            held = isinstance(param.type, UserPath) or OF_THE_HOST & {*param.opts} or (name, param.name) in LINES
            if takes_a_path(param) and not held and name not in left_out:
                free.append(f"{name} {param.name}")
    assert free == []


@pytest.mark.parametrize(
    "words",
    [
        ("export", "out.json"),
        ("export", "--csv", "out"),
        ("import", "secret.json"),
        ("import", "loop", "secret.json"),
        ("import", "--csv", "secret.json"),
        ("behaviors", "add", "secret.json"),
        ("behaviors", "edit", "run", "secret.json"),
        ("tasks", "add", "--from", "secret.json"),
        ("calendar", "add", "team.ics"),
        ("calendar", "write", "-"),
        ("solve", "secret.json"),
        ("solve", "-", "-o", "plan.json"),
        ("solve", "-", "-o", "-"),
        ("verify", "-", "secret.json"),
        ("profile", "passwd", "alice", "--new-password-file", "secret.json"),
        ("--password-file", "secret.json", "today"),
        *LEFT_OUT,
    ],
    ids=" ".join,
)
def test_what_reaches_further_is_refused(guest: Habitos, tmp_path: Path, words: tuple[str, ...]) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    answer = guest(*words)
    assert (answer.code, answer.out) == (ExitCode.RESTRICTED, "")
    assert "restricted mode" in answer.err
    assert "--restricted" in answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_refusal_is_a_document_where_one_is_wanted(guest: Habitos) -> None:
    assert guest("backup", "--json").code == ExitCode.RESTRICTED


def test_what_the_host_has_chosen_stays(guest: Habitos, habitos: Habitos, tmp_path: Path) -> None:
    for words in (("--profile", "bob", "today"), ("today", "--profile=bob"), ("today", "--data-dir", str(tmp_path))):
        assert guest(*words).code == ExitCode.RESTRICTED
    assert guest("today", "--profile", "Alice").code == 0
    assert habitos("--profile", "alice", "--restricted", "today").code == ExitCode.RESTRICTED  # HABITOS_DATA_DIR
    environ = {"HABITOS_RESTRICTED": "1"}
    answer = habitos("--data-dir", tmp_path / "data", "today", env=environ)
    assert answer.code == ExitCode.RESTRICTED
    assert "before --restricted" not in answer.err  # that would not help
    for reaching in (("--data-dir", str(tmp_path)), ("--password-file", "secret.json")):
        answer = habitos(*reaching, "--restricted", "today", env=environ)  # the option is a word of the guest here
        assert answer.code == ExitCode.RESTRICTED
    assert "before --restricted" in guest("today", "--data-dir", str(tmp_path)).err


def test_without_a_name_it_is_about_the_only_profile(guest: Habitos, habitos: Habitos, tmp_path: Path) -> None:
    words = ("--data-dir", tmp_path / "data", "--restricted", "profile", "list")
    answer = habitos(*words, env={})
    assert answer.code == ExitCode.RESTRICTED
    assert "bob" not in answer.err
    assert habitos("profile", "delete", "bob", "--yes").code == 0
    assert "alice" in habitos(*words, env={}).out


def test_nobody_else_is_listed(guest: Habitos) -> None:
    answer = guest("profile", "list")
    assert "alice" in answer.out
    assert "bob" not in answer.out


def test_doctor_says_that_it_is_on_and_what_counts_for_nothing(guest: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restriction, "distrusted", lambda: "does not belong to root")
    said = {
        finding["sentence"]
        for finding in guest("doctor", "--json").json["findings"]
        if finding["subject"] == "Restricted"
    }
    assert said == {
        "Restricted mode is on by --restricted",
        "“/etc/habitos-tui/config.toml” counts for nothing: it does not belong to root",
    }


def test_a_guest_is_told_no_next_step_that_is_left_out(guest: Habitos, tmp_path: Path) -> None:
    (tmp_path / "data" / "habitos.db").write_bytes(b"")
    for words in ("today",), ("done", "run"), ("doctor",), ("check",), ("today", "--json"), ("doctor", "--json"):
        answer = guest(*words)
        said = answer.out + answer.err
        assert answer.code == ExitCode.DAMAGED_DATABASE
        assert restriction.ASK in said
        assert not re.search("restore|mend|chmod", said)


def test_a_line_tells_nothing_of_which_files_there_are(guest: Habitos) -> None:
    assert guest("behaviors", "add", "secret.json").err == guest("behaviors", "add", "nothing.json").err
    assert "Added" in guest("behaviors", "add", str(Path.cwd())).out


def test_standard_input_and_output_are_left(guest: Habitos) -> None:
    out = guest("export", "-")
    assert out.code == 0
    assert guest("import", "-", stdin=out.out).code == 0


def test_a_profile_file_brings_no_other_profile_and_no_calendar(guest: Habitos, habitos: Habitos) -> None:
    other = habitos("export", "-", "--profile", "bob").out
    assert guest("import", "-", stdin=other).code == ExitCode.RESTRICTED
    brought = guest("export", "-").json
    calendar = {"id": "1" * 32, "name": "Work", "location": "/home/bob/work.ics", "whole_days": 0, "read_at": None}
    brought["tables"]["calendar_sources"] = [calendar | {"calendars": [], "titles": [], "without": []}]
    assert guest("import", "-", stdin=json.dumps(brought)).code == ExitCode.RESTRICTED
    assert guest("calendar", "list").out == ""
    assert habitos("import", "-", "--profile", "alice", stdin=json.dumps(brought)).code == 0
    assert guest("import", "-", stdin=json.dumps(brought)).code == 0  # the calendar is here by now


def test_what_the_host_has_removed_a_guest_does_not_bring_back(guest: Habitos, habitos: Habitos) -> None:
    def host(*words: str) -> Answer:
        return habitos("--profile", "alice", "--data-dir", Path("data").absolute(), *words, env={})

    Path("team.ics").write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n")
    assert host("calendar", "add", "team.ics").code == 0
    assert host("calendar", "remove", "team").code == 0
    answer = guest("undo")
    assert (answer.code, "brings back that a file is read" in answer.err) == (ExitCode.RESTRICTED, True)
    assert guest("calendar", "list").out == ""
    assert host("undo").code == 0
    assert guest("undo").code == 0  # the adding: no file is read for it
    assert guest("redo").code == ExitCode.RESTRICTED
    assert guest("calendar", "list").out == ""


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("pip install 'habitos-tui[calendar]'", restriction.ASK),
        ("pipx inject habitos-tui 'mcp>=2,<3'", restriction.ASK),
        ("Give a whole path with --data-dir or HABITOS_DATA_DIR.", restriction.ASK),
        ("Or keep others out first: chmod 700 “/srv”.", restriction.ASK),
        (
            "Give it with --password-file FILE, or - for standard input.",
            "Give it with --password-file - for standard input.",
        ),
        ("See: habitos-tui calendar list", "See: habitos-tui calendar list"),
    ],
)
def test_next_steps_are_those_of_a_guest(hint: str, told: str) -> None:
    assert for_guest(HabitosError("No.", hint=hint), "--restricted").hint == told
    assert for_guest(HabitosError("No.", hint=hint), "").hint == hint
    assert for_guest(RestrictedError("No.", hint=hint), "--restricted").hint == hint


def test_the_app_is_started_for_the_profile(guest: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, object]] = []

    def run_app(_directory: object, name: str | None, *, on_wait: object, **more: object) -> int:
        assert isinstance(on_wait, WaitNotice)
        started.append({"name": name, **more})
        return 0

    monkeypatch.setattr(bootstrap, "run_app", run_app)
    monkeypatch.setattr(bootstrap, "require_terminal", lambda: None)
    assert guest().code == 0
    assert started == [{"name": "alice", "restricted_by": "--restricted"}]


def test_a_call_for_one_profile_is_about_no_copy_of_all(habitos: Habitos, home_of_two: Path, tmp_path: Path) -> None:
    copytree(home_of_two, tmp_path / "data")
    for words in (("backup",), ("backup", "--list"), ("restore", "x.db", "--yes")):
        answer = habitos("--profile", "alice", *words)
        assert answer.code == ExitCode.USAGE
        assert "“alice” alone" in answer.err
    assert habitos("backup", "--list").code == 0


def test_the_words_of_ssh_stand_last(habitos: Habitos) -> None:
    answer = habitos("--from-ssh", "--restricted", "today")
    assert answer.code == ExitCode.USAGE
    assert "last word" in answer.err
