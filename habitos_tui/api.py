"""The Python API for scripts: one person's week, without a terminal.

    >>> from habitos_tui import api
    >>> directory = api.open_data_directory("data", create=True)
    >>> alice = directory.create_profile("alice")
    >>> alice.add_behavior(
    ...     name="Run", min_minutes=20, typical_minutes=30, max_minutes=60, impacts={"health": 0.9},
    ...     target_per_week=3, max_per_week=3,
    ... ).id
    'run'
    >>> run = alice.plan("next")
    >>> run.plan.status.value
    'optimal'
    >>> len(alice.accept(run))
    3

What is in `__all__` keeps its name and its meaning within a major version; `docs/api.md` shows all of it at work.
Values are frozen. Whatever goes wrong is a HabitosError with a `title`, a `message` and a `hint`. Everything is
committed when a call returns, and can be undone like anything done in the app. Nothing needs closing.

Everything is loaded when it is first used: the import itself takes no time, and only `plan` loads a solver.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from habitos_tui.errors import (
    HabitosError,
    InvalidInputError,
    NoProfileError,
    NotFoundError,
    OutdatedError,
    WrongPasswordError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from threading import Event

    from habitos_tui import bootstrap
    from habitos_tui.clock import Clock
    from habitos_tui.domain.insight.statistics import Statistics
    from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, PlannedSession, Run, SessionState, WeekAgenda
    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.domain.model.completion import Completion, Skip
    from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.domain.model.undo_entry import UndoEntry
    from habitos_tui.services.workspace import Workspace

__all__ = [
    "AgendaItem",
    "Behavior",
    "Completion",
    "DataDirectory",
    "DayAgenda",
    "HabitosError",
    "InvalidInputError",
    "NoProfileError",
    "NotFoundError",
    "OpenProfile",
    "OutdatedError",
    "Plan",
    "PlanStatus",
    "PlannedSession",
    "Problem",
    "Profile",
    "Progress",
    "Run",
    "Session",
    "SessionState",
    "Skip",
    "Statistics",
    "UndoEntry",
    "WeekAgenda",
    "WrongPasswordError",
    "open_data_directory",
]

Engine = Literal["highs", "cbc", "smooth", "evolve"]
Week = date | str | None
"""A day of the week that is meant, "this", "next" or a week such as "2026-W48"; None is this week."""

_HOMES: Final = {
    "domain.insight.statistics": ("Statistics",),
    "domain.model.agenda": ("AgendaItem", "DayAgenda", "PlannedSession", "Run", "SessionState", "WeekAgenda"),
    "domain.model.behavior": ("Behavior",),
    "domain.model.completion": ("Completion", "Skip"),
    "domain.model.plan": ("Plan", "PlanStatus", "Progress", "Session"),
    "domain.model.problem": ("Problem",),
    "domain.model.profile": ("Profile",),
    "domain.model.undo_entry": ("UndoEntry",),
}
"""Where the types are that calls take and return; the imports above are for type checkers only.

They are not run, because the models take longer to load than all else here and many a script names none of them. Every
name of `__all__` is looked up in `tests/test_api.py`, so none of these can point to where nothing is.
"""


def __getattr__(name: str) -> object:
    """Import a type when it is first asked for."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"habitos_tui.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def open_data_directory(
    path: Path | str | None = None, *, create: bool = False, clock: Clock | None = None
) -> DataDirectory:
    """Open the data of the people who share a directory: `path`, else HABITOS_DATA_DIR, else where the app keeps it.

    NoProfileError when nothing is there and `create` is not set; another HabitosError when it cannot be used, or holds
    a database that is damaged or from a newer version. `clock` takes the place of the machine's.
    """
    from habitos_tui.bootstrap import open_data_directory as opened

    return DataDirectory(opened(None if path is None else Path(path), create=create, clock=clock))


