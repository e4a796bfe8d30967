"""How a price reads that lies between two proved figures; rounded outwards, so that what is said is true as well."""

from math import ceil, floor
from typing import Final

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.planning.why import PriceRange
from habitos_tui.domain.text.phrasing import MIN_SHOWN, ROUNDING, alike, points

TENTH: Final = 0.1
"""Points are told to the tenth, where they are not very few."""

BEING_NARROWED: Final = " (working it out)"
"""Behind a price that will be told more closely in a moment."""


def is_certain(price: PriceRange) -> bool:
    """Tell whether it is proved that there is a price worth speaking of."""
    return round(price.least, 12) > 0 and (price.most < MIN_SHOWN or price.least >= MIN_SHOWN)


def is_nothing(price: PriceRange) -> bool:
    """Tell whether it is proved that there is no price."""
    return price.most < ROUNDING


def price_words(price: float) -> str:
    """Return "costs 2.3 points", "gains 1.0 points" or "costs nothing"; model units."""
    if abs(price) < MIN_SHOWN:
        return "costs nothing"
    return f"costs {points(price)} points" if price > 0 else f"gains {points(-price)} points"


def total_words(total: float, price: float) -> str:
    """Return "total unchanged", "total 4.0 points lower" or "higher" for a week worth `price` less; model units."""
    if alike(total, total - price):
        return "total unchanged"
    return f"total {points(abs(price))} points {'lower' if price > 0 else 'higher'}"


def in_points(price: PriceRange) -> str:
    """Return "3.0 points" where that is exact, else "2.5 to 3.5 points" or "at most 3.5 points"."""
    if price.most - price.least < min(MIN_SHOWN, 0.001 * price.most) + ROUNDING:
        return f"{points(price.most)} points"
    most = _rounded(price.most, up=True)
    return f"{_rounded(price.least, up=False)} to {most} points" if is_certain(price) else f"at most {most} points"


def proved_points(found: float, price: PriceRange | None) -> str:
    """Return the points that a price comes to for certain, nothing where it may be none.

    `found` is that of the best week found, in model units: all there is to say where nothing was proved.
    """
    if price is None:
        return f"{points(found)} points" if found >= MIN_SHOWN else ""
    return in_points(price) if is_certain(price) else ""


def _rounded(value: float, *, up: bool) -> str:
    amount = value * POINTS
    if amount < TENTH:
        return points(value * (1.1 if up else 0.9))
    tenths = ceil(amount / TENTH - TOLERANCE) if up else floor(amount / TENTH + TOLERANCE)
    return f"{tenths * TENTH:.1f}"
