"""Why a week is impossible: a smallest set of the user's own limits that clash, and the cheapest ways out."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from habitos_tui.domain.model.plan import Repair, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import (
    Adjustment,
    BehaviorAdjustment,
    DueAdjustment,
    RuleAdjustment,
    Together,
    adjusted,
)
from habitos_tui.domain.planning.why import Diagnosis
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.solve import ANSWER_SECONDS
from habitos_tui.planner.why.conflict import minimal_conflict, smallest_choices
from habitos_tui.planner.why.elastic import lowered_minimums
from habitos_tui.planner.why.feasibility import FeasibilityChecker, UndecidedError, helpful
from habitos_tui.planner.why.ladder import RepairStep, least_step
from habitos_tui.planner.why.limits import NamedLimit, named_limits, without_all
from habitos_tui.planner.why.repairs import ladders

QUESTIONS_FOR_MORE: Final = 600
NODES_FOR_MORE: Final = 20
"""Questions asked in search of further repairs when there is one, divided by the number of behaviors, of which each
makes a question take longer; and nodes to answer each."""
NODES_PER_STEP: Final = 20
"""Nodes for proving that a step of a ladder is enough; one that cannot be proved with them counts as not enough."""
MAX_REPAIRS: Final = 12
"""Repairs shown at most."""
CROWD: Final = 5
"""Limits in the first conflicts beyond which lowering minimums is tried first."""

_OUTSIDE: Final = {"busy", "fixed"}
"""Limits that the plan does not decide: work, sleep, appointments, locks. They give way last."""
_ABOUT_BEHAVIORS: Final = {"strict_slots", "min_gap_days", "weekdays", "max_per_week", "max_per_day"}

RankedRepair = tuple[bool, float, Repair]
"""A repair behind whether it cuts work or sleep, or unlocks, and the effort it asks for."""


def diagnose(
    problem: Problem, cancel: threading.Event | None = None, seconds: float | None = ANSWER_SECONDS
) -> Diagnosis:
    """Return which limits of an infeasible week clash and what would repair it, every answer found by solving.

    `seconds` and `cancel` stop it with what is known by then. Raises SolverError when the engine breaks down.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    return _Diagnosis(problem, FeasibilityChecker(StopCondition(deadline, cancel or threading.Event()))).run()


