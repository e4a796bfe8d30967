"""What tries changes to the code can be relied on: it exchanges what it says, and lists nothing that is not there."""

import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest
from coverage import CoverageData

from tests.mutants.equivalents import Equivalents, key_of
from tests.mutants.mutant import Mutant
from tests.mutants.patching import CannotApplyError, apply, forget_results, living_functions
from tests.mutants.report import Results
from tests.mutants.selection import Selection
from tests.mutants.traces import Run, Trace, functions, lines_before
from tests.support.cli import ROOT

CODE = """\
from functools import cached_property

LIMIT: int = 8

class Log:
    @cached_property
    def long(self) -> bool:
        return LIMIT < 9

def later(day):
    return day + 1
"""


def mutant(scope: str, line: int, before: str, after: str, path: str = "log.py", *, constant: bool = False) -> Mutant:
    return Mutant(path, scope, line, line, before, after, 1, constant, lambda: CODE.replace(before, after))


@pytest.fixture
def module(tmp_path: Path) -> Iterator[ModuleType]:
    """A module of the code above, loaded."""
    file = tmp_path / "log.py"
    file.write_text(CODE, encoding="utf-8")
    loaded = ModuleType("tests_log")
    loaded.__file__ = str(file)
    exec(compile(CODE, file, "exec"), loaded.__dict__)
    sys.modules["tests_log"] = loaded
    yield loaded
    del sys.modules["tests_log"]


def test_a_change_reaches_functions_that_live_already(module: ModuleType, tmp_path: Path) -> None:
    later, log = module.later, module.Log()
    functions = living_functions(tmp_path)
    apply(mutant("later", 11, "day + 1", "day - 1"), tmp_path, functions)
    apply(mutant("Log.long", 8, "LIMIT < 9", "LIMIT > 9"), tmp_path, functions)
    assert (later(5), log.long) == (4, False)
    with pytest.raises(CannotApplyError):
        apply(mutant("later", 11, "day + 1", "day +"), tmp_path, functions)
    with pytest.raises(CannotApplyError):
        apply(mutant("sooner", 11, "day + 1", "day - 1"), tmp_path, functions)


def test_a_changed_constant_is_known_wherever_it_was_imported(module: ModuleType, tmp_path: Path) -> None:
    other = ModuleType("tests_other")
    other.LIMIT = module.LIMIT  # type: ignore[attr-defined] # what an import would have done
    sys.modules["tests_other"] = other
    try:
        apply(mutant("LIMIT", 3, "= 8", "= 8 + 1", constant=True), tmp_path, {})
        assert (module.LIMIT, other.LIMIT) == (9, 9)
    finally:
        del sys.modules["tests_other"]


def test_what_a_function_remembers_is_forgotten(module: ModuleType, tmp_path: Path) -> None:
    remembered, elsewhere = lru_cache(module.later), lru_cache(lambda: 5)
    assert (remembered(5), elsewhere()) == (6, 5)
    forget_results(tmp_path)
    apply(mutant("later", 11, "day + 1", "day - 1"), tmp_path, living_functions(tmp_path))
    assert (remembered(5), elsewhere.cache_info().currsize) == (4, 1)


def traced(root: Path, seconds: dict[str, float], line: int = 11, code: str = CODE, phase: str = "run") -> Trace:
    """Return the trace of a run in which each of some tests, and one that is gone, has run a line."""
    (root / "log.py").write_text(CODE, encoding="utf-8")
    data = CoverageData(no_disk=True)
    for test in (*seconds, "tests/test_gone.py::d"):
        data.set_context(f"{test}|{phase}")
        data.add_lines({str(root / "log.py"): [line]})
    return Trace(root, data, {"log.py": code}, seconds)


def test_tests_of_the_same_name_come_first_and_then_the_quick_files_while_time_is_left(tmp_path: Path) -> None:
    changed = mutant("later", 11, "day + 1", "day - 1")
    traces = [
        traced(tmp_path, {"tests/test_slow.py::a": 2.0, "tests/test_log.py::c": 9.0}),
        traced(tmp_path, {"tests/test_quick.py::b": 1.0}),
        traced(tmp_path, {"tests/test_ready.py::e": 0.1}, phase="setup"),
        traced(tmp_path, {"tests/test_ready.py::f": 0.2, "tests/test_other.py::g": 0.1}, line=1),
    ]
    chosen = Selection(tmp_path, traces).tests_of(changed, 12)
    assert [name[-1] for name in chosen] == ["c", "b", "a"]
    assert [name[-1] for name in Selection(tmp_path, traces).tests_of(changed, 13)] == ["c", "b", "a", "e", "f"]
    assert [name[-1] for name in Selection(tmp_path, traces).tests_of(changed, 11)] == ["c", "b", "e", "f"]
    assert Selection(tmp_path, traces).tests_of(mutant("Log.long", 8, "8", "9"), 12) == {}


