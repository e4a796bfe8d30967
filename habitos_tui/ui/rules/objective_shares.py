"""Objectives as shares of 100 %: frozen rows, built by pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.model.validation import invalid
from habitos_tui.domain.text.phrasing import listed, slot_label
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.marks import cells_of, track
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.kit.themes import category_variable

_LONGEST_NAME: Final = 24
_PERCENT_CELLS: Final = 7


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An objective, its share from 0 to 1, and the share in whole percent."""

    name: str
    share: float
    percent: int


def share_rows(shares: Mapping[str, float]) -> tuple[ShareRow, ...]:
    """Return a row per objective; the percents always add up to 100."""
    percents = whole_percents(tuple(shares.values()))
    return tuple(
        ShareRow(name, share, percent) for (name, share), percent in zip(shares.items(), percents, strict=True)
    )


def shares_summary(rows: Sequence[ShareRow]) -> str:
    """Return the two largest shares as text."""
    most = sorted((row for row in rows if row.percent), key=lambda row: -row.percent)[:2]
    return f"mostly {listed([clean(slot_label(row.name), limit=_LONGEST_NAME) for row in most])}"


def whole_percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares that sum to 1 as whole percents that sum to 100: the largest remainders are rounded up."""
    exact = [share * PERCENT for share in shares]
    percents = [floor(each + 1e-9) for each in exact]
    missing = round(sum(exact)) - sum(percents)
    for at in sorted(range(len(exact)), key=lambda at: percents[at] - exact[at])[:missing]:
        percents[at] += 1
    return tuple(percents)


def nudged(row: ShareRow, steps: int) -> float:
    """Return the share, 0 to 1, that is `steps` percent above the one shown."""
    return min(max(row.percent + steps, 0), PERCENT) / PERCENT


def share_of(text: str) -> float:
    """Return the share, 0 to 1, of a typed percentage; InvalidInputError if invalid."""
    try:
        percent = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        percent = -1
    if not 0 <= percent <= PERCENT:
        raise invalid("This share", (("share", f"must be a number from 0 to {PERCENT}"),))
    return percent / PERCENT


def share_line(row: ShareRow, width: int, label_cells: int) -> Content:
    """Return name, bar and percent in `width` cells, after two cells for the cursor."""
    room = max(width - 2 - label_cells - 1 - _PERCENT_CELLS, 0)
    return Content.assemble(
        "  ",
        (fit(slot_label(row.name), label_cells), "" if row.percent else MUTED),
        " ",
        track(cells_of(row.share, 1, room), room, f"${category_variable(row.name)}"),
        (f"{row.percent:>{_PERCENT_CELLS - 3}} % ", "bold" if row.percent else MUTED),
    )


def label_cells(names: Sequence[str], width: int) -> int:
    """Return the cells for names: the longest name, but at most a third of `width`."""
    longest = max((cell_width(clean(slot_label(name))) for name in names), default=0)
    return min(longest, _LONGEST_NAME, max(width // 3, 8))
