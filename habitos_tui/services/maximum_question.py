"""The question that profiles of before are asked once: is more of a behavior welcome than is wanted?

Behaviors without a maximum were planned as often as it paid. Now they are planned as often as they are wanted, unless a
maximum says that more is welcome. What that means is shown on the person's own week.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.planning.most_sessions import most_a_week
from habitos_tui.services.store import Store
from habitos_tui.storage.profiles import ProfileRepository


@dataclass(frozen=True, slots=True)
class MoreSessions:
    """How often a behavior is in a week, and how often it would be if more were welcome."""

    name: str
    now: int
    then: int


class MaximumQuestion:
    """Whether more is welcome of the behaviors of one profile that have no maximum."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._profiles = ProfileRepository(store.database)

    def is_open(self) -> bool:
        """Tell whether it is still to be asked, and of any behavior."""
        return self._stored().preferences.maximum_undecided and bool(self.behaviors())

    def behaviors(self) -> tuple[Behavior, ...]:
        """Return the behaviors in use that have no maximum and could be done more often than they are wanted."""
        free = (b for b in self._store.behaviors.all() if b.max_per_week is None and not b.says_how_often)
        return tuple(b for b in free if _most(b) > b.week_limit)

    def answer(self, *, welcome: bool) -> Profile:
        """Ask no more, and give each of `behaviors` the maximum that its days allow if more is `welcome`.

        Returns the profile, whose preferences are other ones: open a new workspace then.
        """
        with self._store.change("Decided how often behaviors without a maximum are planned"):
            for behavior in self.behaviors() if welcome else ():
                self._store.behaviors.update(_with_room(behavior))
            stored = self._stored()
            preferences = stored.preferences.model_copy(update={"maximum_undecided": False})
            self._profiles.set_preferences(stored.id, preferences)
            return stored.model_copy(update={"preferences": preferences})

    def _stored(self) -> Profile:
        return next(s.profile for s in self._profiles.all() if s.profile.id == self._store.profile.id)


def with_more_welcome(problem: Problem, behaviors: tuple[Behavior, ...]) -> Problem:
    """Return a week in which more is welcome of `behaviors`, as far as it plans them without a maximum."""
    asked = {behavior.id for behavior in behaviors}
    changed = tuple(
        _with_room(behavior) if behavior.id in asked and behavior.max_per_week is None else behavior
        for behavior in problem.behaviors
    )
    return problem.changed(behaviors=changed)


def more_sessions(behaviors: Iterable[Behavior], now: Plan, then: Plan) -> tuple[MoreSessions, ...]:
    """Return which of `behaviors` are more often in the plan `then` than `now`, the largest difference first."""
    counts = [(b.name, _times(now, b.id), _times(then, b.id)) for b in behaviors]
    found = [MoreSessions(name, before, after) for name, before, after in counts if after > before]
    return tuple(sorted(found, key=lambda more: more.now - more.then))


def _times(plan: Plan, behavior: str) -> int:
    return sum(session.behavior == behavior for session in plan.sessions)


def _most(behavior: Behavior) -> int:
    """Return how often the days of a behavior allow it."""
    free = behavior.model_copy(update={"max_per_week": len(DAYS) * behavior.max_per_day})
    return most_a_week(free).sessions


def _with_room(behavior: Behavior) -> Behavior:
    return behavior.model_copy(update={"max_per_week": max(_most(behavior), behavior.week_limit)})
