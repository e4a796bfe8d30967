"""What time and energy go into, and what comes of it: lengths, energy, objectives, and the room ahead.

Each insight is a frozen dataclass with `evidence`, `empty` and an `EMPTY`:

    Lengths          lines of LengthLine, by the order of the behaviors
    Energy           days of EnergyDay, weeks of EnergyWeek
    Efforts          objectives and categories, each an EffortLine of WeekEffort
    ObjectiveWeeks   lines of ObjectiveLine, each of ObjectiveWeek
    Booked           days of BookedDay, today first

A week is named by its first day. Series by week hold every week of the span, oldest first, those with nothing too, so
that those of one insight have the same weeks; the first and the last may be cut by the span.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from habitos_tui.domain.insight.evidence import Insight, share_of

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class LengthLine:
    """Planned against actual minutes of one behavior, over its completions that were planned."""

    behavior: str
    name: str
    count: int
    planned: float
    """Minutes planned on average."""
    actual: float
    """Minutes it took on average."""

    @property
    def ratio(self) -> float:
        """Actual of planned; above 1 it takes longer than planned."""
        return self.actual / self.planned


@dataclass(frozen=True, slots=True)
class Lengths(Insight):
    """Planned against actual minutes; evidence are the completions that were planned."""

    lines: tuple[LengthLine, ...]

    EMPTY: ClassVar["Lengths"]

    @property
    def ratio(self) -> float | None:
        """Actual of planned minutes, all behaviors together."""
        return share_of(
            sum(line.actual * line.count for line in self.lines), sum(line.planned * line.count for line in self.lines)
        )


Lengths.EMPTY = Lengths(0, ())


@dataclass(frozen=True, slots=True)
class EnergyDay:
    """Energy points used on a day (what restores is taken off) and its budget, None where none is set."""

    day: date
    used: float
    budget: float | None

    @property
    def share(self) -> float | None:
        """Used of the budget."""
        return share_of(self.used, self.budget or 0)


@dataclass(frozen=True, slots=True)
class EnergyWeek:
    """The days of a week that have a budget and on which something was done."""

    week: date
    used: float
    budget: float
    days: int
    days_over: int
    """Days on which more was used than the budget had."""

    @property
    def share(self) -> float | None:
        """Used of the budget."""
        return share_of(self.used, self.budget)


@dataclass(frozen=True, slots=True)
class Energy(Insight):
    """Energy used against the budget that each day had; evidence are the sessions done."""

    days: tuple[EnergyDay, ...]
    """Those on which something was done, oldest first."""
    weeks: tuple[EnergyWeek, ...]

    EMPTY: ClassVar["Energy"]


Energy.EMPTY = Energy(0, (), ())


@dataclass(frozen=True, slots=True)
class WeekEffort:
    """What was done in a week."""

    week: date
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EffortLine:
    """What was done for an objective, in a category or with a tag."""

    name: str
    sessions: int
    minutes: int
    weeks: tuple[WeekEffort, ...]


@dataclass(frozen=True, slots=True)
class Efforts(Insight):
    """Minutes and sessions by week; evidence are the sessions done.

    A session counts in full for each objective it does something good for, so that objectives add up to more than was
    done; categories add up to all of it. It counts for each tag of its own and of its behavior today, once.
    """

    objectives: tuple[EffortLine, ...]
    """All of the profile's, in its order."""
    categories: tuple[EffortLine, ...]
    """Those in which something was done, the most minutes first."""
    total: tuple[WeekEffort, ...]
    tags: tuple[EffortLine, ...] = ()
    """Those with which something was done, the most minutes first."""

    EMPTY: ClassVar["Efforts"]

    def of_tag(self, tag: str) -> EffortLine:
        """Return the line of a tag; one without anything where nothing was done with it."""
        nothing = EffortLine(tag, 0, 0, tuple(WeekEffort(week.week, 0, 0) for week in self.total))
        return next((line for line in self.tags if line.name == tag), nothing)


Efforts.EMPTY = Efforts(0, (), (), ())


@dataclass(frozen=True, slots=True)
class ObjectiveWeek:
    """What a week did for an objective, in model units, and the sessions that did it, be it good or bad."""

    week: date
    reached: float
    sessions: int
    reachable: float
    """What its days that count ask for: those that are over since each behavior began, less where some were spent away,
    nothing before. Today counts for what was done on it, and beside days that are over for what has gone by."""
    whole: float = 0.0
    """What the week asks for altogether, with the days of it that are still to come."""

    @property
    def share(self) -> float | None:
        """Reached of what its days ask for; above 1 only where more was done than the whole week asks for."""
        share = share_of(self.reached, self.reachable)
        return share if share is None or share <= 1 else max(1.0, self.reached / max(self.whole, self.reachable))

    @property
    def nothing_due_yet(self) -> bool:
        """Tell whether all that the week asks for is still to come."""
        return not self.reachable and self.whole > 0


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """One objective week by week: what was reached of what was asked for, with the impacts and targets of each."""

    objective: str
    weight: float
    """Its part of all weights, 0 to 1."""
    reachable: float
    """What the targets of a whole week bring when they are met, in model units; 0 where nothing serves it."""
    weeks: tuple[ObjectiveWeek, ...]

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The share of every week; None where nothing was asked for."""
        return tuple(week.share for week in self.weeks)

    @property
    def share(self) -> float | None:
        """The share of all weeks, each weighing as much as it asks for; None where none does."""
        known = [(week.share, week.reachable) for week in self.weeks]
        asked = sum(weight for _, weight in known)
        return share_of(sum(share * weight for share, weight in known if share is not None), asked)


def is_more_than_asked(share: float | None) -> bool:
    """Tell whether a share is above 1, and not only by the rounding of sums."""
    return share is not None and share > 1 + ROUNDING


@dataclass(frozen=True, slots=True)
class ObjectiveWeeks(Insight):
    """Objectives reached per week; evidence are the sessions done."""

    lines: tuple[ObjectiveLine, ...]
    """In the order of the profile."""

    EMPTY: ClassVar["ObjectiveWeeks"]


ObjectiveWeeks.EMPTY = ObjectiveWeeks(0, ())


@dataclass(frozen=True, slots=True)
class BookedDay:
    """How much of a day's time between slots and busy blocks is taken by sessions."""

    day: date
    free: int
    """Minutes within slots that busy time leaves, with sessions or without."""
    planned: int
    """Minutes of the sessions that were planned, as they took where they are done."""
    sessions: int

    @property
    def share(self) -> float | None:
        """Planned of free."""
        return share_of(self.planned, self.free)


@dataclass(frozen=True, slots=True)
class Booked(Insight):
    """How booked-out the coming seven days are; evidence are the sessions planned."""

    days: tuple[BookedDay, ...]
    """Today and the six days after it."""

    EMPTY: ClassVar["Booked"]

    @property
    def share(self) -> float | None:
        """Planned of free, all days together."""
        return share_of(sum(day.planned for day in self.days), sum(day.free for day in self.days))


Booked.EMPTY = Booked(0, ())
