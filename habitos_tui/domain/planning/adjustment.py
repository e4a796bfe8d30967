"""Changes of a problem that can be written down, shown, applied: what a repair sets and what a question supposes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from habitos_tui.domain.model.base import DAYS, BusyTime, ClockTime, Day, FrozenModel, Identifier
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Weight
from habitos_tui.domain.model.problem import Budget, Problem
from habitos_tui.domain.model.rule import RULE_ADAPTER, Rule
from habitos_tui.domain.model.validation import invalid, issues_of, validated
from habitos_tui.domain.model.week import Busy
from habitos_tui.errors import InvalidInputError


class RuleAdjustment(FrozenModel):
    """Sets fields of a rule, such as {"max_minutes": 75} or {"active": false}."""

    what: Literal["rule"] = "rule"
    id: Identifier
    set: dict[str, JsonValue]


class BehaviorAdjustment(FrozenModel):
    """Sets fields of a behavior, such as {"min_per_week": 0}."""

    what: Literal["behavior"] = "behavior"
    id: Identifier
    set: dict[str, JsonValue]


class EnergyAdjustment(FrozenModel):
    """Sets the energy budget of a day; None takes it away."""

    what: Literal["energy_budget"] = "energy_budget"
    day: Day
    limit: Budget | None


class Release(FrozenModel):
    """Takes a fixed session out of the week."""

    what: Literal["fixed"] = "fixed"
    behavior: Identifier
    day: Day
    start: ClockTime


class BusyAdjustment(FrozenModel):
    """Leaves of a busy block only `kept`, as (start, end); nothing when it is empty."""

    what: Literal["busy"] = "busy"
    day: Day
    start: BusyTime
    end: BusyTime
    title: str = ""
    kept: tuple[tuple[BusyTime, BusyTime], ...] = ()


class StartAdjustment(FrozenModel):
    """Opens the part of the week that is over."""

    what: Literal["not_before"] = "not_before"


class WeightAdjustment(FrozenModel):
    """Sets the weight of an objective."""

    what: Literal["objective"] = "objective"
    name: Identifier
    weight: Weight


class DueAdjustment(FrozenModel):
    """Lets a task be due later: `rule` is the one that it is in the problem."""

    what: Literal["due"] = "due"
    behavior: Identifier
    rule: Identifier
    due: date


class Together(FrozenModel):
    """Several adjustments that only help together."""

    what: Literal["all"] = "all"
    changes: tuple["Adjustment", ...]


Adjustment = Annotated[
    RuleAdjustment
    | BehaviorAdjustment
    | EnergyAdjustment
    | Release
    | BusyAdjustment
    | StartAdjustment
    | WeightAdjustment
    | DueAdjustment
    | Together,
    Field(discriminator="what"),
]

ADJUSTMENT_ADAPTER: TypeAdapter[Adjustment] = TypeAdapter(Adjustment, config=ConfigDict(defer_build=True))


def adjustment_of(change: Mapping[str, JsonValue]) -> Adjustment:
    """Return the adjustment that a repair's `change` describes; InvalidInputError when it is none."""
    try:
        return ADJUSTMENT_ADAPTER.validate_python(dict(change))
    except ValidationError as error:
        raise invalid("This change cannot be read", issues_of(error)) from error


def adjusted(problem: Problem, adjustments: Iterable[Adjustment]) -> Problem:
    """Return the problem with the adjustments made; the result is validated like one that is read from a file.

    Raises InvalidInputError for an adjustment of something that is not in the problem, or that leaves no valid one.
    """
    draft = _Draft(problem)
    for adjustment in adjustments:
        draft.take(adjustment)
    return validated(draft.problem, "The week cannot be changed like this")


