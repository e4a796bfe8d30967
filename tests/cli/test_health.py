"""doctor, check and completion."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from habitos_tui import extras
from habitos_tui.errors import ExitCode
from habitos_tui.extras import Extra
from habitos_tui.services import health
from tests.cli.conftest import READ, Habitos
from tests.support.cli import Answer


def verdicts(answer: Answer) -> dict[str, str]:
    return {finding["subject"]: finding["verdict"] for finding in answer.json["findings"]}


def tamper(tmp_path: Path, *statements: str) -> None:
    """Change the database past the program."""
    with closing(sqlite3.connect(tmp_path / "data" / "habitos.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def furnished(alice: Habitos) -> Habitos:
    """Alice with a behavior done once."""
    assert alice("behaviors", "add", "-", stdin=json.dumps(READ)).code == 0
    assert alice("done", "read").code == 0
    return alice


def test_a_sound_database_passes(furnished: Habitos) -> None:
    answer = furnished("check")
    assert answer.code == 0
    assert answer.out.count("ok") == 5
    assert "Read a book" not in furnished("check", "--json").out
    found = verdicts(furnished("doctor", "--json"))
    assert {found[name] for name in ("Program", "SQLite", "Data", "Settings", "Database", "Pages")} == {"good"}
    assert found["Terminal"] == "note"  # there is none in a test


@pytest.mark.parametrize(
    ("subject", "statement"),
    [
        ("References", "DELETE FROM behaviors"),
        ("Contents", "UPDATE behaviors SET season = '{}'"),
        ("Values", "UPDATE row_changes SET key = json_object('key', key)"),
        ("Database", "DROP TRIGGER watch_rules_delete"),
        ("Database", "DROP INDEX behaviors_in_order"),
    ],
)
def test_what_was_tampered_with_is_found(furnished: Habitos, tmp_path: Path, subject: str, statement: str) -> None:
    tamper(tmp_path, statement)
    answer = furnished("check", "--json")
    assert answer.code == 13
    assert [name for name, verdict in verdicts(answer).items() if verdict == "bad"] == [subject]
    assert f"BAD   {subject}" in furnished("check").out
    asked = furnished("doctor", "--json")
    assert (asked.code, verdicts(asked)[subject]) == (13, "bad")
    assert asked.json["findings"][-len(answer.json["findings"]) :] == answer.json["findings"]


def test_the_doctor_names_no_other_profile_than_the_one_it_is_asked_for(furnished: Habitos, tmp_path: Path) -> None:
    assert furnished("profile", "create", "bob").code == 0
    tamper(tmp_path, """UPDATE behaviors SET rhythm = '{"x": 1}'""")
    assert "The behaviors of “alice”" in furnished("doctor").out
    for restricted in ((), ("--restricted",)):
        answer = furnished("--profile", "bob", "--data-dir", tmp_path / "data", *restricted, "doctor", env={})
        assert (answer.code, "alice" in answer.out + answer.err) == (13, False), restricted
        assert "The behaviors of another profile" in answer.out


def overwrite(data: Path) -> None:
    (data / "habitos.db").write_bytes(b"not a database, but long enough to be looked at" * 20)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (overwrite, 13),
        (lambda data: tamper(data.parent, "PRAGMA user_version = 99"), 14),
    ],
    ids=["damaged", "newer"],
)
def test_a_database_that_cannot_be_opened_has_its_status(
    furnished: Habitos, tmp_path: Path, harm: Callable[[Path], None], code: int
) -> None:
    harm(tmp_path / "data")
    assert furnished("check").code == code
    answer = furnished("doctor", "--json")
    assert answer.code == code
    assert verdicts(answer)["Database"] == "bad"


def test_what_is_not_private_or_not_understood_is_noted(furnished: Habitos, tmp_path: Path) -> None:
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data" / "habitos.db").chmod(0o644)
    (tmp_path / "data" / "settings.toml").write_text("[nonsense]\n")
    answer = furnished("doctor", "--json")
    assert answer.code == 0
    assert {verdicts(answer)[name] for name in ("Data", "Database", "Settings")} == {"note"}
    assert "chmod 700" in furnished("doctor").err


def test_the_doctor_tells_of_backups(alice: Habitos, tmp_path: Path) -> None:
    alice("backup", "--json")
    assert "There is none yet" not in alice("doctor").out
    assert " 1 in “" in alice("doctor").out
    (tmp_path / "data" / "settings.toml").write_text('[backup]\nautomatic = "off"\n')
    answer = alice("doctor", "--json")
    assert verdicts(answer)["Backups"] == "note"
    for path in (tmp_path / "data" / "backups").iterdir():
        path.write_bytes(b"torn")
    assert "1 backup, none that can be restored; automatic ones are switched off" in alice("doctor").out


def test_nothing_there_is_no_fault_of_the_doctor(habitos: Habitos) -> None:
    answer = habitos("doctor", "--json")
    assert answer.code == 0
    assert (verdicts(answer)["Data"], verdicts(answer)["Database"]) == ("note", "note")
    assert habitos("check").code == 10


def test_a_damaged_database_is_mended_and_kept(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "DROP INDEX rules_in_order")
    before = (tmp_path / "data" / "habitos.db").read_bytes()
    assert "habitos-tui check --mend" in furnished("today").err
    asked = furnished("check", "--mend")
    assert (asked.code, "there is nobody to ask" in asked.err) == (2, True)
    assert "alice" in asked.err
    assert (tmp_path / "data" / "habitos.db").read_bytes() == before
    answer = furnished("check", "--mend", "--yes", "--json")
    assert (answer.code, answer.json["losses"]) == (0, [])
    with closing(sqlite3.connect(answer.json["kept"])) as kept:
        assert kept.execute("SELECT 1 FROM sqlite_master WHERE name = 'rules_in_order'").fetchall() == []
    assert furnished("check").code == 0
    assert "Read a book" in furnished("log").out


def test_a_value_that_makes_no_sense_is_left_out_and_the_rest_is_mended(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE behaviors SET season = '{}'")
    assert furnished("check").code == 13
    answer = furnished("check", "--mend", "--yes", "--json")
    losses = [{"table": "behaviors", "rows": 0, "unread": False, "reset": 1}]
    assert (answer.code, answer.json["losses"]) == (0, losses)
    assert furnished("check").code == 0
    assert "Read a book" in furnished("log").out


def test_the_log_of_a_lost_behavior_is_kept(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "DELETE FROM behaviors")
    assert "made anew, archived, with their ids as names: 1" in furnished("check", "--mend").err
    answer = furnished("check", "--mend", "--yes", "--json")
    assert (answer.code, answer.json["losses"], answer.json["remade"]) == (0, [], 1)
    assert furnished("check").code == 0
    assert "read" in furnished("log").out


def test_what_is_reset_is_told_before_it_is_asked(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE behaviors SET season = '{}'")
    assert "behaviors: a value that makes no sense in 1" in furnished("check", "--mend").err


def test_what_cannot_be_mended_says_so_and_stays(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE profiles SET name = char(8203)")
    before = (tmp_path / "data" / "habitos.db").read_bytes()
    answer = furnished("check", "--mend", "--yes")
    assert (answer.code, "cannot be mended: A stored profile cannot be read" in answer.err) == (13, True)
    assert "--mend" not in answer.err
    assert (tmp_path / "data" / "habitos.db").read_bytes() == before


def test_a_backup_that_makes_no_sense_is_no_way_back(furnished: Habitos, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE behaviors SET season = '{}'")
    made = furnished("backup", "--json").json["file"]
    checked = furnished("check")
    assert (checked.code, "There is no good copy beside it" in checked.err) == (13, True)
    before = (tmp_path / "data" / "habitos.db").read_bytes()
    answer = furnished("restore", made, "--yes")
    assert (answer.code, "is damaged: The behaviors of “alice”: A stored behavior cannot" in answer.err) == (13, True)
    assert (tmp_path / "data" / "habitos.db").read_bytes() == before


def test_a_sound_database_is_not_mended(furnished: Habitos, tmp_path: Path) -> None:
    assert furnished("check", "--mend").code == 0
    assert furnished("check", "--yes").code == 2
    assert not (tmp_path / "data" / "backups").exists()


def version_of(name: str) -> str:
    """Return that of packages of two extras, an old one of the first."""
    versions = {"anyio": "4.16", "mcp": "1.9", "mcp-types": "2.3", "aiohttp": "3.14", "textual-serve": "1.1.3"}
    if name not in versions:
        raise PackageNotFoundError(name)
    return versions[name]


def test_the_doctor_tells_of_a_missing_solver(alice: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    def version_without_highs(name: str) -> str:
        if name == "highspy":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(health, "version", version_without_highs)
    answer = alice("doctor")
    assert answer.code == ExitCode.FAILURE
    assert "highspy missing; textual 1.0" in answer.out
    assert "pip install highspy" in answer.err


def test_the_doctor_tells_of_extras_that_are_there_missing_or_broken(
    alice: Habitos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "version", version_of)
    answer = alice("doctor", "--json")
    assert answer.code == ExitCode.FAILURE
    found = verdicts(answer)
    assert {name: found[name] for name in found if name.startswith("[")} == {
        "[api]": "note",
        "[calendar]": "note",
        "[mcp]": "bad",
        "[solvers]": "note",
        "[web]": "good",
    }
    mcp = next(extra for extra in answer.json["extras"] if extra["name"] == "mcp")
    assert (mcp["state"], mcp["install"]) == ("broken", "pip install 'habitos-tui[mcp]'")
    assert {
        "name": "mcp",
        "version": "1.9",
        "wanted": ">=2,<3",
        "problem": "is 1.9 where >=2,<3 is wanted",
    } in mcp["packages"]
    assert "[solvers]: pip install 'habitos-tui[solvers]'" in alice("doctor").err
    guest = alice("--profile", "alice", "--restricted", "doctor")
    assert "pip install" not in guest.out + guest.err


def test_an_extra_that_is_missing_is_no_fault(alice: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", {"maps": Extra("maps", "Maps", {"no-such-package": ">=1"})})
    answer = alice("doctor")
    assert answer.code == 0
    assert "note  [maps]      Maps: not installed (no-such-package)" in answer.out
