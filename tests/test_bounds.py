"""What is installed is what pyproject.toml says, and the same whatever was installed first."""

import re
import tomllib
from collections import defaultdict
from importlib.metadata import distributions
from pathlib import Path

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
    """Otherwise the one that happens to be installed last decides what a check says."""
    owners = defaultdict(set)
    for distribution in distributions():
        for file in distribution.files or ():
            owners[str(file)].add(distribution.name)
    assert {file: names for file, names in owners.items() if len(names) > 1} == {}
