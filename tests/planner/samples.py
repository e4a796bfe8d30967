"""The drawn and hand-made weeks with the best objective and bound known for each, by the edition of the model."""

from pathlib import Path
from typing import Final

from habitos_tui.domain.model.problem import Problem

FOLDER: Final = Path(__file__).parent / "instances"
FIRST: Final = "first-edition"
HARD: Final = "hard"
"""Weeks of the first edition that take long to prove; benchmarks alone use them."""
NAMES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
FIRST_NAMES: Final = tuple(f"{FIRST}/{path.stem}" for path in sorted((FOLDER / FIRST).glob("*.json")))
HARD_NAMES: Final = tuple(f"{FIRST}/{HARD}/{path.stem}" for path in sorted((FOLDER / FIRST / HARD).glob("*.json")))


def sample(name: str) -> Problem:
    """Return one of the instances."""
    return Problem.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def best_known(problem: Problem) -> float:
    """Return the best objective known for an instance."""
    return _known(problem, "objective")


def proven_bound(problem: Problem) -> float:
    """Return what no plan of an instance can be worth more than."""
    return _known(problem, "bound")


def _known(problem: Problem, figure: str) -> float:
    assert problem.best is not None
    return float(str(problem.best[figure]))
