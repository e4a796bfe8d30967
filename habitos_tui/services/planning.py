"""Making plans: the week's problem, the run that solves it, and the plan that is accepted.

Only `solve` takes long. It touches neither the database nor the clock and may run in any thread.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import DatedBusy, PlannedSession, Run, RunSummary, WeeklyBusy
from habitos_tui.domain.model.base import MINUTES_PER_DAY, ONE_DAY, ONE_WEEK, TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
from habitos_tui.domain.model.problem import PlanSettings, Problem
from habitos_tui.domain.model.week import Slot, local_day, slot_at, week_of
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.reduced_target import ReducedTarget
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.domain.text.phrasing import day_label, plan_status
from habitos_tui.errors import InvalidInputError, NotFoundError, NotInTimeError, OutdatedError
from habitos_tui.services.learning import chances_of
from habitos_tui.services.maximum_question import MoreSessions, more_sessions, with_more_welcome
from habitos_tui.services.store import Store
from habitos_tui.services.week.away import LostDays, away_days
from habitos_tui.services.week.merge import Place, as_placed, merged, place_of
from habitos_tui.services.week.problem import Instant, WeekMaterial, build_problem, occurrences
from habitos_tui.storage.checkup import lost_references


class Planning:
    """The plans of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def this_week(self) -> date:
        """Return the first day of the week that today is in."""
        return self.week_of(self._today())

    def week_of(self, day: date) -> date:
        """Return the first day of the week that `day` is in."""
        return week_of(day, self._store.profile.preferences.week_start)

    def problem_for(
        self,
        week: date,
        *,
        rest: bool = False,
        settings: PlanSettings | None = None,
        at_once: bool = False,
        loose: UUID | None = None,
    ) -> Problem:
        """Return what there is to plan in the week that `week` is in; InvalidInputError when that is over.

        What is done and what is locked is fixed, and nothing is planned into the past, nor sooner than the notice of
        the profile; `at_once` knows no notice. With `rest` the current plan counts too: moving its sessions costs a
        little, and those that begin within the notice stay. `settings` take the place of those of the profile. The
        session `loose` is not held by its lock.
        """
        first = self.week_of(week)
        self._refuse_past(first)
        with self._store.database.reading():
            material = self._with_history(self._material(first), rest=rest, at_once=at_once)
            locked = tuple(session for session in material.locked if session.id != loose)
            problem = self._problem(replace(material, locked=locked))
        if settings is None:
            return problem
        return problem.model_copy(update={"settings": problem.settings.model_copy(update=settings.model_dump())})

    def outline(self, week: date, *, learned: bool = False) -> Problem:
        """Return the frame of any week, past ones too, to draw it on: slots, busy time, budgets, behaviors, rules.

        The chances are the usual ones unless those that are `learned` matter.
        """
        with self._store.database.reading():
            return self._problem(self._material(self.week_of(week), learned=learned))

    def reduced_targets(self, problem: Problem) -> tuple[ReducedTarget, ...]:
        """Return which behaviors are wanted less often in a week than usual, because days of it are lost."""
        with self._store.database.reading():
            material = self._with_history(self._material(problem.week_start))
        found = []
        for usual in material.behaviors:
            asked, here = material.asked_of(usual).target_per_week, problem.behavior_by_id.get(usual.id)
            if here is not None and here.target_per_week == asked < usual.target_per_week:
                found.append(ReducedTarget(usual.id, usual.name, asked, usual.target_per_week, material.lost.left))
        return tuple(found)

    def asked_of(self, week: date, behavior: Behavior) -> Behavior:
        """Return a behavior as the problem of a week has it, its weekdays counted from `week`, the first one."""
        with self._store.database.reading():
            return self._with_history(self._material(week, learned=False)).asked_of(behavior)

    def lost_days(self, week: date) -> LostDays:
        """Return the days of the week beginning on `week` that nothing can be asked of."""
        with self._store.database.reading():
            return self._material(week, learned=False).lost

    def _problem(self, material: WeekMaterial) -> Problem:
        """Return the week to plan; where it does not fit together for something that was lost, that is damage."""
        try:
            return build_problem(material)
        except InvalidInputError as error:
            damage = lost_references(self._store.database)
            if damage is None:
                raise
            raise damage from error

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
        return more_sessions(problem, plan, other)

    @staticmethod
    def prepare() -> None:
        """Load what `solve` needs; worth doing early, in any thread, where an answer to every key counts."""
        import habitos_tui.planner.plan_week  # noqa: F401, PLC0415 - half a second that only solving needs

    def save(self, week: date, problem: Problem, plan: Plan) -> Run:
        """Keep a run in the history; nothing is planned before it is accepted.

        InvalidInputError for one that found nothing out before it was stopped or its time was up.
        """
        if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
            raise InvalidInputError(f"There is nothing to keep: {plan_status(plan.status)}.")
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

    def accept(self, run_id: UUID, *, over: Iterable[PlannedSession] | None = None) -> tuple[PlannedSession, ...]:
        """Make a run's plan the plan of its week, and return the week's sessions; any run may be accepted again.

        What was done, skipped or locked keeps its place, and so does what lies in the past. `over` are the sessions
        that the week had when the plan was made, or was compared with it. InvalidInputError when the run found no plan
        or its week is over, OutdatedError when the week has neither the sessions `over` nor those of the plan by now.
        """
        with self._store.change() as change:
            run = self.run(run_id)
            if not run.plan.usable:
                raise InvalidInputError(f"There is nothing to accept: {plan_status(run.summary.status)}.")
            first = run.problem.week_start  # of the time of the run: weeks may begin on another day by now
            self._refuse_past(first)
            change.label = f"Accepted the plan of the week of {day_label(first)}"
            coming = self._merge(run.problem, run.plan, first)
            if over is not None and _places(self.sessions(first)) not in (_places(over), _places(coming)):
                raise OutdatedError(
                    f"The week of {day_label(first)} has changed since this plan was made.",
                    hint="The plan is kept in the history. Planning again starts from the week as it is now.",
                )
            self._store.plans.replace_sessions(first, first + TO_LAST_DAY, coming, run_id)
            self._store.plans.mark_accepted(run_id, self._store.clock.now().astimezone(UTC))
            return self._store.plans.sessions(first, first + TO_LAST_DAY)

    def adopt(
        self, problem: Problem, plan: Plan, *, over: Iterable[PlannedSession] | None = None
    ) -> tuple[PlannedSession, ...]:
        """Keep a plan that was chosen from several as a run, and accept it; errors as of `accept`."""
        with self._store.change(f"Accepted the plan of the week of {day_label(problem.week_start)}"):
            return self.accept(self.save(problem.week_start, problem, plan).summary.id, over=over)

    def preview(self, problem: Problem, plan: Plan) -> tuple[Session, ...]:
        """Return what would lie ahead in the week if a plan were accepted, to be compared with `ahead`."""
        first = problem.week_start
        with self._store.database.reading():
            slots, start, settled = self._store.calendar.slots(), self._beginning_now(first), self._settled(first)
            then = [s for s in self._merge(problem, plan, first) if s.id not in settled and not s.locked]
        placed = (as_placed(session, first, slots) for session in then if place_of(session) >= start)
        return tuple(session for session in placed if session is not None)

    def runs(self, limit: int = 50, week: date | None = None, *, skip: int = 0) -> tuple[RunSummary, ...]:
        """Return the history, newest first, without the first `skip`; of one week if that is given."""
        return self._store.plans.runs(limit, None if week is None else self.week_of(week), skip)

    def outdated(self, week: date) -> bool:
        """Tell whether the plan of a week was made under other rules, weights, slots, busy time or budgets than now."""
        with self._store.database.reading():
            accepted = [run for run in self.runs(week=week) if run.accepted_at is not None]
            if not accepted:
                return False
            newest = max(accepted, key=lambda run: run.accepted_at or run.started_at)
            made, material = self.run(newest.id).problem, self._material(self.week_of(week), learned=False)
            # Rules about single days leave out those that had gone by, but not in runs of earlier versions.
            gone = {0} if made.not_before is None else {0, made.not_before.day}
            return _frame(made) not in (_frame(self._problem(replace(material, over=day))) for day in gone)

    def run(self, run_id: UUID) -> Run:
        """Return a run with its problem and plan; NotFoundError when it is not in the history."""
        run = self._store.plans.run(run_id)
        if run is None:
            raise NotFoundError("This run is no longer in the history.")
        return run

    def sessions(self, week: date) -> tuple[PlannedSession, ...]:
        """Return the planned sessions of the week that `week` is in, in time order."""
        first = self.week_of(week)
        return self._store.plans.sessions(first, first + TO_LAST_DAY)

    def ahead(self, week: date) -> tuple[Session, ...]:
        """Return what planning the rest of the week anew may move: open sessions that have not begun, none locked.

        Their days count from the first of the week that `week` is in.
        """
        first, slots = self.week_of(week), self._store.calendar.slots()
        placed = (as_placed(session, first, slots) for session in self.movable(first))
        return tuple(session for session in placed if session is not None)

    def movable(self, week: date, loose: UUID | None = None) -> tuple[PlannedSession, ...]:
        """Return the same as they are stored, and the session `loose` among them although it is locked."""
        first = self.week_of(week)
        with self._store.database.reading():
            start = self._beginning_now(first)
            free = (s for s in self._still_open(first) if not s.locked or s.id == loose)
            return tuple(session for session in free if place_of(session) >= start)

    def missed(self, week: date) -> tuple[PlannedSession, ...]:
        """Return the sessions of the week that `week` is in whose time went by without their being done or skipped."""
        first = self.week_of(week)
        with self._store.database.reading():
            start = self._beginning_now(first)
            return tuple(s for s in self._still_open(first) if place_of(s) < start and not _goes_on(s, start))

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

    def _today(self) -> date:
        return local_day(self._store.clock.now(), self._store.profile.preferences.day_end)

    def _now_in(self, week: date) -> Instant | None:
        """Return where in the week the present moment lies, on the wall clock; None when it lies outside."""
        return self._instant(week, self._store.clock.now())

    def _instant(self, week: date, moment: datetime) -> Instant | None:
        """Return where in the week a local moment lies; None when it lies outside."""
        today = local_day(moment, self._store.profile.preferences.day_end)
        if not week <= today < week + ONE_WEEK:
            return None
        minute = (moment.date() - today).days * MINUTES_PER_DAY + moment.hour * 60 + moment.minute
        return Instant((today - week).days, minute + bool(moment.second or moment.microsecond))

    def _first_day(self, week: date, slots: Iterable[Slot]) -> int:
        """Return the day of a week from which on it counts: that of the first plan, in the first week of a profile."""
        plans, clock = self._store.plans, self._store.clock
        if plans.planned_before(week):
            return 0
        moment = plans.first_accepted(week)
        made = self._now_in(week) if moment is None else self._instant(week, moment.astimezone(clock.now().tzinfo))
        if made is None:
            return 0
        soonest = made.minute + self._store.profile.preferences.notice_minutes
        return made.day + int(soonest >= max(slot.end for slot in slots))

    def _refuse_past(self, week: date) -> None:
        if week + TO_LAST_DAY < self._today():
            raise InvalidInputError(
                f"The week of {day_label(week)} is over.", hint="This week and later ones can be planned."
            )

    def busy_of(self, week: date) -> tuple[tuple[WeeklyBusy | DatedBusy, int], ...]:
        """Return the busy time of the calendar that touches a week, each with its day counted from the first."""
        calendar, around = self._store.calendar, (week - ONE_DAY, week + ONE_WEEK)
        with self._store.database.reading():
            return tuple(occurrences(week, calendar.busy(), calendar.dated(*around), calendar.days_off(*around)))

    def _material(self, week: date, *, learned: bool = True) -> WeekMaterial:
        store, around = self._store, (week - ONE_DAY, week + ONE_WEEK)
        slots = store.calendar.slots()
        return WeekMaterial(
            week=week,
            preferences=store.profile.preferences,
            slots=slots,
            busy=store.calendar.busy(),
            dated=store.calendar.dated(*around),
            days_off=store.calendar.days_off(*around),
            absences=store.away.between(week, week + TO_LAST_DAY),
            objectives=store.objectives.all(),
            behaviors=store.behaviors.all(),
            rules=store.rules.all(),
            archived=store.behaviors.all(archived=True),
            chances=chances_of(store, self._today()) if learned else None,
            begins=self._first_day(week, slots),
        )

    def _with_history(self, material: WeekMaterial, *, rest: bool = False, at_once: bool = False) -> WeekMaterial:
        week, today = material.week, self._today()
        still_open, start = self._still_open(week), self._beginning_now(week)
        return replace(
            material,
            completions=self._store.completions.between(week, week + TO_LAST_DAY),
            locked=tuple(s for s in still_open if (s.locked and s.day >= today) or _goes_on(s, start)),
            previous=tuple(s for s in still_open if not s.locked and place_of(s) >= start) if rest else (),
            now=self._now_in(week),
            replanning=rest,
            at_once=at_once,
        )

    def _still_open(self, week: date) -> list[PlannedSession]:
        """Return the sessions of a week that were neither done nor skipped, of behaviors in use, but on days away."""
        active = {behavior.id for behavior in self._store.behaviors.all()}
        settled = self._settled(week)
        away = away_days(self._store.away.between(week, week + TO_LAST_DAY), week, week + TO_LAST_DAY)
        found = (s for s in self.sessions(week) if s.id not in settled and s.behavior in active)
        return [session for session in found if session.day not in away]

    def _beginning_now(self, week: date) -> Place:
        """Return the present moment, or where the week begins or has ended when it lies outside."""
        now = self._now_in(week)
        if now is not None:
            return Place(week + timedelta(days=now.day), now.minute)
        return Place(week if self._today() < week else week + ONE_WEEK, 0)

    def _settled(self, week: date) -> set[UUID | None]:
        """Return the sessions of a week that were done or skipped."""
        last = week + TO_LAST_DAY
        done = self._store.completions.between(week, last)
        skipped = self._store.completions.skips_between(week, last)
        return {completion.session for completion in done} | {skip.session for skip in skipped}

    def _merge(self, problem: Problem, plan: Plan, week: date) -> tuple[PlannedSession, ...]:
        """Return the open sessions that stay, and those of the plan that can still take place."""
        begins = self._beginning(problem, week, self._now_in(week))
        settled, known = self._settled(week), {behavior.id for behavior in self._store.behaviors.all()}
        current = [
            session
            for session in self._store.plans.sessions(week, week + TO_LAST_DAY)
            if session.behavior in known or session.id in settled or place_of(session) < begins
        ]
        planned = [session for session in self._sessions_of(problem, plan) if session.behavior in known]
        return merged(current, planned, settled=settled, begins=begins)

    def _sessions_of(self, problem: Problem, plan: Plan) -> list[PlannedSession]:
        """Return a plan's sessions on real dates, and those that were locked when it was made."""
        slots, first = self._store.calendar.slots(), problem.week_start
        places = [(s.behavior, s.day, s.start, s.minutes) for s in plan.sessions]
        places += [(f.behavior, f.day, f.start, f.minutes) for f in problem.fixed if f.kind == "locked"]
        return [
            PlannedSession(
                id=uuid4(),
                behavior=behavior,
                day=first + timedelta(days=day),
                slot=slot_at(slots, start),
                start=start,
                minutes=minutes,
            )
            for behavior, day, start, minutes in places
        ]

    def _beginning(self, problem: Problem, week: date, now: Instant | None) -> Place:
        """Return where the accepted plan takes over: at the start of today, or later if it was made later than that."""
        if now is None:
            return Place(week, 0)
        cut = problem.not_before
        today = Place(week + timedelta(days=now.day), 0)
        if cut is None:
            return today
        return max(today, Place(problem.week_start + timedelta(days=cut.day), cut.time))


def _places(sessions: Iterable[PlannedSession]) -> frozenset[tuple[object, ...]]:
    """Return what is planned when, comparable with that of another plan."""
    return frozenset((s.behavior, s.day, s.start, s.minutes) for s in sessions)


def _frame(problem: Problem) -> tuple[object, ...]:
    """Return what a week must respect and is for, comparable with that of another problem."""
    weights = {name: round(weight, 6) for name, weight in normalised(problem.objectives).items()}
    return problem.rules, weights, problem.slots, frozenset(problem.busy), problem.energy_budget


def _goes_on(session: PlannedSession, now: Place) -> bool:
    """Tell whether a session has begun and is not over."""
    return session.day == now.day and session.start < now.minute < session.start + session.minutes
