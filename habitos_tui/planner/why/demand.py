"""Demands on a plan, written as rules: a session here, none there, one more than now. Solving needs no other words."""

from collections.abc import Sequence

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import STABILITY_WHEN_REPLANNING, PreviousSession, Problem
from habitos_tui.domain.model.rule import Frequency, Rule, Scope

PREFIX = "demand"


def demanding(problem: Problem, rules: Sequence[Rule]) -> Problem:
    """Return the problem with demands added, and no longer with what is only known about the old one."""
    return problem.changed(rules=(*problem.rules, *rules))


def steady(problem: Problem, sessions: Sequence[Session]) -> Problem:
    """Return the problem in which each of `sessions` that goes costs at least as much as when re-planning."""
    places = dict.fromkeys((s.behavior, s.day, s.slot, s.start) for s in sessions)
    settings = problem.settings.model_copy(
        update={"stability": max(problem.settings.stability, STABILITY_WHEN_REPLANNING)}
    )
    # Where it is known when sessions began, they stay there in their windows as well.
    kept = tuple(
        PreviousSession(behavior=behavior, day=day, slot=slot, start=None if problem.first_edition else start)
        for behavior, day, slot, start in places
    )
    return problem.changed(previous=kept, settings=settings)


def sessions_of(
    problem: Problem,
    behavior: str,
    *,
    least: int | None = None,
    most: int | None = None,
    day: int | None = None,
    slot: str | None = None,
) -> Frequency:
    """Return the demand for at least or at most so many sessions of a behavior, fixed ones included, at a place."""
    return Frequency(
        id=_free_id(problem, f"{PREFIX} {behavior} {day} {slot}"[:90]),
        scope=Scope(behaviors=(behavior,)),
        period="week",
        slot=slot,
        days=ALL_DAYS if day is None else (day,),
        min_sessions=least,
        max_sessions=most,
    )


def _free_id(problem: Problem, wanted: str) -> str:
    taken = {rule.id for rule in problem.rules}
    while wanted in taken:
        wanted += "'"
    return wanted
