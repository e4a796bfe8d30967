"""The lines of the time axis: of the day in view, and of the one after it beside."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.text.phrasing import duration, slot_label
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import MUTED, fit, wrapped
from habitos_tui.ui.today.axis import AxisRow, Stretch, axis_day, axis_rows, on_axis
from habitos_tui.ui.today.day_lines import head_line, item_body, item_line, now_line
from habitos_tui.ui.today.presenter import ItemLine, SlotLine, TodayView

_WITH_SLOTS: Final = 76
"""Cells from which on the axis names the parts of the day."""
_SLOT: Final = 15
_TIME: Final = 7
"""Cells for the pointer and the time."""
_HINT: Final = 64
"""Cells of a line of what to do on an empty day."""
LEAST_ROWS: Final = 24
"""From which on a day is drawn as an axis."""
_BAR: Final = "▌"
_GROUND: Final = "on "
_TINT: Final = "14%"
"""How much of its colour the ground of a session has."""


def axis_lines(view: TodayView, width: int, height: int, rating_key: str | None) -> tuple[Line, ...] | None:
    """Return the day as an axis, with what has no time of it above and below; None where it does not fit."""
    found = _rows(view, height)
    if found is None:
        return None
    above, rows, below = found
    axis = (_line(row, width, rating_key) for row, _ in rows)
    lists = [
        tuple(
            Line(item_line(line, width, rated_now=line.key == rating_key), line.key)
            if isinstance(line, ItemLine)
            else Line(head_line(line, width))
            for line in lines
        )
        for lines in (above, below)
    ]
    return (*_hint(view), *lists[0], *axis, *lists[1])


def on_no_ground(content: Content) -> Content:
    """Return a line of the axis without the ground that shows its session."""
    return Content(content.plain, spans=[span for span in content.spans if not str(span.style).startswith(_GROUND)])


def lines_beside(view: TodayView, width: int, height: int) -> tuple[Line, ...] | None:
    """Return the day after on the same rows as the day in view, whose list is as high; None without an axis."""
    found = _rows(view, height)
    if found is None or view.following is None:
        return None
    above, rows, _ = found
    lead = len(_hint(view)) + len(above)
    return (*[Line(Content(""))] * lead, *(_line(row, width, None, brief=True) for _, row in rows))


_Lines = list[ItemLine | SlotLine]


def _rows(view: TodayView, height: int) -> tuple[_Lines, list[tuple[AxisRow, ...]], _Lines] | None:
    if height < LEAST_ROWS:
        return None
    above, below = _off_axis(view)
    taken = len(_hint(view)) + len(above) + len(below)
    days = [axis_day(view), axis_day(view.following or view)]
    rows = axis_rows(days, height - taken)
    return None if rows is None else (above, rows, below)


def _off_axis(view: TodayView) -> tuple[_Lines, _Lines]:
    """Return the lines without a place on the axis under their heads: those to stand above it, and those below."""
    above: _Lines = []
    below: _Lines = []
    head: SlotLine | None = None
    for line in view.lines:
        if isinstance(line, SlotLine):
            head = line
        elif isinstance(line, ItemLine) and not on_axis(line):
            lines = above if line.days < 0 or line.item.due is not None else below
            lines += [line] if head is None else [head, line]
            head = None
    return above, below


def _hint(view: TodayView) -> Sequence[Line]:
    """Return what to do on an empty day, over its axis."""
    if view.lines:
        return ()
    return tuple(Line(Content.styled(f"  {text}", MUTED)) for text in [*wrapped(view.hint, _HINT, 3), ""])


def _line(row: AxisRow, width: int, rating_key: str | None, *, brief: bool = False) -> Line:
    if row.now and row.minute is not None:
        return Line(now_line(row.minute, width))
    slots = width >= _WITH_SLOTS
    slot = fit(clean(slot_label(row.slot)), _SLOT - 1) + " " if slots else ""
    item = None if row.taken is None else row.taken.item
    begins = item is not None and row.begins
    time = Content.styled(fit(f" {'' if row.label is None else clock(row.label)}", _TIME), "" if begins else MUTED)
    room = max(width - len(slot) - _TIME - 1, 0)
    rated_now = item is not None and item.key == rating_key
    body = Content.assemble(*_body(row, room, rated_now=rated_now, brief=brief), " ")
    content = Content.assemble(time, (slot, "bold $primary"), body)
    key = None if item is None else item.key
    return Line(content, key if begins else None, part_of=key)


def _body(row: AxisRow, width: int, *, rated_now: bool, brief: bool) -> Iterator[Content]:
    taken = row.taken
    if taken is None:
        yield Content.styled(fit(f"  free {duration(row.free)}" if row.free else "", width), MUTED)
    elif taken.item is None:
        yield _busy(taken, width, begins=row.begins)
    else:
        style = f"${taken.item.mark.variable}"
        body = Content(" " * (width - 3))
        if row.begins:
            body = item_body(taken.item, width - 3, rated_now=rated_now, brief=brief)
        ground = Content.assemble(" ", body, " ").stylize_before(f"{_GROUND}{style} {_TINT}")
        yield Content.assemble((_BAR, style), ground)


def _busy(taken: Stretch, width: int, *, begins: bool) -> Content:
    length = f" {duration(taken.end - taken.start)} " if begins and taken.ends else ""
    title = f"  {taken.title or 'busy'}" if begins else ""
    room = max(width - 1 - cell_width(length), 0)
    return Content.assemble(("┊", MUTED), (fit(title, room) + length, MUTED))
