"""habitos-tui export and import."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from habitos_tui.exchange import disk
from tests.cli.conftest import RUN, Habitos


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_profile_goes_into_another_household_under_another_name(alice: Habitos, tmp_path: Path) -> None:
    alice("behaviors", "add", "-", stdin=json.dumps(RUN))
    alice("done", "run")
    assert alice("export", "alice.json").out == "Exported alice: alice.json\n"
    assert Path("alice.json").stat().st_mode & 0o777 == 0o600
    there = ("--data-dir", tmp_path / "there")
    dry = alice("import", "alice.json", "--profile", "anna", "--dry-run", "--json", *there).json
    assert (dry["name"], dry["entries"]["completions"]) == ("anna", 1)
    told = alice("import", "alice.json", "--profile", "anna", "--dry-run", *there).out
    assert ("1 completion, " in told, "_" in told) == (True, False)
    assert alice("import", "alice.json", "--profile", "anna", *there).out == "Imported: anna\n"
    assert alice("log", "--json", *there).listed == alice("log", "--json").listed
    assert alice("check", *there).code == 0


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_a_name_that_looks_like_that_of_another_is_refused(alice: Habitos, how: tuple[str, ...]) -> None:
    alice("export", "alice.json")
    answer = alice("import", "alice.json", "--profile", "a1ice", *how)
    assert (answer.code, answer.out) == (2, "")
    assert "looks too much like “alice”" in answer.err


def test_a_pipe_will_do(alice: Habitos, tmp_path: Path) -> None:
    text = alice("export", "-").out
    answer = alice("import", "-", "--json", "--data-dir", tmp_path / "there", stdin=text)
    assert answer.json == {"format": "habitos-profile-summary/1", "name": "alice", "protected": False}


def test_no_file_is_written_over_by_mistake(alice: Habitos) -> None:
    Path("alice.json").write_text("mine")
    assert alice("export", "alice.json").code == 2
    assert Path("alice.json").read_text() == "mine"
    told = alice("export", "alice.json", "--force", "--json").json
    assert told == {"format": "habitos-export/1", "file": "alice.json", "name": "alice"}
    assert alice("export", "nowhere/alice.json").code == 1


def test_a_password_is_asked_for_and_taken_along_if_wanted(alice: Habitos, tmp_path: Path) -> None:
    Path("secret.txt").write_text("secret")
    alice("profile", "create", "bob", "--password-file", "secret.txt")
    assert alice("export", "bob.json", "--profile", "bob").code == 12
    assert alice("export", "bob.json", "--profile", "bob", "--password-file", "secret.txt", "--with-password").code == 0
    assert alice("import", "bob.json", "--data-dir", tmp_path / "there", "--json").json["protected"]
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    alice("export", "alice.json", "--profile", "alice")
    answer = alice("import", "alice.json", "--data-dir", tmp_path / "shared")
    assert (answer.code, "needs a password" in answer.err) == (2, True)
    assert alice("import", "alice.json", "--data-dir", tmp_path / "shared", "--password-file", "secret.txt").code == 0


def test_what_does_not_fit_has_its_status(alice: Habitos) -> None:
    alice("export", "alice.json")
    file = json.loads(Path("alice.json").read_text())
    Path("newer.json").write_text(json.dumps(file | {"version": 99}))
    Path("bad.json").write_text(json.dumps(file | {"tables": {"nonsense": []}}))
    assert alice("import", "newer.json", "--profile", "bob").code == 14
    answer = alice("import", "bad.json", "--profile", "bob")
    assert (answer.code, "nonsense" in answer.err) == (2, True)
    alice("profile", "create", "bob")
    assert alice("import", "alice.json", "--profile", "BOB").code == 2
    assert [one["name"] for one in alice("profile", "list", "--json").listed] == ["alice", "bob"]


def test_tables_for_spreadsheets(alice: Habitos) -> None:
    alice("behaviors", "add", "-", stdin=json.dumps(RUN | {"name": "=1+1"}))
    assert alice("done", "=1+1").code == 0
    assert alice("export", "--csv", "tables").out == "Exported alice: tables\n"
    assert sorted(path.name for path in Path("tables").iterdir()) == ["behaviors.csv", "completions.csv", "plans.csv"]
    day, *_ = Path("tables/completions.csv").read_text().splitlines()[1].split(",")
    assert day == "2026-11-23"
    assert ",'=1+1," in Path("tables/behaviors.csv").read_text()
    assert alice("export", "--csv", "tables").code == 2
    assert alice("export", "--csv", "tables", "--force").code == 0
    assert alice("export", "--csv", "-").code == 2
    assert alice("export", "--csv", "nowhere/tables").code == 2


def test_a_later_export_of_the_same_profile_is_brought_in(alice: Habitos, tmp_path: Path) -> None:
    """As by the recipe for a laptop and a server: each side gives the other what it has."""
    alice("behaviors", "add", "-", stdin=json.dumps(RUN))
    there = ("--data-dir", tmp_path / "there")
    alice("import", "-", *there, stdin=alice("export", "-").out)
    alice("done", "run", "--at", "2026-11-22T07:30", *there)
    alice("skip", "run", "--reason", "rain")
    text = alice("export", "-", *there).out
    before = alice("export", "-").json["tables"]
    dry = alice("import", "-", "--dry-run", stdin=text)
    assert (dry.code, "added             1  completion\n" in dry.out) == (0, True)
    (entry,) = alice("import", "-", "--dry-run", "--json", stdin=text).json["entries"]
    assert (entry["table"], entry["outcome"], entry["changed_on_both_sides"]) == ("completions", "added", False)
    assert alice("export", "-").json["tables"] == before
    assert alice("import", "-", stdin=text).out.endswith("alice: brought together\n")
    assert alice("import", "-", stdin=text).out == "alice: nothing new\n"
    alice("import", "-", *there, stdin=alice("export", "-").out)
    assert alice("log", "--json", *there).listed == alice("log", "--json").listed
    assert alice("undo").out == "Undone: Brought in what changed elsewhere\n"
    assert alice("export", "-").json["tables"] == before


def test_an_empty_path_and_a_missing_folder_are_no_files(alice: Habitos, tmp_path: Path) -> None:
    for place in ("", "stick/"):
        assert alice("export", place).code == 2
    for way in (("import", ""), ("export", "--csv", "")):
        assert "The path is empty" in alice(*way).err
    assert not (tmp_path / "stick").exists()
    assert alice("export", "--csv", "tables/").code == 0


def test_what_is_no_profile_file_says_what_it_is(alice: Habitos) -> None:
    alice("backup", "copy.db")
    answer = alice("import", "copy.db")
    assert (answer.code, "habitos-tui restore FILE" in answer.err) == (2, True)
    assert "backup" not in alice("import", "nothing.json").err


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_another_profile_of_that_name_is_not_brought_together_with_the_file(
    alice: Habitos, tmp_path: Path, how: tuple[str, ...]
) -> None:
    there = ("--data-dir", tmp_path / "there")
    alice("profile", "create", "Alice", *there)
    alice("export", "alice.json")
    answer = alice("import", "alice.json", *how, *there)
    assert (answer.code, answer.out) == (2, "")
    assert "it is not the one in the file" in answer.err
    assert "--profile NAME" in answer.err


@pytest.fixture
def standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that standard output is led into, behind what is in it already."""
    path = tmp_path / "out"
    path.write_text("before\n")
    with path.open("ab") as stream:
        monkeypatch.setattr(disk, "_STANDARD_OUTPUT", stream.fileno())
        yield path


def test_where_the_data_go_to_standard_output_nothing_else_does(alice: Habitos, standard_output: Path) -> None:
    answer = alice("export", standard_output)
    assert (answer.code, answer.out, answer.err) == (0, "", f"Exported alice: {standard_output}\n")
    before, _, data = standard_output.read_text().partition("\n")
    assert (before, json.loads(data)["name"]) == ("before", "alice")


def test_a_calendar_goes_to_standard_output_alone(alice: Habitos, standard_output: Path) -> None:
    answer = alice("calendar", "write", standard_output)
    assert (answer.code, answer.out, answer.err) == (0, "", f"{standard_output}: no session is planned.\n")
    assert standard_output.read_text().startswith("before\nBEGIN:VCALENDAR")


def test_a_plan_does_not_go_where_its_sentences_go(alice: Habitos, standard_output: Path) -> None:
    answer = alice("solve", "week.json", "-o", standard_output)
    assert (answer.code, "use --json" in answer.err) == (2, True)
