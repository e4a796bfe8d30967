"""The least that minimums must be lowered by, all at once: one solve in which they may be missed, at a price."""

from collections.abc import Iterator, Sequence
from typing import Final

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Frequency, Rule, Scope, ScopedRule, TimeBudget
from habitos_tui.domain.planning.adjustment import Adjustment, BehaviorAdjustment, RuleAdjustment
from habitos_tui.domain.planning.deadline import is_deadline, later_dues
from habitos_tui.domain.text.rule_phrasing import changed_words
from habitos_tui.planner.engines.engine import SolveLimits
from habitos_tui.planner.formulation.tableau import Tableau
from habitos_tui.planner.verification.day_layout import Week, lay_out
from habitos_tui.planner.verification.usage import amounts
from habitos_tui.planner.why.feasibility import FeasibilityChecker, without_bystanders
from habitos_tui.planner.why.ladder import RepairStep, later

LIMITS: Final = SolveLimits(gap=0.02, nodes=50)
ALL_MISSED: Final = 100.0
"""Points for missing all of a minimum; only their proportion counts."""


def lowered_minimums(problem: Problem, checker: FeasibilityChecker) -> list[RepairStep]:
    """Return the changes of minimums, together enough, that give up the smallest share of them in all.

    Raises UndecidedError when it was stopped.
    """
    tableau = Tableau(_softened(without_bystanders(problem)))
    sessions = checker.best(tableau, [(column, -factor) for column, factor in tableau.penalties], LIMITS)
    return [] if sessions is None else list(_changes(problem, sessions))


def _softened(problem: Problem) -> Problem:
    """Return the problem with every minimum as a soft rule."""
    rules: list[Rule] = []
    for behavior in problem.behaviors:
        if behavior.min_per_week:
            scope = Scope(behaviors=(behavior.id,))
            least = behavior.min_per_week
            rules.append(
                Frequency(id=behavior.id, scope=scope, period="week", min_sessions=least, penalty=ALL_MISSED / least)
            )
    for rule in problem.rules:
        rules += _split(rule)
    behaviors = tuple(
        behavior.model_copy(update={"min_per_week": 0, "max_per_week": behavior.week_limit})
        for behavior in problem.behaviors
    )
    # Not validated: minimums as rules may be more of them than a week can have, and take the ids of behaviors.
    return problem.changed_unchecked(behaviors=behaviors, rules=tuple(rules))


def _split(rule: Rule) -> Iterator[Rule]:
    """Yield the maximum of a rule as it is, and its minimum as a soft rule."""
    if not isinstance(rule, ScopedRule) or not rule.least:
        yield rule
        return
    if rule.most is not None:
        yield rule.model_copy(update={rule.least_field: None})
    unit = 60 if rule.counted == "minutes" else 1
    yield rule.model_copy(update={rule.most_field: None, "penalty": ALL_MISSED * unit / rule.least})


def _changes(problem: Problem, sessions: Sequence[Session]) -> Iterator[RepairStep]:
    week = lay_out(problem, sessions)
    for behavior in problem.behaviors:
        there = len(week.sessions_of(behavior.id))
        if there < behavior.min_per_week:
            change = BehaviorAdjustment(id=behavior.id, set={"min_per_week": there})
            words = f"{behavior.name} at least {behavior.min_per_week} → {there} times a week"
            yield RepairStep(change, words, 1 - there / behavior.min_per_week)
    for rule in problem.active_rules:
        if is_deadline(rule):
            if min(amounts(week, rule)) < (rule.least or 0):
                yield later(problem, later_dues(problem, rule)[-1], 1.0)
        elif rule.hard and isinstance(rule, TimeBudget | Frequency):
            yield from _rule_change(problem, week, rule)


def _rule_change(problem: Problem, week: Week, rule: TimeBudget | Frequency) -> Iterator[RepairStep]:
    least, there = rule.least or 0, min(amounts(week, rule))
    if there < least:
        change: Adjustment = RuleAdjustment(id=rule.id, set={rule.least_field: there})
        words = changed_words(problem, rule, rule.model_copy(update={rule.least_field: there}))
        yield RepairStep(change, words, 1 - there / least)
