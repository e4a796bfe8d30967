"""What differs between two plans of a week, session by session."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.plan import Session


class ChangeKind(StrEnum):
    """What becomes of a session; the most important changes come first."""

    DROPPED = "dropped"
    MOVED = "moved"
    """On another day or in another slot."""
    SHIFTED = "shifted"
    """At another time of the same slot."""
    SHORTER = "shorter"
    LONGER = "longer"
    ADDED = "added"
    KEPT = "kept"


_ORDER: Final = {kind: place for place, kind in enumerate(ChangeKind)}


@dataclass(frozen=True, slots=True)
class SessionDelta:
    """A session of one plan beside the one of the same behavior that takes its place in the other.

    `before` is None for a session that is added, `after` for one that is dropped; never both.
    """

    before: Session | None
    after: Session | None

    @property
    def kind(self) -> ChangeKind:
        """What becomes of it."""
        if self.before is None:
            return ChangeKind.ADDED
        if self.after is None:
            return ChangeKind.DROPPED
        return _kind(self.before, self.after)

    @property
    def session(self) -> Session:
        """The session as it will be; a dropped one as it was."""
        if self.after is not None:
            return self.after
        if self.before is None:
            raise ValueError("a change is about a session")
        return self.before


def session_changes(before: Iterable[Session], after: Iterable[Session]) -> tuple[SessionDelta, ...]:
    """Return the changes from one plan to another, the most important kinds first, each in time order.

    Sessions are paired so that they move least.
    """
    old, new = _by_behavior(before), _by_behavior(after)
    changes = [change for name in {**old, **new} for change in _paired(old[name], new[name])]
    return tuple(sorted(changes, key=_importance))


def counts(changes: Iterable[SessionDelta]) -> dict[ChangeKind, int]:
    """Return how many sessions each kind of change happens to, in the order of the kinds."""
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in ChangeKind}


def _importance(change: SessionDelta) -> tuple[object, ...]:
    return _ORDER[change.kind], *_time(change.session), change.session.behavior


def _kind(before: Session, after: Session) -> ChangeKind:
    """Return the greatest difference of two sessions: of place, then of time, then of length."""
    if (before.day, before.slot) != (after.day, after.slot):
        return ChangeKind.MOVED
    if before.start != after.start:
        return ChangeKind.SHIFTED
    if before.minutes != after.minutes:
        return ChangeKind.SHORTER if after.minutes < before.minutes else ChangeKind.LONGER
    return ChangeKind.KEPT


def _paired(old: Sequence[Session], new: Sequence[Session]) -> Iterator[SessionDelta]:
    """Yield the sessions of one behavior in pairs, the nearest first, then those that are left alone."""
    ways = sorted((_distance(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new))
    left, come = dict(enumerate(old)), dict(enumerate(new))
    for _, i, j in ways:
        if i in left and j in come:
            yield SessionDelta(left.pop(i), come.pop(j))
    yield from (SessionDelta(session, None) for session in left.values())
    yield from (SessionDelta(None, session) for session in come.values())


def _distance(one: Session, other: Session) -> tuple[int, int]:
    """Return minutes between two starts, then between their lengths."""
    days = abs(one.day - other.day) * MINUTES_PER_DAY
    return days + abs(one.start - other.start), abs(one.minutes - other.minutes)


def _by_behavior(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    groups: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        groups[session.behavior].append(session)
    return groups


def _time(session: Session) -> tuple[int, int, int]:
    return session.day, session.start, session.minutes
