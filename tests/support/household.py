"""People to test with, each in a directory of their own, at a moment that stands still.

It is Wednesday 25 November 2026, nine in the morning, in Berlin; the week began on Monday the 23rd.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rule import MutualExclusion, Precedence, Stack, TimeBudget
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot, slot_at
from habitos_tui.paths import Paths
from habitos_tui.planner.verification.verify import verify
from habitos_tui.services.workspace import Workspace
from tests.support.hostile import HOSTILE_NAMES
from tests.support.storage import lay_down, spare_the_disk

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (24, 25, 26, 27))
SUNDAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
WEEK_BEGIN = datetime(2026, 11, 23, 4, 0, tzinfo=BERLIN)

PASSWORD = "correct horse"
CHEAP = 4
"""The least work bcrypt accepts."""


def make_household(directory: Path, now: datetime = NOW) -> DataDirectory:
    """Return a new household below `directory`, without profiles, its clock standing at `now`."""
    paths = Paths.default(directory / "data", {})
    paths.ensure()
    lay_down(paths.database)
    household = open_data_directory(paths.root, create=True, clock=FixedClock(now), cost=CHEAP, env={})
    spare_the_disk(household.database)
    return household


@cache
def _prepared(create: Callable[..., Profile], *arguments: object) -> tuple[bytes, Profile]:
    """Return the database of a household in which only this person lives, made once per process."""
    with TemporaryDirectory() as directory:
        household = make_household(Path(directory))
        with household.database.unit():  # one commit instead of fifty
            profile = create(household, *arguments)
        return household.database.path.read_bytes(), profile


def moved_in(household: DataDirectory, create: Callable[..., Profile], *arguments: object) -> Profile:
    """Let somebody move in: as a copy where nobody lives yet, at the usual moment."""
    if household.accounts.profiles() or household.clock.now() != NOW:
        with household.database.unit():
            return create(household, *arguments)
    content, profile = _prepared(create, *arguments)
    lay_down(household.database.path, content)
    return profile


def set_clock(household: DataDirectory, moment: datetime) -> None:
    """Move the household's clock."""
    assert isinstance(household.clock, FixedClock)
    household.clock.moment = moment


def make_behavior(behavior_id: str = "run", **fields: object) -> Behavior:
    """Return a behavior with plain figures."""
    plain: dict[str, object] = {
        "id": behavior_id,
        "name": behavior_id.capitalize(),
        "min_minutes": 15,
        "typical_minutes": 30,
        "max_minutes": 60,
        "target_per_week": 3,
        "impacts": {"health": 0.5},
    }
    return Behavior.model_validate(plain | fields)


BEHAVIORS = (
    make_behavior(
        "run",
        name="Morning run",
        category="health",
        energy_cost=4,
        impacts={"health": 0.9, "wellness": 0.4},
        preferred_slots=("early_morning",),
        min_gap_days=1,
        max_per_week=4,
    ),
    make_behavior(
        "meditate",
        name="Meditation",
        category="mindfulness",
        min_minutes=5,
        typical_minutes=15,
        max_minutes=30,
        energy_cost=-1,
        impacts={"wellness": 0.8},
        target_per_week=7,
    ),
    make_behavior(
        "deepwork",
        name="Deep work",
        category="productivity",
        min_minutes=45,
        typical_minutes=90,
        max_minutes=180,
        energy_cost=5,
        impacts={"productivity": 1.0, "learning": 0.4, "social": -0.1},
        preferred_slots=("morning", "evening"),
        target_per_week=4,
    ),
    make_behavior(
        "read",
        name="Reading",
        category="learning",
        energy_cost=1,
        impacts={"learning": 0.6, "wellness": 0.4},
        preferred_slots=("night",),
        strict_slots=True,
        target_per_week=5,
    ),
    make_behavior(
        "friends",
        name="Meet friends",
        category="social",
        min_minutes=60,
        typical_minutes=120,
        max_minutes=240,
        energy_cost=2,
        impacts={"social": 1.0, "wellness": 0.5},
        preferred_slots=("evening",),
        target_per_week=1,
        max_per_week=2,
    ),
)

