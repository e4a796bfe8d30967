"""Databases, profiles and hypothesis strategies for what is stored."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID, uuid5

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from pydantic import TypeAdapter, ValidationError

from habitos_tui.domain.model.agenda import DatedBusy, PlannedSession, Run, RunSummary, WeeklyBusy
from habitos_tui.domain.model.amount import Unit
from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.base import Identifier, Name
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Note, Skip
from habitos_tui.domain.model.objective import STARTING_OBJECTIVES, Objective
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import FIRST_EDITION, PlanSettings, Problem
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rhythm import usual_target
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    Scope,
    Stack,
    TimeBudget,
)
from habitos_tui.domain.model.tag import Tag
from habitos_tui.domain.model.task import MAX_TASK_MINUTES, Task
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.storage.away import AwayRepository
from habitos_tui.storage.behaviors import BehaviorRepository
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.completions import CompletionRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.offered_reviews import OfferedReviewRepository
from habitos_tui.storage.pauses import PauseRepository
from habitos_tui.storage.plans import PlanRepository
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.promises import PromiseRepository
from habitos_tui.storage.rules import RuleRepository
from habitos_tui.storage.seen_days import SeenDayRepository
from tests.support.hostile import HOSTILE_NAMES
from tests.support.rhythms import rhythms, seasons

MONDAY: Final = date(2026, 11, 23)
NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
_NAMESPACE: Final = UUID("6e3a6c0e-6d7b-4a55-9a3e-5f1b5a0f5a11")


def make_id(name: str) -> UUID:
    """Return the same id for the same name, run after run."""
    return uuid5(_NAMESPACE, name)


@cache
def _template() -> bytes:
    """Return the content of a new database file: copying it is many times faster than making it."""
    with TemporaryDirectory() as directory:
        return open_database(Path(directory)).path.read_bytes()


def open_database(directory: Path) -> Database:
    """Return the database in `directory`, made or opened as the program does."""
    database = Database(directory / "habitos.db")
    database.create_or_open()
    return database


def make_database(directory: Path) -> Database:
    """Return a new database in `directory` that does not wait for the disk."""
    lay_down(directory / "habitos.db")
    database = Database(directory / "habitos.db")
    spare_the_disk(database)
    return database


def lay_down(path: Path, content: bytes | None = None) -> None:
    """Write a database file, a new one without content; nobody may have it open."""
    path.touch(0o600)
    path.write_bytes(_template() if content is None else content)


def spare_the_disk(database: Database) -> None:
    """Let commits of this process not wait for the disk: no test outlives a power cut."""
    with database.connections.connection_context():
        database.connections.pragma("synchronous", 0, permanent=True)


def rows_of(path: Path) -> str:
    """Return everything in a database file, as the statements that would make it."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        return "\n".join(connection.iterdump())


class Room:
    """All repositories of one profile with the starting objectives and the usual slots; new unless it is `known`."""

    def __init__(self, database: Database, name: str = "Ada", *, known: bool = False) -> None:
        self.database = database
        self.profile = Profile(id=make_id(name), name=name, protected=False)
        self.objectives = ObjectiveRepository(database, self.profile.id)
        self.behaviors = BehaviorRepository(database, self.profile.id)
        self.rules = RuleRepository(database, self.profile.id)
        self.calendar = CalendarRepository(database, self.profile.id)
        self.plans = PlanRepository(database, self.profile.id)
        self.completions = CompletionRepository(database, self.profile.id)
        self.away = AwayRepository(database, self.profile.id)
        self.pauses = PauseRepository(database, self.profile.id)
        self.promises = PromiseRepository(database, self.profile.id)
        self.seen_days = SeenDayRepository(database, self.profile.id)
        self.offered_reviews = OfferedReviewRepository(database, self.profile.id)
        if not known:
            with database.unit():
                ProfileRepository(database).add(self.profile, None)
                self.objectives.replace([Objective(name=name, weight=1) for name in STARTING_OBJECTIVES])
                self.calendar.replace_slots(DEFAULT_SLOTS)


