"""The offer to look back on a week: made when the program is first opened after it, and once only.

It stands until the review was read or the program ends. That it was made is noted by `note`, which whoever shows it
calls, in a thread if need be.
"""

from datetime import date

from habitos_tui.services.review import WeekReviews


class ReviewOffer:
    """What is offered to one person while the program is open."""

    def __init__(self, reviews: WeekReviews) -> None:
        self._reviews = reviews
        self._looked_at: date | None = None
        self._offered: date | None = None
        self._was_read = False

    def week(self) -> date | None:
        """Return the first day of the week whose review is offered; None while there is none."""
        last = self._reviews.last_week()
        if last != self._looked_at:
            self._looked_at, self._offered, self._was_read = last, self._reviews.to_offer(), False
        return None if self._was_read else self._offered

    def note(self) -> None:
        """Note that the offer was made, if one was."""
        if self._offered is not None:
            self._reviews.note_offered(self._offered)

    def read(self) -> None:
        """Offer the last week no more."""
        self.week()
        self._was_read = True
        self.note()
