"""A week of one profile as the database has it: what there is to plan, and which of its sessions are still open."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.month_date import LONGEST_MONTH
from habitos_tui.domain.model.pause import paused_days, paused_on
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rhythm import TimesAMonth
from habitos_tui.domain.model.rule import Rule
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.learning import chances_of
from habitos_tui.services.store import Store
from habitos_tui.services.week.away import away_days
from habitos_tui.services.week.first_day import begun_late
from habitos_tui.services.week.merge import WallTime, place_of
from habitos_tui.services.week.problem import Instant, WeekMaterial, build_problem
from habitos_tui.services.week.tasks import TaskProgress
from habitos_tui.storage.checkup import lost_references

LOOKED_BACK: Final = timedelta(days=400)
"""From when on it matters when something was done last: no rhythm is longer."""


class WeekReader:
    """Reads weeks, each given by its first day; a caller that reads several things does so in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def problem(self, material: WeekMaterial) -> Problem:
        """Return the week to plan; where it does not fit together for something that was lost, that is damage."""
        try:
            return build_problem(material)
        except InvalidInputError as error:
            damage = lost_references(self._store.database)
            if damage is None:
                raise
            raise damage from error

    def material(self, week: date, *, learned: bool = True) -> WeekMaterial:
        """Return all that a week is made of but its plan and its log; with the usual chances unless `learned`."""
        store, around = self._store, (week - ONE_DAY, week + ONE_WEEK)
        slots, behaviors = store.calendar.slots(), store.behaviors.all()
        last = self._last(week)
        material = WeekMaterial(
            week=week,
            weeks=store.profile.weeks,
            preferences=store.profile.preferences,
            slots=slots,
            busy=store.calendar.busy(),
            dated=store.calendar.dated(*around),
            days_off=store.calendar.days_off(*around),
            absences=store.away.between(week, last),
            pauses=store.pauses.between(week, week + LONGEST_MONTH * ONE_DAY),
            objectives=store.objectives.all(),
            behaviors=behaviors,
            tasks=self._tasks(week, behaviors),
            rules=store.rules.all(),
            archived=store.behaviors.all(archived=True),
            chances=chances_of(store, store.today()) if learned else None,
            days_before=self.days_before(week, behaviors),
            away_later=self._away_later(week, behaviors),
        )
        planned = self._planned_first(week)
        return material if planned is None else begun_late(material, planned)

    def days_before(self, week: date, behaviors: Iterable[Behavior]) -> dict[str, list[date]]:
        """Return when behaviors with a rhythm were done before a week; what is planned until then is taken as done."""
        rhythmic = [behavior.id for behavior in behaviors if behavior.rhythm is not None]
        if not rhythmic:
            return {}
        today, yesterday = self._store.today(), week - ONE_DAY
        days = self._store.completions.days(rhythmic, week - LOOKED_BACK, yesterday)
        if today < week:
            for session in self._open_between(today, yesterday):
                if session.behavior in days:
                    days[session.behavior].append(session.day)
        return days

    def _away_later(self, week: date, behaviors: Iterable[Behavior]) -> frozenset[date]:
        """Return the days of absence after a week until its month is over, where something is wanted by the month."""
        if not any(isinstance(behavior.rhythm, TimesAMonth) for behavior in behaviors):
            return frozenset()
        first = self._last(week) + ONE_DAY
        last = first + LONGEST_MONTH * ONE_DAY
        return away_days(self._store.away.between(first, last), first, last)

    def as_wanted_then(self, material: WeekMaterial) -> WeekMaterial:
        """Return the material of a past week with what was wanted at its end, and in use within it."""
        wishes = self._store.wishes.all(material.behaviors, material.archived)
        first, last = material.week.toordinal(), self._last(material.week).toordinal()
        then = [(wished.on(last).behavior, wished.in_use_within(first, last)) for wished in wishes.behaviors]
        weights = wishes.weights_on(last)
        return replace(
            material,
            preferences=material.preferences.model_copy(update={"energy_budget": wishes.budgets.on(last)}),
            objectives=tuple(o.model_copy(update={"weight": weights[o.name]}) for o in material.objectives),
            behaviors=tuple(behavior for behavior, in_use in then if in_use),
            days_before=self.days_before(material.week, [behavior for behavior, _ in then]),
            archived=tuple(behavior for behavior, in_use in then if not in_use),
        )

    def with_history(self, material: WeekMaterial, *, rest: bool = False, at_once: bool = False) -> WeekMaterial:
        """Return the material with what was done and what is locked; with `rest`, with the other open sessions too."""
        week, today = material.week, self._store.today()
        still_open, start = self.still_open(week), self.beginning_now(week)
        return replace(
            material,
            completions=self._store.completions.between(week, self._last(week)),
            locked=tuple(s for s in still_open if (s.locked and s.day >= today) or in_progress(s, start)),
            previous=tuple(s for s in still_open if not s.locked and place_of(s) >= start) if rest else (),
            now=self.now_in(week),
            replanning=rest,
            at_once=at_once,
        )

    def asked_of(self, week: date, behavior: Behavior) -> Behavior:
        """Return a behavior as the problem of a week has it, its weekdays counted from the first of the week."""
        with self._store.database.reading():
            return self.with_history(self.material(week, learned=False)).asked_of(behavior)

    def asked_by(self, week: date, rule: Rule) -> Rule | None:
        """Return a rule as the problem of a week has it, its days counted from the first of the week."""
        with self._store.database.reading():
            return self.with_history(self.material(week, learned=False)).asked_by(rule)

    def still_open(self, week: date) -> list[PlannedSession]:
        """Return the sessions of a week that were neither done nor skipped and are asked for.

        Not asked for are those of behaviors that are put away or paused, and those on days away.
        """
        return self._open_between(week, self._last(week))

    def _open_between(self, first: date, last: date) -> list[PlannedSession]:
        active = {behavior.id for behavior in self._store.behaviors.all()}
        settled = self.settled_between(first, last)
        away = away_days(self._store.away.between(first, last), first, last)
        pauses = self._store.pauses.between(first, last)
        found = (s for s in self._store.plans.sessions(first, last) if s.id not in settled and s.behavior in active)
        return [s for s in found if s.day not in away and paused_on(pauses, s.behavior, s.day) is None]

    def settled(self, week: date) -> set[UUID | None]:
        """Return the sessions of a week that were done or skipped."""
        return self.settled_between(week, self._last(week))

    def settled_between(self, first: date, last: date) -> set[UUID | None]:
        """Return the sessions of these days that were done or skipped."""
        done = self._store.completions.between(first, last)
        skipped = self._store.completions.skips_between(first, last)
        return {completion.session for completion in done} | {skip.session for skip in skipped}

    def now_in(self, week: date) -> Instant | None:
        """Return where in the week the present moment lies, on the wall clock; None when it lies outside."""
        return self._instant(week, self._store.clock.now())

    def beginning_now(self, week: date) -> WallTime:
        """Return the present moment, or where the week begins or has ended when it lies outside."""
        now = self.now_in(week)
        if now is not None:
            return WallTime(week + timedelta(days=now.day), now.minute)
        return WallTime(week if self._store.today() < week else self._last(week) + ONE_DAY, 0)

    def takeover(self, problem: Problem, week: date) -> WallTime:
        """Return where an accepted plan takes over: at the start of today, or later if it was made later than that."""
        now, cut = self.now_in(week), problem.not_before
        if now is None:
            return WallTime(week, 0)
        today = WallTime(week + timedelta(days=now.day), 0)
        if cut is None:
            return today
        return max(today, WallTime(problem.week_start + timedelta(days=cut.day), cut.time))

    def _tasks(self, week: date, behaviors: Iterable[Behavior]) -> dict[str, TaskProgress]:
        """Return how far tasks are outside of a week: done before it, or planned and still open in others."""
        tasks = {behavior.id: behavior for behavior in behaviors if behavior.task is not None}
        if not tasks:
            return {}
        after = self._last(week) + ONE_DAY
        last = max((t.task.due for t in tasks.values() if t.task and t.task.due), default=week)
        done = self._store.completions.minutes_before(week, tasks)
        pauses = self._store.pauses.between(after, last)
        away = away_days(self._store.away.between(after, last), after, last)
        rest = {name: away | paused_days(pauses, name, after, last) for name in tasks}
        planned = self._planned_elsewhere(week, tasks)
        return {
            name: TaskProgress(done.get(name, 0) + planned[name], _days_after(behavior, after, rest[name]))
            for name, behavior in tasks.items()
        }

    def _planned_elsewhere(self, week: date, tasks: Mapping[str, Behavior]) -> Counter[str]:
        """Return the minutes of tasks in sessions of other weeks that are still to come, in time for their due day."""
        store, minutes = self._store, Counter[str]()
        start, today = self.beginning_now(store.profile.weeks.of(store.today())), store.today()
        settled, pauses = self.settled_between(today, LATEST), store.pauses.between(today, LATEST)
        for session in store.plans.sessions(today, LATEST):
            behavior = tasks.get(session.behavior)
            elsewhere = not week <= session.day <= self._last(week)
            if behavior is None or behavior.task is None or not elsewhere or session.id in settled:
                continue
            if paused_on(pauses, session.behavior, session.day) is not None:
                continue
            due = behavior.task.due
            if place_of(session) >= start and (due is None or session.day <= due or due < today):
                minutes[session.behavior] += session.minutes
        return minutes

    def _instant(self, week: date, moment: datetime) -> Instant | None:
        """Return where in the week a local moment lies; None when it lies outside."""
        today = self._store.day_of(moment)
        if not week <= today <= self._last(week):
            return None
        minute = (moment.date() - today).days * MINUTES_PER_DAY + moment.hour * 60 + moment.minute
        return Instant((today - week).days, minute + bool(moment.second or moment.microsecond))

    def _last(self, week: date) -> date:
        """Return the last day of a week."""
        return self._store.profile.weeks.last(week)

    def _planned_first(self, week: date) -> Instant | None:
        """Return when the first week of a profile was planned first, now if it is not yet; None for other weeks."""
        plans, clock = self._store.plans, self._store.clock
        if plans.planned_before(week):
            return None
        moment = plans.first_accepted(week)
        return self.now_in(week) if moment is None else self._instant(week, clock.local(moment))


def _days_after(behavior: Behavior, first: date, away: Collection[date]) -> int:
    """Return the days from `first` until a task is due on which it can be done; none of those `away`."""
    left = (None if behavior.task is None else behavior.task.days_until_due(first)) or 0
    weeks, rest = divmod(left, len(DAYS))
    days = (first + timedelta(days=7 * weeks + offset) for offset in range(rest))
    there = weeks * len(behavior.weekdays) + sum(day.weekday() in behavior.weekdays for day in days)
    lost = (day for day in away if (day - first).days < left)
    return there - sum(day.weekday() in behavior.weekdays for day in lost)


def in_progress(session: PlannedSession, now: WallTime) -> bool:
    """Tell whether a session has begun and is not over."""
    return session.day == now.day and session.start < now.minute < session.start + session.minutes
