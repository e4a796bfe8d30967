"""Pauses: days on which one behavior rests, as for an injury, while everything else goes on.

A pause is an absence of one behavior: nothing is asked of it, nothing can be missed, its streak and its strength stand
still, and what is done all the same counts.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from habitos_tui.domain.model.base import FrozenModel, Identifier
from habitos_tui.domain.model.completion import Note
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.validation import FieldIssuesError

_Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


class Pause(FrozenModel):
    """The pause of a behavior from `first` to `last`, both included; those of one behavior do not overlap."""

    id: UUID
    behavior: Identifier
    first: _Day
    last: _Day | None = None
    """None until the behavior is taken up again."""
    note: Note = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise FieldIssuesError([("last", "must not be before the first day")])
        return self

    @property
    def end(self) -> date:
        """The last day, of an open one the last of all days."""
        return LATEST if self.last is None else self.last

    def covers(self, day: date) -> bool:
        """Tell whether a day is among its days."""
        return self.first <= day <= self.end

    def within(self, first: date, last: date) -> tuple[date, ...]:
        """Return its days that lie between `first` and `last`, both included."""
        start, end = max(self.first, first), min(self.end, last)
        return tuple(start + timedelta(days=offset) for offset in range((end - start).days + 1))


def paused_on(pauses: Iterable[Pause], behavior: str, day: date) -> Pause | None:
    """Return the pause that a behavior is in on a day."""
    return next((pause for pause in pauses if pause.behavior == behavior and pause.covers(day)), None)


def paused_days(pauses: Iterable[Pause], behavior: str, first: date, last: date) -> frozenset[date]:
    """Return the days from `first` to `last` on which a behavior is paused."""
    return frozenset(day for pause in pauses if pause.behavior == behavior for day in pause.within(first, last))
