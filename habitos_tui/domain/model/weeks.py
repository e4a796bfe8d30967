"""Which days are a week, by every weekday that weeks ever began on.

A week has seven days. Where weeks begin on another weekday from some day on, the one before ends there: it is cut, and
has the days that are left to it. A week is named by its first day; whoever counts many days numbers weeks instead, and
days as proleptic ordinals.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from habitos_tui.domain.model.base import DAYS

LENGTH: Final = len(DAYS)
"""Days of a whole week."""
LATE_DAYS_LEFT: Final = 2
"""Days after today from which on it is late in the week: Friday in one that begins on Monday."""


@dataclass(frozen=True)
class Weeks:
    """The weeks of a person, those gone by and those to come."""

    first_weekday: int = 0
    """The weekday that weeks began on at first, since ever; Monday = 0."""
    changes: tuple[date, ...] = ()
    """Days, oldest first, since each of which weeks begin on its weekday; each is the first of a week."""

    @property
    def begin_on(self) -> int:
        """The weekday that weeks begin on after all changes, those to come included."""
        return self.changes[-1].weekday() if self.changes else self.first_weekday

    def of(self, day: date) -> date:
        """Return the first day of the week that `day` is in."""
        return date.fromordinal(self.begin(self.number(day.toordinal())))

    def last(self, day: date) -> date:
        """Return the last day of the week that `day` is in."""
        return date.fromordinal(self.end(self.number(day.toordinal())))

    def away(self, day: date, weeks: int) -> date:
        """Return the first day of the week that is so many weeks after that of `day`, or before it."""
        return date.fromordinal(self.begin(self.number(day.toordinal()) + weeks))

    def after(self, day: date) -> date:
        """Return the first day of the week after that of `day`."""
        return self.away(day, 1)

    def before(self, day: date) -> date:
        """Return the first day of the week before that of `day`."""
        return self.away(day, -1)

    def length(self, day: date) -> int:
        """Return how many days the week has that `day` is in."""
        return (self.last(day) - self.of(day)).days + 1

    def is_whole(self, day: date) -> bool:
        """Tell whether the week that `day` is in has all its days."""
        return self.length(day) == LENGTH

    def left(self, day: date) -> int:
        """Return how many days of its week follow `day`."""
        return (self.last(day) - day).days

    def is_late(self, day: date) -> bool:
        """Tell whether so little is left of a week that a plan made on `day` is better one of the next."""
        return self.left(day) <= LATE_DAYS_LEFT

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the first days of the weeks that have a day from `first` to `last`, oldest first."""
        numbers = range(self.number(first.toordinal()), self.number(last.toordinal()) + 1)
        return tuple(date.fromordinal(self.begin(number)) for number in numbers)

    # Most people never change the first weekday, and figures ask for many weeks: without changes it is only counting.
    # The first of all days, whose ordinal is 1, was a Monday.

    def number(self, day: int) -> int:
        """Return the number of the week of a day."""
        if not self.changes:
            return (day - self.first_weekday - 1) // LENGTH
        start, number = self._stretches[bisect_right(self._starts, day)]
        return number + (day - start) // LENGTH

    def numbers(self, days: Iterable[int]) -> list[int]:
        """Return the number of the week of each of many days."""
        starts, stretches = self._starts, self._stretches
        shift = stretches[0][0]
        if not starts:
            return [(day - shift) // LENGTH for day in days]
        found = ((day, stretches[bisect_right(starts, day)]) for day in days)
        return [number + (day - start) // LENGTH for day, (start, number) in found]

    def begin(self, number: int) -> int:
        """Return the first day of the week of a number."""
        if not self.changes:
            return self.first_weekday + 1 + number * LENGTH
        start, first = self._stretches[bisect_right(self._numbers, number)]
        return start + (number - first) * LENGTH

    def end(self, number: int) -> int:
        """Return the last day of the week of a number."""
        return self.begin(number + 1) - 1

    @cached_property
    def cut(self) -> frozenset[int]:
        """The numbers of the weeks that have fewer days than others."""
        before = (number - 1 for number in self._numbers)
        return frozenset(number for number in before if self.end(number) - self.begin(number) + 1 < LENGTH)

    def coming(self, today: date) -> date | None:
        """Return the coming day since which weeks begin on another weekday; None where no change is to come."""
        return self.changes[-1] if self.changes and self.changes[-1] > today else None

    def beginning_on(self, weekday: int, today: date) -> "Weeks":
        """Return the weeks when they are to begin on another weekday; the one that `today` is in stays as it is.

        The next begins the day after it all the same, and ends where the first on the other weekday begins. This takes
        the place of what was to change later.
        """
        after = self.after(today)
        kept = Weeks(self.first_weekday, tuple(change for change in self.changes if change <= after))
        if kept.begin_on == weekday:
            return kept
        first = after + timedelta(days=(weekday - after.weekday()) % LENGTH)
        return Weeks(self.first_weekday, (*kept.changes, first))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(change.toordinal() for change in self.changes)

    @cached_property
    def _stretches(self) -> tuple[tuple[int, int], ...]:
        """First day and number of the weeks that the first weekday, and each change, begins."""
        found = [(self.first_weekday + 1, 0)]
        for start in self._starts:
            begun, number = found[-1]
            found.append((start, number - (begun - start) // LENGTH))
        return tuple(found)

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        return tuple(number for _, number in self._stretches[1:])


FROM_MONDAY: Final = Weeks()
"""Weeks that always began on Monday."""
