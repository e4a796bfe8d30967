"""The contracts that keep the code base livable, checked on the code itself."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import habitos_tui.ui
from tests.support.cli import ROOT, environment

SOLVERS = {"numpy", "pulp", "highspy"}
MAX_LINES = 500
MAX_BASES = 2


def tracked_files() -> list[Path]:
    """Return the files under version control, or all that would be, outside a repository."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listing.returncode == 0:
        return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [path for folder in ("habitos_tui", "tests") for path in (ROOT / folder).rglob("*") if path.is_file()]


def modules_after(code: str) -> set[str]:
    """Return the top-level modules a fresh process has imported once it has run `code`."""
    script = f"import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def modules_after_command(*args: str) -> set[str]:
    words = ["habitos-tui", *args]
    return modules_after(
        f"sys.argv = {words!r}\n"
        "from habitos_tui.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code"
    )


def test_imports_go_the_way_the_layers_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_module_imports_private_names_of_another() -> None:
    private = re.compile(r"_[a-z]", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {alias.name}"
        for path in sorted((ROOT / "habitos_tui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("habitos_tui")
        for alias in node.names
        if private.match(alias.name) or any(private.match(part) for part in str(node.module).split("."))
    ]
    assert found == []


def test_the_planner_does_without_the_interface() -> None:
    loaded = modules_after("import habitos_tui.planner.solve, habitos_tui.planner.verification.verify")
    assert "pulp" in loaded
    assert "textual" not in loaded


def test_the_verifier_does_without_a_solver() -> None:
    assert not modules_after("import habitos_tui.planner.verification.verify") & (SOLVERS | {"textual"})


def test_version_loads_nothing_slow() -> None:
    assert not modules_after_command("--version") & (SOLVERS | {"textual", "pydantic", "peewee", "bcrypt"})


def test_the_first_frame_of_the_app_needs_neither_models_nor_a_database() -> None:
    loaded = modules_after("import habitos_tui.bootstrap, habitos_tui.ui.app.app")
    assert "textual" in loaded
    assert not loaded & (SOLVERS | {"pydantic", "peewee", "bcrypt", "sqlite3"})


@pytest.mark.parametrize("command", ["today", "stats"])
def test_what_only_reads_loads_neither_the_interface_nor_a_solver(tmp_path: Path, command: str) -> None:
    modules_after_command("profile", "create", "alice", "--data-dir", str(tmp_path / "data"))
    loaded = modules_after_command(command, "--json", "--data-dir", str(tmp_path / "data"))
    assert "peewee" in loaded
    assert not loaded & (SOLVERS | {"textual"})


def test_no_file_outgrows_a_reader() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in tracked_files()
        if path.suffix == ".py"
    }
    assert len(sizes) > 50
    assert {name: size for name, size in sizes.items() if size > MAX_LINES} == {}


def test_a_class_stands_on_two_bases_of_ours_at_most() -> None:
    """Who owns a method can be read from a class and two files; a part that grows becomes an object of its own."""
    walked = pkgutil.walk_packages(habitos_tui.__path__, "habitos_tui.")
    modules = [importlib.import_module(module.name) for module in walked if not module.name.endswith("__main__")]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    rows = [row for known in classes for row in rows_of_bases(known)]
    assert [row for row in rows if len(row) > 1 + MAX_BASES] == []


def rows_of_bases(known: type) -> list[list[str]]:
    """Return each way from a class up through bases of ours."""
    if not known.__module__.startswith("habitos_tui."):
        return []
    above = [row for base in known.__bases__ for row in rows_of_bases(base)]
    return [[known.__name__, *row] for row in above or [[]]]


def test_no_tracked_file_knows_the_machine_it_was_written_on() -> None:
    # Written in pieces, so that this file does not hold what it looks for.
    forbidden = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "\\.\\./sha" + "red"]))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked_files()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if forbidden.search(line)
    ]
    assert found == []
