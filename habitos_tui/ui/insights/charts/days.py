"""The share of planned sessions done, by weekday and slot, and the best and hardest slots of behaviors."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.regularity import RateCell, RateMap, SlotRecord
from habitos_tui.domain.text.phrasing import WEEKDAYS, in_slot, number, percent, slot_label
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import TITLE, Chart, ChartSize, InsightsView, Row, gauge
from habitos_tui.ui.kit.marks import shade_mark
from habitos_tui.ui.kit.safe_text import MUTED, fit

STEPS: Final = (0.4, 0.6, 0.75, 0.9)
"""Lower bounds of the shades."""
THIN: Final = 5
"""With fewer sessions the evidence is marked as thin."""
NARROWEST, WIDEST = 5, 11
"""Narrowest and widest column of a weekday: shade, three digits, and a blank or the sign of thin evidence."""
FIGURES: Final = 5
"""Cells for a blank, three digits and a blank; narrow columns omit the first."""
LABELS: Final = 15
ROOMY: Final = 55
"""Width from which each line has a bar."""
NO_SLOT: Final = "no slot"

EMPTY_TEXT: Final = "Nothing planned has come up yet. Press 5 to plan a week; what becomes of it shows here."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return the map, and the best and hardest slots as far as rows allow."""
    rates, standings = view.statistics.rates, view.statistics.standings
    lines = [*_grid(rates, room), *_legend(rates, room)]
    lines.append(Content(""))
    each = max((room.height - len(lines) - 2) // 2, 1)
    for title, records in (("Works out best", standings.best), ("Hardest", standings.hardest)):
        if records:
            lines += [Content.styled(title, TITLE), *(_place(record, room.width) for record in records[:each])]
    return lines


def level(share: float) -> int:
    """Return the level of the shade for a share done."""
    return sum(share >= step for step in STEPS)


def slot_name(slot: str | None) -> str:
    """Return the title of a slot or of no slot, sanitised."""
    return NO_SLOT if slot is None else clean(slot_label(slot))


def _grid(rates: RateMap, room: ChartSize) -> Iterator[Content]:
    width = room.width
    days = len(rates.weekdays)
    rows = [(slot_name(slot), "", [rates.cell(day, slot) for day in rates.weekdays]) for slot in rates.slots]
    longest = max((cell_width(name) for name, *_ in rows), default=0)
    label = min(longest + 1, LABELS, width - days * NARROWEST)
    columns = days + 1 if width >= label + (days + 1) * (NARROWEST + 1) else days
    cell = min((width - label) // columns, WIDEST)
    titles = [WEEKDAYS[day][:3] for day in rates.weekdays] + ["all"] * (columns - days)
    yield Content.styled(" " * label + "".join(f"{title:>{cell - 1}} " for title in titles), MUTED)
    every = [_sum([rates.cell(day, slot) for slot in rates.slots]) for day in rates.weekdays]
    for name, style, cells in (*rows, ("all", MUTED, every)):
        tiles = [_tile(each, cell, colors=room.colors) for each in ([*cells, _sum(cells)] if columns > days else cells)]
        yield Content.assemble((fit(name, label - 1) + " ", style), *tiles)


def _sum(cells: Sequence[RateCell]) -> RateCell:
    return RateCell(0, None, sum(cell.done for cell in cells), sum(cell.counted for cell in cells))


def _tile(cell: RateCell, width: int, *, colors: bool) -> Content:
    if cell.share is None:
        return Content(" " * width)
    figure = number(cell.share * 100, 0)
    if cell.counted < THIN:
        return Content.styled(f"{figure:>{width - 1}}?", MUTED)
    shades = max(width - FIGURES, 1)
    mark = shade_mark(level(cell.share), shades, "$primary", colors=colors)
    return Content.assemble(mark, f"{figure:>{width - shades - 1}} ")


def _legend(rates: RateMap, room: ChartSize) -> Iterator[Content]:
    bounds = ["<40", "40+", "60+", "75+", "90 % or more"]
    marks = (shade_mark(place, 1, MUTED, colors=room.colors) for place in range(len(bounds)))
    legend = Content("  ").join(
        Content.assemble(mark, (f" {bound}", MUTED)) for mark, bound in zip(marks, bounds, strict=True)
    )
    if any(cell.counted < THIN for cell in rates.cells):
        thin = f"? fewer than {THIN} sessions"
        if legend.cell_length + 3 + len(thin) > room.width:
            yield legend
            legend = Content.styled(thin, MUTED)
        else:
            legend += Content.styled(f"   {thin}", MUTED)
    yield legend


def _place(record: SlotRecord, width: int) -> Content:
    figures = f"{record.done} of {record.counted}"
    length = min(20, width // 4) if width >= ROOMY else 0
    room = width - length - 12
    where = "" if record.slot is None else f" {clean(in_slot(record.slot))}"
    name = fit(clean(record.name), min(cell_width(clean(record.name)), max(room - cell_width(where), LABELS // 2)))
    return Content.assemble(
        fit(f"{name}{where}", room), " ", gauge(record.share or 0.0, length, "$primary"), f"{figures:>11}"
    )


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield every weekday and slot, then every behavior and slot."""
    yield "Where", "done", "share", "95 % interval"
    for cell in view.statistics.rates.cells:
        where = f"{WEEKDAYS[cell.weekday]}, {slot_name(cell.slot)}"
        yield where, f"{cell.done} of {cell.counted}", percent(cell.share or 0.0), ""
    for record in view.statistics.standings.records:
        where, interval = f"{record.name}, {slot_name(record.slot)}", f"{percent(record.low)} to {percent(record.high)}"
        yield where, f"{record.done} of {record.counted}", percent(record.share or 0.0), interval


CHART: Final = Chart(
    title="Days",
    about="planned sessions done, in %",
    empty=lambda view: view.empty_reason(view.statistics.rates, EMPTY_TEXT),
    evidence=lambda view: view.rests_on(view.statistics.rates.evidence, "planned session"),
    draw=draw,
    numbers=numbers,
)
