"""The table of features is complete: what is missing from it has no screen, no entry in the palette or no other key."""

import pkgutil
import subprocess
import sys
from importlib import import_module

from textual.dom import DOMNode
from textual.screen import Screen

import habitos_tui.ui
from habitos_tui.ui.app.features import FEATURES, LOADERS, declared_areas, key_owners, known_commands
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.kit.commands import PRIORITY_IDS
from habitos_tui.ui.kit.modes import MODES
from tests.support.cli import ROOT, environment

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


def test_the_table_names_every_module_that_declares_commands() -> None:
    declaring = {module.__name__ for module in MODULES if any(isinstance(v, Area) for v in vars(module).values())}
    assert {module for module, _ in declared_areas()} == declaring


def test_the_table_names_every_feature() -> None:
    folders = {module.__name__.split(".")[2] for module in MODULES} - {"runtime"}
    assert set(FEATURES) == folders


def test_every_screen_and_all_that_binds_keys_is_found() -> None:
    nodes = {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.__name__
    }
    wanted = {node for node in nodes if issubclass(node, Screen) or "BINDINGS" in vars(node)}
    assert wanted - set(key_owners()) == set()
    assert len(wanted) > 40


def test_no_two_commands_share_an_id() -> None:
    assert len(known_commands()) == sum(len(tuple(area)) for _, area in declared_areas())


def test_every_command_says_what_it_does() -> None:
    assert [command.id for command in known_commands().values() if not command.help] == []


def test_only_the_kit_has_commands_that_work_in_every_text() -> None:
    assert {command.id for command in known_commands().values() if command.priority} == PRIORITY_IDS