class _Draft:
    """A problem while it is being changed: its lists by what tells entries apart, its other fields as they are."""

    def __init__(self, problem: Problem) -> None:
        self._original = problem
        self.fields: dict[str, Any] = {}
        """The other fields that are changed, with their new values."""
        self.rules: dict[str, Rule] = {rule.id: rule for rule in problem.rules}
        self.behaviors: dict[str, Behavior] = dict(problem.behavior_by_id)
        self.fixed = {(fixed.behavior, fixed.day, fixed.start): fixed for fixed in problem.fixed}
        self.busy = {(block.day, block.start, block.end, block.title): [block] for block in problem.busy}

    def problem(self) -> Problem:
        """Return the problem as it is now."""
        return self._original.changed(
            rules=tuple(self.rules.values()),
            behaviors=tuple(self.behaviors.values()),
            fixed=tuple(self.fixed.values()),
            busy=tuple(block for blocks in self.busy.values() for block in blocks),
            **self.fields,
        )

    def take(self, adjustment: Adjustment) -> None:
        """Make one adjustment."""
        try:
            self._take(adjustment)
        except KeyError as error:
            message = f"This change is about something that is not in the week: {adjustment.what} {error}."
            raise InvalidInputError(message) from error

    def _take(self, adjustment: Adjustment) -> None:
        match adjustment:
            case RuleAdjustment():
                self.rules[adjustment.id] = _changed_rule(self.rules[adjustment.id], adjustment.set)
            case BehaviorAdjustment() | DueAdjustment():
                self._behavior(adjustment)
            case EnergyAdjustment():
                self._energy(adjustment)
            case Release():
                del self.fixed[adjustment.behavior, adjustment.day, adjustment.start]
            case BusyAdjustment():
                self._busy(adjustment)
            case StartAdjustment():
                self.fields["not_before"] = None
            case WeightAdjustment():
                self._weight(adjustment)
            case Together():
                for part in adjustment.changes:
                    self._take(part)

    def _behavior(self, adjustment: BehaviorAdjustment | DueAdjustment) -> None:
        if isinstance(adjustment, DueAdjustment):
            self._due(adjustment)
        else:
            self.behaviors[adjustment.id] = _changed_behavior(self.behaviors[adjustment.id], adjustment.set)

    def _energy(self, adjustment: EnergyAdjustment) -> None:
        budget = self.fields.get("energy_budget", self._original.energy_budget)
        days = list(budget) if isinstance(budget, tuple) else [budget] * 7
        days[adjustment.day] = adjustment.limit
        self.fields["energy_budget"] = tuple(days)

    def _busy(self, adjustment: BusyAdjustment) -> None:
        key = (adjustment.day, adjustment.start, adjustment.end, adjustment.title)
        kept = [Busy(day=adjustment.day, start=s, end=e, title=adjustment.title) for s, e in adjustment.kept]
        if key not in self.busy:
            raise KeyError(adjustment.title)
        self.busy[key] = kept

    def _weight(self, adjustment: WeightAdjustment) -> None:
        weights = self.fields.get("objectives", self._original.objectives)
        if adjustment.name not in weights:
            raise KeyError(adjustment.name)
        self.fields["objectives"] = weights | {adjustment.name: adjustment.weight}

    def _due(self, adjustment: DueAdjustment) -> None:
        """Allow the task on the days it has more now; after the week, it is a limit of another one."""
        rule, behavior = self.rules[adjustment.rule], self.behaviors[adjustment.behavior]
        day = (adjustment.due - self._original.week_start).days
        days = {*behavior.weekdays, *(later for later in rule.days if later <= day)}
        self.behaviors[behavior.id] = behavior.model_copy(update={"weekdays": tuple(sorted(days))})
        if day not in DAYS:
            self.rules[rule.id] = rule.model_copy(update={"active": False})


def _changed_rule(rule: Rule, fields: Mapping[str, JsonValue]) -> Rule:
    try:
        return RULE_ADAPTER.validate_python(rule.model_dump() | dict(fields))
    except ValidationError as error:
        raise invalid("The rule cannot be changed like this", issues_of(error)) from error


def _changed_behavior(behavior: Behavior, fields: Mapping[str, JsonValue]) -> Behavior:
    return validated(
        lambda: type(behavior).model_validate(behavior.model_dump() | dict(fields)),
        "The behavior cannot be changed like this",
    )
