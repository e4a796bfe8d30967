"""The behaviors to choose from, each with how often it is in the week already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.text import clean
from habitos_tui.ui.kit.marks import Mark, mark_of
from habitos_tui.ui.week.presenter import WeekView


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of the list."""

    key: str
    name: str
    mark: Mark
    note: str


def picks_of(behaviors: Sequence[Behavior], week: WeekView) -> tuple[Pick, ...]:
    """Return a line for each behavior; what is planned or done in the week counts."""
    counted = {SessionState.PLANNED, SessionState.DONE}
    times = Counter(block.behavior for block in week.blocks if block.state in counted)
    return tuple(
        Pick(b.id, clean(b.name), mark_of(b.category), f"{times[b.id]} of {b.target_per_week} this week")
        for b in behaviors
    )
