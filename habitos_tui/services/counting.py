"""What is counted of a session besides its minutes, by what its behavior is counted in."""

from typing import Any

from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.errors import InvalidInputError


def counted_of(behavior: Behavior, amount: float | None) -> Counted | None:
    """Return what is counted of a session: the usual amount where none is said, nothing for 0."""
    wanted = behavior.amount if amount is None else amount
    return Counted(wanted, unit_of(behavior)) if wanted else None


def unit_of(behavior: Behavior) -> str:
    """Return what a behavior is counted in; InvalidInputError where that is nothing but minutes."""
    if behavior.unit is None:
        raise InvalidInputError(
            f"Nothing but minutes is counted of “{behavior.name}”.",
            issues=(("amount", "needs a behavior with a unit"),),
            hint="Give it a unit first, such as pages or km.",
        )
    return behavior.unit


def fields_of(counted: Counted | None) -> dict[str, Any]:
    """Return the fields of a completion that hold an amount, or that there is none."""
    return {"amount": None, "unit": None} if counted is None else {"amount": counted.amount, "unit": counted.unit}
