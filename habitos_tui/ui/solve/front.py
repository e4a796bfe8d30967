"""The best plans between two objectives, as a curve and a card for the chosen one; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import Front
from habitos_tui.domain.text.phrasing import MORE_THAN_ASKED, percent_at_most, reached, slot_label, told_where_beyond
from habitos_tui.text import cell_width, clean, shorten
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.solve.alternatives import PlanCard, plan_card

LABEL_CELLS: Final = 6
MIN_WIDTH, MIN_HEIGHT = 20, 4
"""Below this size no curve is drawn."""
MIN_OBJECTIVES: Final = 2
TOO_FEW: Final = "Between two objectives there must be two: give behaviors what they do for another one."
ALL: Final = ""
"""In the place of a second objective: all of them at once."""
POINT, CHOSEN, NOW, WAY = "●", "◆", "○", "·"

Spot = tuple[float, float]
"""Shares of the first and of the second objective."""


@dataclass(frozen=True, slots=True)
class FrontView:
    """Plans along the front, from the most of the second objective to the most of the first."""

    names: tuple[str, str]
    spots: tuple[Spot, ...]
    now: Spot | None
    """Position of the current plan."""
    cards: tuple[PlanCard, ...]

    @property
    def best(self) -> int:
        """Index of the plan with the most worth under the week's weights."""
        return next((place for place, card in enumerate(self.cards) if not card.behind), 0)


def front_view(problem: Problem, front: Front, before: Sequence[Session]) -> FrontView:
    """Return the view of a week that has the sessions `before` ahead."""
    names = (shown(front.first), shown(front.second))
    among = [point.plan for point in front.points]
    whole = {share.objective: share.reachable or 1.0 for plan in among for share in plan.objectives}
    whole_first, whole_second = whole.get(front.first, 1.0), whole.get(front.second, 1.0)
    spots = [(point.first / whole_first, point.second / whole_second) for point in front.points]
    now = None if front.now is None else (front.now[0] / whole_first, front.now[1] / whole_second)
    cards = []
    for place, (plan, (first, second)) in enumerate(zip(among, spots, strict=True)):
        heading = f"{names[0]} {reached(first)}, {names[1].lower()} {reached(second)}"
        cards.append(plan_card(problem, plan, among, before, heading=heading, about=_about(front, place)))
    return FrontView(names, tuple(spots), now, tuple(cards))


def objectives_to_choose(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Return the objectives served by wanted behaviors, with their labels; the highest weight first."""
    served = {o for b in problem.behaviors if b.target_per_week for o, impact in b.impacts.items() if impact > 0}
    names = sorted(served & set(problem.objectives), key=lambda name: -problem.objectives[name])
    return tuple((name, shown(name)) for name in names)


def curve_lines(view: FrontView, chosen: int, width: int, height: int) -> list[Content]:
    """Return the curve in `width` x `height` cells, axes included; empty without room or plans."""
    columns, rows = width - LABEL_CELLS - 1, height - 3
    if not view.spots or columns < MIN_WIDTH or rows < MIN_HEIGHT:
        return []
    spots = [*view.spots, *([view.now] if view.now else [])]
    across, up = (_Axis(min(values), max(values)) for values in zip(*spots, strict=True))
    places = [(across.place(x, columns), rows - 1 - up.place(y, rows)) for x, y in view.spots]
    signs = dict.fromkeys(_way(places), (WAY, MUTED))
    if view.now is not None:
        signs[across.place(view.now[0], columns), rows - 1 - up.place(view.now[1], rows)] = (NOW, "bold $warning")
    signs |= dict.fromkeys(places, (POINT, "$primary"))
    signs[places[chosen]] = (CHOSEN, "bold $accent")
    ends = f"{reached(across.low):<{columns // 2}}{reached(across.high):>{columns - columns // 2}}"
    more = told_where_beyond(f"   {MORE_THAN_ASKED}", (across.high, up.high))
    legend = f"{NOW} your plan now  " if view.now is not None else ""
    room = max(columns - len(legend), 0)
    right, labels = shorten(f"{view.names[0]} →", room), {0: reached(up.high), rows - 1: reached(up.low)}
    lines = [
        Content.assemble((f"↑ {view.names[1]}", "bold"), (more, MUTED)),
        *(_row(signs, row, columns, labels.get(row, "")) for row in range(rows)),
        Content.assemble(" " * LABEL_CELLS, ("└" + ends, MUTED)),
        Content.assemble(
            " " * (LABEL_CELLS + 1), (legend, "$text-warning"), " " * (room - cell_width(right)), (right, "bold")
        ),
    ]
    return [line.truncate(width, ellipsis=True) for line in lines]


@dataclass(frozen=True, slots=True)
class _Axis:
    """The range of an axis."""

    low: float
    high: float

    def place(self, value: float, cells: int) -> int:
        """Return the cell of a value, the middle one if the range is empty."""
        length = self.high - self.low
        return round((value - self.low) / length * (cells - 1)) if length > 0 else cells // 2


def _row(signs: dict[tuple[int, int], tuple[str, str]], row: int, columns: int, label: str) -> Content:
    cells = (signs.get((column, row), (" ", "")) for column in range(columns))
    return Content.assemble((f"{label:>{LABEL_CELLS - 1}} "[:LABEL_CELLS], MUTED), ("│", MUTED), *cells)


def _way(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the cells on the lines between neighbours."""
    for (x, y), (to_x, to_y) in pairwise(places):
        steps = max(abs(to_x - x), abs(to_y - y))
        yield from (
            (round(x + (to_x - x) * step / steps), round(y + (to_y - y) * step / steps)) for step in range(1, steps)
        )


def _about(front: Front, place: int) -> str:
    """Return a description of a plan of the front, with its proved gap."""
    first, second, point = shown(front.first).lower(), shown(front.second).lower(), front.points[place]
    most, much = (second, first) if place == len(front.points) - 1 else (first, second)
    what = f"the most {most} with this much {much}"
    if point.gap is None:
        return f"{what} that was found"
    known = percent_at_most(point.gap, 1)
    return f"{what}, proved within {known}" if point.proved else f"{what} found in time, {known} open"


def shown(name: str) -> str:
    """Return the label of an objective."""
    return clean(slot_label(name).capitalize())