class DataDirectory:
    """The people who share one data directory; made by `open_data_directory`."""

    def __init__(self, directory: bootstrap.DataDirectory) -> None:
        self._directory = directory

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._directory.paths.root

    def profiles(self) -> tuple[Profile, ...]:
        """Return everybody; `protected` tells who has a password."""
        return self._directory.accounts.profiles()

    def create_profile(self, name: str, password: str | None = None) -> OpenProfile:
        """Create a profile with the usual slots and objectives, and open it; InvalidInputError for a bad name.

        A password may be left out only where the directory is private to its owner.
        """
        return self._opened(self._directory.accounts.create(name, password))

    def open(self, name: str | None = None, password: str | None = None) -> OpenProfile:
        """Open a profile: the one called `name`, else the only one there is.

        WrongPasswordError when its password is wrong or missing, or was wrong too often a moment ago, and for a name
        that nobody has; NoProfileError for such a name where nobody has a password.
        """
        return self._opened(self._directory.accounts.authenticate(self._only_one() if name is None else name, password))

    def _only_one(self) -> str:
        names = [profile.name for profile in self.profiles()]
        if not names:
            raise NoProfileError("There is no profile yet.", hint="Create one with create_profile.")
        if len(names) > 1:
            raise InvalidInputError(
                "There are several profiles.", hint="Say whose is meant; `profiles` tells which there are."
            )
        return names[0]

    def _opened(self, profile: Profile) -> OpenProfile:
        return OpenProfile(self._directory.open_workspace(profile))


