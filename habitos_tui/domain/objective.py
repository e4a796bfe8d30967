"""Objectives: what behaviors are for, and how much each matters."""

from typing import Annotated, Final

from pydantic import Field

from habitos_tui.domain.base import Identifier, Model

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

Weight = Annotated[float, Field(ge=0, le=1_000_000)]


class Objective(Model):
    """Something worth living for, with its weight relative to the others (any scale, 0 switches it off)."""

    name: Identifier
    weight: Weight
