"""The six rule types. A rule without a penalty is hard; with one, each unit of violation costs that many points.

What others need to know about a type is asked of the rule itself: whom it names, what becomes of it when they go, which
sessions can be needed to keep it. These are abstract in `BaseRule`, so that a type that lacks an answer cannot be made.
What depends on the type in another way (formulation, verification, sentences, repairs) is a match that ends in
`assert_never`, so that the type checker names each one a new type is missing in.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Container, Mapping
from typing import Annotated, Any, ClassVar, Final, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    model_serializer,
    model_validator,
)

from habitos_tui.domain.model.base import ALL_DAYS, Day, FrozenModel, Identifier, distinct_days
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.tag import Tag
from habitos_tui.domain.model.validation import UNION_TAGS, FieldIssuesError

MinuteLimit = Annotated[int, Field(ge=0, le=7 * 1440)]
LONGEST_NAME: Final = 200
"""Characters of the name of a rule."""
SessionLimit = Annotated[int, Field(ge=0, le=10_000)]


class Scope(FrozenModel):
    """Picks behaviors: those listed, of a category, with a tag, those that cost so much energy, or all.

    Tags are a profile's own: in a week's problem the behaviors that have one are listed.
    """

    behaviors: Annotated[tuple[Identifier, ...], Field(max_length=1000)] | None = None
    category: Identifier | None = None
    min_energy: Annotated[float, Field(ge=-10, le=10)] | None = None
    """Least energy that a session costs."""
    tag: Tag | None = None

    @model_serializer(mode="wrap")
    def _without_what_is_not_said(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out the tag where there is none: problem files never have it."""
        fields: dict[str, Any] = handler(self)
        return {name: value for name, value in fields.items() if name != "tag" or value is not None}

    @model_validator(mode="after")
    def _one_way_to_pick(self) -> Self:
        if sum(way is not None for way in (self.behaviors, self.category, self.min_energy, self.tag)) > 1:
            raise FieldIssuesError([("", "picks by behaviors, by category, by tag or by energy, not by two of them")])
        if self.behaviors is not None and not self.behaviors:
            raise FieldIssuesError([("behaviors", "needs at least one behavior")])
        return self

    def picks(self, behavior: Behavior) -> bool:
        """Tell whether `behavior` is in the scope."""
        if self.behaviors is not None:
            return behavior.id in self.behaviors
        if self.tag is not None:
            return self.tag in behavior.tags
        if self.min_energy is not None:
            return behavior.energy_cost >= self.min_energy
        return self.category is None or behavior.category == self.category


EVERYTHING = Scope()


class BaseRule(BaseModel, ABC):
    """What all rules share, and what each type has to answer."""

    model_config = FrozenModel.model_config

    violation_unit: ClassVar[Literal["hour", "session", "behavior"]]
    """What a penalty is paid for."""

    id: Identifier
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
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
        """The behaviors the rule names, in order, each once; empty when it picks in another way."""
        return tuple(dict.fromkeys(behavior for _, behavior in self.named_behaviors))

    @property
    @abstractmethod
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The path of each field that names a behavior, and the behavior's id, in order."""

    @property
    @abstractmethod
    def cue(self) -> tuple[str, str] | None:
        """(cue, follower) when each session of the follower needs one of the cue before it on its day."""

    @abstractmethod
    def asks_for(self, behavior: Behavior) -> bool:
        """Tell whether the rule has a minimum that sessions of `behavior` count for."""

    @abstractmethod
    def asks_for_minutes(self, behavior: Behavior) -> bool:
        """Tell whether longer sessions of `behavior` can be needed to keep the rule."""

    @abstractmethod
    def without(self, gone: Container[str]) -> Self | None:
        """Return the rule without the behaviors in `gone`, itself if it names none; None when it means nothing then."""

    @abstractmethod
    def while_away(self, away: Collection[int]) -> Self | None:
        """Return the rule for a week with days of absence; None when nothing of it is left.

        What it asks of the week is asked of the days that are left, in proportion.
        """

    def with_slot_renamed(self, old: str, new: str) -> Self:
        """Return the rule with `new` in the place of the slot `old`, itself if it names no such slot."""
        return self

    def calls_for(self, behavior: Behavior) -> bool:
        """Tell whether a session of `behavior` can be needed to keep the rule, whatever it is worth by itself."""
        return self.asks_for(behavior) or (self.cue is not None and self.cue[0] == behavior.id)


