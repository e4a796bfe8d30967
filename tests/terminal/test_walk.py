"""A newcomer's walk through the real app on a real terminal, from nothing to a rated completion and back again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.errors import DamagedDatabaseError
from tests.support.drawn import drawn_week
from tests.support.pty import Terminal

APP = ("-m", "tests.terminal.monday")
CTRL_S, CTRL_Q, ENTER = b"\x13", b"\x11", b"\r"


@contextmanager
def app(data: Path, *arguments: str) -> Iterator[Terminal]:
    with Terminal(*APP, "--data-dir", str(data), *arguments) as terminal:
        yield terminal


def quit_app(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    assert terminal.status() == 0
    assert terminal.is_clean()


def first_run(terminal: Terminal, name: bytes) -> None:
    """Answer the first-run pages with little more than a name, up to a week that is being solved."""
    terminal.wait_for("Your name")
    terminal.send(name)
    for page in ("What do you want more of", "What would you like to do", "Nothing is planned into work"):
        terminal.send(CTRL_S)
        terminal.wait_for(page)
    terminal.send(CTRL_S)


def test_from_nothing_to_an_accepted_week_and_a_rated_completion_found_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with app(data) as terminal:
        first_run(terminal, b"Ana")
        terminal.wait_for("accepts this week")
        terminal.send(b"y")
        terminal.wait_for("Accepted the plan")
        terminal.send(b"1")
        terminal.wait_for("0 of ")
        terminal.send(b" ")
        terminal.wait_for("rate 1-5")
        terminal.send(b"4")
        terminal.wait_for("★★★★☆")
        quit_app(terminal)
    with app(data) as terminal:
        terminal.wait_for("★★★★☆")
        terminal.send(b"6")
        terminal.wait_for("★★★★☆")
        quit_app(terminal)
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in data.rglob("*") if path.is_file()} == {0o600}


def test_quitting_while_a_week_is_being_solved_ends_at_once_and_leaves_a_clean_terminal(tmp_path: Path) -> None:
    household = open_data_directory(tmp_path / "data", create=True, cost=4)
    workspace = household.open_workspace(household.accounts.create("Ben", None))
    for behavior in drawn_week(7, 60).behaviors:
        workspace.behaviors.adopt(behavior)
    with app(tmp_path / "data") as terminal:
        terminal.wait_for("Ben")
        terminal.send(b"5s")
        terminal.wait_for("stops and keeps")
        quit_app(terminal)


def test_a_password_opens_the_profile_and_is_never_shown(tmp_path: Path) -> None:
    household = open_data_directory(tmp_path / "data", create=True, cost=4)
    household.accounts.create("Ana", "correct horse")
    with app(tmp_path / "data", "--profile", "Ana") as terminal:
        terminal.wait_for("Password")
        terminal.send(b"wrong" + ENTER)
        terminal.wait_for("wrong")
        terminal.send(b"correct horse" + ENTER)
        terminal.wait_for("nothing to plan")
        assert b"correct" not in terminal.output
        quit_app(terminal)


def test_a_lost_terminal_ends_the_app_with_everything_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Terminal(*APP, "--data-dir", str(data), controlling=True) as terminal:
        first_run(terminal, b"Cleo")
        terminal.wait_for("accepts this week")
        terminal.hang_up()
        assert terminal.status_unread() == 129
    household = open_data_directory(data, create=False)
    assert [profile.name for profile in household.accounts.profiles()] == ["Cleo"]


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "habitos.db").write_text("notes" * 1000)
    with app(data) as terminal:
        assert terminal.status() == DamagedDatabaseError.exit_code
        assert terminal.is_clean()
        assert "is damaged or not a habitos-tui database" in terminal.screen().replace("\n", " ")
    assert (data / "habitos.db").read_text() == "notes" * 1000


def test_several_profiles_are_offered_to_choose_from(tmp_path: Path) -> None:
    household = open_data_directory(tmp_path / "data", create=True, cost=4)
    household.accounts.create("Ana", None)
    household.accounts.create("Ben", None)
    with app(tmp_path / "data") as terminal:
        terminal.wait_for("Ana")
        terminal.wait_for("Ben")
        quit_app(terminal)
