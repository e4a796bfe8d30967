"""The days on which a profile was looked at: what was not done on the others is not known to have been missed."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.statistics import parameters
from habitos_tui.storage.tables import SeenDays


class Seen(StrEnum):
    """What is known of a day."""

    USED = "used"
    """The profile was opened, or a command was given, on that day."""
    MISSED = "missed"
    """It was not, and the person says that they were there all the same."""
    ASKED = "asked"
    """It was not; the person was asked and said nothing of the kind. They are not asked again."""


UNSEEN_DAYS: Final = """
WITH RECURSIVE days (day) AS (
    SELECT max(:first, (SELECT min(day) FROM seen_days WHERE profile_id = :profile))
    UNION ALL
    SELECT date(day, '+1 day') FROM days WHERE day < :last
)
SELECT d.day FROM days d
WHERE d.day <= :last
    AND NOT EXISTS (SELECT 1 FROM seen_days n WHERE n.profile_id = :profile AND n.day = d.day AND n.how <> 'asked')
    AND NOT EXISTS (SELECT 1 FROM completions c WHERE c.profile_id = :profile AND c.day = d.day)
    AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.profile_id = :profile AND a.day = d.day)
"""


class SeenDayRepository(Repository):
    """Days of a profile. They are notes about its use, no change by the person: undo passes them over."""

    def add(self, days: Iterable[date], how: Seen) -> None:
        """Note these days, those that are not noted yet; nothing is written when all are."""
        wanted = sorted(set(days))
        if not wanted:
            return
        query = self._select(SeenDays, ["day"]).where(SeenDays.day >= wanted[0], SeenDays.day <= wanted[-1])
        known = {row["day"] for row in self._database.rows(query)}
        missing = [day for day in wanted if day not in known]
        if missing:
            rows = [{"profile_id": self._profile_id, "day": day, "how": how.value} for day in missing]
            with self._database.unit():
                self._database.run(SeenDays.insert_many(rows).on_conflict_ignore())

    def asked(self, span: Span) -> frozenset[date]:
        """Return the days about which the person has been asked already."""
        query = self._select(SeenDays, ["day"], how=Seen.ASKED.value)
        rows = self._database.rows(query.where(SeenDays.day >= span.first, SeenDays.day <= span.last))
        return frozenset(row["day"] for row in rows)

    def days_seen(self, span: Span) -> frozenset[date]:
        """Return the days of a span on which the person was there, for all that is known.

        The profile was opened or a command was given on that day, something was logged for it, or the person said that
        they were there. Nothing is known of days before the first that was noted: they count as seen.
        """
        return frozenset(span) - self._unseen(span)

    def _unseen(self, span: Span) -> frozenset[date]:
        values = parameters(self._profile_id.hex, None, {"first": span.first, "last": span.last})
        rows = self._database.select(UNSEEN_DAYS, values)
        return frozenset(date.fromisoformat(day) for (day,) in rows)
