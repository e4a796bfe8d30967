"""habitos-tui mcp: what keeps it from starting, and how it talks and ends as a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from habitos_tui.errors import ExitCode
from tests.cli.conftest import Habitos, at_nine
from tests.doors.mcp.conftest import answer_of
from tests.support.cli import command, environment
from tests.support.household import PASSWORD, add_alice, make_household
from tests.support.missing import pretend_missing

HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    household = make_household(tmp_path)
    add_alice(household)
    return household.paths.root


@pytest.fixture
def habitos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    return at_nine(tmp_path / "data", monkeypatch)


def test_without_the_extra_it_says_what_to_install(habitos: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_missing(monkeypatch)
    answer = habitos("mcp")
    assert answer.code == ExitCode.FAILURE
    assert "pip install 'habitos-tui[mcp]'" in answer.err


def test_restricted_mode_leaves_it_out(habitos: Habitos) -> None:
    assert habitos("--profile", "alice", "--restricted", "mcp").code == ExitCode.RESTRICTED


def test_a_password_comes_from_a_file_and_from_nowhere_else(habitos: Habitos, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSWORD)
    habitos("profile", "create", "alice", "--password-file", secret)
    answer = habitos("mcp", "--json", stdin=f"{PASSWORD}\n")
    assert answer.code == ExitCode.WRONG_PASSWORD
    assert json.loads(answer.err)["hint"] == "Give it with --password-file FILE."
    assert habitos("mcp", "--password-file", "-", stdin=f"{PASSWORD}\n").code == ExitCode.USAGE
    secret.write_text("wrong")
    assert habitos("mcp", "--password-file", secret).code == ExitCode.WRONG_PASSWORD


async def test_it_talks_over_standard_input_and_output_to_the_end(data: Path) -> None:
    words = command("--data-dir", data, "mcp")
    server = StdioServerParameters(command=words[0], args=words[1:], env=environment())
    async with Client(stdio_client(server), mode="legacy") as client:
        assert client.server_info is not None
        assert client.server_info.name == "habitos-tui"
        assert len((await client.list_tools()).tools) > 5
        assert (await answer_of(client, "behaviors"))["behaviors"]


STRAY = """
import os, sys
from habitos_tui.doors.mcp.tools.agenda import Today, Week
def talk(self, call):
    print("from a library")
    os.write(1, b"from below\\n")
    return {"read": sys.stdin.read()}
def work(self, call):
    os.write(1, b"at work\\n")
    print("stopped" if call.stopped.wait(20) else "not stopped")
    return {}
Today.run, Week.run = talk, work
from habitos_tui.doors.mcp import serving
serving.SECONDS_TO_STOP = 60  # on a busy machine it would be abandoned before it has said so
from habitos_tui.__main__ import main
main()
"""


def send(process: subprocess.Popen[str], method: str, number: int | None = None, **params: Any) -> None:
    """Send a message; one with a number is answered."""
    assert process.stdin is not None
    message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def ask(process: subprocess.Popen[str], method: str, number: int, **params: Any) -> Any:
    """Send a message and return its answer."""
    send(process, method, number, **params)
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def test_nothing_but_the_protocol_is_on_standard_output_and_a_signal_ends_it(data: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STRAY, "--data-dir", str(data), "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert ask(process, "initialize", 1, **HELLO)["result"]["serverInfo"]["name"] == "habitos-tui"
        send(process, "notifications/initialized")
        answer = ask(process, "tools/call", 2, name="today", arguments={})
        assert answer["result"]["structuredContent"] == {}
        assert ask(process, "no/such/method", 3)["error"]["code"] == -32601
        send(process, "tools/call", 4, name="week", arguments={})
        told = [process.stderr.readline() for _ in range(3)]
        assert sorted(told) == ["at work\n", "from a library\n", "from below\n"]
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM
        assert process.stderr.read() == "stopped\n"
        assert json.loads(process.stdout.read())["error"]["message"] == "Connection closed"
