"""Which sessions come right behind the one they are stacked on.

See docs/planning-model.md, section 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.consistency import stack_order
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Stack
from habitos_tui.planner.verification.placed import Placed


@dataclass(frozen=True, slots=True)
class _Chains:
    """The stacks of one day."""

    cue_of: Mapping[str, str]
    place: Mapping[str, int]
    """Where in its chain a stacked behavior stands."""

    def goes_between(self, name: str, other: str) -> bool:
        """Tell whether `name` may stand between `other`, of the same chain, and what both are stacked on."""
        return self.place[name] < self.place[other]


def right_behind(problem: Problem, sessions: Sequence[Placed]) -> frozenset[tuple[int, int]]:
    """Return day and start of those of `sessions` (in time order) that come right behind their cue.

    Right behind means: nothing but the pause lies between a session and its cue, or between it and sessions of the
    same chain that are right behind theirs and come earlier in the chain.
    """
    chains = {day: _chains(problem, day) for day in DAYS}
    found: set[tuple[int, int]] = set()
    led_by: dict[tuple[int, int], frozenset[str]] = {}
    for session, before in _neighbours(problem, sessions):
        here, there = (session.day, session.start), (before.day, before.start)
        chain, name, other = chains[session.day], session.behavior.id, before.behavior.id
        cue, leaders = chain.cue_of.get(name), led_by.get(there, frozenset())
        if cue == other or (there in found and cue in leaders and chain.goes_between(other, name)):
            found.add(here)
            led_by[here] = leaders | {other}
    return frozenset(found)


def _chains(problem: Problem, day: int) -> _Chains:
    stacks = [rule for rule in problem.active_rules if isinstance(rule, Stack) and day in rule.days]
    chains = stack_order(stacks).values()
    place = {name: number for chain in chains for number, name in enumerate(chain)}
    return _Chains({stack.then: stack.first for stack in stacks}, place)


def _neighbours(problem: Problem, sessions: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """Return, in time order, each session that follows another with nothing but the pause, and that other."""
    ends: dict[tuple[int, bool, int], Placed] = {}
    pauses = {True: {problem.transition}, False: {problem.transition_minutes, problem.transition}}
    found: list[tuple[Placed, Placed]] = []
    for session in sessions:
        before = [ends.get((session.day, session.new, session.start - pause)) for pause in pauses[session.new]]
        found += [(session, other) for other in before if other is not None and other.window == session.window]
        ends[session.day, session.new, session.end] = session
    return found
