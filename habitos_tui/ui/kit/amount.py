"""How much of something is done and planned, and how much there may be."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Amount:
    """Done and planned (done included) against a limit; None sets no limit, all in one unit."""

    done: float
    planned: float
    limit: float | None = None

    NOTHING: ClassVar["Amount"]

    @property
    def over(self) -> bool:
        """Tell whether more is planned than the limit allows."""
        return self.limit is not None and self.planned > self.limit

    @property
    def scale(self) -> float:
        """What the whole bar stands for: the limit, or what is planned where there is none (or less than that)."""
        return max(self.limit or 0.0, self.planned, self.done, 0.0)


Amount.NOTHING = Amount(0, 0)
