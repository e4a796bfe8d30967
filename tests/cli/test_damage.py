"""Whatever befalls the database file: one clear sentence, the right status, and nothing is written to it."""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from habitos_tui.storage.contents import contents
from habitos_tui.storage.name_lists import profile_names
from habitos_tui.storage.raw import is_sound
from tests.cli.conftest import READ, RUN, Habitos
from tests.support.journals import unfinished_change

Harm = Callable[[Path], object]

READING: tuple[tuple[str, ...], ...] = (
    ("today",),
    ("week",),
    ("log",),
    ("stats",),
    ("behaviors", "list"),
    ("rules", "list"),
    ("settings", "show"),
    ("profile", "list"),
    ("problem",),
    ("check",),
    ("doctor",),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("done", "run"),
    ("skip", "run"),
    ("undo",),
    ("objectives", "edit", "health", "--weight", "7"),
)


@pytest.fixture
def populated(alice: Habitos, tmp_path: Path) -> Habitos:
    """Alice with rows in many tables."""
    for behavior in (RUN, READ):
        assert alice("behaviors", "add", "-", stdin=json.dumps(behavior)).code == 0
    for words in (
        ("done", "run"),
        ("skip", "read"),
        ("away", "2026-12-05"),
        ("busy", "add", "mon", "9:00", "10:00", "A"),
    ):
        assert alice(*words).code == 0, words
    return alice


def sql(statement: str) -> Harm:
    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(statement)

    return harm


