"""Which attributes of the interface's classes hold Content, as far as their annotations tell."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

_STYLED = re.compile(r"\b(Content|Text)\b")
_RAW = re.compile(r"\b(str|ContentType|VisualType)\b")
_MAKERS = {"safe", "safe_lines", "Content", "assemble", "styled", "Text"}


@dataclass
class Declared:
    """A class: the names of its bases, and its attributes, each with whether it holds Content."""

    bases: list[str]
    attributes: dict[str, bool] = field(default_factory=dict)


class Types:
    """What the classes of some modules say about their attributes; a class is known by its bare name."""

    def __init__(self, trees: Iterable[ast.Module] = ()) -> None:
        self._classes: dict[str, Declared] = {}
        for tree in trees:
            self.learn(tree)

    def learn(self, tree: ast.Module) -> None:
        """Add the classes of a module."""
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = [base.id for base in map(_unsubscripted, node.bases) if isinstance(base, ast.Name)]
                self._classes[node.name] = Declared(bases, dict(_attributes(node)))

    def is_content(self, attribute: str, of: str | None = None) -> bool:
        """Tell whether `attribute` of class `of`, or of every class that has one, holds Content."""
        inherited = self._inherited(attribute, of)
        if inherited is not None:
            return inherited
        kinds = {known.attributes[attribute] for known in self._classes.values() if attribute in known.attributes}
        return kinds == {True}

    def _inherited(self, attribute: str, of: str | None) -> bool | None:
        known = self._classes.get(of or "")
        if known is None:
            return None
        if attribute in known.attributes:
            return known.attributes[attribute]
        found = (self._inherited(attribute, base) for base in known.bases if base != of)
        return next((kind for kind in found if kind is not None), None)


def _unsubscripted(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Subscript) else node


def _attributes(node: ast.ClassDef) -> Iterator[tuple[str, bool]]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, _is_styled(statement.annotation)
        elif isinstance(statement, ast.FunctionDef):
            if any(ast.unparse(decorator).endswith("property") for decorator in statement.decorator_list):
                yield statement.name, _is_styled(statement.returns)
            yield from _set_in(statement)


def _set_in(function: ast.FunctionDef) -> Iterator[tuple[str, bool]]:
    given = {each.arg: _is_styled(each.annotation) for each in (*function.args.args, *function.args.kwonlyargs)}
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign) and _is_attribute(node.target):
            yield node.target.attr, _is_styled(node.annotation)
        elif isinstance(node, ast.Assign):
            for target, value in _pairs(node.targets[0], node.value):
                if _is_attribute(target):
                    yield target.attr, _holds_content(value, given)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=False)
    else:
        yield target, value


def _is_attribute(node: ast.expr) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"


def _is_styled(annotation: ast.expr | None) -> bool:
    written = "" if annotation is None else ast.unparse(annotation)
    return bool(_STYLED.search(written)) and not _RAW.search(written)


def _holds_content(value: ast.expr, given: dict[str, bool]) -> bool:
    if isinstance(value, ast.Name):
        return given.get(value.id, False)
    return isinstance(value, ast.Call) and called(value) in _MAKERS


def called(call: ast.Call) -> str:
    """Return the last name of what is called: `assemble` for `Content.assemble(...)`."""
    return ast.unparse(call.func).rpartition(".")[2]
