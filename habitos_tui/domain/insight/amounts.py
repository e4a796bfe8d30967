"""What was counted besides minutes: of the sessions of some days, and week by week.

    DoneAmount       what was done of one behavior in one unit
    Amounts          lines of AmountLine, each of AmountWeek, by the order of the behaviors

A behavior whose unit was changed has a line for each: pages and kilometres are not added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from habitos_tui.domain.insight.evidence import Insight
from habitos_tui.domain.model.agenda import AgendaItem
from habitos_tui.domain.model.amount import Counted


@dataclass(frozen=True, slots=True)
class DoneAmount:
    """What was done of a behavior in one unit, and in how many sessions."""

    behavior: str
    name: str
    counted: Counted
    sessions: int


def done_amounts(items: Iterable[AgendaItem]) -> tuple[DoneAmount, ...]:
    """Return what was done of each behavior, in the order in which they come first."""
    found: dict[tuple[str, str], DoneAmount] = {}
    for item in items:
        counted = None if item.completion is None else item.completion.counted
        if counted is None:
            continue
        key = item.behavior.id, counted.unit
        before = found.get(key)
        amount = counted.amount + (before.counted.amount if before else 0.0)
        sessions = 1 + (before.sessions if before else 0)
        found[key] = DoneAmount(item.behavior.id, item.behavior.name, Counted(amount, counted.unit), sessions)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class AmountWeek:
    """The amount of the week that begins on `week`."""

    week: date
    amount: float


@dataclass(frozen=True, slots=True)
class AmountLine:
    """What was counted of a behavior in one unit, week by week."""

    behavior: str
    name: str
    unit: str
    sessions: int
    """Sessions with an amount in this unit."""
    of_sessions: int
    """Sessions in all."""
    weeks: tuple[AmountWeek, ...]
    """Every week of the span, oldest first, those with nothing too."""

    @property
    def total(self) -> float:
        """The amount of all weeks."""
        return sum(week.amount for week in self.weeks)

    @property
    def mean(self) -> float:
        """The amount of a session that has one, on average."""
        return self.total / self.sessions


@dataclass(frozen=True, slots=True)
class Amounts(Insight):
    """What was counted besides minutes; evidence are the sessions with an amount."""

    lines: tuple[AmountLine, ...]

    EMPTY: ClassVar["Amounts"]


Amounts.EMPTY = Amounts(0, ())
