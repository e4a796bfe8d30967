"""Suggests archiving low-rated behaviors, and adopting one for the worst-served objective."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AdoptBehavior, ArchiveBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.planning.valuation import PREFERRED_CHANCE, worth_of
from habitos_tui.domain.text.phrasing import count, number, percent
from habitos_tui.insight.advice.record import Candidate, Record, aggregate
from habitos_tui.insight.efforts import asked_for, reachable
from habitos_tui.insight.exact_tests import more_than_half

MIN_RATINGS: Final = 8
MIDDLE: Final = 3
LOW_RATING: Final = 2.4
"""Shrunk mean; with eight ratings this is a plain mean of about 2."""
MIN_WEEKS: Final = 4
BADLY_SERVED: Final = 0.7 * PREFERRED_CHANCE
"""An objective below this share of its target amount is badly served."""
MIN_IMPACT: Final = 0.5


def rests(record: Record) -> Iterator[Candidate]:
    """Yield behaviors with many ratings: that more of them lie below the middle than above."""
    for behavior in record.behaviors:
        ratings = [e.rating for e in record.of.get(behavior.id, ()) if e.rating is not None]
        if len(ratings) >= MIN_RATINGS:
            low, high = sum(r < MIDDLE for r in ratings), sum(r > MIDDLE for r in ratings)
            yield Candidate(more_than_half(low, high), _rest(record, behavior, ratings))


def _rest(record: Record, behavior: Behavior, ratings: Sequence[int]) -> Suggestion | None:
    if record.rating(behavior.id)[0] > LOW_RATING:
        return None
    episodes = record.of[behavior.id]
    freed = record.per_week(episodes) * behavior.typical_minutes * record.points_per_minute
    return Suggestion(
        key=f"rest:{behavior.id}",
        kind="rest",
        behavior=behavior.id,
        sentence=f"A rest from “{behavior.name}”",
        evidence=f"rated {number(fmean(ratings))} of {MAX_RATING} on average, {count(len(ratings), 'rating')}",
        observations=len(ratings),
        points=freed * record.follow_through
        - record.value(behavior) * aggregate(episodes).share * record.per_week(episodes),
        proposal=ArchiveBehavior(id=behavior.id),
    )


def additions(record: Record) -> Iterator[Candidate]:
    """Yield a ready-made behavior for the worst-served objective, which compares sums and claims nothing by chance."""
    weeks = len(record.weeks)
    if weeks < MIN_WEEKS or not any(episode.done for episode in record.episodes):
        return
    reach = {name: reachable(name, record.behaviors) for name, weight in record.weights.items() if weight > 0}
    wanted = [behavior for week in record.weeks for behavior in record.wanted_in(week)]
    asked = {name: asked_for(name, wanted) for name in reach}
    shares = {name: _reached(record, name) / most for name, most in asked.items() if reach[name] and most}
    # What nothing serves is not reached at all; of what is served only from now on nothing is known yet.
    shares |= dict.fromkeys((name for name, most in reach.items() if not most), 0.0)
    if not shares:
        return
    worst = min(shares, key=lambda name: shares[name])
    serving = (b for b in record.ready if b.impacts.get(worst, 0.0) >= MIN_IMPACT and record.value(b) > 0)
    candidates = [b for b in serving if record.most(b) > 0]
    if shares[worst] >= BADLY_SERVED or not candidates:
        return
    best = max(candidates, key=lambda b: (b.impacts[worst], worth_of(b, record.weights)))
    served = f"reached {percent(shares[worst])} of what is within reach" if reach[worst] else "served by nothing"
    suggestion = Suggestion(
        key=f"add:{worst}",
        kind="add",
        behavior=None,
        sentence=f"Add “{best.name}” for {worst}",
        evidence=f"{worst} {served}, less than any other objective, over {count(weeks, 'week')}",
        observations=weeks,
        points=record.value(best) * PREFERRED_CHANCE + _balance(record, best, worst, reach),
        proposal=AdoptBehavior(ready=best.id),
    )
    yield Candidate(None, suggestion)


def _reached(record: Record, objective: str) -> float:
    """Return A_o over all weeks, with p = 1 for what was done, each by what was wanted then."""
    return sum(
        then.impacts.get(objective, 0.0) * record.fullness(then, episode.minutes)
        for then, episode in _done(record)
        if episode.minutes is not None
    )


def _done(record: Record) -> Iterator[tuple[Behavior, Episode]]:
    """Yield what was done in whole weeks, with its behavior as it was wanted then."""
    by_id = {behavior.id: behavior for behavior in record.behaviors}
    for episode in record.episodes:
        if episode.done and record.in_whole_week(episode):
            yield record.wish_on(by_id[episode.behavior], episode.day).behavior, episode


def _balance(record: Record, new: Behavior, worst: str, reach: dict[str, float]) -> float:
    """Gain of the balance term from one session per week, in points: balance * S * (its share of R_o)."""
    most = reach[worst] + new.impacts[worst] * PREFERRED_CHANCE
    scale = sum(record.weights[name] * value for name, value in reach.items())
    return record.balance * scale * new.impacts[worst] * PREFERRED_CHANCE / most * POINTS
