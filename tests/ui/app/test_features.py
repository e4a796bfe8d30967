"""The table of features is complete: what is missing from it has no screen, no entry in the palette or no other key."""

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from textual.dom import DOMNode
from textual.screen import Screen

import habitos_tui.ui
from habitos_tui.ui.app.features import FEATURES, LOADERS, SHEETS, all_screens, areas_of, known_commands
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.kit.commands import MODES, PRIORITY_IDS
from habitos_tui.ui.kit.screen import HabitosScreen
from tests.support.cli import ROOT, environment
from tests.support.keys import key_owners

AREAS = {name: areas_of(name) for name in FEATURES}
MODULES = [import_module(module.name) for module in pkgutil.walk_packages(habitos_tui.ui.__path__, "habitos_tui.ui.")]


def test_every_mode_has_a_screen_of_its_own() -> None:
    assert list(LOADERS) == [mode.id for mode in MODES]
    for mode, load in LOADERS.items():
        screen = load()
        assert isinstance(screen, HabitosScreen)
        assert mode == screen.MODE


def test_all_screens_are_imported_while_the_app_is_idle() -> None:
    code = (
        "import sys\n"
        "from habitos_tui.ui.app.features import LOADERS, load_screens\n"
        "screens = {f'habitos_tui.ui.{mode}.screen' for mode in LOADERS}\n"
        "assert not screens & set(sys.modules)\n"
        "load_screens()\n"
        "assert screens <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), check=True)


def test_areas_are_declared_in_modules_of_commands() -> None:
    declared = {id(area) for areas in AREAS.values() for area in areas}
    for module in MODULES:
        areas = {id(value) for value in vars(module).values() if isinstance(value, Area)}
        assert areas <= declared, module


def test_the_table_names_every_feature_and_its_style_sheet() -> None:
    folders = {module.__name__.split(".")[2] for module in MODULES} - {"app", "runtime"}
    assert set(AREAS) == folders
    sheets = {sheet.stem for sheet in Path(habitos_tui.ui.__path__[0]).glob("*/*.tcss")}
    assert set(SHEETS) == sheets


def test_every_screen_and_all_that_binds_keys_is_stated() -> None:
    nodes = {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.__name__
    }
    stated = {base for owner in key_owners() for base in owner.__mro__}
    wanted = {node for node in nodes if issubclass(node, Screen) or "BINDINGS" in vars(node)}
    assert {node.__name__ for node in wanted - stated} == {"JumpScreen", "LowTrafficPalette", "OpeningScreen"}
    assert {base.__name__ for screen in all_screens() for base in screen.__mro__[1:] if base in all_screens()} == set()


def test_no_two_commands_share_an_id() -> None:
    assert len(known_commands()) == sum(len(tuple(area)) for areas in AREAS.values() for area in areas)


def test_every_command_says_what_it_does() -> None:
    assert [command.id for command in known_commands().values() if not command.help] == []


def test_only_the_kit_has_commands_that_work_in_every_text() -> None:
    assert {command.id for command in known_commands().values() if command.priority} == PRIORITY_IDS
