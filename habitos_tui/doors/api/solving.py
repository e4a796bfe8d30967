"""Searches for plans that are going on, each in a process of its own, and those of a while ago.

What was found becomes a run in the history, a proposal: nothing is planned before it is accepted.
"""

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

from anyio import to_thread

from habitos_tui.cli.agenda import moment_text
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.doors.api.problems import ProblemError
from habitos_tui.doors.api.worker import STOP
from habitos_tui.errors import HabitosError, NotFoundError
from habitos_tui.services.planning import Planning

COMMAND: Final = [sys.executable, "-I", "-m", "habitos_tui.doors.api.worker"]
MOST_AT_ONCE: Final = 2
"""That all people together may have going on: each uses two processors."""
KEPT: Final = 20
"""Searches of one person that are remembered once they are over."""
_GRACE_SECONDS: Final = 60.0
"""Beyond its time limit, for reasons and repairs, before a process is ended."""
_LONGEST_LINE: Final = 64 * 1024 * 1024
_RETRY_SECONDS: Final = 15


class SolveState(StrEnum):
    """How far a search is."""

    RUNNING = "running"
    PROPOSED = "proposed"
    """There is a plan, to be accepted."""
    IMPOSSIBLE = "impossible"
    """No week keeps all the limits; the run in the history says which clash."""
    NOTHING = "nothing"
    """It was stopped, or its time was up, before there was a plan."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved, for whom, and what the week holds meanwhile."""

    owner: UUID
    planning: Planning
    problem: Problem
    before: tuple[PlannedSession, ...]
    options: SolveOptions


@dataclass(slots=True)
class Solve:
    """A search."""

    task: Task
    begun_at: datetime
    id: UUID = field(default_factory=uuid4)
    state: SolveState = SolveState.RUNNING
    progress: dict[str, Any] | None = None
    plan: UUID | None = None
    """The run in the history that holds what was found."""
    message: str = ""
    process: asyncio.subprocess.Process | None = None
    follower: asyncio.Task[None] | None = None
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    stopped: bool = False

    @property
    def week(self) -> date:
        """The first day of its week."""
        return self.task.problem.week_start

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "id": str(self.id),
            "week_start": self.week.isoformat(),
            "begun_at": moment_text(self.begun_at),
            "engine": self.task.options.engine,
            "state": self.state.value,
            "progress": self.progress,
            "plan": None if self.plan is None else str(self.plan),
            "message": self.message,
        }


class Solves:
    """The searches of everybody."""

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = command or COMMAND
        self._known: list[Solve] = []

    def of(self, owner: UUID) -> tuple[Solve, ...]:
        """Return the searches of a person, the newest first."""
        return tuple(solve for solve in reversed(self._known) if solve.task.owner == owner)

    def get(self, owner: UUID, solve_id: UUID) -> Solve:
        """Return a search of a person; NotFoundError for another's, too."""
        found = next((solve for solve in self.of(owner) if solve.id == solve_id), None)
        if found is None:
            raise NotFoundError("There is no such search, or no longer.", hint="Plans stay in the history.")
        return found

    def compared_with(self, owner: UUID, run: UUID) -> tuple[PlannedSession, ...] | None:
        """Return what the week of a plan held when the search for it began; None where that is not known."""
        return next((solve.task.before for solve in self.of(owner) if solve.plan == run), None)

    async def start(self, task: Task, now: datetime) -> Solve:
        """Begin a search; ProblemError where that is one too many."""
        running = [solve for solve in self._known if solve.state is SolveState.RUNNING]
        if any(solve.task.owner == task.owner for solve in running):
            raise ProblemError(
                HTTPStatus.CONFLICT, "A search of yours is going on.", title="One at a time", hint="Stop it first."
            )
        if len(running) >= MOST_AT_ONCE:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE, "The searches of others take all there is.", retry=_RETRY_SECONDS
            )
        solve = Solve(task, now)
        self._known.append(solve)
        self._forget_oldest(task.owner)
        solve.follower = asyncio.create_task(self._follow(solve))
        return solve

    async def stop(self, solve: Solve) -> None:
        """Let a search end with the best plan so far; one that is over stays as it is."""
        solve.stopped = True
        if solve.state is SolveState.RUNNING and solve.process is not None:
            await _say(solve.process, STOP)

    async def close(self) -> None:
        """End every search at once and wait until nothing of it is left."""
        for solve in self._known:
            if solve.follower is not None:
                solve.follower.cancel()
        followers = [solve.follower for solve in self._known if solve.follower is not None]
        await asyncio.gather(*followers, return_exceptions=True)

    def _forget_oldest(self, owner: UUID) -> None:
        for solve in self.of(owner)[KEPT:]:
            if solve.state is not SolveState.RUNNING:
                self._known.remove(solve)

    async def _follow(self, solve: Solve) -> None:
        """Run a search and keep what comes of it."""
        try:
            limit = (solve.task.options.time_limit or 0) + _GRACE_SECONDS
            plan = await asyncio.wait_for(self._solved(solve), limit)
            solve.state, solve.plan = await _kept(solve.task, plan)
        except TimeoutError:
            solve.state, solve.message = SolveState.FAILED, "The search did not end in time."
        except _FailedError as error:
            solve.state, solve.message = SolveState.FAILED, str(error)
        except Exception as error:  # noqa: BLE001 - whoever waits is told that it failed, whatever it was
            solve.state, solve.message = SolveState.FAILED, "What was found could not be kept."
            why = error.message if isinstance(error, HabitosError) else type(error).__name__
            print(f"A search failed: {why}", file=sys.stderr, flush=True)
        finally:
            await _tell(solve)

    async def _solved(self, solve: Solve) -> Plan:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            limit=_LONGEST_LINE,
        )
        solve.process = process
        try:
            problem = json.loads(solve.task.problem.model_dump_json())
            await _say(process, json.dumps({"problem": problem, "options": asdict(solve.task.options)}))
            if solve.stopped:
                await _say(process, STOP)
            return await _answer(solve, process)
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


class _FailedError(Exception):
    """A search found nothing out; its text says why."""


async def _answer(solve: Solve, process: asyncio.subprocess.Process) -> Plan:
    """Read what a process tells until its plan is there."""
    stream = process.stdout
    while stream is not None and (line := await stream.readline()):
        told = json.loads(line)
        if "plan" in told:
            return Plan.model_validate_json(json.dumps(told["plan"]))
        if "failed" in told:
            raise _FailedError(told["failed"]["message"])
        solve.progress = told["progress"]
        await _tell(solve)
    raise _FailedError("The process that searched ended without an answer.")


async def _kept(task: Task, plan: Plan) -> tuple[SolveState, UUID | None]:
    """Keep a plan in the history; return what it means and where it is."""
    if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
        return SolveState.NOTHING, None
    run = await to_thread.run_sync(lambda: task.planning.save(task.problem.week_start, task.problem, plan))
    return (SolveState.PROPOSED if plan.usable else SolveState.IMPOSSIBLE), run.summary.id


async def _say(process: asyncio.subprocess.Process, line: str) -> None:
    if process.stdin is not None:
        with suppress(ConnectionError):  # it has ended meanwhile, and whoever reads it will know
            process.stdin.write(f"{line}\n".encode())
            await process.stdin.drain()


async def _tell(solve: Solve) -> None:
    async with solve.changed:
        solve.changed.notify_all()
