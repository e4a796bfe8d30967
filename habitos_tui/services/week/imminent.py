"""Which sessions of the accepted plan begin so soon that planning again leaves them where they are; pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Stack
from habitos_tui.services.week.merge import as_placed


def imminent(problem: Problem, now: Problem, planned: Sequence[PlannedSession]) -> tuple[PlannedSession, ...]:
    """Return those of `planned` that begin within the notice of `problem`, with what is stacked right behind them.

    A session is not among them where the week keeps more of its limits without it: time was marked as busy since, say.
    `now` is the same week without a notice.
    """
    # The verifier takes a while to load, which what only looks at a week need not.
    from habitos_tui.planner.verification.verify import verify  # noqa: PLC0415

    placed = {session: as_placed(session, problem.week_start, problem.slots) for session in planned}
    week = [session for session in placed.values() if session is not None]
    broken = len(verify(now, week).violations)
    staying: list[PlannedSession] = []
    for session, place in placed.items():
        if place is not None and (problem.too_soon(place.day, place.start) or _stacked(problem, place, staying)):
            others = [other for other in week if other is not place]
            staying += [session] if len(verify(now, others).violations) >= broken else []
    return tuple(staying)


def _stacked(problem: Problem, place: Session, staying: Sequence[PlannedSession]) -> bool:
    """Tell whether a session is stacked, and right behind one that stays."""
    day = problem.week_start + timedelta(days=place.day)
    ends = (s.start + s.minutes for s in staying if s.day == day)
    followers = _followers(problem, place.day)
    return place.behavior in followers and any(end + problem.transition == place.start for end in ends)


def _followers(problem: Problem, day: int) -> Iterator[str]:
    """Return what is stacked on a day; what has to come only later on the day than its cue can still be moved."""
    return (rule.then for rule in problem.active_rules if isinstance(rule, Stack) and day in rule.days)
