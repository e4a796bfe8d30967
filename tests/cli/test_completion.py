"""The tab key: what a shell is taught, and what it is answered."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from habitos_tui.cli.completing import VARIABLE
from habitos_tui.cli.main import cli
from habitos_tui.cli.shells import Bash, Fish, Zsh, quoted
from habitos_tui.domain.model.weeks import FROM_MONDAY
from habitos_tui.domain.text.typed.days import parse_day, parse_week
from tests.cli.conftest import Habitos
from tests.cli.test_examples import commands
from tests.support.cli import environment

SHELLS = (Bash, Zsh, Fish)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key_is_taught_to_a_shell(habitos: Habitos, shell: str) -> None:
    answer = habitos("completion", shell, "--json")
    assert answer.code == 0
    assert f"_HABITOS_TUI_COMPLETE={shell}_complete" in answer.json["script"]
    assert habitos("completion", shell).out.rstrip() == answer.json["script"].rstrip()


def test_another_shell_is_refused(habitos: Habitos) -> None:
    assert habitos("completion", "cmd").code == 2


@pytest.mark.parametrize(
    ("words", "begun", "some"),
    [
        ([], "re", {"redo", "reopen", "restore", "resume", "review"}),
        (["log"], "", {"add", "show", "edit", "delete"}),
        (["log"], "--t", {"--to", "--tag", "--text"}),
        (["log", "edit", "run"], "--r", {"--rating"}),
        (["away"], "m", {"missed", "monday"}),
        (["away"], "--r", {"--reason"}),
        (["move", "run"], "--f", {"--force"}),
    ],
)
def test_a_shell_completes_commands_and_options_of_groups_too(words: list[str], begun: str, some: set[str]) -> None:
    found = ShellComplete(cli, {}, "habitos-tui", "_HABITOS_TUI_COMPLETE").get_completions(words, begun)
    assert {item.value for item in found} == some


@pytest.fixture
def known(at_home: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    """Somebody's commands, on data in the place where a shell finds it."""
    monkeypatch.setenv("HABITOS_DATA_DIR", str(tmp_path / "data"))
    return at_home


def offered(*words: str, begun: str = "", shell: type[ShellComplete] = Bash) -> list[str]:
    """Return what the tab key offers behind these words."""
    found = shell(cli, {}, "habitos-tui", VARIABLE).get_completions(list(words), begun)
    return [str(item.value) if item.type == "plain" else item.type for item in found]


