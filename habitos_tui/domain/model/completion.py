"""What really happened: completions with their context, and absences."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final
from unicodedata import normalize
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from habitos_tui.domain.model.base import ClockTime, Day, FrozenModel, Identifier, Minutes
from habitos_tui.domain.model.rating_scale import MAX_RATING

Rating = Annotated[int, Field(ge=1, le=MAX_RATING)]
MAX_NOTE: Final = 2000
"""Characters of a note or a reason, line breaks included."""
Note = Annotated[str, Field(max_length=MAX_NOTE)]

MAX_TAGS: Final = 20


def plain_tag(text: object) -> object:
    """Return a tag as it is kept: lower case, single spaces, without any #; what is no text as it is.

    So “#Outdoors” and “outdoors” are one tag.
    """
    if not isinstance(text, str):
        return text
    return " ".join(normalize("NFC", text.lower().replace("#", " ")).split())


def parse_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a line such as "outdoors, with Sam", each once."""
    found = (str(plain_tag(part)) for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _single(tag: str) -> str:
    if "," in tag or not tag.isprintable():
        raise ValueError("must be words without commas")
    return tag


def _sorted(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(tags)))


Tag = Annotated[
    str, BeforeValidator(plain_tag), StringConstraints(min_length=1, max_length=50), AfterValidator(_single)
]
"""A word or a few of the user's own, such as "outdoors", to find and compare completions by."""


class Context(FrozenModel):
    """Where and how a session was done; the planned figures are None when it was not planned."""

    slot: Identifier | None = None
    weekday: Day
    """Monday = 0."""
    planned_minutes: Minutes | None = None
    planned_start: ClockTime | None = None
    energy_before: Annotated[int, Field(ge=1, le=5)] | None = None
    tags: Annotated[tuple[Tag, ...], AfterValidator(_sorted), Field(max_length=MAX_TAGS)] = ()
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
    context: Context


class Skip(FrozenModel):
    """A planned session (or a behavior's day) deliberately left out, with a reason."""

    id: UUID
    behavior: Identifier
    day: date
    recorded_at: AwareDatetime
    reason: Note = ""
    session: UUID | None = None