def make_room(database: Database) -> Room:
    """Return the room of Ada, who has one behavior, "run"; nobody else may live there, or have the file open."""
    lay_down(database.path, _room())
    return Room(database, known=True)


@cache
def _room() -> bytes:
    """Return the content of a file in which Ada lives, made once per process."""
    with TemporaryDirectory() as directory:
        database = make_database(Path(directory))
        Room(database).behaviors.add(make_behavior())
        return database.path.read_bytes()


def make_behavior(behavior_id: str = "run", name: str | None = None, **fields: object) -> Behavior:
    """Return a behavior of 20 to 40 minutes, three times a week, good for health."""
    usual = {
        "id": behavior_id,
        "name": name or behavior_id.capitalize(),
        "min_minutes": 20,
        "typical_minutes": 30,
        "max_minutes": 40,
        "target_per_week": 3,
        "impacts": {"health": 0.8},
    }
    return Behavior.model_validate(usual | fields)


def make_session(name: str = "s1", day: date = MONDAY, **fields: object) -> PlannedSession:
    """Return a planned run at 07:00 in the morning slot."""
    usual = {"id": make_id(name), "behavior": "run", "day": day, "slot": "morning", "start": 420, "minutes": 30}
    return PlannedSession.model_validate(usual | fields)


def make_completion(name: str = "c1", day: date = MONDAY, **fields: object) -> Completion:
    """Return a run of half an hour done at 07:00 UTC of `day`."""
    usual = {
        "id": make_id(name),
        "behavior": "run",
        "day": day,
        "done_at": datetime(day.year, day.month, day.day, 7, tzinfo=UTC),
        "start": 420,
        "minutes": 30,
        "context": Context(weekday=day.weekday()),
    }
    return Completion.model_validate(usual | fields)


def make_skip(name: str = "k1", day: date = MONDAY, **fields: object) -> Skip:
    """Return a run left out, noted at 20:00 UTC of `day`."""
    recorded_at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    usual = {"id": make_id(name), "behavior": "run", "day": day, "recorded_at": recorded_at, "reason": "rain"}
    return Skip.model_validate(usual | fields)


def make_away(name: str = "a1", first: date = MONDAY, days: int = 1, **fields: object) -> Away:
    """Return a vacation of so many days from `first` on."""
    usual = {"id": make_id(name), "first": first, "last": first + timedelta(days=days - 1), "reason": "vacation"}
    return Away.model_validate(usual | fields)


def make_pause(name: str = "p1", first: date = MONDAY, days: int | None = None, **fields: object) -> Pause:
    """Return a pause of the run of so many days from `first` on, an open one unless they are given."""
    last = None if days is None else first + timedelta(days=days - 1)
    usual = {"id": make_id(name), "behavior": "run", "first": first, "last": last}
    return Pause.model_validate(usual | fields)


def make_busy(name: str = "b1", **fields: object) -> WeeklyBusy:
    """Return work on Mondays from nine to five."""
    usual = {"id": make_id(name), "weekday": 0, "start": 540, "end": 1020, "title": "Work"}
    return WeeklyBusy.model_validate(usual | fields)


def make_dated(name: str = "d1", day: date = MONDAY, **fields: object) -> DatedBusy:
    """Return an hour at the dentist's."""
    usual = {"id": make_id(name), "day": day, "start": 840, "end": 900, "title": "Dentist"}
    return DatedBusy.model_validate(usual | fields)


def make_run(name: str = "r1", week: date = MONDAY, at: datetime = NOON, **fields: object) -> Run:
    """Return an optimization of a week with one behavior and no session."""
    usual = {
        "id": make_id(name),
        "week_start": week,
        "started_at": at,
        "engine": "highs",
        "status": PlanStatus.OPTIMAL,
        "objective": 1.5,
        "bound": 1.5,
        "gap": 0.0,
        "seconds": 0.25,
    }
    problem = Problem(format=FIRST_EDITION, week_start=week, objectives={"health": 1.0}, behaviors=(make_behavior(),))
    return Run(RunSummary.model_validate(usual | fields), problem, Plan(status=PlanStatus.OPTIMAL, objective=1.5))


