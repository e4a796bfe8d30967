"""What behaviors of a category usually do for objectives: a start for those who do not want to begin with nothing."""

from collections.abc import Collection, Iterable
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.services.demo.catalogue import CATALOGUE

_LEAST: Final = 0.1
"""Impacts below are left out: they say little, and fill the form."""
_OF_ITS_NAME: Final = 0.7


def usual_impacts(category: str, objectives: Collection[str], known: Iterable[Behavior]) -> dict[str, float]:
    """Return impacts on `objectives`, in tenths: the mean of the ready-made behaviors of the category.

    A category of the person's own has the mean of those `known` in it; without any, it serves what it is named after.
    """
    alike = [behavior for behavior in CATALOGUE if behavior.category == category]
    alike = alike or [behavior for behavior in known if behavior.category == category]
    if not alike:
        return {category: _OF_ITS_NAME} if category in objectives else {}
    means = {name: round(sum(b.impacts.get(name, 0.0) for b in alike) / len(alike), 2) for name in objectives}
    return {name: round(mean, 1) for name, mean in means.items() if abs(mean) >= _LEAST}
