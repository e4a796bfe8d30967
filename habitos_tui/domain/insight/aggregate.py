"""Sums over the log, as the database counts them: what insights are computed from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class DayAggregate(NamedTuple):
    """What was done on a day; energy in points, with what sessions cost then."""

    day: date
    sessions: int
    minutes: int
    energy: float


class TagAggregate(NamedTuple):
    """What was done of a behavior in the week that begins on `week` with a tag of its own."""

    week: date
    behavior: str
    tag: str
    sessions: int
    minutes: int


class WeekAggregate(NamedTuple):
    """What was done of a behavior in the week that begins on `week`, while what was wanted `since` a day held.

    That is what was wanted of the behavior as well as what objectives weighed.
    """

    week: date
    behavior: str
    since: date
    sessions: int
    minutes: int
    up_to_typical: int
    """The minutes without those past the length of each session that was typical then."""


class AmountAggregate(NamedTuple):
    """What was counted of a behavior in one unit in the week that begins on `week`."""

    week: date
    behavior: str
    unit: str
    sessions: int
    amount: float


class RatingAggregate(NamedTuple):
    """The ratings given in a slot in the week that begins on `week`."""

    week: date
    slot: str | None
    total: int
    given: int


class PlaceAggregate(NamedTuple):
    """The planned sessions of a behavior on a weekday (Monday = 0) in a slot: done, of those that counted."""

    behavior: str
    weekday: int
    slot: str | None
    done: int
    counted: int


class EvidenceAggregate(NamedTuple):
    """What became of a behavior on a weekday (Monday = 0) in a slot.

    Sessions done, planned or not, of those that counted: done, or missed; and the same, older ones weighing less, and
    those missed on days that nobody looked at the program.
    """

    behavior: str
    weekday: int
    slot: str
    done: int
    counted: int
    faded_done: float
    faded: float


class MinutesAggregate(NamedTuple):
    """How often a behavior took so many minutes."""

    behavior: str
    minutes: int
    times: int


class LikingAggregate(NamedTuple):
    """The ratings of a behavior in a slot."""

    behavior: str
    slot: str | None
    total: int
    given: int


class LengthAggregate(NamedTuple):
    """The completions of a behavior that were planned, and the sums of their minutes."""

    behavior: str
    times: int
    planned: int
    actual: int


class Episode(NamedTuple):
    """A session that was planned and counted, or was done without having been planned."""

    behavior: str
    day: date
    slot: str | None
    """Where it was planned; of one that was not planned, where it was done."""
    planned: int | None
    """Minutes; None when it was not planned."""
    minutes: int | None
    """What it took; None when it was not done."""
    rating: int | None

    @property
    def done(self) -> bool:
        """Tell whether it was done."""
        return self.minutes is not None


@dataclass(frozen=True, slots=True)
class Marks:
    """On which days behaviors were done and on which they were skipped, as proleptic ordinals, by behavior."""

    done: Mapping[str, list[int]]
    """A day as often as the behavior was done on it."""
    skipped: Mapping[str, list[int]]
