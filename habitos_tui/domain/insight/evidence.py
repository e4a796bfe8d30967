"""What every insight has in common: the days it looks at and how much evidence it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included; `last` is never before `first`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        """Yield the days in order."""
        return (self.first + timedelta(days=offset) for offset in range(self.days))

    def __contains__(self, day: date) -> bool:
        """Tell whether a day is among them."""
        return self.first <= day <= self.last


NO_DAYS: Final = Span(date.min, date.min)
"""The span of an insight that looked at nothing."""


@dataclass(frozen=True, slots=True)
class Insight:
    """Something the log says. Names in it are as they were typed."""

    evidence: int
    """How many observations it rests on; each insight says which. 0 is the empty state."""

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to say yet."""
        return self.evidence == 0


def share_of(part: float, whole: float) -> float | None:
    """Return part / whole; None of nothing."""
    return part / whole if whole else None
