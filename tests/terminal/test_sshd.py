"""A key of a real SSH server with a forced command: one profile, and no way out of it."""

import sys
import time
from pathlib import Path

import pytest

from habitos_tui import bootstrap
from habitos_tui.errors import ExitCode
from habitos_tui.services.login_source import UNKNOWN
from tests.support.pty import PATIENCE
from tests.support.sshd import Server, is_running, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

PASSWORD = "lovelace"
SSH_FAILED = 255
"""The status of the client where there is no connection; no command of ours ends with it."""
HOSTILE = {
    "TEXTUAL_DRIVER": "tests.terminal.no_such_driver:Driver",
    "TEXTUAL_PRESS": "escape",
    "PYTHONINSPECT": "1",
    "PYTHONPATH": "/nowhere",
    "PYTHONSTARTUP": "/etc/passwd",
    "HOME": "/nowhere",
    "XDG_DATA_HOME": "/nowhere",
    "TMPDIR": "/nowhere",
    "EDITOR": "sh",
    "BROWSER": "sh",
    "HABITOS_RESTRICTED": "0",
    "_HABITOS_TUI_COMPLETE": "bash_complete",
    "COMP_WORDS": "habitos-tui",
    "COMP_CWORD": "1",
    "SSH_CONNECTION": "203.0.113.9 1 203.0.113.1 22",
    "SSH_CLIENT": "203.0.113.9 1 22",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two profiles, of which the key opens one."""
    data = tmp_path_factory.mktemp("shared") / "data"
    accounts = bootstrap.open_data_directory(data, create=True, cost=4).accounts
    accounts.create("alice", PASSWORD)
    accounts.create("bob", None)
    return data


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    program = f"{sys.executable} -I -m habitos_tui --profile alice --data-dir {data} --restricted --from-ssh"
    server = Server.with_key_for(tmp_path_factory.mktemp("sshd"), program)
    tried = server.run("habitos-tui --version")
    if tried.returncode == SSH_FAILED:
        pytest.skip(f"sshd lets nobody in here: {tried.stderr}")  # such as into an account that is locked
    return server


def ended(data: Path) -> bool:
    """Wait until no process works on the data any more."""
    end = time.monotonic() + PATIENCE
    while is_running(str(data)) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(str(data))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("profile list; echo out", ExitCode.USAGE),
        ("scp -t /tmp", ExitCode.USAGE),
        ("today --profile bob", ExitCode.RESTRICTED),
        ("export /tmp/alice.json", ExitCode.RESTRICTED),
    ],
)
def test_what_the_client_asks_for_is_a_command_of_ours_or_nothing(server: Server, words: str, code: int) -> None:
    answer = server.run(words)
    assert (answer.returncode, answer.stdout) == (code, "")


def test_a_command_is_run_for_the_profile_of_the_key_whatever_the_environment(server: Server, data: Path) -> None:
    answer = server.run("habitos-tui profile list", env=HOSTILE)
    assert (answer.returncode, answer.stdout.splitlines()[1:]) == (0, ["alice  yes"])
    assert server.run("tags list --password-file -", env=HOSTILE, stdin=f"{PASSWORD}\n").returncode == 0
    assert ended(data)


def test_the_login_leads_to_no_other_profile(server: Server, data: Path) -> None:
    with server.terminal(HOSTILE) as terminal:
        terminal.wait_for("Password of alice")
        terminal.send(b"\x1a\x03")  # ctrl+z and ctrl+c
        terminal.send(b"wrong\r")
        terminal.wait_for("is wrong")
        terminal.send(b"\x1b")
        assert terminal.status() == 0
        assert b"bob" not in terminal.output
    assert ended(data)
    database = bootstrap.open_data_directory(data, create=False).database
    # The server says so itself, as it is reached by a pipe; what the client says of its address counts for nothing.
    assert database.select("SELECT source FROM login_sources WHERE untold > 0", {}) == [(UNKNOWN,)]


def test_a_client_that_hangs_up_leaves_nothing_behind(server: Server, data: Path) -> None:
    with server.terminal() as terminal:
        terminal.wait_for("Password of alice")
        terminal.send(PASSWORD.encode() + b"\r")
        terminal.wait_for("Today")
        assert is_running(str(data))
        terminal.process.kill()
        assert ended(data)
