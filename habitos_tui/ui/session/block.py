"""A session as a block of a day, for grid, list and detail pane."""

from dataclasses import dataclass
from uuid import UUID

from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, SessionState, WeekAgenda
from habitos_tui.text import clean, clean_lines
from habitos_tui.ui.kit.marks import Mark, mark_of, state_glyph


@dataclass(frozen=True, slots=True)
class Block:
    """A session or an unplanned completion; times in minutes after midnight of its day."""

    key: str
    """Stays the same from one reading of the database to the next."""
    session: UUID | None
    behavior: str
    day: int
    start: int
    minutes: int
    name: str
    category: str
    mark: Mark
    state: SessionState
    locked: bool
    rating: int | None

    @property
    def end(self) -> int:
        """End in minutes after midnight."""
        return self.start + self.minutes

    @property
    def glyph(self) -> str:
        """One cell that shows its state without colour."""
        return state_glyph(self.state, locked=self.locked)


def energy_done(day: DayAgenda) -> float:
    """Return the energy that the sessions done cost."""
    return sum(item.behavior.energy_cost for item in day.items if item.state is SessionState.DONE)


def key_of(item: AgendaItem) -> str:
    """Return the key of an item on every screen; it stays the same when the session is done, rated or skipped."""
    known = item.session or item.completion or item.skip
    return str(known.id) if known is not None else item.behavior.id


def has_time(item: AgendaItem) -> bool:
    """False for a skip without a session, which has no place on the grid."""
    return item.session is not None or item.completion is not None


def note_of(item: AgendaItem) -> str:
    """Return the note of a completion or the reason of a skip."""
    if item.completion is not None:
        return clean_lines(item.completion.note)
    return "" if item.skip is None else clean_lines(item.skip.reason)


def blocks_of(agenda: WeekAgenda) -> tuple[Block, ...]:
    """Return the blocks of a week by day, then by start."""
    items = ((day, item) for day, agenda_day in enumerate(agenda.days) for item in agenda_day.items if has_time(item))
    ordered = sorted(items, key=lambda found: (found[0], found[1].start, found[1].behavior.id))
    return tuple(_block(day, item) for day, item in ordered)


def _block(day: int, item: AgendaItem) -> Block:
    session, completion = item.session, item.completion
    return Block(
        key=key_of(item),
        session=None if session is None else session.id,
        behavior=item.behavior.id,
        day=day,
        start=item.start,
        minutes=item.minutes,
        name=clean(item.behavior.name),
        category=item.behavior.category,
        mark=mark_of(item.behavior.category),
        state=item.state,
        locked=session is not None and session.locked,
        rating=None if completion is None else completion.rating,
    )
