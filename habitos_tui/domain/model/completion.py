"""What really happened: completions with their context, and absences."""

from datetime import date
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from habitos_tui.domain.model.amount import Amount, Counted, Unit
from habitos_tui.domain.model.base import ClockTime, Day, FrozenModel, Identifier, Minutes
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.model.tag import Tags
from habitos_tui.domain.model.validation import FieldIssuesError

Rating = Annotated[int, Field(ge=1, le=MAX_RATING)]
MAX_NOTE: Final = 2000
"""Characters of a note or a reason, line breaks included."""
Note = Annotated[str, Field(max_length=MAX_NOTE)]


class Context(FrozenModel):
    """Where and how a session was done; the planned figures are None when it was not planned."""

    slot: Identifier | None = None
    weekday: Day
    """Monday = 0."""
    planned_minutes: Minutes | None = None
    planned_start: ClockTime | None = None
    energy_before: Annotated[int, Field(ge=1, le=5)] | None = None
    tags: Tags = ()
    """In alphabetical order."""


class Completion(FrozenModel):
    """A behavior done: actual minutes, a rating from 1 to 5 or none, a note."""

    id: UUID
    behavior: Identifier
    day: date
    """The local date it counts for."""
    done_at: AwareDatetime
    """When it began, UTC."""
    start: ClockTime
    """The same on the local wall clock, after midnight of `day`."""
    minutes: Minutes
    rating: Rating | None = None
    note: Note = ""
    session: UUID | None = None
    """The planned session it fulfils."""
    amount: Amount | None = None
    """How much was done of what is counted besides minutes; None where that was not said."""
    unit: Unit | None = None
    """What the amount was counted in then: another unit of the behavior does not turn pages into kilometres."""
    context: Context

    @model_validator(mode="after")
    def _amount_in_a_unit(self) -> Self:
        if (self.amount is None) != (self.unit is None):
            raise FieldIssuesError([("amount", "goes with a unit, and a unit with an amount")])
        return self

    @property
    def counted(self) -> Counted | None:
        """The amount with its unit."""
        return None if self.amount is None or self.unit is None else Counted(self.amount, self.unit)


class Skip(FrozenModel):
    """A planned session (or a behavior's day) deliberately left out, with a reason."""

    id: UUID
    behavior: Identifier
    day: date
    recorded_at: AwareDatetime
    reason: Note = ""
    session: UUID | None = None
