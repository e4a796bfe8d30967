"""The drawn and hand-made weeks with the best objective and bound known for each."""

from pathlib import Path
from typing import Final

from habitos_tui.domain.model.problem import Problem

FOLDER: Final = Path(__file__).parent / "instances"
NAMES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def sample(name: str) -> Problem:
    """Return one of the instances."""
    return Problem.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def best_known(problem: Problem) -> float:
    """Return the best objective known for an instance."""
    assert problem.best is not None
    return float(str(problem.best["objective"]))
