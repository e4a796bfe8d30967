"""The six kinds of rules as data for the form: rows and an example for each.

A row holds parts; a part is one value, such as the minimum minutes. The `Pick` of a part selects its widgets, so the
form handles six ways to pick instead of six kinds of rules.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Pick(Enum):
    """How a value is picked."""

    SCOPE = auto()
    """All behaviors, those of a category, those above an energy cost, or ticked ones."""
    BEHAVIOR = auto()
    BEHAVIORS = auto()
    SLOT = auto()
    DAYS = auto()
    OPTION = auto()
    """One of the part's own options."""
    TEXT = auto()
    NUMBER = auto()
    MINUTES = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One value: `path` is the path of the rule's field; `word` follows it and names it in sentences."""

    path: str
    pick: Pick
    word: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs."""
    blank: str = ""
    """Meaning of an empty field."""
    lead: str = ""
    """Shown before it, in the place of `word`."""


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side; the row is shown only if the part in `shown_for` has the value there."""

    label: str
    parts: tuple[Part, ...]
    shown_for: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RuleKind:
    """One of the six kinds; the row of `general_path` shows errors of the rule as a whole."""

    type: str
    title: str
    example: str
    rows: tuple[Row, ...]
    general_path: str
    behaviors: int = 0
    """Number of behaviors required."""


ALL, SOME, ENERGY, CATEGORY, TAG = "all", "some", "energy", "category:", "tag:"
"""Values of a scope; CATEGORY and TAG are prefixes, followed by the category or tag."""
HARD, SOFT = "hard", "soft"
YES, NO = "yes", "no"

_PERIOD = Row("Counted", (Part("period", Pick.OPTION, options=(("day", "a day"), ("week", "over the whole week"))),))
_SCOPE = (
    Row("Of", (Part("scope", Pick.SCOPE),)),
    Row("", (Part("scope.behaviors", Pick.BEHAVIORS),), shown_for=("scope", SOME)),
    Row("", (Part("scope.min_energy", Pick.NUMBER, "energy a session or more"),), shown_for=("scope", ENERGY)),
)
_SLOT = Row("When", (Part("slot", Pick.SLOT),))
_TOGETHER = (("day", "on the same day"), ("slot", "in the same part of a day"), ("week", "in the same week"))
_REQUIRED = ((YES, "must come on that day"), (NO, "may be left out that day"))
_STRICTNESS = ((HARD, "hard: never broken"), (SOFT, "soft: costs points"))
_ENDING = (
    Row("Days", (Part("days", Pick.DAYS),)),
    Row("Strictness", (Part("strictness", Pick.OPTION, options=_STRICTNESS),)),
    Row("", (Part("penalty", Pick.NUMBER),), shown_for=("strictness", SOFT)),
    Row("Name", (Part("name", Pick.TEXT, blank="none needed"),)),
)


def _limits(least: str, most: str, pick: Pick) -> Row:
    parts = (
        Part(least, pick, "least", blank="any", lead="at least"),
        Part(most, pick, "most", blank="any", lead="at most"),
    )
    return Row("Minutes" if pick is Pick.MINUTES else "Sessions", parts)


KINDS: Final = (
    RuleKind(
        "time_budget",
        "So much time, at most or at least",
        "At most 2 h of productivity sessions a day on weekdays",
        (_limits("min_minutes", "max_minutes", Pick.MINUTES), *_SCOPE, _PERIOD, _SLOT, *_ENDING),
        "max_minutes",
    ),
    RuleKind(
        "frequency",
        "So many sessions, at most or at least",
        "Run between 2 and 4 sessions a week",
        (_limits("min_sessions", "max_sessions", Pick.NUMBER), *_SCOPE, _PERIOD, _SLOT, *_ENDING),
        "max_sessions",
    ),
    RuleKind(
        "duration_bounds",
        "A session lasts so long",
        "Reading lasts at least 30 min, on Saturday and Sunday",
        (
            Row("Behavior", (Part("behavior", Pick.BEHAVIOR),)),
            _limits("min_minutes", "max_minutes", Pick.MINUTES),
            *_ENDING,
        ),
        "max_minutes",
        behaviors=1,
    ),
    RuleKind(
        "precedence",
        "A before B",
        "Piano only after Homework on the same day",
        (
            Row("First", (Part("before", Pick.BEHAVIOR),)),
            Row("Later", (Part("after", Pick.BEHAVIOR),)),
            Row("The first", (Part("required", Pick.OPTION, options=_REQUIRED),)),
            *_ENDING,
        ),
        "after",
        behaviors=2,
    ),
    RuleKind(
        "mutual_exclusion",
        "A and B not on the same day",
        "Run and Strength training never on the same day",
        (
            Row("Behaviors", (Part("behaviors", Pick.BEHAVIORS),)),
            Row("Not", (Part("period", Pick.OPTION, options=_TOGETHER),)),
            Row("At most", (Part("limit", Pick.NUMBER, "of these"),)),
            *_ENDING,
        ),
        "behaviors",
        behaviors=2,
    ),
    RuleKind(
        "stack",
        "B right after A",
        "Journal comes right after Meditation",
        (
            Row("After", (Part("first", Pick.BEHAVIOR),)),
            Row("Comes", (Part("then", Pick.BEHAVIOR, "right after it"),)),
            *_ENDING,
        ),
        "then",
        behaviors=2,
    ),
)

KIND_BY_TYPE: Final = {kind.type: kind for kind in KINDS}
