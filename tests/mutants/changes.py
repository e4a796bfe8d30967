"""Which small changes there are: those of mutmut to conditions, numbers, signs and calls, and a few of our own.

Texts are left as they are, for their wording is free, and so are annotations, decorators and defaults of arguments.
What follows from a change to a type alone, such as None for a value, is left to the type checker.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

from tests.mutants.mutant import Mutant

Node = Any
"""A node of libcst, which brings its own types only where it is installed."""

UNTOUCHED: Final = (cst.Annotation, cst.Decorator, cst.Parameters, cst.Raise, cst.Assert)
NEVER: Final = m.Call(func=m.Name("assert_never"))
NEVER_BLOCK: Final = m.IndentedBlock(body=[m.SimpleStatementLine(body=[m.Expr(value=NEVER)])])
STRICT: Final = m.Arg(keyword=m.Name("strict"))
"""Of zip: a safety net under code that gives it what is of one length."""
PARTNERS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Return every mutant of a file, in the order of its lines."""
    wrapper = MetadataWrapper(cst.parse_module((root / path).read_text(encoding="utf-8")), unsafe_skip_copy=True)
    positions, module = wrapper.resolve(PositionProvider), wrapper.module
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for scope, constant, node in _places(module):
        for changed in _changes(node):
            before, after = _texts(module, node, changed)
            seen[scope, before, after] += 1
            place = positions[node]
            found.append(
                Mutant(
                    path,
                    scope,
                    place.start.line,
                    place.end.line,
                    before,
                    after,
                    seen[scope, before, after],
                    constant,
                    partial(_code, module, node, changed),
                )
            )
    return found


def _code(module: Node, node: Node, changed: Node) -> str:
    return str(module.deep_replace(node, changed).code)


def _texts(module: Node, node: Node, changed: Node) -> tuple[str, str]:
    """Return how a place reads before and after; of a match, the case that is left out."""
    if isinstance(node, cst.Match):
        case = next(case for case in node.cases if case not in changed.cases)
        return f"case {module.code_for_node(case.pattern)}", "(no such case)"
    return tuple(re.sub(r"\s+", " ", module.code_for_node(each)).strip() for each in (node, changed))  # type: ignore[return-value]


def _places(module: Node) -> Iterator[tuple[str, bool, Node]]:
    """Yield the nodes that may be changed, each with its scope and whether that is a constant."""
    for statement in module.body:
        if isinstance(statement, cst.SimpleStatementLine):
            for part in statement.body:
                name, value = _constant(part)
                if name and not m.findall(value, m.Call()):  # a table of things is data, as free as a text
                    yield from ((name, True, node) for node in _below(value) if isinstance(node, cst.BaseNumber))
        else:
            yield from ((scope, False, node) for scope, node in _in_functions(statement, ""))


def _constant(part: Node) -> tuple[str, Node]:
    if isinstance(part, cst.AnnAssign) and isinstance(part.target, cst.Name) and part.value is not None:
        return part.target.value, part.value
    if isinstance(part, cst.Assign) and len(part.targets) == 1 and isinstance(part.targets[0].target, cst.Name):
        return part.targets[0].target.value, part.value
    return "", None


def _in_functions(statement: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    if isinstance(statement, cst.FunctionDef):
        yield from ((prefix + statement.name.value, node) for node in _below(statement.body))
    elif isinstance(statement, cst.ClassDef):
        for part in statement.body.body:
            yield from _in_functions(part, f"{prefix}{statement.name.value}.")


def _below(node: Node) -> Iterator[Node]:
    if isinstance(node, UNTOUCHED) or m.matches(node, STRICT):
        return
    yield node
    for child in node.children:
        yield from _below(child)


def _changes(node: Node) -> Iterator[Node]:
    for kind, change in OPERATORS:
        if isinstance(node, kind):
            yield from change(node)


def _fewer_options(node: Node) -> Iterator[Node]:
    """Leave out each argument that is given by name; the type checker finds the others."""
    for place, argument in enumerate(node.args):
        if argument.keyword is not None and not m.matches(argument, STRICT):
            kept = [*node.args[:place], *node.args[place + 1 :]]
            last = [each.with_changes(comma=cst.MaybeSentinel.DEFAULT) for each in kept[-1:]]
            yield node.with_changes(args=[*kept[:-1], *last])


def _partner(node: Node) -> Iterator[Node]:
    """Take the least for the most, and any for all."""
    if isinstance(node.func, cst.Name) and node.func.value in PARTNERS:
        yield node.with_changes(func=cst.Name(PARTNERS[node.func.value]))


def _other_way(node: Node) -> Iterator[Node]:
    """Turn a condition round that has no operator which could be changed."""
    if isinstance(node.test, cst.Name | cst.Attribute | cst.Call | cst.NamedExpr | cst.Subscript):
        inner = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        test = cst.UnaryOperation(cst.Not(), inner, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(test=test)


def _case_left_out(node: Node) -> Iterator[Node]:
    """Leave out each case but the one that is never reached."""
    for changed in mutators.operator_match(node):
        (gone,) = (case for case in node.cases if case not in changed.cases)
        if not m.matches(gone.body, NEVER_BLOCK):
            yield changed


def _left_out(node: Node) -> Iterator[Node]:
    """Leave out a call that is made for what it does; one that is never made is there for the type checker."""
    if isinstance(node.value, cst.Call | cst.Yield | cst.Await) and not m.matches(node.value, NEVER):
        yield cst.Pass()


OPERATORS: Final[tuple[tuple[Any, Callable[[Any], Iterator[Any]]], ...]] = (
    (cst.BaseNumber, mutators.operator_number),
    (cst.Name, mutators.operator_name),
    (cst.AugAssign, mutators.operator_augmented_assignment),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.Call, mutators.operator_symmetric_string_methods_swap),
    (cst.Call, mutators.operator_unsymmetrical_string_methods_swap),
    (cst.CSTNode, mutators.operator_keywords),
    (cst.CSTNode, mutators.operator_swap_op),
    (cst.Match, _case_left_out),
    (cst.IfExp, mutators.operator_if_exp),
    (cst.Call, _fewer_options),
    (cst.Call, _partner),
    (cst.If | cst.While | cst.CompIf, _other_way),
    (cst.Expr, _left_out),
)
