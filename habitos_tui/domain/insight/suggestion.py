"""What might make the next weeks better: suggestions with their evidence, and the changes they propose."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, JsonValue

from habitos_tui.domain.insight.evidence import Insight
from habitos_tui.domain.model.base import FrozenModel, Identifier
from habitos_tui.domain.model.rule import Rule

MIN_GAIN: Final = 0.5
"""Points a week below which two plans are about the same."""

Kind = Literal["slot", "day", "length", "lower_target", "raise_target", "stack", "slack", "rest", "add"]


class SetBehavior(FrozenModel):
    """Sets fields of a behavior, such as {"target_per_week": 2}; weekdays are Monday = 0."""

    what: Literal["set_behavior"] = "set_behavior"
    id: Identifier
    set: dict[str, JsonValue]


class ArchiveBehavior(FrozenModel):
    """Puts a behavior away; it keeps its history and can be taken into use again."""

    what: Literal["archive_behavior"] = "archive_behavior"
    id: Identifier


class AddRule(FrozenModel):
    """Adds a rule; its days are weekdays, Monday = 0."""

    what: Literal["add_rule"] = "add_rule"
    rule: Rule


class AdoptBehavior(FrozenModel):
    """Adds the ready-made behavior with this id."""

    what: Literal["adopt_behavior"] = "adopt_behavior"
    ready: Identifier


Proposal = Annotated[SetBehavior | ArchiveBehavior | AddRule | AdoptBehavior, Field(discriminator="what")]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How much likelier than a plan reckons a behavior gets done at a place, and elsewhere; both shrunk, -1 to 1.

    The place is a weekday, or each day on which the plan has the behavior's cue in the same slot.
    """

    behavior: str
    there: float
    elsewhere: float
    weekday: int | None = None
    cue: str | None = None
    slot: str | None = None
    """Only sessions of this slot are meant; None means all."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What following a suggestion is worth in points a week: of two plans, and what is proved about the best two."""

    points: float
    least: float
    most: float

    @property
    def sure(self) -> bool:
        """Tell whether it is worth something for certain: only that is promised."""
        return self.least >= MIN_GAIN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion. Names in its sentences are as they were typed."""

    key: str
    """What it is about, such as "slot:run": it stays the same while the figures change from day to day."""
    kind: Kind
    behavior: str | None
    """The id of the behavior it is about, if it is about one."""
    sentence: str
    """What to do, such as "Run in the evening rather than in the morning"."""
    evidence: str
    """What it rests on, such as "done 3 of 11 times in the morning, 9 of 10 in the evening"."""
    observations: int
    """How many sessions or weeks it rests on."""
    points: float
    """Points more a week, roughly: what is checked first. What it really is worth is its gain."""
    proposal: Proposal
    outlooks: tuple[Outlook, ...] = ()
    """What the evidence says about chances that the plan does not know."""
    moot_at: int | None = None
    """As many sessions of the behavior in a plan as things are make it moot: what never fitted does fit."""
    gain: Gain | None = None
    """What planning with it and without it showed; None while it is not checked."""


@dataclass(frozen=True, slots=True)
class Suggestions(Insight):
    """The suggestions there are, most points first; evidence are the sessions looked at."""

    lines: tuple[Suggestion, ...]

    EMPTY: ClassVar["Suggestions"]


Suggestions.EMPTY = Suggestions(0, ())
