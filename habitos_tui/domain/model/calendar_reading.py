"""What a calendar file says about the coming weeks: which times it takes, and what in it takes none and why."""

from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from habitos_tui.domain.model.base import FrozenModel

MAX_OCCURRENCES: Final = 10_000
"""Times that one file may take in the weeks looked at: far more than a person has, few enough to be kept."""


class Occurrence(FrozenModel):
    """One time at which an event takes place."""

    key: Annotated[str, Field(min_length=1, max_length=64)]
    """The same at every reading, also when the event has moved: from its id and the time it was first meant for."""
    uid: str = ""
    """The id that its calendar gives it."""
    title: str
    start: datetime
    """Aware, or without a zone for what is at that time of the wall clock wherever one is."""
    end: datetime
    all_day: bool = False
    """On whole days; start and end have no zone then."""

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


class LeftOut(FrozenModel):
    """Something in a calendar that takes no time, and why: a sentence without its subject, such as "is cancelled"."""

    title: str
    why: str


class CalendarReading(FrozenModel):
    """What was read from one file; `trouble` says why nothing could be."""

    file: str
    calendar: str
    """The name it gives itself, or that of its folder or file."""
    occurrences: tuple[Occurrence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    trouble: str = ""
    note: str = ""
    """What else there is to say of the file, a sentence without its subject."""
