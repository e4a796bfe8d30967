"""A session of the week: as a block for grid, list and detail pane, and in full with its worth by objective."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from textual.content import Content

from habitos_tui.domain.insight.amounts import done_amounts
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, PlannedSession, SessionState, WeekAgenda
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.text.amount_phrasing import amount_done, amount_text, usual_amount
from habitos_tui.domain.text.behavior_phrasing import energy_phrase
from habitos_tui.domain.text.phrasing import count, duration, number, percent, points, slot_label, stars
from habitos_tui.text import cell_width, clean, clean_lines, shorten
from habitos_tui.ui.kit.dates import day_title, from_to
from habitos_tui.ui.kit.marks import DONE, LOCK, STATE_GLYPHS, Mark, mark_of, state_glyph, tag_words
from habitos_tui.ui.kit.safe_text import MUTED, safe, safe_lines


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
    best: int | None = None
    """When it would best begin, of a session still to come that does not; None else."""
    ended: int | None = None
    """When it was over on the wall clock, of what is done: not its end where clocks were turned meanwhile."""

    @property
    def end(self) -> int:
        """End in minutes after midnight."""
        return self.start + self.minutes

    @property
    def times(self) -> str:
        """From when to when, as the wall clock shows it: "07:00-07:35" with an en dash."""
        return from_to(self.start, self.end if self.ended is None else self.ended)

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


def note_of(item: AgendaItem) -> str:
    """Return the note of a completion or the reason of a skip."""
    if item.completion is not None:
        return clean_lines(item.completion.note)
    return "" if item.skip is None else clean_lines(item.skip.reason)


def blocks_of(agenda: WeekAgenda) -> tuple[Block, ...]:
    """Return the blocks of a week by day, then by start."""
    items = ((day, item) for day, agenda_day in enumerate(agenda.days) for item in agenda_day.items if item.timed)
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
        best=item.behavior.ideal_time if _begins_elsewhere(item) else None,
        ended=item.ended,
    )


def _begins_elsewhere(item: AgendaItem) -> bool:
    """Tell whether a session still to come begins away from the time at which its behavior begins best."""
    ideal = item.behavior.ideal_time
    return item.state is SessionState.PLANNED and ideal is not None and abs(item.start - ideal) >= NEAR


NEAR: Final = 15
"""Minutes; nobody would tell a session apart that begins less off its best time."""
_LABEL = 16
_BAR = 16

Worth = tuple[tuple[str, float], ...]
"""Points by objective, the largest first."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the dialog shows: (label, text) facts, its worth, and a note."""

    title: str
    facts: tuple[tuple[str, str], ...]
    worth: Worth
    note: str
    locked: bool
    can_lock: bool
    can_move: bool = False
    more: tuple[tuple[str, str], ...] = ()
    """What not every session has; it comes last, so that from one to the next as little as possible moves."""


def session_view(agenda: WeekAgenda, block: Block) -> SessionView:
    """Return the view of a block of this week; its worth comes from the week's problem, without week-level terms."""
    item = next((item for item in agenda.days[block.day].items if key_of(item) == block.key), None)
    slot = agenda.problem.slot_at(block.start)
    valued, worth = _valued(agenda, block, slot)
    facts = [
        ("Day", day_title(agenda.days[block.day].day)),
        ("Time", block.times),
        ("Slot", clean(slot_label(slot)) if slot is not None else "outside every slot"),
        ("Length", duration(block.minutes)),
        ("State", _state(block)),
        ("Category", clean(block.category)),
        *valued,
    ]
    more = [
        *_chance(agenda, block, slot),
        ("Begins best", _best(block)),
        *_counted(agenda, block, item),
        *_logged(item),
    ]
    return SessionView(
        title=block.name,
        facts=tuple((label, text) for label, text in facts if text),
        worth=worth,
        note="" if item is None else note_of(item),
        locked=block.locked,
        can_lock=block.session is not None and block.state is SessionState.PLANNED,
        can_move=block.session is not None and block.state in {SessionState.PLANNED, SessionState.MISSED},
        more=tuple((label, text) for label, text in more if text),
    )


def session_facts(view: SessionView, width: int) -> tuple[Content, ...]:
    """Return a session as lines of `width` cells: facts, a bar per objective, what else there is, and the note."""
    lines = [_row(label, shorten(text, max(width - _LABEL, 0))) for label, text in view.facts]
    most = max((abs(value) for _, value in view.worth), default=0)
    for name, value in view.worth:
        cells = max(1, round(_BAR * abs(value) / most))
        bar = (DONE * cells + " " * (_BAR - cells), "$success" if value > 0 else "$text-error")
        lines.append(_row(f"  {clean(name, limit=_LABEL - 3)}", Content.assemble(bar, f" {number(value):>6}")))
    lines += [_row(label, shorten(text, max(width - _LABEL, 0))) for label, text in view.more]
    if view.note:
        lines += [Content(""), *safe_lines(view.note).wrap(max(width, 1))]
    return tuple(lines)


