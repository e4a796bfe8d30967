"""What becomes of a run: the thread's closing message, and the states that screens follow."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.dom import DOMNode
from textual.message import Message

from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.ui.app.solver import SolveJob, SolverController, work_on
from habitos_tui.ui.kit.app_context import ContextApp
from habitos_tui.ui.kit.messages import SolveCancelled, SolveFailed, SolveFinished, SolveProgressed, SolveState, Stage

WEEK = date(2026, 11, 23)
PROGRESS = Progress("improve", 1.0, 2.0, 1, 0.5)


def job(solve: Callable[..., Plan]) -> SolveJob:
    return SolveJob(3, WEEK, cast("Any", None), SolveOptions(), cast("Any", SimpleNamespace(solve=solve)))


def answering(status: PlanStatus) -> Callable[..., Plan]:
    def solve(problem: object, options: object, report: Callable[[Progress], None], cancel: object) -> Plan:
        report(PROGRESS)
        return Plan(status=status)

    return solve


def refusing(*_: object) -> Plan:
    raise SolverError("no engine")


@pytest.mark.parametrize(
    ("solve", "last"),
    [
        (answering(PlanStatus.OPTIMAL), SolveFinished),
        (answering(PlanStatus.FEASIBLE), SolveFinished),
        (answering(PlanStatus.INFEASIBLE), SolveFinished),
        (answering(PlanStatus.CANCELLED), SolveCancelled),
        (answering(PlanStatus.TIMED_OUT), SolveCancelled),
        (answering(PlanStatus.FAILED), SolveFailed),
        (refusing, SolveFailed),
    ],
)
def test_a_run_ends_with_one_closing_message(solve: Callable[..., Plan], last: type[Message]) -> None:
    posted: list[Message] = []
    work_on(job(solve), posted.append)
    assert [type(message) for message in posted] == ([] if solve is refusing else [SolveProgressed]) + [last]


def test_followers_hear_of_the_current_run_alone_and_only_while_they_live() -> None:
    solver = SolverController(cast("ContextApp", SimpleNamespace()), lambda: 7.0, lambda _: nullcontext())
    heard: list[tuple[Stage, Progress | None]] = []
    follower = SimpleNamespace(is_running=True)
    solver.follow(cast("DOMNode", follower), lambda before, after: heard.append((after.stage, after.progress)))
    solver._become(SolveState(run_id=3, stage=Stage.RUNNING, started=5.0))
    solver.hear(SolveProgressed(2, PROGRESS))  # of a run before
    solver.hear(SolveProgressed(3, PROGRESS))
    solver.hear(SolveProgressed(3, PROGRESS))  # nothing new
    assert heard == [(Stage.RUNNING, None), (Stage.RUNNING, PROGRESS)]
    assert solver.elapsed == 2.0
    follower.is_running = False
    solver.hear(SolveCancelled(3))
    assert solver.state.stage is Stage.CANCELLED
    assert len(heard) == 2
    solver.hear(SolveProgressed(3, PROGRESS))  # late
    assert solver.state.stage is Stage.CANCELLED


def test_a_thread_says_itself_when_it_is_done_since_a_stalled_app_hears_nothing() -> None:
    now = 7.0
    solver = SolverController(cast("ContextApp", SimpleNamespace()), lambda: now, lambda _: nullcontext())
    seen: list[bool] = []
    threads = [solver._noted(lambda: seen.append(solver.working)) for _ in range(2)]
    assert solver.working
    threads[0]()
    assert solver.working
    now = 9.0
    threads[1]()
    assert (seen, solver.working, solver.worked_until) == ([True, True], False, 9.0)
