"""Bars of plain cells: how much of a limit is used, and how much of that is done."""

from typing import Final

from textual.content import Content

from habitos_tui.ui.kit.amount import Amount

DONE: Final = "━"
PLANNED: Final = "─"
FREE: Final = "·"


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
