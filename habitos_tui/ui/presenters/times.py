"""A stretch of the day as it is typed and as it is drawn."""

from collections.abc import Iterable, Mapping
from typing import Final

from textual.content import Content

from habitos_tui.domain.base import LAST_MINUTE, MINUTES_PER_DAY, format_clock, parse_clock
from habitos_tui.domain.sentences import Issue, invalid
from habitos_tui.ui.presenters.dates import clock

DAY_FROM: Final = 4 * 60
"""Where the strips that stand for a day begin; they end a day later."""


def typed_span(start: int, end: int) -> tuple[str, str]:
    """Return the two times as one would type them: an end after midnight as the clock shows it then."""
    return format_clock(start), clock(end) if end - MINUTES_PER_DAY < start else format_clock(end)


def span_of(typed: Mapping[str, str]) -> tuple[int, int]:
    """Return `start` and `end` in minutes; an end before the start is on the next morning, as far as a day reaches."""
    issues: list[Issue] = []
    times: list[int] = []
    for path in ("start", "end"):
        try:
            times.append(parse_clock(typed[path]))
        except ValueError as error:
            issues.append((path, str(error)))
    if issues:
        raise invalid("This time", tuple(issues))
    start, end = times
    if end < start and end + MINUTES_PER_DAY <= LAST_MINUTE:
        end += MINUTES_PER_DAY
    return start, end


def day_strip(spans: Iterable[tuple[int, int]], cells: int) -> Content:
    """Return a day of `cells` cells from four in the morning on, with the (start, end) spans heavy."""
    heavy = {
        cell
        for start, end in spans
        for cell in range(cells)
        if start < _minute(cell + 1, cells) and end > _minute(cell, cells)
    }
    return Content("").join(
        Content.styled("━", "$primary") if cell in heavy else Content.styled("·", "$foreground 40%")
        for cell in range(cells)
    )


def _minute(cell: int, cells: int) -> float:
    return DAY_FROM + MINUTES_PER_DAY * cell / cells
