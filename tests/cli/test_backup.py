"""habitos-tui backup and restore."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from habitos_tui import bootstrap
from tests.cli.conftest import RUN, Habitos
from tests.support.storage import rows_of

BY_ITSELF = bootstrap.DataDirectory.back_up_today
"""Before it is switched off for the tests of the command line."""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_was_backed_up_comes_back(alice: Habitos, tmp_path: Path) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("backup", "copy.db").out == f"Backed up: {tmp_path / 'copy.db'}\n"
    wanted = rows_of(tmp_path / "data" / "habitos.db")
    alice("done", "run")
    answer = alice("restore", "copy.db", "--yes")
    assert (answer.code, answer.out) == (0, "Restored: copy.db\n")
    assert "alice            1            0" in answer.err
    assert "alice            1            1" in answer.err
    assert "What was there is kept in" in answer.err
    assert rows_of(tmp_path / "data" / "habitos.db") == wanted
    assert alice("undo").out == "Undone: Added “Run”\n"


def test_restoring_is_asked_for_where_somebody_can_answer(
    alice: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice("backup", "copy.db")
    before = rows_of(tmp_path / "data" / "habitos.db")
    answer = alice("restore", "copy.db")
    assert (answer.code, "--yes" in answer.err) == (2, True)
    monkeypatch.setattr("habitos_tui.cli.commands.backup.can_ask", lambda: True)
    assert alice("restore", "copy.db", stdin="n\n").code == 2
    assert not (tmp_path / "data" / "backups").exists()
    assert alice("restore", "copy.db", stdin="y\n").code == 0
    assert rows_of(tmp_path / "data" / "habitos.db") == before


def test_a_copy_of_before_may_hold_names_that_look_alike_and_that_is_told(alice: Habitos, tmp_path: Path) -> None:
    assert alice("profile", "create", "bob").code == 0
    with closing(sqlite3.connect(tmp_path / "data" / "habitos.db")) as connection, connection:
        connection.execute("UPDATE profiles SET name = 'a1ice', name_key = 'a1ice' WHERE name = 'bob'")
    alice("backup", "copy.db")
    answer = alice("restore", "copy.db", "--yes")
    assert answer.code == 0
    assert "“a1ice” and “alice” look alike." in answer.err


def test_documents_say_the_same(alice: Habitos, tmp_path: Path) -> None:
    made = alice("backup", "--json").json
    (listed,) = alice("backup", "--list", "--json").listed
    assert listed["file"] == made["file"]
    assert (listed["kind"], listed["good"], listed["bytes"]) == ("by hand", True, made["bytes"])
    restored = alice("restore", Path(made["file"]).name, "--yes", "--json").json
    assert restored["restored"] == restored["replaced"] == listed["contents"]
    assert Path(restored["kept"]).exists()
    assert alice("backup", "--list").out.count("\n") == 3


def test_a_damaged_database_names_the_way_back_and_it_works(alice: Habitos, tmp_path: Path) -> None:
    database = tmp_path / "data" / "habitos.db"
    wanted = rows_of(database)
    name = Path(alice("backup", "--json").json["file"]).name
    (tmp_path / "data" / "backups" / "habitos-auto-2026-11-24.db").write_text("newer, and damaged")
    database.write_bytes(database.read_bytes()[:5000])
    for words in (("today",), ("backup",), ("doctor",)):
        answer = alice(*words)
        assert answer.code == 13, words
        assert f"habitos-tui restore {name} --data-dir {tmp_path / 'data'}" not in answer.err
        assert f"habitos-tui restore {name}\n" in answer.err
    elsewhere = alice("today", "--data-dir", tmp_path / "data")
    assert f"habitos-tui restore {name}" in elsewhere.err
    assert alice("restore", name, "--yes").code == 0
    assert rows_of(database) == wanted


def test_the_command_names_a_data_directory_that_is_not_the_usual_one(
    alice: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice("backup")
    (tmp_path / "data").rename(tmp_path / "my data")
    (tmp_path / "my data" / "habitos.db").write_text("damaged")
    hint = alice("today", "--data-dir", tmp_path / "my data").err
    assert f"--data-dir '{tmp_path / 'my data'}'" in hint


def test_a_missing_database_can_be_restored(alice: Habitos, habitos: Habitos, tmp_path: Path) -> None:
    alice("backup", "copy.db")
    wanted = rows_of(tmp_path / "copy.db")
    answer = habitos("restore", "copy.db", "--yes", "--data-dir", tmp_path / "new" / "home")
    assert (answer.code, "nothing would go" in answer.err) == (0, True)
    assert rows_of(tmp_path / "new" / "home" / "habitos.db") == wanted
    assert (tmp_path / "new" / "home").stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_restored_has_its_own_status(alice: Habitos, tmp_path: Path) -> None:
    alice("backup", "copy.db")
    os.truncate("copy.db", 9000)
    assert alice("restore", "copy.db", "--yes").code == 13
    assert alice("restore", "nothing.db", "--yes").code == 2
    assert alice("backup", "--list", "copy.db").code == 2
    assert alice("backup", "nowhere/copy.db").code == 2


def test_a_command_that_changes_something_makes_the_copy_of_the_day(
    alice: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.DataDirectory, "back_up_today", BY_ITSELF)
    alice("objectives", "list")
    assert not (tmp_path / "data" / "backups").exists()
    alice("objectives", "edit", "health", "--weight", "7")
    copy = tmp_path / "data" / "backups" / "habitos-auto-2026-11-23.db"
    assert rows_of(copy) == rows_of(tmp_path / "data" / "habitos.db")
    first = copy.stat().st_ino
    alice("objectives", "edit", "health", "--weight", "8")
    assert copy.stat().st_ino == first
    (tmp_path / "data" / "backups" / copy.name).unlink()
    (tmp_path / "data" / "backups").rmdir()
    (tmp_path / "data" / "backups").touch()
    answer = alice("objectives", "edit", "health", "--weight", "9")
    assert (answer.code, "No backup was made today" in answer.err) == (0, True)


@pytest.mark.parametrize("text", ["hello", ""], ids=["no database", "empty"])
def test_what_is_no_backup_says_nothing_of_the_database(alice: Habitos, text: str) -> None:
    Path("notes.db").write_text(text)
    answer = alice("restore", "notes.db", "--yes")
    assert (answer.code, answer.out) == (13, "")
    assert answer.err.startswith("This cannot be restored: ")
    assert "habitos-tui backup --list" in answer.err


@pytest.mark.parametrize(
    ("place", "sentence"),
    [("", "The path is empty"), ("stick/", "There is no folder “stick/”"), ("/proc/copy.db", "cannot be written")],
)
def test_a_place_that_is_none_is_told_as_that(alice: Habitos, tmp_path: Path, place: str, sentence: str) -> None:
    before = sorted(tmp_path.iterdir())
    answer = alice("backup", place)
    assert (answer.code, answer.out) in {(1, ""), (2, "")}
    assert sentence in answer.err
    assert "data directory" not in answer.err
    assert sorted(tmp_path.iterdir()) == before
