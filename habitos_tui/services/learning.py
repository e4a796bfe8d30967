"""What plans learn from the log, to be looked at and to be switched off.

    learning = workspace.learning
    learning.all()                  -> Learning: every behavior in use, with counts and chances
    learning.of(behavior_id)        -> LearnedBehavior
    learning.switch(id, on=False)   plans assume the usual chances for this behavior

For all behaviors at once, learning is one of the preferences of a profile. Nothing is stored but these switches:
chances are counted anew from the log whenever they are needed.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Span
from habitos_tui.domain.insight.learning import LearnedBehavior, Learning
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import invalid
from habitos_tui.errors import NotFoundError
from habitos_tui.insight.adherence import KEPT_A_DAY, UNSEEN, WEEKS_THAT_COUNT, Chances
from habitos_tui.insight.learned import learned_behaviors
from habitos_tui.services.store import Store

SWITCH: Final = "learning"
LEARNED: Final = "learned"
PAUSES: Final = "pauses"
NEXT_DUE: Final = "next_due"
"""Beside the fields of a behavior in its JSON: the switch, what is known, when it is paused and when it is due."""
_BESIDE: Final = frozenset({SWITCH, LEARNED, PAUSES, NEXT_DUE})


def split(data: object) -> tuple[object, bool | None]:
    """Return the JSON of a behavior without what is no part of it, and whether to learn of it; None where that is open.

    Problem files know neither, so that they are no fields of a behavior; nor are its pauses, which have commands of
    their own. InvalidInputError unless it is true or false.
    """
    if not isinstance(data, dict):
        return data, None
    wanted = data.get(SWITCH)
    if SWITCH in data and not isinstance(wanted, bool):
        raise invalid("This behavior", ((SWITCH, "must be true or false"),))
    return {name: value for name, value in data.items() if name not in _BESIDE}, wanted


def chances_of(store: Store, today: date) -> Chances | None:
    """Return the chances that plans are made with; None when the person does not want plans to learn."""
    if not store.profile.preferences.learning:
        return None
    return Chances(store.behaviors.all(), _evidence(store, today), apart=store.behaviors.not_learning())


def chances_known(store: Store, behaviors: Iterable[Behavior], day: date) -> Chances:
    """Return the chances of some behaviors that the log spoke of on a day, whatever plans are to learn of it now."""
    return Chances(behaviors, _evidence(store, day))


class LearningFromLog:
    """One person's learning."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> Learning:
        """Return what is known of every behavior in use, read as of one moment."""
        with self._store.database.reading():
            return self._learning(self._store.behaviors.all(), None)

    def of(self, behavior_id: str) -> LearnedBehavior:
        """Return what is known of a behavior, archived or not; NotFoundError when there is none with that id."""
        with self._store.database.reading():
            behavior = self._store.behaviors.get(behavior_id)
            if behavior is None:
                raise NotFoundError(f"There is no behavior “{behavior_id}”.")
            return self._learning(self._with_others(behavior), behavior_id).lines[0]

    def on(self, behavior_id: str) -> bool:
        """Tell whether learning is switched on for a behavior, whatever the preferences say."""
        return behavior_id not in self._store.behaviors.not_learning()

    def switch(self, behavior_id: str, *, on: bool) -> None:
        """Let plans learn how it goes with a behavior, or not; NotFoundError when there is none with that id."""
        with self._store.change() as change:
            behavior = self._store.behaviors.get(behavior_id)
            if behavior is None:
                raise NotFoundError(f"There is no behavior “{behavior_id}”.")
            change.label = f"Switched learning {'on' if on else 'off'} for “{behavior.name}”"
            self._store.behaviors.set_learning(behavior_id, on)

    def _with_others(self, behavior: Behavior) -> list[Behavior]:
        """Return a behavior, archived or not, and after it all others in use: what became of them matters too."""
        return [behavior, *(other for other in self._store.behaviors.all() if other.id != behavior.id)]

    def _learning(self, behaviors: Iterable[Behavior], only: str | None) -> Learning:
        store = self._store
        today = store.today()
        span, wanted, off = _span(today), store.profile.preferences.learning, store.behaviors.not_learning()
        everyone = tuple(behaviors)
        chosen = [behavior for behavior in everyone if only in (None, behavior.id)]
        on = {behavior.id: wanted and behavior.id not in off for behavior in chosen}
        slots, evidence = [slot.name for slot in store.calendar.slots()], _evidence(store, today)
        used = Chances(everyone, evidence, apart=off)
        # What would be learned of those that are apart, if they were not.
        whole = Chances(everyone, evidence)
        chances = {behavior.id: whole if behavior.id in off else used for behavior in chosen}
        lines = learned_behaviors(
            chosen,
            slots,
            chances,
            minutes=store.statistics.minutes(span, only),
            likings=store.statistics.likings(span, only),
            on=on,
        )
        return Learning(
            sum(chance.counted for line in lines for chance in line.chances), wanted, lines, used.shared(slots)
        )


def _evidence(store: Store, today: date) -> tuple[EvidenceAggregate, ...]:
    span = _span(today)
    unseen = {span.first + timedelta(days=day) for day in range((today - span.first).days)} - store.days_seen(span)
    return store.statistics.evidence(span, KEPT_A_DAY, unseen, UNSEEN)


def _span(today: date) -> Span:
    return Span(today - timedelta(days=DAYS_A_WEEK * WEEKS_THAT_COUNT - 1), today)
