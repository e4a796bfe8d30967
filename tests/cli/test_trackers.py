"""habitos-tui import TRACKER FILE. It is Monday, 23 November 2026."""

from pathlib import Path

import pytest

from tests.cli.conftest import Habitos

TABLE = "HabitName,HabitCategory,CalendarDate,Value,CommentText\nYoga,Body,11/20/2026,1,good\nYoga,Body,2026-11-21,1,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "habits.csv"
    path.write_text(TABLE)
    return path


def test_it_is_shown_taken_over_once_and_taken_back(alice: Habitos, table: Path) -> None:
    tried = alice("import", "habitbull", str(table), "--dry-run")
    assert tried.out.splitlines()[1].split() == ["Yoga", "Yoga", "(new)", "7", "a", "week", "2", "0", "0"]
    assert tried.err == "Nothing was saved.\n"
    assert alice("log", "--json").listed == alice("log", "--json").listed
    assert "Took over 2 entries" in alice("import", "HabitBull", str(table)).err
    assert alice("stats", "--from", "2026-11-01", "--json").code == 0
    again = alice("import", "habitbull", str(table), "--json")
    assert again.json["habits"][0]["known"] == 2
    assert again.err == "Everything in it is there already.\n"
    assert alice("undo").out == "Undone: Took over 2 entries from habitbull\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lop", "x.zip"), "Did you mean “loop”?"),
        (("everything", "x.zip"), "These are known: loop, harsh"),
        (("loop", "none.zip"), "does not exist"),
        (("loop", "-"), "not from standard input"),
        (("loop", "a", "b"), "It takes one file"),
    ],
)
def test_what_cannot_be_taken_over_gets_a_sentence(alice: Habitos, words: tuple[str, ...], said: str) -> None:
    answer = alice("import", *words)
    assert answer.code == 2
    assert said in answer.err


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("dijo", '[{"name": "x", "stats": {"2026-11-20": 1}}, {"name": "x", "stats": {"2026-11-20": 1}}]'),
        (
            "beaver",
            '{"habits": [{"id": "a", "name": "x", "records": [{"day": "2026-11-20", "done": true}]},'
            ' {"id": "a", "name": "x", "records": [{"day": "2026-11-20", "done": true}]}]}',
        ),
    ],
)
def test_two_habits_of_one_name_come_in_as_two(alice: Habitos, tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert "Took over 2 entries" in alice("import", kind, str(path)).err
    assert [one["name"] for one in alice("behaviors", "list", "--json").listed] == ["x", "x 2"]
    assert alice("import", kind, str(path)).err == "Everything in it is there already.\n"


def test_a_value_of_another_kind_is_told_as_a_file_that_is_none(alice: Habitos, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"name": "x"}]')
    usual = alice("import", "beaver", str(path))
    path.write_text('{"habits": [{"name": "x", "status": ["a"]}]}')
    answer = alice("import", "beaver", str(path))
    assert answer.code == usual.code == 2
    assert "a.json holds an entry whose “status” is no word." in answer.err


def test_tables_come_back_once_and_are_taken_back(ready: Habitos, tmp_path: Path) -> None:
    ready("done", "run", "--note", "=1+1")
    ready("export", "--csv", str(tmp_path / "tables"))
    assert ready("import", "--csv", str(tmp_path / "tables")).err.endswith("Everything in it is there already.\n")
    other = ("--profile", "bob")
    ready("profile", "create", "bob")
    assert ready("import", "--csv", str(tmp_path / "tables"), "--dry-run", *other).err.endswith("Nothing was saved.\n")
    assert "Took over 1 entry" in ready("import", "--csv", str(tmp_path / "tables"), *other).err
    assert [entry["note"] for entry in ready("log", "--json", *other).listed] == ["=1+1"]
    assert ready("undo", *other).code == 0
    assert ready("behaviors", "list", "--json", *other).listed == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe\x00", "is no text in UTF-8"),
        (b"", "has no column"),
        (b"day,locked\n", "a table of plans, is not read back: "),
        (b"day,minutes\n", "has neither a column"),
        (b'name\n"' + b"x" * 200_000, "is no table separated by commas"),
    ],
)
def test_what_is_no_table_gets_a_sentence(alice: Habitos, tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(text)
    answer = alice("import", "--csv", str(path))
    assert answer.code == 2
    assert said in answer.err
    assert alice("import", "--csv", str(tmp_path)).code == 2
    assert alice("import", "--csv", "loop", str(path)).code == 2
