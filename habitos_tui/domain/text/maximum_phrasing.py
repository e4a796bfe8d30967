"""What welcoming more of behaviors without a maximum would mean for a week, in sentences."""

from collections.abc import Sequence
from typing import Final, Protocol

from habitos_tui.domain.text.phrasing import count, listed

MAX_NAMED: Final = 5
"""Behaviors that are named one by one."""

CHANGED: Final = (
    "Behaviors without a maximum were planned as often as it paid. Now they are planned as often as you want them."
)
NO_DIFFERENCE: Final = "In this week that makes no difference."


class Difference(Protocol):
    """A behavior, and how often it is in two plans of a week."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def now(self) -> int:
        """Sessions as it is planned now."""
        ...

    @property
    def then(self) -> int:
        """Sessions if more is welcome."""
        ...


def difference_sentence(differences: Sequence[Difference]) -> str:
    """Return "If more is welcome this week has 5 sessions more: Nap 3 → 7 and Run 3 → 4."."""
    if not differences:
        return NO_DIFFERENCE
    more = sum(each.then - each.now for each in differences)
    named = [f"{each.name} {each.now} → {each.then}" for each in differences[:MAX_NAMED]]
    if len(differences) > MAX_NAMED:
        named.append(f"{len(differences) - MAX_NAMED} more")
    return f"If more is welcome this week has {count(more, 'session')} more: {listed(named)}."