class ScopedRule(BaseRule):
    """Limits on the sessions of a scope, counted per day or over the (chosen days of the) week."""

    counted: ClassVar[Literal["minutes", "sessions"]]
    """What lies between the limits."""

    scope: Scope = EVERYTHING
    period: Literal["day", "week"]
    slot: Identifier | None = None

    @property
    @abstractmethod
    def least(self) -> int | None:
        """The lower limit."""

    @property
    @abstractmethod
    def most(self) -> int | None:
        """The upper limit."""

    @property
    def least_field(self) -> str:
        """The name of the field with the lower limit."""
        return f"min_{self.counted}"

    @property
    def most_field(self) -> str:
        """The name of the field with the upper limit."""
        return f"max_{self.counted}"

    @property
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The behaviors the scope lists."""
        listed = self.scope.behaviors or ()
        return tuple((f"scope.behaviors[{place}]", behavior) for place, behavior in enumerate(listed))

    @property
    def cue(self) -> None:
        """None: limits bind no behavior to another."""

    def asks_for(self, behavior: Behavior) -> bool:
        """Tell whether there is a lower limit, and the behavior in the scope."""
        return bool(self.least) and self.scope.picks(behavior)

    def asks_for_minutes(self, behavior: Behavior) -> bool:
        """Tell whether there is a lower limit in minutes, and the behavior in the scope."""
        return self.counted == "minutes" and self.asks_for(behavior)

    def without(self, gone: Container[str]) -> Self | None:
        """Keep the other behaviors of the scope, if there are any."""
        kept = _kept(self, gone)
        if kept is None:
            return self
        return self.model_copy(update={"scope": self.scope.model_copy(update={"behaviors": kept})}) if kept else None

    def while_away(self, away: Collection[int]) -> Self | None:
        """Keep the days that are left; the minimum of a week shrinks in proportion to them."""
        left = tuple(day for day in self.days if day not in away)
        if not left:
            return None
        if len(left) == len(self.days):
            return self
        if self.period == "day":
            return self.model_copy(update={"days": left})
        # The days of a maximum stay: what was done on a day of absence counts as well.
        if self.least is None:
            return self
        return self.model_copy(update={self.least_field: self._share(self.least * len(left) / len(self.days))})

    def with_slot_renamed(self, old: str, new: str) -> Self:
        """Rename the slot that the rule is limited to."""
        return self.model_copy(update={"slot": new}) if self.slot == old else self

    def _share(self, amount: float) -> int:
        """Return a part of a minimum in whole numbers: a session is rounded, a minute cut off."""
        return int(amount) if self.counted == "minutes" else int(amount + 0.5)


class BoundRule(BaseRule):
    """A rule about how sessions of certain behaviors lie; without one of these it means nothing."""

    def asks_for(self, behavior: Behavior) -> bool:
        """Tell that nothing has a minimum here: without sessions the rule is kept."""
        return False

    def asks_for_minutes(self, behavior: Behavior) -> bool:
        """Tell that lengths do not matter."""
        return False

    def without(self, gone: Container[str]) -> Self | None:
        """Return None as soon as one of its behaviors goes."""
        return self if _kept(self, gone) is None else None

    def while_away(self, away: Collection[int]) -> Self:
        """Return the rule: it asks for nothing on a day without sessions."""
        return self


class TimeBudget(ScopedRule):
    """Minutes of the scope; violation in hours."""

    violation_unit = "hour"
    counted = "minutes"

    type: Literal["time_budget"] = "time_budget"
    min_minutes: MinuteLimit | None = None
    max_minutes: MinuteLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_minutes, self.max_minutes, "minutes")
        return self

    @property
    def least(self) -> int | None:
        """The least minutes."""
        return self.min_minutes

    @property
    def most(self) -> int | None:
        """The most minutes."""
        return self.max_minutes


class Frequency(ScopedRule):
    """Number of sessions of the scope; violation in sessions."""

    violation_unit = "session"
    counted = "sessions"

    type: Literal["frequency"] = "frequency"
    min_sessions: SessionLimit | None = None
    max_sessions: SessionLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_sessions, self.max_sessions, "sessions")
        return self

    @property
    def least(self) -> int | None:
        """The least sessions."""
        return self.min_sessions

    @property
    def most(self) -> int | None:
        """The most sessions."""
        return self.max_sessions


class DurationBounds(BoundRule):
    """Length of each session of one behavior; violation in hours."""

    violation_unit = "hour"

    type: Literal["duration_bounds"] = "duration_bounds"
    behavior: Identifier
    min_minutes: MinuteLimit | None = None
    max_minutes: MinuteLimit | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        _check_limits(self.min_minutes, self.max_minutes, "minutes")
        return self

    @property
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The one behavior."""
        return (("behavior", self.behavior),)

    @property
    def cue(self) -> None:
        """None: it binds no behavior to another."""

    def asks_for_minutes(self, behavior: Behavior) -> bool:
        """Tell whether these are the bounds of `behavior`."""
        return behavior.id == self.behavior

    def binds_all_of(self, behavior: Behavior) -> bool:
        """Tell whether the rule binds every session that `behavior`, its own, can have."""
        return self.active and self.hard and set(behavior.weekdays) <= set(self.days)