def turned_schema(path: Path) -> None:
    """Make a table's statement one that cannot be read, as bytes turned on the first pages do."""
    content = path.read_bytes()
    path.write_bytes(
        content.replace(b'CREATE TABLE "behaviors"', b'CREATE TABLX "behaviors"').replace(b"day_end", b"da\xff_end")
    )


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def dangling(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    path.symlink_to("not-mounted.db")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def journal_alone(path: Path) -> None:
    path.unlink()
    path.with_name("habitos.db-journal").write_bytes(b"changes that were not finished")


def cut(path: Path, at: int) -> None:
    os.truncate(path, at)


def foreign_journal(path: Path) -> None:
    """Put beside it what a crash has left of another database."""
    other = path.with_name("other.db")
    with unfinished_change(other):
        shutil.copy(f"{other}-journal", f"{path}-journal")


def gone(path: Path) -> None:
    """Lose the database, not its backups."""
    (path.parent / "backups").mkdir()
    path.rename(path.parent / "backups" / "habitos-auto-2026-11-20.db")


def emptied(path: Path) -> None:
    """Leave a database in which nothing is, not even a table."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite*'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TABLE {name}")
        connection.executescript("DROP VIEW IF EXISTS journal; PRAGMA user_version = 0; VACUUM")


UNCHECKED = "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0"


def unknown_format(path: Path) -> None:
    """Claim a form of schema that no SQLite knows."""
    with path.open("r+b") as file:
        file.seek(47)
        file.write(b"\x09")


HARMS: dict[str, tuple[Harm, int, str]] = {
    "schema": (turned_schema, 13, "damaged"),
    "table": (sql("PRAGMA foreign_keys = 0; DROP TABLE behaviors"), 13, "the table behaviors"),
    "profiles": (sql("PRAGMA foreign_keys = 0; DROP TABLE profiles"), 13, "the table profiles"),
    "log": (
        sql("PRAGMA foreign_keys = 0; DROP TABLE completions"),
        13,
        "the table completions is missing, with its indexes and triggers",
    ),
    "history": (sql("DROP TABLE schema_migration"), 13, "the table schema_migration is missing"),
    "scripts": (sql("DELETE FROM schema_migration"), 13, "the table schema_migration does not name 0001_first_tables"),
    "index": (sql("DROP INDEX behaviors_in_order"), 13, "the index behaviors_in_order is missing"),
    "trigger": (sql("DROP TRIGGER watch_rules_delete"), 13, "the trigger watch_rules_delete is missing"),
    "column": (sql("ALTER TABLE rules RENAME COLUMN body TO text"), 13, "the table rules"),
    "empty": (lambda path: cut(path, 0), 13, "is empty"),
    "bit": (lambda path: cut(path, 50), 13, "damaged"),
    "page": (lambda path: cut(path, 4096), 13, "damaged"),
    "half": (lambda path: cut(path, 4096 * 20), 13, "damaged"),
    "odd": (lambda path: cut(path, path.stat().st_size - 100), 13, "damaged"),
    "format": (unknown_format, 13, "damaged"),
    "garbage": (lambda path: path.write_bytes(b"\xee" * 9000), 13, "damaged"),
    "directory": (directory, 13, "is a directory"),
    "link": (dangling, 13, "not-mounted.db”, which is not there"),
    "pipe": (pipe, 13, "neither a file"),
    "foreign": (foreign_journal, 13, "habitos.db-journal” is not of the database beside it"),
    "gone": (gone, 13, "there are backups of it"),
    "tables": (emptied, 13, "its version"),
    "journal": (journal_alone, 13, "habitos.db-journal"),
    "journals": (lambda path: Path(f"{path}-journal").mkdir(), 13, "habitos.db-journal” is a directory"),
    "logs": (lambda path: Path(f"{path}-wal").mkdir(), 13, "habitos.db-wal” is a directory"),
    "stranger": (sql("PRAGMA application_id = 7"), 13, "not a habitos-tui database"),
    "nobody": (sql("PRAGMA application_id = 0"), 13, "not a habitos-tui database"),
    "zero": (sql("PRAGMA user_version = 0"), 13, "its version"),
    "negative": (sql("PRAGMA user_version = -3"), 13, "its version"),
    "newer": (sql("PRAGMA user_version = 99"), 14, "newer"),
    "ahead": (sql("DROP TABLE dismissals; DELETE FROM schema_migration WHERE name GLOB '0007*'"), 13, "dismissals"),
    "behind": (sql("DROP TABLE away; PRAGMA user_version = 5"), 13, "the table away"),
    "values": (sql(f"{UNCHECKED}; UPDATE profiles SET id = 'not an id'"), 13, "cannot be read"),
    "text": (sql("UPDATE profiles SET name = CAST(x'ff61' AS TEXT)"), 13, "damaged"),
    "list": (sql(f"{UNCHECKED}; UPDATE profiles SET energy_budget = '[7]'"), 13, "cannot be read"),
}

MISSING = {
    "slots": "the parts of the day are not in it",
    "budget_wishes": "what was wanted when is not in it",
    "week_starts": "on which day weeks begin is not in it",
}


@pytest.mark.parametrize("table", MISSING)
def test_rows_that_nothing_works_without_are_missed(populated: Habitos, tmp_path: Path, table: str) -> None:
    sql(f"DELETE FROM {table}")(tmp_path / "data" / "habitos.db")
    for words in (("week",), ("stats",), ("check",), *([("plan", "--json")] if table == "slots" else [])):
        answer = populated(*words)
        assert (answer.code, "unexpected" in answer.err) == (13, False), (words, answer)
        assert MISSING[table] in answer.out + answer.err
        assert "habitos-tui check --mend" in answer.err


def everything_in(folder: Path) -> dict[str, bytes | str]:
    """Return what lies in the data directory; the lock beside the database says nothing about it."""
    found: dict[str, bytes | str] = {}
    for path in folder.rglob("*"):
        if not path.name.endswith(".lock"):
            found[str(path)] = path.read_bytes() if path.is_file() else "no file"
    return found


def some_commands(number: int) -> tuple[tuple[str, ...], ...]:
    """Return a few commands, other ones for every number; what is drawn in `make torture` runs all."""
    changing = (*WRITING, ("profile", "create", "bob"))
    return READING[number % len(READING)], changing[number % len(changing)], ("check",), ("doctor",)


@pytest.mark.parametrize("name", HARMS)
def test_every_command_tells_of_damage_and_leaves_it_alone(populated: Habitos, tmp_path: Path, name: str) -> None:
    harm, code, sentence = HARMS[name]
    harm(tmp_path / "data" / "habitos.db")
    before = everything_in(tmp_path / "data")
    for words in some_commands(list(HARMS).index(name)):
        answer = populated(*words)
        assert (answer.code, "unexpected" in answer.err) == (code, False), (words, answer)
        assert sentence in answer.out + answer.err, (words, answer)
    assert everything_in(tmp_path / "data") == before


@pytest.mark.parametrize("copies", [(), ("habitos-v5.db", "habitos-v6.db")])
def test_only_copies_that_are_there_are_named(populated: Habitos, tmp_path: Path, copies: tuple[str, ...]) -> None:
    backups = tmp_path / "data" / "backups"
    for number, name in enumerate(copies):
        backups.mkdir(exist_ok=True)
        shutil.copy(tmp_path / "data" / "habitos.db", backups / name)
        os.utime(backups / name, (number, number))
    (tmp_path / "data" / "habitos.db").write_bytes(b"")
    hint = populated("today").err
    assert ("backups" in hint) is bool(copies)
    assert ("habitos-v6.db”" in hint) is bool(copies)
    assert "habitos-v5.db" not in hint


def test_a_directory_that_leads_nowhere_is_not_nothing_yet(habitos: Habitos, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("not-mounted")
    for place in ("link", "link/below"):
        for words in (*READING, *WRITING, ("profile", "create", "bob")):
            answer = habitos(*words, "--data-dir", tmp_path / place)
            assert answer.code == 13, (words, answer)
            assert "link” is a link to “not-mounted”, which is not there" in answer.out + answer.err
            assert "first start" not in answer.err
    assert not (tmp_path / "not-mounted").exists()


def test_what_refers_to_something_that_is_lost_is_damage(populated: Habitos, tmp_path: Path) -> None:
    sql("UPDATE objectives SET name = 'hea' || char(1) || 'th' WHERE name = 'health'")(tmp_path / "data" / "habitos.db")
    before = everything_in(tmp_path / "data")
    for words in (("week",), ("problem",), ("plan", "--dry-run"), ("check",)):
        answer = populated(*words)
        assert answer.code == 13, (words, answer)
        assert "behavior_impacts" in answer.out + answer.err
    answer = populated("behaviors", "edit", "run", "-", stdin=json.dumps({"target_per_week": 2}))
    assert (answer.code, "refer to what is not there" in answer.err) == (13, True)
    assert everything_in(tmp_path / "data") == before


def test_what_is_not_found_is_damage_only_where_rows_refer_to_what_is_lost(populated: Habitos, tmp_path: Path) -> None:
    wrong = populated("done", "rum")
    assert (wrong.code, "Not found" in wrong.err) == (1, True)
    sql("PRAGMA foreign_keys = 0; DELETE FROM behaviors WHERE id = 'run'")(tmp_path / "data" / "habitos.db")
    before = everything_in(tmp_path / "data")
    for words in (("done", "run"), ("skip", "run"), ("behaviors", "show", "run")):
        answer = populated(*words)
        assert (answer.code, "refer to what is not there" in answer.err) == (13, True), (words, answer)
        assert "habitos-tui check --mend" in answer.err
    assert everything_in(tmp_path / "data") == before


def test_nothing_is_written_to_a_file_of_which_a_page_is_lost(populated: Habitos, tmp_path: Path) -> None:
    path = tmp_path / "data" / "habitos.db"
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'dismissals'").fetchone()
    lost = content[: (root - 1) * 4096] + bytes(4096) + content[root * 4096 :]
    path.write_bytes(lost)
    for words in (*WRITING, ("profile", "create", "bob"), ("check",), ("doctor",)):
        assert populated(*words).code == 13, words
        assert path.read_bytes() == lost, words
    assert populated("today").code == 0  # what it needs is there


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize(("mode", "sentence"), [(0o000, "cannot be opened"), (0o400, "cannot be written")])
def test_a_file_that_may_not_be_used_is_not_called_damaged(
    populated: Habitos, tmp_path: Path, mode: int, sentence: str
) -> None:
    (tmp_path / "data" / "habitos.db").chmod(mode)
    answer = populated("done", "run")
    assert (answer.code, sentence in answer.err) == (1, True)


@pytest.mark.parametrize("seed", range(4))
def test_turned_bytes_never_surprise(populated: Habitos, tmp_path: Path, seed: int) -> None:
    path, chance = tmp_path / "data" / "habitos.db", random.Random(seed)
    content = bytearray(path.read_bytes())
    used = [place for place, byte in enumerate(content) if byte]
    for place in chance.sample(used, chance.choice((1, 4, 64, 1024))):
        content[place] = chance.randrange(256)
    path.write_bytes(content)
    for words in READING:
        answer = populated(*words)  # what nobody foresaw would be raised
        assert answer.code in {0, 1, 10, 13, 14, 2}, (words, answer)
        assert path.read_bytes() == content, words
    for words in WRITING:
        before = path.read_bytes()
        assert populated(*words).code == 0 or path.read_bytes() == before, words


def test_nobody_waits_at_a_pipe_in_the_place_of_the_database(populated: Habitos, tmp_path: Path) -> None:
    assert populated("backup", tmp_path / "copy.db").code == 0
    path = tmp_path / "data" / "habitos.db"
    pipe(path)
    assert contents(path) is None
    assert not is_sound(path, 99)
    assert profile_names(path) == ()
    assert populated("restore", tmp_path / "copy.db", "--yes").code == 0
    assert populated("today").code == 0
