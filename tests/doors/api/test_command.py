"""The command that serves: where it listens, whom it refuses, its key, and its end."""

import asyncio
import os
import signal
import socket
import stat
from pathlib import Path

import httpx
import pytest

from habitos_tui.doors.api import server as serving
from habitos_tui.doors.api.keys import FILE, KeyFile, key_of, renew_key
from habitos_tui.errors import ExitCode, HabitosError
from tests.cli.conftest import Habitos, at_nine
from tests.doors.api.servers import server
from tests.support.cli import invoke
from tests.support.missing import pretend_missing


@pytest.fixture
def habitos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    """What runs a command on the data of a profile with a password."""
    found = at_nine(tmp_path / "data", monkeypatch)
    (tmp_path / "secret").write_text("correct horse")
    assert found("profile", "create", "alice", "--password-file", tmp_path / "secret").code == 0
    return found


def test_it_says_where_it_would_listen(habitos: Habitos) -> None:
    answer = habitos("api", "--port", "0", "--check", "--json")
    assert answer.json["url"].startswith("http://127.0.0.1:")
    assert answer.json["openapi"] == answer.json["url"] + "/openapi.json"
    assert "http://[::1]:" in habitos("api", "--host", "::1", "--port", "0", "--check").err


def test_other_machines_are_let_in_only_when_that_is_said(habitos: Habitos) -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::"):
        answer = habitos("api", "--host", host, "--port", "0", "--check")
        assert (answer.code, "--expose" in answer.err) == (ExitCode.USAGE, True)
    assert habitos("api", "--host", "somewhere", "--check").code == ExitCode.USAGE
    assert habitos("api", "--host", "0.0.0.0", "--expose", "--port", "0", "--check").code == 0


@pytest.mark.parametrize("name", ["", "https://plan.example.org", "plan.example.org:443/", "a b"])
def test_what_is_no_name_of_a_host_is_refused(habitos: Habitos, name: str) -> None:
    answer = habitos("api", "--port", "0", "--check", "--name", "plan.example.org", "--name", name)
    assert (answer.code, "is no name of a host" in answer.err) == (ExitCode.USAGE, True)


def test_a_port_that_is_taken_is_told(habitos: Habitos) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = habitos("api", "--port", str(taken.getsockname()[1]), "--check")
    assert answer.code == ExitCode.FAILURE
    assert "cannot be listened on: Address already in use." in answer.err


@pytest.mark.usefixtures("habitos")
def test_restricted_mode_has_no_server(tmp_path: Path) -> None:
    answer = invoke("--data-dir", tmp_path / "data", "--profile", "alice", "--restricted", "api")
    assert answer.code == ExitCode.RESTRICTED
    assert "The HTTP API cannot be used in restricted mode." in answer.err


def test_what_is_not_installed_is_told_with_how_to_install_it(
    habitos: Habitos, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_missing(monkeypatch, "pyjwt")
    answer = habitos("api")
    assert answer.code == ExitCode.FAILURE
    assert "not installed (pyjwt)" in answer.err
    assert "pip install 'habitos-tui[api]'" in answer.err


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    assert key == key_of(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    renew_key(tmp_path)
    assert key_of(tmp_path) != key
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_host_is_told_while_nobody_can_log_in(
    habitos: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "serve", lambda *_, **__: None)
    assert "No profile has a password" not in habitos("api", "--port", "0").err
    empty = ("api", "--port", "0", "--data-dir", tmp_path / "empty")
    assert habitos(*empty).code == ExitCode.NO_PROFILE
    assert habitos(*empty, "--allow-register").err == "Anybody who reaches this can create a profile.\n"
    assert "habitos-tui profile passwd NAME" in habitos(*empty).err


def test_a_server_goes_on_with_the_key_of_now(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    key = KeyFile(root)
    before = key()
    renew_key(root)
    assert before != key() == key_of(root)
    (root / FILE).unlink()
    assert key() == key_of(root)
    (root / FILE).chmod(0o644)
    with pytest.raises(HabitosError, match="read by others"):
        key()
    (root / FILE).unlink()
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(HabitosError, match=FILE):
        key()


@pytest.mark.parametrize(("text", "mode"), [("00" * 64, 0o640), ("00", 0o600), ("key", 0o600), ("", 0o600)])
def test_a_key_that_is_none_or_known_to_others_is_refused(tmp_path: Path, text: str, mode: int) -> None:
    path = tmp_path / FILE
    path.write_text(text)
    path.chmod(mode)
    with pytest.raises(HabitosError, match="key"):
        key_of(tmp_path)


def test_another_key_can_be_made(habitos: Habitos, tmp_path: Path) -> None:
    habitos("api", "--port", "0", "--check")
    before = key_of(tmp_path / "data")
    habitos("api", "--port", "0", "--check", "--new-key")
    assert key_of(tmp_path / "data") != before


def test_it_serves_until_a_signal_ends_it_and_leaves_nothing(habitos: Habitos, tmp_path: Path) -> None:
    line = ("behaviors", "add", "read 3x week 30m evenings", "--password-file", tmp_path / "secret")
    assert habitos(*line).code == 0
    with server(tmp_path / "data") as (url, process), httpx.Client(base_url=f"{url}/v1", trust_env=False) as client:
        alice = {"name": "alice", "password": "correct horse"}
        token = client.post("/auth/login", json=alice).json()["access_token"]
        habitos("api", "--port", "0", "--check", "--new-key")
        assert client.get("/today", headers={"Authorization": f"Bearer {token}"}).status_code == 401
        tokens = client.post("/auth/login", json=alice).json()
        client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        assert client.get("/behaviors").json()["total"] == 1
        solve = client.post("/solves", json={"gap": 0})
        assert solve.status_code == 202
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, "")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(int(worker), 0)


async def test_small_answers_are_sent_at_once() -> None:
    """Otherwise each would wait 40 ms for the client to acknowledge its first bytes."""
    listening, place = serving.listen("127.0.0.1", 0)
    found: list[int] = []

    def accepted(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    server = await asyncio.start_server(accepted, sock=listening)
    async with server:
        reader, writer = await asyncio.open_connection(place.host, place.port)
        assert await reader.read() == b""
        writer.close()
    assert found
    assert all(found)
