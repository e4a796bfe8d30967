"""How firm each behavior has become, and in how many periods in a row its target was met."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.regularity import StreakLine, StrengthLine
from habitos_tui.domain.text.phrasing import count, number, percent
from habitos_tui.text import clean
from habitos_tui.ui.insights.charts.chart import (
    ChartSize,
    InsightsView,
    Panel,
    gauge,
    many,
    nothing,
    weeks_since,
)
from habitos_tui.ui.insights.number_table import Table
from habitos_tui.ui.kit.bars import fold, spark
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit

ROOMY, ROOMIER = 70, 96
"""Cells from which the way of the strength is shown, and from which every week of it."""
PERCENT, NOW, BEST = 6, 10, 10

EMPTY_TEXT: Final = "A habit grows from what you do. Press 1 for today; space marks a session done."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a line for each behavior, the firmest first."""
    lines = sorted(view.statistics.strengths.lines, key=lambda line: -line.value)
    streaks = {line.behavior: line for line in view.statistics.streaks.lines}
    return list(_lines(lines, streaks, room.width))


def _lines(lines: Sequence[StrengthLine], streaks: dict[str, StreakLine], width: int) -> Iterator[Content]:
    weeks = max((len(line.history) for line in lines), default=0)
    rest = width - PERCENT - NOW - BEST
    way = min(-(-weeks // 2) if width < ROOMIER else weeks, rest // 3) if width >= ROOMY else 0
    name = min(max((rest - way) // 2, 10), 28)
    length = max(min(rest - name - 1 - (way + 2 if way else 0), 40), 4)
    over = f"  {f'{weeks} weeks':<{way}}" if way >= len(f"{weeks} weeks") else " " * (way + 2 if way else 0)
    header = f"{'':{name}} {'strength':<{length + PERCENT}}{over}{'in a row':>{NOW}}{'at best':>{BEST}}"
    yield Content.styled(header, MUTED)
    for line in lines:
        streak = streaks.get(line.behavior)
        yield Content.assemble(
            fit(clean(line.name), name),
            " ",
            gauge(line.value, length, "$success"),
            (f"{percent(line.value):>{PERCENT}}", "bold"),
            (f"  {spark(fold(line.history, way)):>{way}}" if way else "", "$success"),
            f"{_periods(streak, streak.current) if streak else '':>{NOW}}",
            (f"{_periods(streak, streak.best) if streak else '':>{BEST}}", MUTED),
        )


def _periods(streak: StreakLine, periods: int) -> str:
    return count(periods, streak.period) if periods else "-"


def numbers(view: InsightsView) -> Table:
    """Return a row for each behavior, in the usual order."""
    streaks = {line.behavior: line for line in view.statistics.streaks.lines}
    return Table(
        ("Behavior", "strength", "times", "in a row", "at best", "until", "this period"),
        tuple(_row(line, streaks.get(line.behavior)) for line in view.statistics.strengths.lines),
    )


def _row(line: StrengthLine, streak: StreakLine | None) -> tuple[str, ...]:
    figures = (line.name, f"{number(line.value * 100)} %", str(line.times))
    if streak is None:
        return (*figures, "", "", "", "")
    until = log_day(streak.best_until) if streak.best_until else ""
    return (
        *figures,
        _periods(streak, streak.current),
        _periods(streak, streak.best),
        until,
        f"{streak.done_now} of {streak.wanted}",
    )


def _evidence(view: InsightsView) -> str:
    """Strength looks back further than the other charts."""
    strengths = view.statistics.strengths
    first = min((line.since for line in strengths.lines), default=view.statistics.span.last)
    return f"{many(strengths.evidence, 'session')} in {weeks_since(first, view.statistics.span.last)}"


PANEL: Final = Panel(
    title="Habits",
    about="strength and periods in a row",
    empty=lambda view: nothing(view, view.statistics.strengths, EMPTY_TEXT),
    evidence=_evidence,
    draw=draw,
    numbers=numbers,
)
