import sys
import tomllib
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType

import pytest

from habitos_tui import extras
from habitos_tui.errors import HabitosError
from habitos_tui.extras import (
    EXTRAS,
    Extra,
    State,
    find_extras,
    install_command,
    is_within,
    loading,
    mend_command,
    module_of,
    require,
)
from tests.support.cli import ROOT
from tests.support.missing import pretend_missing

SPEC = ModuleSpec("a_map", None, origin="a_map.py")


def test_the_extras_are_those_that_can_be_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {name: set(lines) for name, lines in project["optional-dependencies"].items()}
    known = {extra.name: {f"{name}{wanted}" for name, wanted in extra.packages.items()} for extra in EXTRAS.values()}
    assert known == {name: lines for name, lines in declared.items() if name not in {"dev", "mutants"}}


def test_here_all_of_them_can_be_used() -> None:
    assert {found.extra.name: found.state for found in find_extras()} == dict.fromkeys(EXTRAS, State.THERE)
    for name in EXTRAS:
        require(name)


@pytest.fixture
def one_extra(monkeypatch: pytest.MonkeyPatch) -> Extra:
    """An extra of two packages, the second of which is in version 2.1."""
    extra = Extra("maps", "Maps", {"a-map": ">=1", "pyjwt": ">=2,<3"})
    versions = {"a-map": "1.0", "pyjwt": "2.1"}
    monkeypatch.setattr(extras, "EXTRAS", {"maps": extra})
    monkeypatch.setattr(extras, "version", versions.__getitem__)
    module = ModuleType("a_map")
    module.__spec__ = SPEC
    monkeypatch.setitem(sys.modules, "a_map", module)
    return extra


@pytest.fixture
def folder(one_extra: Extra, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the first package of that extra is loaded from."""
    monkeypatch.delitem(sys.modules, "a_map")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def state() -> tuple[State, list[str]]:
    (found,) = find_extras()
    return found.state, [package.problem for package in found.packages]


def test_an_extra_is_there_with_every_package(one_extra: Extra) -> None:
    assert state() == (State.THERE, ["", ""])
    assert module_of("pyjwt") == "jwt"


def test_a_package_that_cannot_be_loaded_breaks_it(folder: Path) -> None:
    (folder / "a_map.py").write_text("raise OSError('libmap.so is gone')")
    assert state() == (State.BROKEN, ["cannot be loaded (OSError: libmap.so is gone)", ""])
    (folder / "a_map.py").write_text("raise SystemExit")
    assert state() == (State.BROKEN, ["cannot be loaded (SystemExit: )", ""])


def test_the_folder_that_a_removed_package_leaves_behind_is_none(folder: Path) -> None:
    (folder / "a_map" / "__pycache__").mkdir(parents=True)
    assert state() == (State.BROKEN, ["is not installed whole", ""])
    with pytest.raises(HabitosError, match="not installed") as caught:
        require("maps")
    assert caught.value.hint == mend_command("maps")


@pytest.mark.parametrize("said", [None, ""])
def test_a_package_that_says_no_version_is_told(
    one_extra: Extra, monkeypatch: pytest.MonkeyPatch, said: str | None
) -> None:
    monkeypatch.setattr(extras, "version", lambda _: said)
    assert state() == (State.BROKEN, ["is not installed whole"] * 2)


def test_what_cannot_be_loaded_is_told_with_what_mends_it(folder: Path) -> None:
    (folder / "a_map.py").write_text("import a_map_of_stars")
    with pytest.raises(HabitosError, match="a-map cannot be loaded") as caught, loading("maps"):
        import_module("a_map")
    assert caught.value.hint == mend_command("maps")


def test_a_package_without_what_we_want_of_it_is_told(folder: Path) -> None:
    (folder / "a_map.py").write_text("")
    with pytest.raises(HabitosError, match="cannot import name 'Map'") as caught, loading("maps"):
        exec("from a_map import Map")
    assert caught.value.hint == mend_command("maps")


@pytest.mark.parametrize("error", [ValueError("ours"), ImportError("ours", name="habitos_tui.doors")])
def test_an_error_of_ours_is_not_laid_to_a_package(one_extra: Extra, error: Exception) -> None:
    with pytest.raises(type(error), match="ours"), loading("maps"):
        raise error


def test_a_version_that_is_not_wanted_breaks_it(one_extra: Extra, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "version", lambda _: "3.0")
    assert state() == (State.BROKEN, ["", "is 3.0 where >=2,<3 is wanted"])


def test_a_package_that_is_not_there_makes_it_missing(one_extra: Extra, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pyjwt":
            raise PackageNotFoundError(name)
        return "0.1"

    monkeypatch.setattr(extras, "version", version)
    assert state() == (State.MISSING, ["is 0.1 where >=1 is wanted", "is not installed"])


def test_what_is_missing_is_told_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_missing(monkeypatch, "textual-serve")
    require("mcp")
    with pytest.raises(HabitosError, match=r"not installed \(textual-serve\)") as caught:
        require("web")
    assert caught.value.hint == "pip install 'habitos-tui[web]'"


def test_where_pipx_has_installed_the_program_it_installs_the_rest() -> None:
    prefix = "/home/ana/.local/share/pipx/venvs/habitos-tui"
    assert install_command("web", prefix) == "pipx inject habitos-tui 'aiohttp>=3.12,<4' 'textual-serve>=1.1,<2'"
    packages = "--force-reinstall 'aiohttp>=3.12,<4' 'textual-serve>=1.1,<2'"
    assert mend_command("web", prefix) == f"pipx runpip habitos-tui install {packages}"
    assert mend_command("web", "/opt/habitos-tui") == f"pip install {packages}"


@pytest.mark.parametrize(
    ("there", "within"),
    [
        ("2", True),
        ("2.0.0", True),
        ("2.3.1", True),
        ("10", False),
        ("3.0", False),
        ("1.99", False),
        ("2.0rc1", True),
        ("x", False),
    ],
)
def test_only_the_numbers_of_a_version_count(there: str, within: bool) -> None:
    assert is_within(there, ">=2,<3") is within
