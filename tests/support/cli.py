"""Runs the command line: in this process for most tests, in a fresh one where the process itself matters."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from habitos_tui.cli.main import cli
from tests.support.documents import faults

ROOT = Path(__file__).parents[2]
INSTANCES = ROOT / "tests" / "planner" / "instances"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def listed(self) -> Any:
        """The list of a document that holds one."""
        (found,) = (value for value in self.json.values() if isinstance(value, list))
        return found


def invoke(*args: str | Path, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Answer:
    """Run a command in this process; errors nobody foresaw are raised."""
    # Before 8.2 click mixed the two streams unless told not to.
    options: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    environment = {"COLUMNS": None, "HABITOS_DATA_DIR": None, **(env or {})}
    words = [str(arg) for arg in args]
    result = CliRunner(**options).invoke(cli, words, input=stdin, env=environment, prog_name="habitos-tui")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    answer = Answer(result.exit_code, result.stdout, result.stderr)
    if "--json" in words:
        assert_documented(answer)
    return answer


def assert_documented(answer: Answer) -> None:
    """Hold what a call with --json wrote against the schema of documents: all of stdout, and the error on stderr."""
    failed = [line for line in answer.err.splitlines()[-1:] if line.startswith("{")]
    assert answer.out or failed, answer.err
    for text in (*filter(None, [answer.out]), *failed):
        assert faults(json.loads(text)) == []


def command(*args: str | Path) -> list[str]:
    """Return the words that start the command line in a fresh process."""
    return [sys.executable, "-m", "habitos_tui", *map(str, args)]


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a fresh process."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def spawn(*args: str | Path, stdin: str = "", **more: str) -> Answer:
    """Run a command in a fresh process; `more` goes into its environment."""
    done = subprocess.run(
        command(*args), input=stdin, capture_output=True, encoding="utf-8", env=environment(**more), check=False
    )
    return Answer(done.returncode, done.stdout, done.stderr)
