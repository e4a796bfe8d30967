"""Looking back on a week that is over: offered once when it is, and there to be read at any time.

reviews.review(week)         -> WeekReview of the week that begins on `week`
reviews.to_offer()           -> the week whose review is to be offered, if any
reviews.target_trials()      -> Trials of other targets, where the suggestions know any
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.review import Followed, WeekReview
from habitos_tui.domain.insight.suggestion import Kind
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.review import MIN_BEFORE, PlannedChance, ReviewMaterial, WantedBehavior, week_review
from habitos_tui.services.advice import Advice
from habitos_tui.services.insight_reader import EVER, InsightReader
from habitos_tui.services.learning import chances_known
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.trials import Trials
from habitos_tui.services.week.away import away_days

WEEKS_BEFORE: Final = 8
"""Weeks before the one reviewed whose median an objective is held against."""
MONTHS_BEFORE: Final = 26
"""Weeks before it that say what ratings and lengths are usual."""
ABOUT_TARGETS: Final[frozenset[Kind]] = frozenset({"lower_target", "raise_target"})


class WeekReviews:
    """One person's reviews; nothing about them is stored but which were offered."""

    def __init__(self, store: Store, planning: Planning, advice: Advice) -> None:
        self._store = store
        self._planning = planning
        self._advice = advice

    def last_week(self) -> date:
        """Return the first day of the last week that is over."""
        return self._planning.turned(self._store.today(), -1)

    def week_to_plan(self) -> date:
        """Return the first day of the week to plan now: this one, or the next where this one has a plan."""
        this_week = self._planning.this_week()
        return self._planning.turned(this_week, 1) if self._planning.sessions(this_week) else this_week

    def to_offer(self) -> date | None:
        """Return the last week, if anything was planned or done in it, and its review was not offered yet."""
        week = self.last_week()
        with self._store.database.reading():
            if self._store.offered_reviews.has(week):
                return None
            done = self._store.completions.between(week, self._planning.last_day(week))
            return week if done or self._planning.sessions(week) else None

    def note_offered(self, week: date) -> None:
        """Note that the review of a week was offered; undo passes it over."""
        self._store.offered_reviews.add(week)

    def review(self, week: date) -> WeekReview:
        """Return the review of the week that `week` is in; InvalidInputError unless that is over."""
        week = self._planning.week_of(week)
        last = self._planning.last_day(week)
        if last >= self._store.today():
            raise InvalidInputError(
                f"The week of {day_label(week)} to {day_label(last)} is not over yet.",
                hint=f"The last one that is began on {day_label(self.last_week())}.",
            )
        with self._store.database.reading():
            return week_review(self._material(week, last))

    def target_trials(self) -> Trials:
        """Return what the suggestions say about targets, with the week to try it out on."""
        trials = self._advice.trials()
        return replace(trials, trials=tuple(t for t in trials.trials if t.suggestion.kind in ABOUT_TARGETS))

    def _material(self, week: date, last: date) -> ReviewMaterial:
        store, today, within = self._store, self._store.today(), Span(week, last)
        completions = store.completions.between(week, last)
        reader = InsightReader(store, within, None, today)
        wanted = {behavior.id: times for _, behavior, times in reader.wanted()}
        done = {completion.behavior for completion in completions}
        known = [wished.now for wished in store.all_wishes().behaviors]
        before = Span(week - MONTHS_BEFORE * ONE_WEEK, week - ONE_DAY)
        since = self._planning.turned(week, -WEEKS_BEFORE)
        return ReviewMaterial(
            week=week,
            last=last,
            behaviors=[WantedBehavior(b, wanted.get(b.id, 0)) for b in known if _matters(b, wanted.get(b.id), done)],
            completions=completions,
            paused=[b.name for b in store.all_wishes().behaviors if b.paused(week.toordinal(), last.toordinal())],
            away=len(away_days(store.away.between(week, last), week, last)),
            streaks=reader.streaks_at_end(),
            objectives=InsightReader(store, Span(since, last), None, today).objectives(),
            chances=tuple(self._chances(within, store.statistics.episodes(within, today))),
            before=store.statistics.episodes(before, today),
            followed=self._followed(within),
            begun=week < self.last_week() or bool(store.statistics.marks(Span(EVER, last)).done),
        )

    def _chances(self, within: Span, episodes: Sequence[Episode]) -> Iterator[PlannedChance]:
        """Yield what became of the planned sessions, and how likely they were by what was known before the week.

        Nothing is said of behaviors that little is known of, and of what was left undone on days that nobody looked at.
        What was put away since, and whether plans still learn, are no matter of then.
        """
        first, last = within.first.toordinal(), within.last.toordinal()
        in_use = [wished.now for wished in self._store.all_wishes().behaviors if wished.in_use_within(first, last)]
        chances = chances_known(self._store, in_use, within.first - ONE_DAY)
        seen = self._store.days_seen(within)
        known = {b.id: b for b in in_use if chances.counts(b).counted >= MIN_BEFORE}
        for episode in episodes:
            behavior = known.get(episode.behavior)
            if behavior is None or episode.slot is None or episode.planned is None:
                continue
            if episode.done or episode.day in seen:
                chance = chances.chance(behavior, episode.slot, episode.day.weekday())
                yield PlannedChance(behavior.id, chance, episode.done)

    def _followed(self, within: Span) -> Followed:
        promises = [promise for promise in self._store.promises.all() if promise.day in within]
        return Followed(len(promises), sum(promise.points for promise in promises), self._advice.kept())


def _matters(behavior: Behavior, wanted: int | None, done: Collection[str]) -> bool:
    """Tell whether a behavior is looked back on: it was done, or in use and, with a rhythm or season, wanted."""
    always = behavior.rhythm is None and behavior.season is None
    return behavior.id in done or (wanted is not None and (always or wanted > 0))