def answer(shell: type[ShellComplete], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Return the text that a shell reads when the tab key is pressed in the last of these words."""
    monkeypatch.setenv("COMP_WORDS", "\n".join(("habitos-tui", *words)))
    monkeypatch.setenv("COMP_CWORD", words[-1] if shell is Fish else str(len(words)))
    return shell(cli, {}, "habitos-tui", VARIABLE).complete()


BEHAVIORS = ["Run", "Read a book", "Strength training", "Meditation", "Journal", "A report", "The dentist"]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "begun", "names"),
    [
        ("done", "", BEHAVIORS),
        ("done", "me", ["Meditation"]),
        ("done", "strength-", ["strength-training"]),
        ("pause", "Str", ["Strength training"]),
        ("log --behavior", "Jo", ["Journal"]),
        ("rules off", "", ["r1"]),
        ("tasks done", "", ["A report", "The dentist"]),
        ("objectives show", "h", ["health"]),
        ("tasks add Report --for", "le", ["learning"]),
        ("slots rename", "mi", ["midday"]),
        ("today --tag", "", ["errands", "outdoors"]),
        ("tags rename", "out", ["outdoors"]),
        ("profile passwd", "", ["alice"]),
        ("today --profile", "a", ["alice"]),
        ("today --day", "to", ["today", "tomorrow"]),
        ("log --from", "last mo", ["last monday"]),
        ("away", "tom", ["tomorrow"]),
        ("busy add", "w", ["weekdays", "weekend", "wednesday"]),
        ("week --week", "n", ["next"]),
        ("solve", "pl", ["file"]),
        ("behaviors edit Run", "", ["file"]),
        ("today --password-file", "", ["file"]),
        ("--version", "tod", ["today"]),
    ],
)
def test_what_is_named_is_completed(
    known: Habitos, shell: type[ShellComplete], line: str, begun: str, names: list[str]
) -> None:
    assert offered(*line.split(), begun=begun, shell=shell) == names


def test_a_rule_is_told_by_what_it_says(known: Habitos) -> None:
    found = ShellComplete(cli, {}, "habitos-tui", VARIABLE).get_completions(["rules", "off"], "")
    assert [item.help for item in found] == ["so much time"]


def test_every_argument_and_option_that_names_something_is_completed() -> None:
    named = {
        *("behavior", "session", "entry", "task", "tag", "tags", "old", "rule_id", "objectives"),
        *("source", "problem_file", "plan_file", "password_file", "new_password_file", "profile", "day", "week"),
    }
    found = [(call, param) for call, command in commands(cli) for param in command.params if param.name in named]
    assert len(found) > 60
    for call, param in found:
        own = param._custom_shell_complete is not None or type(param.type).shell_complete.__module__.startswith(
            "habitos"
        )
        assert own, (call, param.name)


def test_paused_and_archived_behaviors_are_offered_where_they_are_meant(known: Habitos) -> None:
    assert (offered("resume"), offered("behaviors", "restore"), offered("pause", "remove")) == ([], [], [])
    known("pause", "run", "today", "2030-01-01")
    known("behaviors", "archive", "journal")
    assert (offered("resume"), offered("pause", "remove")) == (["Run"], ["Run"])
    assert offered("behaviors", "restore") == ["Journal"]
    assert "Journal" not in offered("done")
    assert "Journal" in offered("behaviors", "show")


def test_of_a_profile_with_a_password_nothing_is_told_but_its_name(known: Habitos) -> None:
    known("profile", "create", "bob", "--password-file", "-", stdin="secret\n")
    assert offered("done") == []
    assert offered("done", "--profile", "alice") == BEHAVIORS
    assert offered("--profile", "alice", "done", begun="Ru") == ["Run"]
    for line in ("done", "today --tag", "rules off", "slots rename", "objectives show", "tasks due"):
        assert offered("--profile", "bob", *line.split()) == []
    assert offered("today", "--profile") == ["alice", "bob"]


def test_days_and_weeks_that_are_offered_can_be_typed(known: Habitos) -> None:
    days = [*offered("today", "--day"), *offered("today", "--day", begun="l"), *offered("today", "--day", begun="20")]
    weeks = offered("week", "--week")
    assert len(days) > 100
    assert len(weeks) == len(set(weeks)) == 20
    for text in days:
        parse_day(text, TODAY)
    for text in weeks:
        parse_week(text, TODAY, FROM_MONDAY)


ODD = ('Odd $HOME `x` "q" \\b', "Read: news, tea & *", "Sam's walk", "[b]ünd!")


@pytest.mark.parametrize("begun", ["", '"', "'"])
def test_bash_gets_a_name_as_the_word_was_begun(begun: str) -> None:
    for name in ODD:
        line = f"printf %s {begun}{quoted(name, begun)}{begun}"
        assert subprocess.run(["bash", "-c", line], capture_output=True, encoding="utf-8", check=True).stdout == name


def test_bash_itself_offers_names_that_need_quoting(known: Habitos) -> None:
    for name in ODD:
        assert known("tasks", "add", name).code == 0
    line = """eval "$(habitos-tui completion bash)"
        ask() { COMP_WORDS=(habitos-tui "$@"); COMP_CWORD=$#; COMPREPLY=(); _habitos_tui_completion habitos-tui
                printf '%s\\n' "${COMPREPLY[@]}"; }
        ask pause '"Odd \\$H'; ask done 'Read\\:'; ask today --tag = er"""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, encoding="utf-8", env=environment(PATH=path), check=True
    )
    assert done.stderr == ""
    odd, news = 'Odd \\$HOME \\`x\\` \\"q\\" \\\\b', r"Read\:\ news,\ tea\ \&\ \*"
    assert done.stdout.splitlines() == [odd, news, "errands"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_with_a_comma_or_a_colon_stays_whole(
    known: Habitos, monkeypatch: pytest.MonkeyPatch, shell: type[ShellComplete]
) -> None:
    known("tasks", "add", ODD[1])
    said = answer(shell, monkeypatch, "tasks", "done", "Read")
    assert ODD[1] in said.replace("\\", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_what_cannot_be_read_offers_nothing_and_says_nothing(
    known: Habitos,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shell: type[ShellComplete],
    tmp_path: Path,
) -> None:
    database = tmp_path / "data" / "habitos.db"
    assert answer(shell, monkeypatch, "done", "Ru")
    for content in (b"no database", database.read_bytes()[:9000], b""):
        database.write_bytes(content)
        assert answer(shell, monkeypatch, "done", "Ru") == ""
    database.unlink()
    assert answer(shell, monkeypatch, "done", "Ru") == ""
    monkeypatch.setenv("HABITOS_DATA_DIR", "~nobody-of-this-name/data")
    assert answer(shell, monkeypatch, "done", "Ru") == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("line", ["done Ru", "log --from last", ""])
def test_nothing_slow_is_loaded_and_nothing_is_written(known: Habitos, tmp_path: Path, line: str) -> None:
    """Also where all commands are listed, which loads the modules of all of them."""
    script = (
        "import sys; from habitos_tui.__main__ import main\n"
        "try: main()\n"
        "finally: print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    data = tmp_path / "data"
    before = sorted(path.name for path in data.iterdir())
    words = ["habitos-tui", *line.split(" ")]
    env = environment(**{VARIABLE: "bash_complete", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)})
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", env=env, check=True)
    assert done.stdout.startswith("plain,")
    slow = {"pydantic", "peewee", "pulp", "highspy", "numpy", "textual", "rich", "bcrypt"}
    assert slow & set(done.stderr.split()) == set()
    assert sorted(path.name for path in data.iterdir()) == before
