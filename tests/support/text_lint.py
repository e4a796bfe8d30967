"""Finds the places where a widget is given user text that did not pass the gate.

It reads names, not values, so it looks for the obvious holes only: an f-string or a looked-up value where Textual
parses markup, and fields that hold user text where control characters would reach the screen. Local names are trusted.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.text_types import Types, called

_ALL = -1

# Where a text stands among the positional arguments, and as which keyword.
_MARKUP: dict[str, tuple[int | None, str]] = {
    "Static": (0, "content"),
    "Label": (0, "content"),
    "Button": (0, "label"),
    "Checkbox": (0, "label"),
    "RadioButton": (0, "label"),
    "Option": (0, "prompt"),
    "Selection": (0, "prompt"),
    "Tab": (0, "label"),
    "TabPane": (0, "title"),
    "Collapsible": (None, "title"),
    "add_option": (0, "option"),
    "with_tooltip": (0, "tooltip"),
    "update": (0, "content"),
    "from_markup": (0, "markup"),
}
_CELLS: dict[str, tuple[int | None, str]] = {
    "add_row": (_ALL, "label"),
    "add_column": (0, "label"),
    "add_columns": (_ALL, ""),
    "update_cell": (2, "value"),
    "update_cell_at": (1, "value"),
    "add_leaf": (0, "label"),
}
_PLAIN: dict[str, tuple[int | None, str]] = {
    "Content": (0, "text"),
    "styled": (0, "text"),
    "assemble": (_ALL, ""),
    "Text": (0, "text"),
    "Segment": (0, "text"),
}
_MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
_PLAIN_ATTRIBUTES = {"title", "sub_title"}

_GATES = {"clean", "clean_lines", "shorten"}
_CONTENT = {"safe", "safe_lines", "Content", "assemble", "styled"}
_STRING_METHODS = {"upper", "lower", "capitalize", "strip", "rstrip", "ljust", "rjust", "center", "replace", "format"}
_USER_TEXT = {"name", "title", "note", "reason", "category", "subject", "sentence", "text", "message", "hint", "slot"}


class Hole(NamedTuple):
    """A line where user text may get through, and what to do about it."""

    line: int
    advice: str


def holes(tree: ast.Module, types: Types) -> list[Hole]:
    """Return the holes in a module of the interface, in the order of its lines."""
    finder = _Finder(types)
    finder.visit(tree)
    return sorted(finder.found)


class _Finder(ast.NodeVisitor):
    def __init__(self, types: Types) -> None:
        self.found: list[Hole] = []
        self._types = types
        self._class: str | None = None
        self._safe_notifiers = {"self.app", "super()"}  # the app's own notify lets nothing through

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer = self._class, self._safe_notifiers
        self._class = node.name
        if any(isinstance(each, ast.FunctionDef) and each.name == "notify" for each in node.body):
            self._safe_notifiers = {*self._safe_notifiers, "self"}
        self.generic_visit(node)
        self._class, self._safe_notifiers = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                if target.attr in _MARKUP_ATTRIBUTES:
                    self._check_markup(node.value)
                elif target.attr in _PLAIN_ATTRIBUTES:
                    self._check_plain(node.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = called(node)
        if name == "notify":
            self._check_notify(node)
        elif name in _MARKUP and not _updates_something_else(node):
            check = self._check_plain if _says_no_markup(node) else self._check_markup
            for value in _texts(node, *_MARKUP[name]):
                check(value)
        elif name in _CELLS:
            for value in _texts(node, *_CELLS[name]):
                self._check_cell(value)
        elif name in _PLAIN:
            for value in _texts(node, *_PLAIN[name]):
                self._check_plain(value)
        self.generic_visit(node)

    def _check_notify(self, node: ast.Call) -> None:
        receiver = ast.unparse(node.func).rpartition(".")[0]
        if receiver not in self._safe_notifiers and not _says_no_markup(node):
            self._report(node, "notify parses markup: use announce(), self.app.notify() or markup=False")

    def _check_markup(self, value: ast.expr) -> None:
        if self._is_raw(value):
            self._report(value, f"{ast.unparse(value)} is parsed as markup: give safe(...) or Content")

    def _check_cell(self, value: ast.expr) -> None:
        if isinstance(value, ast.Call) and called(value) in _CONTENT:
            self._report(value, "a DataTable or Tree cannot measure Content: give Text(clean(...))")
        elif self._is_raw(value):
            self._report(value, f"{ast.unparse(value)} is parsed as markup: give Text(clean(...))")

    def _check_plain(self, value: ast.expr) -> None:
        for part in _parts(value):
            if isinstance(part, ast.Attribute) and part.attr in _USER_TEXT and not self._is_content(part):
                self._report(part, f"{ast.unparse(part)} may hold control characters: give safe(...) or clean(...)")

    def _report(self, node: ast.expr, advice: str) -> None:
        self.found.append(Hole(node.lineno, advice))

    def _is_raw(self, value: ast.expr) -> bool:
        """Tell whether a value is, or is made from, something looked up rather than written here."""
        match value:
            case ast.JoinedStr():
                return any(_may_be_text(part) for part in value.values if isinstance(part, ast.FormattedValue))
            case ast.Attribute():
                return not (value.attr.isupper() or self._is_content(value))
            case ast.Subscript():
                return not ast.unparse(value).split("[")[0].isupper()
            case ast.BinOp(left=left, right=right):
                return self._is_raw(left) or self._is_raw(right)
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_raw(body) or self._is_raw(orelse)
            case ast.BoolOp(values=values):
                return any(map(self._is_raw, values))
            case ast.Call():
                return called(value) in _GATES or _makes_string(value)
        return False

    def _is_content(self, node: ast.Attribute) -> bool:
        own = isinstance(node.value, ast.Name) and node.value.id == "self"
        return self._types.is_content(node.attr, self._class if own else None)


def _texts(node: ast.Call, position: int | None, keyword: str) -> Iterator[ast.expr]:
    """Yield the arguments of a call that are shown; a starred one is a local name and trusted."""
    shown = node.args if position == _ALL else [] if position is None else node.args[position : position + 1]
    yield from (each for each in shown if not isinstance(each, ast.Starred))
    yield from (each.value for each in node.keywords if each.arg == keyword)


def _updates_something_else(node: ast.Call) -> bool:
    """Tell whether `x.update(y.z)` more likely changes a repository or a mapping than a Static."""
    looked_up = bool(node.args) and isinstance(node.args[0], ast.Attribute | ast.Subscript)
    return called(node) == "update" and looked_up and "query" not in ast.unparse(node.func)


def _says_no_markup(node: ast.Call) -> bool:
    return any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in node.keywords)


def _may_be_text(part: ast.FormattedValue) -> bool:
    """Tell whether a placeholder could be more than a number: a format such as `:d` or `:.1f` refuses strings."""
    if part.format_spec is not None and ast.unparse(part.format_spec).rstrip("'\"")[-1:] in set("dfeg%n"):
        return False
    shown = part.value
    if isinstance(shown, ast.Call):
        return called(shown) not in {"len", "round", "int", "sum"}
    return not (isinstance(shown, ast.Name | ast.Attribute) and ast.unparse(shown).rpartition(".")[2].isupper())


def _makes_string(call: ast.Call) -> bool:
    text_of_literal = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Constant)
    return called(call) in _STRING_METHODS | {"str"} or text_of_literal


def _parts(value: ast.expr) -> Iterator[ast.expr]:
    """Yield what a text is put together from, without looking into calls that may clean it."""
    match value:
        case ast.JoinedStr(values=inner) | ast.BoolOp(values=inner) | ast.Tuple(elts=inner) | ast.List(elts=inner):
            pass
        case ast.FormattedValue(value=only) | ast.GeneratorExp(elt=only) | ast.ListComp(elt=only):
            inner = [only]
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            inner = [left, right]
        case ast.Call() if _makes_string(value):
            receiver = [value.func.value] if isinstance(value.func, ast.Attribute) else []
            inner = [*receiver, *value.args]
        case _:
            yield value
            return
    for part in inner:
        yield from _parts(part)
