"""Times of day: parsing, formatting and strips."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, MINUTES_PER_DAY, format_clock, parse_clock
from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.ui.kit.bars import DONE, FREE
from habitos_tui.ui.kit.dates import clock

DAY_FROM: Final = 4 * 60
"""Start of the day strips; they end a day later."""


def typed_span(start: int, end: int) -> tuple[str, str]:
    """Return the two times as typed: an end after midnight as clock time."""
    return format_clock(start), clock(end) if end - MINUTES_PER_DAY < start else format_clock(end)


def span_of(typed: Mapping[str, str], last: int = LAST_BUSY_MINUTE) -> tuple[int, int]:
    """Return `start` and `end` in minutes; an end before the start is on the next day, at most `last`."""
    issues: list[Issue] = []
    times: list[int] = []
    for path in ("start", "end"):
        try:
            times.append(parse_clock(typed[path], last))
        except ValueError as error:
            issues.append((path, str(error)))
    if issues:
        raise invalid("This time", tuple(issues))
    start, end = times
    if end < start and end + MINUTES_PER_DAY <= last:
        end += MINUTES_PER_DAY
    return start, end


def day_strip(spans: Iterable[tuple[int, int]], cells: int) -> Content:
    """Return a day of `cells` cells from four in the morning on, with the (start, end) spans heavy."""
    stretches = list(spans)
    taken = [
        any(start < _minute(cell + 1, cells) and end > _minute(cell, cells) for start, end in stretches)
        for cell in range(cells)
    ]
    runs = [(heavy, len(list(run))) for heavy, run in groupby(taken)]
    return Content.assemble(*((DONE * n, "$primary") if heavy else (FREE * n, "$foreground 40%") for heavy, n in runs))


def hour_scale(cells: int) -> str:
    """Return the hour labels over a day strip, each above its first cell, as many as fit."""
    step = next((hours for hours in (1, 2, 3, 4, 6, 12) if cells * hours / 24 >= 3), 24)
    line = [" "] * cells
    for hour in range(0, 24, step):
        at = round(cells * hour / 24)
        label = f"{(DAY_FROM // 60 + hour) % 24:02d}"
        if at + len(label) <= cells:
            line[at : at + len(label)] = label
    return "".join(line)


def _minute(cell: int, cells: int) -> float:
    return DAY_FROM + MINUTES_PER_DAY * cell / cells