RULES = (
    TimeBudget(id="workdays", period="day", days=(0, 1, 2, 3, 4), max_minutes=240),
    MutualExclusion(id="one-effort", behaviors=("run", "friends"), period="day"),
    Precedence(id="calm-first", before="meditate", after="deepwork", required=False, penalty=2.5),
)

PLAN = (
    ("run", 0, "05:30", 35),
    ("meditate", 0, "06:10", 15),
    ("deepwork", 0, "19:00", 90),
    ("meditate", 1, "06:00", 15),
    ("read", 1, "21:30", 30),
    ("run", 2, "05:30", 35),
    ("meditate", 2, "07:00", 15),
    ("deepwork", 2, "19:00", 90),
    ("read", 2, "21:30", 30),
    ("meditate", 3, "06:00", 15),
    ("friends", 4, "18:30", 120),
    ("run", 5, "09:00", 45),
    ("read", 6, "21:00", 60),
)
"""Behavior, days since Monday, start, minutes."""


def accept_now(workspace: Workspace, run_id: UUID) -> tuple[PlannedSession, ...]:
    """Accept a run over its week as it is now."""
    week = workspace.planning.run(run_id).problem.week_start
    return workspace.planning.accept(run_id, compared_with=workspace.planning.sessions(week))


def hand_made(workspace: Workspace, week: date, sessions: tuple[Session, ...]) -> UUID:
    """Save a run whose plan holds just these sessions, its figures those of the verifier; return its id."""
    problem = workspace.planning.problem_for(week)
    verdict = verify(problem, sessions)
    plan = Plan(
        problem=problem.name,
        status=PlanStatus.OPTIMAL,
        objective=verdict.objective,
        bound=verdict.objective * 1.002,
        gap=0.002,
        seconds=0.5,
        engine="highs",
        sessions=sessions,
        objectives=verdict.objectives,
        days=verdict.days,
    )
    return workspace.planning.save(week, problem, plan).summary.id


def placed(slots: tuple[Slot, ...], entries: tuple[tuple[str, int, str, int], ...]) -> tuple[Session, ...]:
    """Return sessions for (behavior, day, start, minutes); each start must lie in a slot."""
    return tuple(
        Session.model_validate(
            {"behavior": behavior, "day": day, "start": start, "minutes": minutes, "slot": _slot(slots, start)}
        )
        for behavior, day, start, minutes in entries
    )


def _slot(slots: tuple[Slot, ...], start: str) -> str | None:
    hours, minutes = start.split(":")
    return slot_at(slots, int(hours) * 60 + int(minutes))


def add_alice(household: DataDirectory, password: str | None = None, *, planned: bool = True) -> Profile:
    """Create alice: five behaviors, three rules, office hours, and unless `planned` is off an accepted week.

    She ran on Monday (five stars), meditated on Tuesday, skipped Tuesday's reading, and missed the rest until today.
    """
    return moved_in(household, _create_alice, password, planned)


def _create_alice(household: DataDirectory, password: str | None, planned: bool) -> Profile:
    profile = household.accounts.create("alice", password)
    workspace = household.open_workspace(profile)
    for behavior in BEHAVIORS:
        workspace.behaviors.add(behavior)
    for rule in RULES:
        workspace.rules.add(rule)
    for weekday in range(5):
        workspace.busy_time.add_busy(weekday, 8 * 60 + 30, 17 * 60 + 15, "Work")
    if planned:
        _live_through_monday_and_tuesday(household, workspace)
    return profile


def _live_through_monday_and_tuesday(household: DataDirectory, workspace: Workspace) -> None:
    now = household.clock.now()
    set_clock(household, WEEK_BEGIN)
    run_id = hand_made(workspace, MONDAY, placed(DEFAULT_SLOTS, PLAN))
    planned = accept_now(workspace, run_id)
    set_clock(household, NOW.replace(day=24, hour=22, minute=30))
    by_place = {(session.behavior, session.day): session.id for session in planned}
    workspace.tracking.done("run", session=by_place["run", MONDAY], rating=5, note="Cold and clear")
    workspace.tracking.done("meditate", session=by_place["meditate", TUESDAY], at=_at(TUESDAY, 6, 5), minutes=10)
    workspace.tracking.skip("read", session=by_place["read", TUESDAY], reason="Too tired")
    set_clock(household, now)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def add_hostile(household: DataDirectory) -> Profile:
    """Create a profile in which everything that can carry a name carries one that has broken a terminal before."""
    return moved_in(household, create_hostile)