def test_lines_are_found_again_after_the_code_has_changed(tmp_path: Path) -> None:
    assert lines_before("abcd", "aXbd") == {1: range(1, 2), 2: range(1, 3), 3: range(2, 3), 4: range(4, 5)}
    trace = traced(tmp_path, {"tests/test_log.py::c": 9.0}, 9, "\n".join(CODE.splitlines()[2:]))
    assert trace.runs_by_line("log.py")[11] == {Run("tests/test_log.py::c", itself=True)}
    assert trace.runs_by_line("log.py")[10] == set()


def test_a_test_is_traced_anew_when_it_has_changed_itself(tmp_path: Path) -> None:
    file = tmp_path / "test_log.py"
    file.write_text("def test_a(): assert 1\n\ndef test_b(): assert 2\n", encoding="utf-8")
    before = functions(file, "test_log.py")
    file.write_text(
        "import os\n\ndef test_b(): assert 3\ndef help(): pass\n\ndef test_a():\n    assert 1\n", encoding="utf-8"
    )
    now = functions(file, "test_log.py")
    file.write_text("class TestLog:\n    def test_c(self): pass\n", encoding="utf-8")
    assert functions(file, "test_log.py").keys() == {"test_log.py::TestLog::test_c"}
    assert before.keys() == now.keys() == {"test_log.py::test_a", "test_log.py::test_b"}
    assert [name for name in now if now[name] == before[name]] == ["test_log.py::test_a"]


def test_without_anything_to_try_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = pytest.importorskip("tests.mutants.__main__", exc_type=ImportError)
    with pytest.raises(SystemExit, match="There is nothing of that"):
        command.main(["--only", "habitos_tui/nowhere/*"])
    monkeypatch.setattr(command, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="Nothing has been tried yet"):
        command.main(["--again"])
    for words in (["--room", "attic"], ["--sample", "0"], ["--jobs", "-1"]):
        with pytest.raises(SystemExit, match="2"):
            command.main(words)


def test_the_table_counts_what_no_test_ends_on_as_noticed_and_leaves_out_what_cannot_be_tried(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl", 4)
    one = mutant("later", 11, "day + 1", "day - 1")
    for outcome in ("noticed", "timeout", "invalid", "unnoticed"):
        results.add("insight", one, outcome, "", 1)
    assert results.table().splitlines()[1].split() == ["insight", "3", "2", "1", "66.7%", "20.8%", "to", "93.9%"]
    assert Results.missed(tmp_path / "results.jsonl") == {one.key}


def test_what_changes_nothing_is_listed_once_with_a_reason_and_still_there() -> None:
    entries = Equivalents.load().entries
    assert len({key_of(entry) for entry in entries}) == len(entries)
    for entry in entries:
        assert len(entry["why"].split()) > 3, entry
        text = " ".join((ROOT / entry["path"]).read_text(encoding="utf-8").split())
        assert entry["before"] in text, entry
        assert entry["scope"].rpartition(".")[2] in text, entry


def test_a_listed_change_that_is_gone_is_told() -> None:
    there = [mutant("later", 11, "1", "2")]
    entry = {"path": "log.py", "scope": "later", "before": "1", "after": "2", "why": "Nobody reads it at all."}
    Equivalents((entry,)).check(there, ["log.py"])
    Equivalents((entry | {"before": "9"},)).check(there, ["other.py"])
    with pytest.raises(SystemExit, match="No longer there"):
        Equivalents((entry | {"before": "9"},)).check(there, ["log.py"])


def test_the_changes_of_a_file_are_the_same_whenever_they_are_listed(tmp_path: Path) -> None:
    changes = pytest.importorskip("tests.mutants.changes", exc_type=ImportError)
    (tmp_path / "log.py").write_text(CODE, encoding="utf-8")
    found = changes.mutants_of(tmp_path, "log.py")
    assert [(each.scope, each.before, each.after) for each in found] == [
        ("LIMIT", "8", "9"),
        ("Log.long", "< 9", "<= 9"),
        ("Log.long", "9", "10"),
        ("later", "day + 1", "day - 1"),
        ("later", "1", "2"),
    ]
    assert "return day - 1" in found[3].source()
