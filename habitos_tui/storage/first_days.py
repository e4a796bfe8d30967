"""What somebody has used of the app so far, found in what there is; nothing is stored for it."""

from collections.abc import Collection
from typing import Final

from habitos_tui.domain.model.first_days import Deed
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.seen_days import Seen
from habitos_tui.storage.statistics import parameters
from habitos_tui.storage.tables import Behaviors

_DAYS: Final = """
SELECT count(*) FROM (
    SELECT day FROM seen_days WHERE profile_id = :profile AND how = :used
    UNION SELECT day FROM completions WHERE profile_id = :profile
)
"""
_DEEDS: Final = """
SELECT
    EXISTS (SELECT 1 FROM completions WHERE profile_id = :profile),
    EXISTS (SELECT 1 FROM completions WHERE profile_id = :profile AND rating IS NOT NULL),
    EXISTS (SELECT 1 FROM completions WHERE profile_id = :profile AND session IS NULL),
    EXISTS (SELECT 1 FROM absences WHERE profile_id = :profile),
    EXISTS (SELECT 1 FROM optimization_runs WHERE profile_id = :profile AND accepted_at IS NOT NULL),
    EXISTS (
        SELECT 1 FROM optimization_runs WHERE profile_id = :profile AND accepted_at IS NOT NULL
        GROUP BY week_start HAVING count(*) > 1
    ),
    EXISTS (SELECT 1 FROM planned_sessions WHERE profile_id = :profile AND locked)
"""
_IN_ORDER: Final = (
    Deed.LOGGED,
    Deed.RATED,
    Deed.UNPLANNED,
    Deed.SKIPPED,
    Deed.PLANNED,
    Deed.REPLANNED,
    Deed.LOCKED,
)
"""What each of them tells."""


class FirstDaysRepository(Repository):
    """Looks for the traces of what somebody did."""

    def days(self) -> int:
        """Return on how many days somebody was there; none as long as no day of use is noted."""
        values = parameters(self._profile_id.hex, None, {"used": Seen.USED.value})
        noted = "SELECT EXISTS (SELECT 1 FROM seen_days WHERE profile_id = :profile AND how = :used)"
        ((known,),) = self._database.select(noted, values)
        if not known:
            return 0
        ((days,),) = self._database.select(_DAYS, values)
        return int(days)

    def deeds(self, ready_made: Collection[str]) -> frozenset[Deed]:
        """Return what was done at least once; a behavior counts as described unless it is one of the `ready_made`."""
        (found,) = self._database.select(_DEEDS, parameters(self._profile_id.hex, None, {}))
        deeds = {deed for deed, done in zip(_IN_ORDER, found, strict=True) if done}
        own = self._select(Behaviors, ["id"]).where(Behaviors.id.not_in(list(ready_made))).limit(1)
        return frozenset(deeds | ({Deed.DESCRIBED} if self._database.rows(own) else set()))
