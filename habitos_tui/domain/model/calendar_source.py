"""A calendar that a person's busy time is read from, again and again."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from habitos_tui.domain.model.base import FrozenModel
from habitos_tui.domain.model.calendar_reading import Occurrence

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Words = Annotated[tuple[Word, ...], Field(max_length=50)]


class CalendarSource(FrozenModel):
    """Where a calendar lies, and what of it counts."""

    id: UUID
    name: Word
    location: Annotated[str, Field(min_length=1, max_length=4096)]
    """The absolute path of a file or folder."""
    whole_days: bool = False
    """Whether events of whole days take time; most are birthdays."""
    calendars: Words = ()
    """Of a folder with several only these; all if there are none."""
    titles: Words = ()
    """Only events with one of these in their title, whatever the case; all if there are none."""
    without: Words = ()
    """No events with one of these in their title."""
    read_at: AwareDatetime | None = None
    """When it was read last."""

    def reads(self, calendar: str) -> bool:
        """Tell whether a calendar of that name counts."""
        return not self.calendars or calendar.casefold() in {name.casefold() for name in self.calendars}

    def left_out(self, occurrence: Occurrence) -> str:
        """Return why one time of an event does not count, as "is a whole day"; "" if it does."""
        title = occurrence.title.casefold()
        if occurrence.all_day and not self.whole_days:
            return "takes whole days, which do not count here"
        if self.titles and not any(word.casefold() in title for word in self.titles):
            return f"has none of the words asked for: {', '.join(self.titles)}"
        hit = next((word for word in self.without if word.casefold() in title), None)
        return "" if hit is None else f"has “{hit}” in its title"
