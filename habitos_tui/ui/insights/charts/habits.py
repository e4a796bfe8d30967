"""The strength and the streak of each behavior."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.regularity import Period, StreakLine
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.text.phrasing import count, number, percent
from habitos_tui.text import clean
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row, counted, gauge, whole_weeks
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.marks import fold, spark
from habitos_tui.ui.kit.safe_text import MUTED, fit

ROOMY, ROOMIER = 70, 96
"""Widths from which the course of the strength is shown, and from which all its weeks are."""
SHARE, NOW, BEST = 6, 10, 10

ARCHIVED: Final = "archived"
EMPTY_TEXT: Final = "A habit grows from what you do. Press 1 for today; space marks a session done."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a line for each behavior, the firmest first."""
    return list(_lines(view.statistics, room.width))


def _lines(statistics: Statistics, width: int) -> Iterator[Content]:
    lines = sorted(statistics.strengths.lines, key=lambda line: -line.value)
    streaks = {line.behavior: line for line in statistics.streaks.lines}
    weeks = max((len(line.history) for line in lines), default=0)
    rest = width - SHARE - NOW - BEST
    trend = min(-(-weeks // 2) if width < ROOMIER else weeks, rest // 3) if width >= ROOMY else 0
    name = min(max((rest - trend) // 2, 10), 28)
    length = max(min(rest - name - 1 - (trend + 2 if trend else 0), 40), 4)
    over = f"  {f'{weeks} weeks':<{trend}}" if trend >= len(f"{weeks} weeks") else " " * (trend + 2 if trend else 0)
    header = f"{'':{name}} {'strength':<{length + SHARE}}{over}{'in a row':>{NOW}}{'at best':>{BEST}}"
    yield Content.styled(header, MUTED)
    for line in lines:
        streak = streaks.get(line.behavior)
        yield Content.assemble(
            fit(clean(line.name), name),
            " ",
            gauge(line.value, length, "$success"),
            (f"{percent(line.value):>{SHARE}}", "bold"),
            (f"  {spark(fold(line.history, trend)):>{trend}}" if trend else "", "$success"),
            (f"{ARCHIVED:>{NOW}}", MUTED) if line.archived else f"{_current(streak):>{NOW}}",
            (f"{_best(streak):>{BEST}}", MUTED),
        )


def _current(streak: StreakLine | None) -> str:
    return "" if streak is None else _periods(streak.current, streak.period)


def _best(streak: StreakLine | None) -> str:
    return "" if streak is None else _periods(streak.best, streak.best_period)


def _periods(amount: int, period: Period) -> str:
    return count(amount, period) if amount else "-"


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield a row for each behavior, in the usual order."""
    yield "Behavior", "strength", "times", "in a row", "at best", "until", "this period"
    streaks = {line.behavior: line for line in view.statistics.streaks.lines}
    for line in view.statistics.strengths.lines:
        figures = (line.name, f"{number(line.value * PERCENT)} %", str(line.times))
        streak = streaks.get(line.behavior)
        if streak is None:
            yield (*figures, "", "", "", "")
        else:
            periods = _current(streak), _best(streak)
            until = log_day(streak.best_until) if streak.best_until else ""
            of = f" of {streak.wanted}" if streak.wanted else ""  # a cut week may ask for none
            now = ARCHIVED if line.archived else f"{streak.done_now}{of}"
            yield (*figures, *periods, until, now)


def _evidence(view: InsightsView) -> str:
    """Return the first day with sessions, since strength also counts those before the reach."""
    strengths, last = view.statistics.strengths, view.statistics.span.last
    first = min((line.since for line in strengths.lines), default=last)
    return f"{counted(strengths.evidence, 'session')} in {whole_weeks(Span(first, last))}"


CHART: Final = Chart(
    title="Habits",
    about="strength and periods in a row",
    empty=lambda view: view.empty_reason(view.statistics.strengths, EMPTY_TEXT),
    evidence=_evidence,
    draw=draw,
    numbers=numbers,
)
