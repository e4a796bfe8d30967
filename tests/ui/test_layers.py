"""What the import contracts cannot say of the interface."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from textual.message_pump import MessagePump

import habitos_tui.ui
from habitos_tui.ui.app.features import FEATURES, areas_of, known_commands

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(habitos_tui.ui.__path__, "habitos_tui.ui.") if not module.ispkg
)
PARTS_OF_SCREENS = frozenset(
    [
        "busy.calendar_desk",
        "replan.action",
        "settings.keymap",
        "solve.plan_on_show",
        "today.log_entries",
        "week.busy_marker",
        "week.plan_editor",
        "week.why_questions",
    ]
)
"""Modules that declare no widget of their own and yet work on those of a screen."""
PAINTERS = frozenset(["week.painter", "week.block_styles", "week.window"])
"""Modules that declare no widget and know the colors and regions of a terminal."""
AREAS: Mapping[str, frozenset[str]] = {
    folder: frozenset(areas.split())
    for folder, areas in {
        "behaviors": "behaviors",
        "busy": "paint calendar",
        "help": "guide",
        "insights": "insights suggestions learning",
        "kit": "app mode history keys dialog form lines list choice tick fold ticks",
        "log": "log",
        "onboarding": "login wizard",
        "replan": "plan diff replan",
        "review": "review",
        "rules": "rules kinds objectives slots busy energy",
        "session": "session skip away pause rating",
        "settings": "settings backups",
        "solve": "solve result plans",
        "today": "today",
        "week": "week grid hand free why",
    }.items()
}
"""What the ids of a folder's commands begin with; users refer to ids in their own keymaps, so they do not change."""


def imports_of(name: str) -> set[str]:
    """Return the modules of the interface that a module imports when it runs, inside functions too."""
    found: set[str] = set()
    for node in running(tree_of(name)):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & set(MODULES)


def tree_of(name: str) -> ast.AST:
    """Return the source of a module."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    return ast.parse(Path(str(spec.origin)).read_text("utf-8"))


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is inside of `tree`, without what only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node
            yield from running(node)


def test_no_module_imports_itself_over_others() -> None:
    order = TopologicalSorter({name: imports_of(name) for name in MODULES})
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_every_command_belongs_to_its_feature() -> None:
    assert {name: {area.name for area in areas_of(name)} for name in FEATURES} == AREAS
    assert {command.area for command in known_commands().values()} == set().union(*AREAS.values())


def test_every_area_is_declared_once() -> None:
    names = [area.name for feature in FEATURES for area in areas_of(feature)]
    assert sorted(names) == sorted(set(names))


def test_keys_are_bound_by_commands_only() -> None:
    """What is bound in another way is neither in the table of commands nor checked with them."""
    for name in MODULES:
        for node in running(tree_of(name)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Binding":
                assert name == "habitos_tui.ui.kit.command", f"{name}, line {node.lineno}"
            if isinstance(node, ast.Assign | ast.AnnAssign) and "BINDINGS" in ast.unparse(node).partition("=")[0]:
                assert node.value is not None
                assert ast.unparse(node.value).startswith("bindings("), f"{name}, line {node.lineno}"


def feature_modules() -> Iterator[tuple[str, str]]:
    """Yield the modules of features, and what they are called below the interface."""
    for name in MODULES:
        folder, _, rest = name.removeprefix("habitos_tui.ui.").partition(".")
        if folder not in {"app", "kit", "runtime"}:
            yield name, f"{folder}.{rest}"


def declares_widgets(name: str) -> bool:
    """Tell whether a module has a widget or screen of its own."""
    return any(
        isinstance(value, type) and issubclass(value, MessagePump) and value.__module__ == name
        for value in vars(importlib.import_module(name)).values()
    )


def test_the_exceptions_are_there() -> None:
    assert {short for _, short in feature_modules()} >= PARTS_OF_SCREENS | PAINTERS


@pytest.mark.parametrize(
    "name", [name for name, short in feature_modules() if short not in PARTS_OF_SCREENS | PAINTERS]
)
def test_what_declares_no_widget_knows_none_and_of_textual_only_content(name: str) -> None:
    if declares_widgets(name):
        return
    for value in vars(importlib.import_module(name)).values():
        home = getattr(value, "__module__", None) or ""
        assert not home.startswith("textual.") or home == "textual.content", value
        assert not (isinstance(value, type) and issubclass(value, MessagePump)), value


def test_the_kit_runs_without_services() -> None:
    kit = [name for name in MODULES if name.startswith(("habitos_tui.ui.kit.", "habitos_tui.ui.runtime."))]
    assert len(kit) > 20
    for name in kit:
        names = [node.module or "" for node in running(tree_of(name)) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in names if module.startswith("habitos_tui.services")], name
