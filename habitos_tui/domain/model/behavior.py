"""Behaviors: what a person wants to do, how long it takes, what it costs and what it is for."""

from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from habitos_tui.domain.model.amount import Amount, Unit
from habitos_tui.domain.model.base import (
    ALL_DAYS,
    ClockTime,
    Day,
    FrozenModel,
    Identifier,
    Minutes,
    Name,
    distinct_days,
)
from habitos_tui.domain.model.recurrence import Recurrence
from habitos_tui.domain.model.rhythm import Rhythm, Season, usual_target
from habitos_tui.domain.model.tag import Tags
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.validation import FieldIssuesError, Issue

Impact = Annotated[float, Field(ge=-1, le=1)]
Count = Annotated[int, Field(ge=0, le=1000)]


BEYOND_A_WEEK: Final = ("rhythm", "season", "task", "tags", "unit", "amount")
"""The fields of a behavior that a profile keeps and a week's problem does not know."""


class Behavior(FrozenModel):
    """A behavior; its limits are those of the planning model.

    The planner sees it without the fields that reach beyond a week: what they mean for a week is in its target, days
    and limits there.
    """

    id: Identifier
    name: Name
    category: Identifier = "other"
    min_minutes: Minutes
    typical_minutes: Minutes
    max_minutes: Minutes
    energy_cost: Annotated[float, Field(ge=-10, le=10)] = 0
    """Energy points a session costs; a negative cost gives energy."""
    impacts: dict[Identifier, Impact] = Field(default_factory=dict)
    """What one typical session does for each objective, -1 to 1."""
    preferred_slots: tuple[Identifier, ...] = ()
    weekend_slots: tuple[Identifier, ...] | None = None
    """Preferred slots of Saturdays and Sundays; None where they are those of the other days."""
    strict_slots: bool = False
    ideal_time: ClockTime | None = None
    """When a session would best begin, on any day."""
    weekdays: Annotated[tuple[Day, ...], AfterValidator(distinct_days)] = ALL_DAYS
    target_per_week: Count
    """How often a week with it is to have it; with a rhythm of days or months what follows from that at most."""
    min_per_week: Count = 0
    max_per_week: Count | None = None
    """None stands for what is asked for: the target, or the minimum if that is larger."""
    max_per_day: Annotated[int, Field(ge=1, le=50)] = 1
    min_gap_days: Annotated[int, Field(ge=0, le=6)] = 0
    """Two sessions lie more than this many days apart; 0 sets no distance."""
    rhythm: Rhythm | None = None
    """How often it is wanted; None for so many times every week."""
    season: Season | None = None
    """When in the year it is wanted; None for always."""
    task: Task | None = None
    """What there is to do in all, if it is to be done once; what is asked of a week follows from that."""
    tags: Tags = ()
    unit: Unit | None = None
    """What is counted of a session besides its minutes, such as pages; None where nothing is."""
    amount: Amount | None = None
    """How much of that a session usually is."""

    @model_serializer(mode="wrap")
    def _without_what_is_not_said(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what reaches beyond a week where there is nothing of it: problem files never have it."""
        fields: dict[str, Any] = handler(self)
        kept = self.beyond_a_week
        return {name: value for name, value in fields.items() if name in kept or name not in BEYOND_A_WEEK}

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        issues: list[Issue] = []
        if self.min_minutes > self.typical_minutes:
            issues.append(("min_minutes", "must not be more than the typical minutes"))
        if self.typical_minutes > self.max_minutes:
            issues.append(("typical_minutes", "must not be more than the maximum minutes"))
        if self.min_per_week > self.week_limit:
            issues.append(("min_per_week", "must not be more than the maximum per week"))
        if self.amount is not None and self.unit is None:
            issues.append(("amount", "needs a unit, such as pages or km"))
        if len(set(self.preferred_slots)) < len(self.preferred_slots):
            issues.append(("preferred_slots", "must name each slot once"))
        if self.weekend_slots is not None and len(set(self.weekend_slots)) < len(self.weekend_slots):
            issues.append(("weekend_slots", "must name each slot once"))
        issues += self._task_issues() + self._rhythm_issues()
        if issues:
            raise FieldIssuesError(issues)
        return self

    def _task_issues(self) -> list[Issue]:
        if self.task is None:
            return []
        issues: list[Issue] = []
        if self.min_minutes > self.task.total_minutes:
            issues.append(("min_minutes", "must not be more than the minutes of the whole task"))
        sentence = "is not for a task: how much of it a week asks for follows from its minutes and its due date"
        asked = {"target_per_week": self.target_per_week, "min_per_week": self.min_per_week}
        issues += [(name, sentence) for name, times in asked.items() if times]
        return issues + ([] if self.max_per_week is None else [("max_per_week", sentence)])

    def _rhythm_issues(self) -> list[Issue]:
        if self.task is not None:
            said = {"rhythm": self.rhythm, "season": self.season}
            return [
                (name, "is not for a task, which is done once") for name, value in said.items() if value is not None
            ]
        usual = None if self.rhythm is None else usual_target(self.rhythm)
        if usual is None:
            return []
        issues: list[Issue] = []
        sentence = "follows from the rhythm here: leave it out"
        if self.target_per_week != usual:
            issues.append(("target_per_week", sentence))
        return issues + ([] if self.max_per_week is None else [("max_per_week", sentence)])

    @property
    def says_how_often(self) -> bool:
        """Whether the target is no wish of its own but follows from something else: from the task, or the rhythm."""
        return self.task is not None or (self.rhythm is not None and usual_target(self.rhythm) is not None)

    @property
    def recurrence(self) -> Recurrence:
        """How often it is wanted, and when in the year."""
        return Recurrence(self.rhythm, self.target_per_week, self.season)

    @property
    def in_pieces(self) -> bool:
        """Whether it is a task that can be done in several sittings."""
        return self.task is not None and self.min_minutes < self.task.total_minutes

    @property
    def week_limit(self) -> int:
        """Most sessions in a week: what is asked for, unless a maximum says otherwise."""
        return max(self.target_per_week, self.min_per_week) if self.max_per_week is None else self.max_per_week

    @property
    def every_preferred_slot(self) -> tuple[str, ...]:
        """The slots preferred on some day, each once."""
        return tuple(dict.fromkeys((*self.preferred_slots, *(self.weekend_slots or ()))))

    def slots_on(self, *, weekend: bool) -> tuple[str, ...]:
        """Return the preferred slots of a Saturday or Sunday, or of another day; none where there is no preference."""
        return self.weekend_slots if weekend and self.weekend_slots is not None else self.preferred_slots

    def prefers(self, slot: str, *, weekend: bool = False) -> bool:
        """Tell whether `slot` suits: it is preferred on such a day, or there is no preference."""
        preferred = self.slots_on(weekend=weekend)
        return not preferred or slot in preferred

    def allows(self, day: int, slot: str, *, weekend: bool = False) -> bool:
        """Tell whether a new session may be on `day` in `slot` as far as the behavior itself goes."""
        return day in self.weekdays and (not self.strict_slots or slot in self.slots_on(weekend=weekend))

    @property
    def beyond_a_week(self) -> tuple[str, ...]:
        """The fields with a value that a week's problem does not know."""
        fields = type(self).model_fields
        return tuple(name for name in BEYOND_A_WEEK if getattr(self, name) != fields[name].default)

    def as_planned(self) -> Self:
        """Return the behavior as a week's problem knows it, itself if nothing reaches beyond a week."""
        fields = type(self).model_fields
        cleared = {name: fields[name].default for name in self.beyond_a_week}
        return self.model_copy(update=cleared) if cleared else self

    def with_slot_renamed(self, old: str, new: str) -> Self:
        """Return the behavior with `new` in the place of the slot `old`, itself if it names no such slot."""
        if old not in self.every_preferred_slot:
            return self
        lists = {"preferred_slots": self.preferred_slots, "weekend_slots": self.weekend_slots}
        renamed = {
            field: tuple(new if slot == old else slot for slot in slots)
            for field, slots in lists.items()
            if slots is not None
        }
        return self.model_copy(update=renamed)

    def lengths(self, grid: int, longest: int | None = None) -> range:
        """Return the allowed session lengths in minutes: whole steps of `grid`, at most `longest`."""
        first = -(-self.min_minutes // grid) * grid
        last = self.max_minutes if longest is None else min(self.max_minutes, longest)
        return range(first, last // grid * grid + 1, grid)
