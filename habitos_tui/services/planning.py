"""Making plans: the week's problem, the run that solves it, and the plan that is accepted.

Only `solve` takes long. It touches neither the database nor the clock and may run in any thread.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, timedelta
from threading import Event
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import PlannedSession, Run, RunSummary
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.base import DAYS, ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause, paused_on
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
from habitos_tui.domain.model.problem import PlanSettings, Problem
from habitos_tui.domain.model.rule import ScopedRule
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.deadline import deadlines_of, is_deadline
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.domain.text.phrasing import day_label, plan_status
from habitos_tui.domain.text.rule_phrasing import rule_words
from habitos_tui.errors import InvalidInputError, NotFoundError, NotInTimeError, OutdatedError
from habitos_tui.services.maximum_question import MoreSessions, more_sessions, with_more_welcome
from habitos_tui.services.store import Store
from habitos_tui.services.week.merge import as_placed, merged, place_of, sessions_of
from habitos_tui.services.week.problem import WeekMaterial, as_asked, build_problem
from habitos_tui.services.week.reader import WeekReader, in_progress
from habitos_tui.services.week.tasks import MOST_WEEKS, most_minutes, time_for
from habitos_tui.services.week.within_reach import out_of_reach, within_reach


class Planning:
    """The plans of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._weeks = WeekReader(store)

    def this_week(self) -> date:
        """Return the first day of the week that today is in."""
        return self.week_of(self._store.today())

    def week_of(self, day: date) -> date:
        """Return the first day of the week that `day` is in."""
        return self._store.profile.weeks.of(day)

    def week_to_plan(self) -> date:
        """Return the week that is meant where nobody says which: this one, or the next for a first plan late in it."""
        this, today = self.this_week(), self._store.today()
        late = self._store.profile.weeks.is_late(today)
        return self.turned(this, 1) if late and not self.ever_planned() else this

    def ever_planned(self) -> bool:
        """Tell whether there is, or was, a plan of any week."""
        with self._store.database.reading():
            return any(run.accepted_at is not None for run in self.runs()) or bool(self.sessions(self._store.today()))

    def last_day(self, day: date) -> date:
        """Return the last day of the week that `day` is in."""
        return self._store.profile.weeks.last(day)

    def turned(self, day: date, weeks: int) -> date:
        """Return the first day of the week that is so many weeks after that of `day`, or before it."""
        return self._store.profile.weeks.away(day, weeks)

    def problem_for(
        self,
        week: date,
        *,
        rest: bool = False,
        settings: PlanSettings | None = None,
        at_once: bool = False,
        unlocked: UUID | None = None,
    ) -> Problem:
        """Return what there is to plan in the week that `week` is in; InvalidInputError when that is over.

        What is done and what is locked is fixed, and nothing is planned into the past, nor sooner than the notice of
        the profile; `at_once` knows no notice. With `rest` the current plan counts too: moving its sessions costs a
        little, and those that begin within the notice stay. `settings` take the place of those of the profile. The
        session `unlocked` is not held by its lock.
        """
        first = self.week_of(week)
        self._refuse_past(first)
        with self._store.database.reading():
            material = self._weeks.with_history(self._weeks.material(first), rest=rest, at_once=at_once)
            locked = tuple(session for session in material.locked if session.id != unlocked)
            problem = self._weeks.problem(replace(material, locked=locked))
        if settings is None:
            return problem
        return problem.changed(settings=problem.settings.model_copy(update=settings.model_dump()))

    def outline(self, week: date, *, learned: bool = False) -> Problem:
        """Return the frame of any week, past ones too, to draw it on: slots, busy time, budgets, behaviors, rules.

        The chances are the usual ones unless those that are `learned` matter. A past week has the behaviors, weights
        and budgets that were wanted in it, unless they do not fit the slots or the grid of today any more.
        """
        with self._store.database.reading():
            material = self._weeks.material(self.week_of(week), learned=learned)
            if material.week < self.this_week():
                with suppress(InvalidInputError):
                    return build_problem(self._weeks.as_wanted_then(material))
            return self._weeks.problem(material)

    def reduced_targets(self, problem: Problem) -> tuple[ReducedTarget, ...]:
        """Return which behaviors are wanted less often in a week than usual, because days of it are lost.

        With them come the minimums, of behaviors and of rules, that the rest of the week can no longer meet.
        """
        with self._store.database.reading():
            material = self._weeks.with_history(self._weeks.material(problem.week_start))
        found = []
        for usual in (behavior for behavior in material.behaviors if behavior.task is None):
            asked, here = material.asked_of(usual).target_per_week, problem.behavior_by_id.get(usual.id)
            whole = material.usually_asked_of(usual).target_per_week
            if (0 if here is None else here.target_per_week) == asked < whole:
                left, paused = material.lost_of(usual).left, bool(material.paused(usual.id))
                found.append(ReducedTarget(usual.id, usual.name, asked, whole, left, paused=paused))
        return (*found, *_reduced_minimums(_at_the_time_of(problem, as_asked(material)), problem, material.lost.shut))

    def tasks_too_long(self, problem: Problem) -> tuple[TaskTooLong, ...]:
        """Return the tasks that the free time until they are due has no room for, as a week sees it.

        One that later weeks can still help counts all their free time.
        """
        with self._store.database.reading():
            material = self._weeks.with_history(self._weeks.material(problem.week_start))
        limits, found = deadlines_of(problem), []
        for behavior in material.behaviors:
            task, asked = material.task_week(behavior), problem.behavior_by_id.get(behavior.id)
            if task is None or (due := task.task.due) is None or behavior.id in limits or not task.must:
                continue
            pause, name = self._pause_before(behavior, due), behavior.name
            if asked is None:
                if pause is not None and task.last:
                    after = due + ONE_WEEK if pause.last is None else max(due + ONE_WEEK, pause.last + ONE_DAY)
                    found.append(TaskTooLong(behavior.id, name, due, task.missing, 0, after, pause=pause))
            elif (later := task.later(asked, problem)) is not None:
                possible = most_minutes(problem, asked) if task.days else 0
                room = possible if task.pressing else self._room(problem, behavior, due, task.missing)
                if possible < task.must and room < task.missing:
                    found.append(TaskTooLong(behavior.id, name, due, task.missing, room, *later, pause))
        return tuple(found)

    def _pause_before(self, behavior: Behavior, due: date) -> Pause | None:
        """Return the pause that takes days from today on until a task is due."""
        pauses = self._store.pauses.of(behavior.id)
        return next((pause for pause in pauses if pause.within(self._store.today(), due)), None)

    def _room(self, problem: Problem, behavior: Behavior, due: date, enough: int) -> int:
        """Return the minutes that a task has room for from a week on until it is due; no more than is `enough`."""
        room = 0
        for week in self._store.profile.weeks.between(problem.week_start, due)[:MOST_WEEKS]:
            there = problem if week == problem.week_start else self.problem_for(week)
            room += time_for(there, behavior, due)
            if room >= enough:
                return enough
        return room

    def solve(
        self,
        problem: Problem,
        options: SolveOptions | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancel: Event | None = None,
    ) -> Plan:
        """Return the best plan found with reasons for what it lacks, or what makes the week impossible.

        SolverError when the engine breaks down.
        """
        from habitos_tui.planner.plan_week import answer  # noqa: PLC0415 - half a second that only solving needs

        return answer(problem, options or SolveOptions(), on_progress, cancel)

    def more_if_welcome(
        self,
        problem: Problem,
        plan: Plan,
        behaviors: tuple[Behavior, ...],
        options: SolveOptions | None = None,
        cancel: Event | None = None,
    ) -> tuple[MoreSessions, ...]:
        """Return which of `behaviors` would be more often in a planned week if more of them were welcome.

        SolverError when the engine breaks down. NotInTimeError when there was no such week in time.
        """
        other = self.solve(with_more_welcome(problem, behaviors), options, cancel=cancel)
        if not other.usable:
            raise NotInTimeError("What more would mean for this week was not found in time.")
        return more_sessions(behaviors, plan, other)

    @staticmethod
    def prepare() -> None:
        """Load what `solve` needs; worth doing early, in any thread, where an answer to every key counts."""
        import habitos_tui.planner.plan_week  # noqa: F401, PLC0415 - half a second that only solving needs
        from habitos_tui.planner.engines.loading import has_highs  # noqa: PLC0415 - as above

        has_highs()  # which loads it, where it is there

    def save(self, week: date, problem: Problem, plan: Plan) -> Run:
        """Keep a run in the history; nothing is planned before it is accepted.

        InvalidInputError for one that found nothing out before it was stopped or its time was up.
        """
        if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
            raise InvalidInputError(f"There is nothing to keep: {plan_status(plan.status)}.")
        problem = problem.as_valued_by(plan.engine)
        summary = RunSummary(
            id=uuid4(),
            week_start=self.week_of(week),
            started_at=self._store.clock.now().astimezone(UTC) - timedelta(seconds=plan.seconds),
            engine=plan.engine,
            status=plan.status,
            objective=plan.objective,
            bound=plan.bound,
            gap=plan.gap,
            seconds=plan.seconds,
        )
        run = Run(summary, problem, plan)
        self._store.plans.save_run(run)
        return run

    def accept(self, run_id: UUID, *, compared_with: Iterable[PlannedSession]) -> tuple[PlannedSession, ...]:
        """Make a run's plan the plan of its week, and return the week's sessions; any run may be accepted again.

        What was done, skipped or locked keeps its place, and so does what lies in the past. `compared_with` are the
        sessions that the week had when the plan was made, or was compared with it. InvalidInputError when the run found
        no plan or its week is over, OutdatedError when the week has neither those sessions nor those of the plan, or
        other days than the plan.
        """
        with self._store.change() as change:
            run = self.run(run_id)
            if not run.plan.usable:
                raise InvalidInputError(f"There is nothing to accept: {plan_status(run.summary.status)}.")
            first = run.problem.week_start
            self._refuse_past(first)
            self._refuse_other_days(run)
            change.label = f"Accepted the plan of the week of {day_label(first)}"
            coming = self._merge(run.problem, run.plan, first)
            now, settled = self.sessions(first), self._weeks.settled(first)
            accepted = (*coming, *(session for session in now if session.id in settled))
            if _places(now) not in map(_places, (compared_with, accepted)):
                raise OutdatedError(
                    f"The week of {day_label(first)} has changed since this plan was made.",
                    hint="The plan is kept in the history. Planning again starts from the week as it is now.",
                )
            self._store.plans.replace_sessions(first, self.last_day(first), coming, run_id)
            self._store.plans.mark_accepted(run_id, self._store.clock.now().astimezone(UTC))
            return self._store.plans.sessions(first, self.last_day(first))

    def adopt(
        self, problem: Problem, plan: Plan, *, compared_with: Iterable[PlannedSession], as_asked: bool = False
    ) -> tuple[PlannedSession, ...]:
        """Keep a plan that was chosen from several as a run, and accept it; errors as of `accept`.

        With `as_asked`, for a plan that was found a while ago, OutdatedError also when the week is asked for otherwise
        by now: under other rules, weights, slots, busy time or budgets, or of other behaviors.
        """
        with self._store.change(f"Accepted the plan of the week of {day_label(problem.week_start)}"):
            if as_asked:
                self._refuse_asked_otherwise(problem)
            return self.accept(self.save(problem.week_start, problem, plan).summary.id, compared_with=compared_with)

    def preview(self, problem: Problem, plan: Plan) -> tuple[Session, ...]:
        """Return what would lie ahead in the week if a plan were accepted, to be compared with `ahead`."""
        first = problem.week_start
        with self._store.database.reading():
            slots = self._store.calendar.slots()
            start, settled = self._weeks.beginning_now(first), self._weeks.settled(first)
            then = [s for s in self._merge(problem, plan, first) if s.id not in settled and not s.locked]
        placed = (as_placed(session, first, slots) for session in then if place_of(session) >= start)
        return tuple(session for session in placed if session is not None)

    def runs(self, limit: int = 50, week: date | None = None, *, skip: int = 0) -> tuple[RunSummary, ...]:
        """Return the history, newest first, without the first `skip`; of one week if that is given."""
        return self._store.plans.runs(limit, None if week is None else self.week_of(week), skip)

    def proved_bound(self, problem: Problem) -> float | None:
        """Return the bound that the accepted run of a week proved, where it was asked for the same problem.

        A run that had no plan to keep to proved it whatever its stability was.
        """
        with self._store.database.reading():
            newest = self.accepted_run(problem.week_start)
            run = None if newest is None or newest.bound is None else self.run(newest.id)
        if run is None or run.problem.previous:
            return None
        settings = run.problem.settings.model_copy(update={"stability": problem.settings.stability})
        same = run.problem.changed(settings=settings) == problem
        return run.summary.bound if same else None

    def outdated(self, week: date) -> bool:
        """Tell whether the plan of a week was made under other rules, weights, slots, busy time or budgets than now.

        One with sessions to come of a behavior that is paused by now is out of date as well.
        """
        with self._store.database.reading():
            newest = self.accepted_run(week)
            if newest is None:
                return False
            if self._rests(self.week_of(week)):
                return True
            return self._framed_otherwise(self.run(newest.id).problem, self.week_of(week))

    def _framed_otherwise(self, made: Problem, first: date) -> bool:
        """Tell whether a week has other rules, weights, slots, busy time or budgets than a problem made of it."""
        material = self._weeks.material(first, learned=False)
        # Rules about single days leave out those that had gone by, but not in runs of earlier versions.
        gone = {0} if made.not_before is None else {0, made.not_before.day}
        frames = (frame for day in gone for frame in _frames(made, replace(material, over=day)))
        return _frame(made) not in frames

    def _refuse_asked_otherwise(self, made: Problem) -> None:
        """Refuse what was found for a week that has another frame by now, or behaviors that are not as they were."""
        first = made.week_start
        in_use = {behavior.id: behavior for behavior in self._store.behaviors.all()}
        asked = self.problem_for(first).behavior_by_id
        changed = any(_asked_otherwise(made, b, asked.get(b.id, b), in_use.get(b.id)) for b in made.behaviors)
        if changed or self._framed_otherwise(made, first):
            raise OutdatedError(
                f"What is wanted in the week of {day_label(first)} has changed since this plan was made.",
                hint="Plan the week again: that starts from what is wanted now.",
            )

    def _rests(self, week: date) -> bool:
        """Tell whether a session of a week that is still to come, and not locked, rests in a pause of its behavior."""
        settled, last = self._weeks.settled(week), self.last_day(week)
        pauses = self._store.pauses.between(self._store.today(), last)
        coming = self._store.plans.sessions(max(week, self._store.today()), last) if pauses else ()
        free = (s for s in coming if not s.locked and s.id not in settled)
        return any(paused_on(pauses, session.behavior, session.day) for session in free)

    def accepted_run(self, week: date) -> RunSummary | None:
        """Return the run whose plan was accepted last in the week that begins on `week`; None without one."""
        accepted = (run for run in self.runs(week=week) if run.accepted_at is not None)
        return max(accepted, key=lambda run: run.accepted_at or run.started_at, default=None)

    def run(self, run_id: UUID) -> Run:
        """Return a run with its problem and plan; NotFoundError when it is not in the history."""
        run = self._store.plans.run(run_id)
        if run is None:
            raise NotFoundError("This run is no longer in the history.")
        return run

    def sessions(self, week: date) -> tuple[PlannedSession, ...]:
        """Return the planned sessions of the week that `week` is in, in time order."""
        first = self.week_of(week)
        return self._store.plans.sessions(first, self.last_day(first))

    def ahead(self, week: date) -> tuple[Session, ...]:
        """Return what planning the rest of the week anew may move: open sessions that have not begun, none locked.

        Their days count from the first of the week that `week` is in.
        """
        first, slots = self.week_of(week), self._store.calendar.slots()
        placed = (as_placed(session, first, slots) for session in self.movable(first))
        return tuple(session for session in placed if session is not None)

    def movable(self, week: date, unlocked: UUID | None = None) -> tuple[PlannedSession, ...]:
        """Return the same as they are stored, and the session `unlocked` among them although it is locked."""
        first = self.week_of(week)
        with self._store.database.reading():
            start = self._weeks.beginning_now(first)
            free = (s for s in self._weeks.still_open(first) if not s.locked or s.id == unlocked)
            return tuple(session for session in free if place_of(session) >= start)

    def missed(self, week: date) -> tuple[PlannedSession, ...]:
        """Return the sessions of the week that `week` is in whose time went by without their being done or skipped."""
        first = self.week_of(week)
        with self._store.database.reading():
            start = self._weeks.beginning_now(first)
            return tuple(s for s in self._weeks.still_open(first) if place_of(s) < start and not in_progress(s, start))

    def lock(self, session_id: UUID, locked: bool) -> PlannedSession:
        """Pin a session to its place, or release it."""
        with self._store.change() as change:
            session = self._store.plans.session(session_id)
            if session is None:
                raise NotFoundError("This session is no longer planned.")
            name = self._store.names()[session.behavior]
            change.label = f"{'Locked' if locked else 'Unlocked'} “{name}” on {day_label(session.day)}"
            self._store.plans.set_locked(session_id, locked)
            return session.model_copy(update={"locked": locked})

    def _refuse_past(self, week: date) -> None:
        if self.last_day(week) < self._store.today():
            raise InvalidInputError(
                f"The week of {day_label(week)} is over.", hint="This week and later ones can be planned."
            )

    def _refuse_other_days(self, run: Run) -> None:
        """Refuse a plan of other days than its week has: weeks begin on another day than when it was made."""
        first = run.problem.week_start
        last = max((first + timedelta(days=session.day) for session in run.plan.sessions), default=first)
        if self.week_of(first) != first or last > self.last_day(first):
            raise OutdatedError(
                f"The week of {day_label(first)} has other days than when this plan was made.",
                hint="The plan is kept in the history. Plan the week again.",
            )

    def _merge(self, problem: Problem, plan: Plan, week: date) -> tuple[PlannedSession, ...]:
        """Return the open sessions that stay, and those of the plan that can still take place."""
        begins = self._weeks.takeover(problem, week)
        settled, known = self._weeks.settled(week), {behavior.id for behavior in self._store.behaviors.all()}
        current = [
            session
            for session in self._store.plans.sessions(week, self.last_day(week))
            if session.behavior in known or session.id in settled or place_of(session) < begins
        ]
        planned = (s for s in sessions_of(problem, plan, self._store.calendar.slots()) if s.behavior in known)
        return merged(current, tuple(planned), settled=settled, begins=begins)


