"""Between a profile's weekdays (Monday = 0) and the days of its week (day 0 = the week's first day).

Every function turns days round by `by`: minus the profile's first weekday leads into its week, plus leads back.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule

T = TypeVar("T")


def turn_day(day: int, by: int) -> int:
    """Return the day `by` days later, round the week."""
    return (day + by) % 7


def turn_days(days: Iterable[int], by: int) -> tuple[int, ...]:
    """Return the days turned, in order."""
    return tuple(sorted(turn_day(day, by) for day in days))


def turn_values(values: Sequence[T], by: int) -> tuple[T, ...]:
    """Return seven values, one a day, so that the value of a day is found under the turned day."""
    return tuple(values[turn_day(day, -by)] for day in range(7))


def turn_behavior(behavior: Behavior, by: int) -> Behavior:
    """Return the behavior with its weekdays turned."""
    return behavior.model_copy(update={"weekdays": turn_days(behavior.weekdays, by)})


def turn_rule(rule: Rule, by: int) -> Rule:
    """Return the rule with its days turned."""
    return rule.model_copy(update={"days": turn_days(rule.days, by)})
