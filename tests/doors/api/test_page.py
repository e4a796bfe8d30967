"""docs/http-api.md: its commands and its program do what it says, with clients that are not ours."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from habitos_tui.doors.api.problems import KINDS
from tests.cli.conftest import RUN, at_nine
from tests.doors.api.servers import server
from tests.support.cli import ROOT

PAGE = (ROOT / "docs" / "http-api.md").read_text(encoding="utf-8")
USUAL = "http://127.0.0.1:8420"


def block(language: str) -> str:
    """Return the first block of code in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server for alice, who runs: one for each test, since she may have one search at a time."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "secret").write_text("correct horse")
    (folder / "run.json").write_text(json.dumps(RUN))
    password = ("--password-file", folder / "secret")
    with pytest.MonkeyPatch.context() as patch:
        habitos = at_nine(folder / "data", patch)
        assert habitos("profile", "create", "alice", *password).code == 0
        assert habitos("behaviors", "add", folder / "run.json", *password).code == 0
    with server(folder / "data") as (url, _):
        yield url


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_commands_of_the_page_work(address: str, tmp_path: Path) -> None:
    script = f"set -euo pipefail\nunset http_proxy all_proxy\n{block('sh').replace(USUAL, address)}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert '"change":"Changed “Run”"' in done.stdout
    assert '"state":"running"' in done.stdout


def test_the_program_of_the_page_follows_a_search(address: str) -> None:
    login = (
        "import json, urllib.request\n"
        f"request = urllib.request.Request('{address}/v1/auth/login', headers={{'Content-Type': 'application/json'}},\n"
        "    data=json.dumps({'name': 'alice', 'password': 'correct horse'}).encode())\n"
        "print(json.load(urllib.request.urlopen(request))['access_token'])\n"
    )
    token = subprocess.run([sys.executable, "-c", login], capture_output=True, text=True, check=True).stdout.strip()
    words = [sys.executable, "-c", block("python"), f"{address}/v1", token]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("proposed {")


def test_the_table_of_errors_is_whole() -> None:
    table = PAGE.split("| status |")[1].split("\n\n")[0]
    rows = [re.findall(r"\d{3}", line.split("|")[1]) for line in table.splitlines() if re.match(r"\| \d", line)]
    told = {int(status) for row in rows for status in row}
    assert told == set(KINDS) - {400}
    assert all(f"`{name}`" in table for status, (name, _) in KINDS.items() if status != 400)
