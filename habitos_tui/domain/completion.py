"""What really happened: completions with their context, and absences."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from habitos_tui.domain.base import Day, Identifier, Minutes, Model

Rating = Annotated[int, Field(ge=1, le=5)]
Note = Annotated[str, Field(max_length=2000)]


class Context(Model):
    """Where and how a session was done; the planned figures are None when it was not planned."""

    slot: Identifier | None = None
    weekday: Day
    """Monday = 0."""
    planned_minutes: Minutes | None = None
    planned_start: Annotated[int, Field(ge=0, le=1800)] | None = None
    """Minutes after midnight."""
    energy_before: Annotated[int, Field(ge=1, le=5)] | None = None


class Completion(Model):
    """A behavior done: actual minutes, a rating from 1 to 5 or none, a note."""

    id: UUID
    behavior: Identifier
    day: date
    """The local date it counts for."""
    done_at: AwareDatetime
    """When it began, UTC."""
    start: Annotated[int, Field(ge=0, le=1800)]
    """The same in minutes after local midnight of `day`."""
    minutes: Minutes
    rating: Rating | None = None
    note: Note = ""
    session: UUID | None = None
    """The planned session it fulfils."""
    context: Context


class Skip(Model):
    """A planned session (or a behavior's day) deliberately left out, with a reason."""

    id: UUID
    behavior: Identifier
    day: date
    recorded_at: AwareDatetime
    reason: Note = ""
    session: UUID | None = None
