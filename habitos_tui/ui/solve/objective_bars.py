"""A bar for each objective: how much of what is possible a week reaches; pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.plan import ObjectiveShare
from habitos_tui.domain.text.phrasing import of_what_is_possible, slot_label
from habitos_tui.text import clean
from habitos_tui.ui.kit.marks import meter
from habitos_tui.ui.kit.safe_text import fit

OBJECTIVE_CELLS: Final = 15
WIDEST_BAR: Final = 40
WORDS_CELLS: Final = 28
"""Room for what is said behind a bar."""


def objective_name(objective: str) -> str:
    """Return the name of an objective as it is shown."""
    return clean(slot_label(objective).capitalize())


def worst_share(shares: Sequence[ObjectiveShare]) -> float | None:
    """Return the share of the objective that is served worst."""
    return min((share.share for share in shares if share.share is not None), default=None)


def objective_bars(shares: Sequence[ObjectiveShare], width: int) -> Iterator[Content]:
    """Yield a bar per objective; the worst-served one, which balance lifts, is marked."""
    least = worst_share(shares)
    room = max(min(WIDEST_BAR, width - OBJECTIVE_CELLS - WORDS_CELLS), 6)
    for share in shares:
        style = "$warning" if share.share == least else "$success"
        yield Content.assemble(
            f"  {fit(objective_name(share.objective), OBJECTIVE_CELLS)}",
            meter(share.share or 0, room, style),
            " out of reach" if share.share is None else f" {of_what_is_possible(share.share, 5)}",
        )
