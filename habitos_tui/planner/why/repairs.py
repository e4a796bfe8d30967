"""The ways to give up a limit bit by bit: one or more ladders for each kind of limit."""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from habitos_tui.domain.model.base import ALL_DAYS, BusyTime
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    Stack,
    TimeBudget,
)
from habitos_tui.domain.planning.adjustment import (
    Adjustment,
    BehaviorAdjustment,
    BusyAdjustment,
    EnergyAdjustment,
    Release,
    RuleAdjustment,
    Together,
)
from habitos_tui.domain.planning.deadline import is_deadline, later_dues
from habitos_tui.domain.text.phrasing import duration, in_slot, number, span
from habitos_tui.domain.text.rule_phrasing import changed_words
from habitos_tui.planner.why.ladder import RepairLadder, RepairStep, counted, downwards, later, single, upwards
from habitos_tui.planner.why.limits import MAX_PER_DAY, NamedLimit, day_name, days_phrase

ENERGY_STEPS: Final = 10
"""Steps per unit of energy."""
LARGEST_ENERGY: Final = 10_000
MINUTES_OF_A_WEEK: Final = 7 * 1440

WITHOUT: Final = 1.5
"""Effort of doing without a limit altogether."""
ONE_MORE_PLACE: Final = 0.5
"""Effort of allowing one more weekday or slot."""
OUTSIDE: Final = 1.0
"""Additional effort of changing what the plan does not decide: busy time and locked sessions."""


def ladders(problem: Problem, limit: NamedLimit) -> Iterator[RepairLadder]:
    """Yield the ways to give `limit` up; none for what has happened and cannot be changed."""
    match limit.kind:
        case "rule":
            rule = next(rule for rule in problem.rules if rule.id == limit.subject)
            if is_deadline(rule):
                yield _of_deadline(problem, rule)
                return
            yield from _of_rule(problem, rule)
            yield single(limit.off, f"Switch off: {limit.sentence}", WITHOUT)
        case "energy":
            yield _of_energy(problem, int(limit.subject))
        case "fixed":
            if isinstance(limit.off, Release) and _is_locked(problem, limit.off):
                yield single(limit.off, f"Unlock {limit.sentence}", OUTSIDE)
        case "busy":
            yield from _of_busy(problem, limit)
        case "strict_slots":
            yield from _more_slots(problem, problem.behavior_by_id[limit.subject])
            yield single(limit.off, f"{problem.behavior_by_id[limit.subject].name} in any slot", WITHOUT)
        case "weekdays":
            yield from _more_days(problem, problem.behavior_by_id[limit.subject])
        case "min_per_week" | "max_per_week" | "max_per_day" | "min_gap_days":
            yield _of_number(problem.behavior_by_id[limit.subject], limit.kind)


def _of_number(behavior: Behavior, field: str) -> RepairLadder:
    """Return the ladder of a number of a behavior."""
    most_per_week = 7 * behavior.max_per_day
    values, sentence = {
        "min_per_week": (downwards(behavior.min_per_week), "at least {} → {} times a week"),
        "max_per_week": (upwards(behavior.week_limit, most_per_week), "at most {} → {} times a week"),
        "max_per_day": (upwards(behavior.max_per_day, MAX_PER_DAY), "at most {} → {} times a day"),
        "min_gap_days": (downwards(behavior.min_gap_days), "more than {} → {} days apart"),
    }[field]
    old = behavior.week_limit if field == "max_per_week" else int(getattr(behavior, field))
    words = f"{behavior.name} {sentence}"
    return counted(old, values, lambda new: (_set(behavior, {field: int(new)}), words.format(old, int(new))))


def _set(behavior: Behavior, fields: dict[str, int | list[int] | list[str]]) -> Adjustment:
    return BehaviorAdjustment.model_validate({"id": behavior.id, "set": fields})


def _more_slots(problem: Problem, behavior: Behavior) -> Iterator[RepairLadder]:
    for slot in problem.slots:
        if slot.name not in behavior.preferred_slots:
            fields: dict[str, int | list[int] | list[str]] = {"preferred_slots": [*behavior.preferred_slots, slot.name]}
            if behavior.weekend_slots is not None:
                fields["weekend_slots"] = list(dict.fromkeys([*behavior.weekend_slots, slot.name]))
            change = _set(behavior, fields)
            yield single(change, f"{behavior.name} {in_slot(slot.name)} too", ONE_MORE_PLACE)


