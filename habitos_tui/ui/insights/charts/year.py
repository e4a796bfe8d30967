"""A year day by day: weeks by weekdays, the more sessions the darker, and the hours of each week below."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import YearMap
from habitos_tui.domain.model.base import MINUTES_PER_HOUR, ONE_DAY
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, duration, number
from habitos_tui.ui.insights.charts.chart import TITLE, Chart, ChartSize, InsightsView, Row, evidence_text
from habitos_tui.ui.insights.charts.timeline import dates
from habitos_tui.ui.kit.dates import TO, log_day
from habitos_tui.ui.kit.marks import SHADES, columns, shade_mark
from habitos_tui.ui.kit.safe_text import MUTED

LABELS: Final = 3
"""Cells for the names of weekdays."""
AWAY: Final = "-"
SIDE: Final = 16
"""Width of the legend at the right."""
USUALLY: Final = 0.9
"""Share of days below the darkest shade."""
MAX_ROWS: Final = 6
"""Most rows of the hours below."""

EMPTY_TEXT: Final = "Nothing is logged yet. Press 1 for today; space marks a session done."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return the map, and below it the hours by week as far as rows allow."""
    # A calendar: its rows are weekdays, so that its columns are whole weeks of today's first weekday.
    year, first = view.year, view.calendar.begin_on
    weeks = Weeks(first).between(year.span.first, year.span.last)
    cell = 2 if room.width >= LABELS + 2 * len(weeks) else 1
    weeks = weeks[-((room.width - LABELS) // cell) :]
    lines = [
        Content.styled(" " * LABELS + dates(weeks, cell), MUTED),
        *_rows(year, weeks, first, cell, colors=room.colors),
    ]
    legend = _legend(year, colors=room.colors)
    if room.width >= LABELS + cell * len(weeks) + 2 + SIDE:
        width = LABELS + cell * len(weeks) + 2
        days = Content.styled(f"{len(year.days)} of {count(year.span.days, 'day')}", MUTED)
        sides = [Content(""), *legend, Content(""), days]
        lines = [
            line.pad_right(max(width - line.cell_length, 0)) + side for line, side in zip(lines, sides, strict=False)
        ]
    else:
        lines.append(Content("  ").join([Content(" "), *legend]))
    height = min(room.height - len(lines) - 2, MAX_ROWS)
    return [*lines, Content(""), *_hours(year, weeks, first, cell, height)] if height >= 2 else lines


def step_of(year: YearMap) -> int:
    """Return the number of sessions per shade."""
    sessions = sorted(figure.sessions for figure in year.days) or [1]
    usual = sessions[min(int(len(sessions) * USUALLY), len(sessions) - 1)]
    return -(-usual // (len(SHADES) - 1))


def level(sessions: int, step: int) -> int:
    """Return the level of the shade for a day's number of sessions."""
    return min(-(-sessions // step), len(SHADES) - 1)


def _rows(year: YearMap, weeks: Sequence[date], first_weekday: int, cell: int, *, colors: bool) -> Iterator[Content]:
    sessions = {figure.day: figure.sessions for figure in year.days}
    away, step = frozenset(year.away), step_of(year)

    def mark(day: date) -> tuple[str, str]:
        done = sessions.get(day, 0)
        if day not in year.span or (day in away and not done):
            return (AWAY if day in year.span else "").ljust(cell), MUTED
        return shade_mark(level(done, step), cell, "$success", colors=colors)

    for offset in range(DAYS_A_WEEK):
        marks = (mark(week + offset * ONE_DAY) for week in weeks)
        yield Content.assemble(
            (f"{WEEKDAYS[(first_weekday + offset) % DAYS_A_WEEK][: LABELS - 1]} ", MUTED),
            *(("".join(text for text, _ in run), style) for style, run in groupby(marks, key=lambda each: each[1])),
        )


def _legend(year: YearMap, *, colors: bool) -> list[Content]:
    step = step_of(year)
    words = ["none"]
    for place in range(1, len(SHADES)):
        low, high = (place - 1) * step + 1, place * step
        words.append(f"{low}+" if place == len(SHADES) - 1 else str(low) if step == 1 else f"{low}{TO}{high}")
    words[-1] += " sessions"
    legend = [
        Content.assemble(shade_mark(place, 1, "$success", colors=colors), (f" {text}", MUTED))
        for place, text in enumerate(words)
    ]
    return [*legend, Content.styled(f"{AWAY} away", MUTED)] if year.away else legend


def _hours(year: YearMap, weeks: Sequence[date], first_weekday: int, cell: int, height: int) -> list[Content]:
    minutes = dict.fromkeys(weeks, 0)
    for figure in year.days:
        week = Weeks(first_weekday).of(figure.day)
        if week in minutes:
            minutes[week] += figure.minutes
    most = max(minutes.values(), default=0) or 1
    at_most = f"  at most {number(most / MINUTES_PER_HOUR)} h"
    title = Content.assemble(" " * LABELS, ("Hours a week", TITLE), (at_most, MUTED))
    rows = ("".join(piece * cell for piece in row) for row in columns([m / most for m in minutes.values()], height))
    return [title, *(Content.assemble(" " * LABELS, (row, "$primary")) for row in rows)]


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield the days with sessions, newest first."""
    yield "Day", "sessions", "time"
    for figure in reversed(view.year.days):
        yield log_day(figure.day), str(figure.sessions), duration(figure.minutes)


CHART: Final = Chart(
    title="Year",
    about="sessions done, day by day",
    empty=lambda view: EMPTY_TEXT if view.year.empty else "",
    evidence=lambda view: evidence_text(view.year.evidence, "session", view.year),
    draw=draw,
    numbers=numbers,
    wide=True,
)
