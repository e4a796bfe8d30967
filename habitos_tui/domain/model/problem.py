"""The planner's input: everything a week depends on, frozen, in the form of a `habitos-problem/2` file.

A file of the first edition is read as it was meant: the terms and pauses that came later are off.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Discriminator, Field, JsonValue, Tag, model_validator

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, ClockTime, Day, FrozenModel, Identifier, Minutes
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import (
    behavior_issues,
    beyond_a_week_issues,
    rule_issues,
    slot_issues,
    tag_issues,
)
from habitos_tui.domain.model.objective import Weight
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.model.validation import BUDGET_KINDS, FieldIssuesError, Issue
from habitos_tui.domain.model.week import (
    DEFAULT_SLOTS,
    NEXT_WEEK,
    Busy,
    Slot,
    Window,
    free_windows,
    on_grid,
    slot_at,
)

SMOOTH: Final[Literal["smooth"]] = "smooth"
"""The engine that takes worth as a smooth function of the minutes."""
EVOLVE: Final[Literal["evolve"]] = "evolve"
"""The engine that breeds weeks, and proves nothing of them."""
SATURDAY: Final = 5
"""Weekday on which a weekend begins, Monday = 0."""

Budget = Annotated[float, Field(ge=0, le=10_000)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Notice = Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)]


EnergyBudget = Annotated[
    Annotated[Budget, Tag(BUDGET_KINDS[0])]
    | Annotated[tuple[Budget | None, ...], Field(min_length=7, max_length=7), Tag(BUDGET_KINDS[1])],
    Discriminator(lambda value: BUDGET_KINDS[isinstance(value, list | tuple)]),
]
"""One budget for all days, or seven, where None sets none."""


class Adherence(FrozenModel):
    """Learned chance that a behavior gets done on a day in a slot."""

    behavior: Identifier
    day: Day
    slot: Identifier
    probability: Annotated[float, Field(ge=0, le=1)]
    evidence: Annotated[str, Field(max_length=500, exclude=True)] = ""
    """What says so, in words for an answer about this place. Files leave it out, so it makes no difference."""

    def __eq__(self, other: object) -> bool:
        """Compare everything but the words."""
        return isinstance(other, Adherence) and self._key() == other._key()

    def __hash__(self) -> int:
        """As `__eq__`."""
        return hash(self._key())

    def _key(self) -> tuple[str, int, str, float]:
        return self.behavior, self.day, self.slot, self.probability


class FixedSession(FrozenModel):
    """A session that is not moved: done already, or locked by the user."""

    behavior: Identifier
    day: Day
    start: ClockTime
    minutes: Minutes
    kind: Literal["done", "locked"]

    @property
    def end(self) -> int:
        """Minute of the day it ends at."""
        return self.start + self.minutes


class PreviousSession(FrozenModel):
    """Where the plan before this one had a session."""

    behavior: Identifier
    day: Day
    slot: Identifier
    start: ClockTime | None = None
    """When it began, where that is known."""


class NotBefore(FrozenModel):
    """Everything earlier in the week is gone."""

    day: Day
    time: ClockTime


STABILITY_WHEN_REPLANNING: Final = 0.02
"""Stability of a week that is planned again, at least: docs/planning-model.md, section 2.3."""


class PlanSettings(FrozenModel):
    """The factors of a week's objective, and whether pauses are kept beside busy time."""

    variety: Annotated[float, Field(ge=0, le=0.7)] = 0.5
    """How much more the first session of a week counts, and the last one less, as a share of a typical one."""
    slack: Annotated[float, Field(ge=0, lt=1)] = 0.5
    """Share of each day's free time that only sessions worth more than an average hour take."""
    routine: Factor = 0.1
    balance: Factor = 0.2
    stability: Factor = 0.0
    pause_beside_busy: bool = True


