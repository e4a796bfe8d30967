"""Every command shows an example, and every example does what it says."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from habitos_tui.cli.main import cli
from habitos_tui.errors import ExitCode
from tests.cli.conftest import Habitos, at_nine
from tests.support.cli import ROOT

ASKS_A_PERSON = {
    "habitos-tui",
    "habitos-tui profile passwd alice",
    "habitos-tui profile delete bob",
    "habitos-tui profile unlock alice",
    "habitos-tui restore copy.db",
    "habitos-tui serve",
    "habitos-tui serve --profile alice --port 8010",
}
"""Without a terminal or a password these are refused, with a hint at what can be done."""


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    yield " ".join(("habitos-tui", *path)), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, *path, name)


def examples(command: click.Command) -> list[str]:
    """Return the shell lines that a command's help shows; what explains them stands behind many spaces."""
    _, _, shown = (command.help or "").partition("Example")
    lines: list[str] = []
    for line in shown.splitlines()[1:]:
        if lines and lines[-1].count("'") % 2:
            lines[-1] += line
        elif line.strip():
            lines.append(re.split(r"\s{3,}", line.strip())[0])
    return lines


EXAMPLES = list(
    dict.fromkeys(line.removesuffix(" | less") for _, command in commands(cli) for line in examples(command))
)
"""Each once, without the pager, which is not run."""


@pytest.mark.parametrize(("call", "command"), commands(cli))
def test_every_command_has_an_example_of_itself(call: str, command: click.Command) -> None:
    own = [line for line in examples(command) if call in line]
    assert own
    assert all(shlex.split(line)[0] in {"habitos-tui", "echo"} for line in own)


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        (call, option.opts)
        for call, command in commands(cli)
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


@pytest.mark.parametrize(("call", "command"), commands(cli))
def test_every_command_that_does_something_knows_json(call: str, command: click.Command) -> None:
    knows = any("--json" in option.opts for option in command.params)
    assert knows is not isinstance(command, click.Group), call


