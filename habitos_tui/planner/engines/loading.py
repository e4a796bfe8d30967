"""Engines by name, each loaded when it is asked for: a machine may lack what one of them needs."""

from importlib.util import find_spec
from typing import Any, Final

from habitos_tui.errors import SolverError
from habitos_tui.planner.engines.engine import Engine

LIBRARIES: Final = {"smooth": ("scipy",), "evolve": ("pymoo",)}
"""What engines need beside HiGHS."""
MISSING: Final = "Something is missing"
INSTALL: Final = "pip install 'habitos-tui[solvers]' (pipx inject habitos-tui pymoo scipy)"


def highs(**options: Any) -> Engine:
    """Return HiGHS; raises SolverError with what plans without it where it cannot be loaded."""
    try:
        from habitos_tui.planner.engines.highs import Highs  # noqa: PLC0415 - other engines do without it
    except ImportError as error:
        message = f"HiGHS, the solver, cannot be loaded here: {error}."
        hint = "CBC plans without it, and so does evolve (--engine cbc or --engine evolve, or the options of Solve)."
        missing = "" if find_spec("pymoo") else f" Evolve needs pymoo: {INSTALL}."
        raise SolverError(message, title=MISSING, hint=hint + missing) from error
    return Highs(**options)


def has_highs() -> bool:
    """Tell whether HiGHS can be loaded."""
    try:
        highs()
    except SolverError:
        return False
    return True


def cbc() -> Engine:
    """Return CBC."""
    from habitos_tui.planner.engines.cbc import Cbc  # noqa: PLC0415 - as above

    return Cbc()


def require(name: str) -> None:
    """Raise SolverError with what to install where an engine needs what is not there."""
    if missing := [library for library in LIBRARIES.get(name, ()) if find_spec(library) is None]:
        message = f"The engine {name} needs what is not installed: {', '.join(missing)}."
        raise SolverError(message, title=MISSING, hint=INSTALL)
