"""What a week asks of a task: pieces of what is left of it, more the nearer its due day is; pure.

See docs/planning-model.md, section 6.2. Days count from the first of the week.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from habitos_tui.domain.model.base import DAYS, ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.model.rule import Scope, TimeBudget
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.week import on_grid
from habitos_tui.domain.planning.deadline import deadline_id
from habitos_tui.domain.planning.valuation import task_impacts
from habitos_tui.domain.text.task_phrasing import task_left
from habitos_tui.planner.formulation.candidates import open_windows, session_lengths
from habitos_tui.services.week.weekdays import turn_behavior

MOST_WEEKS: Final = 26
"""Weeks that are looked at for room, at most; what has no room in so many is told when it comes near."""


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far a task is outside of a week."""

    minutes: int = 0
    """Done before the week, or planned and still open in other weeks, in time for its due day."""
    days_after: int = 0
    """Days after the week, until it is due, on which it can be done."""


@dataclass(frozen=True)
class TaskWeek:
    """A task and one of its weeks."""

    behavior: Behavior
    """As the profile has it, its weekdays counted from the week's first."""
    task: Task
    week: date
    first: int
    """The first day on which something new can be."""
    grid: int
    away: frozenset[int]
    fixed: tuple[FixedSession, ...]
    """What is done or locked of it in the week."""
    progress: TaskProgress

    @cached_property
    def due_day(self) -> int | None:
        """The day it is due, also outside of the week."""
        return None if self.task.due is None else (self.task.due - self.week) // ONE_DAY

    @property
    def overdue(self) -> bool:
        """Whether its due day comes before all that is left of the week."""
        return self.due_day is not None and self.due_day < self.first

    @property
    def last(self) -> bool:
        """Whether no later week can help to be in time."""
        return self.due_day is not None and not self.overdue and (self.due_day in DAYS or not self.progress.days_after)

    @property
    def pressing(self) -> bool:
        """Whether all that is left is asked of this week."""
        return self.last or self.overdue

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days on which it may be done: none after it is due, unless that is over."""
        if self.due_day is None or self.overdue:
            return self.behavior.weekdays
        return tuple(day for day in self.behavior.weekdays if day <= self.due_day)

    @cached_property
    def here(self) -> int:
        """Minutes of what is fixed, in time."""
        days = self.days
        return sum(f.minutes for f in self.fixed if self.overdue or not days or f.day <= days[-1])

    @property
    def missing(self) -> int:
        """Minutes that are neither done nor planned elsewhere, nor fixed here; none of a task that is finished."""
        return 0 if self.task.finished else self.task.left(self.progress.minutes + self.here)

    @property
    def asked(self) -> int:
        """New minutes that are asked of the week: all, or the share of its days among those until the due day."""
        if self.pressing:
            return self.missing
        if self.due_day is None:
            return 0 if self.fixed else min(self.missing, self.behavior.typical_minutes)
        return max(self._share - self.here, self.must)

    @property
    def must(self) -> int:
        """New minutes without which it cannot be in time: what the longest pieces on all later days would not do."""
        if self.due_day is None or self.overdue:
            return 0
        days = -(-self.progress.days_after // (self.behavior.min_gap_days + 1))
        return max(self.missing - days * self._pieces_of_a_day * self.behavior.max_minutes, 0)

    @cached_property
    def pieces(self) -> int:
        """New sessions that are wanted: as many of typical length as it takes, and no more than there are left.

        Where all that is left is asked, as few as can do it: any that hold it will do.
        """
        if not self.asked or not self.days:
            return 0
        longest = max(self.behavior.max_minutes // self.grid, 1) * self.grid
        fewest = -(-self.asked // longest)
        if self.pressing:
            return fewest
        wanted = -(-self.asked // self.behavior.typical_minutes)
        return max(min(wanted, self.missing // self.behavior.min_minutes), fewest)

    @property
    def most_pieces(self) -> int:
        """New sessions that there may be: in a week that everything depends on, as many short ones as it takes."""
        if not (self.pressing and self.pieces):
            return self.pieces
        return max(self.pieces, self.missing // self.behavior.min_minutes)

    @property
    def most_minutes(self) -> int:
        """New minutes that there may be where all that is left is asked: no more than the pieces make necessary."""
        least, most = self._lengths
        left = on_grid(self.missing, self.grid)
        return max(left, -(-left // most) * on_grid(least, self.grid))

    @property
    def nearness(self) -> float:
        """How near the due day is, 0 to 1: one over the weeks that are left, this one included."""
        if self.due_day is None:
            return 0.0
        return 1.0 if self.pressing else 1 / (self.due_day // len(DAYS) + 1)

    def as_asked(self, objectives: Iterable[str]) -> Behavior:
        """Return the behavior as the problem of the week has it."""
        least, most = self._lengths
        count = len(self.fixed)
        asked = {
            "min_minutes": least,
            "typical_minutes": min(max(self.behavior.typical_minutes, least), most),
            "max_minutes": most,
            "weekdays": self.days or self.behavior.weekdays,
            "target_per_week": count + self.pieces,
            "max_per_week": count + self.most_pieces,
            "max_per_day": max(self.behavior.max_per_day, self._most_a_day),
            "impacts": self._impacts(objectives),
        }
        return self.behavior.as_planned().model_copy(update=asked)

    def deadline(self, asked: Behavior, problem: Problem, taken: Container[str]) -> TimeBudget | None:
        """Return the rule for a week without which the task cannot be in time, or in which all of it is asked.

        The minutes are a minimum where they fit into the free time before the due day, and never more than is left.
        """
        if self.task.due is None or not self.pieces or not (self.pressing or self.must):
            return None
        fits = 0 < self.must <= most_minutes(problem, asked)
        late = {f.day for f in self.fixed} - set(self.days)
        this_week = None if self.pressing else self.must
        begin = self.week + timedelta(days=self.first)
        return TimeBudget(
            id=deadline_id(self.behavior.id, self.task.due, taken),
            name=task_left(self.behavior.name, self.missing, self.task.due, begin, now=this_week),
            scope=Scope(behaviors=(self.behavior.id,)),
            period="week",
            days=tuple(day for day in self.behavior.weekdays if day not in late),
            min_minutes=min(self.here + self.must, _WEEK_MINUTES) if fits else None,
            max_minutes=min(self.here + self.most_minutes, _WEEK_MINUTES),
        )

    def later(self, asked: Behavior, problem: Problem) -> tuple[date, bool] | None:
        """Return a day by which it could be done, and whether this week knows so; None without a due day."""
        if self.task.due is None or self.due_day is None:
            return None
        for day in (day for day in self.behavior.weekdays if self.last and day > self.due_day):
            longer = asked.model_copy(update={"weekdays": tuple(d for d in self.behavior.weekdays if d <= day)})
            if most_minutes(problem, longer) >= self.missing:
                return self.week + timedelta(days=day), True
        return max(self.task.due, self.week) + ONE_WEEK, False

    @property
    def _lengths(self) -> tuple[int, int]:
        """Shortest and longest session: what is asked is cut into pieces that do not go beyond it.

        Before the last week pieces that would leave less than the shortest one take all that is left.
        """
        behavior, left = self.behavior, max(on_grid(self.missing, self.grid), self.grid)
        each = on_grid(-(-left // max(self.pieces, 1)), self.grid)
        rest = left - self.pieces * behavior.typical_minutes
        if not self.pressing and rest < behavior.min_minutes <= each <= behavior.max_minutes:
            return each, each
        least = min(behavior.min_minutes, left)
        pieces = max(self.pieces, 1)
        share = min(-(-left // pieces), max(behavior.typical_minutes, -(-self.asked // pieces)))
        longest = left if self.pressing else on_grid(share, self.grid)
        return least, max(min(behavior.max_minutes, longest), on_grid(least, self.grid))

    @property
    def _free_days(self) -> int:
        return sum(day not in self.away for day in self.days)

    @property
    def _share(self) -> int:
        """Minutes that are the week's, with those that are fixed: the share of its days among those until it is due."""
        here = self._free_days
        return -(-(self.missing + self.here) * here // max(here + self.progress.days_after, 1))

    @property
    def _pieces_of_a_day(self) -> int:
        """Sessions that a day has where each takes its share: one unless more are needed to be in time."""
        if self.behavior.min_gap_days:
            return 1
        pieces = -(-self._share // self.behavior.typical_minutes)
        return min(max(self.behavior.max_per_day, -(-pieces // max(self._free_days, 1))), _MOST_A_DAY)

    @property
    def _most_a_day(self) -> int:
        """Sessions that a day may have; where all that is left is asked, no day is worth more than being in time."""
        if not self.pressing or self.behavior.min_gap_days:
            return self._pieces_of_a_day
        return min(self.most_pieces, _MOST_A_DAY)

    def _impacts(self, objectives: Iterable[str]) -> dict[str, float]:
        """Return what a session does: each good impact comes the nearer to 1, the nearer the due day is."""
        impacts, near = task_impacts(self.behavior, objectives), self.nearness
        return {name: impact + (1 - impact) * near if impact > 0 else impact for name, impact in impacts.items()}


_WEEK_MINUTES: Final = 7 * 1440
_MOST_A_DAY: Final = 50


def most_minutes(problem: Problem, behavior: Behavior) -> int:
    """Return how many new minutes of a behavior have room in a week with nothing in it but what is fixed and busy."""
    fixed = [f.day for f in problem.fixed if f.behavior == behavior.id]
    a_day = 1 if behavior.min_gap_days else behavior.max_per_day
    found: list[int] = []
    latest = -len(DAYS)
    for day in DAYS:
        windows = (window for window in open_windows(problem, behavior) if window.day == day)
        lengths = [lengths[-1] for window in windows if (lengths := session_lengths(problem, behavior, window))]
        if lengths and day - latest > behavior.min_gap_days:
            found += sorted(lengths, reverse=True)[: max(a_day - fixed.count(day), 0)]
            latest = day
    return sum(sorted(found, reverse=True)[: max(behavior.week_limit - len(fixed), 0)])


def time_for(problem: Problem, behavior: Behavior, due: date) -> int:
    """Return the minutes of a behavior that a week has room for by a due day, were nothing else in it."""
    own = turn_behavior(behavior.as_planned(), -problem.week_start.weekday())
    days = tuple(day for day in own.weekdays if problem.week_start + timedelta(days=day) <= due)
    if not days:
        return 0
    free = {"weekdays": days, "max_per_week": _MOST_A_DAY * len(DAYS), "max_per_day": _MOST_A_DAY}
    return most_minutes(problem, own.model_copy(update=free))
