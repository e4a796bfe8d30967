"""The rule that a task is in the problem of a week which it needs: how many minutes there must be before it is due.

It is a time budget like any other, so that planner and verifier need not know of tasks. Its days are those on which the
task could be done if it were due later; the behavior itself is not allowed after the due day.
"""

from collections.abc import Container
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, TypeGuard

from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Rule, TimeBudget
from habitos_tui.domain.planning.adjustment import DueAdjustment

_PREFIX: Final = "task-"
_DIGITS: Final = 32
"""Of the digest: ids of rules may not be as long as those of behaviors with something in front."""


def deadline_id(behavior: str, due: date, taken: Container[str] = ()) -> str:
    """Return the id of the rule of a task, which tells when it is due; none of those that are `taken`."""
    found = f"{_of(behavior)}{due.isoformat()}"
    while found in taken:
        found += "'"
    return found


def is_deadline(rule: Rule) -> TypeGuard[TimeBudget]:
    """Tell whether a rule of a problem stands for a task, and not for one of the person's own rules."""
    if not isinstance(rule, TimeBudget) or rule.scope.behaviors is None or len(rule.scope.behaviors) > 1:
        return False
    return rule.id.startswith(_of(rule.scope.behaviors[0]))


def task_of(deadline: TimeBudget) -> str:
    """Return the id of the behavior that a deadline is about."""
    return (deadline.scope.behaviors or ("",))[0]


def due_of(deadline: TimeBudget) -> date:
    """Return the day that a task is due on."""
    return date.fromisoformat(deadline.id.rstrip("'").removeprefix(_of(task_of(deadline))))


def later_dues(problem: Problem, deadline: TimeBudget) -> tuple[DueAdjustment, ...]:
    """Return the later due days to offer for a task: those left of the week, then the same day a week later."""
    due = due_of(deadline)
    days = [day for day in (problem.week_start + timedelta(days=offset) for offset in deadline.days) if day > due]
    later = (*days, due + ONE_WEEK)
    return tuple(DueAdjustment(behavior=task_of(deadline), rule=deadline.id, due=day) for day in later)


def _of(behavior: str) -> str:
    return f"{_PREFIX}{sha256(behavior.encode()).hexdigest()[:_DIGITS]}-"


def deadlines_of(problem: Problem) -> dict[str, TimeBudget]:
    """Return the deadlines that are limits of a problem, by behavior."""
    return {task_of(rule): rule for rule in problem.active_rules if is_deadline(rule) and rule.min_minutes}
