"""The lines of a day: sessions under their slots or on an axis, the now-line, and the rating strip."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import AgendaItem, SessionState
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.amount_phrasing import amount_done, usual_amount
from habitos_tui.domain.text.phrasing import EMPTY_STAR, duration, stars
from habitos_tui.text import clean, one_line
from habitos_tui.ui.kit.dates import clock, from_to
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import MUTED, fit, wrapped
from habitos_tui.ui.today.presenter import DayLine, ItemLine, NowLine, SlotLine, TodayView

_MARKS: Final = 4
"""Cells for letter and state."""
_FACTS, _FACTS_OF_DUE = 16, 9
"""Cells for amount and minutes; what is due leaves more of them to its name."""
_LONGEST_NAME: Final = 44
"""Most cells; the rest is for notes."""
LONGEST_AMOUNT: Final = 20
_STRIP: Final = f"rate 1-{MAX_RATING}, or move on "

_STATE_STYLES: Final = {SessionState.PLANNED: "", SessionState.DONE: "", SessionState.SKIPPED: f"{MUTED} strike"}
_GLYPH_STYLES: Final = {SessionState.DONE: "bold $text-success", SessionState.MISSED: "bold $text-error"}
"""Other states are muted."""


def day_lines(
    view: TodayView, width: int, height: int, rating_key: str | None, *, brief: bool = False
) -> Iterator[Line]:
    """Yield the lines of a day in `width` cells; blank lines only if all fit `height` rows."""
    if not view.lines:
        yield from (Line(Content.styled(f"  {text}", MUTED)) for text in wrapped(view.hint, max(width - 4, 1), 3))
    heads = sum(isinstance(line, SlotLine) for line in view.lines)
    airy = len(view.lines) + heads - 1 <= height
    for index, line in enumerate(view.lines):
        if airy and index and _opens_slot(view.lines, index):
            yield Line(Content(" " * width))
        if isinstance(line, ItemLine):
            yield Line(item_line(line, width, rated_now=line.key == rating_key, brief=brief), line.key)
        else:
            yield Line(head_line(line, width) if isinstance(line, SlotLine) else now_line(line.minute, width))


def _opens_slot(lines: Sequence[DayLine], index: int) -> bool:
    """True if a slot begins here: with its head, or with a now-line right before it."""
    line, before = lines[index], lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if isinstance(line, SlotLine):
        return not isinstance(before, NowLine)
    return isinstance(line, NowLine) and isinstance(after, SlotLine)


def head_line(line: SlotLine, width: int) -> Content:
    """Return the head of a part of the day."""
    times = "" if line.start is None or line.end is None else f"  {from_to(line.start, line.end)}"
    return Content.assemble(
        (fit(f" {line.title.upper()}", min(len(line.title) + 1, width)), "bold $primary"),
        (fit(times, max(width - len(line.title) - 1, 0)), MUTED),
    )


def now_line(minute: int, width: int) -> Content:
    """Return the line at the present moment."""
    label = f"── {clock(minute)} now "
    return Content.styled(label + "─" * max(width - len(label), 0), "$accent")


def item_line(line: ItemLine, width: int, *, rated_now: bool, brief: bool = False) -> Content:
    """Return the line of an item: its time, and all that `item_body` has."""
    time = clock(line.start) if line.start is not None else "     "
    body = item_body(line, width - len(time) - 6, rated_now=rated_now, brief=brief)
    return Content.assemble(f"  {time}  ", body, "  ")


def item_body(line: ItemLine, width: int, *, rated_now: bool, brief: bool = False) -> Content:
    """Return letter, sign, name, note, amount, minutes and rating of an item in `width` cells.

    A `brief` one is without rating and amount.
    """
    strip = Content.assemble((f" {EMPTY_STAR * MAX_RATING} ", "bold $accent"), (_STRIP, "bold reverse"))
    right = strip if rated_now else _facts(line.item, brief=brief)
    room = max(width - _MARKS - right.cell_length, 0)
    name = min(room, _LONGEST_NAME)
    note = "  " + fit(one_line(line.note), room - name - 2) if room - name > 8 else " " * (room - name)
    return Content.assemble(
        (line.mark.letter, f"bold ${line.mark.variable}"),
        (line.glyph, _GLYPH_STYLES.get(line.item.state, MUTED)),
        "  ",
        (fit(line.name, name), _STATE_STYLES.get(line.item.state, MUTED)),
        (note, f"{MUTED} italic"),
        right,
    )


def _facts(item: AgendaItem, *, brief: bool) -> Content:
    """Amount, minutes against the plan, and the rating."""
    style = MUTED if item.state is not SessionState.DONE else ""
    rating = None if item.completion is None else item.completion.rating
    facts = " · ".join(part for part in (_amount(item), _minutes(item)) if part)
    if brief:
        return Content.styled(f" {_minutes(item)}", style)
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
