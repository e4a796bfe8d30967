"""Weeks with canned sessions, for tests of what only shows a week, and the same week stored in a database."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, PlannedSession, SessionState, WeekAgenda
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Profile
from habitos_tui.services.workspace import Workspace
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import BERLIN, WEEK_BEGIN, accept_now, hand_made, placed, set_clock

OFFICE = Path(__file__).parents[1] / "planner" / "instances" / "first-edition" / "office-demo.json"
MONDAY = date(2026, 11, 23)
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 40, tzinfo=BERLIN)

Placing = tuple[str, int, int, int]
"""Behavior, day of the week, start and length in minutes."""

SESSIONS: tuple[Placing, ...] = (
    ("run", 0, 365, 35), ("meditate", 0, 405, 15), ("walk", 0, 725, 20), ("spanish", 0, 755, 20),
    ("deepwork", 0, 1085, 90), ("cook", 0, 1180, 45), ("journal", 0, 1270, 10), ("read", 0, 1285, 30),
    ("strength", 1, 360, 45), ("meditate", 1, 410, 10), ("walk", 1, 725, 20), ("spanish", 1, 750, 10),
    ("course", 1, 1085, 60), ("family", 1, 1150, 30), ("guitar", 1, 1185, 30), ("journal", 1, 1270, 10),
    ("read", 1, 1285, 45), ("run", 2, 365, 35), ("meditate", 2, 405, 15), ("walk", 2, 725, 20),
    ("spanish", 2, 755, 20), ("deepwork", 2, 1085, 90), ("cook", 2, 1180, 45), ("journal", 2, 1270, 10),
    ("read", 2, 1285, 30), ("meditate", 3, 365, 15), ("walk", 3, 725, 20), ("spanish", 3, 755, 20),
    ("course", 3, 1085, 60), ("guitar", 3, 1150, 30), ("budget", 3, 1185, 20), ("read", 3, 1285, 30),
    ("run", 4, 365, 35), ("meditate", 4, 405, 15), ("walk", 4, 725, 20), ("plan", 4, 1025, 30),
    ("friends", 4, 1085, 150), ("read", 4, 1290, 30), ("strength", 5, 420, 60), ("clean", 5, 545, 60),
    ("deepwork", 5, 610, 110), ("walk", 5, 725, 40), ("guitar", 5, 1085, 45), ("cook", 5, 1135, 60),
    ("journal", 5, 1270, 20), ("read", 5, 1295, 60), ("meditate", 6, 420, 30), ("deepwork", 6, 545, 120),
    ("walk", 6, 725, 40), ("family", 6, 1025, 30), ("cook", 6, 1085, 60), ("read", 6, 1285, 60),
)  # fmt: skip
"""A full week of the office demo."""

CROWDED: tuple[Placing, ...] = (
    ("walk", 0, 540, 5), ("journal", 0, 550, 5), ("meditate", 0, 560, 5), ("spanish", 0, 570, 10),
    ("guitar", 0, 585, 5), ("read", 0, 595, 5), ("run", 1, 545, 5), ("walk", 1, 555, 5),
)  # fmt: skip
"""Sessions so short that several share a row of half an hour."""


def office_problem(names: Sequence[str] = ()) -> Problem:
    """Return the office demo's problem; its first behaviors take over `names`."""
    problem = Problem.model_validate_json(OFFICE.read_text(encoding="utf-8"))
    renamed = tuple(
        behavior.model_copy(update={"name": names[index]}) if index < len(names) else behavior
        for index, behavior in enumerate(problem.behaviors)
    )
    return problem.model_copy(update={"week_start": MONDAY, "behaviors": renamed})


def crowded_week(seed: int, many: int = 100) -> tuple[Placing, ...]:
    """Return short sessions, several of them in one half hour, some on top of each other and some over midnight."""
    draw, names = random.Random(seed), sorted(behavior.id for behavior in office_problem().behaviors)
    hours = (6, 7, 7, 9, 12, 12, 17, 18, 18, 19, 21, 23, 24)
    places = {(draw.randrange(7), 60 * draw.choice(hours) + 5 * draw.randrange(12)) for _ in range(many)}
    return tuple((draw.choice(names), day, start, draw.choice((5, 10, 15, 45))) for day, start in sorted(places))


def hostile_names() -> tuple[str, ...]:
    """Return the hostile names that a behavior may bear."""
    return tuple(name[:200] for name in HOSTILE_NAMES if name.strip() and "\ud83d" not in name)