# Everything the domain allows, NUL, emoji and spaces inside included; surrogates are refused by pydantic.
def _valid(adapter: TypeAdapter[str]) -> SearchStrategy[str]:
    def accepts(text: str) -> bool:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return False
        return True

    return st.one_of(st.sampled_from(HOSTILE_NAMES), st.text(max_size=30)).filter(accepts)


identifiers = _valid(TypeAdapter(Identifier))
names = _valid(TypeAdapter(Name))
notes = _valid(TypeAdapter(Note))
tags = _valid(TypeAdapter(Tag))
units = _valid(TypeAdapter(Unit))
amounts = st.floats(0, 1_000_000, exclude_min=True)
titles = st.text(max_size=200).filter(lambda text: text.isprintable())
clock_times = st.integers(0, 1800)
minutes = st.integers(1, 1440)
weekday_sets = st.sets(st.integers(0, 6), min_size=1).map(tuple)
dates = st.dates(date(1970, 1, 1), date(2999, 12, 31))
moments = st.datetimes(
    datetime.fromisoformat("1970-01-02"),
    datetime.fromisoformat("2999-12-30"),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30)), timezone(timedelta(hours=14))]),
)
weights = st.floats(0, 1_000_000)
factors = st.floats(0, 1000)


def tasks(shortest: int) -> SearchStrategy[Task]:
    """Tasks, done or not, with pieces of at least so many minutes."""
    return st.builds(
        Task,
        due=st.none() | dates,
        total_minutes=st.integers(shortest, MAX_TASK_MINUTES),
        finished=st.none() | dates,
    )


@st.composite
def behaviors(draw: DrawFn, objectives: Sequence[str] = STARTING_OBJECTIVES) -> Behavior:
    """Behaviors with any field at any value, for the given objectives."""
    shortest, typical, longest = sorted(draw(st.tuples(minutes, minutes, minutes)))
    task = draw(st.none() | tasks(shortest))
    rhythm = draw(st.none() | rhythms) if task is None else None
    usual = None if rhythm is None else usual_target(rhythm)
    asked = (1000 if usual is None else usual) if task is None else 0
    max_per_day = draw(st.integers(1, 50))
    max_per_week = draw(st.none() | st.integers(0, 1000)) if task is None and usual is None else None
    most = asked if max_per_week is None else max_per_week
    unit = draw(st.none() | units)
    return Behavior(
        id=draw(identifiers),
        name=draw(names),
        category=draw(identifiers),
        min_minutes=shortest,
        typical_minutes=typical,
        max_minutes=longest,
        energy_cost=draw(st.floats(-10, 10)),
        impacts=draw(st.dictionaries(st.sampled_from(objectives), st.floats(-1, 1))),
        preferred_slots=tuple(draw(st.lists(identifiers, max_size=3, unique=True))),
        weekend_slots=draw(st.none() | st.lists(identifiers, max_size=3, unique=True).map(tuple)),
        strict_slots=draw(st.booleans()),
        ideal_time=draw(st.none() | clock_times),
        weekdays=draw(weekday_sets),
        target_per_week=draw(st.integers(0, asked)) if usual is None else usual,
        min_per_week=draw(st.integers(0, min(most, asked))),
        max_per_week=max_per_week,
        max_per_day=max_per_day,
        min_gap_days=draw(st.integers(0, 6)),
        rhythm=rhythm,
        season=draw(st.none() | seasons) if task is None else None,
        task=task,
        tags=tuple(draw(st.lists(tags, max_size=3))),
        unit=unit,
        amount=None if unit is None else draw(st.none() | amounts),
    )


def _limits(draw: DrawFn, most: int) -> tuple[int | None, int | None]:
    low, high = sorted(draw(st.tuples(st.integers(0, most), st.integers(0, most))))
    return draw(st.sampled_from([(low, high), (low, None), (None, high)]))


def _scope(draw: DrawFn) -> Scope:
    scopes = [Scope(), Scope(category=draw(identifiers)), Scope(behaviors=draw(_some_ids(1)))]
    return draw(st.sampled_from(scopes))


