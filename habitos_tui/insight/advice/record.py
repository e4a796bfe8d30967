"""The input of suggestions: recent months and the setup of a profile."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.model.base import TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import Wish, WishedBehavior
from habitos_tui.domain.planning.most_sessions import most_a_week
from habitos_tui.domain.planning.valuation import phi, worth_of
from habitos_tui.insight.exact_tests import Claim, Stratum, less_often, shrunk

BLOCK_DAYS: Final = 28
"""Days within which sessions are compared: a change over months is no difference between weekdays."""
MIN_DIFFERENCE: Final = 0.1
"""Least difference of two chances, shrunk, that is worth a change."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Sessions done and counted."""

    done: int = 0
    counted: int = 0

    @property
    def share(self) -> float:
        """Share done of counted; 0 if none counted."""
        return self.done / self.counted if self.counted else 0.0

    def likely(self, mean: float) -> float:
        """Return the share with its deviation from a mean shrunk, as the evidence for it is worth."""
        return shrunk(self.done, self.counted, mean)


def aggregate(episodes: Iterable[Episode]) -> Aggregate:
    """Count episodes."""
    done = [episode.done for episode in episodes]
    return Aggregate(sum(done), len(done))


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups of sessions of which one may be done less often, with what is likely of each."""

    here: Aggregate
    rest: Aggregate
    claim: Claim
    """That those here are done less often."""

    @property
    def mean(self) -> float:
        """Share done of both together."""
        return Aggregate(self.here.done + self.rest.done, self.here.counted + self.rest.counted).share

    @property
    def likely_here(self) -> float:
        """Chance here, shrunk."""
        return self.here.likely(self.mean)

    @property
    def likely_rest(self) -> float:
        """Chance in the rest, shrunk."""
        return self.rest.likely(self.mean)

    @property
    def difference(self) -> float:
        """How much likelier the rest gets done, shrunk."""
        return self.likely_rest - self.likely_here


def contrast(
    here: Sequence[Episode], rest: Sequence[Episode], stratum: Callable[[Episode], Hashable] | None = None
) -> Contrast:
    """Compare sessions within strata, by default within four weeks, since times change."""
    of = stratum or (lambda episode: block(episode.day))
    groups: dict[Hashable, tuple[list[Episode], list[Episode]]] = defaultdict(lambda: ([], []))
    for place, episodes in enumerate((here, rest)):
        for episode in episodes:
            groups[of(episode)][place].append(episode)
    strata = (tuple(map(aggregate, pair)) for pair in groups.values())
    claim = less_often(Stratum(one.done, one.counted, other.done, other.counted) for one, other in strata)
    return Contrast(aggregate(here), aggregate(rest), claim)


def block(day: date) -> int:
    """Return the number of the four weeks that a day is in."""
    return day.toordinal() // BLOCK_DAYS


@dataclass(frozen=True, slots=True)
class Candidate:
    """What could be suggested: the claim it rests on, and the suggestion if the log says as much."""

    claim: Claim | None
    """None where nothing is claimed about what would happen by chance."""
    suggestion: Suggestion | None


@dataclass(frozen=True)
class Record:
    """The recent months of a profile."""

    behaviors: Sequence[Behavior]
    """Active behaviors, in the user's order."""
    weights: Mapping[str, float]
    """Weights of the objectives, summing to 1."""
    episodes: Sequence[Episode]
    """Episodes of these behaviors."""
    weeks: Sequence[date]
    """First days of the whole weeks considered, oldest first, without weeks with days away."""
    strengths: Mapping[str, float]
    rules: Sequence[Rule]
    ready: Sequence[Behavior]
    """Ready-made behaviors not used yet."""
    slots: Sequence[str]
    grid_minutes: int
    balance: float
    planned: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    """By behavior how often it was planned in each of the weeks that had a plan, since it was first planned."""
    calendar: Weeks = field(default_factory=Weeks)
    """Which days are a week."""
    wished: Mapping[str, WishedBehavior] = field(default_factory=dict)
    """By behavior what was wanted of it when; without an entry what is wanted today, since ever."""

    @cached_property
    def of(self) -> Mapping[str, Sequence[Episode]]:
        """The episodes of each behavior."""
        found: dict[str, list[Episode]] = defaultdict(list)
        for episode in self.episodes:
            found[episode.behavior].append(episode)
        return found

    def planned_ones(self, behavior: str) -> list[Episode]:
        """Return the planned sessions of a behavior; what was done without a plan has no chance of being missed."""
        return [episode for episode in self.of.get(behavior, ()) if episode.planned is not None]

    def wish_on(self, behavior: Behavior, day: date) -> Wish:
        """Return what was wanted of a behavior on a day."""
        wished = self.wished.get(behavior.id)
        return Wish(behavior, active=True) if wished is None else wished.on(day.toordinal())

    def wish_in(self, behavior: Behavior, week: date) -> Wish:
        """Return what was wanted of a behavior in a week, which is what was wanted on its last day."""
        return self.wish_on(behavior, week + TO_LAST_DAY)

    def wanted_in(self, week: date) -> list[Behavior]:
        """Return the behaviors in use in a week, each as it was wanted then.

        None is among them before it was made or done, or in a week of a pause.
        """
        last = week + TO_LAST_DAY
        begun = (b for b in self.behaviors if self._began.get(b.id, date.min) <= last)
        wishes = [self.wish_in(b, week) for b in begun if not self._paused_in(b, week)]
        return [wish.behavior for wish in wishes if wish.active]

    def comparable(self, behavior: Behavior, weeks: Iterable[date]) -> list[date]:
        """Return of these weeks, oldest first, the latest in which a behavior was wanted as often as today.

        They begin after the last one with another target, and those on a day of which it was paused or put away are
        left out.
        """
        found: list[date] = []
        for week in weeks:
            then = self.wish_in(behavior, week).behavior
            if (then.target_per_week, then.rhythm) != (behavior.target_per_week, behavior.rhythm):
                found.clear()
            elif not (self._put_away_in(behavior, week) or self._paused_in(behavior, week)):
                found.append(week)
        return found

    def whole_weeks(self, behavior: Behavior) -> list[date]:
        """Return the weeks that tell something of the target of today.

        The week of the first episode counts only if that was on its first day, since a partial week is no measure of a
        target.
        """
        first = min((episode.day for episode in self.of.get(behavior.id, ())), default=date.max)
        return self.comparable(behavior, (week for week in self.weeks if first <= week))

    def by_week(self, behavior: Behavior) -> list[int]:
        """Return how often a behavior was done in each of its whole weeks."""
        times = Counter(self.week_of(episode.day) for episode in self.of.get(behavior.id, ()) if episode.done)
        return [times[week] for week in self.whole_weeks(behavior)]

    def per_week(self, episodes: Iterable[Episode]) -> float:
        """Return the average number of episodes per week."""
        return sum(self.in_whole_week(episode) for episode in episodes) / max(1, len(self.weeks))

    def in_whole_week(self, episode: Episode) -> bool:
        """True if an episode is in one of the weeks."""
        return self.week_of(episode.day) in self._whole

    def most(self, behavior: Behavior, *more: Rule) -> int:
        """Return how often a behavior can be done in a week, with `more` rules."""
        return most_a_week(behavior, (*self.rules, *more), self.behaviors, self.calendar.begin_on).sessions

    def still_possible(self, behavior: Behavior, changed: Behavior) -> bool:
        """True if a change keeps as many sessions possible as wanted, as far as they were possible before."""
        wished = max(behavior.target_per_week, behavior.min_per_week)
        return self.most(changed) >= min(wished, self.most(behavior))

    def value(self, behavior: Behavior) -> float:
        """Return the worth of a typical session, in points."""
        return worth_of(behavior, self.weights) * POINTS

    @cached_property
    def points_per_minute(self) -> float:
        """Average worth of a minute of the sessions done, in points."""
        by_id = {behavior.id: behavior for behavior in self.behaviors}
        minutes = sum(episode.minutes or 0 for episode in self.episodes)
        brought = sum(
            self.value(by_id[e.behavior]) * self.fullness(by_id[e.behavior], e.minutes)
            for e in self.episodes
            if e.minutes is not None
        )
        return max(0.0, brought / minutes) if minutes else 0.0

    def fullness(self, behavior: Behavior, minutes: int) -> float:
        """phi_b(m) of the planning model."""
        return phi(minutes, behavior.typical_minutes, flattens=behavior.id in self._worth_something)

    @cached_property
    def follow_through(self) -> float:
        """Share of planned sessions done."""
        return aggregate(episode for episode in self.episodes if episode.planned is not None).share

    def rating(self, behavior: str) -> tuple[float, int]:
        """Return the mean rating of a behavior, shrunk to the middle by four ratings of 3, and their number."""
        given = [episode.rating for episode in self.of.get(behavior, ()) if episode.rating is not None]
        return fmean([*given, 3, 3, 3, 3]), len(given)

    def week_of(self, day: date) -> date:
        """Return the first day of the week of a day."""
        return self.calendar.of(day)

    def _put_away_in(self, behavior: Behavior, week: date) -> bool:
        wished, last = self.wished.get(behavior.id), week + TO_LAST_DAY
        return wished is not None and bool(wished.out_of_use(week.toordinal(), last.toordinal()))

    def _paused_in(self, behavior: Behavior, week: date) -> bool:
        wished, last = self.wished.get(behavior.id), week + TO_LAST_DAY
        return wished is not None and bool(wished.resting(week.toordinal(), last.toordinal()))

    @cached_property
    def _began(self) -> Mapping[str, date]:
        """When behaviors were made, or done before that; those that nobody noted as made are left out."""
        made = ((name, wished.made) for name, wished in self.wished.items())
        known = {name: day for name, day in made if day is not None}
        return {name: min((day, *(episode.day for episode in self.of.get(name, ())))) for name, day in known.items()}

    @cached_property
    def _worth_something(self) -> frozenset[str]:
        return frozenset(behavior.id for behavior in self.behaviors if worth_of(behavior, self.weights) > 0)

    @cached_property
    def _whole(self) -> frozenset[date]:
        return frozenset(self.weeks)
