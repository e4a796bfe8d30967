"""The user's own limits on a week, each by its name: what can be given up, one by one, to make a week possible."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.base import ALL_DAYS, DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Limit
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import Busy
from habitos_tui.domain.planning.adjustment import (
    Adjustment,
    BehaviorAdjustment,
    BusyAdjustment,
    EnergyAdjustment,
    Release,
    RuleAdjustment,
    StartAdjustment,
    Together,
    adjusted,
)
from habitos_tui.domain.planning.deadline import deadlines_of, is_deadline, later_dues
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, in_slots, listed, number, on_days, span, time_of_day
from habitos_tui.domain.text.rule_phrasing import rule_words

MAX_PER_DAY = 50
"""As many sessions a day as a behavior may allow at all."""


@dataclass(frozen=True, slots=True, eq=False)
class NamedLimit:
    """One limit of a problem, itself and no other; `off` is the adjustment that takes it away."""

    kind: str
    """min_per_week, rule, strict_slots, min_gap_days, weekdays, max_per_week, max_per_day, energy, fixed, not_before
    or busy."""
    subject: str
    """Id of the rule or behavior, day number of an energy budget, title of a busy block."""
    sentence: str
    off: Adjustment

    def without(self, problem: Problem) -> Problem:
        """Return the problem without this limit."""
        return adjusted(problem, [self.off])

    @property
    def shown(self) -> Limit:
        """The limit as it stands in a plan."""
        return Limit(kind=self.kind, subject=self.subject, sentence=self.sentence)


def without_all(problem: Problem, limits: Iterable[NamedLimit]) -> Problem:
    """Return the problem without any of `limits`."""
    return adjusted(problem, [limit.off for limit in limits])


def named_limits(problem: Problem) -> tuple[NamedLimit, ...]:
    """Return every limit of a week, those that people think of first in front."""
    found: list[NamedLimit] = []
    for behavior in problem.behaviors:
        if behavior.min_per_week:
            sentence = f"{behavior.name} at least {count(behavior.min_per_week, 'time')} a week"
            # Without its minimum a behavior must not be allowed less often than with it.
            change = {"min_per_week": 0, "max_per_week": behavior.week_limit}
            found.append(
                NamedLimit("min_per_week", behavior.id, sentence, BehaviorAdjustment(id=behavior.id, set=change))
            )
    found += [rule_limit(problem, rule) for rule in problem.active_rules if rule.hard]
    tasks = deadlines_of(problem)
    for behavior in problem.behaviors:
        found += _places(problem, behavior, task=behavior.id in tasks)
    for behavior in problem.behaviors:
        found += _maxima(behavior, task=behavior.id in tasks)
    found += _energy(problem)
    found += [_fixed(problem, session) for session in problem.fixed]
    found += [*_start(problem), *_busy(problem)]
    return tuple(found)


def rule_limit(problem: Problem, rule: Rule) -> NamedLimit:
    """Return a rule as a limit; a task that is due is let go by being due a week later."""
    off: Adjustment = RuleAdjustment(id=rule.id, set={"active": False})
    if is_deadline(rule):
        off = later_dues(problem, rule)[-1]
    return NamedLimit("rule", rule.id, rule_words(problem, rule), off)


def weekdays_of(problem: Problem, days: Iterable[int]) -> tuple[int, ...]:
    """Return the weekdays, Monday = 0, of days of the problem."""
    return tuple(sorted((problem.week_start.weekday() + day) % 7 for day in days))


def day_name(problem: Problem, day: int) -> str:
    """Return the weekday of a day of the problem, such as "Monday"."""
    return WEEKDAYS[(problem.week_start.weekday() + day) % 7]


def days_phrase(problem: Problem, days: Iterable[int]) -> str:
    """Return "on Monday and Tuesday" for days of the problem; nothing for all seven."""
    return on_days(weekdays_of(problem, days), problem.week_start.weekday())


def _of_behavior(kind: str, behavior: Behavior, sentence: str, value: int | bool | list[int] | None) -> NamedLimit:
    change = BehaviorAdjustment.model_validate({"id": behavior.id, "set": {kind: value}})
    return NamedLimit(kind, behavior.id, sentence, change)


def _places(problem: Problem, behavior: Behavior, *, task: bool) -> Iterator[NamedLimit]:
    """Yield what limits where a behavior may go; the days of a task are those until it is due."""
    name = behavior.name
    if behavior.strict_slots:
        yield _of_behavior("strict_slots", behavior, f"{name} only {_strict_slots(behavior)}", value=False)
    if behavior.min_gap_days:
        sentence = f"{name} more than {count(behavior.min_gap_days, 'day')} apart"
        yield _of_behavior("min_gap_days", behavior, sentence, 0)
    if len(behavior.weekdays) < len(ALL_DAYS) and not task:
        sentence = f"{name} only {days_phrase(problem, behavior.weekdays)}"
        yield _of_behavior("weekdays", behavior, sentence, list(ALL_DAYS))


def _strict_slots(behavior: Behavior) -> str:
    """Return "in the evening, at the weekend in the morning"."""
    usual, weekend = (_slots(behavior.slots_on(weekend=at_weekend)) for at_weekend in (False, True))
    return usual if usual == weekend else f"{usual}, at the weekend {weekend}"


def _slots(names: Sequence[str]) -> str:
    return in_slots(names) if names else "in its slots, of which it has none"


def _maxima(behavior: Behavior, *, task: bool) -> Iterator[NamedLimit]:
    # As often as its days allow is no limit that anybody set, and neither is what is left of a task.
    if not task and behavior.week_limit < len(DAYS) * behavior.max_per_day:
        sentence = f"{behavior.name} at most {count(behavior.week_limit, 'time')} a week"
        yield _of_behavior("max_per_week", behavior, sentence, len(DAYS) * MAX_PER_DAY)
    # Once a day is the default, so it is not a limit that the user set.
    if 1 < behavior.max_per_day < MAX_PER_DAY:
        sentence = f"{behavior.name} at most {count(behavior.max_per_day, 'time')} a day"
        yield _of_behavior("max_per_day", behavior, sentence, MAX_PER_DAY)


def _energy(problem: Problem) -> Iterator[NamedLimit]:
    for day in DAYS:
        limit = problem.energy_limit(day)
        if limit is not None:
            sentence = f"At most {number(limit, 2)} energy on {day_name(problem, day)}"
            yield NamedLimit("energy", str(day), sentence, EnergyAdjustment(day=day, limit=None))


def _fixed(problem: Problem, session: FixedSession) -> NamedLimit:
    name = problem.behavior_by_id[session.behavior].name
    when = f"on {day_name(problem, session.day)} {span(session.start, session.minutes)}"
    release = Release(behavior=session.behavior, day=session.day, start=session.start)
    soon = session.kind == "locked" and problem.too_soon(session.day, session.start)
    return NamedLimit("fixed", session.behavior, f"{name} {'about to begin' if soon else session.kind} {when}", release)


def _start(problem: Problem) -> Iterator[NamedLimit]:
    if problem.first_start is not None:
        day, minute = problem.first_start
        notice = f", {count(problem.notice_minutes, 'minute')} from now" if problem.notice_minutes else ""
        sentence = f"Nothing new before {day_name(problem, day)} {time_of_day(minute)}{notice}"
        yield NamedLimit("not_before", str(day), sentence, StartAdjustment())


def _busy(problem: Problem) -> Iterator[NamedLimit]:
    """Yield the busy blocks, those of one title on one day as one limit."""
    groups: dict[tuple[int, str], list[Busy]] = {}
    for block in dict.fromkeys(problem.busy):
        groups.setdefault((block.day, block.title), []).append(block)
    for (day, title), group in groups.items():
        blocks = sorted(group, key=lambda block: block.start)
        spans = listed([span(block.start, block.end - block.start) for block in blocks])
        sentence = f"{title or 'Busy'} on {day_name(problem, day)} {spans}"
        changes = tuple(BusyAdjustment(day=day, start=b.start, end=b.end, title=title) for b in blocks)
        yield NamedLimit("busy", title or "busy", sentence, Together(changes=changes))
