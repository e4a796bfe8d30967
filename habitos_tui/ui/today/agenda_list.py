"""The lines of a day: sessions under their slots, the now-line, and the rating strip."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.content import Content
from textual.events import Blur
from textual.message import Message
from textual.reactive import reactive

from habitos_tui.domain.model.agenda import AgendaItem, SessionState
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.amount_phrasing import amount_done, usual_amount
from habitos_tui.domain.text.phrasing import EMPTY_STAR, duration, stars
from habitos_tui.text import clean, one_line
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import clock, from_to
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.today.commands import RATE_NOW, LogInFull, RateLater
from habitos_tui.ui.today.presenter import DayLine, ItemLine, NowLine, SlotLine, TodayView

_LEFT: Final = 13
"""Cells for pointer, time, letter and state."""
_FACTS, _FACTS_OF_DUE = 16, 9
"""Cells for amount and minutes; what is due leaves more of them to its name."""
_LONGEST_NAME: Final = 44
"""Most cells; the rest is for notes."""
LONGEST_AMOUNT: Final = 20
_STRIP: Final = f"rate 1-{MAX_RATING}, or move on "

_STATE_STYLES: Final = {SessionState.PLANNED: "", SessionState.DONE: "", SessionState.SKIPPED: f"{MUTED} strike"}
_GLYPH_STYLES: Final = {SessionState.DONE: "bold $text-success", SessionState.MISSED: "bold $text-error"}
"""Other states are muted."""


class AgendaList(LineList):
    """A day's lines. With a `rating_key` digits rate its line; otherwise they switch screens."""

    BINDINGS = bindings(*RATE_NOW, RateLater, LogInFull)

    view: reactive[TodayView] = reactive(TodayView.EMPTY, init=False, layout=False, repaint=False)
    rating_key: reactive[str | None] = reactive(None, init=False, layout=False, repaint=False)
    """Key of the line that the digits rate."""

    @dataclass
    class Rated(Message):
        """A digit was pressed while a line waited for its rating."""

        key: str
        rating: int

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of the view, with blank lines between the slots if they fit."""
        return tuple(day_lines(self.view, width, height, self.rating_key))

    def watch_view(self, old: TodayView, new: TodayView) -> None:
        """Build the lines; on a new day the cursor starts at the first open session."""
        same = old.day == new.day
        if not same or new.line(self.rating_key) is None:
            self.set_reactive(AgendaList.rating_key, None)
        self.rebuild(start=None if same else _first_open(new))

    def watch_rating_key(self) -> None:
        """Show or remove the rating strip, and update the digit keys."""
        self.rebuild()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the digits only while a line waits for its rating."""
        if action in {"rate", "rate_later"}:
            return self.rating_key is not None
        if action == "open":
            return self.cursor is not None
        return super().check_action(action, parameters)

    def action_rate(self, rating: int) -> None:
        """Rate the line that waits for it."""
        if self.rating_key is not None:
            self.post_message(self.Rated(self.rating_key, rating))
            self.rating_key = None

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        """Stop waiting on another line; the one that waits gets the cursor where it was not planned."""
        if event.key != self.rating_key:
            self.action_rate_later()

    @on(Blur)
    def action_rate_later(self) -> None:
        """Stop waiting for a rating, as when the cursor or the focus moves on."""
        self.rating_key = None


def day_lines(view: TodayView, width: int, height: int, rating_key: str | None) -> Iterator[Line]:
    """Yield the lines of a day in `width` cells; blank lines only if all fit `height` rows."""
    heads = sum(isinstance(line, SlotLine) for line in view.lines)
    airy = len(view.lines) + heads - 1 <= height
    for index, line in enumerate(view.lines):
        if airy and index and _opens_slot(view.lines, index):
            yield Line(Content(" " * width))
        if isinstance(line, ItemLine):
            yield Line(_item_line(line, width, rated_now=line.key == rating_key), line.key)
        else:
            yield Line(_head(line, width) if isinstance(line, SlotLine) else _now(line, width))


def _opens_slot(lines: Sequence[DayLine], index: int) -> bool:
    """True if a slot begins here: with its head, or with a now-line right before it."""
    line, before = lines[index], lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if isinstance(line, SlotLine):
        return not isinstance(before, NowLine)
    return isinstance(line, NowLine) and isinstance(after, SlotLine)


def _first_open(view: TodayView) -> str | None:
    """Key of the first session to come, else of a task that is due, else of the last line."""
    still_open = [line for line in view.items if line.item.state is SessionState.PLANNED]
    first = [line.key for line in still_open if line.item.timed] + [line.key for line in still_open]
    return next(iter(first), view.items[-1].key if view.items else None)


def _head(line: SlotLine, width: int) -> Content:
    times = "" if line.start is None or line.end is None else f"  {from_to(line.start, line.end)}"
    return Content.assemble(
        (fit(f" {line.title.upper()}", min(len(line.title) + 1, width)), "bold $primary"),
        (fit(times, max(width - len(line.title) - 1, 0)), MUTED),
    )


def _now(line: NowLine, width: int) -> Content:
    label = f"── {clock(line.minute)} now "
    return Content.styled(label + "─" * max(width - len(label), 0), "$accent")


def _item_line(line: ItemLine, width: int, *, rated_now: bool) -> Content:
    strip = Content.assemble((f" {EMPTY_STAR * MAX_RATING} ", "bold $accent"), (_STRIP, "bold reverse"))
    right = strip if rated_now else _facts(line.item)
    room = max(width - _LEFT - right.cell_length - 2, 0)
    name = min(room, _LONGEST_NAME)
    note = "  " + fit(one_line(line.note), room - name - 2) if room - name > 8 else " " * (room - name)
    return Content.assemble(
        f"  {clock(line.start) if line.start is not None else '     '}  ",
        (line.mark.letter, f"bold ${line.mark.variable}"),
        (line.glyph, _GLYPH_STYLES.get(line.item.state, MUTED)),
        "  ",
        (fit(line.name, name), _STATE_STYLES.get(line.item.state, MUTED)),
        (note, f"{MUTED} italic"),
        right,
        "  ",
    )


def _facts(item: AgendaItem) -> Content:
    """Amount, minutes against the plan, and the rating."""
    style = MUTED if item.state is not SessionState.DONE else ""
    rating = None if item.completion is None else item.completion.rating
    facts = " · ".join(part for part in (_amount(item), _minutes(item)) if part)
    cells = _FACTS if item.due is None else _FACTS_OF_DUE
    return Content.assemble((f"{facts:>{cells}}  ", style), (fit(stars(rating), MAX_RATING), "$text-warning"))


def _amount(item: AgendaItem) -> str:
    """Return what was counted, or the usual amount of what is still to be done."""
    if item.completion is not None:
        text = amount_done(item.completion.counted, item.behavior)
    else:
        text = usual_amount(item.behavior) if item.state is SessionState.PLANNED else ""
    return clean(text, limit=LONGEST_AMOUNT)


def _minutes(item: AgendaItem) -> str:
    if item.state is SessionState.SKIPPED:
        return "skipped"
    if item.state is SessionState.MISSED or not item.state.asked_for:
        return f"{item.state} {duration(item.minutes)}"
    if item.due is not None:
        return duration(item.minutes)
    if item.session is None:
        return f"+{duration(item.minutes)}"
    if item.state is SessionState.DONE and item.session.minutes != item.minutes:
        return f"{item.minutes} of {item.session.minutes} min"
    return duration(item.minutes)
