"""Objectives: what behaviors are for, and how much each matters."""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field

from habitos_tui.domain.model.base import FrozenModel, Identifier

STARTING_OBJECTIVES: Final = ("health", "productivity", "learning", "wellness", "social")
OPTIONAL_OBJECTIVES: Final = ("financial", "creativity", "mindfulness")

CATEGORIES: Final = (
    "health",
    "productivity",
    "learning",
    "wellness",
    "social",
    "financial",
    "creativity",
    "mindfulness",
    "other",
)
"""The categories offered; a behavior may carry one of its own."""

POINTS: Final = 100
"""People see worth in points: model units times this."""

Weight = Annotated[float, Field(ge=0, le=1_000_000)]


class Objective(FrozenModel):
    """What behaviors serve, with its weight relative to the others (any scale, 0 switches it off)."""

    name: Identifier
    weight: Weight


WHOLE: Final = 100.0
"""What weights add up to once one of them was given a share."""


def with_share(weights: Mapping[str, float], name: str, share: float) -> dict[str, float]:
    """Return weights that sum to 100, `name` having `share` (0 to 1) of it.

    The others divide what is left as they did before, equally where they had nothing; one alone keeps everything.
    """
    others = {other: weight for other, weight in weights.items() if other != name}
    if not others:
        return {name: WHOLE}
    total = sum(others.values())
    left = 1 - share
    parts = {other: weight / total if total else 1 / len(others) for other, weight in others.items()}
    return {known: WHOLE * (share if known == name else left * parts[known]) for known in weights}
