"""A light terminal gets the light theme, if it answers soon, late, or in the environment; and no answer is a key."""

from pathlib import Path

import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.ui.runtime.ground import QUESTION
from tests.support.pty import Terminal

WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
LIGHT, DARK = b"48;2;244;243;239", b"48;2;18;20;22"
"""The grounds of the themes, as they are sent."""
COLORS = {"COLORTERM": "truecolor"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data directory of somebody without a password."""
    place = tmp_path / "data"
    open_data_directory(place, create=True, cost=4).accounts.create("alice", None)
    return place


def app(folder: Path) -> tuple[str, ...]:
    return ("-m", "habitos_tui", "--data-dir", str(folder))


def quits(terminal: Terminal) -> bool:
    terminal.send(b"\x11")
    return terminal.status() == 0 and terminal.is_clean() and terminal.unread_keys() == 0


def test_an_answer_in_time_is_what_the_first_frame_is_painted_in(folder: Path) -> None:
    with Terminal(*app(folder), env=COLORS) as terminal:
        terminal.wait_for_output(QUESTION)
        terminal.send_at_once(b"3" + WHITE)
        terminal.wait_for("No behaviors yet")  # the key before the answer was kept
        assert LIGHT in terminal.output
        assert DARK not in terminal.output
        assert quits(terminal)


def test_a_late_answer_changes_the_colours_and_types_nothing(folder: Path) -> None:
    with Terminal(*app(folder), env=COLORS) as terminal:
        terminal.wait_for("nothing to plan")
        assert DARK in terminal.output
        terminal.send(WHITE[:9])
        terminal.send(WHITE[9:] + b"3")
        terminal.wait_for("No behaviors yet")
        terminal.wait_for_output(LIGHT)
        assert quits(terminal)


def test_without_an_answer_the_environment_counts_and_nothing_waits(folder: Path) -> None:
    with Terminal(*app(folder), env=COLORS | {"COLORFGBG": "0;15"}) as terminal:
        terminal.wait_for("nothing to plan")
        assert LIGHT in terminal.output
        assert quits(terminal)


def test_a_chosen_theme_wins(folder: Path) -> None:
    (folder / "settings.toml").write_text('[look]\ntheme = "habitos-dark"\n')
    with Terminal(*app(folder), env=COLORS) as terminal:
        terminal.wait_for("nothing to plan")
        terminal.send(WHITE + b"3")
        terminal.wait_for("No behaviors yet")
        assert LIGHT not in terminal.output
        assert quits(terminal)


def test_an_answer_to_an_app_that_does_not_come_is_not_left_to_the_shell(folder: Path) -> None:
    with Terminal(*app(folder), "--profile", "bob") as terminal:
        terminal.wait_for_output(QUESTION)
        terminal.send_at_once(WHITE)
        assert terminal.status() == 10
        assert terminal.unread_keys() == 0