def _more_days(problem: Problem, behavior: Behavior) -> Iterator[RepairLadder]:
    """Yield one weekday more, each for itself; then two, three and so on in their order."""
    missing = [day for day in ALL_DAYS if day not in behavior.weekdays]

    def more(days: Sequence[int]) -> RepairStep:
        change = _set(behavior, {"weekdays": [*behavior.weekdays, *days]})
        where = days_phrase(problem, days) if len(days) < len(ALL_DAYS) else "on every day"
        return RepairStep(change, f"{behavior.name} {where} too", ONE_MORE_PLACE * len(days))

    for day in missing:
        step = more([day])
        yield single(step.change, step.sentence, step.effort)
    yield RepairLadder(len(missing) - 1, lambda place: more(missing[: place + 2]))


def _of_rule(problem: Problem, rule: Rule) -> Iterator[RepairLadder]:
    """Yield the ladders of the numbers of a rule, upper limits first."""
    for field, values in _numbers(rule, problem.grid_minutes):
        yield _of_rule_number(problem, rule, field, values)


def _of_deadline(problem: Problem, rule: TimeBudget) -> RepairLadder:
    """Return the ladder of later due days of a task."""
    dues = later_dues(problem, rule)

    def at(place: int) -> RepairStep:
        return later(problem, dues[place], (place + 1) / len(dues))

    return RepairLadder(len(dues), at)


def _of_rule_number(problem: Problem, rule: Rule, field: str, values: range) -> RepairLadder:
    def step(new: float) -> tuple[Adjustment, str]:
        changed = rule.model_copy(update={field: int(new)})
        return RuleAdjustment(id=rule.id, set={field: int(new)}), changed_words(problem, rule, changed)

    return counted(int(getattr(rule, field)), values, step)


def _numbers(rule: Rule, grid: int) -> Iterator[tuple[str, range]]:
    """Yield the fields of a rule that can give way bit by bit, each with the values it can take, upper limits first."""
    match rule:
        case TimeBudget() | DurationBounds():
            yield from _between("minutes", rule.min_minutes, rule.max_minutes, range(0, MINUTES_OF_A_WEEK, grid))
        case Frequency():
            yield from _between("sessions", rule.min_sessions, rule.max_sessions, range(MINUTES_OF_A_WEEK // grid))
        case MutualExclusion():
            yield "limit", upwards(rule.limit, len(rule.behavior_ids))
        case Precedence() | Stack():
            return
        case _:
            assert_never(rule)


def _between(counted: str, least: int | None, most: int | None, possible: range) -> Iterator[tuple[str, range]]:
    if most is not None:
        yield f"max_{counted}", upwards(most, max(most, possible.stop), possible.step)
    if least is not None:
        yield f"min_{counted}", downwards(least, possible.step)


def _of_energy(problem: Problem, day: int) -> RepairLadder:
    old = problem.energy_limit(day) or 0.0
    first = int(old * ENERGY_STEPS // 1) + 1
    values = [tenths / ENERGY_STEPS for tenths in range(first, min(LARGEST_ENERGY, first + LARGEST_ENERGY))]
    words, on = f"At most {number(old, 2)} →", f"energy on {day_name(problem, day)}"
    return counted(old, values, lambda new: (EnergyAdjustment(day=day, limit=new), f"{words} {number(new, 2)} {on}"))


def _is_locked(problem: Problem, release: Release) -> bool:
    """Tell whether a lock holds a session; one that is about to begin stays without any."""
    key = (release.behavior, release.day, release.start)
    locked = any((f.behavior, f.day, f.start) == key and f.kind == "locked" for f in problem.fixed)
    return locked and not problem.too_soon(release.day, release.start)


def _of_busy(problem: Problem, limit: NamedLimit) -> Iterator[RepairLadder]:
    """Yield, for each block, a growing part of its beginning and of its end; and all blocks at once."""
    blocks = limit.off.changes if isinstance(limit.off, Together) else ()
    for block in blocks:
        if isinstance(block, BusyAdjustment):
            yield _freed(problem, block, limit.subject, from_start=True)
            yield _freed(problem, block, limit.subject, from_start=False)
    if len(blocks) > 1:
        yield single(limit.off, f"Free all of {limit.sentence}", OUTSIDE + WITHOUT)


def _freed(problem: Problem, block: BusyAdjustment, title: str, *, from_start: bool) -> RepairLadder:
    length, grid = block.end - block.start, problem.grid_minutes
    day = day_name(problem, block.day)

    def at(place: int) -> RepairStep:
        minutes = min((place + 1) * grid, length)
        first = block.start if from_start else block.end - minutes
        left = (block.start + minutes, block.end) if from_start else (block.start, block.end - minutes)
        kept: tuple[tuple[BusyTime, BusyTime], ...] = (left,) if minutes < length else ()
        sentence = f"Free {duration(minutes)} of {title} on {day} ({span(first, minutes)})"
        return RepairStep(block.model_copy(update={"kept": kept}), sentence, OUTSIDE + minutes / length)

    return RepairLadder(-(-length // grid), at)
