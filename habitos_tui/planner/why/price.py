"""What is proved about a price: the best week without a demand less the best week with it.

Of neither week more is known than a plan that was found and a bound that no plan exceeds. So a price lies between two
figures, and both proofs go on, side by side, until these are close. See docs/planning-model.md, section 5.2.
"""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

import numpy as np

from habitos_tui.domain.planning.why import PriceRange
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.why.proof import POLL_SECONDS, Proof

NARROW: Final = 0.01
"""Width in model units, one point, at which a price is known well enough."""
NARROW_SHARE: Final = 0.1
"""Width at which it is, as a share of the price."""
LONGER: Final = 1.5
"""How much longer than all before a run has to be for it to come further."""


class PriceProof:
    """Two proofs, side by side; leaving the block ends both.

    `free` is about the week without the demand and `asked` about the one with it.
    """

    def __init__(self, free: Proof, asked: Proof, stop: StopCondition, seconds: float) -> None:
        """`seconds` is the time of the processor that there will be for both together."""
        self.free, self.asked = free, asked
        self._stop = stop
        self._hopeful = [proof for proof in (asked, free) if seconds / 2 >= LONGER * proof.seconds]
        for proof in self._hopeful:
            proof.relax()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free.end()
        self.asked.end()

    @property
    def range(self) -> PriceRange | None:
        """What follows from plans and bounds: a plan with the demand is one without it as well."""
        free, asked = self.free, self.asked
        if not np.isfinite([free.best, asked.best, free.bound]).all():
            return None
        least = max(free.best, asked.best) - min(asked.bound, free.bound)
        return PriceRange(max(least, 0.0), max(free.bound - asked.best, 0.0))

    @property
    def narrow(self) -> bool:
        """Tell whether the price is known well enough, or nothing can be known about it."""
        known = self.range
        return known is None or known.most - known.least <= self._wanted

    @property
    def settled(self) -> bool:
        """Tell whether it would not get any narrower."""
        return self.narrow or self._stop.over or not self._hopeful

    @property
    def _wanted(self) -> float:
        """Width at which the price is known well enough, in model units."""
        known = self.range
        return NARROW if known is None else max(NARROW, NARROW_SHARE * known.most)

    def go_on(self, enough: Callable[[], bool], *, improving: bool = False) -> None:
        """Narrow the price until that is `enough`; where `improving`, look for better plans meanwhile."""
        turn = 0
        while not (self.settled or enough()):
            self._begin(both=improving)
            if improving:
                (self.asked, self.free)[turn % 2].improve()
                turn += 1
            else:
                time.sleep(POLL_SECONDS)
            self.free.follow()
            self.asked.follow()

    def _begin(self, *, both: bool) -> None:
        """Let both proofs run, or at first only the one of which less is known; drop one that has come to its end."""
        for proof in tuple(self._hopeful):
            other = self.asked if proof is self.free else self.free
            wider = proof.distance >= other.distance
            turn = not proof.running and (both or wider or other not in self._hopeful)
            if turn and not proof.begin(self._wanted / 2):
                self._hopeful.remove(proof)


def price_range(free: Proof, asked: Proof, *, seconds: float) -> PriceRange | None:
    """Return between what the price of a demand lies for certain, None where nothing is proved about it.

    The proofs are carried on until it is known within a point or a tenth, or for so many `seconds` of the processor.
    """
    with PriceProof(free, asked, free.search.stop, seconds) as proof:
        end = time.process_time() + seconds
        proof.go_on(lambda: time.process_time() >= end)
    return proof.range
