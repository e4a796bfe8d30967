"""What is installed is what pyproject.toml says, and the same whatever was installed first."""

import ast
import csv
import re
import sys
import tomllib
from collections import defaultdict
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def test_the_lowest_versions_tested_are_the_lower_bounds_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = dict(re.findall(r"([\w-]+)>=([\d.]+)", "\n".join(project["dependencies"])))
    pins = (ROOT / "tests" / "lowest-versions.txt").read_text(encoding="utf-8").split()
    assert dict(pin.split("==") for pin in pins) == declared


def test_every_dependency_has_an_upper_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [line for line in project["dependencies"] if "<" not in line] == []


def test_no_two_packages_install_the_same_file() -> None:
    """Otherwise the one that happens to be installed last decides what a check says; no check reads a licence."""
    owners = defaultdict(set)
    for name, files in installed().items():
        for file in files:
            if Path(file).name != "LICENSE":
                owners[file].add(name)
    assert len(owners) > 1000
    assert {file: names for file, names in owners.items() if len(names) > 1} == {}


def test_every_dependency_is_locked_at_a_version_in_its_range() -> None:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, backend = document["project"], document["build-system"]["requires"]
    locks = [ROOT / "tests" / folder / "locked-versions.txt" for folder in ("", "mutants")]
    lines = [line for lock in locks for line in lock.read_text(encoding="utf-8").splitlines()]
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    locked = {canonicalize_name(name): version for name, version in pins.items()}
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    for line in [*project["dependencies"], *extras, *backend]:
        asked = Requirement(line)
        if asked.name == project["name"]:  # an extra that takes in another one
            continue
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)]), line


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    dev = [*extras.pop("dev"), *extras.pop("mutants")]
    lines = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    declared.add(canonicalize_name("pydantic-core"))  # pydantic asks for one version of its other half, exactly
    assert imported_by("habitos_tui") - declared == set()
    tools = {canonicalize_name(Requirement(line).name) for line in dev}
    assert imported_by("tests", "screenshots") - declared - tools == set()


@cache
def installed() -> dict[str, list[str]]:
    """Return the files of every package; from their lists, which are read a hundred times as fast as by importlib."""
    records = ((found.name, found.read_text("RECORD") or "") for found in distributions())
    return {name: [row[0] for row in csv.reader(record.splitlines())] for name, record in records}


def imported_by(*folders: str) -> set[str]:
    """Return the distributions that the modules below folders import, by their canonical names."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_bytes()))]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    beside = {path.stem for path in (ROOT / "screenshots").glob("*.py")}
    tops = {name.partition(".")[0] for name in named} - sys.stdlib_module_names - {"habitos_tui", "tests"} - beside
    owners = {file.partition("/")[0].partition(".")[0]: name for name, files in installed().items() for file in files}
    # What is not installed here, as for one tool alone, is called what it is imported as.
    return {canonicalize_name(owners.get(top, top)) for top in tops}