def _some_ids(at_least: int) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(identifiers, min_size=at_least, max_size=4, unique=True).map(tuple)


@st.composite
def rules(draw: DrawFn) -> Rule:
    """Rules of every type, hard and soft, active and not."""
    shared: dict[str, Any] = {
        "id": draw(identifiers),
        "name": draw(titles),
        "active": draw(st.booleans()),
        "penalty": draw(st.none() | weights),
        "days": draw(weekday_sets),
    }
    scoped = shared | {
        "scope": _scope(draw),
        "period": draw(st.sampled_from(["day", "week"])),
        "slot": draw(st.none() | identifiers),
    }
    least, most = _limits(draw, 10_000)
    one, other = draw(_some_ids(2))[:2]
    several = draw(_some_ids(2))
    period, limit = draw(st.sampled_from(["slot", "day", "week"])), draw(st.integers(1, 1000))
    choices: list[Rule] = [
        TimeBudget(**scoped, min_minutes=least, max_minutes=most),
        Frequency(**scoped, min_sessions=least, max_sessions=most),
        DurationBounds(**shared, behavior=one, min_minutes=least, max_minutes=most),
        Precedence(**shared, before=one, after=other, required=draw(st.booleans())),
        MutualExclusion(**shared, behaviors=several, period=period, limit=limit),
        Stack(**shared, first=one, then=other),
    ]
    return draw(st.sampled_from(choices))


@st.composite
def completions(draw: DrawFn, behavior: str = "run") -> Completion:
    """Completions of a behavior, of no planned session."""
    context = Context(
        slot=draw(st.none() | identifiers),
        weekday=draw(st.integers(0, 6)),
        planned_minutes=draw(st.none() | minutes),
        planned_start=draw(st.none() | clock_times),
        energy_before=draw(st.none() | st.integers(1, 5)),
        tags=tuple(draw(st.lists(tags, max_size=3))),
    )
    unit = draw(st.none() | units)
    return Completion(
        id=draw(st.uuids()),
        behavior=behavior,
        day=draw(dates),
        done_at=draw(moments),
        start=draw(clock_times),
        minutes=draw(minutes),
        rating=draw(st.none() | st.integers(1, 5)),
        note=draw(notes),
        amount=None if unit is None else draw(amounts),
        unit=unit,
        context=context,
    )


@st.composite
def absences(draw: DrawFn) -> Away:
    """Absences of any days, for any reason."""
    first, days = draw(dates), draw(st.integers(0, 365))
    return Away(
        id=draw(st.uuids()),
        first=first,
        last=min(first + timedelta(days=days), date(2999, 12, 31)),
        reason=draw(st.sampled_from(AwayReason)),
        note=draw(notes),
    )


@st.composite
def pauses(draw: DrawFn) -> Pause:
    """Pauses of the run, of any days or open."""
    first, days = draw(dates), draw(st.none() | st.integers(0, 800))
    last = None if days is None else min(first + timedelta(days=days), date(2999, 12, 31))
    return Pause(id=draw(st.uuids()), behavior="run", first=first, last=last, note=draw(notes))


@st.composite
def preferences(draw: DrawFn) -> Preferences:
    """Preferences with any field at any value."""
    budget = st.none() | st.floats(0, 10_000)
    return Preferences(
        week_start=draw(st.integers(0, 6)),
        day_end=draw(st.integers(0, 360)),
        grid_minutes=draw(st.sampled_from([5, 10, 15])),
        transition_minutes=draw(st.integers(0, 240)),
        notice_minutes=draw(st.integers(0, 1440)),
        energy_budget=tuple(draw(st.lists(budget, min_size=7, max_size=7))),
        settings=PlanSettings(
            variety=draw(st.floats(0, 0.7)),
            slack=draw(st.floats(0, 1, exclude_max=True)),
            routine=draw(factors),
            balance=draw(factors),
            stability=draw(factors),
            pause_beside_busy=draw(st.booleans()),
        ),
        maximum_undecided=draw(st.booleans()),
        hints=draw(st.booleans()),
    )
