"""Days on which a person is away: nothing is planned, nothing can be missed, and habits stand still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import Field, model_validator

from habitos_tui.domain.model.base import FrozenModel
from habitos_tui.domain.model.completion import Note
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.validation import FieldIssuesError

MAX_DAYS: Final = 366
"""The longest absence; whoever is away for longer enters another."""

_Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


class AwayReason(StrEnum):
    """Why somebody is away."""

    VACATION = "vacation"
    ILLNESS = "illness"
    OTHER = "other"


class Away(FrozenModel):
    """An absence from `first` to `last`, both included; absences of one profile do not overlap."""

    id: UUID
    first: _Day
    last: _Day
    reason: AwayReason = AwayReason.OTHER
    note: Note = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise FieldIssuesError([("last", "must not be before the first day")])
        if self.days > MAX_DAYS:
            raise FieldIssuesError([("last", f"must be at most {MAX_DAYS} days after the first, both counted")])
        return self

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    @property
    def title(self) -> str:
        """What it is called where there is room for a word: "Vacation", "Illness" or "Away"."""
        return "Away" if self.reason is AwayReason.OTHER else self.reason.value.capitalize()

    def covers(self, day: date) -> bool:
        """Tell whether a day is among its days."""
        return self.first <= day <= self.last

    def within(self, first: date, last: date) -> tuple[date, ...]:
        """Return its days that lie between `first` and `last`, both included."""
        start, end = max(self.first, first), min(self.last, last)
        return tuple(start + timedelta(days=offset) for offset in range((end - start).days + 1))


def away_on(absences: Iterable[Away], day: date) -> Away | None:
    """Return the absence that a day is in."""
    return next((away for away in absences if away.covers(day)), None)


@dataclass(frozen=True, slots=True)
class ReducedTarget:
    """A behavior that is wanted `target` times in a week instead of the `usual` times, for the `days` that are left."""

    behavior: str
    name: str
    target: int
    usual: int
    days: int
    unit: str = ""
    """What is counted, where that is not how often."""
    paused: bool = False
    """Whether days are lost to a pause of the behavior."""
