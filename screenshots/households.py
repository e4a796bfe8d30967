"""The people in the pictures: the one of the demo in three situations, and nobody yet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Final

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.plan_week import answer
from habitos_tui.planner.reasons import unplaced
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.swaps import with_swaps
from habitos_tui.services.demo.profile import build_demo, demo_problem, live_demo_week
from habitos_tui.services.demo.year import live_demo_year
from habitos_tui.services.planning import Planning

HERE: Final = Path(__file__).parent
PLAN: Final = HERE / "demo-plan.json"
REPLAN: Final = HERE / "demo-replan.json"
THURSDAY: Final = datetime(2026, 11, 26, 15, 20, tzinfo=UTC)
OPTIONS: Final = SolveOptions(gap=0.01, time_limit=60.0)


@dataclass(frozen=True, slots=True)
class Households:
    """Data directories on the Thursday of the pictures, in a folder that goes with them.

    In `demo` somebody is in the middle of the demo week, after a year of others. In `replanned` friends have asked them
    out for the evening, and a week that makes room for it waits to be accepted; in `impossible` they go away over the
    days that a chore is for. In `empty` is nobody.
    """

    first: Path
    """What the others are copies of."""
    demo: DataDirectory
    replanned: DataDirectory
    impossible: DataDirectory
    empty: DataDirectory

    @property
    def ticked(self) -> DataDirectory:
        """The person of `demo` as if the app had never been opened, for a picture that changes something."""
        return _copy(self.first, f"ticked {len(list(self.first.parent.iterdir()))}")


@contextmanager
def households() -> Iterator[Households]:
    """Give the households of the pictures, and remove them at the end."""
    with TemporaryDirectory() as folder:
        first = Path(folder) / "first"
        _fill(_open(first))
        demo, replanned, impossible = (_copy(first, name) for name in ("demo", "replanned", "impossible"))
        _ask_out(replanned)
        _go_away(impossible)
        yield Households(first, demo, replanned, impossible, _open(Path(folder) / "empty"))


def _copy(folder: Path, name: str) -> DataDirectory:
    return _open(Path(shutil.copytree(folder, folder.parent / name)))


@contextmanager
def another_demo() -> Iterator[DataDirectory]:
    """Give the person of `Households.replanned` with a life of their own, to be changed by who has it."""
    with TemporaryDirectory() as folder:
        household = _open(Path(folder))
        _fill(household)
        _ask_out(household)
        yield household


def plan_of(household: DataDirectory) -> Plan:
    """Return the newest plan that the week of the pictures has."""
    planning = _planning(household)
    return planning.run(planning.runs(week=planning.this_week())[0].id).plan


def _open(folder: Path) -> DataDirectory:
    return open_data_directory(folder, create=True, clock=FixedClock(THURSDAY), cost=4, env={})


def _planning(household: DataDirectory) -> Planning:
    return household.open_workspace(household.accounts.profiles()[0]).planning


def _fill(household: DataDirectory) -> None:
    """Have the person of the demo live a year, and this week as far as Thursday."""
    profile = build_demo(household.database, household.clock)
    problem = demo_problem(household.database, profile, household.clock)
    live_demo_week(household.database, profile, household.clock, _retold(problem, PLAN))
    live_demo_year(household.database, profile, household.clock)


def _ask_out(household: DataDirectory) -> None:
    """Take the evening and have the rest of the week planned anew."""
    workspace = household.open_workspace(household.accounts.profiles()[0])
    workspace.busy_time.add_dated(THURSDAY.date(), 17 * 60 + 30, 22 * 60, "Concert with Sam")
    week = workspace.planning.this_week()
    problem = workspace.planning.problem_for(week, rest=True)
    if not REPLAN.exists():
        REPLAN.write_text(written(answer(problem, OPTIONS)), encoding="utf-8")
    workspace.planning.save(week, problem, _retold(problem, REPLAN))


def _go_away(household: DataDirectory) -> None:
    """Give the weekend away on which the flat is to be cleaned, and have the planner say why that cannot be."""
    workspace = household.open_workspace(household.accounts.profiles()[0])
    for later in (2, 3):
        workspace.busy_time.add_dated(THURSDAY.date() + timedelta(days=later), 8 * 60, 23 * 60 + 30, "In the mountains")
    week = workspace.planning.this_week()
    problem = workspace.planning.problem_for(week, rest=True)
    workspace.planning.save(week, problem, answer(problem, OPTIONS))


def _retold(problem: Problem, path: Path) -> Plan:
    """Return a plan that was kept with what the planner says of its sessions today."""
    plan = Plan.model_validate_json(path.read_bytes())
    verification = verify(problem, plan.sessions)
    missing = with_swaps(problem, plan.sessions, unplaced(problem, plan.sessions, verification), Event())
    figures = {"objectives": verification.objectives, "days": verification.days, "unplaced": missing}
    return plan.model_copy(update={"objective": verification.objective, **figures})


def written(plan: Plan) -> str:
    """Return a plan as the files beside this one hold it."""
    return plan.model_dump_json(indent=1) + "\n"
