"""What a little more room in each limit of a week is worth."""

from dataclasses import dataclass

from pydantic import JsonValue

from habitos_tui.domain.model.plan import Limit
from habitos_tui.domain.planning.why import PriceRange


@dataclass(frozen=True, slots=True)
class LimitPrice:
    """What a little more room in a limit is worth; model units."""

    limit: Limit
    gain: float
    change: dict[str, JsonValue]
    """The adjustment that was priced."""
    sentence: str
    """Such as "Weekday time 180 min: 15 more minutes are worth 2.5 to 3.4 points"."""
    price_range: PriceRange | None = None
    """What is proved about the gain; None when nothing is."""


@dataclass(frozen=True, slots=True)
class LimitPrices:
    """What more room in each limit is worth, the most valuable first; limits that are worth nothing are left out."""

    found: tuple[LimitPrice, ...] = ()
    complete: bool = True
    """False when time was up before all limits were looked at: what is missing may be worth something."""
