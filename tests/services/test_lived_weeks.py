"""Eight weeks in a row, lived as planned: every task is finished before it is due, or was told not to fit."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, make_behavior, set_clock

FIRST = date(2026, 11, 16)
"""A Monday; the eighth week ends after the new year."""
WEEKS = 8


@dataclass
class Life:
    """Somebody who plans every Monday morning and does what is planned, hour by hour."""

    household: DataDirectory
    space: Workspace
    told: set[str] = field(default_factory=set)
    """Tasks that were said not to fit."""
    late: set[str] = field(default_factory=set)
    """Tasks that were overdue on some day."""

    def at(self, day: date, minute: int) -> None:
        moment = datetime(day.year, day.month, day.day, tzinfo=BERLIN) + timedelta(minutes=minute)
        set_clock(self.household, moment)

    def plan(self, monday: date) -> None:
        self.at(monday, 240)
        planning = self.space.planning
        problem = planning.problem_for(monday, rest=True)
        self.told |= {task.behavior for task in planning.tasks_too_long(problem)}
        plan = planning.solve(problem, SolveOptions(gap=0.1))
        assert plan.usable, (monday, [limit.sentence for limit in plan.conflict])
        planning.adopt(problem, plan, compared_with=planning.sessions(monday))

    def live(self, monday: date) -> None:
        for offset in range(7):
            day = monday + offset * ONE_DAY
            self.at(day, 240)
            self.late |= {state.behavior.id for state in self.space.tasks.all() if state.overdue}
            for session in [s for s in self.space.planning.sessions(monday) if s.day == day]:
                self.do(session)

    def do(self, session: PlannedSession) -> None:
        """Do a session at its time, unless its task was finished before."""
        self.at(session.day, session.start + session.minutes)
        if any(behavior.id == session.behavior for behavior in self.space.behaviors.all()):
            self.space.tracking.done(session.behavior, session=session.id)

    def add(self, name: str, due: date | None, minutes: int, pieces: tuple[int, int] | None = None) -> None:
        self.space.tasks.add(self.space.tasks.document(name, due=due, minutes=minutes, pieces=pieces))


@pytest.fixture
def life(household: DataDirectory) -> Life:
    space = household.open_workspace(household.accounts.create("ana", None, Preferences(grid_minutes=15)))
    set_clock(household, datetime(2026, 11, 16, 4, tzinfo=BERLIN))
    with household.database.unit():
        space.behaviors.add(make_behavior("run", target_per_week=2))
        for weekday in range(7):
            space.busy_time.add_busy(weekday, 0, 17 * 60 if weekday < 5 else 12 * 60)
            space.busy_time.add_busy(weekday, 20 * 60, 24 * 60)
    return Life(household, space)


def test_eight_weeks_of_tasks_are_done_in_time_or_told(life: Life) -> None:
    life.add("In two days", FIRST + 2 * ONE_DAY, 30)
    life.add("In pieces", FIRST + 3 * ONE_WEEK, 480, (30, 90))
    life.add("Some day", None, 60)
    life.add("In long pieces some day", None, 240, (60, 60))
    life.add("Overdue", FIRST - 3 * ONE_DAY, 45)
    life.add("Too long", FIRST + 4 * ONE_DAY, 900, (30, 120))
    life.add("Over the new year", date(2027, 1, 2), 600, (45, 120))
    life.add("On a Monday", FIRST + 4 * ONE_WEEK, 180, (60, 90))
    later = {2: ("Told late", FIRST + 2 * ONE_WEEK + ONE_DAY, 90), 5: ("Before the holidays", date(2026, 12, 24), 240)}
    for number in range(WEEKS):
        monday = FIRST + number * ONE_WEEK
        if number in later:
            life.at(monday, 200)
            life.add(*later[number], (30, 60))
        life.plan(monday)
        life.live(monday)
    done = {state.behavior.id for state in life.space.tasks.all(finished=True)}
    everything = {state.behavior.id for state in life.space.tasks.all()} | done
    assert len(everything) == 10
    assert life.told == {"too-long"}
    assert life.late == {"overdue", "too-long"}
    assert everything == done
    finished = {s.behavior.id: s.task for s in life.space.tasks.all(finished=True)}
    dated = {name: task for name, task in finished.items() if task.due and name not in life.late}
    assert all(task.finished and task.due and task.finished <= task.due for task in dated.values())
