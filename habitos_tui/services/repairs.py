"""Making in a profile's own data what a repair, or the price of a limit, proposes for a week.

A proposal is about the frozen problem that was solved. Its changes are made where they come from: a behavior, a rule,
busy time, the energy of a weekday, a lock, a weight. What has become different since is left alone.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, JsonValue

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.planning.adjustment import (
    Adjustment,
    BehaviorAdjustment,
    BusyAdjustment,
    DueAdjustment,
    EnergyAdjustment,
    Release,
    RuleAdjustment,
    StartAdjustment,
    Together,
    WeightAdjustment,
    adjustment_of,
)
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label
from habitos_tui.errors import HabitosError, InvalidInputError, OutdatedError
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.busy_time import BusyTime
from habitos_tui.services.objectives import Objectives
from habitos_tui.services.planning import Planning
from habitos_tui.services.rules import Rules
from habitos_tui.services.store import Store
from habitos_tui.services.week.away import away_busy
from habitos_tui.services.week.problem import busy_parts
from habitos_tui.services.week.reader import WeekReader
from habitos_tui.services.week.weekdays import turn_behavior, turn_day
from habitos_tui.storage.profiles import ProfileRepository

_OF_A_TASK: Final = frozenset({"weekdays", "min_per_week", "max_per_week", "target_per_week"})
"""What the problem of a week says of a task otherwise than the profile does."""

_OF_A_RHYTHM: Final = frozenset({"weekdays", "max_per_week", "max_per_day", "min_gap_days", "target_per_week"})
"""The same of a rhythm of days or months."""

Span = tuple[int, int]
"""Start and end in minutes."""


class Repairs:
    """What a proposal changes in the data of one profile."""

    def __init__(self, store: Store, planning: Planning) -> None:
        self._store = store
        self._planning = planning
        self._weeks = WeekReader(store)
        self._behaviors, self._rules = Behaviors(store), Rules(store)
        self._busy_time, self._objectives = BusyTime(store), Objectives(store)
        self._profiles = ProfileRepository(store.database)

    def apply(self, problem: Problem, change: Mapping[str, JsonValue], label: str = "") -> Profile:
        """Make the change that was proposed for `problem`, all of it or nothing, and return the profile.

        Its preferences are other ones when an energy budget was changed: open a new workspace then. OutdatedError when
        what is to be changed is not as it was in `problem`; InvalidInputError when it cannot be changed at all.
        `label` names it for undo in other words.
        """
        adjustment = adjustment_of(change)
        usual = f"Made the change proposed for the week of {day_label(problem.week_start)}"
        with self._store.change(label or usual):
            self._make(problem, adjustment)
            return self._profile()

    def _make(self, problem: Problem, adjustment: Adjustment) -> None:
        match adjustment:
            case BehaviorAdjustment() | DueAdjustment():
                self._set_behavior(problem, adjustment)
            case RuleAdjustment():
                self._set_rule(problem, adjustment)
            case EnergyAdjustment():
                self._set_energy(problem, adjustment)
            case Release():
                self._unlock(problem, adjustment)
            case BusyAdjustment():
                self._free(problem, adjustment)
            case WeightAdjustment():
                self._set_weight(problem, adjustment)
            case Together():
                for part in adjustment.changes:
                    self._make(problem, part)
            case StartAdjustment():
                raise InvalidInputError("What is over cannot be planned again.")

    def _set_behavior(self, problem: Problem, adjustment: BehaviorAdjustment | DueAdjustment) -> None:
        if isinstance(adjustment, DueAdjustment):
            self._set_due(adjustment)
            return
        behavior = next((known for known in self._behaviors.all() if known.id == adjustment.id), None)
        if behavior is None:
            raise _outdated(f"“{adjustment.id}” is no longer one of your behaviors")
        first = problem.week_start.weekday()
        if behavior.task is not None and not _OF_A_TASK.isdisjoint(adjustment.set):
            raise InvalidInputError(
                f"What a week asks of the task “{behavior.name}” follows from its minutes and its due date.",
                hint="Change those instead.",
            )
        if behavior.says_how_often and not _OF_A_RHYTHM.isdisjoint(adjustment.set):
            raise InvalidInputError(
                f"What a week asks of “{behavior.name}” follows from its rhythm.", hint="Change that instead."
            )
        before = problem.behavior_by_id.get(adjustment.id)
        now = problem.as_meant(self._weeks.asked_of(problem.week_start, behavior))
        _check_same(now, before, adjustment.set, f"“{behavior.name}”")
        turned = turn_behavior(behavior, -first)
        changed = self._behaviors.from_json(_with_all_days(adjustment.set, turned), turned)
        self._behaviors.update(turn_behavior(changed, first))

    def _set_rule(self, problem: Problem, adjustment: RuleAdjustment) -> None:
        rule = next((known for known in self._rules.all() if known.id == adjustment.id), None)
        if rule is None:
            raise _outdated("The rule is no longer there")
        before = next((known for known in problem.rules if known.id == adjustment.id), None)
        now = self._weeks.asked_by(problem.week_start, rule) or rule  # days count otherwise, but no proposal sets any
        _check_same(now, before, adjustment.set, f"“{self._rules.line(rule)}”")
        self._rules.update(self._rules.from_json(adjustment.set, rule))

    def _set_energy(self, problem: Problem, adjustment: EnergyAdjustment) -> None:
        preferences = self._profile().preferences
        weekday = turn_day(adjustment.day, problem.week_start.weekday())
        budget = list(preferences.energy_budget)
        if budget[weekday] != problem.energy_limit(adjustment.day):
            raise _outdated(f"{WEEKDAYS[weekday]} has another energy budget by now")
        budget[weekday] = adjustment.limit
        changed = preferences.model_copy(update={"energy_budget": tuple(budget)})
        self._profiles.set_preferences(self._store.profile.id, changed)

    def _unlock(self, problem: Problem, release: Release) -> None:
        day, grid = problem.week_start + timedelta(days=release.day), problem.grid_minutes
        for session in self._planning.sessions(problem.week_start):
            where = session.behavior, session.day, session.start // grid * grid
            if where == (release.behavior, day, release.start):
                if not session.locked:
                    raise _outdated("The session is under way or about to begin, or no longer locked")
                self._planning.lock(session.id, False)
                return
        raise _outdated("The session is no longer planned")

    def _free(self, problem: Problem, adjustment: BusyAdjustment) -> None:
        """Take the time that is not kept out of every block of the calendar that it comes from."""
        self._refuse_while_away(problem, adjustment)
        latest = max(slot.end for slot in problem.slots)
        freed = without((adjustment.start, adjustment.end), adjustment.kept)
        wanted = adjustment.day, adjustment.start, adjustment.end, adjustment.title
        found = False
        for block, day in self._busy_time.of_week(problem.week_start):
            for part in busy_parts(block, day, latest, problem.grid_minutes):
                if (part.busy.day, part.busy.start, part.busy.end, part.busy.title) == wanted:
                    holes = [(start + part.later, end + part.later) for start, end in freed]
                    self._keep(block, without((block.start, block.end), holes))
                    found = True
                    break
        if not found:
            raise _outdated(f"“{adjustment.title or 'Busy'}” is no longer in the calendar like this")

    def _refuse_while_away(self, problem: Problem, adjustment: BusyAdjustment) -> None:
        day, latest = problem.week_start + timedelta(days=adjustment.day), max(slot.end for slot in problem.slots)
        absences = self._store.away.between(day, day)
        wanted = adjustment.start, adjustment.end, adjustment.title
        if any((busy.start, busy.end, busy.title) == wanted for busy in away_busy(absences, day, latest)):
            raise InvalidInputError(
                f"You are away on {day_label(day)}: {absences[0].title}, {away_span(absences[0])}.",
                hint="Change or remove the absence, then solve the week again.",
            )

    def _keep(self, block: WeeklyBusy | DatedBusy, spans: list[Span]) -> None:
        """Leave of a block only `spans`."""
        if isinstance(block, DatedBusy):
            self._busy_time.delete_dated(block)
            for start, end in spans:
                self._busy_time.add_dated(block.day, start, end, block.title)
        elif not spans:
            self._busy_time.delete_busy(block.id)
        else:
            self._busy_time.update_busy(block.model_copy(update={"start": spans[0][0], "end": spans[0][1]}))
            for start, end in spans[1:]:
                self._busy_time.add_busy(block.weekday, start, end, block.title)

    def _set_weight(self, problem: Problem, adjustment: WeightAdjustment) -> None:
        weights = {objective.name: objective.weight for objective in self._objectives.all()}
        if adjustment.name not in weights or weights[adjustment.name] != problem.objectives.get(adjustment.name):
            raise _outdated(f"“{adjustment.name}” has another weight by now")
        self._objectives.set_weight(adjustment.name, adjustment.weight)

    def _set_due(self, adjustment: DueAdjustment) -> None:
        behavior = next((known for known in self._behaviors.all() if known.id == adjustment.behavior), None)
        task = None if behavior is None else behavior.task
        if behavior is None or task is None or task.due is None or task.finished:
            raise _outdated(f"“{adjustment.behavior}” is no longer a task with a due date")
        if task.due >= adjustment.due:
            raise _outdated(f"“{behavior.name}” is due {day_label(task.due)} by now")
        changed = task.model_copy(update={"due": adjustment.due})
        self._behaviors.update(behavior.model_copy(update={"task": changed}))

    def _profile(self) -> Profile:
        """Return the profile as it is in the database now."""
        return self._profiles.get(self._store.profile.id)


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what is left of `span` when the `holes` are taken out of it, in order."""
    start, end = span
    left: list[Span] = []
    for first, last in sorted(holes):
        if start < min(first, end):
            left.append((start, min(first, end)))
        start = max(start, last)
    return [*left, (start, end)] if start < end else left


def _check_same(now: BaseModel, before: BaseModel | None, fields: Iterable[str], what: str) -> None:
    """Refuse to overwrite fields that were changed since the run was made."""
    if before is None or any(getattr(now, field, None) != getattr(before, field, None) for field in fields):
        raise _outdated(f"{what} was changed meanwhile")


def _outdated(sentence: str) -> HabitosError:
    return OutdatedError(f"{sentence}.", hint="Solve the week again to see what it needs now.")


def _with_all_days(fields: Mapping[str, JsonValue], behavior: Behavior) -> dict[str, JsonValue]:
    """Return the fields with the weekdays that a behavior has besides those of one week, which may have fewer."""
    days = fields.get("weekdays")
    return (
        {**fields}
        if not isinstance(days, list)
        else {**fields, "weekdays": [*dict.fromkeys([*days, *behavior.weekdays])]}
    )
