"""When behaviors with a rhythm are due next, by what was done of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.due import Due, dues_outside_pauses, first_dues
from habitos_tui.domain.model.pause import paused_on
from habitos_tui.domain.text.pause_phrasing import paused_until
from habitos_tui.domain.text.rhythm_phrasing import dues_sentence, rhythm_phrase, season_phrase
from habitos_tui.services.store import Store
from habitos_tui.services.week.reader import WeekReader

LOOKED_BACK: Final = timedelta(days=400)
"""From when on it matters when something was done last: no rhythm is longer."""


class Dues:
    """The next dates of the behaviors of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reader = WeekReader(store)

    def why_not(self, behavior: Behavior, week: date, day: int) -> str:
        """Return why pause, rhythm or season ask for nothing on a day of a week, counted from its first; "" if they do.

        Accepted plans of the weeks before are taken as done.
        """
        at, today = week + timedelta(days=day), self._store.today()
        pause = paused_on(self._store.pauses.of(behavior.id), behavior.id, at)
        if pause is not None:
            return f"“{behavior.name}”: {paused_until(pause, today)}."
        if behavior.rhythm is None and behavior.season is None:
            return ""
        if behavior.season is not None and not behavior.season.holds(at):
            return f"“{behavior.name}”: not in season, it is wanted {season_phrase(behavior.season)}."
        asked = self._reader.asked_of(week, behavior)
        if behavior.rhythm is None or (asked.target_per_week and day in asked.weekdays):
            return ""
        begin = max(week, today)
        done = [
            *self._reader.days_before(week, [behavior])[behavior.id],
            *(c.day for c in self._store.completions.between(week, begin) if c.behavior == behavior.id),
        ]
        dues = first_dues(1, behavior.recurrence, done, begin, self._store.profile.weeks)
        words = (rhythm_phrase(behavior.rhythm, behavior.target_per_week), dues_sentence(dues, today))
        return f"“{behavior.name}”: wanted {', '.join(filter(None, words))}."

    def next(self, behaviors: Iterable[Behavior]) -> dict[str, Due]:
        """Return by behavior when it is due next; nothing of those that every week asks for or that are paused then."""
        pauses, today = self._store.pauses.all(), self._store.today()
        dues = self.coming([b for b in behaviors if b.rhythm is not None or b.season is not None], 1)
        first = {behavior: found[0] for behavior, found in dues.items() if found}
        return {b: due for b, due in first.items() if paused_on(pauses, b, max(due.first, today)) is None}

    def coming(self, behaviors: Iterable[Behavior], count: int) -> dict[str, tuple[Due, ...]]:
        """Return by behavior the next so many times it is due, those overdue first; see `next_dues`."""
        wanted, today = {behavior.id: behavior.recurrence for behavior in behaviors}, self._store.today()
        if not wanted:
            return {}
        weeks = self._store.profile.weeks
        with self._store.database.reading():
            done = self._store.completions.days(wanted, today - LOOKED_BACK, today)
        return {behavior: first_dues(count, wanted[behavior], done[behavior], today, weeks) for behavior in wanted}

    def outside_pauses(self, behavior: Behavior, count: int) -> tuple[Due, ...]:
        """Return the next so many times that a behavior is due, without those on which it is paused."""
        today = self._store.today()
        with self._store.database.reading():
            done = self._store.completions.days([behavior.id], today - LOOKED_BACK, today)[behavior.id]
            pauses = self._store.pauses.of(behavior.id)
        return dues_outside_pauses(count, behavior.recurrence, done, today, self._store.profile.weeks, pauses=pauses)
