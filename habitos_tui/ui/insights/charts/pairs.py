"""Which behaviors are done on the same days: the pairs that stand out, each with its interval."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.regularity import Correlation
from habitos_tui.domain.text.phrasing import count
from habitos_tui.text import cell_width, clean, shorten
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row, counted
from habitos_tui.ui.kit.safe_text import MUTED, fit

FIGURES, DAYS, AXIS = 7, 10, 26
ROOMY: Final = 70
"""Width from which a pair fits in one line."""

EMPTY_TEXT: Final = "Behaviors are compared once they have 20 days in common. Go on logging, and pairs show up here."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return the clear pairs, the strongest first; the bar is the 95 % interval, the dot the value."""
    found = view.statistics.correlations
    if not found.clear:
        return [Content.styled(f"None of the {counted(found.evidence, 'pair')} compared stands out.", MUTED)]
    scale = ceil(max(max(abs(pair.low), abs(pair.high)) for pair in found.clear) * 4) / 4
    one = room.width >= ROOMY
    name = min(room.width - FIGURES - DAYS - AXIS, 60) if one else 0
    axis = room.width - name - FIGURES - DAYS
    each = 1 if one else 2
    most = max((room.height - 2) // each, 1)
    lines = [_scale(scale, name, axis)]
    for pair in found.clear[:most]:
        lines += _lines(pair, scale, name, axis, room.width)
    rest = len(found.clear) - most
    more = f"{rest} more: press enter. " if rest > 0 else ""
    return [*lines, Content.styled(f"{more}Correlation, not cause.", MUTED)]


def _scale(scale: float, name: int, axis: int) -> Content:
    left, right = "less often", "more often on the same days"
    if axis // 2 < len(right) + 3:
        right = "more often"
    middle = axis // 2
    return Content.styled(f"{'':{name}}{left:<{middle}}0{right:>{axis - middle - 1}}", MUTED)


def _lines(pair: Correlation, scale: float, name: int, axis: int, width: int) -> Iterator[Content]:
    figures = (f"{pair.phi:>+{FIGURES}.2f}", "bold"), (f"{count(pair.pairs, 'day'):>{DAYS}}", MUTED)
    if name:
        yield Content.assemble(names(pair, name - 2), "  ", *interval(pair, scale, axis), *figures)
    else:
        yield Content(names(pair, width))
        yield Content.assemble(*interval(pair, scale, axis), *figures)


def names(pair: Correlation, width: int) -> str:
    """Return both names in `width` cells; long ones share it evenly."""
    sign = " + " if pair.phi > 0 else " / "
    first, second = clean(pair.first_name), clean(pair.second_name)
    room = width - len(sign)
    least = room - min(cell_width(second), room // 2)
    return fit(f"{shorten(first, least)}{sign}{second}", width)


def interval(pair: Correlation, scale: float, axis: int) -> list[tuple[str, str]]:
    """Return the interval and its value as styled parts of `axis` cells."""

    def place(value: float) -> int:
        return round((value / scale + 1) / 2 * (axis - 1))

    low, value, high, zero = place(pair.low), place(pair.phi), place(pair.high), axis // 2
    cells = [" "] * axis
    cells[zero] = "┊"
    cells[low : high + 1] = "─" * (high - low + 1)
    cells[low], cells[high], cells[value] = "├", "┤", "●"
    text = "".join(cells)
    return [(text[:low], MUTED), (text[low : high + 1], "$primary"), (text[high + 1 :], MUTED)]


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield every pair compared, the strongest first."""
    yield "Pair", "phi", "95 % interval", "days", "both", "clear"
    for pair in view.statistics.correlations.pairs:
        between, clear = f"{pair.low:+.2f} to {pair.high:+.2f}", "yes" if pair.clear else ""
        yield names(pair, 60).rstrip(), f"{pair.phi:+.2f}", between, str(pair.pairs), str(pair.both), clear


def _evidence(view: InsightsView) -> str:
    found = view.statistics.correlations
    return f"{len(found.clear)} of {counted(found.evidence, 'pair')} stand out"


CHART: Final = Chart(
    title="Pairs",
    about="what is done on the same days",
    empty=lambda view: view.empty_reason(view.statistics.correlations, EMPTY_TEXT),
    evidence=_evidence,
    draw=draw,
    numbers=numbers,
)
