"""Put a change into this process: the code of functions that live already is exchanged, so nothing is imported anew."""

import ast
import gc
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.mutants.mutant import Mutant

Functions = dict[tuple[str, str, int], list[FunctionType]]


class CannotApplyError(Exception):
    """A change of which the code does not compile, or whose function lives nowhere."""


def living_functions(package: Path) -> Functions:
    """Return the functions that are defined in a package, by file, qualified name and first line."""
    gc.unfreeze()
    found: Functions = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(str(package)):
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    gc.freeze()
    return dict(found)


def forget_results(package: Path) -> None:
    """Empty the caches of a package's functions: a change would not be seen where the answer is known already."""
    gc.unfreeze()
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper):
            file = getattr(inspect.unwrap(each), "__code__", None)
            if file is not None and file.co_filename.startswith(str(package)):
                each.cache_clear()


def apply(mutant: Mutant, root: Path, functions: Functions) -> None:
    """Change what the mutant changes, for the rest of this process."""
    file = str(root / mutant.path)
    if mutant.constant:
        _change_constant(mutant, file)
        return
    changed = [code for code in _codes(_compiled(mutant, file)) if code.co_qualname == mutant.scope]
    exchanged = 0
    for code in changed:
        for function in functions.get((file, code.co_qualname, code.co_firstlineno), ()):
            if function.__code__.co_freevars != code.co_freevars:
                raise CannotApplyError(mutant)
            function.__code__ = code
            exchanged += 1
    if not exchanged:
        raise CannotApplyError(mutant)


def _compiled(mutant: Mutant, file: str) -> CodeType:
    try:
        return compile(mutant.source(), file, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise CannotApplyError(mutant) from error


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _change_constant(mutant: Mutant, file: str) -> None:
    """Give every module that has the constant the new value; what was worked out from it on import stays."""
    module = next(each for each in list(sys.modules.values()) if getattr(each, "__file__", None) == file)
    old = vars(module)[mutant.scope]
    new = eval(_value_of(mutant), vars(module).copy())
    for each in list(sys.modules.values()):
        names: dict[str, Any] = getattr(each, "__dict__", {})
        if each.__name__.startswith(("habitos_tui", "tests")) and names.get(mutant.scope) is old:
            names[mutant.scope] = new


def _value_of(mutant: Mutant) -> str:
    for statement in ast.parse(mutant.source()).body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=mutant.scope), value=ast.expr() as value):
                return ast.unparse(value)
            case ast.Assign(targets=[ast.Name(id=mutant.scope)], value=value):
                return ast.unparse(value)
    raise CannotApplyError(mutant)
