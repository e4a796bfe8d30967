"""A profile to try everything on: an office worker with sixteen behaviors, eight rules and a full calendar."""

from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Final
from uuid import uuid4

from habitos_tui.clock import Clock, FixedClock
from habitos_tui.domain.model.agenda import PlannedSession, WeeklyBusy
from habitos_tui.domain.model.base import FrozenModel
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import Busy, Slot
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import open_workspace
from habitos_tui.storage.database import Database

DEMO_NAME: Final = "demo"
DEMO_SOLVE: Final = SolveOptions(gap=0.01, time_limit=20.0)
DEMO_RATINGS: Final = (4, 5, 3, None, 5, 4, 2)
"""What the sessions of the days gone by were rated, in turn; every eighth was skipped."""


class DemoData(FrozenModel):
    """Everything in the profile; the days of `busy` are weekdays, Monday = 0."""

    preferences: Preferences
    slots: tuple[Slot, ...]
    objectives: tuple[Objective, ...]
    busy: tuple[Busy, ...]
    behaviors: tuple[Behavior, ...]
    rules: tuple[Rule, ...]


def demo_data() -> DemoData:
    """Return what comes with the package."""
    text = files("habitos_tui.services.demo").joinpath("data/office-demo.json").read_text(encoding="utf-8")
    return DemoData.model_validate_json(text)


def build_demo(database: Database, clock: Clock) -> Profile:
    """Create the profile "demo", without a password and with nothing planned yet; it must not exist already."""
    data = demo_data()
    with database.unit():
        profile = Accounts(database, clock).create(DEMO_NAME, None, data.preferences)
        store = Store.of(database, profile, clock)
        store.objectives.replace(data.objectives)
        store.calendar.replace_slots(data.slots)
        store.calendar.replace_busy(
            tuple(WeeklyBusy(id=uuid4(), weekday=b.day, start=b.start, end=b.end, title=b.title) for b in data.busy)
        )
        for behavior in data.behaviors:
            store.behaviors.add(behavior)
        for rule in data.rules:
            store.rules.add(rule)
        store.journal.forget()
    return profile


def demo_problem(database: Database, profile: Profile, clock: Clock) -> Problem:
    """Return what there is to plan in the week that `clock` is in, from its first day."""
    planning, first = _before_week(database, profile, clock)
    return planning.problem_for(first)


def live_demo_week(database: Database, profile: Profile, clock: Clock, plan: Plan | None = None) -> None:
    """Plan the week that `clock` is in from its first day, and live it up to now: most done and rated, some skipped.

    Takes as long as solving the week does, unless its `plan` is given.
    """
    now = clock.now()
    planning, first = _before_week(database, profile, clock)
    problem = planning.problem_for(first)
    run = planning.save(first, problem, plan or planning.solve(problem, DEMO_SOLVE))
    sessions = planning.accept(run.summary.id, compared_with=planning.sessions(first))
    over = [s for s in sessions if clock.at(s.day, s.start + s.minutes) <= now]
    for place, session in enumerate(over):
        _live(database, profile, clock, session, place)
    open_workspace(database, profile, clock).history.forget()


def _before_week(database: Database, profile: Profile, clock: Clock) -> tuple[Planning, date]:
    """Return the planning of the moment in which the week that `clock` is in begins, and its first day."""
    first = open_workspace(database, profile, clock).planning.this_week()
    then = FixedClock(clock.at(first, profile.preferences.day_end))
    return open_workspace(database, profile, then).planning, first


def _live(database: Database, profile: Profile, clock: Clock, session: PlannedSession, place: int) -> None:
    end: datetime = clock.at(session.day, session.start + session.minutes)
    tracking = open_workspace(database, profile, FixedClock(end + timedelta(minutes=1))).tracking
    if place % 8 == 7:
        tracking.skip(session.behavior, reason="No time left", session=session.id)
    else:
        tracking.done(
            session.behavior,
            at=clock.at(session.day, session.start),
            rating=DEMO_RATINGS[place % len(DEMO_RATINGS)],
            session=session.id,
        )
