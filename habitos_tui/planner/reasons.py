"""Why a behavior stayed under its target: one true, simple reason each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf
from typing import Final

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_HOUR, TOLERANCE
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session, Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import RULE_TYPES, ScopedRule
from habitos_tui.domain.model.week import Window
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.text.phrasing import WEEKDAYS, alike, listed, points
from habitos_tui.planner.formulation.candidates import day_is_closed, open_windows, session_lengths
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.verification.verify import Verification, Verifier

NAMED_DAYS: Final = 2
"""Days that are left which are named."""
ROOM: Final = frozenset(name for name, rule in RULE_TYPES.items() if issubclass(rule, ScopedRule))
"""Rules about how much there may be."""
TRIES: Final = 12
"""Places where one more session is laid out and valued, at most."""
ENOUGH: Final = 2
"""Of them that are allowed, before any is left out."""

Reason = tuple[str, str]
"""Short reason and sentence."""


def unplaced(problem: Problem, sessions: Sequence[Session], plan: Verification) -> tuple[Unplaced, ...]:
    """Return a reason for each behavior with fewer sessions than its target, fixed ones included."""
    counts = Counter(s.behavior for s in sessions) + Counter(f.behavior for f in problem.fixed)
    asked = _Asked(problem, [placement_of(problem, session) for session in sessions], plan)
    found = []
    for behavior in problem.behaviors:
        count = counts[behavior.id]
        if count >= behavior.target_per_week:
            continue
        reason, sentence = _reason(asked, behavior)
        found.append(
            Unplaced(
                behavior=behavior.id,
                placed=count,
                target=behavior.target_per_week,
                reason=reason,
                sentence=f"“{behavior.name}”: {sentence}.",
            )
        )
    return tuple(found)


class _Asked:
    """The plan that is asked about, with what all answers need."""

    def __init__(self, problem: Problem, placed: Sequence[Placement], plan: Verification) -> None:
        self.problem = problem
        self.placed = placed
        self.plan = plan
        self.valuation = Valuation(problem)
        self.verifier = Verifier(problem)


def _reason(asked: _Asked, behavior: Behavior) -> Reason:
    problem, placed = asked.problem, asked.placed
    if asked.valuation.worth[behavior.id] <= 0:
        return "not_worth_it", "it adds nothing to your objectives"
    if behavior.target_per_week > behavior.week_limit and len(_of(behavior, placed)) >= behavior.week_limit:
        return "not_allowed", f"at most {behavior.week_limit} a week are allowed"
    windows = list(open_windows(problem, behavior))
    if not windows:
        if days_are_gone(problem, behavior):
            return "not_allowed", what_is_left(problem)
        return "not_allowed", "nothing is free on the days and in the parts of the day it may have"
    lengths = {window.index: session_lengths(problem, behavior, window) for window in windows}
    if not any(lengths.values()):
        longest = max(window.minutes for window in windows)
        needed = -(-behavior.min_minutes // problem.grid_minutes) * problem.grid_minutes
        return "no_window", f"the longest free stretch is {longest} min, it needs {max(needed, longest + 1)} min"
    return _obstacle(asked, behavior, {w: lengths[w.index] for w in windows if lengths[w.index]})


def _obstacle(asked: _Asked, behavior: Behavior, places: Mapping[Window, range]) -> Reason:
    """Return what stands in the way of one more session in the plan as it is, else what the cheapest one costs."""
    problem, placed, plan = asked.problem, asked.placed, asked.plan
    free = [window for window in places if keeps_distance(problem, behavior, window, placed)]
    if not free:
        if days_are_gone(problem, behavior):
            return "not_allowed", what_is_left(problem)
        return "not_allowed", "one more would be closer to another one, or more on a day, than it allows"
    roomy = [window for window in free if room_left(problem, window, placed) >= places[window].start]
    if not roomy:
        return "time", "all the time it may have is taken"
    rested = [window for window in roomy if energy_left(problem, window.day, placed) >= behavior.energy_cost]
    if not rested:
        return "energy", "the energy of its days is used up"
    attempts = _attempts(asked, behavior, {window: places[window] for window in rested})
    cheapest = max((one for one in attempts if one.allowed), key=lambda one: one.objective, default=None)
    if cheapest is None:
        # What a session that goes would make room for is the lesser obstacle; order and company stay in the way.
        gravest = min(attempts[0].violations, key=lambda violation: violation.kind in ROOM)
        return "rule", gravest.sentence.rstrip(".")
    return _at_a_price(plan.objective, cheapest.objective, cheapest.free_time - plan.free_time)


def _attempts(asked: _Asked, behavior: Behavior, places: Mapping[Window, range]) -> list[Verification]:
    """Return what the plan would be with one more session, at its shortest, in the places that promise most.

    The best place of each day comes first: what stands in the way in one often does so in all of its day. The rest is
    not tried where it promises less than what was found: what is the same for all places adds as much to what they
    promise as to those that were tried.
    """
    gains = _gains(asked, behavior, places)
    ranked = sorted(places, key=gains.__getitem__, reverse=True)
    best_of_day = {window.day: window for window in reversed(ranked)}
    ranked.sort(key=lambda window: window != best_of_day[window.day])
    attempts: list[Verification] = []
    found: list[tuple[float, float]] = []
    for tried, window in enumerate(ranked[:TRIES], start=1):
        one_more = Placement(behavior.id, window, places[window].start)
        attempts.append(asked.verifier.verify(lay_out(asked.problem, [*asked.placed, one_more])))
        if attempts[-1].allowed:
            found.append((attempts[-1].objective, attempts[-1].objective - gains[window]))
        if len(found) >= ENOUGH:
            best, common = (max(figures) for figures in zip(*found, strict=True))
            if all(gains[later] + common <= best + TOLERANCE for later in ranked[tried:]):
                break
    return attempts


def _gains(asked: _Asked, behavior: Behavior, places: Mapping[Window, range]) -> dict[Window, float]:
    """Return what a session at its shortest adds in each place, as far as places differ: worth, routine, free time."""
    problem, placed, valuation = asked.problem, asked.placed, asked.valuation
    pause, share = problem.transition_minutes, 1 - problem.settings.slack
    usual = {one.window.slot for one in _of(behavior, placed)}
    usual |= {problem.slot_at(fixed.start) or "" for fixed in problem.fixed if fixed.behavior == behavior.id}
    routine = problem.settings.routine * max(valuation.worth[behavior.id], 0.0)
    left = dict.fromkeys(DAYS, 0.0)
    for window in problem.windows:
        left[window.day] += share * window.minutes
    for placement in placed:
        left[placement.window.day] -= placement.minutes + pause
    gains = {}
    for window, lengths in places.items():
        chance = valuation.chance(behavior, window.day, window.slot)
        priced = min(lengths.start + pause, max(lengths.start + pause - left[window.day], 0.0))
        gains[window] = (
            valuation.session_worth(behavior, lengths.start, chance)
            - routine * (window.slot not in usual)
            - valuation.hour * priced / MINUTES_PER_HOUR
        )
    return gains


def days_are_gone(problem: Problem, behavior: Behavior) -> bool:
    """Tell whether a behavior could have been on days that are over, and was not."""
    start = problem.not_before
    done = {fixed.day for fixed in problem.fixed if fixed.behavior == behavior.id}
    return start is not None and any(day < start.day and day not in done for day in behavior.weekdays)


def what_is_left(problem: Problem) -> str:
    """Return "only Sunday is left", "only Saturday and Sunday are left" or "only 3 days are left" of a week."""
    first = 0 if problem.not_before is None else problem.not_before.day
    days = sorted({window.day for window in problem.windows if window.day >= first})
    names = [WEEKDAYS[(problem.week_start.weekday() + day) % 7] for day in days]
    if not days:
        return "no free time is left in this week"
    what = listed(names) if len(names) <= NAMED_DAYS else f"{len(names)} days"
    return f"only {what} {'is' if len(names) == 1 else 'are'} left"


def _at_a_price(objective: float, then: float, taken: float) -> Reason:
    """Return what one more session costs, `then` being what the week is worth with it; `taken` is for its free time."""
    price = objective - then
    if alike(objective, then):
        return "costs", "there is room for one more; total unchanged"
    if 0 < price <= taken:
        return "not_worth_it", f"the free time is worth {points(price)} points more"
    if price < 0:
        return "costs", f"there is room for one more; total {points(-price)} points higher"
    return "costs", f"there is room for one more; total {points(price)} points lower"


def energy_left(problem: Problem, day: int, placed: Sequence[Placement]) -> float:
    """Return the energy that is left of a day."""
    limit = problem.energy_limit(day)
    if limit is None:
        return inf
    cost = {behavior.id: behavior.energy_cost for behavior in problem.behaviors}
    fixed = sum(cost[session.behavior] for session in problem.fixed if session.day == day)
    used = sum(cost[placement.behavior] for placement in placed if placement.window.day == day)
    return max(limit - fixed, 0) - used + TOLERANCE


def keeps_distance(problem: Problem, behavior: Behavior, window: Window, placed: Sequence[Placement]) -> bool:
    """Tell whether one more session in a window keeps the behavior's own distances and limits of a day."""
    days = [placement.window.day for placement in _of(behavior, placed)]
    days += [fixed.day for fixed in problem.fixed if fixed.behavior == behavior.id]
    near = behavior.min_gap_days > 0 and any(abs(day - window.day) <= behavior.min_gap_days for day in days)
    full = days.count(window.day) >= behavior.max_per_day
    twice = any(placement.window == window for placement in _of(behavior, placed))
    return not (near or full or twice or day_is_closed(problem, behavior, window.day))


def room_left(problem: Problem, window: Window, placed: Sequence[Placement]) -> int:
    """Return the minutes that a further session could take in a window."""
    here = [placement.minutes + problem.transition for placement in placed if placement.window == window]
    return window.minutes - sum(here)


def _of(behavior: Behavior, placed: Sequence[Placement]) -> list[Placement]:
    return [placement for placement in placed if placement.behavior == behavior.id]


def placement_of(problem: Problem, session: Session) -> Placement:
    """Return a session of a plan with the window it lies in."""
    window = next(w for w in problem.windows if w.day == session.day and w.holds(session.start, session.minutes))
    return Placement(session.behavior, window, session.minutes)
