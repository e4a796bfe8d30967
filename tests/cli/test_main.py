"""What every command shares: help, global options, errors in one sentence, exit codes."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from habitos_tui import __version__
from habitos_tui.cli import crash
from habitos_tui.cli.invocation import Invocation
from habitos_tui.cli.main import cli
from habitos_tui.errors import BusyError, DamagedDatabaseError, HabitosError, NewerDatabaseError, SolverError
from tests.cli.conftest import Habitos
from tests.support.cli import invoke


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself_with_an_example(words: tuple[str, ...], flag: str) -> None:
    answer = invoke(*words, flag)
    assert answer.code == 0
    assert "Example" in answer.out
    assert f"habitos-tui {' '.join(words)}".strip() in answer.out.split("Example")[1]


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_version_is_the_package_version(flag: str) -> None:
    answer = invoke(flag)
    assert (answer.code, answer.out) == (0, f"habitos-tui {__version__}\n")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nonsense"], "No such command"),
        (["today", "--nonsense"], "No such option"),
        (["solve"], "Missing argument"),
        (["done", "run", "--rating", "6"], "1<=x<=5"),
        (["log", "--limit", "0"], "1<=x<=1000000"),
    ],
)
def test_wrong_usage_ends_with_2_and_points_to_the_help(args: list[str], sentence: str) -> None:
    answer = invoke(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("Usage: ")
    assert sentence in answer.err
    assert " -h." in answer.err


@pytest.mark.parametrize("group", ["behaviors", "rules", "objectives", "profile"])
def test_a_group_needs_a_command(group: str) -> None:
    answer = invoke(group)
    assert (answer.code, answer.err) == (2, f"Usage: Missing command.\nSee habitos-tui {group} -h.\n")


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_no_help_is_wider_than_a_terminal_or_cuts_a_sentence_short(words: tuple[str, ...]) -> None:
    text = invoke(*words, "-h", env={"COLUMNS": "80"}).out.partition("\n")[2]
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in text


def test_the_app_needs_a_terminal(tmp_path: Path) -> None:
    answer = invoke(env={"HABITOS_DATA_DIR": str(tmp_path / "data")})
    assert answer.code == 64
    assert answer.err.startswith("A terminal is needed: ")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (HabitosError("It broke."), 1),
        (SolverError("It broke."), 1),
        (BusyError("It broke."), 11),
        (DamagedDatabaseError("It broke."), 13),
        (NewerDatabaseError("It broke."), 14),
    ],
)
def test_an_error_is_one_line_with_its_title_and_a_hint(
    monkeypatch: pytest.MonkeyPatch, error: HabitosError, code: int
) -> None:
    def fail(_self: Invocation) -> None:
        error.hint = "Do this."
        raise error

    monkeypatch.setattr(Invocation, "workspace", fail)
    answer = invoke("today")
    assert (answer.code, answer.out) == (code, "")
    assert answer.err == f"{error.title}: It broke.\nDo this.\n"


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_self: Invocation) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Invocation, "workspace", interrupt)
    assert invoke("today").code == 130


def test_a_file_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Invocation) -> None:
        raise PermissionError(13, "Permission denied", "habitos.db")

    monkeypatch.setattr(Invocation, "workspace", fail)
    answer = invoke("today")
    assert (answer.code, answer.err) == (1, "The system refused: Permission denied (habitos.db).\n")


def test_an_unforeseen_error_tells_its_kind_and_place_but_no_value() -> None:
    password = "correct horse"
    try:
        crash.sentence(None, password)  # type: ignore[arg-type]
    except AttributeError as error:
        sentence = crash.sentence(type(error), error.__traceback__)
    assert "AttributeError in cli/crash.py, line " in sentence
    assert password not in sentence


@pytest.mark.parametrize("place", ["before", "after", "both"])
def test_global_options_stand_before_or_after_the_command(habitos: Habitos, place: str) -> None:
    for name in ("alice", "bob"):
        habitos("profile", "create", name)
    habitos(
        "behaviors",
        "add",
        "-",
        "--profile",
        "bob",
        stdin='{"name": "Swim", "min_minutes": 5, "typical_minutes": 5, "max_minutes": 5, "target_per_week": 1}',
    )
    options = ["--profile", "bob"]
    before = {"before": options, "after": [], "both": ["--profile", "alice"]}[place]
    after = [] if place == "before" else options
    assert [b["name"] for b in habitos(*before, "behaviors", "list", "--json", *after).listed] == ["Swim"]


def test_without_any_data_the_way_to_begin_is_shown(habitos: Habitos) -> None:
    answer = habitos("today")
    assert answer.code == 10
    assert "habitos-tui profile create" in answer.err


def test_several_profiles_must_be_told_apart(habitos: Habitos) -> None:
    habitos("profile", "create", "alice")
    assert habitos("today").code == 0
    habitos("profile", "create", "bob")
    answer = habitos("today")
    assert answer.code == 2
    assert "bob" not in answer.err
    assert "--profile NAME" in answer.err


def test_an_unknown_profile_ends_with_10(alice: Habitos) -> None:
    assert alice("today", "--profile", "mallory").code == 10


def test_the_data_directory_can_be_given_on_the_line(habitos: Habitos, tmp_path: Path) -> None:
    assert habitos("profile", "create", "carol", "--data-dir", tmp_path / "other").code == 0
    assert habitos("profile", "list").code == 10
    there = habitos("--data-dir", tmp_path / "other", "profile", "list", "--json").listed
    assert [p["name"] for p in there] == ["carol"]


def test_an_empty_data_directory_does_not_mean_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoke("--data-dir", "", "profile", "create", "alice").code == 2
    assert list(tmp_path.iterdir()) == []