class OpenProfile:
    """What one person can do; made by `DataDirectory.open`.

    Wherever a behavior is asked for, its id, its name or enough of either will do; NotFoundError says what comes near.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        """Everything else the app can do, without any promise: its names may change with every version."""

    @property
    def profile(self) -> Profile:
        """Who it is, with their preferences."""
        return self.workspace.profile

    # What is wanted

    def behaviors(self) -> tuple[Behavior, ...]:
        """Return the behaviors in use, in the person's order."""
        return self.workspace.behaviors.all()

    def add_behavior(self, **fields: object) -> Behavior:
        """Add a behavior and return it; `fields` are those of a problem file, the id may be left out.

        InvalidInputError lists what is wrong with which field in its `issues`.
        """
        from habitos_tui.services.learning import split

        service = self.workspace.behaviors
        data, learning = split(fields)
        try:
            behavior = service.from_json(data)
        except TypeError as error:
            raise InvalidInputError("This behavior holds something that JSON does not know.") from error
        return service.add(behavior, learning=learning)

    # Planning

    def problem(self, week: Week = None, *, rest: bool = False) -> Problem:
        """Return what there is to plan in a week: frozen, complete, and the content of a problem file.

        What is done or locked is fixed and nothing is planned into the past. With `rest` the plan of now counts too, so
        that as little as possible moves. InvalidInputError for a week that is over.
        """
        return self.workspace.planning.problem_for(self._week(week), rest=rest)

    def plan(
        self,
        week: Week = None,
        *,
        rest: bool = False,
        engine: Engine = "highs",
        gap: float = 0.005,
        time_limit: float | None = 60.0,
        on_progress: Callable[[Progress], None] | None = None,
        cancel: Event | None = None,
    ) -> Run:
        """Solve a week and keep the run in the history; nothing changes before it is accepted.

        `gap` is the relative gap at which to stop, `time_limit` in seconds. `run.plan.usable` tells whether there is a
        plan; where no week is possible, `run.plan.conflict` and `run.plan.repairs` say why. `on_progress` is called in
        this thread; setting `cancel`, from any thread, ends the search with the best plan so far.
        InvalidInputError when it was stopped, or its time was up, before there was a plan.
        """
        from habitos_tui.domain.planning.options import SolveOptions

        _check_options(engine, gap, time_limit)
        first, planning = self._week(week), self.workspace.planning
        before = planning.sessions(first)
        problem = planning.problem_for(first, rest=rest)
        plan = planning.solve(problem, SolveOptions(engine, gap, time_limit), on_progress, cancel)
        return replace(planning.save(first, problem, plan), compared_with=before)

    def accept(self, run: Run, *, over: Iterable[PlannedSession] | None = None) -> tuple[PlannedSession, ...]:
        """Make a run's plan the plan of its week and return all sessions of the week.

        What was done, skipped or locked stays. InvalidInputError when the run found no plan or its week is over.
        OutdatedError, and nothing changes, when the week is not as it was when it was planned: another program, or an
        earlier run, has changed it. `over` are the sessions that the week is known to have now, and that may go.
        """
        known = run.compared_with if over is None else tuple(over)
        if known is None:
            raise InvalidInputError("It is not known what this run was compared with.", hint="Say what it goes `over`.")
        return self.workspace.planning.accept(run.summary.id, compared_with=known)

    # Logging

    def today(self) -> DayAgenda:
        """Return what is on today and what became of it."""
        return self.day(self.workspace.tracking.today())

    def day(self, day: date) -> DayAgenda:
        """Return the same of any day."""
        return self.workspace.tracking.day(_within_reach(day))

    def week(self, week: Week = None) -> WeekAgenda:
        """Return the seven days of a week, with the frame to draw them on."""
        return self.workspace.tracking.week(self._week(week))

    def log(
        self,
        behavior: str,
        *,
        minutes: int | None = None,
        rating: int | None = None,
        at: datetime | None = None,
        day: date | None = None,
        note: str = "",
        energy_before: int | None = None,
        tags: Iterable[str] = (),
        amount: float | None = None,
    ) -> Completion:
        """Log a behavior as done: the session planned for that day, else something unplanned.

        `minutes` default to the planned, else the typical ones. `at` is when it began; without a time zone it is what
        the clock on the wall showed. Without it, it has just ended, or on another `day` began as planned. `amount` is
        that of what is counted in the behavior's unit; it defaults to the usual one, and 0 counts nothing.
        """
        found = self.workspace.behaviors.find(behavior)
        return self.workspace.tracking.done(
            found.id,
            minutes=minutes,
            rating=rating,
            at=None if at is None else self._local(at),
            day=None if day is None else _within_reach(day),
            note=note,
            energy_before=energy_before,
            tags=tags,
            amount=amount,
        )

    def skip(self, behavior: str, *, day: date | None = None, reason: str = "") -> Skip:
        """Leave a session out, of today unless a `day` is given; it counts neither as done nor as missed."""
        found = self.workspace.behaviors.find(behavior)
        on = None if day is None else _within_reach(day)
        return self.workspace.tracking.skip(found.id, day=on, reason=reason)

    def undo(self) -> UndoEntry | None:
        """Take the last change back, made here or in the app, and return it; None when there is none."""
        return self.workspace.history.undo()

    # Looking back

    def statistics(
        self, first: date | None = None, last: date | None = None, behavior: str | None = None
    ) -> Statistics:
        """Return what the log says about the days from `first` to `last`, else about the last 53 weeks.

        With `behavior`, archived ones included, about that one only. InvalidInputError when there are no such days.
        """
        insights = self.workspace.insights
        chosen = None if behavior is None else self.workspace.behaviors.find_any(behavior).id
        begin, end = (None if day is None else _within_reach(day) for day in (first, last))
        return insights.everything(insights.span(begin, end), chosen)

    def _week(self, week: Week) -> date:
        from habitos_tui.domain.text.typed.days import parse_week

        planning = self.workspace.planning
        if week is None:
            return planning.this_week()
        if isinstance(week, str):
            week = parse_week(week, self.workspace.tracking.today(), self.profile.weeks)
        return planning.week_of(_within_reach(week))

    def _local(self, moment: datetime) -> datetime:
        """Return the moment on the wall clock of this machine; InvalidInputError where that leaves a time out."""
        from habitos_tui.clock import existing

        clock = self.workspace.clock
        if moment.tzinfo is None:
            return existing(clock, moment.date(), moment.hour * 60 + moment.minute)
        return clock.local(moment)


def _within_reach(day: date) -> date:
    """Return the day as a date without a time; InvalidInputError when it is further away than anybody plans."""
    from habitos_tui.domain.model.days import EARLIEST, LATEST

    plain = day.date() if isinstance(day, datetime) else day
    if not EARLIEST <= plain <= LATEST:
        raise InvalidInputError(f"{plain} is too far away.", issues=(("day", "is too far away"),))
    return plain


def _check_options(engine: str, gap: float, time_limit: float | None) -> None:
    issues = []
    if engine not in get_args(Engine):
        issues.append(("engine", f"must be one of {', '.join(get_args(Engine))}"))
    if not 0 <= gap <= 1:
        issues.append(("gap", "must lie between 0 and 1"))
    if time_limit is not None and not time_limit > 0:
        issues.append(("time_limit", "must be more than 0 seconds"))
    if issues:
        raise InvalidInputError(f"{issues[0][0]} {issues[0][1]}.", issues=tuple(issues))
