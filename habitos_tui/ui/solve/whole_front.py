"""Weeks between all objectives at once, as parallel lines: an axis per objective, a line per week; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import WholeFront
from habitos_tui.domain.text.phrasing import MIN_SHOWN, reached
from habitos_tui.domain.text.result_phrasing import how_far
from habitos_tui.text import cell_width, shorten
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.solve.alternatives import PlanCard, plan_card
from habitos_tui.ui.solve.front import CHOSEN, MIN_HEIGHT, MIN_WIDTH, NOW, POINT, WAY, shown

AXIS: Final = "│"
CHOSEN_WAY: Final = "•"
CELLS_EACH: Final = 7
"""Width that an axis needs for its numbers."""

Cell = tuple[int, int]
"""Column and row."""


@dataclass(frozen=True, slots=True)
class WholeFrontView:
    """Weeks of the front over all objectives, the one worth most first."""

    names: tuple[str, ...]
    spots: tuple[tuple[float, ...], ...]
    """Per week the share of what is within reach of each objective."""
    now: tuple[float, ...] | None
    cards: tuple[PlanCard, ...]

    @property
    def best(self) -> int:
        """Index of the plan with the most worth under the week's weights."""
        return next((place for place, card in enumerate(self.cards) if not card.behind), 0)


def whole_front_view(problem: Problem, front: WholeFront, before: Sequence[Session]) -> WholeFrontView:
    """Return the view of a week that has the sessions `before` ahead."""
    among = [point.plan for point in front.points]
    whole = {share.objective: share.reachable or 1.0 for plan in among for share in plan.objectives}
    reach = [whole.get(name, 1.0) for name in front.objectives]
    spots = tuple(_shares(point.achieved, reach) for point in front.points)
    names = tuple(map(shown, front.objectives))
    cards = []
    for plan, spot in zip(among, spots, strict=True):
        heading = _heading(names, spot, spots)
        gap = "gap unknown" if plan.gap is None else f"{how_far(plan.gap, 1)} below any week"
        cards.append(plan_card(problem, plan, among, before, heading=heading, about=f"not proved, {gap}"))
    now = None if front.now is None or not front.points else _shares(front.now, reach)
    return WholeFrontView(names, spots, now, tuple(cards))


def parallel_lines(view: WholeFrontView, chosen: int, width: int, height: int) -> list[Content]:
    """Return the lines in `width` x `height` cells, names and ranges included; empty without room or plans.

    Where there is no room for all axes, the last ones are left out.
    """
    rows, amount = height - 4, min(len(view.names), width // CELLS_EACH)
    if not view.spots or width < MIN_WIDTH or rows < MIN_HEIGHT or amount < 1:
        return []
    each = width // amount
    columns = [each * axis + each // 2 for axis in range(amount)]
    ranges = [_range(axis, view) for axis in range(amount)]
    signs = dict.fromkeys(((column, row) for column in columns for row in range(rows)), (AXIS, MUTED))
    lines = [_cells(spot, ranges, columns, rows) for spot in view.spots]
    for number, cells in enumerate(lines):
        if number != chosen:
            signs |= dict.fromkeys(_way(cells), (WAY, MUTED)) | dict.fromkeys(cells, (POINT, "$primary"))
    if view.now is not None:
        signs |= dict.fromkeys(_cells(view.now, ranges, columns, rows), (NOW, "bold $warning"))
    signs |= dict.fromkeys(_way(lines[chosen]), (CHOSEN_WAY, "$accent"))
    signs |= dict.fromkeys(lines[chosen], (CHOSEN, "bold $accent"))
    highest, lowest = ([reached(limits[end]) for limits in ranges] for end in (1, 0))
    legend = f"{CHOSEN} the chosen week" + (f"  {NOW} your plan now" if view.now is not None else "")
    found = [
        _centred(view.names[:amount], each, "bold"),
        _centred(highest, each, MUTED),
        *(_row(signs, row, each * amount) for row in range(rows)),
        _centred(lowest, each, MUTED),
        Content.styled(legend, MUTED),
    ]
    return [line.truncate(width, ellipsis=True) for line in found]


def _heading(names: Sequence[str], spot: Sequence[float], spots: Sequence[Sequence[float]]) -> str:
    """Return what a week does most of, compared with the others."""
    most = [
        name.lower()
        for place, name in enumerate(names)
        if spot[place] >= max(other[place] for other in spots) - MIN_SHOWN
    ]
    return f"Most {', '.join(most)}" if 0 < len(most) < len(names) else "Between them"


def _shares(achieved: Sequence[float], reach: Sequence[float]) -> tuple[float, ...]:
    return tuple(much / whole for much, whole in zip(achieved, reach, strict=True))


def _range(axis: int, view: WholeFrontView) -> tuple[float, float]:
    values = [spot[axis] for spot in (*view.spots, *([view.now] if view.now else []))]
    return min(values), max(values)


def _cells(
    spot: Sequence[float], ranges: Sequence[tuple[float, float]], columns: Sequence[int], rows: int
) -> list[Cell]:
    """Return where a week crosses the axes; the middle of an axis on which all weeks are the same."""
    found = []
    for value, (low, high), column in zip(spot, ranges, columns, strict=False):
        share = (value - low) / (high - low) if high > low else 0.5
        found.append((column, rows - 1 - round(share * (rows - 1))))
    return found


def _way(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yield the cells on the lines between neighbouring axes."""
    for (x, y), (to_x, to_y) in pairwise(cells):
        yield from ((column, round(y + (to_y - y) * (column - x) / (to_x - x))) for column in range(x + 1, to_x))


def _centred(texts: Sequence[str], cells: int, style: str) -> Content:
    parts = []
    for text in texts:
        fitting = shorten(text, cells - 1)
        before = (cells - cell_width(fitting) + 1) // 2
        parts.append(" " * before + fitting + " " * (cells - before - cell_width(fitting)))
    return Content.styled("".join(parts), style)


def _row(signs: dict[Cell, tuple[str, str]], row: int, width: int) -> Content:
    return Content.assemble(*(signs.get((column, row), (" ", "")) for column in range(width)))
