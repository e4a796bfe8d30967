"""Keeps what was wanted when: the one place that writes it, at the end of every change.

A change holds from the next week on, so that nothing done today alters how a past or the running period is judged,
unless the person says from now, of a change that waits for the next week as well. What cannot alter anything holds from
now, too: a behavior never planned, done or skipped, a behavior taken into use again, weights and budgets before the
first entry of the log. On which weekday weeks begin is kept with it, and never changed for a week that has begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import EVER, Version, Wish, changed, holds_from
from habitos_tui.storage.profiles import ProfileRepository

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from habitos_tui.services.store import Store

_TABLES: Final = ("behaviors", "behavior_impacts", "objectives", "profiles")
"""Where wishes come from: while a change touches none of them there is nothing to note."""


def note_wishes(store: Store, *, from_now: bool) -> None:
    """Note what the change that is going on has made of the wishes."""
    touched = store.journal.touched(_TABLES)
    if touched & {"behaviors", "behavior_impacts"}:
        _note_behaviors(store, from_now=from_now)
    if "objectives" in touched:
        _note_weights(store, from_now=from_now)
    if "profiles" in touched:
        _note_budget(store, from_now=from_now)
        _note_weeks(store)


def _note_behaviors(store: Store, *, from_now: bool) -> None:
    active, archived = store.behaviors.all(), store.behaviors.all(archived=True)
    known = store.wishes.of_behaviors((*active, *archived))
    for behavior, in_use in (*((b, True) for b in active), *((b, False) for b in archived)):
        versions, wish = known[behavior.id], Wish(behavior, in_use)
        if versions[-1].value != wish:
            back = in_use and not versions[-1].value.active
            since = since_of_behavior(store, behavior.id, from_now=from_now or back)
            if not in_use:
                wish = _put_away(versions, wish, since)
            if versions[-1].value != wish:
                store.wishes.put_behavior(behavior.id, changed(versions, wish, since))


def _put_away(versions: Sequence[Version[Wish]], wish: Wish, since: date) -> Wish:
    """Return what is wanted of a behavior put away: what was until then, so that no change to come judges its days."""
    before = [version.value.behavior for version in versions if version.since < since]
    return wish._replace(behavior=before[-1]) if before else wish


def bring_behavior_forward(store: Store, behavior_id: str) -> None:
    """Let what was to be wanted of a behavior later be wanted from now on."""
    behavior = store.behaviors.get(behavior_id)
    versions = () if behavior is None else store.wishes.of_behaviors((behavior,))[behavior_id]
    if versions and versions[-1].since > store.today():
        since = since_of_behavior(store, behavior_id, from_now=True)
        store.wishes.put_behavior(behavior_id, changed(versions, versions[-1].value, since))


def bring_weight_forward(store: Store, objective: str) -> None:
    """Let what an objective was to weigh later be its weight from now on."""
    versions = store.wishes.of_objectives()[objective]
    if versions[-1].since > store.today():
        store.wishes.put_weight(objective, changed(versions, versions[-1].value, store.today()))


def bring_weights_forward(store: Store) -> None:
    """Let the weights that all objectives were to have later be theirs from now on: their shares are of one whole."""
    for objective in store.objectives.all():
        bring_weight_forward(store, objective.name)


def bring_budget_forward(store: Store) -> None:
    """Let the energy budget that was to hold later hold from now on."""
    versions = store.wishes.of_budget()
    if versions[-1].since > store.today():
        store.wishes.put_budget(changed(versions, versions[-1].value, store.today()))


def still_to_come(store: Store, *since: date) -> date | None:
    """Return the latest of these days if it is still to come."""
    latest = max(since, default=EVER)
    return latest if latest > store.today() else None


def since_of_behavior(store: Store, behavior_id: str, *, from_now: bool) -> date:
    """Return from when a change of a behavior holds that is made now."""
    today, weeks = store.today(), store.profile.weeks
    if store.behaviors.has_history(behavior_id):
        return holds_from(today, weeks, from_now=from_now)
    made = store.wishes.made_on(behavior_id)
    return EVER if made is not None and made >= weeks.of(today) else today


def _note_weights(store: Store, *, from_now: bool) -> None:
    weights: Mapping[str, float] = {objective.name: objective.weight for objective in store.objectives.all()}
    for name, versions in store.wishes.of_objectives().items():
        if versions[-1].value != weights[name]:
            store.wishes.put_weight(name, changed(versions, weights[name], _since_all(store, from_now=from_now)))


def _note_budget(store: Store, *, from_now: bool) -> None:
    versions = store.wishes.of_budget()
    budget = ProfileRepository(store.database).preferences(store.profile.id).energy_budget
    if versions[-1].value != budget:
        store.wishes.put_budget(changed(versions, budget, _since_all(store, from_now=from_now)))


def _note_weeks(store: Store) -> None:
    """Let weeks begin on another weekday after this one and what is left until then; since ever if nothing is logged.

    Nobody can say from now: the days of this week are what is asked of it.
    """
    weeks, weekday = store.wishes.weeks(), ProfileRepository(store.database).preferences(store.profile.id).week_start
    if weeks.begin_on != weekday:
        logged = store.behaviors.has_history()
        store.wishes.put_weeks(weeks.beginning_on(weekday, store.today()) if logged else Weeks(weekday))


def _since_all(store: Store, *, from_now: bool) -> date:
    """Return from when a change of what concerns every behavior holds; since ever as long as nothing is logged."""
    if not store.behaviors.has_history():
        return EVER
    return holds_from(store.today(), store.profile.weeks, from_now=from_now)
