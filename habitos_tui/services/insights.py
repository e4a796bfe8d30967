"""What the log says about the behaviors of a person."""

from collections.abc import Iterable
from datetime import timedelta

from habitos_tui.domain.behavior import Behavior
from habitos_tui.insight.strength import DAYS_THAT_COUNT, strength
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking


class Insights:
    """Figures that are read from the log and never stored: it may be filled in and changed afterwards."""

    def __init__(self, store: Store, tracking: Tracking) -> None:
        self._log = store.completions
        self._tracking = tracking

    def strengths(self, behaviors: Iterable[Behavior]) -> dict[str, float]:
        """Return by id how firm each of `behaviors` is today, 0 to 1; those without evidence or target are left out."""
        today = self._tracking.today()
        marks = self._log.marks(today - timedelta(days=DAYS_THAT_COUNT - 1), today)
        found = ((b.id, strength(b.target_per_week, marks.get(b.id, {}), today)) for b in behaviors)
        return {behavior_id: value for behavior_id, value in found if value is not None}
