"""What is handed out is whole: the wheel runs and is typed, the sdist can be checked, the README stands by itself."""

import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

from tests.test_docs import anchors

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = (".ci", "habitos_tui", "screenshots", "tests")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist and the wheel into a folder of their own."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def files_of(*folders: str) -> set[str]:
    """Return the files below folders of the project, relative to its root, without what Python and tools leave."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts}


def project() -> dict[str, Any]:
    document: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return document


def test_the_sdist_holds_all_that_a_check_needs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"} | files_of(*FOLDERS)
    assert needed - held == set()


def test_the_wheel_holds_the_package_and_its_types(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    pages = {name for name in held if ".data/" in name}
    assert [name.partition(".data/")[2] for name in pages] == ["data/share/man/man1/habitos-tui.1"]
    assert held - pages == files_of("habitos_tui")
    assert "habitos_tui/py.typed" in held


def test_the_readme_links_only_to_what_is_there_wherever_it_is_read() -> None:
    """A package index shows the README too, and has none of our files beside it."""
    address = project()["urls"]["Source"]
    ours = (f"{address}/blob/main/", f"{address.replace('//github.com', '//raw.githubusercontent.com')}/main/")
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    for link in links:
        start = next((start for start in ours if link.startswith(start)), None)
        assert start is not None, f"not the address of a file of ours: {link}"
        page, _, anchor = link.removeprefix(start).partition("#")
        assert (ROOT / page).is_file(), link
        assert not anchor or anchor in anchors(page), link


def test_every_python_that_may_run_it_is_named() -> None:
    named = re.findall(r"Python :: 3\.(\d+)", "\n".join(project()["classifiers"]))
    assert project()["requires-python"] == f">=3.{min(named, key=int)},<3.{int(max(named, key=int)) + 1}"
    assert f"3.{named[-2]} or 3.{named[-1]}, `make`" in (ROOT / "README.md").read_text(encoding="utf-8")
    lock = re.search(r"for version in (.+); do", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert lock is not None
    assert lock[1].split() == [f"3.{minor}" for minor in named]