def agenda_week(
    sessions: Sequence[Placing] = SESSIONS,
    *,
    names: Sequence[str] = (),
    now: datetime = WEDNESDAY_NOON,
    planned: bool = True,
) -> WeekAgenda:
    """Return a week in which what began before `now` was done, but for one session skipped and one missed a day."""
    problem = office_problem(names)
    days = tuple(_day(problem, day, [s for s in sessions if s[1] == day], now) for day in range(7))
    return WeekAgenda(MONDAY, days, problem, planned)


def add_office(household: DataDirectory) -> Profile:
    """Create Ana, who lives the office week: what ended before `WEDNESDAY_NOON` is done, but for meals and guitar."""
    profile = household.accounts.create("Ana", None)
    workspace = household.open_workspace(profile)
    objectives = {objective.name for objective in workspace.objectives.all()}
    problem = office_problem()
    for behavior in problem.behaviors:
        impacts = {name: impact for name, impact in behavior.impacts.items() if name in objectives}
        workspace.behaviors.add(behavior.model_copy(update={"impacts": impacts}))
    for busy in problem.busy:
        workspace.busy_time.add_busy(busy.day, busy.start, busy.end, busy.title)
    set_clock(household, WEEK_BEGIN)
    entries = tuple((name, day, format_clock(start), minutes) for name, day, start, minutes in SESSIONS)
    run_id = hand_made(workspace, MONDAY, placed(workspace.slots.all(), entries))
    for session in accept_now(workspace, run_id):
        _live(household, workspace, session)
    set_clock(household, WEDNESDAY_NOON)
    return profile


def _live(household: DataDirectory, workspace: Workspace, session: PlannedSession) -> None:
    begins = household.clock.at(session.day, session.start)
    ends = begins + timedelta(minutes=session.minutes)
    if session.behavior in {"friends", "plan"}:
        workspace.planning.lock(session.id, True)
    if ends > WEDNESDAY_NOON or session.behavior == "guitar":
        return
    set_clock(household, ends + timedelta(minutes=5))
    if session.behavior == "cook":
        workspace.tracking.skip("cook", session=session.id, reason="Ate out with Ann")
        return
    number = session.start // 5
    workspace.tracking.done(
        session.behavior,
        session=session.id,
        at=begins,
        minutes=session.minutes + (5 if number % 3 == 0 else 0),
        rating=number % 6 or None,
        note="Two pages further than planned" if number % 2 else "",
    )


def session_id(day: int, start: int) -> UUID:
    """Return the id that a canned session has."""
    return UUID(int=(day + 1) * 10_000 + start)


def _day(problem: Problem, day: int, sessions: Sequence[Placing], now: datetime) -> DayAgenda:
    items = tuple(_item(problem.behavior_by_id[name], day, start, minutes, now) for name, _, start, minutes in sessions)
    counted = [item for item in items if item.state in {SessionState.PLANNED, SessionState.DONE}]
    return DayAgenda(
        day=MONDAY + timedelta(days=day),
        items=items,
        minutes=sum(item.minutes for item in counted),
        energy=sum(item.behavior.energy_cost for item in counted),
        energy_limit=problem.energy_limit(day),
    )


def _item(behavior: Behavior, day: int, start: int, minutes: int, now: datetime) -> AgendaItem:
    date_of_day = MONDAY + timedelta(days=day)
    begins = datetime.combine(date_of_day, datetime.min.time(), now.tzinfo) + timedelta(minutes=start)
    session = PlannedSession(
        id=session_id(day, start),
        behavior=behavior.id,
        day=date_of_day,
        slot=None,
        start=start,
        minutes=minutes,
        locked=behavior.id in {"friends", "plan"},
    )
    if begins + timedelta(minutes=minutes) > now:
        return AgendaItem(behavior, session, SessionState.PLANNED)
    if behavior.id == "guitar":
        return AgendaItem(behavior, session, SessionState.MISSED)
    if behavior.id == "cook":
        skip = Skip(
            id=UUID(int=session.id.int + 1),
            behavior=behavior.id,
            day=date_of_day,
            recorded_at=begins,
            reason="Ate out with [b]Ann",
            session=session.id,
        )
        return AgendaItem(behavior, session, SessionState.SKIPPED, skip=skip)
    return AgendaItem(behavior, session, SessionState.DONE, completion=_completion(session, begins))


def _completion(session: PlannedSession, begins: datetime) -> Completion:
    number = session.id.int // 5
    return Completion(
        id=UUID(int=session.id.int + 2),
        behavior=session.behavior,
        day=session.day,
        done_at=begins,
        start=session.start,
        minutes=session.minutes + (5 if number % 3 == 0 else 0),
        rating=number % 6 or None,
        note="Felt [red]great" if number % 2 else "",
        session=session.id,
        context=Context(weekday=session.day.weekday(), planned_minutes=session.minutes, planned_start=session.start),
    )