FIRST_EDITION: Final = "habitos-problem/1"
SECOND_EDITION: Final = "habitos-problem/2"
FIRST_SETTINGS: Final[Mapping[str, Any]] = {"variety": 0.0, "slack": 0.0, "pause_beside_busy": False}
"""What the first edition means by the settings that it does not have."""


class Problem(FrozenModel):
    """A week to be planned. Ids are unique and refer to what exists; times lie on the grid."""

    format: Literal["habitos-problem/1", "habitos-problem/2"] = SECOND_EDITION
    name: Annotated[str, Field(max_length=200)] = ""
    week_start: Annotated[date, Field(ge=date(1970, 1, 1), le=date(2999, 12, 31))]
    grid_minutes: Literal[5, 10, 15] = 5
    transition_minutes: Annotated[int, Field(ge=0, le=240)] = 5
    slots: Annotated[tuple[Slot, ...], Field(min_length=1, max_length=48)] = DEFAULT_SLOTS
    objectives: Annotated[dict[Identifier, Weight], Field(max_length=100)]
    energy_budget: EnergyBudget | None = None
    busy: Annotated[tuple[Busy, ...], Field(max_length=5000)] = ()
    behaviors: Annotated[tuple[Behavior, ...], Field(max_length=1000)] = ()
    rules: Annotated[tuple[Rule, ...], Field(max_length=1000)] = ()
    adherence: Annotated[tuple[Adherence, ...], Field(max_length=400_000)] = ()
    fixed: Annotated[tuple[FixedSession, ...], Field(max_length=1000)] = ()
    previous: Annotated[tuple[PreviousSession, ...], Field(max_length=5000)] = ()
    not_before: NotBefore | None = None
    notice_minutes: Notice = 0
    """How long after `not_before` a new session begins at the earliest."""
    settings: PlanSettings = PlanSettings()
    curve: Literal["pieces", "smooth"] = "pieces"
    """How a session's worth grows with its minutes: in straight pieces, or as one smooth curve through their ends."""
    best: dict[str, JsonValue] | None = None
    """What is known about the problem (best objective, proven bound); the planner does not look at it."""

    @model_validator(mode="after")
    def _as_meant(self) -> Self:
        if self.first_edition:
            # Not before: what JSON writes as a text is no date to a strict validator any more, once Python has seen it.
            given = {name: getattr(self.settings, name) for name in self.settings.model_fields_set}
            object.__setattr__(self, "settings", PlanSettings(**{**FIRST_SETTINGS, **given}))
            object.__setattr__(self, "behaviors", tuple(map(self.as_meant, self.behaviors)))
        return self

    def as_meant(self, behavior: Behavior) -> Behavior:
        """Return a behavior with the maximum that the first edition means where there is none: all days full."""
        if not self.first_edition or behavior.max_per_week is not None:
            return behavior
        return behavior.model_copy(update={"max_per_week": len(DAYS) * behavior.max_per_day})

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        slots, names = [slot.name for slot in self.slots], [behavior.id for behavior in self.behaviors]
        issues = _under("slots", slot_issues(self.slots))
        issues += _under("behaviors", behavior_issues(self.behaviors, slots, self.objectives))
        issues += _under("behaviors", beyond_a_week_issues(self.behaviors))
        issues += _under("rules", rule_issues(self.rules, names, slots))
        issues += _under("rules", tag_issues(self.rules))
        issues += self._reference_issues() + self._grid_issues() + self._overlap_issues()
        if self.first_edition:
            issues += self._later_issues()
        if not any(self.objectives.values()):
            issues.append(("objectives", "needs at least one objective with a weight above 0"))
        if issues:
            raise FieldIssuesError(issues)
        return self

    def _reference_issues(self) -> list[Issue]:
        behaviors = {behavior.id for behavior in self.behaviors}
        slots = {slot.name for slot in self.slots}
        issues: list[Issue] = []
        lists: Mapping[str, tuple[Adherence | FixedSession | PreviousSession, ...]] = {
            "adherence": self.adherence,
            "fixed": self.fixed,
            "previous": self.previous,
        }
        for field, entries in lists.items():
            for index, entry in enumerate(entries):
                if entry.behavior not in behaviors:
                    issues.append((f"{field}[{index}].behavior", f"there is no behavior “{entry.behavior}”"))
                if not isinstance(entry, FixedSession) and entry.slot not in slots:
                    issues.append((f"{field}[{index}].slot", f"there is no slot “{entry.slot}”"))
        seen: set[tuple[str, int, str]] = set()
        for index, learned in enumerate(self.adherence):
            key = (learned.behavior, learned.day, learned.slot)
            if key in seen:
                issues.append((f"adherence[{index}]", "says the chance of the same place a second time"))
            seen.add(key)
        return issues

    def _grid_issues(self) -> list[Issue]:
        times = [(f"slots[{i}].{end}", getattr(s, end)) for i, s in enumerate(self.slots) for end in ("start", "end")]
        times += [(f"busy[{i}].{end}", getattr(b, end)) for i, b in enumerate(self.busy) for end in ("start", "end")]
        times += [(f"fixed[{i}].start", session.start) for i, session in enumerate(self.fixed)]
        # What was done took as long as it took; what is locked is still a planned length.
        times += [(f"fixed[{i}].minutes", s.minutes) for i, s in enumerate(self.fixed) if s.kind == "locked"]
        if self.not_before is not None:
            times.append(("not_before.time", self.not_before.time))
        sentence = f"must be a multiple of the grid of {self.grid_minutes} minutes"
        return [(path, sentence) for path, minutes in times if minutes % self.grid_minutes]

    def _overlap_issues(self) -> list[Issue]:
        spans = sorted((MINUTES_PER_DAY * f.day + f.start, f.minutes, index) for index, f in enumerate(self.fixed))
        issues: list[Issue] = []
        latest, latest_end = -1, -1
        for start, minutes, index in spans:
            if start < latest_end:
                issues.append((f"fixed[{index}]", f"overlaps fixed[{latest}]"))
            if start + minutes > latest_end:
                latest, latest_end = index, start + minutes
        return issues

    def _later_issues(self) -> list[Issue]:
        """Return what a file of the first edition says in the words of the second."""
        paths = [f"settings.{name}" for name, off in FIRST_SETTINGS.items() if getattr(self.settings, name) != off]
        for index, behavior in enumerate(self.behaviors):
            names = ("weekend_slots", "ideal_time")
            paths += [f"behaviors[{index}].{name}" for name in names if getattr(behavior, name) is not None]
        for index, rule in enumerate(self.rules):
            if isinstance(rule, ScopedRule) and rule.scope.min_energy is not None:
                paths.append(f"rules[{index}].scope.min_energy")
        paths += [f"previous[{index}].start" for index, p in enumerate(self.previous) if p.start is not None]
        paths += ["notice_minutes"] if self.notice_minutes else []
        return [(path, f"needs the format {SECOND_EDITION}") for path in paths]

    def changed(self, **fields: Any) -> "Problem":
        """Return the problem with other values of some fields, validated, and without what is known about this one.

        `model_copy` would not do: it keeps what was worked out from the old values, such as `windows`.
        """
        return Problem(**self._fields() | {"best": None} | fields)

    def changed_unchecked(self, **fields: Any) -> "Problem":
        """Return the same as `changed`, not validated; a caller says why it must be so."""
        return Problem.model_construct(**self._fields() | {"best": None} | fields)

    def smoothed(self) -> "Problem":
        """Return the same week with worth as a smooth function of the minutes."""
        return self if self.curve == "smooth" else self.changed(curve="smooth")

    def as_valued_by(self, engine: str) -> "Problem":
        """Return the week as the plans of an engine value it."""
        return self.smoothed() if engine == SMOOTH else self

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in type(self).model_fields}

    @property
    def first_edition(self) -> bool:
        """Tell whether the week is meant as the first edition of the planning model says."""
        return self.format == FIRST_EDITION

    @property
    def plan_format(self) -> Literal["habitos-plan/1", "habitos-plan/2"]:
        """The format of its plans."""
        return "habitos-plan/1" if self.first_edition else "habitos-plan/2"

    @cached_property
    def behavior_by_id(self) -> Mapping[str, Behavior]:
        """Behaviors by their id, in their order."""
        return {behavior.id: behavior for behavior in self.behaviors}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each behavior in their order, by its id."""
        return {behavior.id: place for place, behavior in enumerate(self.behaviors)}

    def name_of(self, behavior_id: str) -> str:
        """Return the name of a behavior; its id when it is none of the problem's."""
        behavior = self.behavior_by_id.get(behavior_id)
        return behavior_id if behavior is None else behavior.name

    @cached_property
    def active_rules(self) -> tuple[Rule, ...]:
        """The rules that are switched on."""
        return tuple(rule for rule in self.rules if rule.active)

    @property
    def transition(self) -> int:
        """Minutes between neighbours in a window: the transition in whole grid steps."""
        return on_grid(self.transition_minutes, self.grid_minutes)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Where new sessions can lie, in time order."""
        return self.windows_after(self.notice_minutes)

    def windows_after(self, notice: int) -> tuple[Window, ...]:
        """Return where new sessions could lie `notice` minutes from the beginning on."""
        pause = self.transition_minutes
        beside = pause if self.settings.pause_beside_busy else 0
        taken = [(busy.day, busy.start - beside, busy.end + beside) for busy in self.busy]
        taken += [(fixed.day, fixed.start - pause, fixed.end + pause) for fixed in self.fixed]
        first_day = 0
        if self.not_before is not None:
            first_day = self.not_before.day
            taken.append((first_day, 0, self.not_before.time + notice))
        return free_windows(self.slots, taken, grid=self.grid_minutes, transition=pause, first_day=first_day)

    @property
    def first_start(self) -> tuple[int, int] | None:
        """Day and minute at which something new begins at the earliest; None where the whole week is ahead."""
        start = self.not_before
        return None if start is None else (start.day, start.time + self.notice_minutes)

    def too_soon(self, day: int, minute: int) -> bool:
        """Tell whether a place is still ahead, but nearer than the notice."""
        if self.not_before is None:
            return False
        ahead = (day - self.not_before.day) * MINUTES_PER_DAY + minute - self.not_before.time
        return 0 <= ahead < self.notice_minutes

    def without_fixed(self, sessions: Iterable[Session]) -> tuple[Session, ...]:
        """Return the sessions that are not among those fixed here."""
        fixed = {(f.behavior, f.day, f.start) for f in self.fixed}
        grid = self.grid_minutes
        return tuple(s for s in sessions if (s.behavior, s.day, s.start // grid * grid) not in fixed)

    def energy_limit(self, day: int) -> float | None:
        """Energy budget of a day, None when there is none."""
        return self.energy_budget[day] if isinstance(self.energy_budget, tuple) else self.energy_budget

    def is_weekend(self, day: int) -> bool:
        """Tell whether a day of the problem is a Saturday or a Sunday."""
        return (self.week_start.weekday() + day) % len(DAYS) >= SATURDAY

    @property
    def week_end(self) -> date:
        """The last day of the week: before those that it leaves to the next one as a whole, if it is cut."""
        gone = {bar.day for bar in self.busy if bar.title == NEXT_WEEK and bar.end - bar.start == MINUTES_PER_DAY}
        return self.week_start + timedelta(days=max(set(DAYS) - gone, default=0))

    def slot_at(self, minute: int) -> str | None:
        """Return the name of the slot that `minute` of the day falls into."""
        return slot_at(self.slots, minute)


def _under(field: str, issues: list[Issue]) -> list[Issue]:
    return [(f"{field}{path}", sentence) for path, sentence in issues]
