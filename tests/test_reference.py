"""The manual page and the page on settings are of today: they say what the code says."""

import importlib.util
import json
import re
from dataclasses import asdict
from importlib.metadata import version
from types import ModuleType

import pytest

from habitos_tui.cli.main import cli
from habitos_tui.settings import SECTIONS, Settings
from habitos_tui.ui.app.features import known_commands
from tests.cli.test_examples import commands, examples
from tests.support.cli import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| `(.*?)` \| (.+?) \| .+ \|$", re.MULTILINE)


def writer() -> ModuleType:
    found = importlib.util.spec_from_file_location("write_man", ROOT / "docs" / "write_man.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def as_locked(package: str) -> bool:
    locked = (ROOT / "tests" / "locked-versions.txt").read_text(encoding="utf-8")
    return f"{package}=={version(package)}\n" in locked


@pytest.mark.skipif(not as_locked("click"), reason="other versions of click word a usage differently")
def test_the_manual_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "habitos-tui.1").read_text(encoding="utf-8")
    assert page == writer().manual_page(), "make man"
    shown = page.replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(ga", "`").replace(r"\e", "\\")
    for call, command in commands(cli):
        assert call in shown
        assert all(line in shown.replace("\n", "") or "'" in line for line in examples(command)), call


def test_the_page_on_settings_has_every_variable() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "habitos_tui").rglob("*.py"))
    read = set(re.findall(r"\bHABITOS_[A-Z_]+\b", code))
    assert len(read) > 1
    assert set(re.findall(r"^\| `(HABITOS_[A-Z_]+)` \|", SETTINGS, re.MULTILINE)) == read


def test_the_page_on_settings_has_every_key_with_its_default_and_its_limit() -> None:
    usual = asdict(Settings())
    keys = {
        f"{section}.{name}": (json.dumps(usual[section][name]), kind.limit(name).words)
        for section, kind in SECTIONS.items()
        for name in usual[section]
    }
    rows = {name: (default, words) for name, default, words in ROW.findall(SETTINGS)}
    assert rows == keys
    assert usual.keys() - SECTIONS.keys() == {"keys"}
    assert "| `keys.ID` |" in SETTINGS


def test_the_commands_that_the_page_on_settings_gives_keys_exist() -> None:
    shown = set(re.findall(r'"(\w+\.\w+)" = ', SETTINGS))
    assert shown
    assert shown <= set(known_commands())