class _Diagnosis:
    """One diagnosis: the limits, the conflicts met so far, and the sets of limits that are enough to give up."""

    def __init__(self, problem: Problem, checker: FeasibilityChecker) -> None:
        self.problem = problem
        self.checker = checker
        self.limits = _limits_that_matter(problem)
        self.conflicts: list[list[NamedLimit]] = []
        self.repairs: list[RankedRepair] = []
        self.lowered = False
        self.enough: set[frozenset[NamedLimit]] = set()
        """Limits without which the week is known to be possible."""
        self.too_few: set[frozenset[NamedLimit]] = set()
        """Limits without which it is known to stay impossible."""

    def run(self) -> Diagnosis:
        complete = True
        try:
            if self.checker.feasible(self.problem):
                return Diagnosis()
            self.conflicts += self.conflicts_of_one() or [self.conflict_without(())]
            if sum(map(len, self.conflicts)) > CROWD:
                # Among so many limits each may take long; one answer comes before the search for all of them.
                self.lower_minimums()
            for choice in self.corrections():
                self.take(choice, self.least_changes(choice))
        except UndecidedError:
            complete = False
        conflict = min(self.conflicts, key=len, default=[])
        ranked = _ranked(self.repairs)
        complete = complete and len(ranked) <= MAX_REPAIRS
        return Diagnosis(tuple(limit.shown for limit in conflict), ranked[:MAX_REPAIRS], complete)

    def conflicts_of_one(self) -> list[list[NamedLimit]]:
        """Return a smallest conflict for each minimum that cannot be met although no other one is asked for.

        Questions about one behavior are answered quickly, and a conflict within one behavior is the easiest to read.
        """
        minimums = [limit for limit in self.limits if limit.kind == "min_per_week"]
        others = [limit for limit in self.limits if limit.kind != "min_per_week"]
        if len(minimums) < 2 or not self.can_hold(others):
            return []
        alone = [[minimum, *others] for minimum in minimums]
        return [minimal_conflict(limits, self.can_hold) for limits in alone if not self.can_hold(limits)]

    def conflict_without(self, dropped: Sequence[NamedLimit]) -> list[NamedLimit]:
        """Return a smallest conflict among the limits that are not dropped."""
        limits = [limit for limit in self.limits if limit not in dropped]
        return minimal_conflict(limits, self.can_hold)

    def can_hold(self, kept: Sequence[NamedLimit]) -> bool:
        """Tell whether the week is possible with only `kept` of the limits."""
        names = {id(limit) for limit in kept}
        return self.can_drop([limit for limit in self.limits if id(limit) not in names])

    def can_drop(self, dropped: Sequence[NamedLimit]) -> bool:
        """Tell whether the week is possible without `dropped`."""
        names = frozenset(dropped)
        known = self.known(names)
        if known is not None:
            return known
        week = self.checker.week(without_all(self.problem, dropped))
        if week is None:
            self.too_few.add(names)
        else:
            self.enough.add(names - self.met(week))
        return week is not None

    def met(self, week: Sequence[Session]) -> frozenset[NamedLimit]:
        """Return the minimums that a week happens to meet."""
        there = Counter(s.behavior for s in week) + Counter(f.behavior for f in self.problem.fixed)
        least = {behavior.id: behavior.min_per_week for behavior in self.problem.behaviors}
        minimums = (limit for limit in self.limits if limit.kind == "min_per_week")
        return frozenset(limit for limit in minimums if there[limit.subject] >= least[limit.subject])

    def known(self, dropped: frozenset[NamedLimit]) -> bool | None:
        """Return what follows from answers given before: without more limits what was possible stays possible.

        Only a released session can take something away, namely what it counted towards; nothing follows for those.
        """
        for fewer in self.enough:
            if fewer <= dropped and all(limit.kind != "fixed" for limit in dropped - fewer):
                return True
        for more in self.too_few:
            if more >= dropped and all(limit.kind != "fixed" for limit in more - dropped):
                return False
        return None

    def corrections(self) -> Iterator[tuple[NamedLimit, ...]]:
        """Yield the smallest sets of limits to give up.

        Such a set has a member in every conflict. So the smallest sets that meet the known conflicts are tried; each
        one that is not enough leaves a conflict not known before (Liffiton and Sakallah, 2008).
        """
        tried: set[tuple[NamedLimit, ...]] = set()
        while True:
            open_choices = [choice for choice in self.choices() if choice not in tried]
            if not open_choices:
                return
            choice = open_choices[0]
            tried.add(choice)
            if self.can_drop(choice):
                yield choice
            else:
                if not self.lowered:
                    self.lower_minimums()
                self.conflicts.append(self.conflict_without(choice))

    def lower_minimums(self) -> None:
        """Take in the repair that lowers minimums only, and as little as can be."""
        self.lowered = True
        if steps := lowered_minimums(self.problem, self.checker):
            changed = {_changed(step.change) for step in steps}
            lowered = [lim for lim in self.limits if lim.kind in {"min_per_week", "rule"} and lim.subject in changed]
            self.take(lowered, steps)

    def take(self, choice: Sequence[NamedLimit], steps: Sequence[RepairStep]) -> None:
        """Keep a repair, and limit the search for further ones."""
        self.repairs.append(_as_repair(choice, steps))
        if self.checker.questions is None:
            self.checker.questions = QUESTIONS_FOR_MORE // max(len(self.problem.behaviors), 1)
            self.checker.nodes = NODES_FOR_MORE

    def choices(self) -> list[tuple[NamedLimit, ...]]:
        """Return the smallest sets that meet every conflict, those that leave work and sleep as they are in front."""
        movable = [[limit for limit in conflict if any(ladders(self.problem, limit))] for conflict in self.conflicts]
        own = [[limit for limit in conflict if limit.kind not in _OUTSIDE] for conflict in movable]
        return list(dict.fromkeys([*(smallest_choices(own) if all(own) else ()), *smallest_choices(movable)]))

    def least_changes(self, choice: Sequence[NamedLimit]) -> list[RepairStep]:
        """Return the least change of each limit, the others changed or given up meanwhile."""
        changes: list[Adjustment] = [limit.off for limit in choice]
        steps: list[RepairStep] = []
        for place, limit in enumerate(choice):
            steps.append(self.least_change(limit, changes[:place], changes[place + 1 :]))
            changes[place] = steps[-1].change
        return steps

    def least_change(self, limit: NamedLimit, before: list[Adjustment], after: list[Adjustment]) -> RepairStep:
        """Return the change of a limit that is enough and asks for the least effort."""

        def helps(step: RepairStep) -> bool:
            changed = adjusted(self.problem, [*before, step.change, *after])
            return self.checker.feasible(changed, NODES_PER_STEP)

        best: RepairStep | None = None
        for ladder in ladders(self.problem, limit):
            if best is not None and ladder.size and ladder.at(0).effort >= best.effort:
                continue
            step = least_step(ladder, helps)
            if step is not None and (best is None or step.effort < best.effort):
                best = step
        return best or RepairStep(limit.off, f"Without: {limit.sentence}", 0.0)


def _changed(change: Adjustment) -> str:
    """Return the id of the behavior or rule that a lowered minimum is of."""
    if isinstance(change, DueAdjustment):
        return change.rule
    return change.id if isinstance(change, BehaviorAdjustment | RuleAdjustment) else ""


def _as_repair(choice: Sequence[NamedLimit], steps: Sequence[RepairStep]) -> RankedRepair:
    """Return changes that are made together as a repair, with whether they touch work or sleep, and their effort."""
    several = len(steps) > 1
    change = Together(changes=tuple(step.change for step in steps)) if several else steps[0].change
    outside = any(limit.kind in _OUTSIDE for limit in choice)
    repair = Repair(
        kind="combination" if several else choice[0].kind,
        subject=", ".join(limit.subject for limit in choice),
        sentence="; ".join(step.sentence for step in steps),
        change=change.model_dump(mode="json"),
    )
    return outside, sum(step.effort for step in steps), repair


def _ranked(repairs: Sequence[RankedRepair]) -> tuple[Repair, ...]:
    """Return the repairs by effort, those that cut work or sleep last, the same changes in another order only once."""
    found: dict[frozenset[str], Repair] = {}
    for *_, repair in sorted(repairs, key=lambda ranked: ranked[:2]):
        found.setdefault(frozenset(repair.sentence.split("; ")), repair)
    return tuple(found.values())


def _limits_that_matter(problem: Problem) -> list[NamedLimit]:
    """Return the limits without those of behaviors that need no session to make the week possible."""
    needed = helpful(problem)
    every = named_limits(problem)
    limits = [limit for limit in every if limit.kind not in _ABOUT_BEHAVIORS or limit.subject in needed]
    # Those in front are preferred in a conflict: of many minimums, the largest keep it short.
    minutes = {behavior.id: behavior.min_per_week * behavior.min_minutes for behavior in problem.behaviors}
    return sorted(limits, key=lambda limit: -minutes[limit.subject] if limit.kind == "min_per_week" else 0)
