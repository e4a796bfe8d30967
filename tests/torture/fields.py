"""Every place in the code of the app where a field for text is made, found there; and where a field was made."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final
from unittest import mock

from textual.widgets import Input, TextArea

from habitos_tui.ui.app import palette
from habitos_tui.ui.app.features import all_screens
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.dialogs.quick import QuickDialog, QuickLine
from tests.support.cli import ROOT

UI: Final = Path(inspect.getfile(palette)).parents[1]
_MADE: Final = "_made_at"
Place = tuple[str, int]
"""A file of the app's, and the line where the call begins that makes a field, or a form whose fields others say."""


def named(place: Place) -> str:
    """Return a place as editors open it."""
    return f"{place[0]}:{place[1]}"


@cache
def kinds() -> frozenset[type]:
    """Return what makes fields: their classes, the dialog that is given its rows, and lines that say a thing."""
    all_screens()  # which imports them all
    return frozenset(kind for base in (Input, TextArea, EntryDialog, QuickLine) for kind in _with_heirs(base))


def _with_heirs(kind: type) -> Iterator[type]:
    yield kind
    heirs: list[type] = kind.__subclasses__()
    for heir in heirs:
        yield from _with_heirs(heir)


def places() -> frozenset[Place]:
    """Return every place where one is made."""
    return frozenset(_named_place(path, call) for path in UI.rglob("*.py") for call in _calls(path))


@cache
def _calls(path: Path) -> tuple[ast.Call, ...]:
    names = {kind.__name__ for kind in kinds()}
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Call) and _called(node.func) in names)


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _called(value)
    return ""


def _named_place(path: Path, call: ast.Call) -> Place:
    return str(path.relative_to(ROOT)), call.lineno


@contextmanager
def noted() -> Iterator[None]:
    """Note of each field that is made meanwhile where that was."""
    with ExitStack() as stack:
        for kind in kinds():
            if "__init__" in vars(kind):
                stack.enter_context(mock.patch.object(kind, "__init__", _noting(vars(kind)["__init__"])))
        yield


def _noting(make: Callable[..., None]) -> Callable[..., None]:
    @wraps(make)
    def noting(self: object, *args: Any, **kwargs: Any) -> None:
        if _MADE not in vars(self):  # what it is built on is made from within its own
            vars(self)[_MADE] = _place_of(sys._getframe(1))
        make(self, *args, **kwargs)

    return noting


def _place_of(frame: Any) -> Place | None:
    """Return the place of the call that a frame is at; None where that is not one of ours."""
    path = Path(frame.f_code.co_filename)
    if UI not in path.parents:
        return None
    around = [call for call in _calls(path) if call.lineno <= frame.f_lineno <= (call.end_lineno or call.lineno)]
    return _named_place(path, max(around, key=lambda call: call.lineno)) if around else None


def origins(field: Input | TextArea) -> set[Place]:
    """Return where a field that is shown was made, and who said what is to be typed there."""
    screen = field.screen
    made = [field, screen, screen._line if isinstance(screen, QuickDialog) else None]
    return {place for each in made if each is not None and (place := vars(each).get(_MADE)) is not None}
