"""Which sessions come right behind the one they are stacked on."""

from collections.abc import Mapping
from dataclasses import dataclass

from habitos_tui.domain.base import DAYS
from habitos_tui.domain.consistency import stack_order
from habitos_tui.domain.rule import Stack
from habitos_tui.planner.placed import Week


@dataclass(frozen=True, slots=True)
class _Chains:
    """The stacks of one day."""

    cue_of: Mapping[str, str]
    rank: Mapping[str, tuple[str, int]]
    """Beginning of the chain that a stacked behavior belongs to, and its place in it."""

    def goes_between(self, name: str, other: str) -> bool:
        """Tell whether `name` may stand between `other` and what both are stacked on."""
        if name not in self.rank or other not in self.rank:
            return False
        (head, place), (other_head, other_place) = self.rank[name], self.rank[other]
        return head == other_head and place < other_place


def in_place(week: Week) -> frozenset[int]:
    """Return the positions in `week.sessions` of those right behind their cue.

    Right behind means: nothing but the pause lies between it and the cue, or between it and sessions of the same
    chain that are in place themselves and come earlier in the chain.
    """
    chains = {day: _chains(week, day) for day in DAYS}
    found: set[int] = set()
    behind: dict[int, frozenset[str]] = {}
    for position, earlier in _neighbours(week).items():
        chain, name, other = chains[week.sessions[position].day], *_names(week, position, earlier)
        cue = chain.cue_of.get(name)
        reached = behind.get(earlier, frozenset())
        if cue == other or (earlier in found and cue in reached and chain.goes_between(other, name)):
            found.add(position)
            behind[position] = reached | {other}
    return frozenset(found)


def _names(week: Week, later: int, earlier: int) -> tuple[str, str]:
    return week.sessions[later].behavior.id, week.sessions[earlier].behavior.id


def _chains(week: Week, day: int) -> _Chains:
    stacks = [rule for rule in week.problem.active_rules if isinstance(rule, Stack) and day in rule.days]
    chains = stack_order(stacks).items()
    rank = {name: (head, place) for head, chain in chains for place, name in enumerate(chain)}
    return _Chains({stack.then: stack.first for stack in stacks}, rank)


def _neighbours(week: Week) -> Mapping[int, int]:
    """Return, in time order, the sessions that follow another with nothing but the pause, and which one."""
    ends: dict[tuple[int, bool, int], int] = {}
    pauses = {True: {week.problem.transition}, False: {week.problem.transition_minutes, week.problem.transition}}
    found: dict[int, int] = {}
    for position, placed in enumerate(week.sessions):
        for pause in pauses[placed.new]:
            earlier = ends.get((placed.day, placed.new, placed.start - pause))
            if earlier is not None and week.sessions[earlier].window == placed.window:
                found[position] = earlier
        ends[placed.day, placed.new, placed.end] = position
    return found
