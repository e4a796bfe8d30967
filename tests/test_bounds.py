"""The lower bounds in pyproject.toml are the versions that `make lowest` runs the tests with."""

import re
import tomllib
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
