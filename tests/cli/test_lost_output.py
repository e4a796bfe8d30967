"""A command that cannot say what it did: whether it did it can be told from its status, and the message says so."""

import errno
import hashlib
import io
import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from click.exceptions import Exit

from habitos_tui import bootstrap
from habitos_tui.cli.commands import busy
from habitos_tui.cli.main import cli
from habitos_tui.errors import BusyError, DamagedDatabaseError, DiskError, ExitCode, HabitosError, OutdatedError
from tests.cli.conftest import Habitos
from tests.cli.test_examples import ASKS_A_PERSON, EXAMPLES, NEEDS_A_PLAN, prepare
from tests.support.cli import Answer
from tests.support.documents import faults

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")

READING = re.compile(
    r"tui (today|week|tags|doctor|check|log( --.*)?)$|\b(list|show|plan|demo|suggestions|solve|due|review|api|serve)\b"
)
REFUSED = re.compile(r"restore|problem|verify|explain|stats|refresh|write|--dry-run| [|>] | - |echo")
"""What needs a plan or an input, or changes nothing."""
LINES = [
    line
    for line in EXAMPLES
    if line not in ASKS_A_PERSON and not any(mark.search(line) for mark in (READING, REFUSED, NEEDS_A_PLAN))
]
FEW = list({line.split()[1]: line for line in LINES}.values())
"""One of each command."""


def call(words: list[str], data: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Run a command that writes to a full disk, and return what it says on the other stream."""
    said = io.StringIO()
    with Path("/dev/full").open("w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setattr(sys, "stderr", said)
        patch.setenv("HABITOS_DATA_DIR", str(data))
        with pytest.raises(SystemExit) as ended:
            cli.main(words, prog_name="habitos-tui")
    return Answer(int(ended.value.code or 0), "", said.getvalue())


def digest(folder: Path) -> str:
    """Return what differs once anything in a folder was written to."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def test_every_command_that_changed_something_says_that_it_did(
    at_home: Habitos, furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other one with --json."""
    told: set[str] = set()
    for number, line in enumerate(FEW):
        shutil.copytree(furnished, tmp_path / "data", dirs_exist_ok=True)
        prepare(line, at_home)
        words = [*shlex.split(line)[1:], *(["--json"] if number % 2 else [])]
        before = digest(tmp_path)
        answer = call(words, tmp_path / "data", monkeypatch)
        if digest(tmp_path) == before:
            continue
        assert (line, answer.code) == (line, ExitCode.UNTOLD)
        assert "is changed" in answer.err
        assert "No space left on device" in answer.err
        if number % 2:
            assert faults(json.loads(answer.err.splitlines()[-1])) == []
        told.add(" ".join(line.split()[1:3]))
    assert len(told) >= 15


LUNCH = ("busy", "add", "mon", "12:00", "13:00", "Lunch")


def ending_in(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an error come up when a command has changed something and is about to say so."""

    def say(*_words: object, **_options: object) -> NoReturn:
        raise error

    monkeypatch.setattr(busy, "say_lines", say)


def test_ctrl_c_behind_the_change_says_that_it_is_made(alice: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        ending_in(KeyboardInterrupt(), patch)
        answer = alice(*LUNCH)
    assert answer == Answer(130, "", "Interrupted; what was to be changed is changed.\n")
    assert "Lunch" in alice("busy", "list").out


@pytest.mark.parametrize("error", [BusyError("Locked."), DamagedDatabaseError("Torn."), DiskError("Gone.")])
def test_what_cannot_be_read_behind_the_change_says_that_it_is_made(
    alice: Habitos, monkeypatch: pytest.MonkeyPatch, error: HabitosError
) -> None:
    error.hint = "Look at the disk."
    with monkeypatch.context() as patch:
        ending_in(error, patch)
        answer = alice(*LUNCH)
    assert answer.code == ExitCode.UNTOLD
    assert answer.err == (
        "Done, but not told: What was to be changed is changed; what there is to say of it could not be read: "
        f"{error.title[:1].lower()}{error.title[1:]}.\nIt need not be done again.\nLook at the disk.\n"
    )
    assert "Lunch" in alice("busy", "list").out


def test_another_error_behind_a_change_keeps_its_status(alice: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    ending_in(OutdatedError("Somebody else was quicker."), monkeypatch)
    assert alice(*LUNCH) == Answer(ExitCode.FAILURE, "", "Changed meanwhile: Somebody else was quicker.\n")


@pytest.mark.parametrize("error", [Exit(5), OSError(errno.ENOSPC, "full")], ids=["own status", "untold"])
def test_a_change_is_backed_up_however_the_command_ends(
    alice: Habitos, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    made: list[bool] = []
    monkeypatch.setattr(bootstrap.DataDirectory, "back_up_today", lambda _, *, renew: made.append(renew))
    ending_in(error, monkeypatch)
    alice(*LUNCH)
    assert made == [False]


def test_a_command_that_only_reads_fails(at_home: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = call(["behaviors", "list"], tmp_path / "data", monkeypatch)
    assert answer == Answer(ExitCode.FAILURE, "", "The system refused: No space left on device.\n")
