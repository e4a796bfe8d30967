"""Bars of plain cells: how much of a limit is used, and how much of that is done."""

from dataclasses import dataclass
from typing import Final

from textual.content import Content

DONE: Final = "━"
PLANNED: Final = "─"
FREE: Final = "·"


@dataclass(frozen=True, slots=True)
class Amount:
    """Done and planned (done included) against a limit; None sets no limit, all in one unit."""

    done: float
    planned: float
    limit: float | None = None

    @property
    def over(self) -> bool:
        """Tell whether more is planned than the limit allows."""
        return self.limit is not None and self.planned > self.limit

    @property
    def scale(self) -> float:
        """What the whole bar stands for: the limit, or what is planned where there is none (or less than that)."""
        return max(self.limit or 0.0, self.planned, self.done, 0.0)


def cells_of(value: float, scale: float, width: int) -> int:
    """Return how many of `width` cells `value` fills; something above 0 fills at least one."""
    if value <= 0 or scale <= 0 or width <= 0:
        return 0
    return max(1, min(width, round(width * value / scale)))


def bar(amount: Amount, width: int) -> Content:
    """Return a bar of `width` cells: done heavy, planned light, the rest dots; over the limit in red."""
    done, planned, free = _parts(amount, width)
    return Content.assemble(
        (DONE * done, "$success"),
        (PLANNED * planned, "$text-error" if amount.over else "$primary"),
        (FREE * free, "$foreground 40%"),
    )


def plain_bar(amount: Amount, width: int) -> str:
    """Return the bar without colours, for places that bring their own."""
    done, planned, free = _parts(amount, width)
    return DONE * done + PLANNED * planned + FREE * free


def _parts(amount: Amount, width: int) -> tuple[int, int, int]:
    done = cells_of(amount.done, amount.scale, width)
    planned = max(cells_of(amount.planned, amount.scale, width), done)
    return done, planned - done, width - planned
