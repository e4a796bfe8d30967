"""Fits effects that add up on the log-odds of a chance, each drawn to nothing as long as little speaks for it.

Logistic regression with normal priors (Gelman et al., Bayesian Data Analysis, 3rd ed., 5.4 and 16; Morris, Parametric
Empirical Bayes Inference, JASA 78, 1983): of what was observed in cells with D done of N that counted,

    log-odds of a cell = offset + the effects of all groups that the cell is in
    maximise    sum over cells of log-likelihood(D, N)  -  sum over effects of effect^2 / (2 * spread^2)

There is one maximum. It is climbed one family of groups after the other, with the quadratic bound of Jaakkola and
Jordan (Statistics and Computing 10, 2000), so that no step goes down.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from types import MappingProxyType
from typing import Final

PRECISE: Final = 1e-3
"""Steps in log-odds that are left undone: they would move a chance by a twentieth of a point at most."""
MOST_ROUNDS: Final = 200
REMEMBERED: Final = 4
"""Fits: of all behaviors, of those that plans learn of, and the same of the time before."""
AT_EVEN_ODDS: Final = 0.25
"""Curvature of the bound where the log-odds are 0."""


def chance_of(log_odds: float) -> float:
    """Return the chance of log-odds."""
    return 1 / (1 + exp(-log_odds))


def log_odds_of(chance: float) -> float:
    """Return the log-odds of a chance above 0 and below 1."""
    return log(chance / (1 - chance))


@dataclass(frozen=True, slots=True)
class Cell:
    """What was observed under the same circumstances."""

    offset: float
    """Log-odds without any effect."""
    done: float
    counted: float
    groups: tuple[Hashable, ...]
    """The group that the cell is in, family by family."""


def additive_effects(cells: Iterable[Cell], spreads: Iterable[float]) -> tuple[Mapping[Hashable, float], ...]:
    """Return the effect of each group by family, in log-odds; `spreads` are their standard deviations beforehand.

    Fits are remembered: as long as nothing is logged, every plan, list and suggestion asks for the same one.
    """
    return _fitted(tuple(cells), tuple(spreads))


@lru_cache(maxsize=REMEMBERED)
def _fitted(cells: tuple[Cell, ...], spreads: tuple[float, ...]) -> tuple[Mapping[Hashable, float], ...]:
    families = [_Family(cells, number, spread) for number, spread in enumerate(spreads)]
    log_odds = [cell.offset for cell in cells]
    for _ in range(MOST_ROUNDS):
        # A list, so that every family takes its step.
        if max([family.improve(log_odds) for family in families], default=0.0) < PRECISE:
            break
    return tuple(MappingProxyType(family.effects()) for family in families)


class _Family:
    """Groups of which each cell is in one."""

    def __init__(self, cells: Sequence[Cell], number: int, spread: float) -> None:
        self._groups = {group: at for at, group in enumerate(dict.fromkeys(cell.groups[number] for cell in cells))}
        self._cells = [(self._groups[cell.groups[number]], cell.done, cell.counted) for cell in cells]
        self._effects = [0.0] * len(self._groups)
        self._pull = 1 / spread**2

    def improve(self, log_odds: list[float]) -> float:
        """Move the effects uphill, and `log_odds` with them; return the length of the longest step."""
        slope = [-effect * self._pull for effect in self._effects]
        bend = [self._pull] * len(self._effects)
        for (group, done, counted), odds in zip(self._cells, log_odds, strict=True):
            chance = 1 / (1 + exp(-odds))
            slope[group] += done - counted * chance
            bend[group] += counted * ((chance - 0.5) / odds if odds else AT_EVEN_ODDS)
        steps = [up / round_ for up, round_ in zip(slope, bend, strict=True)]
        self._effects = [effect + step for effect, step in zip(self._effects, steps, strict=True)]
        for at, (group, _, _) in enumerate(self._cells):
            log_odds[at] += steps[group]
        return max(map(abs, steps), default=0.0)

    def effects(self) -> dict[Hashable, float]:
        return {group: self._effects[at] for group, at in self._groups.items()}
