"""How booked-out the coming days are."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.effort import BookedDay
from habitos_tui.domain.text.phrasing import MORE_THAN_FREE, duration, reached, told_where_beyond
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row, counted, gauge
from habitos_tui.ui.kit.dates import log_day, short_day
from habitos_tui.ui.kit.safe_text import MUTED

LABEL, SHARE, FIGURES, SESSIONS = 8, 6, 26, 13

EMPTY_TEXT: Final = "Nothing is planned for the coming days. Press 5 to plan the week."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a bar for each day: filled for planned time, dots for free time."""
    days = view.statistics.booked.days
    figures = FIGURES if room.width >= 58 else 0
    sessions = SESSIONS if room.width >= 84 else 0
    length = max(min(room.width - LABEL - SHARE - figures - sessions, 80), 6)
    lines = [_line(day, length, figures, sessions, today=not place) for place, day in enumerate(days)]
    roomy = room.height >= 2 * len(lines) - 1
    spread = [line for each in lines for line in ([each, Content("")] if roomy else [each])][: len(lines) * 2 - 1]
    more = _more(view)
    return [*spread, Content.styled(more, MUTED)] if more else spread


def _more(view: InsightsView) -> str:
    """Return what the sign behind a share means, where any day has it."""
    return told_where_beyond(MORE_THAN_FREE, (day.share for day in view.statistics.booked.days))


def _line(day: BookedDay, length: int, figures: int, sessions: int, *, today: bool) -> Content:
    share = day.share or 0.0
    return Content.assemble(
        (f"{'Today' if today else short_day(day.day):<{LABEL}}", "bold" if today else ""),
        gauge(share, length, "$primary"),
        (f"{reached(share) if day.free else '-':>{SHARE}}", "bold"),
        (f"{_amount(day):>{figures}}" if figures else "", MUTED),
        (f"{counted(day.sessions, 'session') if day.sessions else '':>{sessions}}" if sessions else "", MUTED),
    )


def _amount(day: BookedDay) -> str:
    if not day.free:
        return "no free time"
    return f"{duration(day.planned)} of {duration(day.free)}" if day.planned else f"{duration(day.free)} free"


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield a row per day."""
    yield f"Day  {_more(view)}".rstrip(), "sessions", "planned", "of free", "share"
    for day in view.statistics.booked.days:
        share = reached(day.share or 0.0)
        yield log_day(day.day), str(day.sessions), duration(day.planned), duration(day.free), share


CHART: Final = Chart(
    title="Ahead",
    about="how full the coming days are",
    empty=lambda view: EMPTY_TEXT if view.statistics.booked.empty else "",
    evidence=lambda view: f"{counted(view.statistics.booked.evidence, 'session')} in 7 days",
    draw=draw,
    numbers=numbers,
)
