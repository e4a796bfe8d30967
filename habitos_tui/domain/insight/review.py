"""A week that is over, looked back on: what went well, what was wanted and done, what surprised.

    WeekReview    lines of ReviewLine, by the order of the behaviors; what is good of it, the most striking first;
                  surprises, the least likely first

Values say what is so; how it reads is up to `text/review_phrasing.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from habitos_tui.domain.insight.evidence import Insight
from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.model.amount import Counted

MAX_SURPRISES: Final = 3
GOOD_RATING: Final = 4
"""Least rating, of 5, of a session that is told of as a good one."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A behavior in the week: how often it was wanted and done."""

    behavior: str
    name: str
    category: str
    wanted: int
    """By what was wanted in that week, less where days were spent away or the behavior was new or paused."""
    done: int
    minutes: int
    streak: str = ""
    """The row that goes on at the end of the week, such as "12 days in a row"."""
    amounts: tuple[Counted, ...] = ()
    """What was counted besides minutes, added up by unit."""

    @property
    def reached(self) -> bool:
        """Tell whether there was a target and it was met."""
        return 0 < self.wanted <= self.done

    @property
    def more(self) -> int:
        """How often it was done beyond its target."""
        return self.done - self.wanted if self.reached else 0


@dataclass(frozen=True, slots=True)
class TargetsReached:
    """Targets that were met, of all there were."""

    names: tuple[str, ...]
    more: tuple[str, ...]
    """Those among them that were done more often than asked."""
    targets: int


@dataclass(frozen=True, slots=True)
class RecordStreak:
    """A streak that is the longest there ever was of a behavior."""

    name: str
    in_a_row: str


@dataclass(frozen=True, slots=True)
class ObjectiveAbove:
    """An objective that was reached better than in the median of the weeks before."""

    objective: str
    share: float
    median: float
    weeks: int
    """Weeks that the median is of."""


@dataclass(frozen=True, slots=True)
class BestRated:
    """The sessions that were rated best."""

    rating: int
    sessions: tuple[tuple[str, date], ...]
    """Name of the behavior and day, oldest first; the first few."""
    more: int = 0
    """As many others."""


@dataclass(frozen=True, slots=True)
class SomethingDone:
    """What there is to say of a week of which nothing else is to be told: it was not for nothing."""

    sessions: int
    minutes: int


Good = TargetsReached | RecordStreak | ObjectiveAbove | BestRated | SomethingDone


@dataclass(frozen=True, slots=True)
class UnlikelyTimes:
    """Planned sessions of which more or fewer were done than their chances made likely."""

    behavior: str
    name: str
    done: int
    counted: int
    """Planned sessions that were done, or left undone on a day that was looked at."""
    low: int
    high: int
    """Nineteen times in twenty it is between these."""


@dataclass(frozen=True, slots=True)
class UnlikelyRating:
    """Ratings unlike those of the months before."""

    behavior: str
    name: str
    mean: float
    ratings: int
    before: float
    ratings_before: int


@dataclass(frozen=True, slots=True)
class UnlikelyLength:
    """Planned sessions that took much longer than planned, more of them than usual."""

    behavior: str
    name: str
    longer: int
    sessions: int
    longer_before: int
    sessions_before: int


Surprise = UnlikelyTimes | UnlikelyRating | UnlikelyLength


@dataclass(frozen=True, slots=True)
class Followed:
    """Suggestions you followed, as far as they promised anything."""

    in_week: int
    """Followed in this week."""
    points: float
    """What these promised, a week."""
    kept: Kept
    """What all promised so far, and what is seen of it."""


NOTHING_FOLLOWED: Final = Followed(0, 0.0, Kept(0, 0, 0.0, None))


@dataclass(frozen=True, slots=True)
class WeekReview(Insight):
    """A week that is over; evidence are the sessions done in it."""

    week: date
    """Its first day."""
    last: date
    """Its last day."""
    away: int
    """Days of it that were spent away."""
    minutes: int
    good: tuple[Good, ...]
    lines: tuple[ReviewLine, ...]
    surprises: tuple[Surprise, ...]
    followed: Followed
    begun: bool = True
    """Whether up to now there was anything to look back on."""
    paused: tuple[str, ...] = ()
    """Names of behaviors that were paused on a day of it."""

    EMPTY: ClassVar["WeekReview"]

    @property
    def reached(self) -> int:
        """Targets that were met."""
        return sum(line.reached for line in self.lines)

    @property
    def targets(self) -> int:
        """Behaviors of which anything was wanted."""
        return sum(line.wanted > 0 for line in self.lines)

    def line(self, behavior: str | None) -> ReviewLine | None:
        """Return the line of a behavior."""
        return next((line for line in self.lines if line.behavior == behavior), None)


WeekReview.EMPTY = WeekReview(0, date.min, date.min, 0, 0, (), (), (), NOTHING_FOLLOWED)
