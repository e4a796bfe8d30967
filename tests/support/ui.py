"""The app on a data directory, with planning that answers at once with what a test wants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.clock import Clock
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.planning.alternatives import Front, NamedPlan, WholeFront
from habitos_tui.domain.planning.limit_price import LimitPrices
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Explanation
from habitos_tui.planner.verification.verify import verify
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.backups import Backups
from habitos_tui.services.planning import Planning
from habitos_tui.services.questions import Questions
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace
from habitos_tui.settings import SettingsFile
from habitos_tui.ui.app.app import HabitosApp
from tests.support.household import PLAN, placed
from tests.support.keys import unstated

AppPilot = Pilot[int]


def canned_plan(problem: Problem, status: PlanStatus = PlanStatus.OPTIMAL) -> Plan:
    """Return the week of the test household as the answer to `problem`, from its first possible day on."""
    first = 0 if problem.not_before is None else problem.not_before.day + 1
    known = {behavior.id for behavior in problem.behaviors}
    entries = tuple(entry for entry in PLAN if entry[1] >= first and entry[0] in known)
    sessions = placed(problem.slots, entries)
    verdict = verify(problem, sessions)
    return Plan(
        status=status,
        objective=verdict.objective,
        bound=verdict.objective * 1.004,
        gap=0.004,
        seconds=1.5,
        engine="highs",
        sessions=sessions,
        objectives=verdict.objectives,
        days=verdict.days,
    )


@dataclass
class Script:
    """What a solver is to do: report these, wait until let go or cancelled, then answer (an exception is raised)."""

    progress: Sequence[Progress] = ()
    wait: bool = False
    answer: Callable[[Problem], Plan | Exception] = canned_plan
    released: Event = field(default_factory=Event)
    cancels: list[Event] = field(default_factory=list)
    """The cancel event of every run, in order."""
    asked: list[SolveOptions] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What each run was to solve."""
    why: Callable[..., Explanation] | None = None
    """Answers questions about a place; the planner does where there is none. The same for those below."""
    prices: Callable[[Event], LimitPrices] | None = None
    plans: Callable[[Event], tuple[NamedPlan, ...]] | None = None
    front: Callable[[Callable[[Front], object], Event], Front] | None = None
    whole_front: Callable[[], WholeFront] | None = None


class ScriptedPlanning(Planning):
    """Planning whose solver follows a script."""

    def __init__(self, store: Store, script: Script) -> None:
        super().__init__(store)
        self.script = script

    def solve(
        self,
        problem: Problem,
        options: SolveOptions | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancel: Event | None = None,
    ) -> Plan:
        assert cancel is not None
        self.script.cancels.append(cancel)
        self.script.asked.append(options or SolveOptions())
        self.script.problems.append(problem)
        for progress in self.script.progress:
            if on_progress is not None:
                on_progress(progress)
        while self.script.wait and not cancel.is_set() and not self.script.released.wait(0.01):
            pass
        answer = self.script.answer(problem)
        if isinstance(answer, Exception):
            raise answer
        return answer


class ScriptedQuestions(Questions):
    """Questions answered as a script says; by the planner where it says nothing."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def explain(self, *args: Any, **kwargs: Any) -> Explanation:
        return (self.script.why or super().explain)(*args, **kwargs)

    def prices(
        self,
        problem: Problem,
        sessions: Sequence[Session],
        cancel: Event | None = None,
        *,
        bound: float | None = None,
    ) -> LimitPrices:
        if self.script.prices is None:
            return super().prices(problem, sessions, cancel, bound=bound)
        return self.script.prices(cancel or Event())

    def front(
        self,
        problem: Problem,
        names: tuple[str, str],
        current: Sequence[Session] = (),
        on_point: Callable[[Front], object] = lambda front: None,
        cancel: Event | None = None,
    ) -> Front:
        if self.script.front is None:
            return super().front(problem, names, current, on_point, cancel)
        return self.script.front(on_point, cancel or Event())

    def whole_front(
        self,
        problem: Problem,
        current: Sequence[Session] = (),
        on_front: Callable[[WholeFront], object] = lambda front: None,
        cancel: Event | None = None,
    ) -> WholeFront:
        if self.script.whole_front is None:
            return super().whole_front(problem, current, on_front, cancel)
        return self.script.whole_front()

    def named_plans(
        self, problem: Problem, current: Sequence[Session] = (), cancel: Event | None = None
    ) -> tuple[NamedPlan, ...]:
        if self.script.plans is None:
            return super().named_plans(problem, current, cancel)
        return self.script.plans(cancel or Event())


@dataclass(frozen=True)
class ScriptedDirectory:
    """A data directory whose workspaces plan by script."""

    household: DataDirectory
    script: Script

    @property
    def accounts(self) -> Accounts:
        return self.household.accounts

    @property
    def clock(self) -> Clock:
        return self.household.clock

    @property
    def backups(self) -> Backups:
        return self.household.backups

    def back_up(self, target: Path | None = None) -> Path:
        return self.household.back_up(target)

    @property
    def is_open(self) -> bool:
        return self.household.is_open

    def open(self) -> None:
        self.household.open()

    def check_pages(self) -> None:
        self.household.check_pages()

    def on_wait(self, told: Callable[[float], object]) -> None:
        self.household.on_wait(told)

    def open_settings(self) -> SettingsFile:
        return self.household.open_settings()

    def open_workspace(self, profile: Profile) -> Workspace:
        workspace = self.household.open_workspace(profile)
        store = Store.of(self.household.database, profile, self.household.clock)
        workspace.planning = ScriptedPlanning(store, self.script)
        workspace.questions = ScriptedQuestions(self.script)
        return workspace


def make_app(
    household: DataDirectory, profile: Profile | None = None, *, script: Script | None = None, name: str | None = None
) -> HabitosApp:
    """Return the app, its solver scripted if `script` is given; its monotonic clock stands still."""
    home = household if script is None else ScriptedDirectory(household, script)
    return HabitosApp(home, name, auto_login=profile, remote=True, few_colors=False, light=False, monotonic=lambda: 0.0)


async def settle(pilot: AppPilot) -> None:
    """Wait until workers are done and everything they set in motion is on the screen."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    if pilot.app.is_running and pilot.app.screen_stack:
        assert not unstated(pilot.app.screen), (
            f"{type(pilot.app.screen)} has more widgets with keys than its table says"
        )


async def until(pilot: AppPilot, condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds; for a minute at most, as the machine may be busy with other things."""
    for _ in range(6000):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came true")


async def press(pilot: AppPilot, *keys: str) -> None:
    """Press keys one after the other, each when all that the one before brought about is on the screen."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def toasts(app: HabitosApp) -> list[str]:
    """Return what the notifications on show say."""
    return [toast.message for toast in app._notifications]


async def go(pilot: AppPilot, key: str) -> None:
    """Press the number of a screen and wait for it."""
    await settle(pilot)
    await pilot.press(key)
    await settle(pilot)


def shown(screen: Screen[Any]) -> str:
    """Return what is on the terminal, line by line."""
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


def said(screen: Screen[Any], selector: str) -> str:
    """Return the text of a Static."""
    return str(screen.query_one(selector, Static).content)


async def write_line(pilot: AppPilot, line: str) -> None:
    """Let a line of words say something else."""
    pilot.app.screen.query_one("#line", Input).value = line
    await settle(pilot)