def create_hostile(household: DataDirectory) -> Profile:
    """Create the one of `add_hostile`."""
    profile = household.accounts.create("hostile", None, Preferences(week_start=6))
    _fill_with_hostile_names(household, household.open_workspace(profile))
    return profile


def _fill_with_hostile_names(household: DataDirectory, workspace: Workspace) -> None:
    names = cycle(_usable_names())
    slots = tuple(Slot(name=_identifier(names), start=slot.start, end=slot.end) for slot in workspace.slots.all())
    workspace.slots.save(slots)
    objectives = tuple(Objective(name=_identifier(names), weight=weight) for weight in (40, 30, 20, 10))
    workspace.objectives.replace(objectives)
    for index, name in enumerate(_usable_names()):
        workspace.behaviors.add(_hostile_behavior(workspace, index, name))
    _add_hostile_rules(workspace, names)
    for weekday in range(7):
        workspace.busy_time.add_busy(weekday, 12 * 60, 13 * 60, next(names))
    _plan_hostile_week(household, workspace, names)


def _usable_names() -> list[str]:
    """Return the hostile names that a behavior may have, each once."""
    usable = []
    for name in HOSTILE_NAMES:
        try:
            usable.append(make_behavior("x", name=name[:200]).name)
        except ValidationError:
            continue
    return usable


def _identifier(names: Iterator[str]) -> str:
    """Return the next name that may also name a slot or an objective."""
    while True:
        name = next(names)[:100]
        try:
            return Slot(name=name, start=0, end=60).name
        except ValidationError:
            continue


def _hostile_behavior(workspace: Workspace, index: int, name: str) -> Behavior:
    slots, objectives = workspace.slots.all(), workspace.objectives.all()
    objective = objectives[index % len(objectives)].name
    return make_behavior(
        workspace.behaviors.new_id(name),
        name=name,
        category=("health", "productivity", "learning", objective)[index % 4],
        impacts={objective: 0.5},
        preferred_slots=(slots[index % len(slots)].name,),
    )


def _add_hostile_rules(workspace: Workspace, names: Iterator[str]) -> None:
    ids = [behavior.id for behavior in workspace.behaviors.all()]
    slot = workspace.slots.all()[1].name
    rules = (
        TimeBudget(id="r1", name=next(names)[:200], period="day", slot=slot, max_minutes=240),
        Stack(id="r2", name=next(names)[:200], first=ids[0], then=ids[1]),
        MutualExclusion(id="r3", name=next(names)[:200], behaviors=tuple(ids[2:9]), period="day", penalty=3),
    )
    for rule in rules:
        workspace.rules.add(rule)


def _plan_hostile_week(household: DataDirectory, workspace: Workspace, names: Iterator[str]) -> None:
    """Plan two sessions a day, of behavior after behavior, then do, skip or miss those until today."""
    now = household.clock.now()
    set_clock(household, WEEK_BEGIN.replace(day=22))
    ids = cycle([behavior.id for behavior in workspace.behaviors.all()][9:])
    entries = tuple((next(ids), day, start, 45) for day in range(7) for start in ("07:30", "18:00"))
    week = workspace.planning.this_week()
    run_id = hand_made(workspace, week, placed(workspace.slots.all(), entries))
    planned = accept_now(workspace, run_id)
    set_clock(household, NOW.replace(hour=8, minute=45))
    for index, session in enumerate(s for s in planned if s.day < WEDNESDAY):
        if index % 3 == 0:
            workspace.tracking.done(session.behavior, session=session.id, rating=index % 5 + 1, note=next(names))
        elif index % 3 == 1:
            workspace.tracking.skip(session.behavior, session=session.id, reason=next(names))
    set_clock(household, now)
