"""habitos-tui serve: what is refused, where it listens, and how it ends."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from habitos_tui.doors.web import command
from habitos_tui.doors.web.access import Access
from habitos_tui.doors.web.app import main
from habitos_tui.errors import ExitCode
from tests.cli.conftest import Habitos
from tests.support.cli import ROOT, environment
from tests.support.missing import pretend_missing

TOKEN = "a token of some length"


@pytest.fixture
def protected(alice: Habitos, tmp_path: Path) -> Habitos:
    """Alice, who has a password."""
    (tmp_path / "new").write_text("secret")
    assert alice("profile", "passwd", "alice", "--new-password-file", tmp_path / "new").code == 0
    return alice


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Access]:
    """What was to be served, in the place of serving it; a signal comes at once."""
    found: list[Access] = []

    async def serve(server: object, _listening: socket.socket, told: Callable[[], object]) -> int:
        found.append(vars(server)["_access"])
        told()
        return signal.SIGINT

    monkeypatch.setattr("habitos_tui.doors.web.server.serve", serve)
    return found


def test_a_profile_without_a_password_is_not_shown(alice: Habitos) -> None:
    answer = alice("serve", "--port", 0)
    assert (answer.code, answer.out) == (ExitCode.WRONG_PASSWORD, "")
    assert "no password" in answer.err
    assert "habitos-tui profile passwd alice" in answer.err


def test_one_of_several_profiles_must_be_named(protected: Habitos) -> None:
    assert protected("profile", "create", "bob").code == 0
    assert protected("serve", "--port", 0).code == ExitCode.USAGE
    assert protected("serve", "--port", 0, "--profile", "bob").code == ExitCode.WRONG_PASSWORD
    assert protected("serve", "--port", 0, "--profile", "carol").code == ExitCode.NO_PROFILE


def test_in_restricted_mode_it_is_left_out(protected: Habitos) -> None:
    assert protected("--profile", "alice", "--restricted", "serve").code == ExitCode.RESTRICTED


def test_without_its_extra_it_says_what_to_install(protected: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_missing(monkeypatch)
    answer = protected("serve")
    assert (answer.code, answer.out) == (ExitCode.FAILURE, "")
    assert "textual-serve" in answer.err
    assert "pip install 'habitos-tui[web]'" in answer.err


def test_an_extra_that_is_broken_is_told_with_what_mends_it(
    protected: Habitos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "habitos_tui.doors.web.server", raising=False)
    monkeypatch.delattr("aiohttp.WSCloseCode")
    answer = protected("serve")
    assert (answer.code, answer.out) == (ExitCode.FAILURE, "")
    assert "Something is broken: The app in a browser: something cannot be loaded" in answer.err
    assert "pip install --force-reinstall 'aiohttp" in answer.err


def test_on_this_machine_the_password_will_do(protected: Habitos, served: list[Access]) -> None:
    answer = protected("serve", "--port", 0, "--json")
    assert (answer.code, answer.err) == (130, "")
    assert answer.json["url"] == f"http://127.0.0.1:{served[0].port}/"
    assert served[0].token == ""


def test_a_port_that_is_taken_is_told(protected: Habitos) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = protected("serve", "--port", port)
    assert (answer.code, answer.out) == (ExitCode.FAILURE, "")
    assert f"127.0.0.1, port {port}: Address already in use." in answer.err
    assert "--port 0" in answer.err


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.name.invalid", ""])
def test_an_address_that_is_not_of_this_machine_is_told(protected: Habitos, served: list[Access], host: str) -> None:
    answer = protected("serve", "--port", 0, "--host", host)
    assert (answer.code, served) == (ExitCode.FAILURE if host else ExitCode.USAGE, [])
    assert "Errno" not in answer.err


def test_where_others_can_reach_it_a_token_is_needed_and_a_warning_told(
    protected: Habitos, served: list[Access], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_outer_address", lambda _: "")
    answer = protected("serve", "--port", 0, "--host", "0.0.0.0")
    assert "not encrypted" in answer.err
    assert len(served[0].token) >= 32
    assert f"http://0.0.0.0:{served[0].port}/?token={served[0].token}" in answer.out


def test_whoever_listens_everywhere_is_told_an_address_that_others_reach(
    protected: Habitos, served: list[Access], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_outer_address", lambda _: "192.0.2.7")
    answer = protected("serve", "--port", 0, "--host", "0.0.0.0")
    assert f"http://192.0.2.7:{served[0].port}/?token=" in answer.out


def test_that_address_is_one_of_this_machine() -> None:
    with socket.create_server(("0.0.0.0", 0)) as listening:
        found = command._outer_address(listening)
    if found:
        socket.create_server((found, 0)).close()


@pytest.mark.parametrize("url", ["https://plan.example.org:443", "http://plan.example.org:80/"])
def test_a_port_that_browsers_leave_out_is_left_out(protected: Habitos, served: list[Access], url: str) -> None:
    answer = protected("serve", "--port", 0, "--public-url", url)
    assert served[0].is_ours("plan.example.org")
    assert served[0].is_our_page(url.partition(":")[0] + "://plan.example.org", "plan.example.org")
    assert ("not encrypted" in answer.err) is url.startswith("http:")


def test_an_empty_name_of_a_token_file_is_not_taken_for_none(protected: Habitos, served: list[Access]) -> None:
    assert protected("serve", "--port", 0, "--token-file", "").code == ExitCode.USAGE
    assert served == []


def test_a_folder_is_no_token_and_stays_as_open_as_it_is(protected: Habitos, tmp_path: Path) -> None:
    answer = protected("serve", "--port", 0, "--token-file", tmp_path)
    assert answer.code == ExitCode.USAGE
    assert "chmod" not in answer.err


def test_behind_a_proxy_a_token_is_needed(protected: Habitos, served: list[Access]) -> None:
    answer = protected("serve", "--port", 0, "--public-url", "https://Plan.example.org/")
    assert answer.err == ""
    assert f"https://plan.example.org/?token={served[0].token} " in answer.out


@pytest.mark.parametrize(
    "url", ["plan.example.org", "ftp://x", "https://", "https://me@x", "https://[", "https://x/app", "https://x:99999"]
)
def test_what_is_no_address_of_a_proxy_is_refused(protected: Habitos, served: list[Access], url: str) -> None:
    answer = protected("serve", "--port", 0, "--public-url", url)
    assert (answer.code, served) == (ExitCode.USAGE, [])


def test_a_token_of_ones_own_is_not_told(protected: Habitos, served: list[Access], tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    file.chmod(0o600)
    answer = protected("serve", "--port", 0, "--token-file", file)
    assert served[0].token == TOKEN
    assert TOKEN not in answer.out + answer.err
    assert protected("serve", "--port", 0, "--token-file", "-", stdin=f"{TOKEN}\n").code == 130
    assert served[1].token == TOKEN


@pytest.mark.parametrize(
    ("content", "mode", "told"),
    [(TOKEN, 0o644, "chmod 600"), ("short", 0o600, "openssl"), ("ä" * 20, 0o600, "openssl"), ("", 0o600, "no token")],
)
def test_a_token_that_others_know_or_guess_is_refused(
    protected: Habitos, served: list[Access], tmp_path: Path, content: str, mode: int, told: str
) -> None:
    file = tmp_path / "token"
    file.write_text(content)
    file.chmod(mode)
    answer = protected("serve", "--port", 0, "--token-file", file)
    assert (answer.code, served) == (ExitCode.USAGE, [])
    assert told in answer.err


def test_an_app_without_a_password_is_refused_whatever_was_checked_before(
    alice: Habitos, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(str(tmp_path / "data"), "") == ExitCode.WRONG_PASSWORD
    assert "no password" in capsys.readouterr().err
    assert main(str(tmp_path / "data"), "bob") == ExitCode.NO_PROFILE


def test_the_app_of_a_tab_is_that_of_one_profile_within_the_limits_of_restricted_mode(
    protected: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[object] = []

    def run_app(_directory: object, name: str, *, restricted_by: str, in_browser: bool) -> int:
        found.extend((name, restricted_by, in_browser))
        return 7

    monkeypatch.setattr("habitos_tui.doors.web.app.run_app", run_app)
    assert main(str(tmp_path / "data"), "ALICE") == 7
    assert found == ["alice", "habitos-tui serve", True]


def test_it_ends_on_a_signal_and_frees_its_port(protected: Habitos, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "habitos_tui", "serve", "--port", "0", "--json", "--data-dir", str(tmp_path / "data")],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        said = b"".join(process.stdout.readline() for _ in range(4))
        url = json.loads(said)["url"]
        with urlopen(url) as page:
            assert b"habitos-tui" in page.read()
        process.terminate()
        assert process.communicate() == (b"", b"")
    assert process.returncode == 143
    with pytest.raises(OSError, match="refused"):
        urlopen(url)