def session_row(label: str, text: str, width: int) -> tuple[Content, ...]:
    """Return a fact wrapped to `width` cells, with a hanging indent."""
    lines = safe(text).wrap(max(width - _LABEL, 8))
    return tuple(_row(label if row == 0 else "", line) for row, line in enumerate(lines))


def _row(label: str, text: str | Content) -> Content:
    return Content.assemble((label + " " * (_LABEL - cell_width(label)), MUTED), text)


def _logged(item: AgendaItem | None) -> list[tuple[str, str]]:
    """Return the logged facts; empty if not logged."""
    if item is None or item.completion is None:
        return []
    energy = item.completion.context.energy_before
    return [
        ("Planned", _planned(item.session)),
        ("Energy before", f"{energy} of {MAX_RATING}" if energy is not None else ""),
        ("Tags", tag_words(item.completion.context.tags)),
    ]


def _best(block: Block) -> str:
    """Return "06:15, 30 min before this", or nothing where it begins then."""
    if block.best is None:
        return ""
    off = block.start - block.best
    return f"{format_clock(block.best)}, {duration(abs(off))} {'before' if off > 0 else 'after'} this"


def _counted(agenda: WeekAgenda, block: Block, item: AgendaItem | None) -> list[tuple[str, str]]:
    """Return the amount of the session, and those of its day and week where there are more."""
    if item is None:
        return []
    behavior = item.behavior
    own = amount_done(item.completion.counted, behavior) if item.completion else usual_amount(behavior)
    days = (agenda.days[block.day].items, [item for day in agenda.days for item in day.items])
    sums = [
        ", ".join(amount_text(done.counted) for done in done_amounts(items) if done.behavior == behavior.id)
        for items in days
    ]
    several = [
        sum(item.completion is not None for item in items if item.behavior.id == behavior.id) > 1 for items in days
    ]
    facts = [("Amount", own), ("of the day", sums[0] * several[0]), ("of the week", sums[1] * several[1])]
    return [(label, clean(text)) for label, text in facts]


def _planned(session: PlannedSession | None) -> str:
    if session is None:
        return "no"
    return f"{from_to(session.start, session.start + session.minutes)}, {duration(session.minutes)}"


def _state(block: Block) -> str:
    if block.state is SessionState.PLANNED:
        return f"{LOCK} locked: stays here when the week is planned again" if block.locked else "planned"
    return f"{STATE_GLYPHS[block.state]} {block.state} {stars(block.rating)}".rstrip()


def _chance(agenda: WeekAgenda, block: Block, slot: str | None) -> list[tuple[str, str]]:
    """Return the chance that a planned session gets done."""
    behavior = agenda.problem.behavior_by_id.get(block.behavior)
    if behavior is None or block.state is not SessionState.PLANNED:
        return []
    return [("Chance", f"{percent(Valuation(agenda.problem).chance(behavior, block.day, slot))} that it gets done")]


def _valued(agenda: WeekAgenda, block: Block, slot: str | None) -> tuple[list[tuple[str, str]], Worth]:
    """Return cost and benefit of the session as facts, and its worth by objective, which sums to its total."""
    problem = agenda.problem
    behavior = problem.behavior_by_id.get(block.behavior)
    if behavior is None:
        return [], ()
    valuation = Valuation(problem)
    # A completed session has chance 1.
    chance = 1.0 if block.state is SessionState.DONE else valuation.chance(behavior, block.day, slot)
    worth = valuation.session_worth(behavior, block.minutes, chance)
    items = (item for day in agenda.days for item in day.items if item.behavior.id == block.behavior)
    placed = sum(item.state in {SessionState.PLANNED, SessionState.DONE} for item in items)
    facts = [
        ("Energy", energy_phrase(behavior.energy_cost)),
        ("This week", f"{count(placed, 'session')}, {behavior.target_per_week} wanted"),
        ("Worth", f"{points(worth)} points"),
    ]
    discount = chance if valuation.worth[behavior.id] > 0 else 1.0
    factor = valuation.phi(behavior, block.minutes) * discount * POINTS
    parts = [(name, valuation.weights.get(name, 0.0) * impact * factor) for name, impact in behavior.impacts.items()]
    return facts, tuple(sorted((part for part in parts if part[1]), key=lambda part: -part[1]))
