"""What a person wanted when: every day and every period is judged by what was wanted then.

A version holds from its day until the day of the next one, the first since ever. Days, single and days away, are
proleptic ordinals here, as in all that judges a log.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Generic, NamedTuple, TypeVar

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.weeks import Weeks

T = TypeVar("T")

EVER: Final = date.min
"""From when the first version holds: what was logged for days long ago is judged by it."""

WISHED: Final = (
    "min_minutes",
    "typical_minutes",
    "max_minutes",
    "energy_cost",
    "weekdays",
    "target_per_week",
    "min_per_week",
    "max_per_week",
    "max_per_day",
    "min_gap_days",
    "impacts",
    "rhythm",
    "season",
)
"""The fields of a behavior that are part of a wish. A name or a slot is what it is, for the past as well."""


class Version(NamedTuple, Generic[T]):
    """What was wanted from a day on."""

    since: date
    value: T


class Wish(NamedTuple):
    """A behavior as it was wanted, with the names it has today, and whether it was in use."""

    behavior: Behavior
    active: bool

    @property
    def judged(self) -> bool:
        """Tell whether there is something to meet: it was in use and had a target."""
        return self.active and self.behavior.target_per_week > 0


class Era(NamedTuple):
    """The days, both included, on which one wish held."""

    first: int
    last: int
    wish: Wish
    since: date


class Timeline(Generic[T]):
    """The versions of something, oldest first; there is at least one, and the first holds since ever."""

    def __init__(self, versions: Iterable[Version[T]]) -> None:
        """Take the versions in any order."""
        self.versions = tuple(sorted(versions, key=lambda version: version.since))
        self._starts = [version.since.toordinal() for version in self.versions]

    def on(self, day: int) -> T:
        """Return what was wanted on a day."""
        return self.versions[bisect_right(self._starts, day) - 1].value

    def until(self, day: date) -> "Timeline[T]":
        """Return the versions that began to hold by a day."""
        return Timeline(version for version in self.versions if version.since <= day)

    def stretches(self, first: int, last: int) -> Iterator[tuple[int, int, Version[T]]]:
        """Yield first and last day of every version within these days, oldest first."""
        ends = [*self._starts[1:], last + 1]
        for start, end, version in zip(self._starts, ends, self.versions, strict=True):
            begin, until = max(start, first), min(end - 1, last)
            if begin <= until:
                yield begin, until, version


@dataclass(frozen=True)
class WishedBehavior:
    """A behavior through all that was wanted of it."""

    now: Behavior
    """What plans are made from."""
    wishes: Timeline[Wish]
    archived: bool = False
    made: date | None = None
    """The day it was made; None where that was never noted."""
    pauses: Sequence[Pause] = ()
    """Its pauses, oldest first."""

    @property
    def id(self) -> str:
        """Its id."""
        return self.now.id

    @property
    def name(self) -> str:
        """Its name today."""
        return self.now.name

    @cached_property
    def always_in_use(self) -> bool:
        """Tell whether it was never put away."""
        return all(version.value.active for version in self.wishes.versions)

    @cached_property
    def has_seasons(self) -> bool:
        """Tell whether there ever was a part of the year in which it was not wanted."""
        return any(version.value.behavior.season is not None for version in self.wishes.versions)

    @cached_property
    def has_rhythms(self) -> bool:
        """Tell whether it ever was wanted in another rhythm than so many times a week."""
        return any(version.value.behavior.rhythm is not None for version in self.wishes.versions)

    def on(self, day: int) -> Wish:
        """Return what was wanted on a day."""
        return self.wishes.on(day)

    def eras(self, first: int, last: int) -> Iterator[Era]:
        """Yield the eras of these days, oldest first."""
        for begin, until, version in self.wishes.stretches(first, last):
            yield Era(begin, until, version.value, version.since)

    def out_of_use(self, first: int, last: int) -> frozenset[int]:
        """Return the days among these on which it was put away."""
        if self.always_in_use:
            return frozenset()
        eras = (era for era in self.eras(first, last) if not era.wish.active)
        return frozenset(day for era in eras for day in range(era.first, era.last + 1))

    def paused(self, first: int, last: int) -> frozenset[int]:
        """Return the days among these on which it was, or will be, paused."""
        begin, end = date.fromordinal(first), date.fromordinal(last)
        return frozenset(day.toordinal() for pause in self.pauses for day in pause.within(begin, end))

    def out_of_season(self, first: int, last: int) -> frozenset[int]:
        """Return the days among these that were in no season of what was wanted on them."""
        if not self.has_seasons:
            return frozenset()
        seasons = ((era, era.wish.behavior.season) for era in self.eras(first, last))
        return frozenset(
            day for era, season in seasons if season is not None for day in season.without(era.first, era.last)
        )

    def resting(self, first: int, last: int) -> frozenset[int]:
        """Return the days among these on which it is in use and yet not asked for: paused, or out of season."""
        paused = self.paused(first, last) if self.pauses else frozenset()
        return paused | self.out_of_season(first, last)

    def at_rest(self, away: Collection[int], first: int, last: int) -> Collection[int]:
        """Return the days away with those among these on which it rests: nothing is asked of it on either."""
        return frozenset(away) | self.resting(first, last) if self.pauses or self.has_seasons else away

    def at_rest_in(self, away: Collection[int], first: int, last: int) -> Collection[int]:
        """Return the same for a week, whose season is that of its last day."""
        season = self.on(last).behavior.season
        if not self.pauses and season is None:
            return away
        return frozenset(away) | self.paused(first, last) | (season.without(first, last) if season else frozenset())

    def in_use_within(self, first: int, last: int) -> bool:
        """Tell whether it was in use on any of these days."""
        return self.always_in_use or any(era.wish.active for era in self.eras(first, last))


@dataclass(frozen=True)
class Wishes:
    """All that one person ever wanted."""

    behaviors: Sequence[WishedBehavior]
    """In the user's order, archived ones at their old place."""
    weights: Mapping[str, Timeline[float]]
    """By objective, in the user's order."""
    budgets: Timeline[tuple[float | None, ...]]
    """Energy points a day, by weekday."""

    @cached_property
    def by_id(self) -> Mapping[str, WishedBehavior]:
        """The behaviors by id."""
        return {behavior.id: behavior for behavior in self.behaviors}

    def weights_on(self, day: int) -> dict[str, float]:
        """Return the weight of every objective on a day."""
        return {name: timeline.on(day) for name, timeline in self.weights.items()}

    def budget_on(self, day: date) -> float | None:
        """Return the energy budget of a day; None without one."""
        return self.budgets.on(day.toordinal())[day.weekday()]


def holds_from(today: date, weeks: Weeks, *, from_now: bool) -> date:
    """Return from when a change of today holds: from the next week on, or from now on."""
    return today if from_now else weeks.after(today)


def changed(versions: Sequence[Version[T]], value: T, since: date) -> tuple[Version[T], ...]:
    """Return the versions, oldest first, when `value` is wanted from a day on.

    It takes the place of all that would begin to hold later; wanted again what was, nothing is new.
    """
    kept = tuple(version for version in versions if version.since < since)
    return kept if kept and kept[-1].value == value else (*kept, Version(EVER if not kept else since, value))
