"""How the review of a week reads: what there was, never what there should have been."""

from collections.abc import Iterator, Sequence
from typing import Final

from habitos_tui.domain.insight.effort import is_more_than_asked
from habitos_tui.domain.insight.review import (
    BestRated,
    Followed,
    Good,
    ObjectiveAbove,
    RecordStreak,
    ReviewLine,
    SomethingDone,
    Surprise,
    TargetsReached,
    UnlikelyLength,
    UnlikelyRating,
    UnlikelyTimes,
    WeekReview,
)
from habitos_tui.domain.text.amount_phrasing import amounts_text
from habitos_tui.domain.text.gain_phrasing import kept_phrase
from habitos_tui.domain.text.phrasing import (
    WEEKDAYS,
    count,
    counted_points,
    duration,
    listed,
    number,
    percent,
    signed,
)

QUIET: Final = "Nothing was logged in this week."
NOT_BEGUN: Final = "There is nothing to review yet."
QUESTION: Final = "Keep the targets?"
MAX_NAMES: Final = 4
"""Names in a row; what is more is counted."""


def summary(review: WeekReview) -> str:
    """Return "12 sessions, 9 h 30 min; 5 of 7 targets reached.", or that there was nothing."""
    if review.empty:
        return nothing_sentence(review)
    done = f"{count(review.evidence, 'session')}, {duration(review.minutes)}"
    return f"{done}; {review.reached} of {count(review.targets, 'target')} reached." if review.reached else f"{done}."


def nothing_sentence(review: WeekReview) -> str:
    """Return what a week without a session is: quiet, or one of which there is nothing to tell."""
    return QUIET if review.begun else NOT_BEGUN


def away_sentence(review: WeekReview) -> str:
    """Return what days away and pauses mean for the targets; nothing without any."""
    away = f"You were away on {count(review.away, 'day')}: targets are lower by them." if review.away else ""
    verb = "was" if len(review.paused) == 1 else "were"
    names = listed([f"“{name}”" for name in review.paused])
    paused = f"{names} {verb} paused: less was asked." if review.paused else ""
    return " ".join(filter(None, (away, paused)))


def good_sentence(good: Good) -> str:
    """Return what went well."""
    match good:
        case TargetsReached(names=names, more=more, targets=targets):
            head = "Every target" if len(names) == targets else count(len(names), "target")
            beyond = f" More than asked: {_names(more)}." if more else ""
            return f"{head} reached: {_names(names)}.{beyond}"
        case RecordStreak(name=name, in_a_row=in_a_row):
            return f"{name}: {in_a_row}, the longest so far."
        case ObjectiveAbove(objective=objective, share=share, median=median, weeks=weeks):
            beyond = ", more than asked" if is_more_than_asked(share) else ""
            also = ", more than asked as well" if is_more_than_asked(median) else ""
            usual = f"usual in the {weeks} weeks before: {percent(median)}{also}"
            return f"“{objective}”: {percent(share)} reached{beyond}; {usual}."
        case BestRated(rating=rating, sessions=sessions, more=more):
            told = [f"{name} on {WEEKDAYS[day.weekday()]}" for name, day in sessions]
            told += [f"{more} more"] if more else []
            return f"Rated best, with {count(rating, 'star')}: {listed(told)}."
        case SomethingDone(sessions=sessions, minutes=minutes):
            return f"{count(sessions, 'session')} done, {duration(minutes)} in all."


def surprise_sentence(surprise: Surprise) -> str:
    """Return what surprised, with its counts."""
    match surprise:
        case UnlikelyTimes(name=name, done=done, counted=counted, low=low, high=high):
            likely = str(low) if low == high else f"{low} to {high}"
            verb = "was" if high == 1 == low else "were"
            return f"{name}: {done} of {count(counted, 'planned session')} done; {likely} {verb} expected."
        case UnlikelyRating(name=name, mean=mean, ratings=ratings, before=before, ratings_before=many):
            now = f"rated {number(mean)} on average ({count(ratings, 'rating')})"
            return f"{name}: {now}; {number(before)} before ({many})."
        case UnlikelyLength(name=name, longer=longer, sessions=sessions, longer_before=some, sessions_before=many):
            now = f"{longer} of {count(sessions, 'session')} took at least a quarter longer than planned"
            return f"{name}: {now}; before, {some} of {many} did."


def followed_sentences(followed: Followed) -> Iterator[str]:
    """Yield what suggestions have brought, as far as it is known."""
    if followed.in_week:
        promised = signed(counted_points(followed.points, 0))
        yield f"{count(followed.in_week, 'suggestion')} followed: {promised} a week promised."
    if followed.kept.followed:
        yield f"So far: {kept_phrase(followed.kept)}."


def times_of(line: ReviewLine) -> str:
    """Return "3 of 4", or "2" where no number was wanted."""
    return f"{line.done} of {line.wanted}" if line.wanted else str(line.done)


def facts_of(line: ReviewLine) -> str:
    """Return what more there is to say of a behavior: what was counted, a row that goes on, and more than asked."""
    more = "more than asked" if line.more else ""
    return ", ".join(part for part in (amounts_text(line.amounts), line.streak, more) if part)


def _names(names: Sequence[str]) -> str:
    if len(names) <= MAX_NAMES:
        return listed(names)
    shown = names[: MAX_NAMES - 1]
    return f"{', '.join(shown)} and {len(names) - len(shown)} more"