def _places(sessions: Iterable[PlannedSession]) -> frozenset[tuple[object, ...]]:
    """Return what is planned when, comparable with that of another plan."""
    return frozenset((s.behavior, s.day, s.start, s.minutes) for s in sessions)


def _frames(made: Problem, material: WeekMaterial) -> Iterator[tuple[object, ...]]:
    """Yield the frames that the week of `made` may have had: earlier versions asked for what was out of reach too."""
    asked = as_asked(material)
    yield _frame(asked)
    yield _frame(within_reach(_at_the_time_of(made, asked), material.lost.shut))


def _at_the_time_of(made: Problem, problem: Problem) -> Problem:
    """Return a problem with the past and the fixed sessions of another one of the same week."""
    fixed = tuple(session for session in made.fixed if session.behavior in problem.behavior_by_id)
    return problem.changed(fixed=fixed, not_before=made.not_before, notice_minutes=made.notice_minutes)


def _reduced_minimums(asked: Problem, problem: Problem, away: Collection[int]) -> Iterator[ReducedTarget]:
    """Yield the minimums that a problem asks less for than was `asked`; targets tell of those that they reach up to."""
    days = sum(day not in away for day in DAYS if problem.not_before is not None and day >= problem.not_before.day)
    rules = {rule.id: rule for rule in asked.rules}
    deadlines = [rule for rule in asked.rules if is_deadline(rule)]
    for each in out_of_reach(asked, away):
        behavior = None if each.of_rule else asked.behavior_by_id[each.subject]
        rule = rules[each.subject] if each.of_rule else None
        if behavior is not None and each.asked > behavior.target_per_week:
            yield ReducedTarget(each.subject, behavior.name, each.possible, each.asked, days)
        elif isinstance(rule, ScopedRule) and rule.period == "week" and rule not in (*problem.rules, *deadlines):
            unit = "min" if rule.counted == "minutes" else ""
            yield ReducedTarget(each.subject, rule_words(asked, rule), each.possible, each.asked, days, unit)