class Precedence(BoundRule):
    """Order within a day; violation in sessions.

    Required: each session of `after` has one of `before` earlier the same day.
    Not required: on a day with both, no session of `before` comes later than one of `after`.
    """

    violation_unit = "session"

    type: Literal["precedence"] = "precedence"
    before: Identifier
    after: Identifier
    required: bool = True

    @model_validator(mode="after")
    def _two_behaviors(self) -> Self:
        _check_different(self.before, self.after, "after")
        return self

    @property
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The earlier behavior, then the later."""
        return (("before", self.before), ("after", self.after))

    @property
    def cue(self) -> tuple[str, str] | None:
        """The earlier behavior, if it is required, and the later."""
        return (self.before, self.after) if self.required else None


class MutualExclusion(BoundRule):
    """At most `limit` different behaviors of a set in a slot, a day or the week; violation in behaviors."""

    violation_unit = "behavior"

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
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The set, as listed."""
        return tuple((f"behaviors[{place}]", behavior) for place, behavior in enumerate(self.behaviors))

    @property
    def cue(self) -> None:
        """None: behaviors that shut each other out do not need each other."""

    def without(self, gone: Container[str]) -> Self | None:
        """Keep the other behaviors of the set while there are more of them than the limit, and two."""
        kept = _kept(self, gone)
        if kept is None:
            return self
        return self.model_copy(update={"behaviors": kept}) if len(kept) > max(1, self.limit) else None


class Stack(BoundRule):
    """Each session of `then` comes right behind one of `first`, in the same window; violation in sessions."""

    violation_unit = "session"

    type: Literal["stack"] = "stack"
    first: Identifier
    then: Identifier

    @model_validator(mode="after")
    def _two_behaviors(self) -> Self:
        _check_different(self.first, self.then, "then")
        return self

    @property
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        """The cue, then what follows it."""
        return (("first", self.first), ("then", self.then))

    @property
    def cue(self) -> tuple[str, str]:
        """The two behaviors."""
        return self.first, self.then


Rule = Annotated[
    TimeBudget | Frequency | DurationBounds | Precedence | MutualExclusion | Stack, Field(discriminator="type")
]

RULE_TYPES: Final[Mapping[str, type[Rule]]] = {
    each.model_fields["type"].default: each for each in get_args(get_args(Rule)[0])
}
"""Every type of rule by the name it has in files and tables."""

UNION_TAGS.update(RULE_TYPES)

RULE_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule, config=ConfigDict(defer_build=True))


def _kept(rule: BaseRule, gone: Container[str]) -> tuple[str, ...] | None:
    """Return the behaviors that a rule names without those in `gone`; None when it names none of these."""
    kept = tuple(behavior for behavior in rule.behavior_ids if behavior not in gone)
    return None if len(kept) == len(rule.behavior_ids) else kept


def _check_different(earlier: str, later: str, field: str) -> None:
    if earlier == later:
        raise FieldIssuesError([(field, "must be a different behavior")])


def _check_limits(least: int | None, most: int | None, unit: str) -> None:
    if least is None and most is None:
        raise FieldIssuesError([(f"max_{unit}", f"needs a minimum or a maximum of {unit}")])
    if least is not None and most is not None and least > most:
        raise FieldIssuesError([(f"min_{unit}", "must not be above the maximum")])
