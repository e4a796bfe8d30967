"""With NO_COLOR not one colour is sent: by the app on any screen, or by a command."""

import re
from pathlib import Path

import pytest

from habitos_tui.bootstrap import open_data_directory
from tests.support.pty import Terminal

ATTRIBUTES = re.compile(rb"\x1b\[([0-9;:]*)m")
SCREENS = ("1", "2", "3", "4", "5", "6", "7", ",", "\x1b", "?", "\x1b")
COMMANDS = (("today",), ("profile", "list"), ("tody",))


def colors(output: bytes) -> set[int]:
    """Return the codes of colours in what was sent."""
    codes = {int(code or 0) for sent in ATTRIBUTES.findall(output) for code in re.split(b"[;:]", sent)}
    return codes & {38, 48, 58, *range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}


def test_the_app_sends_no_colours(tmp_path: Path) -> None:
    open_data_directory(tmp_path, create=True, cost=4).accounts.create("alice", None)
    env = {"NO_COLOR": "1", "COLORTERM": "truecolor"}
    with Terminal("-m", "habitos_tui", "--data-dir", str(tmp_path), env=env) as terminal:
        terminal.wait_for("nothing to plan")
        for key in SCREENS:
            terminal.send(key.encode())
            terminal.settle(0.1)
        terminal.send(b"\x11")
        assert terminal.status() == 0
        assert ATTRIBUTES.search(terminal.output)
        assert colors(terminal.output) == set()


def test_an_empty_one_asks_for_nothing(tmp_path: Path) -> None:
    with Terminal("-m", "habitos_tui", "--data-dir", str(tmp_path), env={"NO_COLOR": ""}) as terminal:
        terminal.wait_for("Welcome")
        assert colors(terminal.output)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_send_no_colours(tmp_path: Path, command: tuple[str, ...]) -> None:
    with Terminal("-m", "habitos_tui", "--data-dir", str(tmp_path), *command, env={"NO_COLOR": "1"}) as terminal:
        terminal.status()
        assert terminal.output
        assert colors(terminal.output) == set()
