"""What doctor and other commands say about directories that cannot be used, and what lies in their place."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from habitos_tui.errors import DamagedDatabaseError
from tests.cli.conftest import Habitos, at_nine
from tests.support.cli import Answer
from tests.support.nobody import as_nobody


@pytest.fixture
def home(home_of_alice: Path) -> Iterator[Path]:
    """The data of alice, where somebody else than root may go."""
    with TemporaryDirectory() as folder:
        yield copytree(home_of_alice, Path(folder) / "deep" / "data")
        for path in (Path(folder) / "deep", *Path(folder).rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)


@pytest.fixture
def habitos(home: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    """Runs commands on it; what they load is there already."""
    run = at_nine(home, monkeypatch)
    (home / "settings.toml").touch()
    for words in (("doctor", "--json"), ("today",), ("backup", "--list")):
        assert run(*words).code == 0
    (home / "settings.toml").unlink()
    return run


def told(answer: Answer) -> dict[str, str]:
    """Return the sentence of each finding that is bad, by its subject."""
    return {found["subject"]: found["sentence"] for found in answer.json["findings"] if found["verdict"] == "bad"}


CLOSED: dict[str, tuple[str, int, str]] = {
    "the data": (".", 0o600, "Data"),
    "what they are in": ("..", 0o600, "Data"),
    "the backups": ("backups", 0o000, "Backups"),
    "the crashes": ("crashes", 0o600, "Crashes"),
}


@pytest.mark.parametrize("name", CLOSED)
def test_doctor_says_which_directory_it_may_not_enter(habitos: Habitos, home: Path, name: str) -> None:
    place, mode, subject = CLOSED[name]
    closed = Path(os.path.normpath(home / place))
    closed.mkdir(exist_ok=True)
    with as_nobody(home.parents[1]):
        closed.chmod(mode)
        answer = habitos("doctor", "--json")
        lists = habitos("backup", "--list")
        closed.chmod(0o700)
    assert answer.code == 1
    assert told(answer)[subject] == f"“{closed}” may not be entered: it has mode {mode:04o} and belongs to this user"
    assert subject == "Crashes" or (lists.code == 1 and f"“{closed}” may not be entered" in lists.err)


@pytest.mark.parametrize(("mode", "lacking"), [(0o500, "written to"), (0o300, "read")])
def test_doctor_says_that_nothing_can_be_changed(habitos: Habitos, home: Path, mode: int, lacking: str) -> None:
    with as_nobody(home.parents[1]):
        home.chmod(mode)
        answer = habitos("doctor", "--json")
        home.chmod(0o700)
    assert answer.code == 1
    assert told(answer)["Data"] == f"“{home}” cannot be {lacking} ({mode:04o}): nothing can be changed"


def test_doctor_notes_a_database_that_cannot_be_written(habitos: Habitos, home: Path) -> None:
    with as_nobody(home.parents[1]):
        (home / "habitos.db").chmod(0o400)
        answer = habitos("doctor")
    assert answer.code == 0
    assert "mode 0400: it cannot be written" in answer.out


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Path.touch, "“{}” is no directory: no backup can be made"),
        (lambda path: path.symlink_to("nowhere"), "“{}” is a link to “nowhere”, which is not there"),
    ],
)
def test_what_is_in_the_place_of_the_backups_is_told(
    habitos: Habitos, home: Path, make: Callable[[Path], object], sentence: str
) -> None:
    make(home / "backups")
    answer = habitos("doctor", "--json")
    assert (answer.code, told(answer)) == (1, {"Backups": sentence.format(home / "backups")})
    assert habitos("backup").code == habitos("backup", "--list").code == 1


def test_damage_counts_more_than_a_directory(habitos: Habitos, home: Path) -> None:
    (home / "crashes").touch()
    (home / "habitos.db").write_bytes(b"")
    assert habitos("doctor").code == DamagedDatabaseError.exit_code


@pytest.mark.parametrize(
    "make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path.name), lambda path: path.symlink_to("nowhere")]
)
def test_what_is_in_the_place_of_the_settings_is_noted(
    habitos: Habitos, home: Path, make: Callable[[Path], object]
) -> None:
    make(home / "settings.toml")
    answer = habitos("doctor")
    assert (answer.code, "note  Settings" in answer.out, "cannot be read" in answer.out) == (0, True, True)
    assert habitos("profile", "create", "bob").code == 0
