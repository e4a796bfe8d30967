"""The six rule types. A rule without a penalty is hard; with one, each unit of violation costs that many points."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, model_validator

from habitos_tui.domain.model.base import ALL_DAYS, Day, Identifier, Model, distinct_days
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import FieldIssuesError

MinuteLimit = Annotated[int, Field(ge=0, le=7 * 1440)]
SessionLimit = Annotated[int, Field(ge=0, le=10_000)]


class Scope(Model):
    """Picks behaviors: those listed, those of a category, or all."""

    behaviors: Annotated[tuple[Identifier, ...], Field(max_length=1000)] | None = None
    category: Identifier | None = None

    @model_validator(mode="after")
    def _one_way_to_pick(self) -> Self:
        if self.behaviors is not None and self.category is not None:
            raise FieldIssuesError([("", "picks by behaviors or by category, not both")])
        if self.behaviors is not None and not self.behaviors:
            raise FieldIssuesError([("behaviors", "needs at least one behavior")])
        return self

    def picks(self, behavior: Behavior) -> bool:
        """Tell whether `behavior` is in the scope."""
        if self.behaviors is not None:
            return behavior.id in self.behaviors
        return self.category is None or behavior.category == self.category


EVERYTHING = Scope()


class BaseRule(Model):
    """What all rules share."""

    id: Identifier
    name: Annotated[str, Field(max_length=200)] = ""
    active: bool = True
    penalty: Annotated[float, Field(ge=0, le=1_000_000)] | None = None
    """Points lost per unit of violation; None makes the rule hard."""
    days: Annotated[tuple[Day, ...], AfterValidator(distinct_days)] = ALL_DAYS

    @property
    def hard(self) -> bool:
        """Tell whether the rule may never be broken."""
        return self.penalty is None

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The behaviors the rule names, in order; empty when it picks by category or all."""
        return ()


class ScopedRule(BaseRule):
    """A rule over the sessions of a scope, per day or over the (chosen days of the) week."""

    scope: Scope = EVERYTHING
    period: Literal["day", "week"]
    slot: Identifier | None = None

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The behaviors the scope lists."""
        return self.scope.behaviors or ()


class TimeBudget(ScopedRule):
    """Minutes of the scope; violation in hours."""

    type: Literal["time_budget"] = "time_budget"
    min_minutes: MinuteLimit | None = None
    max_minutes: MinuteLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_minutes, self.max_minutes, "minutes")
        return self


class Frequency(ScopedRule):
    """Number of sessions of the scope; violation in sessions."""

    type: Literal["frequency"] = "frequency"
    min_sessions: SessionLimit | None = None
    max_sessions: SessionLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_sessions, self.max_sessions, "sessions")
        return self


class DurationBounds(BaseRule):
    """Length of each session of one behavior; violation in hours."""

    type: Literal["duration_bounds"] = "duration_bounds"
    behavior: Identifier
    min_minutes: MinuteLimit | None = None
    max_minutes: MinuteLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_minutes, self.max_minutes, "minutes")
        return self

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The one behavior."""
        return (self.behavior,)


class Precedence(BaseRule):
    """Order within a day; violation in sessions.

    Required: each session of `after` has one of `before` earlier the same day.
    Not required: on a day with both, no session of `before` comes later than one of `after`.
    """

    type: Literal["precedence"] = "precedence"
    before: Identifier
    after: Identifier
    required: bool = True

    @model_validator(mode="after")
    def _two_behaviors(self) -> Self:
        _check_different(self.before, self.after, "after")
        return self

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The earlier behavior, then the later."""
        return (self.before, self.after)


class MutualExclusion(BaseRule):
    """At most `limit` different behaviors of a set in a slot, a day or the week; violation in behaviors."""

    type: Literal["mutual_exclusion"] = "mutual_exclusion"
    behaviors: Annotated[tuple[Identifier, ...], Field(max_length=1000)]
    period: Literal["slot", "day", "week"]
    limit: Annotated[int, Field(ge=1, le=1000)] = 1

    @model_validator(mode="after")
    def _at_least_two(self) -> Self:
        if len(set(self.behaviors)) < 2:
            raise FieldIssuesError([("behaviors", "needs at least two different behaviors")])
        return self

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The set, each behavior once."""
        return tuple(dict.fromkeys(self.behaviors))


class Stack(BaseRule):
    """Each session of `then` comes right behind one of `first`, in the same window; violation in sessions."""

    type: Literal["stack"] = "stack"
    first: Identifier
    then: Identifier

    @model_validator(mode="after")
    def _two_behaviors(self) -> Self:
        _check_different(self.first, self.then, "then")
        return self

    @property
    def behavior_ids(self) -> tuple[str, ...]:
        """The cue, then what follows it."""
        return (self.first, self.then)


Rule = Annotated[
    TimeBudget | Frequency | DurationBounds | Precedence | MutualExclusion | Stack, Field(discriminator="type")
]

RULE_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule, config=ConfigDict(defer_build=True))


def _check_different(earlier: str, later: str, field: str) -> None:
    if earlier == later:
        raise FieldIssuesError([(field, "must be a different behavior")])


def _check_limits(least: int | None, most: int | None, unit: str) -> None:
    if least is None and most is None:
        raise FieldIssuesError([(f"max_{unit}", f"needs a minimum or a maximum of {unit}")])
    if least is not None and most is not None and least > most:
        raise FieldIssuesError([(f"min_{unit}", "must not be above the maximum")])