@pytest.fixture(scope="module")
def with_a_plan(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same data with an accepted plan for this week: it takes seconds to find, and many examples need one."""
    data = tmp_path_factory.mktemp("planned") / "data"
    shutil.copytree(furnished, data)
    with pytest.MonkeyPatch.context() as patch:
        habitos = at_nine(data, patch)
        habitos("rules", "delete", "r1")
        assert habitos("plan").code == 0
    return data


NEEDS_A_PLAN = re.compile(r"tui due|\b(reopen|lock|unlock|move|log edit|log delete)\b")


def prepare(line: str, habitos: Habitos) -> None:
    """Bring about what one example needs and others must not find."""
    if re.search(r"behaviors restore|\b(un|re)do\b", line):
        habitos("behaviors", "archive", "run")
    if "redo" in line:
        habitos("undo")
    if NEEDS_A_PLAN.search(line):
        logged(line, habitos)
    if re.search(r"away remove|resume|pause remove", line):
        absent(line, habitos)
    if "rest:run" in line:
        for _ in range(8):
            habitos("done", "run", "--rating", "1")
    if "objectives" in line and "creativity" in line and "add" not in line:
        habitos("objectives", "add", "-", stdin='{"name": "creativity", "weight": 1}')
    whole(line, habitos)


def whole(line: str, habitos: Habitos) -> None:
    """Bring about the profiles, the calendar and the backup that an example speaks of."""
    if "--profile alice" not in line and "profile delete bob" in line:
        habitos("profile", "create", "bob", "--password-file", "secret.txt")
    if "profile create alice" in line:
        habitos("profile", "delete", "alice", "--yes")
    if known := re.search(r"calendar (?:edit|refresh|remove) (\w+)", line):
        habitos("calendar", "add", "team.ics", "--name", known[1])
    if line.startswith("habitos-tui restore"):
        habitos("backup", "copy.db")
    if line.startswith("habitos-tui import"):
        habitos("export", "alice.json")


def absent(line: str, habitos: Habitos) -> None:
    """Be away, or pause what an example speaks of."""
    habitos("away", "today")
    habitos("away", "2026-12-20", "2026-12-27")
    habitos("pause", "run", "2026-10-06", *(("2026-10-10",) if "2026-10" in line else ()))


def logged(line: str, habitos: Habitos) -> None:
    """Do what a correction speaks of, once or twice."""
    if "lock" not in line and "move" not in line:
        for behavior in ("run", "read"):
            for day in ("2026-11-22T07:30", "2026-11-23T07:30"):
                habitos("done", behavior, "--at", day)
    if "reopen" in line:
        habitos("done", "read", "--at", "2026-11-23T07:00")


def readme_lines() -> list[str]:
    """Return the commands that the README shows, without what explains them."""
    shown = re.findall(r"^    (habitos-tui .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return [part for line in shown for part in re.split(r"\s{2,}", line)[0].split(" && ")]


def readme_documents() -> list[tuple[str, str]]:
    """Return the JSON that the README shows, each with the command that it is for."""
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"`habitos-tui ([a-z ]+) -`[^`]*```json\n(.*?)```", shown, re.DOTALL)


def run(line: str, habitos: Habitos) -> int:
    """Run a shell line of pipes and redirections in this process, and return its exit status."""
    out, code = "", 0
    for words in line.split(" | "):
        call, _, target = words.partition(" > ")
        program, *arguments = shlex.split(call)
        if program == "echo":
            out = arguments[0]
        elif program == "habitos-tui":
            answer = habitos(*arguments, stdin=out)
            out, code = answer.out, answer.code or code
        if target:
            Path(target).write_text(out)
    return code


JSON_TOO = re.compile("suggestions dismiss|calendar write plan")
"""What takes long to bring about, and is looked at as a document, too."""


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_works(line: str, at_home: Habitos, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if NEEDS_A_PLAN.search(line):
        shutil.rmtree(tmp_path / "data")
        shutil.copytree(request.getfixturevalue("with_a_plan"), tmp_path / "data")
    prepare(line, at_home)
    code = run(f"{line} --json" if JSON_TOO.search(line) else line, at_home)
    assert code in {2, 12, 64} if line in ASKS_A_PERSON else code == 0


def test_the_readme_shows_commands_that_work(at_home: Habitos) -> None:
    """One after the other, like somebody who tries them, with less time for what searches longest."""
    lines = [line.replace("--engine", "--time-limit 3 --engine") for line in readme_lines()]
    assert len(lines) > 8
    well = {ExitCode.OK, ExitCode.NOTHING_DUE}
    assert [(line, code) for line in lines if (code := run(line, at_home)) not in well] == []


JSON_ANSWERS = (
    "behaviors archive run",
    "behaviors restore run",
    "behaviors delete run",
    "rules off r1",
    "rules on r1",
    "rules delete r1",
    "objectives delete social",
    "busy add mon,tue 18:00 19:00 Choir",
    "busy delete 1",
    "slots rename midday lunch",
    "profile delete alice --yes",
)


def test_what_changes_something_answers_in_json_too(at_home: Habitos) -> None:
    for line in JSON_ANSWERS:
        answer = at_home(*line.split(), "--json")
        assert answer.code == 0, line
        assert answer.json


def test_the_readme_shows_documents_that_fit(at_home: Habitos) -> None:
    """And that do what is said of them: nothing else is set."""
    shown = readme_documents()
    assert [command for command, _ in shown] == ["behaviors add", "rules add", "settings edit"]
    before = at_home("settings", "show", "--json").json
    for command, text in shown:
        assert at_home(*command.split(), "-", stdin=text).code == 0, command
    behavior = at_home("behaviors", "show", "trail-run", "--json").json
    assert (behavior["ideal_time"], behavior["weekend_slots"]) == ("06:15", ["morning"])
    after = at_home("settings", "show", "--json").json
    assert after == before | {
        "notice_minutes": 30,
        "settings": before["settings"] | {"slack": 0.6, "variety": 0.6},
    }
    assert at_home("plan", "--dry-run").code == 0


def test_a_setting_of_the_week_leaves_the_others_alone(at_home: Habitos) -> None:
    for field in ({"balance": 0.7}, {"routine": 0.3}):
        assert at_home("settings", "edit", "-", stdin=json.dumps({"settings": field})).code == 0
    settings = at_home("settings", "show", "--json").json["settings"]
    assert (settings["balance"], settings["routine"]) == (0.7, 0.3)
    assert at_home("settings", "edit", "-", stdin='{"settings": 3}').code == 2