def _asked_otherwise(made: Problem, then: Behavior, now: Behavior, usual: Behavior | None) -> bool:
    """Tell whether a behavior of a problem is put away by now, or its sessions are to be otherwise.

    What was put away before is in a problem as well where it was done, with nothing more asked of it.
    """
    if usual is None:
        return then.week_limit > sum(fixed.behavior == then.id for fixed in made.fixed)
    return _shape(then, usual) != _shape(now, usual)


def _shape(behavior: Behavior, usual: Behavior) -> tuple[object, ...]:
    """Return what the sessions of a behavior of a week must be like, whatever of them is done by now.

    It is no task in a week, while the `usual` one may be: then what is left of it makes its sessions shorter and fewer.
    """
    sizes = () if usual.task is not None else (behavior.min_minutes, behavior.max_minutes, behavior.max_per_day)
    places = (behavior.preferred_slots, behavior.strict_slots, behavior.min_gap_days)
    return (behavior.name, *sizes, *places, tuple(behavior.impacts.items()), behavior.energy_cost)


def _frame(problem: Problem) -> tuple[object, ...]:
    """Return what a week must respect and is for, comparable with that of another problem."""
    weights = {name: round(weight, 6) for name, weight in normalised(problem.objectives).items()}
    rules = tuple(rule for rule in problem.rules if not is_deadline(rule))
    return rules, weights, problem.slots, frozenset(problem.busy), problem.energy_budget
