"""What tools answer where no document of the command line fits: proposed plans, reasons, figures, the frame."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel


class Place(BaseModel):
    """A session at its place; times are of that day on the wall clock."""

    behavior: str
    name: str
    day: date
    start: str
    end: str
    minutes: int
    slot: str | None


class ProposedWeek(BaseModel):
    """A plan that was found, and what accepting it would change."""

    proposal: str | None
    week_start: date
    outcome: str
    status: str
    points: float | None
    gap: float | None
    sessions: tuple[Place, ...]
    changes: tuple[str, ...]
    shortcomings: tuple[str, ...]


class AcceptedWeek(BaseModel):
    """A week whose plan was accepted."""

    week_start: date
    sessions: int
    change: str


class Elsewhere(BaseModel):
    """Another place of a session, and what it costs to have it there."""

    day: date
    slot: str
    points: float


class Answer(BaseModel):
    """Why something is, or is not, at a place of a plan."""

    behavior: str
    week_start: date
    day: date | None
    slot: str | None
    sentence: str
    reason: str
    cost_points: float | None
    cost_at_least: float | None
    cost_at_most: float | None
    place: Place | None
    gives_way: tuple[str, ...]
    limits: tuple[str, ...]
    chance: float | None
    worth_points: float | None
    next_best: Elsewhere | None
    complete: bool


class BehaviorFigures(BaseModel):
    """How one behavior goes."""

    behavior: str
    name: str
    archived: bool
    strength: float
    streak: int | None
    best_streak: int | None
    streak_period: str | None
    done: int
    counted: int
    planned_minutes: float | None
    took_minutes: float | None


class WeekFigures(BaseModel):
    """What was done in one week."""

    week_start: date
    sessions: int
    minutes: int
    rating: float | None
    energy_share: float | None


class ObjectiveFigures(BaseModel):
    """How far an objective is served."""

    objective: str
    reached: float | None
    sessions: int
    minutes: int


class Figures(BaseModel):
    """What the log says about some days."""

    first: date
    last: date
    sessions: int
    minutes: int
    behaviors: tuple[BehaviorFigures, ...]
    objectives: tuple[ObjectiveFigures, ...]
    weeks: tuple[WeekFigures, ...]
    best: tuple[str, ...]
    hardest: tuple[str, ...]


class SlotSpan(BaseModel):
    """A named part of every day."""

    name: str
    start: str
    end: str


class RuleLine(BaseModel):
    """A rule in words."""

    id: str
    sentence: str
    active: bool


class AwayDays(BaseModel):
    """Days of absence."""

    first: date
    last: date
    reason: str
    note: str


class PersonFrame(BaseModel):
    """Whose week it is, what the time is, and what weeks are made of."""

    name: str
    now: str
    today: date
    this_week: date
    weeks_begin_on: str
    slots: tuple[SlotSpan, ...]
    objectives: dict[str, float]
    energy_budget: tuple[float | None, ...]
    rules: tuple[RuleLine, ...]
    away: tuple[AwayDays, ...]
