"""From the times of a calendar to busy time: which dates they lie on, on the person's own wall clock."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from habitos_tui.clock import Clock
from habitos_tui.domain.model.agenda import DatedBusy
from habitos_tui.domain.model.base import MINUTES_PER_DAY, ONE_DAY
from habitos_tui.domain.model.calendar_reading import Occurrence

_MINUTE = timedelta(minutes=1)


def busy_of(occurrence: Occurrence, source: UUID, clock: Clock, first: date, last: date) -> Iterator[DatedBusy]:
    """Yield the busy time of one occurrence on days from `first` up to `last`.

    A night is one piece, named after the day on which it begins; what lasts a day and longer has a piece for each date.
    Seconds are rounded outwards. The id of a piece is the same at every reading.
    """
    start, end = (_shown(moment, clock) for moment in (occurrence.start, occurrence.end))
    if end <= start:  # clocks are turned back while it goes on
        end = start + occurrence.length
    for place, (day, begins, ends) in enumerate(_pieces(start, end)):
        if first <= day < last and begins < ends:
            event = f"{occurrence.key}#{place}"
            own = {"id": uuid5(source, event), "day": day, "start": begins, "end": ends}
            yield DatedBusy(**own, title=occurrence.title[:200], source=source, event=event)


def _shown(moment: datetime, clock: Clock) -> datetime:
    """Return what the wall clock shows at a moment; one without a zone is meant so."""
    return (moment if moment.tzinfo is None else clock.local(moment)).replace(tzinfo=None)


def _pieces(start: datetime, end: datetime) -> Iterator[tuple[date, int, int]]:
    """Yield date, start and end in minutes."""
    if end - start < ONE_DAY:
        midnight = datetime.combine(start.date(), time())
        yield start.date(), (start - midnight) // _MINUTE, -((midnight - end) // _MINUTE)
        return
    day = start.date()
    while datetime.combine(day, time()) < end:
        midnight = datetime.combine(day, time())
        begins = max(0, (start - midnight) // _MINUTE)
        yield day, begins, min(MINUTES_PER_DAY, -((midnight - end) // _MINUTE))
        day += ONE_DAY
