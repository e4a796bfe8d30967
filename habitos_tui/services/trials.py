"""Trying out what is suggested: a week is planned with each suggestion and without it.

That takes a second or two each. A trial is a frozen value, so that it can be made in any thread; it touches neither
the database nor the clock, and its limits are of work and not of time: the same data give the same list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING, Final

from habitos_tui.domain.insight.suggestion import (
    AddRule,
    AdoptBehavior,
    ArchiveBehavior,
    Gain,
    Kind,
    SetBehavior,
    Suggestion,
    Suggestions,
)
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.most_sessions import most_a_week
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.week.problem import WeekMaterial, build_problem

if TYPE_CHECKING:
    from habitos_tui.planner.why.with_and_without import Comparison

MAX_SHOWN: Final = 8
MAX_TRIED: Final = 16
"""Suggestions that are tried out at most, those that promise most first."""
FOR_TRUTH: Final[frozenset[Kind]] = frozenset({"length", "lower_target", "rest"})
"""Kinds that are worth while at whatever points: without them plans ask for what does not happen, or is disliked."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A suggestion and the week with it."""

    suggestion: Suggestion
    after: WeekMaterial = field(compare=False)
    """What the week with it is made of, which follows from the week before; making a problem of it takes its time."""
    behavior: Behavior | None
    """What is suggested to be changed or added, as the week has it."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Suggestions to try out on the same week, those that promise most first."""

    evidence: int
    before: Problem | None
    """The week without any of them; None without suggestions."""
    trials: tuple[Trial, ...]

    def run(self, on_found: Callable[[Suggestions], object] = id, cancel: Event | None = None) -> Suggestions:
        """Return those that a week can be planned with and that bring what they are for, most points first.

        `on_found` hears, in the same thread, of those so far. A run that is cancelled returns those.
        """
        stop, found = cancel or Event(), list[Suggestion]()
        for trial in self.trials[:MAX_TRIED]:
            checked = None if stop.is_set() else self.check(trial, stop)
            if checked is not None:
                found.append(checked)
                on_found(self._ranked(found))
        return self._ranked(found)

    def check(self, trial: Trial, cancel: Event | None = None) -> Suggestion | None:
        """Return a suggestion with what it is worth; None where it does not hold, or it was cancelled."""
        from habitos_tui.planner.why.with_and_without import with_and_without  # noqa: PLC0415 - loads the planner

        if self.before is None:
            return None
        try:
            after = build_problem(trial.after)
        except InvalidInputError:
            return None  # the week does not hold together with it
        compared = with_and_without(self.before, after, trial.suggestion.outlooks, cancel)
        if compared is None or not _placed(trial, compared):
            return None
        gain = Gain(compared.gain * POINTS, compared.least * POINTS, compared.most * POINTS)
        if trial.suggestion.kind not in FOR_TRUTH and not gain.sure:
            return None
        return replace(trial.suggestion, points=gain.points, gain=gain)

    def _ranked(self, found: list[Suggestion]) -> Suggestions:
        ranked = sorted(found, key=lambda line: -line.points)
        return Suggestions(self.evidence, tuple(ranked[:MAX_SHOWN]))


def tried(material: WeekMaterial, suggestion: Suggestion, behavior: Behavior | None) -> Trial | None:
    """Return the trial of a suggestion in a week; None where its limits have no room for what is suggested.

    `behavior` is the one that it changes or adds, as it is then.
    """
    changed = _with(material, suggestion, behavior)
    if behavior is not None and not _possible(changed, material, behavior):
        return None
    return Trial(suggestion, changed, None if behavior is None else changed.asked_of(behavior))


def _with(material: WeekMaterial, suggestion: Suggestion, behavior: Behavior | None) -> WeekMaterial:
    match suggestion.proposal:
        case SetBehavior(id=changed):
            return replace(
                material,
                behaviors=tuple(behavior if behavior and b.id == changed else b for b in material.behaviors),
            )
        case AdoptBehavior():
            return replace(material, behaviors=(*material.behaviors, *([behavior] if behavior else [])))
        case ArchiveBehavior(id=archived):
            return replace(
                material,
                behaviors=tuple(b for b in material.behaviors if b.id != archived),
                archived=(*material.archived, *(b for b in material.behaviors if b.id == archived)),
            )
        case AddRule(rule=rule):
            return replace(material, rules=(*material.rules, rule))


def _possible(changed: WeekMaterial, before: WeekMaterial, behavior: Behavior) -> bool:
    """Tell whether a week has room for as many sessions as are asked for, or at least for as many as before."""
    first = changed.week.weekday()
    most = most_a_week(behavior, changed.rules, changed.behaviors, first).sessions
    wished = max(behavior.target_per_week, behavior.min_per_week)
    old = next((b for b in before.behaviors if b.id == behavior.id), None)
    if old is None or old.target_per_week != behavior.target_per_week:
        return most >= wished
    return most >= min(wished, most_a_week(old, before.rules, before.behaviors, first).sessions)


def _placed(trial: Trial, compared: "Comparison") -> bool:
    """Tell whether the plan has as many sessions as a suggested target, which is not moot, and any of what is added."""
    behavior, proposal = trial.behavior, trial.suggestion.proposal
    if behavior is None:
        return True
    before, placed = (
        sum(session.behavior == behavior.id for session in plan.sessions)
        for plan in (compared.without, compared.with_change)
    )
    if trial.suggestion.moot_at is not None and before >= trial.suggestion.moot_at:
        return False
    if isinstance(proposal, SetBehavior) and "target_per_week" in proposal.set:
        return placed >= min(behavior.target_per_week, len(DAYS) * behavior.max_per_day)
    return not isinstance(proposal, AdoptBehavior) or placed > 0
