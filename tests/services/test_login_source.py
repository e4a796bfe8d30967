import os
from pathlib import Path

import pytest

from habitos_tui.services import login_source
from habitos_tui.services.login_source import NETWORK, UNKNOWN, present_source


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_source, "_terminal", lambda: "")


@pytest.mark.parametrize(
    ("connection", "name"),
    [
        ("10.0.0.7 51022 10.0.0.1 22", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6 51022 ::1 22", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9 51023 ::1 22", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.7 51022 ::1 22", "10.0.0.7"),
        ("fe80::1%eth0 51022 fe80::2%eth0 22", "fe80::1%eth0"),
        ("::1 51022 ::1 22", "::1"),
        ("UNKNOWN 65535 UNKNOWN 65535", UNKNOWN),
        ("\x1b[31m 1 2 3", UNKNOWN),
    ],
)
def test_whoever_comes_over_ssh_is_known_by_the_address(connection: str, name: str) -> None:
    source = present_source({"SSH_CONNECTION": connection})
    assert (source.name, source.bucket) == (name, NETWORK)


def test_a_browser_is_known_by_its_address_but_not_over_ssh() -> None:
    browser = {"HABITOS_BROWSER": "10.0.0.8"}
    assert (present_source(browser).name, present_source(browser).bucket) == ("10.0.0.8", NETWORK)
    assert present_source({**browser, "SSH_CONNECTION": "10.0.0.7 51022 10.0.0.1 22"}).name == "10.0.0.7"


def test_an_older_variable_of_sshd_will_do() -> None:
    assert present_source({"SSH_CLIENT": "10.0.0.7 51022 22"}).name == "10.0.0.7"


@pytest.mark.parametrize("connection", ["", " "])
def test_without_an_address_it_is_the_account(connection: str) -> None:
    source = present_source({"SSH_CONNECTION": connection})
    assert (source.name, source.bucket) == (f"account {os.getuid()}", f"account {os.getuid()}")


@pytest.mark.parametrize("stream", [0, 1, 2], ids=["input", "output", "errors"])
def test_at_the_machine_it_is_the_terminal(monkeypatch: pytest.MonkeyPatch, stream: int) -> None:
    monkeypatch.undo()
    primary, secondary = os.openpty()
    name = os.ttyname(secondary).removeprefix("/dev/")
    monkeypatch.setattr(
        os, "ttyname", lambda descriptor, found=os.ttyname: found(secondary) if descriptor == stream else found(-1)
    )
    source = present_source({})
    assert (source.name, source.bucket) == (f"terminal {name}", f"account {os.getuid()}")
    for descriptor in (primary, secondary):
        os.close(descriptor)
    assert Path("/dev").is_dir()
