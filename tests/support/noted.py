"""What a person planned, did and wanted, as an onlooker noted it: all that figures rest on, in plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

DAY: Final = timedelta(days=1)
Wanted = Mapping[str, Any]
"""Fields of a behavior, and whether it was `active`."""


@dataclass
class Done:
    """Something done: what, on which day, for how long, in which part of the day, and how it was rated."""

    behavior: str
    day: date
    minutes: int
    session: object = None
    amount: float | None = None
    unit: str | None = None
    slot: str | None = None
    rating: int | None = None


@dataclass
class Planned:
    """A session of a plan: its day and slot, how long it is to take, and its id."""

    id: object
    behavior: str
    day: date
    slot: str | None
    minutes: int


@dataclass
class Versions:
    """What was wanted since when, oldest first."""

    of: list[tuple[date, Any]] = field(default_factory=list)

    def on(self, day: date) -> Any:
        """Return what was wanted on a day."""
        value = self.of[0][1]
        for since, later in self.of:
            if since <= day:
                value = later
        return value

    def want(self, value: Any, since: date) -> None:
        """Want something else from a day on, in the place of all that would begin to hold later."""
        self.of = [version for version in self.of if version[0] < since] + [(since, value)]


@dataclass
class Calendar:
    """Which days are a week: the weekday that weeks begin on since some day, which is the first of a week."""

    starts: Versions

    def begins(self, day: date) -> bool:
        """Tell whether a week begins on a day."""
        return bool(day.weekday() == self.starts.on(day))

    def first(self, day: date) -> date:
        """Return the first day of the week of a day."""
        while not self.begins(day):
            day -= DAY
        return day

    def last(self, day: date) -> date:
        """Return the last day of the week of a day."""
        while not self.begins(day + DAY):
            day += DAY
        return day

    def turn(self, weekday: int, today: date) -> None:
        """Let weeks begin on another weekday, after the week of today and the days that are left then."""
        day = self.last(today) + DAY
        self.starts.of = [version for version in self.starts.of if version[0] <= day]
        if self.starts.of[-1][1] != weekday:
            while day.weekday() != weekday:
                day += DAY
            self.starts.want(weekday, day)


@dataclass
class Record:
    """All that figures rest on."""

    now: datetime
    today: date
    day_began: datetime
    calendar: Calendar
    behaviors: dict[str, Versions]
    made: dict[str, date]
    weights: dict[str, Versions]
    budgets: Versions
    done: list[Done]
    skipped: set[tuple[str, date]]
    skipped_sessions: set[object]
    planned: list[Planned]
    away: set[date]
    paused: set[tuple[str, date]]

    def week(self, day: date) -> date:
        """Return the first day of the week of a day."""
        return self.calendar.first(day)

    def end(self, week: date) -> date:
        """Return the last day of a week."""
        return self.calendar.last(week)

    def rests(self, behavior: str, day: date) -> bool:
        """Tell whether the person was away on a day, or the behavior paused."""
        return day in self.away or (behavior, day) in self.paused

    def stands_still(self, behavior: str, day: date) -> bool:
        """Tell whether nothing could be asked on a day: the same, or it was out of season."""
        return self.rests(behavior, day) or not in_season(self.behaviors[behavior].on(day), day)

    def times(self, behavior: str, first: date, last: date) -> int:
        """Return how often something was done."""
        return sum(done.behavior == behavior and first <= done.day <= last for done in self.done)

    def first_done(self, behavior: str) -> date | None:
        """Return when something was done first."""
        return min(
            (done.day for done in self.done if done.behavior == behavior and done.day <= self.today), default=None
        )

    def began(self, behavior: str) -> date:
        """Return the day since which something is asked for."""
        days = [done.day for done in self.done if done.behavior == behavior]
        days += [planned.day for planned in self.planned if planned.behavior == behavior]
        days += [day for skipped, day in self.skipped if skipped == behavior]
        return min([self.made[behavior], *days])


def in_season(wanted: Wanted, day: date) -> bool:
    """Tell whether something is wanted in this part of the year."""
    season = wanted.get("season")
    if season is None:
        return True
    here, first, last = day.strftime("%m-%d"), season["first"], season["last"]
    return bool(first <= here <= last if first <= last else here >= first or here <= last)


def days(first: date, last: date) -> Iterator[date]:
    """Yield the days from first to last."""
    while first <= last:
        yield first
        first += DAY
