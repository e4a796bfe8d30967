import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect

import pytest

from habitos_tui import bootstrap
from habitos_tui.clock import SystemClock
from habitos_tui.errors import BusyError, HabitosError, InvalidInputError, NeedsTerminalError, NoProfileError
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.runtime import terminal
from habitos_tui.ui.runtime.browser_driver import BrowserDriver
from tests.support.household import make_household

FAST_START = """
import sys
from pathlib import Path
from habitos_tui.bootstrap import open_data_directory, open_workspace
household = open_data_directory(Path(sys.argv[1]), create=False)
workspace = open_workspace(household, household.accounts.authenticate("alice", None))
workspace.tracking.day(workspace.tracking.today())
heavy = {"textual", "numpy", "pulp", "highspy", "bcrypt"} & set(sys.modules)
sys.exit(f"loaded {sorted(heavy)}" if heavy else 0)
"""


def test_a_directory_without_a_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoProfileError, match="nothing in") as caught:
        bootstrap.open_data_directory(tmp_path / "data", create=False)
    assert "profile create" in caught.value.hint
    assert not (tmp_path / "data").exists()


def test_a_data_directory_is_found_again_where_it_was_made(tmp_path: Path) -> None:
    made = bootstrap.open_data_directory(None, create=True, cost=4, env={"HABITOS_DATA_DIR": str(tmp_path / "data")})
    made.accounts.create("alice", None)
    again = bootstrap.open_data_directory(tmp_path / "data", create=False)
    assert [profile.name for profile in again.accounts.profiles()] == ["alice"]
    assert isinstance(again.clock, SystemClock)


def test_the_database_is_copied_once_the_app_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    household = make_household(tmp_path)
    household.accounts.create("alice", None)
    copies: list[bool] = []
    monkeypatch.setattr(bootstrap, "require_terminal", lambda: None)

    def ended(*_: object, **__: object) -> int:
        copies.append(household.paths.backups.exists())
        return 7

    monkeypatch.setattr(terminal, "run", ended)
    assert bootstrap.run_app(household) == 7
    (copy,) = household.paths.backups.iterdir()
    assert copies == [False]
    copy.unlink()
    household.paths.backups.rmdir()
    assert bootstrap.run_app(household, back_up=False) == 7
    household.paths.backups.write_text("in the way")
    assert bootstrap.run_app(household) == 7
    assert "No backup was made today: " in capsys.readouterr().err


@pytest.fixture
def by_signal() -> bool:
    """Whether it is a signal that ends the app."""
    return False


@pytest.fixture
def left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_signal: bool
) -> Iterator[tuple[bootstrap.DataDirectory, Connection]]:
    """A household whose app is left while another program has locked the database, and the other program."""
    household = make_household(tmp_path)
    household.accounts.create("alice", None)

    def refuse(_: float) -> None:
        raise BusyError("You left.")

    with closing(connect(household.paths.database, isolation_level=None)) as other:

        def ended(app: HabitosApp, **_: object) -> int:
            household.on_wait(refuse)
            app.asked_to_end = by_signal
            other.execute("BEGIN EXCLUSIVE")
            return 7

        monkeypatch.setattr(bootstrap, "require_terminal", lambda: None)
        monkeypatch.setattr(terminal, "run", ended)
        yield household, other


def test_the_last_copy_waits_for_another_program(
    left: tuple[bootstrap.DataDirectory, Connection], capsys: pytest.CaptureFixture[str]
) -> None:
    household, other = left
    assert bootstrap.run_app(household, on_wait=lambda _: other.rollback()) == 7
    assert len(list(household.paths.backups.iterdir())) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("by_signal", "seconds"), [(False, "LAST_WAIT_SECONDS"), (True, "ASKED_WAIT_SECONDS")])
def test_the_last_copy_waits_for_some_seconds_only_and_says_why_there_is_none(
    left: tuple[bootstrap.DataDirectory, Connection],
    seconds: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, seconds, 0.0)
    heard: list[float] = []
    assert bootstrap.run_app(left[0], on_wait=heard.append) == 7
    assert len(heard) == 1
    expected = "No backup was made today: Another program is using the database and did not finish in time.\n"
    assert capsys.readouterr().err == expected


def test_ctrl_c_gives_up_the_last_copy_alone(
    left: tuple[bootstrap.DataDirectory, Connection], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    assert bootstrap.run_app(left[0], on_wait=interrupt) == 7
    assert capsys.readouterr().err == "\nNo backup was made today: It was interrupted.\n"


@pytest.mark.parametrize("held", [True, False])
def test_behind_a_crash_damage_is_looked_for_where_the_database_can_be_read(
    left: tuple[bootstrap.DataDirectory, Connection], held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    household, other = left
    monkeypatch.setattr(bootstrap, "ASKED_WAIT_SECONDS", 0.0)
    damaged = HabitosError("It is damaged.")
    found: list[HabitosError | None] = []

    def crashed(app: HabitosApp, *, explain_crash: Callable[[], HabitosError | None], **_: object) -> int:
        household.on_wait(app.database_wait.note_wait)
        app._exit = True
        found.append(explain_crash())
        return 1

    def damage(only: str | None) -> HabitosError | None:
        household.accounts.profiles()
        return damaged

    if held:
        other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(household, "damage", damage)
    monkeypatch.setattr(terminal, "run", crashed)
    assert bootstrap.run_app(household, back_up=False) == 1
    assert found == [None if held else damaged]


def test_in_a_browser_no_terminal_is_needed_and_no_password_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = bootstrap.open_data_directory(
        tmp_path / "data", create=True, cost=4, env={"HABITOS_BROWSER": "127.0.0.1"}
    )
    with pytest.raises(InvalidInputError, match="needs a password"):
        household.accounts.create("alice", None)
    household.accounts.create("alice", "secret")
    shown: list[HabitosApp] = []

    def run(app: HabitosApp, **_: object) -> int:
        shown.append(app)
        return 7

    monkeypatch.setattr(terminal, "run", run)
    with pytest.raises(NeedsTerminalError):
        bootstrap.run_app(household)
    assert bootstrap.run_app(household, "alice", restricted_by="serve", back_up=False, in_browser=True) == 7
    assert shown[0].driver_class is BrowserDriver


def test_a_directory_that_others_can_enter_asks_for_passwords(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    household = bootstrap.open_data_directory(shared, create=True, cost=4)
    with pytest.raises(InvalidInputError, match="needs a password"):
        household.accounts.create("alice", None)


def test_reading_the_day_loads_neither_screens_nor_solvers(tmp_path: Path) -> None:
    make_household(tmp_path).accounts.create("alice", None)
    command = [sys.executable, "-c", FAST_START, str(tmp_path / "data")]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("create", [True, False])
def test_an_unknown_home_directory_is_reported(create: bool) -> None:
    with pytest.raises(InvalidInputError, match="cannot be determined"):
        bootstrap.open_data_directory(Path("~nobody-of-that-name/data"), create=create)


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HabitosError, match=r"file” cannot be used: Not a directory") as caught:
        bootstrap.open_data_directory(tmp_path / "file" / "data", create=True)
    assert "--data-dir" in caught.value.hint
