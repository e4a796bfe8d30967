"""Time spent by objective, by category and by tag, and amounts week by week."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.amounts import AmountLine
from habitos_tui.domain.insight.effort import EffortLine
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.model.base import MINUTES_PER_HOUR
from habitos_tui.domain.text.amount_phrasing import amount_number, mean_number
from habitos_tui.domain.text.phrasing import number
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import TITLE, Chart, ChartSize, InsightsView, Row, logged
from habitos_tui.ui.kit.marks import bar, fold, mark_of, spark
from habitos_tui.ui.kit.safe_text import MUTED, fit

HOURS, SESSIONS, TREND = 9, 7, 26
UNIT, MEAN, MIN_WEEKS = 12, 12, 8
"""Cells of a unit and of a mean, and the fewest for the weeks of an amount."""
ROOMY: Final = 64
"""Width from which each line shows its weeks."""

EMPTY_TEXT: Final = "Nothing is done yet. Press 1 for today; space marks a session done."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a line for each objective, category and tag, with its weeks if they fit."""
    efforts = view.statistics.efforts
    counted = view.statistics.amounts.lines
    names = [clean(line.name) for line in (*efforts.objectives, *efforts.categories, *efforts.tags)]
    names += [clean(line.name) for line in counted]
    label = min(max(map(cell_width, names), default=0) + 3, 20)
    trend = min(TREND, len(efforts.total), room.width // 4) if room.width >= ROOMY else 0
    length = max(room.width - label - HOURS - SESSIONS - (trend + 2 if trend else 0), 4)
    lines: list[Content] = []
    tags = [("By tag", efforts.tags)] if efforts.tags else []
    for title, group in (("By objective", efforts.objectives), ("By category", efforts.categories), *tags):
        most = max((line.minutes for line in group), default=0) or 1
        head = f"{'hours':>{HOURS}}{'times':>{SESSIONS}}" + (f"  {'week by week':<{trend}}" if trend > 11 else "")
        lines.append(Content.assemble((f"{title:<{label + length}}", TITLE), (head, MUTED)))
        category = group is efforts.categories
        lines += [_line(line, most, label, length, trend=trend, category=category) for line in group]
    return [*lines, *_amounts(counted, label, room.width)]


def _amounts(lines: Sequence[AmountLine], label: int, width: int) -> Iterator[Content]:
    """Yield a line for what is counted of each behavior, its weeks drawn as wide as there is room."""
    totals = [f"{amount_number(line.total)} {clean(line.unit, limit=UNIT)}" for line in lines]
    figures = max(map(cell_width, totals), default=0)
    means = MEAN if width - label - figures - MEAN >= MIN_WEEKS else 0
    weeks = max(width - label - figures - means - 2, 0)
    for place, (line, total) in enumerate(zip(lines, totals, strict=True)):
        if not place:
            head = f"{'in all':>{figures}}{'a session':>{means}}" if means else f"{'in all':>{figures}}"
            title = fit("By amount", label + weeks)
            yield Content.assemble((title, TITLE), (head, MUTED))
        most = max((week.amount for week in line.weeks), default=0.0) or 1.0
        drawn = spark(fold([week.amount / most for week in line.weeks], weeks))
        yield Content.assemble(
            fit(clean(line.name), label - 1),
            " ",
            (fit(drawn, weeks), "$secondary"),
            (f"{' ' * (figures - cell_width(total))}{total}", "bold"),
            (f"{mean_number(line.mean):>{means}}" if means else "", ""),
        )


def _line(line: EffortLine, most: int, label: int, length: int, *, trend: int, category: bool) -> Content:
    mark = mark_of(line.name)
    letter, style = (f"{mark.letter} ", f"${mark.variable}") if category else ("", "$success")
    busiest = max((week.minutes for week in line.weeks), default=0) or 1
    weeks = spark(fold([week.minutes / busiest for week in line.weeks], trend)) if trend else ""
    return Content.assemble(
        (letter, f"bold {style}"),
        fit(clean(line.name), label - len(letter) - 1),
        " ",
        (bar(line.minutes / most, length), style),
        (f"{number(line.minutes / MINUTES_PER_HOUR, 0) + ' h':>{HOURS}}", "bold"),
        f"{line.sessions:>{SESSIONS},}",
        (f"  {weeks}" if trend else "", style),
    )


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield objectives, categories, tags, and the total."""
    yield "For", "sessions", "time", "a week", "time a week"
    efforts = view.statistics.efforts
    weeks = max(1.0, logged(view.statistics.year).days / DAYS_A_WEEK)
    sessions, minutes = sum(w.sessions for w in efforts.total), sum(w.minutes for w in efforts.total)
    every = EffortLine("All", sessions, minutes, efforts.total)
    tags = (replace(line, name=f"#{line.name}") for line in efforts.tags)
    for line in (*efforts.objectives, *efforts.categories, *tags, every):
        time, each = f"{number(line.minutes / MINUTES_PER_HOUR)} h", f"{number(line.minutes / weeks, 0)} min"
        yield line.name, str(line.sessions), time, number(line.sessions / weeks), each
    for counted in view.statistics.amounts.lines:
        total, each = f"{amount_number(counted.total)} {counted.unit}", mean_number(counted.total / weeks)
        yield counted.name, str(counted.sessions), total, number(counted.sessions / weeks), f"{each} {counted.unit}"


CHART: Final = Chart(
    title="Time",
    about="where it goes",
    empty=lambda view: view.empty_reason(view.statistics.efforts, EMPTY_TEXT),
    evidence=lambda view: view.rests_on(view.statistics.efforts.evidence, "session"),
    draw=draw,
    numbers=numbers,
)
