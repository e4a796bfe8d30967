"""Weeks of which a review was offered."""

from datetime import date

from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import OfferedReviews


class OfferedReviewRepository(Repository):
    """First days of weeks. They are notes about use, no change by the person: undo passes them over."""

    def has(self, week: date) -> bool:
        """Tell whether the review of a week was offered."""
        return bool(self._database.rows(self._select(OfferedReviews, ["week"], week=week)))

    def add(self, week: date) -> None:
        """Note that the review of a week was offered; nothing is written when that is noted already."""
        if not self.has(week):
            with self._database.unit():
                row = {"profile_id": self._profile_id, "week": week}
                self._database.run(OfferedReviews.insert(row).on_conflict_ignore())
